"""Periods inside periods: the third quarter of a year, the last Friday of a month, a clock time of a day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from msgspec.structs import replace

from annotator_dates.calendars import (
    UNIT_GRAINS,
    civil,
    day_number,
    first_day,
    month_length,
    number,
    shift_months,
    weekday,
)
from annotator_dates.holidays import holiday_days
from annotator_dates.lunar import hijri_day, hijri_year_of
from annotator_dates.periods import Period, shifted

__all__ = [
    "Fields",
    "clock_away",
    "counted_inside",
    "holiday_in",
    "inside",
    "islamic",
    "moved",
    "named_year",
    "nth_inside",
    "nth_weekday",
    "with_clock",
]

Fields: TypeAlias = Mapping[str, int | str]

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7}
_IN_YEAR = {"half": 2, "quarter": 4, "season": 4, "month": 12}
_FARTHEST = 20_000
"""Years beyond this are no dates of texts."""


def named_year(fields: Fields, near: int) -> Period | None:
    """Return the year, decade, century or millennium that the fields name.

    Args:
        fields: of a calendar expression.
        near: the year that years of two digits are near to.
    """
    before = fields.get("era") == "BC"
    for grain, years in (("year", 1), ("decade", 10), ("century", 100), ("millennium", 1000)):
        if grain not in fields:
            continue
        value = int(fields[grain])
        if "short" in fields:
            value = _full_year(value, near)
        elif grain in ("century", "millennium"):
            value = (value - 1) * years
        if before:
            value = 1 - value - (years - 1 if grain != "year" else 0)
        if not -_FARTHEST <= value <= _FARTHEST:
            return None
        return replace(Period(grain, first_day(grain, value // years)), fiscal="fiscal" in fields)
    return None


def _full_year(short: int, near: int) -> int:
    """Return the year with these last two digits that is not more than 15 years after the year ``near``."""
    year = near - near % 100 + short
    return year - 100 if year > near + 15 else year + 100 if year < near - 84 else year


def inside(period: Period, grain: str, value: int) -> Period | None:
    """Return the period of a grain and place inside a larger one, None when there is no such place."""
    if grain == "weekday":
        monday = first_day("week", number("week", period.start))
        return Period("day", monday + value - 1) if period.grain in ("week", "weekend", "day") else None
    if grain == "day":
        year, month, _ = civil(period.start)
        return Period("day", day_number(year, month, value)) if 1 <= value <= month_length(year, month) else None
    if grain == "week":
        return Period("week", first_day("week", number("week", period.start + 3)) + 7 * (value - 1))
    if grain == "weekend":
        return shifted(period, "weekend", 0)
    count = _IN_YEAR[grain]
    if not 1 <= value <= count:
        return None
    return Period(grain, first_day(grain, civil(period.start)[0] * count + value - 1), fiscal=period.fiscal)


def islamic(fields: Fields, near: int) -> Period | None:
    """Return the Gregorian day, or the span of days, of an Islamic date.

    Args:
        fields: ``hijri-year``, ``hijri-month`` and ``hijri-day``, as far as they are named.
        near: the day that a date without its year is near to.
    """
    month, day = int(fields.get("hijri-month", 0)), int(fields.get("hijri-day", 0))
    if "hijri-year" in fields:
        year = int(fields["hijri-year"])
    else:
        year = min(
            (hijri_year_of(near) + n for n in (-1, 0, 1)),
            key=lambda each: abs(hijri_day(each, month, day or 15) - near),
        )
    if day:
        return Period("day", hijri_day(year, month, day))
    first = hijri_day(year, month or 1, 1)
    return Period("span", first, last=(hijri_day(year, month + 1, 1) if month else hijri_day(year + 1, 1, 1)) - 1)


def nth_inside(frame: Period | None, unit: str, index: int) -> Period | None:
    """Return a period counted inside another; a negative index counts from its end.

    A week belongs to the period that holds most of it.
    """
    if frame is None or unit not in UNIT_GRAINS:
        return None
    slack = 3 if unit == "week" else 0
    first, last = number(unit, frame.start + slack), number(unit, frame.end - slack)
    chosen = first + index - 1 if index > 0 else last + index + 1
    return Period(unit, first_day(unit, chosen)) if first <= chosen <= last else None


def nth_weekday(frame: Period | None, week_day: int, index: int) -> Period | None:
    """Return a weekday counted inside a period; a negative index counts from its end."""
    if frame is None or frame.grain == "day":
        return None
    if index > 0:
        day = frame.start + (week_day - weekday(frame.start)) % 7 + 7 * (index - 1)
    else:
        day = frame.end - (weekday(frame.end) - week_day) % 7 + 7 * (index + 1)
    return Period("day", day) if frame.start <= day <= frame.end else None


def counted_inside(frame: Period | None, fields: Fields) -> Period | None:
    """Return the period that the fields ``nth`` and ``nth-unit`` or ``nth-weekday`` count inside a frame."""
    index = int(fields["nth"])
    if "nth-weekday" in fields:
        return nth_weekday(frame, int(fields["nth-weekday"]), index)
    return nth_inside(frame, str(fields["nth-unit"]), index)


def holiday_in(name: str, year: int) -> Period | None:
    """Return the holiday in a year: a day, or the span of its days."""
    days = holiday_days(name, year)
    if days is None:
        return None
    return Period("day", days[0]) if days[0] == days[1] else Period("span", days[0], last=days[1])


def with_clock(period: Period, fields: Fields) -> Period | None:
    """Add the clock time or the part of the day to a day; None when the period is no day."""
    zone = fields.get("zone")
    if "hour" in fields:
        clock = f"T{int(fields['hour']):02}:{int(fields.get('minute', 0)):02}"
        clock += f":{int(fields['second']):02}" if "second" in fields else ""
    elif "part" in fields:
        clock = f"T{fields['part']}"
    else:
        return period
    if period.grain != "day":
        return None
    return Period("day", period.start + int(fields.get("later", 0)), clock, zone if isinstance(zone, int) else None)


def clock_away(base: Period, unit: str, count: float) -> Period | None:
    """Count hours, minutes or seconds from a moment; from a mere day only a few minutes can be counted."""
    if abs(count) > 1_000_000 or base.grain != "day":
        return None
    if not base.clock[1:3].isdigit():
        return Period("day", base.start) if unit != "hour" and abs(count) < 60 else None
    pieces = [int(piece) for piece in base.clock[1:].split(":")]
    minutes = pieces[0] * 60 + (pieces[1] if len(pieces) > 1 else 0)
    minutes += round(count * {"hour": 60, "minute": 1, "second": 1 / 60}[unit])
    days, minutes = divmod(minutes, 1440)
    return Period("day", base.start + days, f"T{minutes // 60:02}:{minutes % 60:02}", base.zone)


def moved(day: int, unit: str, amount: float) -> int | None:
    """Return the day so many units away; amounts may be broken. None for units of the clock."""
    if abs(amount) > 100_000:
        return None
    if unit in _MONTHS:
        return shift_months(day, round(amount * _MONTHS[unit]))
    return day + round(amount * _DAYS[unit]) if unit in _DAYS else None
