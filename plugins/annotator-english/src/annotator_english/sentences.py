"""Sentences that can hold no name: they are not read, which saves a tenth to a fifth of the work.

A name in English has a capital. A sentence whose one capital is that of its first word, and whose first word is one
that begins sentences and no names, holds none. Text without any capitals is no such sentence: it is read as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator_english.encoding import CASES, case_of

__all__ = ["OPENINGS", "can_hold_names", "worth_reading"]

LOWER = CASES.index("lower")
CAPITAL = {CASES.index("initial capital"), CASES.index("one capital")}

OPENINGS = frozenset(
    """
    a an the this that these those such both each every all any no some many most several few more other others another
    i you he she it we they my your his her its our their there here one two three
    and but or nor so yet for if when while as because since although though unless until once whether
    after before during despite among about above across against along around at behind below beyond by down from in
    inside into like near of off on onto out outside over since through to toward towards under up upon with within
    without what who whom whose which where why how
    also then now still just even only not never often sometimes however instead meanwhile moreover therefore thus
    otherwise perhaps maybe again almost nearly later earlier today yesterday tomorrow soon
    is are was were be been has have had do does did can could will would may might must shall should let
    """.split()  # noqa: SIM905 - a list of words is read more easily as lines
)
"""Words, in small letters, that often begin a sentence and never a name that has no other capital."""


def worth_reading(tokens: Sequence[str], breaks: Sequence[int]) -> list[int]:
    """Return the numbers of the tokens that stand in sentences that can hold names.

    Args:
        tokens: the words and marks of a text.
        breaks: the tokens at which sentences begin, rising; the first token need not be named.
    """
    edges = [0, *(b for b in breaks if 0 < b < len(tokens)), len(tokens)]
    return [token for start, end in pairwise(edges) if can_hold_names(tokens[start:end]) for token in range(start, end)]


def can_hold_names(sentence: Sequence[str]) -> bool:
    """Whether a sentence has to be read; in doubt it has."""
    words = _words(sentence)
    first = next(words, None)
    if first is None:
        return False
    if case_of(first) not in CAPITAL or first.lower() not in OPENINGS:
        return True
    return any(not word.isascii() or (case_of(word) > LOWER and word != "I") for word in words)


def _words(sentence: Sequence[str]) -> Iterator[str]:
    return (token for token in sentence if case_of(token))  # the first of the cases is that of no letters
