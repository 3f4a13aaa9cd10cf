"""Turns meanings into TIMEX3 values, bounds and anchors, against the date of the document and the dates told before."""

from __future__ import annotations

import math
from collections.abc import Callable

import msgspec
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
from annotator_dates.meaning import STORY, Calendar, Duration, Every, Meaning, Reference, Relative
from annotator_dates.periods import Period, iso_day, shifted
from annotator_dates.symbols import length_value, set_value, symbolic_value

__all__ = ["Context", "Resolved", "resolve"]


class Context(msgspec.Struct):
    """What a time is resolved against.

    Attributes:
        speech: the date of the document, None when it is not known.
        told: the dates told so far, each with the number of its expression.
        narrative: the text tells a story: times without a year go on from the date told last.
        direction: says whether the sentence around looks back (-1), ahead (1) or neither (0).
    """

    speech: Period | None
    told: list[tuple[Period, int]] = []
    narrative: bool = False
    direction: Callable[[], int] = lambda: 0

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


_MEMORY = 8
"""How many dates back "the same day" may look for a day."""


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
        value = set_value(meaning)
        return Resolved("SET", value, quant=meaning.quant, freq=meaning.freq, mod=meaning.mod)
    if isinstance(meaning, Reference):
        return _reference(meaning, context)
    reader = _Reader(context)
    if context.narrative and meaning == _TODAY:
        return _unresolved(meaning, context)
    period = reader.period(meaning)
    if period is None:
        return _unresolved(meaning, context)
    label = "TIME" if period.clock else "DATE"
    earliest, latest = _open_sides(meaning.mod, period.bounds)
    return Resolved(label, period.value, period, earliest, latest, meaning.mod, anchor=reader.anchor)


_TODAY = Relative("day", 0)
"""In a story that speaks from no day of its own, "today" is the present of the reader."""


def _open_sides(mod: str, bounds: tuple[str, str]) -> tuple[str, str]:
    earliest, latest = bounds
    if mod in ("AFTER", "ON_OR_AFTER"):
        latest = ""
    if mod in ("BEFORE", "ON_OR_BEFORE"):
        earliest = ""
    return earliest, latest


def _unresolved(meaning: Calendar | Relative, context: Context) -> Resolved:
    value = symbolic_value(meaning)
    label = "TIME" if "T" in value and not value.endswith("REF") else "DATE"
    resolved = Resolved(label, value, mod=meaning.mod)
    if value.endswith("REF"):
        bounded = _reference(Reference(value), context)
        resolved.earliest, resolved.latest = bounded.earliest, bounded.latest
    return resolved


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
    reader = _Reader(context)
    anchor = reader.base(meaning.anchor)
    resolved.anchor = reader.anchor
    if anchor is not None and len(meaning.parts) == 1 and meaning.parts[0][0] is not None:
        amount, unit = meaning.parts[0]
        other = _moved(anchor.start if meaning.toward < 0 else anchor.end, unit, meaning.toward * (amount or 0))
        if other is not None:
            first, last = sorted((other, anchor.end if meaning.toward < 0 else anchor.start))
            resolved.earliest, resolved.latest = iso_day(first), iso_day(last)
    return resolved


def _moved(day: int, unit: str, amount: float) -> int | None:
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if abs(amount) > 100_000:
        return None
    if months:
        return shift_months(day, round(amount * months))
    days = {"day": 1, "week": 7}.get(unit)
    return day + round(amount * days) if days else None


class _Reader:
    """Reads one meaning; ``anchor`` tells afterwards which earlier expression was needed."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.anchor: int | None = None

    def base(self, anchor: str | Meaning, unit: str = "") -> Period | None:
        if isinstance(anchor, (Calendar, Relative)):
            return self.period(anchor)
        if not isinstance(anchor, str):
            return None
        context = self.context
        if anchor == STORY or context.narrative or context.speech is None:
            told = context.last_told(unit)
            if told is not None:
                self.anchor = told[1]
                return told[0]
        return None if context.narrative else context.speech

    def period(self, meaning: Meaning) -> Period | None:
        if isinstance(meaning, Relative):
            return self._relative(meaning)
        return self._calendar(meaning) if isinstance(meaning, Calendar) else None

    def _relative(self, meaning: Relative) -> Period | None:
        base = self.base(meaning.anchor, meaning.unit)
        if base is None or math.isinf(meaning.count):
            return None
        unit, count = meaning.unit, meaning.count
        if unit == "year" and meaning.grain == "same" and (quarter := self._quarter_told()) is not None:
            return shifted(quarter, "quarter", 4 * int(count))
        if unit in ("hour", "minute", "second"):
            return _clock_away(base, unit, count)
        if abs(count) > 100_000 or unit not in UNIT_GRAINS:
            return None
        if count != int(count):
            moved = _moved(base.start, unit, count)
            return None if moved is None else Period("month", first_day("month", number("month", moved)))
        if not count and UNIT_GRAINS.index(unit) < UNIT_GRAINS.index(base.grain):
            return None  # "that day", but only the month is known
        if UNIT_GRAINS.index(base.grain) > UNIT_GRAINS.index(unit):
            return self._coarse(base, unit, int(count), meaning.grain)
        made = shifted(base, unit, int(count))
        if meaning.grain != unit and meaning.grain in UNIT_GRAINS:
            moved = _moved(base.start, unit, count)
            return None if moved is None else shifted(Period("day", moved), meaning.grain, 0)
        return made

    def _quarter_told(self) -> Period | None:
        """Return the latest quarter among the dates told last: reports compare it with the one a year before."""
        if self.context.narrative:
            return None
        told = [period for period, _ in self.context.told[:-_MEMORY:-1] if period.grain == "quarter"]
        return max(told, key=lambda period: period.start, default=None)

    @staticmethod
    def _coarse(base: Period, unit: str, count: int, grain: str) -> Period | None:
        """Count small units from a large period: "two days later", where only the month is known."""
        low, high = shifted(base, unit, count), shifted(Period(unit, base.end), unit, count)
        if low.value == high.value:
            return low
        both = (shifted(low, base.grain, 0), shifted(high, base.grain, 0))
        return both[0] if both[0] == both[1] else None

    # Calendar expressions.

    def _calendar(self, meaning: Calendar) -> Period | None:
        fields = dict(meaning.fields)
        frame = None
        if meaning.frame is not None:
            frame = self.period(meaning.frame)
            if frame is None:
                return None
        period = self._whole(fields, frame, meaning)
        return None if period is None else _with_clock(period, fields)

    def _whole(self, fields: dict[str, int | str], frame: Period | None, meaning: Calendar) -> Period | None:
        if "nth-weekday" in fields:
            return _nth_weekday(frame, int(fields["nth-weekday"]), int(fields["nth"]))
        if "nth" in fields:
            return _nth(frame, str(fields["nth-unit"]), int(fields["nth"]))
        period = _large(fields, self._century_base()) or frame
        if "holiday" in fields:
            return self._holiday(str(fields["holiday"]), period, meaning)
        for grain in ("half", "quarter", "season", "month", "week", "weekend", "weekday", "day"):
            if grain not in fields or (grain == "weekday" and "day" in fields):
                continue
            value = int(fields[grain])
            if period is None:
                day = fields.get("day")
                if grain == "month" and isinstance(day, int):
                    return self._month_day(value, day, fields.get("weekday"), meaning)
                period = self._cyclic(grain, value, meaning)
            else:
                period = _inside(period, grain, value)
            if period is None:
                return None
        if period is None and ("hour" in fields or "part" in fields):
            period = self._day_at_hand(meaning)
        return period

    def _century_base(self) -> int:
        told = self.context.last_told()
        base = self.context.speech
        if told is not None and (base is None or self.context.narrative):
            base = told[0]
        return 2000 if base is None else civil(base.start)[0]

    def _day_at_hand(self, meaning: Calendar) -> Period | None:
        base = self.base(meaning.anchor)
        if base is None or base.grain != "day":
            return None
        return Period("day", base.start + (meaning.toward or 0))

    def _way(self, meaning: Calendar) -> int:
        return self.context.direction() if meaning.toward is None else meaning.toward

    def _holiday(self, name: str, period: Period | None, meaning: Calendar) -> Period | None:
        if period is not None:
            return _holiday_in(name, civil(period.start)[0])
        base = self.base(meaning.anchor)
        if base is None:
            return None
        year = civil(base.start)[0]
        found = [made for y in (year - 1, year, year + 1) if (made := _holiday_in(name, y)) is not None]
        return _strictly(found, base, meaning.toward) if meaning.toward else _choose(found, base, self._way(meaning))

    def _month_day(self, month: int, day: int, week_day: int | str | None, meaning: Calendar) -> Period | None:
        base = self.base(meaning.anchor)
        if base is None:
            return None
        year = civil(base.start)[0]
        if base.grain in ("decade", "century"):
            return None
        if self.context.narrative and base.grain == "year" and day <= month_length(year, month):
            return Period("day", day_number(year, month, day))
        found = [
            Period("day", day_number(y, month, day)) for y in range(year - 4, year + 5) if day <= month_length(y, month)
        ]
        if week_day:
            fitting = [p for p in found if weekday(p.start) == week_day]
            found = fitting if any(abs(p.start - base.start) < 800 for p in fitting) else found
        if self._in_story(meaning):
            return _next_told(found, base)
        if meaning.toward:
            return _strictly(found, base, meaning.toward)
        return _choose(found, base, self._way(meaning))

    def _in_story(self, meaning: Calendar) -> bool:
        """Whether the expression goes on in a story, and does not look back or ahead by itself."""
        return meaning.toward is None and (self.context.narrative or self.context.speech is None)

    def _cyclic(self, grain: str, value: int, meaning: Calendar) -> Period | None:
        base = self.base(meaning.anchor)
        if base is None:
            return None
        if grain == "day":
            return _inside(shifted(base, "month", 0), "day", value) if base.grain in ("day", "month", "week") else None
        if grain == "weekday":
            if base.grain not in ("day", "week", "weekend"):
                return None
            monday = first_day("week", number("week", base.start))
            found = [Period("day", monday + 7 * n + value - 1) for n in (-1, 0, 1)]
        else:
            if base.grain in ("decade", "century"):
                return None
            whole = "weekend" if grain == "weekend" else "year"
            if grain in ("week", "weekend"):
                return None if grain == "week" else shifted(base, whole, self._way(meaning))
            if self.context.narrative and base.grain == "year":
                return _inside(base, grain, value)
            years = [shifted(base, "year", n) for n in ((-1, 0, 1) if "cycle" not in meaning.fields else range(-4, 5))]
            years = [year for year in years if _in_cycle(year, meaning.fields)]
            found = [made for year in years if (made := _inside(year, grain, value)) is not None]
        if self._in_story(meaning) and grain != "weekday":
            return _next_told(found, base)
        if meaning.toward:
            return _strictly(found, base, meaning.toward)
        if grain == "weekday":
            return _weekday(found, base, 1 if meaning.toward == 0 else self._way(meaning))
        if meaning.toward == 0:
            return next((p for p in found if civil(p.start)[0] == civil(base.start)[0]), None)
        return _choose(found, base, 0 if "cycle" in meaning.fields else self._way(meaning))


def _weekday(found: list[Period], base: Period, way: int) -> Period | None:
    """Choose the day itself, else the last one, or the next one when the sentence looks ahead."""
    if way > 0:
        return next((period for period in found if period.start >= base.start), None)
    return next((period for period in reversed(found) if period.start <= base.end), None)


def _in_cycle(year: Period, fields: dict[str, int | str]) -> bool:
    return "cycle" not in fields or civil(year.start)[0] % int(fields["cycle"]) == int(fields["phase"])


_AGAINST = 4.0
"""How much farther a time may lie against the direction of the sentence before it is not meant."""

_AHEAD = 1.3
"""The same for times ahead, when the sentence does not tell: news mostly looks back."""

_BACKWARDS = 1.5
"""How much harder a step back is than a step ahead in a story, by days (tuned on the development part of narratives)."""


def _choose(found: list[Period], base: Period, way: int) -> Period | None:
    """Choose the period nearest to the base; those against the direction (-1, 0, 1) count as farther away."""
    behind, ahead = (1.0, _AHEAD) if way == 0 else (1.0, _AGAINST) if way < 0 else (_AGAINST, 1.0)
    return _cheapest(found, base, behind, ahead)


def _next_told(found: list[Period], base: Period) -> Period | None:
    """Choose the period that a story most likely goes on with: stories go ahead more easily than back."""
    return _cheapest(found, base, _BACKWARDS, 1.0)


def _cheapest(found: list[Period], base: Period, behind: float, ahead: float) -> Period | None:
    def cost(period: Period) -> float:
        if period.end < base.start:
            return (base.start - period.end) * behind
        return max(0, period.start - base.end) * ahead

    return min(found, key=cost) if found else None


def _strictly(found: list[Period], base: Period, way: int) -> Period | None:
    """Choose the nearest period that is wholly before or after the one of its size that holds the base."""
    ahead = [period for period in found if period.start > base.end]
    behind = [period for period in found if period.end < base.start]
    chosen = ahead[:1] if way > 0 else behind[-1:]
    return chosen[0] if chosen else None


def _large(fields: dict[str, int | str], near: int) -> Period | None:
    """Return the year, decade, century or millennium that the fields name."""
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
        if not -20000 <= value <= 20000:
            return None
        return replace(Period(grain, first_day(grain, value // years)), fiscal="fiscal" in fields)
    return None


def _full_year(short: int, near: int) -> int:
    """Return the year with these last two digits that is not more than 15 years after the year ``near``."""
    year = near - near % 100 + short
    return year - 100 if year > near + 15 else year + 100 if year < near - 84 else year


def _inside(period: Period, grain: str, value: int) -> Period | None:
    """Return the period of a grain and place inside a larger one."""
    if grain == "weekday":
        monday = first_day("week", number("week", period.start))
        if period.grain in ("week", "day"):
            return Period("day", monday + value - 1)
        return None
    if grain == "day":
        year, month, _ = civil(period.start)
        return Period("day", day_number(year, month, value)) if value <= month_length(year, month) else None
    if grain == "week":
        return Period("week", first_day("week", number("week", period.start + 3)) + 7 * (value - 1))
    if grain == "weekend":
        return shifted(period, "weekend", 0)
    year = civil(period.start)[0]
    counts = {"half": 2, "quarter": 4, "season": 4, "month": 12}[grain]
    if not 1 <= value <= counts:
        return None
    return Period(grain, first_day(grain, year * counts + value - 1), fiscal=period.fiscal)


def _nth(frame: Period | None, unit: str, index: int) -> Period | None:
    """Return a period counted inside another; a negative index counts from its end."""
    if frame is None or unit not in UNIT_GRAINS:
        return None
    first = number(unit, frame.start + (3 if unit == "week" else 0))
    last = number(unit, frame.end - (3 if unit == "week" else 0))
    chosen = first + index - 1 if index > 0 else last + index + 1
    return Period(unit, first_day(unit, chosen)) if first <= chosen <= last else None


def _nth_weekday(frame: Period | None, week_day: int, index: int) -> Period | None:
    """Return a weekday counted inside a period; a negative index counts from its end."""
    if frame is None or frame.grain == "day":
        return None
    if index > 0:
        day = frame.start + (week_day - weekday(frame.start)) % 7 + 7 * (index - 1)
    else:
        day = frame.end - (weekday(frame.end) - week_day) % 7 + 7 * (index + 1)
    return Period("day", day) if frame.start <= day <= frame.end else None


def _holiday_in(name: str, year: int) -> Period | None:
    days = holiday_days(name, year)
    if days is None:
        return None
    if days[0] == days[1]:
        return Period("day", days[0])
    return Period("month", first_day("month", number("month", days[0])))


def _with_clock(period: Period, fields: dict[str, int | str]) -> Period | None:
    zone = fields.get("zone")
    offset = zone if isinstance(zone, int) else None
    if "hour" in fields:
        clock = f"T{int(fields['hour']):02}"
        clock += f":{int(fields['minute']):02}" if "minute" in fields else ":00"
        clock += f":{int(fields['second']):02}" if "second" in fields else ""
    elif "part" in fields:
        clock = f"T{fields['part']}"
    else:
        return period
    return Period("day", period.start, clock, offset) if period.grain == "day" else None


def _clock_away(base: Period, unit: str, count: float) -> Period | None:
    if not base.clock[1:3].isdigit() or abs(count) > 1_000_000:
        return Period("day", base.start) if base.grain == "day" and abs(count) < 6 and unit != "hour" else None
    pieces = [int(piece) for piece in base.clock[1:].split(":")]
    minutes = pieces[0] * 60 + (pieces[1] if len(pieces) > 1 else 0)
    minutes += round(count * {"hour": 60, "minute": 1, "second": 1 / 60}[unit])
    days, minutes = divmod(minutes, 1440)
    return Period("day", base.start + days, f"T{minutes // 60:02}:{minutes % 60:02}", base.zone)
