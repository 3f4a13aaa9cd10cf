"""Expressions that hold several times: ranges, lists and alternatives that share a part of their words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, TypeAlias

from msgspec.structs import replace

from annotator_dates.calendar_operations import calendar, join
from annotator_dates.meaning import FIELDS, STORY, Calendar, Every, Meaning, Relative, Several

__all__ = ["LISTS", "Slots"]

Slots: TypeAlias = Mapping[str, list[tuple[int, Any]]]
"""For each slot the places of its words within the expression, and their values."""


def days(slots: Slots, size: int) -> Several | None:
    """Several days of one month: each day number is a time; the month goes with the day beside it."""
    month_place, month = slots["month"][0]
    year = slots["year"][0][1] if "year" in slots else None
    numbers, articles = slots["day"], {place for place, _ in slots.get("article", ())}
    parts: list[tuple[int, int, Meaning]] = []
    for i, (place, day) in enumerate(numbers):
        fields = {"month": [month], "day": [day]} | ({"year": [year]} if year is not None else {})
        made = calendar(fields)
        if not isinstance(made, Calendar):
            return None
        first = month_place if i == 0 and month_place < place else place - (place - 1 in articles)
        last = size if i == len(numbers) - 1 else place + 1
        parts.append((first, last, made))
    if any(a[1] >= b[1] for a, b in pairwise(numbers)):
        return None
    return Several(parts)


def years(slots: Slots, size: int) -> Several | None:
    """Two years, the second shortened: 1914-18."""
    (place, year), (short_place, short) = slots["year"][0], slots["yy"][0]
    last = year - year % 100 + short
    if last <= year:
        return None
    return Several([(place, place + 1, Calendar({"year": year})), (short_place, size, Calendar({"year": last}))])


def two_years(slots: Slots, size: int) -> Several | None:
    """Two whole years: 1914-1918, or 2021/2022, which must follow each other."""
    (place, year), (last_place, last) = slots["year"][0], slots["year"][1]
    if last <= year or ("slash" in slots and last != year + 1):
        return None
    return Several([(place, place + 1, Calendar({"year": year})), (last_place, size, Calendar({"year": last}))])


def quarters(slots: Slots, size: int) -> Several | None:
    """Quarters or halves with one noun: the second and third quarters."""
    unit = "half" if "half" in slots else "quarter"
    places = slots["number"]
    limit = 2 if unit == "half" else 4
    if any(not isinstance(number, int) or not 1 <= number <= limit for _, number in places):
        return None
    parts: list[tuple[int, int, Meaning]] = [
        (place, size if n == len(places) - 1 else place + 1, Calendar({unit: number}))
        for n, (place, number) in enumerate(places)
    ]
    parts[0] = (0, *parts[0][1:])
    return Several(parts)


def years_bc(slots: Slots, size: int) -> Several | None:
    """Two years before our era with one sign for both: 264 to 241 BC."""
    (place, first), (last_place, last) = slots["first"][0], slots["last"][0]
    if not isinstance(first, int) or not isinstance(last, int) or first <= last:
        return None
    early, late = Calendar({"year": first, "era": "BC"}), Calendar({"year": last, "era": "BC"})
    return Several([(place, place + 1, early), (last_place, size, late)])


def shared(slots: Slots, size: int) -> Several | None:
    """Times of one kind, the last of which has the part that the others lack: "January or February 2026"."""
    whole_place, whole = slots["whole"][0]
    if not isinstance(whole, Calendar):
        return None
    parts: list[tuple[int, int, Meaning]] = []
    for place, part in slots["part"]:
        completed = _completed(part, whole)
        if completed is None:
            return None
        parts.append((place, place + 1, completed))
    return Several([*parts, (whole_place, size, whole)])


def _completed(part: Any, whole: Calendar) -> Calendar | None:
    if not isinstance(part, Calendar) or part.frame is not None:
        return None
    level = max((FIELDS.index(name) for name in part.fields if name in FIELDS), default=99)
    missing = {
        name: value
        for name, value in whole.fields.items()
        if (name in FIELDS and FIELDS.index(name) > level)
        or (name in ("era", "short", "zone") and "year" in whole.fields)
    }
    if "year" in part.fields or (not missing and whole.frame is None):
        return None
    if not any(name in whole.fields for name in part.fields):
        return None
    return replace(part, fields=part.fields | missing, frame=whole.frame)


def clock_range(slots: Slots, size: int) -> Several | None:
    """Two clock times, the second of which tells the half of the day, perhaps with their day: 3-5 p.m. on Friday.

    ``first`` has no sign of its half, ``signed`` has one. A range that runs over midnight ends a day after it began;
    a day that is named belongs to the second time ("from 10 p.m. to 2 a.m. on Tuesday").
    """
    (last_place, last), base = slots["last"][0], slots["base"][0][1] if "base" in slots else None
    place, first = slots["signed" if "signed" in slots else "first"][0]
    early = first if isinstance(first, Calendar) else Calendar({"hour": first})
    hour, end = early.fields["hour"], last.fields["hour"]
    if not isinstance(hour, int) or not isinstance(end, int):
        return None
    if "signed" not in slots:
        if not 1 <= hour <= 12:
            return None
        hour = _half_of_day(hour, end)
    over = hour > end or (hour == end and early.fields.get("minute", 0) > last.fields.get("minute", 0))
    if over and "signed" in slots and not hour >= 12 > end:
        return None  # "from 10 a.m. to 9 a.m." is no range
    zone = {"zone": last.fields["zone"]} if "zone" in last.fields else {}
    begin = Calendar(early.fields | {"hour": hour} | zone | ({"later": -1} if over and base is not None else {}))
    until = replace(last, fields=last.fields | ({"later": 1} if over and base is None else {}))
    times: list[tuple[int, int, Meaning]] = []
    for start, stop, clock in ((place, place + 1, begin), (last_place, size, until)):
        dated = clock if base is None else join({"clock": [clock], "base": [base]})
        if not isinstance(dated, Calendar):
            return None
        times.append((start, stop, dated))
    return Several(times)


def _half_of_day(hour: int, end: int) -> int:
    """Return the hour, of twenty-four, that lies last before the end: 3-5 p.m., but 11-1 p.m. begins before noon."""
    before = [each for each in (hour % 12, hour % 12 + 12) if each <= end]
    return max(before, default=hour % 12 + 12)


def weekday_parts(slots: Slots, size: int) -> Several | None:
    """A part of several weekdays: Monday and Tuesday nights."""
    repeated = "part" in slots
    part = slots["part" if repeated else "one"][0][1]
    days = slots["weekday"]
    parts: list[tuple[int, int, Meaning]] = []
    for n, (place, day) in enumerate(days):
        calendar = Calendar({"weekday": day, "part": part})
        parts.append((place, size if n == len(days) - 1 else place + 1, Every(calendar) if repeated else calendar))
    return Several(parts)


def centuries(slots: Slots, size: int) -> Several | None:
    """Centuries or decades with one noun, each perhaps with its part: the late 19th and early 20th centuries."""
    numbers, mods = slots["number"], dict(slots.get("mod", ()))
    before = {place for place, _ in slots.get("article", ())} | mods.keys()
    parts: list[tuple[int, int, Meaning]] = []
    for n, (place, number) in enumerate(numbers):
        first = place
        while first - 1 in before:
            first -= 1
        century = Calendar({"century": number}, mod=mods.get(place - 1, ""))
        parts.append((first, size if n == len(numbers) - 1 else place + 1, century))
    return Several(parts)


def decades(slots: Slots, size: int) -> Several | None:  # noqa: ARG001
    """Decades in two digits: the 60s and 70s."""
    articles = {place for place, _ in slots.get("article", ())}
    parts: list[tuple[int, int, Meaning]] = []
    for place, short in slots["tens"]:
        if short % 10:
            return None
        parts.append((place - (place - 1 in articles), place + 2, Calendar({"decade": short, "short": 1})))
    return Several(parts)


def several_years(slots: Slots, size: int) -> Several | None:  # noqa: ARG001
    """Years in a row: 1998, 2002 and 2006."""
    return Several([(place, place + 1, Calendar({"year": year})) for place, year in slots["year"]])


def weekday_range(slots: Slots, size: int) -> Several | None:
    """Two days of the week, the second of which follows the first: from Monday to Friday."""
    (place, first), (last_place, last) = slots["weekday"]
    until = Calendar({"weekday": last}, toward=1, anchor=STORY)
    return Several([(place, place + 1, Calendar({"weekday": first})), (last_place, size, until)])


def quarter_ended(slots: Slots, size: int) -> Several | None:
    """The quarter that ended on a day, and the day: the quarter in which its middle lies, 45 days before."""
    (place, unit), (day_place, day) = slots["unit"][0], slots["date"][0]
    if not isinstance(unit, Relative) or unit.unit != "quarter":
        return None
    quarter = Relative("quarter", 0, Relative("day", -45, day), grain="ended")
    return Several([(place, place + 1, quarter), (day_place, size, day)])


LISTS: dict[str, Callable[[Slots, int], Several | None]] = {
    "centuries": centuries,
    "clock-range": clock_range,
    "days": days,
    "decades": decades,
    "list": shared,
    "quarter-ended": quarter_ended,
    "quarters": quarters,
    "several-years": several_years,
    "two-years": two_years,
    "weekday-parts": weekday_parts,
    "weekday-range": weekday_range,
    "years": years,
    "years-bc": years_bc,
}
"""The operations that make several times, by name: they take slots and the number of words."""
