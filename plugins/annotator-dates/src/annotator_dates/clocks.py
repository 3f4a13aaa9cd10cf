"""Clock times without a day that take it from a date in the same sentence: "at 3 p.m. the council met, on Tuesday"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotator_dates.meaning import SPEECH, Calendar, Meaning, Relative, finest
from annotator_dates.scanner import Found
from annotator_dates.sentences import WORD, in_one_sentence, is_said

__all__ = ["dates_first", "days_of_clocks", "is_day"]

_FARTHEST = 100
"""How many characters may lie between a clock time and its day."""


def days_of_clocks(text: str, found: Sequence[Found], lists: Mapping[str, frozenset[str]]) -> dict[int, int]:
    """Return for each clock time that has no day itself the number of the date in its sentence that names the day.

    The nearer of the two dates beside it counts. A date that follows a verb of saying (``reportverbs``) tells when
    something was said, and does not count; nor does one behind the clock time when such a verb lies between.

    Args:
        text: the text.
        found: its expressions in order.
        lists: the lists of words of the language.
    """
    days: dict[int, int] = {}
    for place, item in enumerate(found):
        if not _is_bare_clock(item.meaning):
            continue
        beside = [
            (gap, other)
            for step in (-1, 1)
            if (other := _beside(found, place, step)) is not None
            and (gap := _gap(text, found[min(place, other)], found[max(place, other)])) is not None
            and not _reports(text, found[other].start, lists)
            and not (step > 0 and is_said(text[item.end : found[other].start], lists))
        ]
        if beside:
            days[place] = min(beside)[1]
    return days


def dates_first(count: int, days: Mapping[int, int]) -> Iterator[int]:
    """Yield the numbers of all expressions in their order, but each date before the clock times that need it."""
    done = set()
    for place in range(count):
        for each in (days.get(place, place), place):
            if each not in done:
                done.add(each)
                yield each


def _is_bare_clock(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, Calendar)
        and meaning.fields.keys() <= {"hour", "minute", "second", "zone", "later"}
        and "hour" in meaning.fields
        and meaning.frame is None
        and meaning.toward is None
        and meaning.anchor == SPEECH
    )


def is_day(meaning: Meaning) -> bool:
    """Whether a meaning is a single day, or a part of one."""
    if isinstance(meaning, Relative):
        return meaning.unit == "day" and not meaning.mod
    if not isinstance(meaning, Calendar) or meaning.mod:
        return False
    if finest(meaning) == "part":
        return bool(meaning.frame or meaning.fields.keys() & {"day", "weekday"})
    return finest(meaning) in ("day", "weekday", "holiday")


def _beside(found: Sequence[Found], place: int, step: int) -> int | None:
    """Return the number of the date beside a clock time, if only clock times lie between."""
    place += step
    while 0 <= place < len(found) and _is_bare_clock(found[place].meaning):
        place += step
    return place if 0 <= place < len(found) and is_day(found[place].meaning) else None


def _gap(text: str, first: Found, second: Found) -> int | None:
    between = text[first.end : second.start]
    return len(between) if in_one_sentence(between, _FARTHEST) else None


def _reports(text: str, start: int, lists: Mapping[str, frozenset[str]]) -> bool:
    words = [word.lower() for word in WORD.findall(text[max(0, start - 40) : start])]
    while words and words[-1] in lists["leadskips"]:
        words.pop()
    return bool(words) and words[-1] in lists["reportverbs"]
