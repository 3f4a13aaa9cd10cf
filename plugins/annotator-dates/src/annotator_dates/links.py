"""Lengths of time tied to the dates at which they begin or end: "ten days from 3 May until 12 May"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from annotator_dates.resolver import Resolved
from annotator_dates.scanner import Found

__all__ = ["limits"]

_WORD = re.compile(r"\w+|[^\w\s]")
_GAP = 24


def limits(
    text: str, found: Sequence[Found], resolved: Sequence[Resolved], lists: Mapping[str, frozenset[str]]
) -> Iterator[tuple[int, str, int]]:
    """Yield which duration begins or ends at which date: its number, ``begin`` or ``end``, the number of the date.

    Args:
        text: the text.
        found: its expressions in order.
        resolved: what became of them.
        lists: the words that lead in a beginning and an end (``beginleads``, ``endleads``).
    """
    for place, each in enumerate(resolved):
        if each.label != "DURATION":
            continue
        after = place + 1
        for role in ("begin", "end"):
            if after < len(found) and resolved[after].label in ("DATE", "TIME"):
                gap = text[found[after - 1].end : found[after].start]
                words = [word.lower() for word in _WORD.findall(gap)] if len(gap) <= _GAP else []
                if words and words[0] in lists[role + "leads"] and all(w in lists["leadskips"] for w in words[1:]):
                    yield place, role, after
                    after += 1
