"""Lengths and sets tied to dates: "ten days from 3 May until 12 May", "every Tuesday in May 2020"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annotator_dates.calendars import UNIT_GRAINS
from annotator_dates.meaning import Duration, Every, Meaning, finest
from annotator_dates.parts import moved
from annotator_dates.periods import Period, iso_day
from annotator_dates.resolver import Resolved
from annotator_dates.scanner import Found
from annotator_dates.sentences import STOP, in_one_sentence, is_said

__all__ = ["bound", "limits"]

_WORD = re.compile(r"\w+|[^\w\s]")
_GAP = 24
_CLAUSE = 100
"""How many characters may lie between a set and the date that opens its sentence."""


def limits(
    text: str, found: Sequence[Found], resolved: Sequence[Resolved], lists: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, str, int]]:
    """Yield which length or set begins or ends at which date: its number, ``begin`` or ``end``, the number of the date.

    Args:
        text: the text.
        found: its expressions in order.
        resolved: what became of them.
        lists: the words that lead in a beginning and an end (``beginleads``, ``endleads``).
    """
    for place, each in enumerate(resolved):
        if each.label not in ("DURATION", "SET"):
            continue
        after = place + 1
        if _is_begun(text, found, resolved, place, lists):
            yield place, "begin", after
            continue
        for role in ("begin", "end"):
            if after < len(found) and resolved[after].label in ("DATE", "TIME"):
                words = _between(text, found, after)
                if words and words[0] in lists[role + "leads"] and all(w in lists["leadskips"] for w in words[1:]):
                    yield place, role, after
                    after += 1


def bound(
    text: str,
    found: Sequence[Found],
    resolved: Sequence[Resolved],
    tied: Sequence[tuple[int, str, int]],
    lists: Mapping[str, frozenset[str]],
) -> None:
    """Give bounds to lengths and sets that are tied to dates, or that a date frames ("every Tuesday in May 2020").

    Args:
        text: the text.
        found: its expressions in order.
        resolved: what became of them; lengths and sets get ``earliest`` and ``latest``.
        tied: what `limits` yields.
        lists: the words that put a set into a frame (``setframes``).
    """
    ends: dict[int, dict[str, Resolved]] = {}
    for place, role, other in tied:
        ends.setdefault(place, {})[role] = resolved[other]
    for place, each in enumerate(resolved):
        if place in ends:
            begin, end = ends[place].get("begin"), ends[place].get("end")
            _set_bounds(each, *_tied_bounds(found[place].meaning, begin, end))
        elif each.label == "SET":
            behind = _frame(text, found, resolved, place, lists)
            frame = behind or _frame_before(text, found, resolved, place, lists)
            if frame is not None:
                _set_bounds(each, frame[0].earliest, frame[1].latest)


def _set_bounds(resolved: Resolved, earliest: str, latest: str) -> None:
    if not (earliest and latest) or earliest[:10] <= latest[:10]:
        resolved.earliest, resolved.latest = earliest, latest


def _tied_bounds(meaning: Meaning, begin: Resolved | None, end: Resolved | None) -> tuple[str, str]:
    """Return the bounds of something that begins or ends at a date; an exact length gives the side that is not told."""
    earliest, latest = begin.earliest if begin else "", end.latest if end else ""
    if isinstance(meaning, Duration) and len(meaning.parts) == 1 and not meaning.mod and not meaning.others:
        amount, unit = meaning.parts[0]
        if begin and not end and begin.period and begin.earliest and amount is not None:
            day = moved(begin.period.end, unit, amount)
            latest = iso_day(day) if day is not None else latest
        if end and not begin and end.period and end.latest and amount is not None:
            day = moved(end.period.start, unit, -amount)
            earliest = iso_day(day) if day is not None else earliest
    return earliest, latest


def _frame(
    text: str, found: Sequence[Found], resolved: Sequence[Resolved], place: int, lists: Mapping[str, frozenset[str]]
) -> tuple[Resolved, Resolved] | None:
    """Return the first and the last of the dates that frame a set: one, or two that one word joins."""
    after = place + 1
    words = _between(text, found, after) if after < len(found) else None
    if words is None or not (set(words) <= lists["setframes"] | lists["leadskips"]) or "," in words:
        return None
    period = resolved[after].period
    if resolved[after].label != "DATE" or period is None or not _is_larger(period, found[place].meaning):
        return None
    last = after + 1
    joined = last < len(found) and resolved[last].label == "DATE" and len(_between(text, found, last) or "--") == 1
    return resolved[after], resolved[last if joined else after]


def _frame_before(
    text: str, found: Sequence[Found], resolved: Sequence[Resolved], place: int, lists: Mapping[str, frozenset[str]]
) -> tuple[Resolved, Resolved] | None:
    """Return the date that opens the sentence and frames a set in it: "In May 2020 the choir met every Tuesday"."""
    if place == 0 or resolved[place - 1].label != "DATE":
        return None
    date, period = found[place - 1], resolved[place - 1].period
    gap = text[date.end : found[place].start]
    if period is None or not in_one_sentence(gap, _CLAUSE) or is_said(gap, lists):
        return None
    if not _is_larger(period, found[place].meaning):
        return None
    lead = STOP.split(text[max(0, date.start - _GAP) : date.start])[-1].split()
    opens = 1 <= len(lead) <= 2 and lead[0].lower() in lists["setframes"] and lead[0][0].isupper()
    return (resolved[place - 1], resolved[place - 1]) if opens else None


def _is_begun(
    text: str, found: Sequence[Found], resolved: Sequence[Resolved], place: int, lists: Mapping[str, frozenset[str]]
) -> bool:
    """Whether a length begins at the date after it by the verb before it: "she began a three-year term in 2019"."""
    if place + 1 >= len(found) or resolved[place + 1].label != "DATE":
        return False
    before = [word.lower() for word in _WORD.findall(text[max(0, found[place].start - _GAP) : found[place].start])]
    words = _between(text, found, place + 1) or []
    tied = 2 <= len(words) <= 3 and words[-1] in lists["beginins"] and all(word.isalpha() for word in words)
    return tied and not lists["beginverbs"].isdisjoint(before[-2:])


def _between(text: str, found: Sequence[Found], place: int) -> list[str] | None:
    """Return the words between an expression and the one before it, None when they lie too far apart."""
    gap = text[found[place - 1].end : found[place].start]
    return [word.lower() for word in _WORD.findall(gap)] if len(gap) <= _GAP else None


_CYCLES = {"weekday": "week", "part": "week", "weekend": "week", "hour": "day"}


def _is_larger(period: Period, meaning: Meaning) -> bool:
    """Whether a period is larger than that in which a set comes again."""
    if not isinstance(meaning, Every):
        return False
    what = meaning.what
    unit = what.parts[0][1] if isinstance(what, Duration) else _CYCLES.get(finest(what), "year")
    unit = "day" if unit in ("hour", "minute", "second") else unit
    if period.last is not None:
        return unit in ("day", "week")
    return unit in UNIT_GRAINS and UNIT_GRAINS.index(period.grain) > UNIT_GRAINS.index(unit)
