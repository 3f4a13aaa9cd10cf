"""Descriptions of bodies and places that were named: "the ministry", "the airline", "the company", "the country"."""

from __future__ import annotations

from bisect import bisect_left

from annotator_entities import vocabulary as v
from annotator_entities.entity import Entity, Mention
from annotator_entities.naming import fold
from annotator_entities.syntax import Syntax
from annotator_entities.words import LOWER, OTHER, Words

__all__ = ["Bodies", "before"]

FURTHEST_BACK = 20
"""Mentions back to which a description is compared."""
WINDOW = 2
"""Sentences before a description in which the only body or place of its kind may be named."""
NEAREST_NOUN = 6
"""Words of an apposition within which its noun stands ("Nova, a small Danish airline")."""

_COUNTRIES = frozenset(("country", "nation"))
_CITIES = frozenset(("city", "town"))
_NOUNS = v.BODIES | v.COMPANIES | _COUNTRIES | _CITIES
FORMS = {form: noun for noun in sorted(_NOUNS) for form in (noun, noun.capitalize())} | {side: side for side in v.SIDES}
"""The nouns that descriptions of bodies and places may have, as they are written."""


class Bodies:
    """Finds whom such a description takes up; of one document."""

    def __init__(self, words: Words, named: list[Mention], syntax: Syntax) -> None:
        self.words, self.syntax = words, syntax
        self.named = [m for m in named if m.label in ("org", "gpe", "norp")]
        self.sides = _sides(self.named)
        self.by_noun: dict[str, list[Mention]] = {}
        nouns: dict[Entity, set[str]] = {}
        for mention in self.named:
            if mention.label == "org":
                known = nouns.setdefault(mention.entity, _in_name(mention.entity))
                known |= self._called(mention)
                for noun in sorted(known):
                    self.by_noun.setdefault(noun, []).append(mention)

    def _called(self, mention: Mention) -> set[str]:
        """Return the nouns right before a name and in an apposition after it: "the airline Nova", "Nova, a bank"."""
        words, first = self.words.words, mention.first
        found = {words[first - 1]} & _NOUNS if self.words.spaced(first) else set()
        if words[mention.last : mention.last + 1] == [","] and words[mention.last + 1 : mention.last + 2] != []:
            opener = words[mention.last + 1]
            if opener in ("a", "an", "the"):
                found |= self._apposed(mention.last + 2)
        return found

    def _apposed(self, first: int) -> set[str]:
        """Return the noun of an apposition: the last one before it ends or goes on with "of", "that" and the like."""
        last = ""
        for at in range(first, min(first + NEAREST_NOUN, len(self.words))):
            word = self.words.words[at]
            if self.words.shapes[at] == OTHER or word in v.FUNCTION:
                break
            last = word
        return {last} & _NOUNS

    def mention(self, i: int, noun: str) -> Mention | None:
        """Return the description that ends in the noun at a word, when it is plain whom it takes up."""
        words = self.words.words
        if i == 0 or words[i - 1].lower() not in ("the", "this") or not self._ends(i + 1):
            return None
        if noun in v.SIDES:
            state = self.sides.get(noun)
            return None if state is None else Mention(i, i + 1, "gpe", state, rule="side-of-named")
        if noun in _COUNTRIES or noun in _CITIES:
            return self._place(i, noun)
        named = before(self.by_noun.get(noun, []), i)
        entity = named[0].entity if named else self._only(i, "org") if noun in v.COMPANIES_AT_LARGE else None
        return self._nominal(i, entity, "org", "body-of-named") if entity is not None else None

    def _ends(self, i: int) -> bool:
        """Whether a noun phrase may end before a word."""
        if i >= len(self.words) or self.words.shapes[i] == OTHER:
            return self.words.words[i] != "-" if i < len(self.words) else True
        word = self.words.words[i]
        if word in ("of", "for", "that", "which", "who", "where", "whose"):
            return False
        if self.words.words[i + 1 : i + 2] == ["by"]:
            return False
        return self.words.shapes[i] == LOWER and (word in v.FUNCTION or self.syntax.is_verb(i))

    def _place(self, i: int, noun: str) -> Mention | None:
        """Return "the country" or "the city" as the only one that was named shortly before."""
        entity = self._only(i, "country" if noun in _COUNTRIES else "city")
        return self._nominal(i, entity, "gpe", "place-of-named") if entity is not None else None

    def _only(self, i: int, kind: str) -> Entity | None:
        """Return the one entity of a kind in the nearest sentence that names any; of several the one subject."""
        sentence = self.words.sentence[i]
        near: list[Mention] = []
        at = -1
        for mention in before(self.named, i):
            number = self.words.sentence[mention.first]
            if number < sentence - WINDOW or (near and number != at):
                break
            if _is_kind(mention, kind):
                near.append(mention)
                at = number
        found = {mention.entity for mention in near}
        if len(found) > 1:
            found = {mention.entity for mention in near if self.syntax.is_subject(mention)}
        return found.pop() if len(found) == 1 else None

    def _nominal(self, i: int, entity: Entity, type: str, rule: str) -> Mention:
        return Mention(i - 1, i + 1, "nominal", entity, type=type, level="nominal", rule=rule)


def _sides(named: list[Mention]) -> dict[str, Entity]:
    """Return the states that are called after a side, by that side, where no other is: "the North"."""
    found: dict[str, set[Entity]] = {}
    for mention in named:
        place = mention.entity.place
        side, _, rest = mention.entity.names[0].partition(" ")
        if place is not None and place.kind == "country" and rest and side in v.SIDES:
            found.setdefault(side, set()).add(mention.entity)
    return {side: entities.pop() for side, entities in found.items() if len(entities) == 1}


def _in_name(entity: Entity) -> set[str]:
    """Return the nouns that stand in the name of a body."""
    return {word for name in entity.names for word in fold(name).split()} & _NOUNS


def _is_kind(mention: Mention, kind: str) -> bool:
    if kind == "org":
        return mention.label == "org"
    place = mention.entity.place
    if place is None or (mention.label == "norp") > (kind == "country"):
        return False
    return (place.kind == "country") == (kind == "country") and place.kind in ("country", "city", "town", "capital")


def before(mentions: list[Mention], i: int) -> list[Mention]:
    """Return the last mentions before a word, the nearest first."""
    end = bisect_left(mentions, i, key=lambda mention: mention.first)
    return mentions[max(0, end - FURTHEST_BACK) : end][::-1]
