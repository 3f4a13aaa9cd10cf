"""Operations of rules that make expressions of the calendar and of the clock."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec.structs import replace

from annotator_dates.arguments import Arguments, Fields, Result, integer, one
from annotator_dates.calendars import month_length
from annotator_dates.meaning import FIELDS, SPEECH, Calendar, Duration, Meaning, Relative, finest

__all__ = [
    "aim",
    "away",
    "buddhist_year",
    "calendar",
    "clock4",
    "clock_part",
    "day_of",
    "decade",
    "dotted",
    "era_year",
    "extend",
    "fixed_clock",
    "hijri",
    "join",
    "mid_part",
    "named_day",
    "nth_weekday",
    "numeric",
    "open_day",
    "plain_year",
    "relative",
    "share",
    "spoken_clock",
    "within",
    "year_end",
]

_RANGES = {"month": (1, 12), "day": (1, 31), "hour": (0, 24), "minute": (0, 59), "second": (0, 60), "quarter": (1, 4),
           "half": (1, 2), "week": (1, 53)}  # fmt: skip


def calendar(arguments: Arguments) -> Result:
    """Make a calendar expression of fields; ``frame``, ``toward``, ``anchor`` and ``mod`` are no fields."""
    fields: Fields = {}
    for name, values in arguments.items():
        if name in ("frame", "toward", "anchor", "mod", "meridiem", "span", "ago"):
            continue
        value, field = values[0], name
        if name == "short":
            fields["short"], field = 1, "year"
        if isinstance(value, str) and value.lstrip("-").isdigit():
            value = int(value)
        low, high = _RANGES.get(field, (0, 99999))
        if isinstance(value, int) and name != "zone" and not low <= value <= high:
            return None
        fields[field] = value
    if not _meridiem(fields, one(arguments, "meridiem")) or not _is_day(fields):
        return None
    toward = one(arguments, "toward")
    return Calendar(
        fields,
        one(arguments, "frame"),
        None if toward is None else integer(toward),
        one(arguments, "anchor", SPEECH),
        one(arguments, "mod", ""),
    )


def _meridiem(fields: Fields, half: str | None) -> bool:
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
    fields: Fields = {}
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
    inner, frame = one(arguments, "inner"), one(arguments, "frame")
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
    number = one(arguments, "count", 1)
    sign = integer(one(arguments, "sign", 1))
    return Relative(
        one(arguments, "unit"),
        sign * (math.inf if number == "X" else float(number)),
        one(arguments, "anchor", SPEECH),
        one(arguments, "mod", ""),
        one(arguments, "grain", ""),
    )


def away(arguments: Arguments) -> Result:
    """Count a length of time from an anchor: the slot ``span``, a sign, an anchor."""
    span, sign = one(arguments, "span"), integer(one(arguments, "sign", 1))
    if not isinstance(span, Duration) or not span.parts:
        return None
    amount, unit = span.parts[0]
    grain = one(arguments, "grain", "")
    if len(span.parts) > 1:
        unit, amount = _in_smaller(span.parts)
    elif unit == "week" and amount is not None and _from_day(arguments, sign):
        unit, amount = "day", amount * 7
    return Relative(
        unit, sign * (math.inf if amount is None else amount), one(arguments, "anchor", SPEECH),
        one(arguments, "mod", "") or span.mod, grain,
    )  # fmt: skip


def _from_day(arguments: Arguments, sign: int) -> bool:
    """Whether weeks are counted back from today, or from a day that is named: then they are days."""
    anchor = one(arguments, "anchor")
    return (
        sign < 0 if anchor is None else not isinstance(anchor, str) and finest(anchor) in ("day", "weekday", "holiday")
    )


def _in_smaller(parts: tuple[tuple[float | None, str], ...]) -> tuple[str, float | None]:
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
    days = {"day": 1, "week": 7}
    for sizes, unit in ((months, "month"), (days, "day")):
        if all(name in sizes and amount is not None for amount, name in parts):
            return unit, sum((amount or 0) * sizes[name] for amount, name in parts)
    return parts[0][1], parts[0][0]


def day_of(arguments: Arguments) -> Result:
    """Take one period inside another: unit, number (negative from the end), frame."""
    unit, index, frame = one(arguments, "unit"), integer(one(arguments, "index")), one(arguments, "frame")
    if not isinstance(frame, (Calendar, Relative)):
        return None
    return Calendar({"nth": index, "nth-unit": unit}, frame)


def numeric(arguments: Arguments) -> Result:
    """Make a day of two numbers and a year; when either may be the month, both are kept as one and two."""
    first, second = integer(one(arguments, "first")), integer(one(arguments, "second"))
    year = one(arguments, "year") or one(arguments, "short")
    rest: Fields = {"year": int(year)}
    if "short" in arguments:
        rest["short"] = 1
    if first > 12 or second > 12 or first == second:
        day, month = max(first, second), min(first, second)
        if first != second:
            rest["order"] = "day-first" if first > 12 else "month-first"
        made = Calendar({**rest, "month": month, "day": day})
        return made if 1 <= month <= 12 and day <= 31 and _is_day(made.fields) else None
    return Calendar({**rest, "one": first, "two": second, "day": 0}) if first and second else None


def decade(arguments: Arguments) -> Result:
    """Make a decade of its first year, or of its number of tens."""
    if "tens" in arguments:
        return Calendar({"decade": integer(one(arguments, "tens")) * 10, "short": 1})
    year = integer(one(arguments, "year"))
    if year % 10:
        return None
    return Calendar({"decade": year, "short": 1} if "short" in arguments else {"decade": year})


def clock4(arguments: Arguments) -> Result:
    """Make a clock time of four digits."""
    number = integer(one(arguments, "hhmm"))
    return Calendar({"hour": number // 100, "minute": number % 100})


def fixed_clock(arguments: Arguments) -> Result:
    """Make noon (12) or midnight (24, the end of the day that is named with it)."""
    return Calendar({"hour": integer(one(arguments, "hour")), "minute": 0})


def spoken_clock(arguments: Arguments) -> Result:
    """Make a clock time of a full hour and the minutes after it, or before it."""
    hour, minute = integer(one(arguments, "hour")), integer(one(arguments, "minute"))
    if not 1 <= hour <= 12 or not -30 <= minute <= 30:
        return None
    if "before" in arguments:
        minute = -minute
    return Calendar({"hour": (hour - 1 if minute < 0 else hour) or 12, "minute": minute % 60})


def clock_part(arguments: Arguments) -> Result:
    """Put a clock time into the part of the day that tells its half: nine in the evening."""
    clock, part, base = one(arguments, "clock"), one(arguments, "part"), one(arguments, "base")
    if not isinstance(clock, Calendar):
        return None
    hour = clock.fields.get("hour")
    if isinstance(hour, int) and (part in ("AF", "EV") or (part == "NI" and hour > 5)) and 1 <= hour < 12:
        clock = replace(clock, fields=clock.fields | {"hour": hour + 12})
    return clock if base is None else join({"clock": [clock], "base": [base]})


def share(arguments: Arguments) -> Result:
    """Take a half, third or quarter of a century or decade: its bounds, and the modifier for the first and last."""
    frame, part = one(arguments, "frame"), one(arguments, "share")
    if not isinstance(frame, (Calendar, Relative)) or frame.mod:
        return None
    if isinstance(part, Calendar):
        size = 2 if "half" in part.fields else 4
        index = int(part.fields["half" if size == 2 else "quarter"])
    else:
        size, index = integer(one(arguments, "size")), integer(one(arguments, "index"))
    index = index if index > 0 else size + 1 + index
    if not 1 <= index <= size:
        return None
    mod = "START" if index == 1 else "END" if index == size else "MID" if index * 2 == size + 1 else ""
    return Calendar({"share": index, "shares": size}, frame, mod=mod)


def plain_year(arguments: Arguments) -> Result:
    """Make a year that is no round number, as amounts often are."""
    year = integer(one(arguments, "year"))
    return Calendar({"year": year}) if year % 10 else None


def era_year(arguments: Arguments) -> Result:
    """Make a year counted in another era: its number and the year before its first."""
    year = integer(one(arguments, "number")) + integer(one(arguments, "offset"))
    return Calendar({"year": year}) if 1 <= integer(one(arguments, "number")) <= 9999 else None


def buddhist_year(arguments: Arguments) -> Result:
    """Make a year of the Buddhist era as Thailand counts it."""
    number = integer(one(arguments, "number"))
    return Calendar({"year": number - 543}) if 2400 <= number <= 2700 else None


def hijri(arguments: Arguments) -> Result:
    """Make a date of the Islamic calendar."""
    fields: Fields = {"hijri-" + name: integer(values[0]) for name, values in arguments.items() if values}
    fits = int(fields.get("hijri-day", 1)) <= 30 and 1 <= int(fields.get("hijri-year", 1)) <= 1700
    return Calendar(fields) if fields and fits else None


def extend(arguments: Arguments) -> Result:
    """Add fields to a calendar expression, or put them into the frame of a relative one."""
    base = one(arguments, "base")
    fields = {name: values[0] for name, values in arguments.items() if name != "base"}
    if isinstance(base, Relative):
        return Calendar(fields, base)
    if not isinstance(base, Calendar) or fields.keys() & base.fields.keys():
        return None
    return replace(base, fields=base.fields | fields)


def aim(arguments: Arguments) -> Result:
    """Give a named month, weekday or season its direction: last, this, next."""
    what = one(arguments, "what")
    if not isinstance(what, Calendar) or "year" in what.fields or what.frame is not None:
        return None
    return replace(what, toward=integer(one(arguments, "toward")), anchor=one(arguments, "anchor", SPEECH))


def dotted(arguments: Arguments) -> Result:
    """Make a clock time of a number such as 7.45."""
    hour, _, minute = str(one(arguments, "clock")).partition(".")
    if not minute:
        return None
    minute = minute.ljust(2, "0")
    return calendar({"hour": [int(hour)], "minute": [int(minute)], "meridiem": arguments["meridiem"]})


def named_day(arguments: Arguments) -> Result:
    """Make a holiday whose name has two words."""
    return Calendar({"holiday": str(one(arguments, "holiday"))})


def mid_part(arguments: Arguments) -> Result:
    """Make the middle of a part of a day."""
    part, base = one(arguments, "part"), one(arguments, "base")
    made = extend({"base": [base], "part": [part]}) if base is not None else Calendar({"part": part}, toward=0)
    return replace(made, mod="MID") if isinstance(made, Calendar) else None


def nth_weekday(arguments: Arguments) -> Result:
    """Take the n-th weekday of a month."""
    unit, frame = one(arguments, "unit"), one(arguments, "frame")
    if not isinstance(unit, Calendar) or not isinstance(frame, (Calendar, Relative)):
        return None
    return Calendar({"nth": integer(one(arguments, "index")), "nth-weekday": unit.fields["weekday"]}, frame)


def open_day(arguments: Arguments) -> Result:  # noqa: ARG001
    """Make a day of which only that is known."""
    return Calendar({"day": 0})


def year_end(arguments: Arguments) -> Result:
    """Make the last day of the year."""
    return Calendar({"month": 12, "day": 31}, Relative("year", 0, one(arguments, "anchor", SPEECH)))
