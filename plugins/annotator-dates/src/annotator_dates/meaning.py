"""What an expression means before it is resolved: a small algebra of times that no language enters.

A rule composes meanings out of the meanings of its parts; `annotator_dates.resolver` turns them into values.
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec
from msgspec.structs import replace

__all__ = [
    "SPEECH",
    "STORY",
    "Calendar",
    "Duration",
    "Every",
    "Meaning",
    "Reference",
    "Relative",
    "finest",
    "with_mod",
]

SPEECH = "speech"
"""The anchor of expressions that count from the date of the document ("yesterday")."""

STORY = "story"
"""The anchor of expressions that count from the date that was last told ("the day before")."""

FIELDS = (
    "second", "minute", "hour", "part", "day", "weekday", "holiday", "weekend", "week", "month", "season", "quarter",
    "half", "year", "decade", "century", "millennium",
)  # fmt: skip
"""The fields of a calendar expression, the finest first."""


class Calendar(msgspec.Struct):
    """A place in the calendar, given by some of its fields: ``{"month": 3, "day": 4}`` is a 4 March.

    Attributes:
        fields: numbers, or names where the field has them (part, season, holiday, era). Further keys: ``era``
            (``"BC"``), ``zone`` (minutes east of Greenwich), ``later`` (how many days after the day at hand a clock
            time lies), ``short`` (the year has two digits), ``fiscal``.
        frame: the time in which it lies ("Tuesday of *last week*").
        toward: -1 for the one before the anchor ("last May"), 1 for the one after, 0 for the one that is
            nearest or running; None when only the sentence can tell.
        anchor: from where ``toward`` looks.
        mod: the modifier of TIMEX3, such as START.
    """

    fields: dict[str, int | str]
    frame: Meaning | None = None
    toward: int | None = None
    anchor: str = SPEECH
    mod: str = ""


class Relative(msgspec.Struct):
    """A period counted from an anchor: unit ``month`` and count -1 is "last month".

    Attributes:
        unit: the size of the period.
        count: how many away; infinite when it is not said ("some years ago").
        anchor: `SPEECH`, `STORY`, or a meaning.
        mod: as in `Calendar`.
        grain: how exact the result is, when that is not the unit: ``same`` for as exact as the anchor; ``report`` for
            the quarter that a report is on; ``ended`` for a quarter that is found by its last day; ``compared`` for the
            period that a report compares with its own; or the size of a period ("two years ago this month").
    """

    unit: str
    count: float
    anchor: str | Meaning = SPEECH
    mod: str = ""
    grain: str = ""


class Duration(msgspec.Struct):
    """A length of time.

    Attributes:
        parts: amounts and units, the large ones first; the amount None is not said ("some years").
        mod: as in `Calendar`.
        toward: -1 when it ends at the anchor ("the last two years"), 1 when it begins there, 0 when it is free.
        anchor: as in `Calendar`.
        others: other lengths that it may have ("one or two years").
    """

    parts: tuple[tuple[float | None, str], ...]
    mod: str = ""
    toward: int = 0
    anchor: str | Meaning = SPEECH
    others: tuple[Duration, ...] = ()


class Every(msgspec.Struct):
    """Something that comes again and again.

    Attributes:
        what: the period, or the calendar expression ("every Monday").
        quant: the word for "every" in TIMEX3, such as EVERY or EACH.
        freq: how often in that period, such as ``2X``.
        form: ``calendar`` when the value names the days ("daily": XXXX-XX-XX), else it names the length (P1D).
        mod: as in `Calendar`.
    """

    what: Duration | Calendar
    quant: str = ""
    freq: str = ""
    form: str = ""
    mod: str = ""


class Reference(msgspec.Struct):
    """A time that has only a name: PAST_REF, PRESENT_REF, FUTURE_REF."""

    name: str
    mod: str = ""


Meaning: TypeAlias = Calendar | Relative | Duration | Every | Reference


class Several(msgspec.Struct):
    """More than one time in one stretch of words: "3 and 4 May".

    Attributes:
        parts: first and last word (half-open, counted within the stretch) and the meaning of each.
        joined: how: ``range`` or ``list``.
    """

    parts: list[tuple[int, int, Meaning]] = []
    joined: str = "list"


def finest(meaning: Meaning) -> str:
    """Return the finest field of a calendar expression, the unit of a relative one, else an empty string."""
    if isinstance(meaning, Relative):
        return meaning.unit if meaning.grain in ("report", "ended", "compared") else meaning.grain or meaning.unit
    if isinstance(meaning, Calendar):
        for name in FIELDS:
            if name in meaning.fields:
                return name
    return ""


def with_mod(meaning: Meaning, mod: str) -> Meaning:
    """Return the meaning with a modifier."""
    return replace(meaning, mod=mod)
