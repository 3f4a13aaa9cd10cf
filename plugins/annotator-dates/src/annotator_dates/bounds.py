"""First and last moments of what a modifier or a share cuts out of a period: the first third of a century, late May.

The thresholds are a convention of this annotator, as no standard has any: a month is cut after its 10th and 20th day;
a quarter, a season, a half-year and a century into thirds; of a year the first quarter is early and the last is late;
of a decade the years 0 to 3 are early, 4 to 6 the middle, 7 to 9 late; a week begins on Monday to Wednesday, has its
middle on Tuesday to Thursday, and ends on Thursday to Sunday; a day is early until noon and late from then on.

"About" reaches as far as a rounded number does: a year to 50 years on either side when it ends in two noughts, 5 when
it ends in one, else 1; a clock time 30 minutes when it is full, 15 when it is half, else 5; a day 3 days; other periods
to the next one on either side.
"""

from __future__ import annotations

from annotator_dates.calendars import civil, month_length, shift_months
from annotator_dates.periods import Period, iso_day, shifted

__all__ = ["cut_bounds"]

_MODS = ("START", "MID", "END")

_MONTHS = {
    "quarter": ((0, 1), (1, 2), (2, 3)), "season": ((0, 1), (1, 2), (2, 3)), "half": ((0, 2), (2, 4), (4, 6)),
    "year": ((0, 3), (3, 9), (9, 12)), "decade": ((0, 48), (48, 84), (84, 120)),
    "century": ((0, 396), (396, 804), (804, 1200)),
}  # fmt: skip
"""What the modifiers cut out of a period, in months from its beginning."""

_WEEK = ((0, 3), (1, 4), (3, 7))
_SIZES = {"decade": 10, "century": 100}
"""Their years."""


def cut_bounds(period: Period, mod: str, share: tuple[int, int] | None = None) -> tuple[str, str]:
    """Return the first and the last moment of a period, as far as a modifier or a share narrows it.

    Args:
        period: the whole.
        mod: the modifier of TIMEX3; others than START, MID, END and APPROX leave the bounds of the whole.
        share: number of the part and how many there are, of a century or a decade.
    """
    whole = period.bounds
    if mod == "APPROX" and whole[0] and period.last is None:
        return _about(period)
    if not whole[0] or period.clock or period.last is not None:
        return whole
    if share is not None and period.grain in _SIZES:
        (index, count), size = share, _SIZES[period.grain]
        return _months(period.start, 12 * round((index - 1) * size / count), 12 * round(index * size / count))
    return _third(period, _MODS.index(mod)) or whole if mod in _MODS else whole


def _about(period: Period) -> tuple[str, str]:
    """Return the bounds of a period that is named only about."""
    if period.clock:
        return period.widened(30 if period.clock[4:] == "00" else 15 if period.clock[4:] == "30" else 5)
    reach = 3 if period.grain == "day" else 1
    if period.grain == "year":
        year = civil(period.start)[0]
        reach = 50 if year % 100 == 0 else 5 if year % 10 == 0 else 1
    first, last = (shifted(period, period.grain, step) for step in (-reach, reach))
    return iso_day(first.start), iso_day(last.end)


def _third(period: Period, place: int) -> tuple[str, str] | None:
    """Return the bounds of the beginning (0), the middle (1) or the end (2) of a period, None where none is agreed."""
    if period.grain in _MONTHS:
        return _months(period.start, *_MONTHS[period.grain][place])
    if period.grain == "month":
        length = month_length(*civil(period.start)[:2])
        return _days(period.start, *((0, 10), (10, 20), (20, length))[place])
    if period.grain == "week":
        return _days(period.start, *_WEEK[place])
    if period.grain == "day" and place != 1:
        first, last = ("00:00:00", "11:59:59") if place == 0 else ("12:00:00", "23:59:59")
        return f"{iso_day(period.start)}T{first}", f"{iso_day(period.start)}T{last}"
    return None


def _months(start: int, first: int, stop: int) -> tuple[str, str]:
    return iso_day(shift_months(start, first)), iso_day(shift_months(start, stop) - 1)


def _days(start: int, first: int, stop: int) -> tuple[str, str]:
    return iso_day(start + first), iso_day(start + stop - 1)
