"""Arithmetic of the proleptic Gregorian calendar, as numbered periods of any size.

A day is a number (day 0 is 1970-01-01, a Thursday), so years before 1 and after 9999 are as good as others; years
are astronomical (0 is 1 BC). Every grain counts its periods: month 0 is January of year 0, so "the month before" is
the number less one, whatever the calendar does. The civil conversions follow the era method of Howard Hinnant's
paper "chrono-Compatible Low-Level Date Algorithms".
"""

from __future__ import annotations

from functools import lru_cache

__all__ = [
    "SEASONS",
    "UNIT_GRAINS",
    "civil",
    "day_number",
    "first_day",
    "iso_week",
    "last_day",
    "month_length",
    "number",
    "shift_months",
    "weekday",
]

SEASONS = ("SP", "SU", "FA", "WI")
"""In their order within a year; the winter of a year begins in its December."""

UNIT_GRAINS = (
    "day",
    "week",
    "weekend",
    "month",
    "quarter",
    "season",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
)
"""The sizes of periods that can be counted, the small ones first."""

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}


@lru_cache(maxsize=4096)
def day_number(year: int, month: int, day: int) -> int:
    """Return the number of a day; ``day`` may lie outside the month."""
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


@lru_cache(maxsize=4096)
def civil(day: int) -> tuple[int, int, int]:
    """Return year, month and day of the month of a day."""
    era, of_era = divmod(day + 719468, 146097)
    year_of_era = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + (3 if shifted < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def weekday(day: int) -> int:
    """Return 1 for a Monday to 7 for a Sunday."""
    return (day + 3) % 7 + 1


def month_length(year: int, month: int) -> int:
    """Return the number of days of a month."""
    return day_number(year + month // 12, month % 12 + 1, 1) - day_number(year, month, 1)


def iso_week(day: int) -> tuple[int, int]:
    """Return year and number of the ISO 8601 week that a day lies in."""
    thursday = day - weekday(day) + 4
    year = civil(thursday)[0]
    return year, (thursday - day_number(year, 1, 1)) // 7 + 1


def shift_months(day: int, months: int) -> int:
    """Return the same day of the month so many months later, or the last one of that month if it is shorter."""
    year, month, of_month = civil(day)
    total = year * 12 + month - 1 + months
    year, month = total // 12, total % 12 + 1
    return day_number(year, month, min(of_month, month_length(year, month)))


def number(grain: str, day: int) -> int:
    """Return the number of the period of that grain which the day lies in."""
    if grain == "day":
        return day
    if grain in ("week", "weekend"):
        return (day + 3) // 7
    year, month, _ = civil(day)
    if grain == "season":
        return (year * 12 + month - 3) // 3
    return (year * 12 + month - 1) // _MONTHS[grain]


@lru_cache(maxsize=4096)
def first_day(grain: str, number: int) -> int:
    """Return the first day of the period of that grain and number."""
    if grain == "day":
        return number
    if grain in ("week", "weekend"):
        return number * 7 - 3 + (5 if grain == "weekend" else 0)
    months = number * 3 + 2 if grain == "season" else number * _MONTHS[grain]
    return day_number(months // 12, months % 12 + 1, 1)


def last_day(grain: str, number: int) -> int:
    """Return the last day of the period of that grain and number."""
    return first_day("week" if grain == "weekend" else grain, number + 1) - 1
