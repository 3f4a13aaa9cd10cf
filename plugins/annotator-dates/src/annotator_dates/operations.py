"""The operations that rules name: each makes a meaning (or a number) out of the slots of a rule.

An operation takes the filled-in arguments of the rule and gives the result, or None when the words mean nothing
sensible together (a 31 June, "twenty fifty"); the next shorter reading is then tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from msgspec.structs import replace

from annotator_dates.calendars import month_length
from annotator_dates.meaning import (
    FIELDS,
    SPEECH,
    Calendar,
    Duration,
    Every,
    Meaning,
    Reference,
    Relative,
    Several,
    finest,
)

__all__ = ["OPERATIONS", "Arguments", "Result"]

Result: TypeAlias = "Meaning | Several | int | float | None"
Arguments: TypeAlias = Mapping[str, list[Any]]
"""For each argument the values it stands for: as many as words that filled its slot, or one constant."""


def _one(arguments: Arguments, name: str, default: Any = None) -> Any:
    values = arguments.get(name)
    return values[0] if values else default


def _integer(value: Any) -> int:
    return int(value)


# Numbers.


def count(arguments: Arguments) -> Result:
    """Add up number words: twenty, four; two, hundred, five."""
    total, current, last = 0, 0, 0
    for value in arguments["words"]:
        if value >= 1000:
            total, current, last = total + (current or 1) * value, 0, 0
        elif value == 100:
            current, last = (current or 1) * 100, 0
        elif last and not (last >= 20 and last % 10 == 0 and value < 10):
            return None
        else:
            current, last = current + value, value
    return total + current


def spoken_year(arguments: Arguments) -> Result:
    """Read a year that is spoken in two halves: nineteen, ninety-four."""
    rest = sum(arguments["rest"])
    century = _one(arguments, "century")
    return century * 100 + rest if 11 <= century <= 21 and rest < 100 else None


def joined(arguments: Arguments) -> Result:
    """Join groups of digits: 1, 200."""
    number = "".join(str(value) for value in arguments["digits"])
    return int(number) if len(number) < 16 else None


def decimal(arguments: Arguments) -> Result:
    """Make a decimal number of whole and fraction."""
    return float(f"{_one(arguments, 'whole')}.{_one(arguments, 'fraction')}")


def add(arguments: Arguments) -> Result:
    """Add numbers: two, a half."""
    return sum(float(value) for values in arguments.values() for value in values)


def fraction(arguments: Arguments) -> Result:
    """Divide two numbers, with a whole number before them if there is one: 2 1/2."""
    below = float(_one(arguments, "below"))
    return float(_one(arguments, "whole", 0)) + float(_one(arguments, "above")) / below if below else None


def keep(arguments: Arguments) -> Result:
    """Give the value of the argument ``what`` as it is."""
    what = _one(arguments, "what")
    return int(what) if isinstance(what, str) and what.isdigit() else what


# Calendar expressions.

_RANGES = {"month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59), "second": (0, 60), "quarter": (1, 4),
           "half": (1, 2), "week": (1, 53)}  # fmt: skip


def calendar(arguments: Arguments) -> Result:
    """Make a calendar expression of fields; ``frame``, ``toward``, ``anchor`` and ``mod`` are no fields."""
    fields: dict[str, int | str] = {}
    for name, values in arguments.items():
        if name in ("frame", "toward", "anchor", "mod", "meridiem", "span", "ago"):
            continue
        value = values[0]
        if name == "short":
            name, value = "year", _integer(value)
            fields["short"] = 1
        if isinstance(value, str) and value.lstrip("-").isdigit():
            value = int(value)
        low, high = _RANGES.get(name, (0, 99999))
        if isinstance(value, int) and name != "zone" and not low <= value <= high:
            return None
        fields[name] = value
    if not _meridiem(fields, _one(arguments, "meridiem")) or not _is_day(fields):
        return None
    toward = _one(arguments, "toward")
    return Calendar(
        fields,
        _one(arguments, "frame"),
        None if toward is None else _integer(toward),
        _one(arguments, "anchor", SPEECH),
        _one(arguments, "mod", ""),
    )


def _meridiem(fields: dict[str, int | str], half: str | None) -> bool:
    """Turn the hour of a clock with twelve hours into one of twenty-four."""
    hour = fields.get("hour")
    if half is None or not isinstance(hour, int):
        return True
    if not 1 <= hour <= 12:
        return False
    fields["hour"] = hour % 12 + (12 if half == "pm" else 0)
    return True


def _is_day(fields: Mapping[str, int | str]) -> bool:
    day, month, year = fields.get("day"), fields.get("month"), fields.get("year", 2000)
    if isinstance(day, int) and isinstance(month, int) and isinstance(year, int):
        return day <= month_length(year if "short" not in fields else 2000, month)
    return True


def join(arguments: Arguments) -> Result:
    """Put calendar expressions that complete each other into one; a relative one becomes the frame."""
    fields: dict[str, int | str] = {}
    frame: Meaning | None = None
    toward, anchor, mod = None, SPEECH, ""
    for values in arguments.values():
        for part in values:
            if isinstance(part, Calendar):
                if fields.keys() & part.fields.keys() - {"fiscal", "short", "era"} or (frame and part.frame):
                    return None
                fields |= part.fields
                frame = part.frame or frame
                toward = part.toward if part.toward is not None else toward
                anchor = part.anchor if part.anchor != SPEECH else anchor
                mod = part.mod or mod
            elif isinstance(part, Relative) and frame is None:
                frame = part
            else:
                return None
    order = [FIELDS.index(name) for name in fields if name in FIELDS]
    if frame is not None and order and min(order) > _level(frame):
        return None
    return Calendar(fields, frame, toward, anchor, mod) if order and _is_day(fields) else None


def _level(meaning: Meaning) -> int:
    name = finest(meaning)
    return FIELDS.index(name) if name in FIELDS else len(FIELDS)


def within(arguments: Arguments) -> Result:
    """Put a calendar expression into a larger frame: the third quarter, of last year."""
    inner, frame = _one(arguments, "inner"), _one(arguments, "frame")
    if not isinstance(inner, Calendar) or not isinstance(frame, (Calendar, Relative)) or inner.frame is not None:
        return None
    level = _level(inner)
    if level >= _level(frame):
        return None
    if isinstance(frame, Calendar) and frame.frame is None and frame.toward is None and not frame.mod:
        if frame.fields.keys() & inner.fields.keys():
            return None
        both = frame.fields | inner.fields
        return replace(inner, fields=both) if _is_day(both) else None
    return replace(inner, frame=frame)


def relative(arguments: Arguments) -> Result:
    """Count periods from an anchor: unit, count, sign; anchor ``speech``, ``story``, or a slot."""
    number = _one(arguments, "count", 1)
    sign = _integer(_one(arguments, "sign", 1))
    return Relative(
        _one(arguments, "unit"),
        sign * (math.inf if number == "X" else float(number)),
        _one(arguments, "anchor", SPEECH),
        _one(arguments, "mod", ""),
        _one(arguments, "grain", ""),
    )


def away(arguments: Arguments) -> Result:
    """Count a length of time from an anchor: the slot ``span``, a sign, an anchor."""
    span, sign = _one(arguments, "span"), _integer(_one(arguments, "sign", 1))
    if not isinstance(span, Duration) or not span.parts:
        return None
    amount, unit = span.parts[0]
    grain = _one(arguments, "grain", "")
    if len(span.parts) > 1:
        unit, amount = _in_smaller(span.parts)
    elif unit == "week" and amount is not None and sign < 0 and "anchor" not in arguments:
        unit, amount = "day", amount * 7
    return Relative(
        unit, sign * (math.inf if amount is None else amount), _one(arguments, "anchor", SPEECH),
        _one(arguments, "mod", "") or span.mod, grain,
    )  # fmt: skip


def _in_smaller(parts: tuple[tuple[float | None, str], ...]) -> tuple[str, float | None]:
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    days = {"day": 1, "week": 7}
    for sizes, unit in ((months, "month"), (days, "day")):
        if all(name in sizes and amount is not None for amount, name in parts):
            return unit, sum((amount or 0) * sizes[name] for amount, name in parts)
    return parts[0][1], parts[0][0]


# Lengths, repetitions, names.


def duration(arguments: Arguments) -> Result:
    """Make a length of time out of a number and a unit; the number ``X`` is not said."""
    number = _one(arguments, "count", 1)
    toward = _integer(_one(arguments, "toward", 0))
    amount = None if number == "X" else float(number)
    if "single" in arguments and amount is not None and amount >= 1000:
        return None  # a year before a noun: "the 2018 day"
    return Duration(
        ((amount, _one(arguments, "unit")),), _one(arguments, "mod", ""), toward, _one(arguments, "anchor", SPEECH)
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
    low, high, unit = _one(arguments, "low"), _one(arguments, "high"), _one(arguments, "unit")
    amount = None if high == "X" else float(high)
    other = Duration(((None if low == "X" else float(low), unit),))
    return Duration(((amount, unit),), others=(other,))


def toward(arguments: Arguments) -> Result:
    """Tie a length of time to an anchor: it ends there (-1) or begins there (1)."""
    span, way = _one(arguments, "span"), _integer(_one(arguments, "way"))
    if not isinstance(span, Duration):
        return None
    return replace(span, toward=way, anchor=_one(arguments, "anchor", SPEECH), mod=_one(arguments, "mod", span.mod))


def every(arguments: Arguments) -> Result:
    """Make a repetition out of a length of time or a calendar expression."""
    what = _one(arguments, "what")
    if isinstance(what, str):
        what = Duration(((1.0, what),))
    if isinstance(what, Relative) or not isinstance(what, (Duration, Calendar)):
        return None
    number = _one(arguments, "freq")
    freq = "" if number is None else number if isinstance(number, str) else f"{number:g}X"
    return Every(what, _one(arguments, "quant", ""), freq, _one(arguments, "form", ""))


def ref(arguments: Arguments) -> Result:
    """Give one of the times that have only a name."""
    return Reference(_one(arguments, "name"), _one(arguments, "mod", ""))


def modify(arguments: Arguments) -> Result:
    """Add a modifier of TIMEX3."""
    what, mod = _one(arguments, "what"), _one(arguments, "mod")
    if isinstance(what, (Calendar, Relative, Duration, Every, Reference)):
        return replace(what, mod=what.mod or mod)
    return None


def day_of(arguments: Arguments) -> Result:
    """Take one period inside another: unit, number (negative from the end), frame."""
    unit, index, frame = _one(arguments, "unit"), _integer(_one(arguments, "index")), _one(arguments, "frame")
    if not isinstance(frame, (Calendar, Relative)):
        return None
    return Calendar({"nth": index, "nth-unit": unit}, frame)


def numeric(arguments: Arguments) -> Result:
    """Make a day of two numbers and a year; when either may be the month, both are kept as one and two."""
    first, second = _integer(_one(arguments, "first")), _integer(_one(arguments, "second"))
    year = _one(arguments, "year") or _one(arguments, "short")
    rest: dict[str, int | str] = {"year": int(year)} | ({"short": 1} if "short" in arguments else {})
    if first > 12 or second > 12 or first == second:
        day, month = max(first, second), min(first, second)
        if first != second:
            rest["order"] = "day-first" if first > 12 else "month-first"
        made = Calendar({"month": month, "day": day} | rest)
        return made if 1 <= month <= 12 and day <= 31 and _is_day(made.fields) else None
    return Calendar({"one": first, "two": second, "day": 0} | rest) if first and second else None


def decade(arguments: Arguments) -> Result:
    """Make a decade of its first year, or of its number of tens."""
    if "tens" in arguments:
        return Calendar({"decade": _integer(_one(arguments, "tens")) * 10, "short": 1})
    year = _integer(_one(arguments, "year"))
    if year % 10:
        return None
    return Calendar({"decade": year} | ({"short": 1} if "short" in arguments else {}))


def clock4(arguments: Arguments) -> Result:
    """Make a clock time of four digits."""
    number = _integer(_one(arguments, "hhmm"))
    return Calendar({"hour": number // 100, "minute": number % 100})


def fixed_clock(arguments: Arguments) -> Result:
    """Make noon (12) or midnight (24, the end of the day that is named with it)."""
    return Calendar({"hour": _integer(_one(arguments, "hour")), "minute": 0})


def era_year(arguments: Arguments) -> Result:
    """Make a year counted in another era: its number and the year before its first."""
    year = _integer(_one(arguments, "number")) + _integer(_one(arguments, "offset"))
    return Calendar({"year": year}) if 1 <= _integer(_one(arguments, "number")) <= 9999 else None


def buddhist_year(arguments: Arguments) -> Result:
    """Make a year of the Buddhist era as Thailand counts it."""
    number = _integer(_one(arguments, "number"))
    return Calendar({"year": number - 543}) if 2400 <= number <= 2700 else None


def hijri(arguments: Arguments) -> Result:
    """Make a date of the Islamic calendar."""
    fields = {"hijri-" + name: _integer(values[0]) for name, values in arguments.items() if values}
    fits = fields.get("hijri-day", 1) <= 30 and 1 <= fields.get("hijri-year", 1) <= 1700
    return Calendar(dict(fields)) if fields and fits else None


def extend(arguments: Arguments) -> Result:
    """Add fields to a calendar expression, or put them into the frame of a relative one."""
    base = _one(arguments, "base")
    fields = {name: values[0] for name, values in arguments.items() if name != "base"}
    if isinstance(base, Relative):
        return Calendar(fields, base)
    if not isinstance(base, Calendar) or fields.keys() & base.fields.keys():
        return None
    return replace(base, fields=base.fields | fields)


def every_unit_adverb(arguments: Arguments) -> Result:
    """Make the repetition that an adverb such as "daily" names."""
    return Every(Duration(((1.0, _one(arguments, "unit")),)), form=_one(arguments, "form", ""))


def every_calendar(arguments: Arguments) -> Result:
    """Make a repetition of calendar fields: every Monday."""
    fields = {name: values[0] for name, values in arguments.items() if name not in ("quant", "freq")}
    return Every(Calendar(fields), _one(arguments, "quant", ""), _one(arguments, "freq", ""))


def aim(arguments: Arguments) -> Result:
    """Give a named month, weekday or season its direction: last, this, next."""
    what = _one(arguments, "what")
    if not isinstance(what, Calendar) or "year" in what.fields or what.frame is not None:
        return None
    return replace(what, toward=_integer(_one(arguments, "toward")), anchor=_one(arguments, "anchor", SPEECH))


def dotted(arguments: Arguments) -> Result:
    """Make a clock time of a number such as 7.45."""
    hour, _, minute = str(_one(arguments, "clock")).partition(".")
    if not minute:
        return None
    minute = minute.ljust(2, "0")
    return calendar({"hour": [int(hour)], "minute": [int(minute)], "meridiem": arguments["meridiem"]})


def named_day(arguments: Arguments) -> Result:
    """Make a holiday whose name has two words."""
    return Calendar({"holiday": str(_one(arguments, "holiday"))})


def mid_part(arguments: Arguments) -> Result:
    """Make the middle of a part of a day."""
    part, base = _one(arguments, "part"), _one(arguments, "base")
    made = extend({"base": [base], "part": [part]}) if base is not None else Calendar({"part": part}, toward=0)
    return replace(made, mod="MID") if isinstance(made, Calendar) else None


def nth_weekday(arguments: Arguments) -> Result:
    """Take the n-th weekday of a month."""
    unit, frame = _one(arguments, "unit"), _one(arguments, "frame")
    if not isinstance(unit, Calendar) or not isinstance(frame, (Calendar, Relative)):
        return None
    return Calendar({"nth": _integer(_one(arguments, "index")), "nth-weekday": unit.fields["weekday"]}, frame)


def open_day(arguments: Arguments) -> Result:  # noqa: ARG001
    """Make a day of which only that is known."""
    return Calendar({"day": 0})


def year_end(arguments: Arguments) -> Result:
    """Make the last day of the year."""
    return Calendar({"month": 12, "day": 31}, Relative("year", 0, _one(arguments, "anchor", SPEECH)))


OPERATIONS: dict[str, Callable[[Arguments], Result]] = {
    "add": add,
    "aim": aim,
    "away": away,
    "buddhist-year": buddhist_year,
    "calendar": calendar,
    "clock4": clock4,
    "count": count,
    "decade": decade,
    "decimal": decimal,
    "dotted": dotted,
    "duration": duration,
    "era-year": era_year,
    "every": every,
    "every-adverb": every_unit_adverb,
    "every-calendar": every_calendar,
    "extend": extend,
    "fixed-clock": fixed_clock,
    "fraction": fraction,
    "joined": joined,
    "hijri": hijri,
    "keep": keep,
    "lengths": lengths,
    "merge": join,
    "mid-part": mid_part,
    "modify": modify,
    "named-day": named_day,
    "nth": day_of,
    "nth-weekday": nth_weekday,
    "numeric": numeric,
    "open-day": open_day,
    "ref": ref,
    "relative": relative,
    "spoken-year": spoken_year,
    "spread": spread,
    "toward": toward,
    "within": within,
    "year-end": year_end,
}
"""The operations by name. Those that make several times stand in `annotator_dates.lists`."""
