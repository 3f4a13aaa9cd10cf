"""What the model reads of a text: the pieces of each token, and the shape that its letters have lost on the way.

The vocabulary of the model knows no capital letters, so the letter case of each token goes in beside the pieces,
together with what stands before the token: nothing, a space, or a line break.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["CASES", "SHAPES", "Encoded", "Ints", "case_of", "encode"]

Ints: TypeAlias = NDArray[np.int64]

CASES = ("no letter", "lower", "initial capital", "one capital", "all capitals", "mixed")
"""What the case of a token's letters may be."""

GAPS = 3
"""What may stand before a token: nothing, white space, a line break."""

SHAPES = len(CASES) * GAPS
"""How many shapes there are; a shape is ``case * GAPS + gap``."""

UNKNOWN = "[UNK]"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Encoded:
    """The tokens of a text as the model reads them.

    Attributes:
        ids: the vocabulary number of each piece.
        shapes: the shape of each piece, which is its token's.
        first: for each token the place of its first piece, and at the end the number of pieces.
    """

    ids: Ints
    shapes: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.first) - 1


@lru_cache(maxsize=1 << 16)
def case_of(token: str) -> int:
    """Return the place in `CASES` of what the letters of the token are.

    Example:
        >>> [CASES[case_of(token)] for token in ("1990", "river", "River", "U.S.", "McRiver")]
        ['no letter', 'lower', 'initial capital', 'all capitals', 'mixed']
    """
    letters = [character for character in token if character.isalpha()]
    capitals = sum(map(str.isupper, letters))
    if not letters:
        return 0
    if not capitals:
        return 1
    if capitals == len(letters):
        return 3 if capitals == 1 else 4
    return 2 if capitals == 1 and letters[0].isupper() else 5


def encode(tokenizer: Tokenizer, text: str, spans: Sequence[tuple[int, int]]) -> Encoded:
    """Encode the tokens of a text.

    Args:
        tokenizer: splits words into pieces of the vocabulary.
        text: the text.
        spans: start and end of each token, in code points, in the order of the text.
    """
    tokens = [text[start:end] for start, end in spans]
    encoding = tokenizer.encode(
        [_SURROGATE.sub("\ufffd", token) for token in tokens], is_pretokenized=True, add_special_tokens=False
    )
    words = np.array(encoding.word_ids, dtype=np.int64)
    counts = np.bincount(words, minlength=len(tokens)) if len(words) else np.zeros(len(tokens), dtype=np.int64)
    ids = np.array(encoding.ids, dtype=np.int64)
    if (empty := np.flatnonzero(counts == 0)).size:  # nothing but control characters: a piece that says so
        unknown = tokenizer.token_to_id(UNKNOWN)
        ids = np.insert(ids, np.searchsorted(words, empty), unknown)
        counts = np.maximum(counts, 1)
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    shapes = np.array([case_of(t) * GAPS for t in tokens], dtype=np.int64) + _gaps(text, spans)
    return Encoded(ids, np.repeat(shapes, counts), first)


def _gaps(text: str, spans: Sequence[tuple[int, int]]) -> Ints:
    gaps = np.zeros(len(spans), dtype=np.int64)
    before = 0
    for place, (start, end) in enumerate(spans):
        if start > before:
            gaps[place] = 2 if "\n" in text[before:start] or "\r" in text[before:start] else 1
        before = end
    if len(gaps):
        gaps[0] = 2
    return gaps
