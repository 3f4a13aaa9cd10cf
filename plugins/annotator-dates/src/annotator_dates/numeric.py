"""The order of numeric dates such as 04/11/2025: by evidence in the whole document, never by a fixed rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec.structs import replace

from annotator_dates.calendars import civil
from annotator_dates.meaning import Calendar, Meaning
from annotator_dates.periods import Period

__all__ = ["Order", "decide_order", "readings"]

Order = Literal["day-first", "month-first", "unknown"]


def decide_order(meanings: Sequence[Meaning], given: Period | None, habit: Order) -> Order:
    """Return the order of the numeric dates of a document.

    In this order count: a numeric date with a number over 12; a date written in words that is one of the two
    readings of a numeric one; the document date that was given; the habit of the outlet.

    Args:
        meanings: all that was found in the document.
        given: the document date from the metadata.
        habit: what the settings say of the outlet.
    """
    calendars = [meaning for meaning in meanings if isinstance(meaning, Calendar)]
    clear = {calendar.fields["order"] for calendar in calendars if "order" in calendar.fields}
    if len(clear) == 1:
        return "day-first" if "day-first" in clear else "month-first"
    open_dates = [calendar for calendar in calendars if "one" in calendar.fields]
    if not open_dates:
        return "unknown"
    written = {
        (c.fields["month"], c.fields["day"])
        for c in calendars
        if "month" in c.fields and "day" in c.fields and not clear
    }
    voted = _vote(open_dates, written)
    if voted == "unknown" and given is not None and given.grain == "day":
        voted = _vote(open_dates, {civil(given.start)[1:]})
    return habit if voted == "unknown" else voted


def _vote(open_dates: Iterable[Calendar], written: set[tuple[int | str, int | str]]) -> Order:
    day_first = month_first = 0
    for calendar in open_dates:
        first, second = calendar.fields["one"], calendar.fields["two"]
        day_first += (second, first) in written
        month_first += (first, second) in written
    if bool(day_first) == bool(month_first):
        return "unknown"
    return "day-first" if day_first else "month-first"


def readings(calendar: Calendar, order: Order) -> list[Calendar]:
    """Return the calendar expressions that an open numeric date can mean: one when the order is known, else two."""
    first, second = calendar.fields["one"], calendar.fields["two"]
    rest = {name: value for name, value in calendar.fields.items() if name not in ("one", "two")}
    day_first = replace(calendar, fields=rest | {"month": second, "day": first})
    month_first = replace(calendar, fields=rest | {"month": first, "day": second})
    if order == "unknown":
        return [day_first, month_first]
    return [day_first if order == "day-first" else month_first]
