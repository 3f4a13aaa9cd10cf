"""What one block shows by itself: its length, how it begins and ends, and what its words say that it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator_text.furniture import SMALL_WORDS
from annotator_text.lines import Block
from annotator_text.patterns import Verdict, verdict_of

__all__ = ["Clues", "clues_of"]

SHORT = 400
"""Code points of a block that are looked at from either end; furniture is shorter, or shows there."""

HEADING_WORDS = 22
HEADING_LENGTH = 200
PROSE_WORDS = 8
TITLE_CASE = 0.9

_FINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_OPEN_END = re.compile(r"[,;:–—-]$")
_STRAY_QUOTE = re.compile(r"\s[\"'’”]$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_OPENING = re.compile(r"[\"'“‘„«¿¡(\[#$€£]*[A-Z\d]|[\"'“‘„«¿¡(\[]*[^\W\d_a-z]")
_BULLET = re.compile(r"(?:[•●◦▪‣*·–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s?")


class Clues(NamedTuple):
    """What can be seen of one block.

    Attributes:
        block: where it stands.
        head: its text, at most `SHORT` code points of it.
        words: how many words it has (estimated from the length where it is long).
        final: it ends as sentences do.
        heading: it could be a headline: short, a capital first, no full stop.
        prose: it is surely a piece of running text.
        title_case: all words but the small ones have a capital.
        verdict: what its words say that it is; None when they say nothing.
    """

    block: Block
    head: str
    words: int
    final: bool
    heading: bool
    prose: bool
    title_case: bool
    verdict: Verdict | None


def clues_of(text: str, block: Block) -> Clues:
    """Look at one block."""
    length = block.end - block.start
    head = text[block.start : min(block.end, block.start + SHORT)]
    tail = text[max(block.start, block.end - SHORT) : block.end]
    found = _WORD.findall(head)
    words = len(found) if length <= SHORT else length * len(found) // SHORT
    final = bool(_FINAL.search(tail))
    title_case = _is_title_case(found)
    heading = (
        1 <= words <= HEADING_WORDS
        and length <= HEADING_LENGTH
        and (not final or tail[-1] in "?!" or (title_case and words >= 3))
        and _could_be_heading(head)
    )
    verdict = verdict_of(head, tail, words, length <= SHORT)
    prose = verdict is None and final and words >= PROSE_WORDS and not (heading and title_case)
    return Clues(block, head, words, final, heading, prose, title_case, verdict)


def _could_be_heading(line: str) -> bool:
    """Whether the line begins with a capital, is no item of a list, and is not visibly cut."""
    return bool(_OPENING.match(line) and not _BULLET.match(line) and not _OPEN_END.search(line) and _is_balanced(line))


def _is_balanced(line: str) -> bool:
    """Whether every quotation mark that opens also closes, as far as one line can tell."""
    return line.count('"') % 2 == 0 and line.count("“") == line.count("”") and not _STRAY_QUOTE.search(line)


def _is_title_case(words: list[str]) -> bool:
    large = [word for word in words if word.casefold() not in SMALL_WORDS]
    return len(large) >= 2 and sum(word[0].isupper() for word in large) >= TITLE_CASE * len(large)
