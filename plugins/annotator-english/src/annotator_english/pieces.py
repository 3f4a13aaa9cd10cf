"""Word pieces: how words that the vocabulary does not hold are put together from parts that it does.

This is the uncased WordPiece of BERT (Devlin et al. 2019): letters are lowered and lose their accents, marks and
ideographs stand alone, and each word is cut, from its beginning, into the longest parts that the vocabulary has.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

__all__ = ["Pieces"]

UNKNOWN = "[UNK]"
LONGEST = 100
"""Code points in a token at most, and pieces; a longer one is unknown."""

CACHED = 1 << 16

_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F), (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Pieces:
    """The vocabulary: numbers of word pieces.

    Args:
        vocabulary: the pieces in the order of their numbers; ``##`` begins those that go on with a word.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown = self._numbers[UNKNOWN]
        self.of = lru_cache(CACHED)(self._of)

    def number(self, piece: str) -> int:
        """Return the number of a piece.

        Raises:
            KeyError: there is no such piece.
        """
        return self._numbers[piece]

    def _of(self, token: str) -> tuple[int, ...]:
        """Return the numbers of the pieces of a token, one at least."""
        if len(token) > LONGEST:
            return (self._unknown,)
        if token.isascii() and token.isalnum() and (whole := self._numbers.get(token.lower())) is not None:
            return (whole,)
        numbers = tuple(number for word in _words(token) for number in self._cut(word))
        return numbers if 0 < len(numbers) <= LONGEST else (self._unknown,)

    def _cut(self, word: str) -> list[int]:
        numbers: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                number = self._numbers.get(word[start:end] if start == 0 else f"##{word[start:end]}")
                if number is not None:
                    numbers.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return numbers


def _words(token: str) -> Iterator[str]:
    """Yield the words and marks of a token as the vocabulary spells them."""
    word = ""
    for character in unicodedata.normalize("NFD", token):
        kind = unicodedata.category(character)
        if kind == "Mn" or kind[0] == "C" or character == "\ufffd":
            continue
        if _stands_alone(character, kind):
            if word:
                yield word
            word = ""
            if not character.isspace():
                yield character.lower()
        else:
            word += character.lower()
    if word:
        yield word


def _stands_alone(character: str, kind: str) -> bool:
    number = ord(character)
    if number < 128:
        return not character.isalnum()
    return kind[0] == "P" or character.isspace() or any(first <= number <= last for first, last in _IDEOGRAPHS)
