"""From TIMEX3 features to the dating attributes of TEI.

The notation is that of TIMEX3 (ISO-TimeML, with the older forms of TIMEX2 that corpora still use). What each value
becomes:

=========================================  =====================================================================
``2025``, ``2025-11``, ``2025-11-04``      ``@when``; so are ``--11-04``, a time with seconds, a date with such a time
``2025-11-04T07:49``, ``2025-W44``         ``@when-iso``; a week has ``@notBefore`` and ``@notAfter`` beside it
``2025-11-04/2025-11-06``                  ``@from``, ``@to`` (an open side is left out); ``-iso`` where W3C has no form
``P3D``, ``P1W``                           ``@dur``, ``@dur-iso``; with quant or freq: ``@dur-iso="R/P1W"``
``PAST_REF``, ``2025-Q3``, ``202X`` ...    ``@when-custom`` and ``@datingMethod``; bounds where there are any
=========================================  =====================================================================

``earliest`` and ``latest`` become ``@notBefore`` and ``@notAfter``, but never beside ``@when``, ``@from`` or ``@to``.
The mods BEFORE, ON_OR_BEFORE, AFTER and ON_OR_AFTER make the value a bound: "before 2025" is no ``@when="2025"``.
A duration that the text only compares with ("more than three years", MORE_THAN) has no ``@dur``.

Years before 1 are written as ``@when-custom``, because editions of XML Schema count them differently (-0044 is 44 BC
in the first, 45 BC in the second). TIMEX3 has no years beyond 9999; such a value, like any other that is no value at
all (``2025-02-30``), is left out.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from annotator.span import Value

__all__ = ["DATING_ATTRIBUTES", "DATING_METHOD", "dating_attributes", "is_dating_value"]

DATING_METHOD: Final = "#timex3"
"""What ``@datingMethod`` points to: the calendar record that the header declares."""

W3C: Final = ("when", "from", "to", "notBefore", "notAfter")
ISO: Final = ("when-iso", "from-iso", "to-iso")
DATING_ATTRIBUTES: Final = (*W3C, *ISO, "when-custom", "datingMethod", "dur", "dur-iso")
"""All attributes that `dating_attributes` may return."""

LONGEST: Final = 100
"""Longer values are no TIMEX3."""

_Notation: TypeAlias = Literal["when", "when-iso", "when-custom", "dur", "dur-iso"]

_Days: TypeAlias = tuple[datetime.date, datetime.date]


class _Reading(NamedTuple):
    """A value that was understood: the attribute that can say it, how it is written there, the days it spans."""

    attribute: _Notation
    written: str
    first: datetime.date | None = None
    last: datetime.date | None = None
    timed: bool = False


def dating_attributes(features: Mapping[str, Value]) -> dict[str, str]:
    """Return the TEI attributes that say what TIMEX3 features say.

    Args:
        features: those of an annotation of the dates layer: value, mod, quant, freq, earliest, latest. Others are
            not looked at; what is not a string counts as absent.

    Returns:
        Attribute names to values, each valid TEI by itself and together; empty when nothing can be said.
    """
    value, mod = _string(features, "value"), _string(features, "mod")
    repeated = bool(features.get("quant") or features.get("freq"))
    if "/" in value and not value.startswith("R"):
        return _range_attributes(value)
    reading = _read(value)
    if reading is None:
        return _bounds(features, None)
    if reading.attribute in ("dur", "dur-iso"):
        return _duration_attributes(reading, mod, repeated)
    if mod in _OPEN_MODS and reading.first and reading.last:
        return _bounds(features, _Reading("when-custom", "", *_beyond(reading.first, reading.last, mod, reading.timed)))
    if reading.attribute == "when":
        return {"when": reading.written}
    attributes: dict[str, str] = {reading.attribute: reading.written}
    if reading.attribute == "when-custom":
        attributes["datingMethod"] = DATING_METHOD
    return attributes | (_bounds(features, reading) if _is_wider_than_a_moment(reading) else {})


def is_dating_value(attribute: str, value: str) -> bool:
    """Whether the value is one that `dating_attributes` may write into that attribute.

    The schema lets some through that are no dates: ``when-iso="2025-02-30"`` is made of the right characters only.
    """
    if attribute == "datingMethod":
        return value.startswith("#")  # the name may be taken, and the calendar have another
    if attribute == "when-custom" and "/" in value:
        return bool(_range_attributes(value).get(attribute))
    reading = _read(value)
    if reading is None or reading.written != value:
        return False
    if attribute in ISO:
        return reading.attribute in ("when", "when-iso")
    return reading.attribute == ("when" if attribute in W3C else attribute)


def _string(features: Mapping[str, Value], name: str) -> str:
    value = features.get(name)
    return value if isinstance(value, str) else ""


# Reading values. Numbers are short and digits are ASCII, so no value can be long or slow to check.

_ZONE = r"(?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_CLOCK = re.compile(
    rf"(?P<hour>[0-9]{{2}})(?::(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}(?:\.[0-9]{{1,9}})?))?)?{_ZONE}"
)
_VAGUE_CLOCK = re.compile(r"MO|MI|AF|EV|NI|DT|XX(?::XX){0,2}|(?:[01][0-9]|2[0-3]):XX")
_CALENDAR = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_YEARLESS = re.compile(r"--(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?|---(?P<only_day>[0-9]{2})")
_WEEK = re.compile(r"(?P<year>[0-9]{4})-W(?P<week>[0-9]{2})(?:-(?P<day>[1-7]|WE))?")
_YEARS = re.compile(r"(?P<century>[0-9]{2})(?:XX)?|(?P<decade>[0-9]{3})X?")
_PART = re.compile(r"(?P<year>[0-9]{4})-(?P<part>Q(?=[1-4X])|H(?=[12X]))(?P<number>[1-4X])")
_MASKED_DAY = re.compile(r"(?P<year>[0-9]{4})-(?:(?P<month>[0-9]{2})-XX|XX(?:-XX)?)")
_VAGUE_DAY = re.compile(r"(?P<year>[0-9]{4})-(?:SP|SU|FA|WI|WXX(?:-(?:[1-7X]|WE))?)")
_MASKED_YEAR = re.compile(
    r"XXXX(?:-(?:SP|SU|FA|WI|[QH][1-4X]|WXX(?:-(?:[1-7X]|WE))?|(?:XX|0[1-9]|1[0-2])(?:-(?:XX|0[1-9]|[12][0-9]|3[01]))?))?"
)
_FISCAL = re.compile(r"FY[0-9]{4}(?:-[QH][1-4])?")
_BEFORE_CHRIST = re.compile(
    r"(?:BC|-)(?:[0-9]{4}|[0-9]{2,3}X{0,2}|XXXX)"
    r"(?:-(?:SP|SU|FA|WI|[QH][1-4X]|WXX|(?:XX|0[1-9]|1[0-2])(?:-(?:XX|0[1-9]|[12][0-9]|3[01]))?))?"
)
_REFERENCES = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")

_N, _FRACTION = "[0-9]{1,9}", r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_W3C_DURATION = re.compile(
    rf"P(?=[0-9T])(?:{_N}Y)?(?:{_N}M)?(?:{_N}D)?(?:T(?=[0-9])(?:{_N}H)?(?:{_N}M)?(?:{_FRACTION}S)?)?"
)
_ISO_DURATION = re.compile(rf"P(?:{_FRACTION}[YMWD]|{_N}Y{_FRACTION}M|T{_FRACTION}[HM])")
_REPEATED = re.compile(r"R(?:[0-9]{1,9})?/(?P<duration>P.*)")
_LOOSE_DURATION = re.compile(
    r"P(?:(?:[0-9]{1,9}(?:\.[0-9]{1,9})?|\.[0-9]{1,9}|X{1,4})(?:Y|M|W|D|Q|DE|CE|C|ML|L|E|WE|SP|SU|FA|WI)){1,4}"
    r"|PT(?:(?:[0-9]{1,9}|X{1,4})(?:[HMS]|MO|MI|AF|EV|NI|DT)){1,3}|PXX?"
)


def _read(value: str) -> _Reading | None:
    """Understand one value; None when it is none."""
    if len(value) > LONGEST:
        return None
    if value in _REFERENCES:
        return _Reading("when-custom", value)
    if value.startswith(("P", "R")):
        return _read_duration(value)
    day, marked, clock = value.partition("T")
    if ":" in day and not marked:
        day, marked, clock = "", "", day
    if not clock:
        return None if marked else _read_day(day)
    return _read_timed(value, day, clock)


def _read_duration(value: str) -> _Reading | None:
    if _W3C_DURATION.fullmatch(value):
        return _Reading("dur", value)
    if _ISO_DURATION.fullmatch(value):
        return _Reading("dur-iso", value)
    if repeated := _REPEATED.fullmatch(value):
        inner = _read_duration(repeated["duration"])
        return _Reading("dur-iso", value) if inner and inner.attribute != "when-custom" else None
    return _Reading("when-custom", value) if _LOOSE_DURATION.fullmatch(value) else None


def _read_timed(value: str, day: str, clock: str) -> _Reading | None:
    """Read a value with a clock: with a day before it or without."""
    date = _read_day(day) if day else _Reading("when", "")
    if date is None:
        return None
    span = (date.first, date.last, True)
    if _VAGUE_CLOCK.fullmatch(clock):
        return _Reading("when-custom", value, *span)
    found = _CLOCK.fullmatch(clock)
    zone = _zone(found["zone"]) if found else None
    if found is None or zone is None or not _is_clock(found):
        return None
    if day and not (_is_single_day(date) and date.attribute != "when-custom"):
        # A clock needs a day of its own: "2025-11T07:49" is none, "XXXX-WXX-1T07:49" is one that recurs.
        return _Reading("when-custom", value, *span) if "X" in day or day.startswith(("BC", "-")) else None
    written = clock[: found.start("zone")] + zone if found["zone"] else clock
    if found["second"] and date.attribute == "when":
        return _Reading("when", f"{day}T{written}" if day else written, *span)
    return _Reading("when-iso", value[: len(value) - len(clock)] + written, *span)


def _read_day(value: str) -> _Reading | None:
    """Read a value without a clock. What has no days of its own, such as a season, says so by having none."""
    try:
        return (
            _read_calendar(value)
            or _read_yearless(value)
            or _read_week(value)
            or _read_part(value)
            or _read_vague(value)
        )
    except ValueError:  # no such day in the calendar
        return None


def _read_calendar(value: str) -> _Reading | None:
    found = _CALENDAR.fullmatch(value)
    if found is None:
        return None
    if found["month"] is None:
        return _Reading("when", value, *_months(found["year"], 1, 12))
    if found["day"] is None:
        return _Reading("when", value, *_months(found["year"], int(found["month"]), int(found["month"])))
    day = datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    return _Reading("when", value, day, day)


def _read_yearless(value: str) -> _Reading | None:
    found = _YEARLESS.fullmatch(value)
    if found is None:
        return None
    month, day = found["month"] or "01", found["day"] or found["only_day"] or "01"
    datetime.date(2000, int(month), int(day))  # a leap year: the 29th of February is a day that recurs
    return _Reading("when", value)


def _read_week(value: str) -> _Reading | None:
    found = _WEEK.fullmatch(value)
    if found is None:
        return None
    year, week, day = int(found["year"]), int(found["week"]), found["day"]
    first, last = {None: (1, 7), "WE": (6, 7)}.get(day) or (int(day), int(day))
    days = (datetime.date.fromisocalendar(year, week, first), datetime.date.fromisocalendar(year, week, last))
    return _Reading("when-custom" if day == "WE" else "when-iso", value, *days)


def _read_part(value: str) -> _Reading | None:
    """Read decades, centuries, quarters, half-years, and a month or year whose day is not known."""
    days = _days_of_years(value) or _days_of_part(value) or _days_of_masked(value)
    return _Reading("when-custom", value, *days) if days else None


def _days_of_years(value: str) -> _Days | None:
    found = _YEARS.fullmatch(value)
    if found is None:
        return None
    digits = found["century"] or found["decade"]
    first, last = int(digits.ljust(4, "0")), int(digits.ljust(4, "9"))
    return datetime.date(max(1, first), 1, 1), datetime.date(last, 12, 31)


def _days_of_part(value: str) -> _Days | None:
    found = _PART.fullmatch(value)
    if found is None:
        return None
    length, number = (3 if found["part"] == "Q" else 6), found["number"]
    return _months(found["year"], 1, 12) if number == "X" else _months(found["year"], *_run(length, int(number)))


def _run(length: int, number: int) -> tuple[int, int]:
    """Return the first and last month of the n-th run of so many months."""
    return length * (number - 1) + 1, length * number


def _days_of_masked(value: str) -> _Days | None:
    found = _MASKED_DAY.fullmatch(value)
    if found is None:
        return None
    month = int(found["month"] or 0)
    return _months(found["year"], month or 1, month or 12)


def _read_vague(value: str) -> _Reading | None:
    if any(form.fullmatch(value) for form in (_VAGUE_DAY, _MASKED_YEAR, _FISCAL, _BEFORE_CHRIST)):
        return _Reading("when-custom", value)
    return None


def _months(year: str, first: int, last: int) -> _Days:
    """Return the first and the last day of a run of months; ValueError when there is no such month or year."""
    start = datetime.date(int(year), first, 1)
    return start, datetime.date(int(year), last, calendar.monthrange(int(year), last)[1])


def _is_clock(found: re.Match[str]) -> bool:
    hour, minute, second = int(found["hour"]), int(found["minute"] or 0), float(found["second"] or 0)
    return (hour < 24 and minute < 60 and second < 60) or (hour, minute, second) == (24, 0, 0)


def _zone(zone: str | None) -> str | None:
    """Return the offset from UTC as W3C writes it (``+07:00``), empty when there is none, None when it is wrong."""
    if not zone or zone == "Z":
        return zone or ""
    hours, minutes = zone[1:3], zone[3:].lstrip(":") or "00"
    in_range = int(minutes) < 60 and int(hours) * 60 + int(minutes) <= 14 * 60
    return f"{zone[0]}{hours}:{minutes}" if in_range else None


def _is_single_day(reading: _Reading) -> bool:
    return reading.first is not None and reading.first == reading.last and len(reading.written) > 7


def _is_wider_than_a_moment(reading: _Reading) -> bool:
    return not (reading.attribute == "when-iso" and reading.timed)


# Writing attributes.

_OPEN_MODS = ("BEFORE", "ON_OR_BEFORE", "AFTER", "ON_OR_AFTER")
_COMPARING_MODS = ("LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE")


def _duration_attributes(reading: _Reading, mod: str, repeated: bool) -> dict[str, str]:
    if repeated:
        return {"dur-iso": reading.written if reading.written.startswith("R") else f"R/{reading.written}"}
    return {} if mod in _COMPARING_MODS else {reading.attribute: reading.written}


def _range_attributes(value: str) -> dict[str, str]:
    """Write a range ``start/end``; an open side is empty or ``..``."""
    sides = value.split("/")
    if len(sides) != 2:
        return {}
    readings = [None if side in ("", "..") else _read(side) for side in sides]
    known = [reading for reading in readings if reading]
    understood = [bool(reading) or side in ("", "..") for reading, side in zip(readings, sides, strict=True)]
    if not known or not all(understood) or any(reading.attribute in ("dur", "dur-iso") for reading in known):
        return {}
    start, end = readings
    if start and end and not _in_order(start, end):
        return {}
    notations = {reading.attribute for reading in known}
    if "when-custom" in notations:
        days = _Reading("when-custom", value, start and start.first, end and end.last)
        return {"when-custom": value, "datingMethod": DATING_METHOD} | _bounds({}, days)
    suffix = "-iso" if "when-iso" in notations else ""
    names = zip((f"from{suffix}", f"to{suffix}"), readings, strict=True)
    return {name: reading.written for name, reading in names if reading}


def _in_order(start: _Reading, end: _Reading) -> bool:
    """Whether a range may run from one to the other: both days or both clocks alone, and not backwards."""
    if start.first is None or end.last is None:
        return start.first is None and end.last is None
    return start.first <= end.last


def _beyond(
    first: datetime.date, last: datetime.date, mod: str, timed: bool
) -> tuple[datetime.date | None, datetime.date | None]:
    """Return the bounds of the open time before or after some days; a day cut by a clock counts as inside."""
    step = datetime.timedelta(days=0 if timed else 1)
    try:
        if mod == "BEFORE":
            return None, first - step
        if mod == "AFTER":
            return last + step, None
    except OverflowError:  # before year 1, after year 9999
        return None, None
    return (None, last) if mod == "ON_OR_BEFORE" else (first, None)


def _bounds(features: Mapping[str, Value], reading: _Reading | None) -> dict[str, str]:
    """Return the bounds that the features give, else those that lie in the value itself."""
    earliest, latest = _read(_string(features, "earliest")), _read(_string(features, "latest"))
    own_first, own_last = (reading.first, reading.last) if reading else (None, None)
    start = earliest.first if earliest and earliest.first else own_first
    end = latest.last if latest and latest.last else own_last
    if start and end and start > end:
        earliest, latest, start, end = None, None, own_first, own_last
    bounds = {}
    if start:
        bounds["notBefore"] = earliest.written if earliest and _is_w3c_day(earliest) else start.isoformat()
    if end:
        bounds["notAfter"] = latest.written if latest and _is_w3c_day(latest) else end.isoformat()
    return bounds


def _is_w3c_day(reading: _Reading) -> bool:
    return reading.attribute == "when" and reading.first is not None
