"""Whom a pronoun may mean, and all that speaks for each and against all of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable

from annotator_entities import vocabulary as v
from annotator_entities.entity import Entity, Mention
from annotator_entities.ranking import Candidate, Pronoun
from annotator_entities.speech import Speech
from annotator_entities.syntax import Syntax
from annotator_entities.words import LOWER, NUMBER, Words

__all__ = ["Antecedents"]

WINDOW = 3
"""Sentences before that of the pronoun in which the antecedent may stand."""
LONGEST_OPENING = 20
"""Words that a phrase before the subject may have."""

_TYPES = {
    "person": frozenset(("person",)),
    "thing": frozenset(("gpe", "org", "object", "facility", "event", "place")),
    "several": frozenset(("org", "gpe", "group", "object")),
}
"""Types of entities that the kinds of pronouns may stand for."""

_DISTANCES = ("same-sentence", "sentence-before", "two-sentences-before", "three-sentences-before")
_RANKS = ("nearest", "second-nearest", "third-nearest", "farther")
_OWNERS = frozenset(("his", "its", "their"))
_JOINTS = frozenset(("and", "or", "&", "/"))
_DETERMINERS = v.word_set("a an the this that these those some many several no any every each both")
_ACTING = v.SAYING | frozenset(("also", "later", "further"))
"""Words after a pronoun when it is somebody who speaks or goes on."""
_SEVERAL = v.word_set("people others some many most few several both all more children men women")
"""Words that speak of several and do not end so."""
_SINGULAR = (v.FUNCTION | v.SAYING | v.AUXILIARIES | v.PAST_FORMS) - _SEVERAL
"""Words that are no plurals though they may end so."""
_BEFORE_SUBJECT = v.word_set(
    """however and today yesterday that if when as because while although though since until after before where
    whether but than , which once unless so why how what"""
)
"""Words after which "it" is a subject."""
_OPENERS = v.word_set(
    """In After Before During Despite While When As Since With On At Although Though Following By Upon For Through
    Under Like Unlike Until Once Because"""
)
"""Words with which a phrase may open that stands before the subject ("In her speech, Rojas ...")."""


class Antecedents:
    """The candidates for the pronouns of one document.

    Args:
        words: the words.
        mentions: all mentions but titles, in reading order.
        syntax: their places in their sentences.
        speech: who speaks where.
    """

    def __init__(self, words: Words, mentions: list[Mention], syntax: Syntax, speech: Speech) -> None:
        self.words, self.mentions, self.syntax, self.speech = words, mentions, syntax, speech
        self._said_by = {s.pronoun for s in speech.stretches}
        self._speakers = {s.speaker.entity for s in speech.stretches if s.speaker is not None}
        self._firsts = [mention.first for mention in mentions]
        self._described = {m.first: m.entity for m in mentions if m.level == "nominal" and m.entity.type == "person"}
        self._opening = {words.sentence[first]: first for first, _ in words.bounds}
        self._often = Counter(mention.entity for mention in mentions)
        self._traits: dict[Mention, tuple[str, list[str]]] = {}
        starts, last = {syntax.first(mention) for mention in mentions}, len(words) - 1
        self._nouns = [
            i
            for i, word in enumerate(words.words)
            if word in _DETERMINERS and i < last and words.shapes[i + 1] == LOWER and i not in starts
        ]
        self._plurals = [i for i in range(len(words)) if self._is_plural(i)]
        self._breaks = [found.start() for found in re.finditer("\n", words.text)]

    def of(self, pronoun: Pronoun, near: Iterable[Mention]) -> list[Candidate]:
        """Return the candidates for a pronoun, the nearest first.

        Args:
            pronoun: the pronoun.
            near: the mentions before it, the last one first.
        """
        oldest, place = self.words.sentence[pronoun.at] - WINDOW, self._place(pronoun)
        found: list[Candidate] = []
        ranks: dict[Entity, int] = {}
        for mention in near:
            if self.words.sentence[mention.first] < oldest:
                break
            if self._may_be(mention, pronoun):
                entity = meant(mention)
                as_near = found and self._joins(mention, found[-1].mention)
                rank = ranks.setdefault(entity, ranks[found[-1].entity] if as_near else len(ranks))
                evidence = self._evidence(mention, pronoun, place)
                evidence.append(_RANKS[min(rank, 3)])
                found.append(Candidate(mention, entity, evidence))
        later = self._announced(pronoun)
        if later is not None:
            traits = self._traits_of(later)[1]
            found.append(Candidate(later, meant(later), ["announced", *traits, self._suits(later, pronoun)]))
        return found

    def doubts(self, pronoun: Pronoun) -> list[str]:
        """Return the evidence that none of the candidates is meant."""
        words, i = self.words, pronoun.at
        found = ["nobody", f"nobody-{words.words[i].lower()}", f"nobody-as-{self._place(pronoun)}"]
        if words.opens[i]:
            found.append("nobody-opens")
        if self.speech.at[i] is not None:
            found.append("nobody-in-quotation")
        if i + 1 < len(words) and words.words[i + 1] in _ACTING:
            found.append("nobody-acts")
        return found

    # What forbids an antecedent.

    def _may_be(self, mention: Mention, pronoun: Pronoun) -> bool:
        """Whether nothing forbids that a mention is the antecedent: kind, gender, speech, grammar."""
        entity, i = meant(mention), pronoun.at
        if entity.type not in _TYPES[pronoun.kind] or mention.last > i or self._owns(mention, i):
            return False
        if mention.label == "norp" and not self._is_people(mention, pronoun):
            return False
        if pronoun.kind == "person":
            if entity.likely_gender not in ("", pronoun.gender) or self._described.get(i) is entity:
                return False
            stretch = self.speech.at[i]
            if stretch is not None and stretch.speaker is not None and stretch.speaker.entity is entity:
                return False
        syntax = self.syntax
        return not (syntax.is_object(i) and syntax.is_subject(mention) and syntax.shares_clause(mention, i))

    def _is_people(self, mention: Mention, pronoun: Pronoun) -> bool:
        """Whether the name of a people stands for its members: "Danes", not "Danish"."""
        last = self.words.words[mention.last - 1]
        return pronoun.kind == "several" and last.endswith(("s", "men")) and not mention.entity.is_open

    def _owns(self, mention: Mention, i: int) -> bool:
        """Whether a possessive begins the apposition of a mention: "Nova, its rival," is not its own rival."""
        words = self.words.words
        return mention.last == i - 1 and words[i - 1] == "," and words[i].lower() in ("his", "her", "its", "their")

    # What speaks for one.

    def _evidence(self, mention: Mention, pronoun: Pronoun, place: str) -> list[str]:
        """Return what speaks for a mention: how near it is, its part in its sentence, what stands between."""
        words, i = self.words, pronoun.at
        away = words.sentence[i] - words.sentence[mention.first]
        role, traits = self._traits_of(mention)
        found = [_DISTANCES[away], role, f"{role}-for-{place}", *traits, self._suits(mention, pronoun)]
        if away == 0:
            found.append(f"{role}-in-same-sentence")
            if self.syntax.shares_clause(mention, i):
                found.append("same-clause")
        elif bisect_left(self._breaks, words.starts[i]) > bisect_left(self._breaks, words.ends[mention.last - 1]):
            found.append("other-paragraph")
        nouns = bisect_left(self._nouns, i) - bisect_left(self._nouns, mention.last)
        if nouns:
            found.append("noun-between" if nouns == 1 else "nouns-between")
        if pronoun.kind == "several" and bisect_left(self._plurals, i) > bisect_left(self._plurals, mention.last):
            found.append("plural-between")
        inside, quoted = self.speech.at[mention.first], self.speech.at[i]
        if inside is not None and inside is not quoted:
            found.append("from-quotation" if quoted is None else "other-quotation")
        elif inside is not quoted:
            found.append("to-quotation")
        if i in self._said_by and mention.entity in self._speakers:
            found.append("speaks")
        return found

    def _is_plural(self, i: int) -> bool:
        """Whether a word may be a plural noun, by its ending or because it speaks of several."""
        word = self.words.words[i]
        if self.words.shapes[i] != LOWER or word in _SINGULAR:
            return self.words.shapes[i] == NUMBER
        return word.endswith("s") or word in _SEVERAL

    def _traits_of(self, mention: Mention) -> tuple[str, list[str]]:
        """Return the part of a mention in its sentence, and what speaks for it wherever a pronoun stands."""
        known = self._traits.get(mention)
        if known is None:
            traits = [mention.level, f"mentioned-{min(self._often[mention.entity], 4)}"]
            if self._is_joined(mention):
                traits.append("joined")
            known = self._traits[mention] = self._role(mention), traits
        return known

    def _suits(self, mention: Mention, pronoun: Pronoun) -> str:
        """Return how far the entity is of the kind that a pronoun speaks of."""
        entity = meant(mention)
        if pronoun.kind == "person":
            return "of-gender" if entity.gender else "likely-gender" if entity.name_gender else "unknown-gender"
        return "is-body" if entity.type in ("org", "gpe") else f"is-{entity.type}"

    def _role(self, mention: Mention) -> str:
        """Return the part of a mention in its sentence."""
        if self.syntax.is_subject(mention):
            return "subject"
        if mention.level == "pronominal":
            return "owner" if self.words.words[mention.first].lower() in (*_OWNERS, "her") else "object"
        if self.syntax.is_possessive(mention):
            return "owner"
        return "complement" if self.syntax.after_preposition(mention) else "object"

    def _place(self, pronoun: Pronoun) -> str:
        """Return the part of a pronoun in its sentence."""
        words, i = self.words, pronoun.at
        word = words.words[i].lower()
        if word in _OWNERS:
            return "owner"
        if word == "her":
            return "object" if self.syntax.is_object(i) else "owner"
        before = words.words[i - 1].lower() if i else ""
        late = word == "it" and not (words.opens[i] or before in _BEFORE_SUBJECT or before in v.SAYING)
        return "object" if late or word in ("him", "them") else "subject"

    def _joins(self, mention: Mention, other: Mention) -> bool:
        """Whether two mentions are named in one breath: "President Rojas and Minister Haugen"."""
        joint = self.syntax.first(other) - 1
        return joint == mention.last and self.words.words[joint] in _JOINTS

    def _is_joined(self, mention: Mention) -> bool:
        """Whether a mention is part of a list: "Nova and Lumen"."""
        words = self.words.words
        first = self.syntax.first(mention)
        before, after = words[first - 1] if first else "", words[mention.last] if mention.last < len(words) else ""
        return before in _JOINTS or after in _JOINTS

    def _announced(self, pronoun: Pronoun) -> Mention | None:
        """Return the subject after a phrase that opens the sentence and holds the word: "In her speech, Rojas said"."""
        words, i = self.words, pronoun.at
        first = self._opening.get(words.sentence[i], i)
        opener = words.words[first]
        if i - first > LONGEST_OPENING or not (opener in _OPENERS or opener.endswith("ing")):
            return None
        at = bisect_right(self._firsts, i)
        types = _TYPES[pronoun.kind]
        if at and self.mentions[at - 1].first >= first and meant(self.mentions[at - 1]).type in types:
            return None
        for mention in self.mentions[at : at + 3]:
            if words.sentence[mention.first] != words.sentence[i] or mention.first - i > LONGEST_OPENING:
                break
            entity = meant(mention)
            before = words.words[self.syntax.first(mention) - 1]
            if before == "," and entity.type in types and entity.likely_gender in ("", pronoun.gender):
                return mention if mention.label != "norp" and self.syntax.is_subject(mention) else None
        return None


def meant(mention: Mention) -> Entity:
    """Return whom a mention means: of a capital that acts, the state."""
    return mention.refers_to or mention.entity
