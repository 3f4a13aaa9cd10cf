"""Inside a quotation "today" is the day on which it was said: "We met today," he said on Monday."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from annotator_dates.clocks import is_day
from annotator_dates.meaning import SPEECH, Calendar, Meaning, Relative
from annotator_dates.scanner import Found
from annotator_dates.sentences import in_one_sentence, is_said

__all__ = ["days_of_speech"]

_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|``(?:(?!``)[^\n])*?''|«[^«»\n]*»")
_LONGEST = 500
"""How many characters of its line before and after an expression are looked at."""

_REACH = 80
"""How many characters may lie between a quotation and the day on which it was said."""


def days_of_speech(text: str, found: Sequence[Found], lists: Mapping[str, frozenset[str]]) -> dict[int, int]:
    """Return for each expression that counts days inside a quotation the number of the date that says when it was said.

    The date stands outside, after or before the quotation, in the same sentence, with a verb of saying
    (``reportverbs``) between the two.

    Args:
        text: the text.
        found: its expressions in order.
        lists: the lists of words of the language.
    """
    days: dict[int, int] = {}
    for place, item in enumerate(found):
        quotation = _quotation(text, item) if _counts_days(item.meaning) else None
        if quotation is None:
            continue
        start, end = quotation
        after = next((n for n in range(place + 1, len(found)) if found[n].start >= end), None)
        before = next((n for n in range(place - 1, -1, -1) if found[n].end <= start), None)
        for other, low, high in ((after, end, 0), (before, 0, start)):
            if other is None or not is_day(found[other].meaning):
                continue
            between = text[low or found[other].end : high or found[other].start]
            if in_one_sentence(between, _REACH) and is_said(between, lists):
                days[place] = other
                break
    return days


def _counts_days(meaning: Meaning) -> bool:
    if isinstance(meaning, Relative):
        return meaning.unit == "day" and meaning.anchor == SPEECH
    return isinstance(meaning, Calendar) and "part" in meaning.fields and meaning.toward is not None


def _quotation(text: str, item: Found) -> tuple[int, int] | None:
    """Return the quotation around an expression, both ends of which are in its line."""
    first = max(text.rfind("\n", 0, item.start) + 1, item.start - _LONGEST)
    last = text.find("\n", item.end, item.end + _LONGEST)
    for match in _QUOTED.finditer(text, first, last if last >= 0 else item.end + _LONGEST):
        if match.start() < item.start and item.end < match.end():
            return match.span()
    return None
