"""Finds the place in the calendar of a meaning: from the date of the document, or from the dates told before."""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from annotator_dates.calendars import UNIT_GRAINS, civil, day_number, first_day, month_length, number, weekday
from annotator_dates.choice import nearest, next_told, strictly, weekday_meant
from annotator_dates.meaning import SPEECH, STORY, Calendar, Meaning, Relative
from annotator_dates.parts import (
    Fields,
    clock_away,
    counted_inside,
    holiday_in,
    inside,
    islamic,
    moved,
    named_year,
    with_clock,
)
from annotator_dates.periods import Period, shifted
from annotator_dates.reports import Report, in_year, years_away

__all__ = ["Context", "Reader"]

_MEMORY = 8
"""How many dates back "the same day" may look for a day."""

_FAR = 4
"""How many years away to look for what is not in every year: a leap day, a day on its weekday, an election."""

_YEARS = ("year", "decade", "century", "millennium")

_STEPS = ("half", "quarter", "season", "month", "week", "weekend", "weekday", "day")
"""The fields below the year, the large ones first."""


class Context(msgspec.Struct):
    """What a time is resolved against.

    Attributes:
        speech: the date of the document, None when it is not known.
        dateline: the number of the expression that states the day that the text speaks from, where that is not the
            date of the document.
        told: the dates told so far, each with the number of its expression.
        narrative: the text tells a story: times without a year go on from the date told last.
        close: the date told last stands beside, so that it lends its year where the document has no date.
        day: the day of a clock time that has none itself, with the number of the expression that names it.
        report: what the text reports on, if it is a report on results.
        direction: says whether the sentence around looks back (below 0), ahead (above 0) or neither.
        compares: says whether the sentence around compares amounts.
    """

    speech: Period | None
    dateline: int | None = None
    told: list[tuple[Period, int]] = []
    narrative: bool = False
    close: bool = False
    day: tuple[Period, int] | None = None
    report: Report | None = None
    direction: Callable[[], float] = lambda: 0
    compares: Callable[[], bool] = lambda: False

    def last_told(self, unit: str = "") -> tuple[Period, int] | None:
        """Return the date told last that is at least as exact as the unit, else the one told last."""
        if not self.told:
            return None
        if unit in UNIT_GRAINS:
            size = UNIT_GRAINS.index(unit)
            for period, place in self.told[: -_MEMORY - 1 : -1]:
                if UNIT_GRAINS.index(period.grain) <= size:
                    return period, place
        return self.told[-1]


class Reader:
    """Reads one meaning.

    Args:
        context: what it is resolved against.

    Attributes:
        anchor: after reading, the number of the earlier expression that was needed, if one was.
    """

    def __init__(self, context: Context) -> None:
        self.context = context
        self.anchor: int | None = None

    def base(self, anchor: str | Meaning, unit: str = "", *, lent: bool = False) -> Period | None:
        """Return the period that an anchor stands for.

        Args:
            anchor: the anchor.
            unit: how exact the date told last should be, where that is the anchor.
            lent: a date told beside lends its year where the document has no date.
        """
        if isinstance(anchor, (Calendar, Relative)):
            return self.period(anchor)
        if not isinstance(anchor, str):
            return None
        context = self.context
        if anchor == STORY or context.narrative or (lent and context.speech is None and context.close):
            told = context.last_told(unit)
            if told is not None:
                self.anchor = told[1]
                return told[0]
        if context.narrative:
            return None
        self.anchor = context.dateline
        return context.speech

    def period(self, meaning: Meaning) -> Period | None:
        """Return the place in the calendar, None when it cannot be known."""
        if isinstance(meaning, Relative):
            return self._relative(meaning)
        return self._calendar(meaning) if isinstance(meaning, Calendar) else None

    # Counted periods.

    def _relative(self, meaning: Relative) -> Period | None:
        base = self.base(meaning.anchor, meaning.unit)
        if base is None or math.isinf(meaning.count) or abs(meaning.count) > 100_000:
            return None
        reported = self._reported(meaning, base) if meaning.grain else None
        if reported is not None:
            return reported
        unit, count = meaning.unit, meaning.count
        if unit in ("hour", "minute", "second"):
            return clock_away(base, unit, count)
        if meaning.grain in UNIT_GRAINS or count != int(count):
            return self._exactly(base, meaning)
        return self._away(base, unit, int(count))

    def _reported(self, meaning: Relative, base: Period) -> Period | None:
        """Return the period that a report is on, or compares with it, when that is meant."""
        report, grain = self.context.report, meaning.grain
        if report is None:
            return shifted(base, "quarter", -1) if grain == "report" else None
        if grain == "report" or (grain == "ended" and report.quarter.fiscal):
            return report.quarter
        compares = grain == "compared" or (grain == "same" and self.context.compares())
        return (
            years_away(report, int(meaning.count))
            if compares and (meaning.unit, abs(meaning.count)) == ("year", 1)
            else None
        )

    @staticmethod
    def _exactly(base: Period, meaning: Relative) -> Period | None:
        """Return the period of the grain that is asked for, or the month, so far from the beginning of the base."""
        grain = meaning.grain if meaning.grain in UNIT_GRAINS else "month"
        day = moved(base.start, meaning.unit, meaning.count)
        return None if day is None else Period(grain, first_day(grain, number(grain, day)))

    @staticmethod
    def _away(base: Period, unit: str, count: int) -> Period | None:
        if unit not in UNIT_GRAINS:
            return None
        if UNIT_GRAINS.index(base.grain) <= UNIT_GRAINS.index(unit):
            return replace(shifted(base, unit, count), fiscal=base.fiscal and unit == base.grain)
        if count == 0:
            return None  # "that day", but only the month is known
        low, high = shifted(base, unit, count), shifted(Period(unit, base.end), unit, count)
        low, high = shifted(low, base.grain, 0), shifted(high, base.grain, 0)
        return low if low == high else None

    # Calendar expressions.

    def _calendar(self, meaning: Calendar) -> Period | None:
        frame = None
        if meaning.frame is not None:
            frame = self.period(meaning.frame)
            if frame is None:
                return None
        period = self._whole(meaning.fields, frame, meaning)
        return None if period is None else with_clock(period, meaning.fields)

    def _whole(self, fields: Fields, frame: Period | None, meaning: Calendar) -> Period | None:
        if "nth" in fields:
            return counted_inside(frame, fields)
        if "hijri-year" in fields or "hijri-month" in fields:
            return self._islamic(fields)
        period = named_year(fields, self._year_at_hand()) or frame
        if "report" in fields and period is not None and self.context.report is not None:
            return in_year(self.context.report, period)
        if "holiday" in fields:
            return self._holiday(str(fields["holiday"]), period, meaning)
        if period is None and "month" in fields and "day" in fields:
            return self._month_day(fields, meaning)
        return self._within(period, meaning)

    def _base_of(self, meaning: Calendar, unit: str = "") -> Period | None:
        """Return from where a calendar expression is looked for.

        "Last summer" and "on Tuesday" count from the day on which they are said: no date told beside lends them its
        year, and in a story nobody stands at a whole year to look back from it.
        """
        if meaning.anchor != SPEECH or not _is_deictic(meaning):
            return self.base(meaning.anchor, unit, lent=True)
        base = self.base(SPEECH, unit)
        vague = base is not None and meaning.toward is not None and self.context.narrative and base.grain in _YEARS
        return None if vague else base

    def _within(self, period: Period | None, meaning: Calendar) -> Period | None:
        """Go down from a period, or from none, to the finest field."""
        fields = meaning.fields
        steps = [grain for grain in _STEPS if grain in fields and not (grain == "weekday" and "day" in fields)]
        for grain in steps:
            value = int(fields[grain])
            period = self._cyclic(grain, value, meaning) if period is None else inside(period, grain, value)
            if period is None:
                return None
        if not steps and period is None and ("hour" in fields or "part" in fields):
            return self._day_at_hand(meaning)
        return period

    def _islamic(self, fields: Fields) -> Period | None:
        base = None if "hijri-year" in fields else self.base(SPEECH, lent=True)
        return islamic(fields, base.start if base else 0) if base or "hijri-year" in fields else None

    def _year_at_hand(self) -> int:
        told, base = self.context.last_told(), self.context.speech
        if told is not None and (base is None or self.context.narrative):
            base = told[0]
        return 2000 if base is None else civil(base.start)[0]

    def _day_at_hand(self, meaning: Calendar) -> Period | None:
        if self.context.day is not None:
            period, self.anchor = self.context.day
            return Period("day", period.start)
        base = self._base_of(meaning, "day")
        if base is None or base.grain != "day":
            return None
        return Period("day", base.start + (meaning.toward or 0))

    def _choose(self, found: list[Period], base: Period, meaning: Calendar) -> Period | None:
        if meaning.toward:
            return strictly(found, base, meaning.toward)
        if meaning.toward is None and (self.context.narrative or self.context.speech is None):
            return next_told(found, base)
        if "cycle" in meaning.fields:
            return nearest(found, base, 0)
        way = self._way(meaning)
        bare_month = "month" in meaning.fields and "day" not in meaning.fields
        # Days and quarters are mostly those close by, even where the verb beside them belongs to something else.
        return nearest(found, base, way if bare_month else way / 2)

    def _way(self, meaning: Calendar) -> float:
        return self.context.direction() if meaning.toward is None else meaning.toward

    def _holiday(self, name: str, period: Period | None, meaning: Calendar) -> Period | None:
        if period is not None:
            return holiday_in(name, civil(period.start)[0])
        base = self._base_of(meaning)
        if base is None:
            return None
        year = civil(base.start)[0]
        found = [made for y in (year - 1, year, year + 1) if (made := holiday_in(name, y)) is not None]
        return self._choose(found, base, meaning)

    def _month_day(self, fields: Fields, meaning: Calendar) -> Period | None:
        base = self._base_of(meaning)
        if base is None or base.grain in ("decade", "century", "millennium"):
            return None
        month, day, near = int(fields["month"]), int(fields["day"]), civil(base.start)[0]
        if self.context.narrative and base.grain == "year" and day <= month_length(near, month):
            return Period("day", day_number(near, month, day))
        reach = _FAR if "weekday" in fields or (month, day) == (2, 29) else 1
        years = range(near - reach, near + reach + 1)
        found = [Period("day", day_number(year, month, day)) for year in years if day <= month_length(year, month)]
        if "weekday" in fields:
            fitting = [period for period in found if weekday(period.start) == fields["weekday"]]
            found = fitting if any(abs(period.start - base.start) < 800 for period in fitting) else found
        return self._choose(found, base, meaning)

    def _cyclic(self, grain: str, value: int, meaning: Calendar) -> Period | None:
        """Return the period of that place in its week, month or year, which has to be chosen."""
        base = self._base_of(meaning)
        if base is None or base.grain in ("decade", "century", "millennium"):
            return None
        if grain == "weekday":
            return self._weekday(base, value, meaning)
        if grain == "weekend":
            return self._weekend(base, meaning)
        if grain == "day" and "weekday" in meaning.fields and base.grain in ("day", "week", "month"):
            months = (inside(shifted(base, "month", n), "day", value) for n in range(-6, 7))
            fitting = [day for day in months if day is not None and weekday(day.start) == meaning.fields["weekday"]]
            return self._choose(fitting, base, meaning)
        if grain == "day":
            return inside(shifted(base, "month", 0), "day", value) if base.grain in ("day", "week", "month") else None
        return self._in_year(base, grain, value, meaning)

    def _in_year(self, base: Period, grain: str, value: int, meaning: Calendar) -> Period | None:
        if meaning.toward == 0 or (base.grain == "year" and self.context.narrative):
            return inside(shifted(base, "year", 0), grain, value)
        reach = _FAR if "cycle" in meaning.fields else 1
        years = [shifted(base, "year", n) for n in range(-reach, reach + 1)]
        found = [made for year in years if _in_cycle(year, meaning.fields) and (made := inside(year, grain, value))]
        chosen = self._choose(found, base, meaning)
        return chosen and replace(chosen, fiscal="fiscal" in meaning.fields)

    def _knows_days(self) -> bool:
        """Whether a day told before is near enough to count weekdays from it."""
        return self.context.speech is not None or self.context.narrative or self.context.close

    def _weekend(self, base: Period, meaning: Calendar) -> Period | None:
        here = shifted(base, "weekend", 0)
        if meaning.toward == 0 and (self.context.direction() >= 0 or here.start <= base.start):
            return here
        way = -1 if meaning.toward == 0 or self._way(meaning) <= 0 else 1
        return strictly([shifted(base, "weekend", n) for n in (-1, 0, 1)], base, way)

    def _weekday(self, base: Period, value: int, meaning: Calendar) -> Period | None:
        if base.grain not in ("day", "week", "weekend") or (meaning.anchor == STORY and not self._knows_days()):
            return None
        monday = first_day("week", number("week", base.start))
        found = [Period("day", monday + 7 * n + value - 1) for n in (-1, 0, 1)]
        if meaning.toward:
            return strictly(found, base, meaning.toward)
        return weekday_meant(
            found, base, (self.context.direction() or 1) if meaning.toward == 0 else self._way(meaning)
        )


def _is_deictic(meaning: Calendar) -> bool:
    """Whether an expression points from the day on which it is said: last May, this morning, a mere Tuesday."""
    fields = meaning.fields
    return meaning.toward is not None or ("weekday" in fields and not fields.keys() & {"day", "month"})


def _in_cycle(year: Period, fields: Fields) -> bool:
    return "cycle" not in fields or civil(year.start)[0] % int(fields["cycle"]) == int(fields["phase"])
