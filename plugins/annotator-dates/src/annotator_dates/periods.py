"""Periods: stretches of the calendar as TIMEX3 values and as bounds."""

from __future__ import annotations

import msgspec

from annotator_dates.calendars import SEASONS, civil, first_day, iso_week, last_day, number

__all__ = ["Period", "iso_day", "shifted"]

PARTS = {"MO": (5, 12), "MI": (12, 12), "AF": (12, 18), "EV": (17, 21), "NI": (18, 29), "DT": (6, 18), "DN": (5, 7)}
"""First and last hour of the parts of a day; a night runs into the next morning."""


class Period(msgspec.Struct, frozen=True):
    """One period of the calendar, or a part or a clock time of a day.

    Attributes:
        grain: its size, one of `annotator_dates.calendars.UNIT_GRAINS`, or ``span``.
        start: number of its first day.
        clock: what follows the day in the value: ``TMO``, ``T07:49``; empty for none.
        zone: minutes east of Greenwich, None when it is not said.
        fiscal: the year is a fiscal one: its bounds are not known.
        last: number of the last day of a ``span``, which is no period of the Gregorian calendar.
    """

    grain: str
    start: int
    clock: str = ""
    zone: int | None = None
    fiscal: bool = False
    last: int | None = None

    @property
    def number(self) -> int:
        """The number of the period among those of its grain."""
        return number(self.grain, self.start)

    @property
    def end(self) -> int:
        """Its last day."""
        return last_day(self.grain, self.number) if self.last is None else self.last

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.last is not None:
            return f"{iso_day(self.start)}/{iso_day(self.last)}"
        return _value(self.grain, self.start) + self.clock + _zone(self.clock, self.zone)

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and the last moment: ISO 8601 days, or date-times (in UTC when the zone is known)."""
        if self.fiscal:
            return "", ""
        hours = self.clock[1:]
        if not hours:
            return iso_day(self.start), iso_day(self.end)
        if hours in PARTS:
            low, high = PARTS[hours]
            return self._moment(low * 60, 0), self._moment(high * 60, 0)
        if not hours[:2].isdigit():
            return iso_day(self.start), iso_day(self.end)
        pieces = [int(piece) for piece in hours.split(":") if piece.isdigit()]
        minutes = pieces[0] * 60 + (pieces[1] if len(pieces) > 1 else 0)
        if len(pieces) > 2:
            return self._moment(minutes, pieces[2]), self._moment(minutes, pieces[2])
        return self._moment(minutes, 0), self._moment(minutes + (59 if len(pieces) == 1 else 0), 59)

    def widened(self, minutes: int) -> tuple[str, str]:
        """Return the bounds of a clock time, so many minutes wider on either side; of a part of a day, the bounds."""
        if not self.clock[1:3].isdigit():
            return self.bounds
        hour, minute = int(self.clock[1:3]), int(self.clock[4:6] or 0)
        return self._moment(hour * 60 + minute - minutes, 0), self._moment(hour * 60 + minute + minutes, 59)

    def _moment(self, minutes: int, seconds: int) -> str:
        days, minutes = divmod(minutes - (self.zone or 0), 1440)
        mark = "" if self.zone is None else "Z"
        return f"{iso_day(self.start + days)}T{minutes // 60:02}:{minutes % 60:02}:{min(seconds, 59):02}{mark}"


def shifted(period: Period, unit: str, count: int) -> Period:
    """Return the period of that unit which lies so many units after the one that the period begins in."""
    return Period(unit, first_day(unit, number(unit, period.start) + count))


def iso_day(day: int) -> str:
    """Return a day in ISO 8601; years outside 0 to 9999 get a sign."""
    year, month, of_month = civil(day)
    return f"{_iso_year(year)}-{month:02}-{of_month:02}"


def _iso_year(year: int) -> str:
    if 0 <= year <= 9999:
        return f"{year:04}"
    return f"{'-' if year < 0 else '+'}{abs(year):04}"


def _year(year: int) -> str:
    return f"{year:04}" if year > 0 else f"BC{1 - year:04}"


def _value(grain: str, start: int) -> str:
    year, month, day = civil(start)
    if grain == "week":
        year, week = iso_week(start)
        return f"{_year(year)}-W{week:02}"
    if grain == "weekend":
        year, week = iso_week(start)
        return f"{_year(year)}-W{week:02}-WE"
    if grain == "season":
        return f"{_year(year)}-{SEASONS[number('season', start) % 4]}"
    if grain in ("century", "decade", "millennium"):
        size = {"millennium": 1, "century": 2, "decade": 3}[grain]
        if year >= 0:
            return f"{year:04}"[:size]
        return "BC" + f"{1 - civil(last_day(grain, number(grain, start)))[0]:04}"[:size]
    return _year(year) + {
        "year": "", "half": f"-H{(month + 5) // 6}", "quarter": f"-Q{(month + 2) // 3}", "month": f"-{month:02}",
        "day": f"-{month:02}-{day:02}",
    }[grain]  # fmt: skip


def _zone(clock: str, zone: int | None) -> str:
    if zone is None or not clock[1:3].isdigit():
        return ""
    if zone == 0:
        return "Z"
    hours, minutes = divmod(abs(zone), 60)
    return f"{'-' if zone < 0 else '+'}{hours:02}" + (f":{minutes:02}" if minutes else "")
