"""Windows: the stretches of a text that the model reads at a time.

Whole sentences are packed into a window while they fit. A sentence that does not fit is cut between tokens, and each
cut is read with context on both sides. Every token is decided in exactly one window.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator_english.encoding import Ints

__all__ = ["CONTEXT", "LIMIT", "Window", "windows"]

LIMIT = 126
"""Pieces in a window at most, without the two marks at its ends."""

CONTEXT = 24
"""Pieces of context at least asked for on either side of a cut, where the sentence has them."""


@dataclass(frozen=True)
class Window:
    """A stretch of tokens to read, and the stretch in it to decide; numbers of tokens, half-open."""

    start: int
    end: int
    first: int
    last: int


def windows(first: Ints, breaks: Sequence[int], limit: int = LIMIT, context: int = CONTEXT) -> Iterator[Window]:
    """Yield the windows of a text, in order.

    Args:
        first: the place of each token's first piece, and the number of pieces, as in `Encoded`.
        breaks: the tokens at which sentences begin, rising; the first token need not be named.
        limit: pieces in a window; more than twice the context, and than the context and the longest token together.
        context: pieces of context on either side of a cut.
    """
    count = len(first) - 1
    edges = [0, *(b for b in breaks if 0 < b < count), count]
    start = 0
    for here, after in pairwise(edges):
        if first[after] - first[start] <= limit:
            continue
        if start < here:
            yield Window(start, here, start, here)
            start = here
        if first[after] - first[here] > limit:
            yield from _cut(first, here, after, limit, context)
            start = after
    if start < count:
        yield Window(start, count, start, count)


def _cut(first: Ints, start: int, end: int, limit: int, context: int) -> Iterator[Window]:
    """Cut one long sentence; each step decides at least one token."""
    done = start
    while done < end:
        left = _back(first, done, start, context)
        right = _forward(first, left, end, limit)
        last = end if right == end else max(_back(first, right, done, context), done + 1)
        yield Window(left, right, done, last)
        done = last


def _back(first: Ints, token: int, stop: int, pieces: int) -> int:
    """Return the earliest token from which no more than so many pieces lead to the token."""
    place = int(first.searchsorted(first[token] - pieces))
    return min(max(place, stop), token)


def _forward(first: Ints, token: int, stop: int, pieces: int) -> int:
    """Return the last token to which no more than so many pieces lead."""
    place = int(first.searchsorted(first[token] + pieces, side="right")) - 1
    return min(max(place, token + 1), stop)
