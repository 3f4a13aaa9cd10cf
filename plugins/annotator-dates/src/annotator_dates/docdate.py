"""The date of the document: given by its metadata, found in its text, or inferred from what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal

import msgspec

from annotator_dates.calendars import civil, day_number, first_day, last_day, month_length
from annotator_dates.meaning import SPEECH, Calendar, Relative
from annotator_dates.periods import Period
from annotator_dates.scanner import Found

__all__ = ["DocumentDate", "find_date", "infer_date", "is_narrative", "parse_date"]

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?)?)?")
_LINE_WORDS = re.compile(r"[^\W\d_]+|[0-9]+")


class DocumentDate(msgspec.Struct):
    """The date of a document.

    Attributes:
        low: the date, or the first one possible; None when nothing tells.
        high: the same, or the last one possible; None when nothing tells.
        basis: where it comes from.
        evidence: the ranges of the text that it rests on.
        stated: the range that states the date of the document, if one does.
        spoken: the day that the dateline states, where it is not the one given: the text speaks from its dateline.
        yearless: the value when only month and day are known: ``XXXX-06-16``.
    """

    low: Period | None
    high: Period | None
    basis: Literal["given", "found", "inferred"]
    evidence: tuple[tuple[int, int], ...] = ()
    stated: tuple[int, int] | None = None
    spoken: Period | None = None
    yearless: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value, empty when only an interval is known."""
        return self.yearless or (self.low.value if self.low is not None and self.low == self.high else "")


def parse_date(value: object) -> Period | None:
    """Read a date of the metadata (ISO year, month, day or date-time); None when it is none."""
    match = _ISO.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 1), int(match[3] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        return None
    grain = "day" if match[3] else "month" if match[2] else "year"
    return Period(grain, day_number(year, month, day), f"T{match[4]}" if match[4] else "", _offset(match[5]))


def _offset(zone: str | None) -> int | None:
    if not zone:
        return None
    if zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    return sign * (int(zone[1:3]) * 60 + int(zone[-2:]))


def is_narrative(found: Sequence[Found]) -> bool:
    """Whether the text tells of past times by their years, and does not speak from a day of its own.

    News speaks of "yesterday" and "Tuesday" all the time; in histories such expressions are rare (under one in
    fifteen of all that were found in the development sets), and years are many.
    """
    years = deictic = 0
    for item in found:
        meaning = item.meaning
        if isinstance(meaning, Calendar):
            years += "year" in meaning.fields
            deictic += "weekday" in meaning.fields and "month" not in meaning.fields and "year" not in meaning.fields
        elif isinstance(meaning, Relative):
            deictic += meaning.anchor == SPEECH
    return years >= 4 and len(found) >= 8 and deictic <= 0.07 * len(found)


def find_date(text: str, found: Sequence[Found], resolve: Callable[[Calendar], Period | None]) -> DocumentDate | None:
    """Find the date that the text gives itself: in a line of its own, a byline, or a dateline.

    Args:
        text: the text.
        found: its expressions.
        resolve: gives the period of a calendar expression without any anchor.
    """
    counted, lines = 0, 0
    opening = _opening_dateline(text, found)
    for place, item in enumerate(found):
        lines += text.count("\n", counted, item.start)
        counted = item.start
        if lines > _FIRST_LINES:
            break
        meaning = item.meaning
        if not isinstance(meaning, Calendar) or "year" not in meaning.fields or meaning.mod:
            continue
        if item is not opening and not _states_date(text, item):
            continue
        if any(_are_ends(text, *ends) for ends in pairwise(found[max(0, place - 1) : place + 2])):
            continue
        period = resolve(meaning)
        if period is not None and period.grain == "day":
            return DocumentDate(period, period, "found", ((item.start, item.end),), (item.start, item.end))
    return None


def given_date(given: Period, stated: DocumentDate | None) -> DocumentDate:
    """Return the date of a document whose metadata give it.

    Metadata often give the day on which a text was begun, filed or put up, and its dateline another one close by, from
    which it says "yesterday".

    Args:
        given: the date that the metadata give.
        stated: the date that the text states itself.
    """
    if stated is None or stated.low is None or given.grain != "day":
        return DocumentDate(given, given, "given")
    if stated.low.start == given.start:
        return DocumentDate(given, given, "given", stated.evidence, stated.stated)
    if abs(stated.low.start - given.start) > _CLOSE_BY:
        return DocumentDate(given, given, "given")
    return DocumentDate(given, given, "given", stated=stated.stated, spoken=stated.low)


_CLOSE_BY = 7
"""How many days the dateline may lie from the date that is given."""


def find_day(text: str, found: Sequence[Found]) -> Found | None:
    """Find the dateline that names month and day of the document and no year ("LIMA, June 16 -")."""
    for item in found:
        if text.count("\n", 0, item.start) > _DATELINES:
            break
        meaning = item.meaning
        if not isinstance(meaning, Calendar) or meaning.frame or meaning.toward is not None or meaning.mod:
            continue
        named = {"month", "day"} <= meaning.fields.keys() <= {"month", "day", "weekday"}
        if named and _leads(text, item) and _follows_place(text, item):
            return item
    return None


def with_day(item: Found, inferred: DocumentDate | None) -> DocumentDate:
    """Return the date of a document whose dateline names month and day, with the year that was inferred, if one was.

    Args:
        item: the dateline.
        inferred: what the text tells of the date; it gives the year when its interval lies within one.
    """
    here = (item.start, item.end)
    fields = item.meaning.fields if isinstance(item.meaning, Calendar) else {}
    month, day = int(fields["month"]), int(fields["day"])
    symbol = f"XXXX-{month:02}-{day:02}"
    if inferred is None or inferred.low is None:
        return DocumentDate(None, None, "found", (here,), here, yearless=symbol)
    evidence = (here, *(each for each in inferred.evidence if each != here))
    if inferred.high is None:
        return DocumentDate(inferred.low, None, "found", evidence, here, yearless=symbol)
    year = civil(inferred.low.start)[0]
    if day <= month_length(year, month) and inferred.low.start <= day_number(year, month, day) <= inferred.high.end:
        period = Period("day", day_number(year, month, day))
        return DocumentDate(period, period, "found", evidence, here)
    return DocumentDate(None, None, "found", (here,), here, yearless=symbol)


def possible_days(date: DocumentDate) -> list[Period]:
    """Return the day of a dateline without a year in seven years in a row: on every day of the week."""
    if not date.yearless:
        return []
    month, day = int(date.yearless[5:7]), int(date.yearless[8:])
    return [Period("day", day_number(y, month, day)) for y in _ANY_YEARS if day <= month_length(y, month)]


_ANY_YEARS = range(2001, 2008)

_DATELINES = 10
"""A dateline stands in one of the first lines; later a day without a year dates something else."""

_FIRST_LINES = 30
_LONGEST_LINE = 160
_RIGHTS = ("copyright", "©", "(c)")


def _states_date(text: str, item: Found) -> bool:
    """Whether the line around an expression is a dateline, a byline, or little more than the date."""
    before = text[max(0, item.start - _LONGEST_LINE) : item.start]
    after = text[item.end : item.end + _LONGEST_LINE]
    if item.start > _LONGEST_LINE and "\n" not in before:
        return False
    lead = before.rpartition("\n")[2]
    if lead.strip().lower().startswith(_RIGHTS):
        return False
    if _leads(text, item) and _are_names(_LINE_WORDS.findall(lead)):
        return True
    rest, line_end, _ = after.partition("\n")
    if not line_end and len(after) == _LONGEST_LINE:
        return False
    return len(_LINE_WORDS.findall(lead + " " + rest)) <= 8 and not rest.rstrip().endswith((".", "!", "?"))


def _leads(text: str, item: Found) -> bool:
    """Whether an expression stands in a dateline: few words before it in its line, and a dash or bracket behind it."""
    lead = text[max(0, item.start - _LONGEST_LINE) : item.start].rpartition("\n")[2]
    after = text[item.end : item.end + _LONGEST_LINE]
    return len(_LINE_WORDS.findall(lead)) <= 5 and after.lstrip(" )").startswith(("-", "–", "—", "(", "/"))


def _are_ends(text: str, first: Found, last: Found) -> bool:
    """Whether a dash ties a date to another with a year: "3 May 1915 – 4 June 1990"."""
    dated = isinstance(last.meaning, Calendar) and "year" in last.meaning.fields
    return dated and last.start - first.end <= _DASH and text[first.end : last.start].strip() in _DASHES


_DASHES = ("-", "–", "—", "‐", "‑", "−")

_DASH = 4
"""How many characters a dash and the white space around it may have."""


def _opening_dateline(text: str, found: Sequence[Found]) -> Found | None:
    """Find the dateline that a colon ends: "LIMA – 16 June 2010: Rain fell".

    It stands at the head of the text, behind no more than a title and one line, and alone: several such lines are a
    chronology.
    """
    led = [item for item in found if isinstance(item.meaning, Calendar) and _leads_to_colon(text, item)]
    if len(led) != 1 or led[0].start > _HEAD:
        return None
    lines = [line for line in text[: led[0].start].split("\n")[:-1] if line.strip()]
    return led[0] if len(lines) <= 2 else None


_HEAD = 1000
"""How many characters the title and the line behind it may have."""


def _leads_to_colon(text: str, item: Found) -> bool:
    """Whether an expression stands between a place with its mark, at the beginning of a line, and a colon."""
    if not text[item.end : item.end + 3].lstrip(" )").startswith(":"):
        return False
    before = text[max(0, item.start - _LONGEST_LINE) : item.start]
    lead = before.rpartition("\n")[2]
    if len(lead) == _LONGEST_LINE or not lead.rstrip(" (").endswith(_MARKS):
        return False
    words = _LINE_WORDS.findall(lead)
    return 0 < len(words) <= 5 and words[0][0].isupper() and _are_names(words)


def _are_names(words: Sequence[str]) -> bool:
    """Whether words may all belong to names."""
    return not any(word[0].islower() and len(word) > _LINK for word in words)


_LINK = 3
"""Names of places have short words within them ("Rio de la Plata"), but no longer ones without a capital."""

_MARKS = (",", "-", "–", "—", "|", "/", ":")
"""What stands between the place and the date of a dateline."""


def _follows_place(text: str, item: Found) -> bool:
    """Whether only names stand before an expression in its line: "LIMA, June 16", but not "Lima ruled on June 16"."""
    words = _LINE_WORDS.findall(text[max(0, item.start - _LONGEST_LINE) : item.start].rpartition("\n")[2])
    return not any(word[0].islower() for word in words)


def infer_date(
    found: Sequence[Found],
    years: Sequence[tuple[Found, float, bool]],
    months: Sequence[tuple[Found, int, float]],
    resolve: Callable[[Calendar], Period | None],
) -> DocumentDate | None:
    """Infer an interval for the date from what the text looks back on, speaks of as present, and expects.

    What is told as past gives the first day possible. Only a year that is spoken of in the present tense, neither past
    nor ahead, is taken for the year of the document itself; then months without a year that are told as past must be
    over, and months that are expected must not have come. Without such a year the interval stays open.

    Args:
        found: the expressions.
        years: those that name a year, with the direction of their clauses and whether these are present.
        months: those that name a month without a year, with its number and the direction.
        resolve: gives the period of a calendar expression without any anchor.
    """
    if not any(isinstance(item.meaning, Relative) and item.meaning.anchor == SPEECH for item in found):
        return None
    named = [
        (period, item, way, present)
        for item, way, present in years
        if isinstance(item.meaning, Calendar) and (period := resolve(item.meaning)) is not None
    ]
    past = [(period.start, item) for period, item, way, _ in named if way < 0]
    current = [(civil(period.start)[0], item) for period, item, way, present in named if way == 0 and present]
    last = max(past, key=lambda pair: pair[0], default=None)
    if current:
        year, witness = max(current, key=lambda pair: pair[0])
        if 1900 <= year <= 2199 and (last is None or civil(last[0])[0] <= year):
            return _within_year(year, witness, months)
    if last is None:
        return None
    return DocumentDate(Period("day", last[0]), None, "inferred", ((last[1].start, last[1].end),))


def _within_year(year: int, witness: Found, months: Sequence[tuple[Found, int, float]]) -> DocumentDate:
    evidence = {(witness.start, witness.end)}
    low, high = first_day("year", year), last_day("year", year)
    over = [(month, item) for item, month, way in months if way < 0]
    if over:
        month, item = max(over, key=lambda pair: pair[0])
        low = first_day("month", year * 12 + min(month, 11))
        evidence.add((item.start, item.end))
    ahead = [(month, item) for item, month, way in months if way > 0 and month > civil(low)[1]]
    if ahead:
        month, item = min(ahead, key=lambda pair: pair[0])
        high = last_day("month", year * 12 + month - 1)
        evidence.add((item.start, item.end))
    return DocumentDate(Period("day", low), Period("day", high), "inferred", tuple(sorted(evidence)))
