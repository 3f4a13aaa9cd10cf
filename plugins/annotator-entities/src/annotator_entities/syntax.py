"""What the words around a mention show of its place in the sentence: subject, possessor, after a preposition."""

from __future__ import annotations

from annotator_entities import vocabulary as v
from annotator_entities.entity import Mention
from annotator_entities.words import LOWER, OTHER, Words

__all__ = ["LONGEST_CLAUSE", "Syntax"]

_PREPOSITIONS = v.word_set("""of in at from to with by for on about against between near under over into than like""")
_NOUNS = v.AFTER_ORG | v.AFTER_GPE | v.AFTER_PLACE
_ADVERBS = v.word_set("today yesterday also later now then recently never ever still again already earlier itself")
_NOMINATIVE = frozenset(("i", "he", "she", "it", "we", "they"))
LONGEST_CLAUSE = 60
"""Words of one clause that are looked through."""
LONGEST_APPOSITION = 14
"""Words between a name and the verb that it is the subject of, where commas set them apart."""
_BREAKS = v.word_set("""that who which whom when while because if but and or as after before where since until , ; :""")
"""Words at which a clause may end."""


class Syntax:
    """Hints of one document; each is worked out when it is asked for."""

    def __init__(self, words: Words, mentions: list[Mention]) -> None:
        self.words = words
        self._titles = {m.last: m.first for m in mentions if m.level == "title"}
        self._subjects: dict[Mention, bool] = {}

    def first(self, mention: Mention) -> int:
        """Return the first word of a mention with its title and article."""
        first = self._titles.get(mention.first, mention.first)
        words = self.words.words
        return first - 1 if first and words[first - 1].lower() == "the" else first

    def is_possessive(self, mention: Mention) -> bool:
        """Whether the mention owns what follows: "Oslo's"."""
        after = self.words.words[mention.last] if mention.last < len(self.words) else ""
        return after in ("'s", "'")

    def after_preposition(self, mention: Mention) -> bool:
        """Whether a preposition stands before the mention."""
        first = self.first(mention)
        return first > 0 and self.words.words[first - 1].lower() in _PREPOSITIONS

    def is_subject(self, mention: Mention) -> bool:
        """Whether a verb follows the mention (an apposition may come between) or ", who", or it opens its sentence."""
        found = self._subjects.get(mention)
        if found is None:
            found = self._subjects[mention] = self._finds_verb(mention)
        return found

    def _finds_verb(self, mention: Mention) -> bool:
        if mention.level == "pronominal":
            return self.words.words[mention.first].lower() in _NOMINATIVE
        if self.is_possessive(mention):
            return False
        if self._is_described(mention):
            return True
        if self.after_preposition(mention):
            return False
        verb = self.verb(mention)
        return verb > 0 or self.words.opens[self.first(mention)]

    def verb(self, mention: Mention) -> int:
        """Return the verb that a mention is the subject of, 0 when none is seen."""
        words, j = self.words, mention.last
        if j >= len(words) or words.sentence[j] != words.sentence[mention.first]:
            return 0
        if self.is_verb(j):
            return j
        if words.words[j] == ",":
            return self._beyond(j + 1, mention)
        adverb = words.words[j].endswith("ly") or words.words[j] in _ADVERBS
        return j + 1 if adverb and self.is_verb(j + 1) else 0

    def _beyond(self, j: int, mention: Mention) -> int:
        """Return the verb right after the comma that ends an apposition: "Ana Rojas, 57, head of the bank, said"."""
        words = self.words
        if self.is_verb(j):
            return j
        for at in range(j, min(j + LONGEST_APPOSITION, len(words) - 1)):
            if words.sentence[at] != words.sentence[mention.first]:
                return 0
            if words.words[at] == "," and self.is_verb(at + 1):
                return at + 1
        return 0

    def is_verb(self, i: int) -> bool:
        """Whether a word after a name may be its verb."""
        if i >= len(self.words) or self.words.shapes[i] != LOWER:
            return False
        word = self.words.words[i]
        if word in v.SAYING or word in v.AUXILIARIES or word in v.PAST_FORMS:
            return True
        if word in _NOUNS:
            return False
        return word.endswith("ed") or (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))

    def is_object(self, i: int) -> bool:
        """Whether a pronoun is no subject and owns nothing: "him", "it" after a verb, "her" with no noun after it."""
        after = self.words.words[i + 1] if i + 1 < len(self.words) else ""
        lower = self.words.words[i].lower()
        if lower in ("him", "them"):
            return True
        if lower == "her":
            return self.words.shapes[i + 1] == OTHER or after in v.FUNCTION if after else True
        return lower == "it" and i > 0 and self.is_verb(i - 1) and not self.is_verb(i + 1)

    def shares_clause(self, mention: Mention, i: int) -> bool:
        """Whether nothing between a mention and a word after it may begin another clause."""
        words = self.words
        if words.sentence[mention.first] != words.sentence[i] or i - mention.last > LONGEST_CLAUSE:
            return False
        first = mention.last + 2 if self._is_described(mention) else mention.last
        return not any(words.words[at] in _BREAKS for at in range(first, i))

    def _is_described(self, mention: Mention) -> bool:
        """Whether a relative clause follows, whose subject the mention is."""
        return self.words.words[mention.last : mention.last + 2] in ([",", "who"], [",", "which"])
