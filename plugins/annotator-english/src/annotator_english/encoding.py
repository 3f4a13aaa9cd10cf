"""What the model reads of a text: the pieces of each token, and the shape that its letters have lost on the way.

The vocabulary of the model knows no capital letters, so the letter case of each token goes in beside the pieces,
together with what stands before the token: nothing, a space, or a line break.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotator_english.pieces import Pieces

__all__ = ["CASES", "GAPS", "LOWER", "SHAPES", "Encoded", "Ints", "case_of", "encode", "staying"]

Ints: TypeAlias = NDArray[np.int64]

CASES = ("no letter", "lower", "initial capital", "one capital", "all capitals", "mixed")
"""What the case of a token's letters may be."""

LOWER = CASES.index("lower")

GAPS = 3
"""What may stand before a token: nothing, white space, a line break."""

NEAR = 2
"""So many tokens to either side of a capital are near it; 99.8 % of the words in names are."""

SHAPES = len(CASES) * GAPS
"""How many shapes there are; a shape is ``case * GAPS + gap``."""


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


def encode(pieces: Pieces, text: str, spans: Sequence[tuple[int, int]]) -> Encoded:
    """Encode the tokens of a text.

    Args:
        pieces: the vocabulary of the model.
        text: the text.
        spans: start and end of each token, in code points, in the order of the text.
    """
    tokens = [text[start:end] for start, end in spans]
    parts = [pieces.of(token) for token in tokens]
    counts = np.fromiter(map(len, parts), dtype=np.int64, count=len(parts))
    ids = np.fromiter(chain.from_iterable(parts), dtype=np.int64, count=int(counts.sum()))
    cases = np.fromiter(map(case_of, tokens), dtype=np.int64, count=len(tokens))
    first = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return Encoded(ids, np.repeat(cases * GAPS + _gaps(text, spans), counts), first)


def staying(shapes: Ints) -> NDArray[np.bool_]:
    """Return for each token of a window whether the model reads it to the end: near a capital letter.

    Most words of news are far from any name, and a few layers are enough to tell. What stays are the tokens with a
    capital and those `NEAR` one; without any capital in the window all do.

    Args:
        shapes: the shape of each token.
    """
    capital = shapes >= (LOWER + 1) * GAPS
    stays = capital.copy()
    for steps in range(1, NEAR + 1):
        stays[steps:] |= capital[:-steps]
        stays[:-steps] |= capital[steps:]
    return stays if stays.any() else ~stays


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
