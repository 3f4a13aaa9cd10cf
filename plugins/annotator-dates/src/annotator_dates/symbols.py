"""Values that need no calendar: lengths, repetitions, and what stays open when there is no date to count from."""

from __future__ import annotations

from collections.abc import Mapping

from annotator_dates.calendars import SEASONS
from annotator_dates.holidays import FIXED
from annotator_dates.meaning import Calendar, Duration, Every, Relative

__all__ = ["length_value", "set_value", "symbolic_value"]

_DAYS = {"century": "CE", "decade": "DE", "year": "Y", "quarter": "Q", "month": "M", "week": "W", "day": "D",
         "weekend": "WE", "millennium": "ML", "season": "SE", "half": "H"}  # fmt: skip
_CLOCK = {"hour": "H", "minute": "M", "second": "S"}
_REPEATED = {"year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX", "day": "XXXX-XX-XX", "weekend": "XXXX-WXX-WE",
             "quarter": "XXXX-QX", "half": "XXXX-HX"}  # fmt: skip


def length_value(duration: Duration) -> str:
    """Return the TIMEX3 value of a length of time: ``P2Y6M``, ``PT3H``, ``PXD``."""
    days, clock = "", ""
    for amount, unit in duration.parts:
        shown = "X" if amount is None else f"{amount:.6g}" if abs(amount) < 1e6 else f"{amount:.0f}"
        if unit in _CLOCK:
            clock += shown + _CLOCK[unit]
        else:
            days += shown + _DAYS.get(unit, "X")
    return f"P{days}" + (f"T{clock}" if clock else "")


def set_value(every: Every) -> str:
    """Return the TIMEX3 value of what comes again and again."""
    what = every.what
    if isinstance(what, Calendar):
        return symbolic_value(what)
    if every.form == "calendar" and len(what.parts) == 1 and what.parts[0][1] in _REPEATED:
        return _REPEATED[what.parts[0][1]]
    return length_value(what)


def symbolic_value(meaning: Calendar | Relative) -> str:
    """Return what can be said of the value without an anchor: ``XXXX-04``, or PAST_REF and its like."""
    if isinstance(meaning, Relative):
        return "PRESENT_REF" if meaning.count == 0 else "PAST_REF" if meaning.count < 0 else "FUTURE_REF"
    fields = meaning.fields
    if "share" in fields and isinstance(meaning.frame, (Calendar, Relative)):
        return symbolic_value(meaning.frame)
    year = f"{int(fields['year']):04}" if "year" in fields and "short" not in fields else "XXXX"
    day = _symbolic_day(fields, year)
    if "hour" in fields:
        return f"{day or 'XXXX-XX-XX'}T{int(fields['hour']):02}:{int(fields.get('minute', 0)):02}"
    if "part" in fields:
        return f"{day or 'XXXX-XX-XX'}T{fields['part']}"
    return day or year


_OPEN = (
    ("hijri-day", "XX-XX"), ("hijri-month", "XX"), ("weekday", "WXX-{}"), ("weekend", "WXX-WE"), ("quarter", "Q{}"),
    ("half", "H{}"),
)  # fmt: skip


def _symbolic_day(fields: Mapping[str, int | str], year: str) -> str:
    if "holiday" in fields:
        month, day = FIXED.get(str(fields["holiday"]), (0, 0))
        return f"{year}-{_two(month)}-{_two(day)}"
    if "month" in fields or "day" in fields:
        return f"{year}-{_two(fields.get('month'))}" + (f"-{_two(fields['day'])}" if "day" in fields else "")
    if "season" in fields:
        return f"{year}-{SEASONS[int(fields['season']) - 1]}"
    return next((f"{year}-" + shape.format(fields[name]) for name, shape in _OPEN if name in fields), "")


def _two(number: int | str | None) -> str:
    return f"{int(number):02}" if number else "XX"
