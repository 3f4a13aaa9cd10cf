"""Operations of rules that make lengths of time, repetitions and times that have only a name."""

from __future__ import annotations

from msgspec.structs import replace

from annotator_dates.arguments import Arguments, Result, integer, one
from annotator_dates.meaning import SPEECH, Calendar, Duration, Every, Reference, Relative

__all__ = ["duration", "every", "every_calendar", "every_unit_adverb", "lengths", "modify", "ref", "spread", "toward"]


def duration(arguments: Arguments) -> Result:
    """Make a length of time out of a number and a unit; the number ``X`` is not said."""
    number = one(arguments, "count", 1)
    toward = integer(one(arguments, "toward", 0))
    amount = None if number == "X" else float(number)
    if "single" in arguments and amount is not None and amount >= 1000:
        return None  # a year before a noun: "the 2018 day"
    return Duration(
        ((amount, one(arguments, "unit")),), one(arguments, "mod", ""), toward, one(arguments, "anchor", SPEECH)
    )


def lengths(arguments: Arguments) -> Result:
    """Add lengths of time up: two years, six months."""
    parts: list[tuple[float | None, str]] = []
    for value in (value for values in arguments.values() for value in values):
        if not isinstance(value, Duration) or value.mod:
            return None
        parts.extend(value.parts)
    units = ["century", "decade", "year", "quarter", "month", "week", "day", "hour", "minute", "second"]
    places = [units.index(unit) for _, unit in parts if unit in units]
    return Duration(tuple(parts)) if places == sorted(set(places)) and len(places) == len(parts) else None


def spread(arguments: Arguments) -> Result:
    """Make a length of time with two amounts ("one or two years"): the larger counts, the other is kept."""
    low, high, unit = one(arguments, "low"), one(arguments, "high"), one(arguments, "unit")
    amount = None if high == "X" else float(high)
    other = Duration(((None if low == "X" else float(low), unit),))
    return Duration(((amount, unit),), others=(other,))


def toward(arguments: Arguments) -> Result:
    """Tie a length of time to an anchor: it ends there (-1) or begins there (1)."""
    span, way = one(arguments, "span"), integer(one(arguments, "way"))
    if not isinstance(span, Duration):
        return None
    return replace(span, toward=way, anchor=one(arguments, "anchor", SPEECH), mod=one(arguments, "mod", span.mod))


def every(arguments: Arguments) -> Result:
    """Make a repetition out of a length of time or a calendar expression."""
    what = one(arguments, "what")
    if isinstance(what, str):
        what = Duration(((1.0, what),))
    if isinstance(what, Relative) or not isinstance(what, (Duration, Calendar)):
        return None
    number = one(arguments, "freq")
    freq = "" if number is None else number if isinstance(number, str) else f"{number:g}X"
    return Every(what, one(arguments, "quant", ""), freq, one(arguments, "form", ""))


def every_unit_adverb(arguments: Arguments) -> Result:
    """Make the repetition that an adverb such as "daily" names."""
    return Every(Duration(((1.0, one(arguments, "unit")),)), form=one(arguments, "form", ""))


def every_calendar(arguments: Arguments) -> Result:
    """Make a repetition of calendar fields: every Monday."""
    fields = {name: values[0] for name, values in arguments.items() if name not in ("quant", "freq")}
    return Every(Calendar(fields), one(arguments, "quant", ""), one(arguments, "freq", ""))


def ref(arguments: Arguments) -> Result:
    """Give one of the times that have only a name."""
    return Reference(one(arguments, "name"), one(arguments, "mod", ""))


def modify(arguments: Arguments) -> Result:
    """Add a modifier of TIMEX3."""
    what, mod = one(arguments, "what"), one(arguments, "mod")
    if isinstance(what, (Calendar, Relative, Duration, Every, Reference)):
        return replace(what, mod=what.mod or mod)
    return None
