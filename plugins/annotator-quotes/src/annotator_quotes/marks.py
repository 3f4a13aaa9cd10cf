"""Quotation marks: which ones open, which ones close, and which belong together.

Marks are never paired blindly. A block is read from left to right with a stack of open marks. A curly mark says itself
whether it opens or closes; a straight one is told by the white space and punctuation at its sides, and by what is
open. An apostrophe is no mark. What is still open at the end of a block is a quotation if it opened the block, or if
the next block goes on with a mark (a quotation over several paragraphs); else it ends with its sentence.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Quotation", "closes_later", "quotations"]


class Quotation(NamedTuple):
    """A stretch of text in quotation marks; both marks are inside.

    Attributes:
        start, end: offsets, half-open.
        closed: whether there is a closing mark; without one the quotation runs on in the next block.
        depth: 0 when it stands in no other quotation.
    """

    start: int
    end: int
    closed: bool
    depth: int


_MARK = re.compile(r"""(?<=\S)'(?=''(?!'))|``|''|["“”„‟«»‹›‘’‚‛'`]""")
_CLOSERS = {
    "“": ("”", "“", '"'), "”": ("”",), "„": ("“", "”", "‟"), "‟": ("”",), '"': ('"', "”"), "``": ("''",), "''": ("''",),
    "«": ("»",), "»": ("«",), "‹": ("›",), "›": ("‹",),
    "‘": ("’",), "‚": ("‘", "’"), "‛": ("’",), "'": ("'", "’"), "`": ("'", "’"),
}  # fmt: skip
_LEVEL = {"‘": 1, "’": 1, "‚": 1, "‛": 1, "'": 1, "`": 1, "‹": 1, "›": 1}
_OPENS_AFTER = "([{—–-/:="
_DEEPEST = 3
_LONGEST_SINGLE = 400
"""Single marks that stand farther apart than this, in code points, are taken for apostrophes."""


class _Open(NamedTuple):
    mark: str
    at: int


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Return the quotations of the block ``text[start:end]``, outer ones first where they start together.

    A quotation that is not closed reaches to the end of the block; only one that opens the block, or that opens after
    the last closed one and no longer single mark, is returned so.
    """
    found: list[Quotation] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        opens, closes = _sides(text, mark, at, start, end)
        if closes and _close(text, mark, match.end(), stack, found):
            continue
        if opens:
            if any(opened.mark == mark for opened in stack):  # the earlier one was never closed
                del stack[next(n for n, opened in enumerate(stack) if opened.mark == mark) :]
            if len(stack) < _DEEPEST:
                stack.append(_Open(mark, at))
    for depth, (mark, at) in enumerate(stack):
        if mark not in _LEVEL:
            found.append(Quotation(at, end, False, depth))
            break
    found.sort(key=lambda q: (q.start, -q.end))
    return _nested(found)


def closes_later(text: str, quotation: Quotation, start: int, end: int) -> int | None:
    """Return where a quotation that an earlier block left open is closed in the block ``text[start:end]``.

    None when the block has no mark of that family, -1 when its first one opens.
    """
    family = _family(text, quotation.start)
    for match in _MARK.finditer(text, start, end):
        if match.group() in family:
            opens, closes = _sides(text, match.group(), match.start(), start, end)
            return match.end() if closes and not opens and match.group() in _CLOSERS[family[0]] else -1
    return None


def _family(text: str, at: int) -> tuple[str, ...]:
    """Return the marks that a quotation from ``at`` on may open or close with, the opening one first."""
    opening = text[at : at + 2] if text[at : at + 2] in _CLOSERS else text[at]
    return (opening, *_CLOSERS[opening])


def _sides(text: str, mark: str, at: int, start: int, end: int) -> tuple[bool, bool]:
    """Whether a mark may open, and whether it may close, by its shape and its neighbours."""
    after = at + len(mark)
    left = text[at - 1] if at > start else " "
    right = text[after] if after < end else " "
    if mark in "«»‹›" and left.isspace() and right.isspace():  # set off on both sides, as French does
        return mark in "«‹", True
    if mark in "“„«‹‘‚‟‛" or mark in ("``", "`"):
        return not right.isspace() and not (
            mark == "‘" and left.isalnum()
        ), mark in "“‘«‹" and not left.isspace() and not right.isalnum()
    free_left = left.isspace() or left in _OPENS_AFTER or left in "“‘\"'«„"
    free_right = right.isspace() or not right.isalnum()
    if mark in "”»›":
        return mark in "»›" and free_left and not right.isspace(), True
    if mark in ("’", "'"):
        return mark == "'" and free_left and right.isalnum(), free_right and not left.isspace()
    if mark == "''":
        return free_left and not right.isspace(), True
    return free_left and not right.isspace(), free_right or not free_left


def _close(text: str, mark: str, after: int, stack: list[_Open], found: list[Quotation]) -> bool:
    """Close the innermost open quotation that the mark fits; whether there was one."""
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth]
        if mark not in _CLOSERS[opened.mark]:
            if opened.mark not in _LEVEL:
                return False
            continue
        if opened.mark in _LEVEL and (after - opened.at > _LONGEST_SINGLE or _is_plural(text, mark, after)):
            return False
        if after - opened.at <= 2:
            return False
        del stack[depth:]
        found.append(Quotation(opened.at, after, True, depth))
        return True
    return False


def _is_plural(text: str, mark: str, after: int) -> bool:
    """Whether a single mark is rather the apostrophe of a possessive plural: "the ministers' plan"."""
    return (
        mark in "’'" and text[after - 2 : after - 1] == "s" and text[after : after + 1] == " "
        and text[after + 1 : after + 2].islower()
    )  # fmt: skip


def _nested(found: list[Quotation]) -> list[Quotation]:
    """Give each quotation the number of those it stands in."""
    out: list[Quotation] = []
    around: list[int] = []
    for quotation in found:
        while around and around[-1] <= quotation.start:
            around.pop()
        if around and around[-1] < quotation.end:  # crosses an unclosed one: it is no quotation of its own
            continue
        out.append(quotation._replace(depth=len(around)))
        around.append(quotation.end)
    return out
