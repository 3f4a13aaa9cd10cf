"""Groups the phrases that name the same topic in one document."""

from __future__ import annotations

from collections.abc import Sequence

from annotator_stance.inflection import singular
from annotator_stance.lexicon import load_grammar

__all__ = ["TopicIndex"]

_GENERIC = frozenset(("new", "another", "possible", "future", "planned", "proposed", "such", "renewed", "-", "'s", "'"))


class TopicIndex:
    """Says which topic of a document a phrase names.

    Two phrases name one topic when they have the same head noun and the same modifiers, order and small words put
    aside. A bare phrase with a definite determiner ("the talks", "this deal") names the topic last named by that head.
    Anything less alike stays apart: a topic too many is a smaller fault than two in one.
    """

    def __init__(self) -> None:
        self._topics: list[str] = []
        self._known: dict[tuple[str, frozenset[str]], int] = {}
        self._latest: dict[str, int] = {}

    def topic_of(self, words: Sequence[str], head: int) -> int:
        """Return the number of the topic that the lower-case words name.

        Args:
            words: of the whole phrase.
            head: place of the head noun among them.
        """
        noun = singular(words[head])
        kinds = load_grammar().kinds
        modifiers = frozenset(
            singular(word)
            for i, word in enumerate(words)
            if i != head and word not in _GENERIC and word not in kinds and word[:1].isalnum()
        )
        if not modifiers and noun in self._latest and words[0] in ("the", "this", "that", "these", "those", "such"):
            return self._latest[noun]
        number = self._known.setdefault((noun, modifiers), len(self._known))
        self._latest[noun] = number
        return number
