"""Lines, and the blocks that they make: a line each, or a paragraph that was wrapped to a fixed width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

__all__ = ["BLANK", "Block", "find_blocks", "trim"]

BLANK = re.compile(r"[\s\ufeff\u200b\u2060]*")
"""White space (NO-BREAK SPACE too) and what takes no room: byte order mark, zero width space, word joiner."""

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_WORD = re.compile(r"\S+")
_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")

WRAP_WIDTHS = range(50, 101)
"""Column numbers at which people and programs wrap plain text; 72 to 80 are the usual ones."""

CONTINUED = 2
"""So many lines must visibly go on in the next one before a text counts as wrapped."""

FILLED = 0.75
"""So large a share of the breaks inside paragraphs must be forced by the width."""


class Block(NamedTuple):
    """A stretch of the text that stands by itself: ``text[start:end]``, without white space at the edges.

    Attributes:
        start: code point offset.
        end: code point offset, exclusive.
        gap: a blank line, or nothing at all, stands before it.
    """

    start: int
    end: int
    gap: bool


class _Line(NamedTuple):
    start: int
    end: int
    gap: bool
    indent: int


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return ``start:end`` without the blanks at both edges; an empty range when there is nothing else."""
    start = min(_skip(text, start, end), end)
    while end > start and (text[end - 1].isspace() or text[end - 1] in "\ufeff\u200b\u2060"):
        end -= 1
    return start, end


def _skip(text: str, start: int, end: int) -> int:
    match = BLANK.match(text, start, end)
    return match.end() if match else start


def find_blocks(text: str) -> list[Block]:
    """Return the blocks of a text in order; together they hold all of it but blanks."""
    lines = list(_find_lines(text))
    width = _wrap_width(text, lines)
    blocks: list[Block] = []
    for i, line in enumerate(lines):
        if width and blocks and _goes_on(text, lines[i - 1], line, width):
            blocks[-1] = blocks[-1]._replace(end=line.end)
        else:
            blocks.append(Block(line.start, line.end, line.gap))
    return blocks


def _find_lines(text: str) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    last = -1
    for match in _LINE.finditer(text):
        start, end = trim(text, *match.span())
        if start < end:
            ends = text[last:start].replace("\r\n", "\n") if last >= 0 else "\n\n"
            yield _Line(start, end, sum(c in "\n\r\v\f\x85\u2028\u2029" for c in ends) > 1, start - match.start())
            last = end


def _wrap_width(text: str, lines: list[_Line]) -> int:
    """Return the width that the text was wrapped to, 0 when it was not."""
    breaks = [(a, b) for a, b in pairwise(lines) if not b.gap]
    width = max((a.end - a.start + a.indent for a, _ in breaks), default=0)
    if width not in WRAP_WIDTHS:
        return 0
    continued = sum(text[b.start].islower() and not _FINAL.search(text, a.start, a.end) for a, b in breaks)
    filled = sum(_is_filled(text, a, b, width) for a, b in breaks)
    return width if continued >= CONTINUED and filled >= FILLED * len(breaks) else 0


def _is_filled(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Whether the first word of the following line had no room in this one."""
    word = _WORD.match(text, following.start, following.end)
    return line.end - line.start + line.indent + 1 + (word.end() - word.start() if word else 0) > width


def _goes_on(text: str, line: _Line, following: _Line, width: int) -> bool:
    return not following.gap and following.indent <= line.indent and _is_filled(text, line, following, width)
