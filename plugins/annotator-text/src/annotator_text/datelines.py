"""Datelines (place, date and agency at the beginning of a paragraph) and time stamps (when a page was published)."""

from __future__ import annotations

import re

from annotator_text.furniture import BYLINE_WORDS, TIME_WORDS
from annotator_text.lines import Block

__all__ = ["dateline_end", "find_timestamp", "is_dateline"]

LONGEST_DATELINE = 150
LONGEST_STAMPED_LINE = 160

_CAPS = r"[A-Z][A-Z.'’\-]+"
_NAME = r"[A-Z][\w.'’\-]*"
_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
_REGION = rf"(?: ,\s{_NAME}(?:[ ]{_NAME}){{0,2}} ){{0,2}}?"
_AGENCY = r"\s? (?: \( [^()]{2,40} \) | / [^/]{2,40} / )"
_DASH = r"(?: \s*(?:—|–|--|_) | \s-(?=\s|$) )"

_DATELINE = re.compile(
    rf"""
    (?: {_CAPS} (?:[ /]{_CAPS}){{0,4}} {_REGION} (?:,\s{_DATE})? (?:{_AGENCY})?       # LIMA, May 3 (Agency) --
      | {_NAME} (?:[ ]{_NAME}){{0,3}} {_REGION} (?: ,\s{_DATE} (?:{_AGENCY})? | {_AGENCY} )   # Lima (Agency) --
    ) {_DASH}
    """,
    re.VERBOSE,
)
_COLON_DATELINE = re.compile(rf"{_CAPS}(?:[ /]{_CAPS}){{0,2}}(?:/[A-Z][a-z]+)?:(?=\s)")
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATED?|EXCLUSIVE|WATCH|READ|VIDEO|PHOTOS?|LIVE|NEWS|ANALYSIS|OPINION|CORRECTION|NOTE|FILE|WARNING|BY"
    r"|MORE|RELATED|ALSO|QUESTION|ANSWER|INTERVIEWER|NEW|FACTBOX|TIMELINE|EXPLAINER|EDITORIAL)\b"
)
"""Words in capitals with which a line may begin that has no dateline."""

_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\b\d{1,4}([./-])\d{1,2}\1\d{2,4}\b|\b\d{4}年")
_YEAR_OR_AGO = re.compile(r"\b\d{4}\b|\bago\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_NO_LETTERS = re.compile(r"[\d\s.,:;/|()•·+–—\-\[\]]*")
_BY = re.compile(
    rf"\s*[\s,|•·/–—-]\s*(?:{'|'.join(map(re.escape, sorted(BYLINE_WORDS, key=len, reverse=True)))})\b", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*(?:[|•·/–—]|\s-\s|,\s|\son\s)\s*")


def is_dateline(line: str) -> bool:
    """Whether a line is a dateline and nothing else."""
    return bool(_DATELINE.fullmatch(line)) and not _NO_PLACE.match(line)


def dateline_end(text: str, block: Block, first: bool) -> int:
    """Return where the dateline at the beginning of a paragraph ends, the start of the block when there is none.

    Args:
        text: the text.
        block: the paragraph.
        first: it is the first paragraph of the article, where also ``PLACE:`` counts.
    """
    stop = min(block.end, block.start + LONGEST_DATELINE)
    if _NO_PLACE.match(text, block.start, stop):
        return block.start
    match = _DATELINE.match(text, block.start, stop)
    if not match and first:
        match = _COLON_DATELINE.match(text, block.start, stop)
    return match.end() if match and match.end() < block.end else block.start


def find_timestamp(line: str) -> tuple[int, int] | None:
    """Return where in a line its time stamp stands, None if there is none.

    It is all of the line, or its end after a separator, or its beginning before ``by``.
    """
    if len(line) > LONGEST_STAMPED_LINE or not any(c.isdigit() for c in line):
        return None
    starts = [0, *(match.end() for match in _SEPARATOR.finditer(line))]
    stamps = [(start, len(line)) for start in starts]
    stamps += [(0, match.start()) for match in _BY.finditer(line)]
    return next((stamp for stamp in stamps if _is_timestamp(line[slice(*stamp)])), None)


def _is_timestamp(line: str) -> bool:
    """Whether the line is made of numbers and words of time, and of nothing else."""
    words = [word.casefold() for word in _LETTERS.findall(line)]
    if not all(word in TIME_WORDS for word in words) or not _NO_LETTERS.fullmatch(_LETTERS.sub("", line)):
        return False
    dated = any(len(word) > 2 for word in words) and _YEAR_OR_AGO.search(line)
    return bool(_CLOCK.search(line) or _NUMERIC_DATE.search(line) or dated)
