"""Turns meanings into TIMEX3 values, bounds and anchors."""

from __future__ import annotations

import msgspec

from annotator_dates.bounds import cut_bounds
from annotator_dates.meaning import Calendar, Duration, Every, Meaning, Reference, Relative
from annotator_dates.parts import moved
from annotator_dates.periods import Period, iso_day
from annotator_dates.reader import Context, Reader
from annotator_dates.symbols import length_value, set_value, symbolic_value

__all__ = ["Context", "Resolved", "resolve"]

_TODAY = Relative("day", 0)


class Resolved(msgspec.Struct):
    """What became of a meaning.

    Attributes:
        label: DATE, TIME, DURATION or SET.
        value: the TIMEX3 value.
        period: the place in the calendar, None for what has none or is not known.
        earliest: first moment, empty when it is not known.
        latest: last moment.
        mod: modifier of TIMEX3, may be empty.
        quant: of a set.
        freq: of a set.
        anchor: the number of the expression that it counts from, None for the date of the document.
        others: other values that it may have.
    """

    label: str
    value: str
    period: Period | None = None
    earliest: str = ""
    latest: str = ""
    mod: str = ""
    quant: str = ""
    freq: str = ""
    anchor: int | None = None
    others: tuple[str, ...] = ()


def resolve(meaning: Meaning, context: Context) -> Resolved:
    """Return value, label and bounds of a meaning."""
    if isinstance(meaning, Duration):
        return _duration(meaning, context)
    if isinstance(meaning, Every):
        return Resolved("SET", set_value(meaning), quant=meaning.quant, freq=meaning.freq, mod=meaning.mod)
    if isinstance(meaning, Reference):
        return _reference(meaning, context)
    reader = Reader(context)
    # In a story that speaks from no day of its own, "today" is the present of the reader.
    period = None if context.narrative and meaning == _TODAY else reader.period(meaning)
    if period is None:
        return _unresolved(meaning, context)
    earliest, latest = _bounds(period, meaning)
    label = "TIME" if period.clock else "DATE"
    return Resolved(label, period.value, period, earliest, latest, meaning.mod, anchor=reader.anchor)


def _bounds(period: Period, meaning: Calendar | Relative) -> tuple[str, str]:
    """Return the first and last moment; a side that a modifier leaves open is empty."""
    share = None
    if isinstance(meaning, Calendar) and "share" in meaning.fields:
        share = int(meaning.fields["share"]), int(meaning.fields["shares"])
    earliest, latest = cut_bounds(period, meaning.mod, share)
    mod = meaning.mod
    # "More than three years ago" lies before that year, "more than three years later" after it.
    if isinstance(meaning, Relative) and meaning.count:
        farther, nearer = ("BEFORE", "AFTER") if meaning.count < 0 else ("AFTER", "BEFORE")
        mod = farther if mod in ("MORE_THAN", "EQUAL_OR_MORE") else mod
        mod = nearer if mod in ("LESS_THAN", "EQUAL_OR_LESS") else mod
    return (
        "" if mod in ("BEFORE", "ON_OR_BEFORE") else earliest,
        "" if mod in ("AFTER", "ON_OR_AFTER") else latest,
    )


def _unresolved(meaning: Calendar | Relative, context: Context) -> Resolved:
    value = symbolic_value(meaning)
    if value.endswith("REF"):
        return _reference(Reference(value, meaning.mod), context)
    return Resolved("TIME" if "T" in value else "DATE", value, mod=meaning.mod)


def _reference(meaning: Reference, context: Context) -> Resolved:
    resolved = Resolved("DATE", meaning.name, mod=meaning.mod)
    if context.speech is not None and not context.narrative:
        if meaning.name != "FUTURE_REF":
            resolved.latest = iso_day(context.speech.end)
        if meaning.name != "PAST_REF":
            resolved.earliest = iso_day(context.speech.start)
    return resolved


def _duration(meaning: Duration, context: Context) -> Resolved:
    resolved = Resolved("DURATION", length_value(meaning), mod=meaning.mod)
    resolved.others = tuple(length_value(other) for other in meaning.others)
    if not meaning.toward:
        return resolved
    reader = Reader(context)
    anchor = reader.base(meaning.anchor)
    resolved.anchor = reader.anchor
    amount, unit = meaning.parts[0]
    if anchor is not None and len(meaning.parts) == 1 and amount is not None:
        edge = anchor.end if meaning.toward < 0 else anchor.start
        other = moved(edge, unit, meaning.toward * amount)
        if other is not None:
            resolved.earliest, resolved.latest = (iso_day(day) for day in sorted((other, edge)))
    return resolved
