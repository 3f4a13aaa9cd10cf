"""Whether what differs between two names is a slip of the pen: one of the two words is none that anybody knows."""

from __future__ import annotations

from functools import cached_property

from annotator_entities.lexicon import Lexicon
from annotator_entities.likeness import is_light_slip, is_misspelling
from annotator_entities.naming import american, fold

__all__ = ["Slips"]


class Slips:
    """Tells slips from names and words that are merely alike.

    Args:
        lexicon: names of places, peoples and persons, and common words.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    @cached_property
    def _names(self) -> frozenset[str]:
        """The names of one word that the lexicon has, folded; made when first asked for, in a tenth of a second."""
        return frozenset(map(fold, self.lexicon.names()))

    def in_body(self, one: list[str], other: list[str]) -> bool:
        """Whether two names of bodies or things, as folded words, are one but for a slip or a way of spelling."""
        if not is_misspelling(one, other):
            return False
        [(a, b)] = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return not self._both_known(a, b) or self._is_variant(a, b)

    def in_surname(self, one: str, other: str) -> bool:
        """Whether two folded family names are one but for a light slip; no list of family names is complete."""
        return is_light_slip(one, other) and not self._both_known(one, other)

    def _both_known(self, one: str, other: str) -> bool:
        return self._is_known(one) and self._is_known(other)

    def _is_known(self, word: str) -> bool:
        """Whether a folded word is a name or a common word, or holds a digit: a number stands for itself."""
        return not word.isalpha() or word in self.lexicon.words or word in self._names

    def _is_variant(self, one: str, other: str) -> bool:
        """Whether two words, not both of them names, are one in British and American spelling or in both numbers."""
        alike = american(one).removesuffix("s") == american(other).removesuffix("s")
        return alike and one.isalpha() and not (one in self._names and other in self._names)
