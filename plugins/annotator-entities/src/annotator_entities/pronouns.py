"""Personal and possessive pronouns, where it is reasonably plain whom they mean; all others are left alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, deque

from annotator_entities import vocabulary as v
from annotator_entities.entity import Entity, Mention
from annotator_entities.speech import Speech
from annotator_entities.syntax import LONGEST_CLAUSE, Syntax
from annotator_entities.words import LOWER, NUMBER, Words

__all__ = ["resolve_pronouns"]

_KINDS = (
    dict.fromkeys(("he", "his", "him"), "male")
    | dict.fromkeys(("she", "her", "hers"), "female")
    | dict.fromkeys(("it", "its"), "thing")
    | dict.fromkeys(("they", "their", "them"), "several")
    | dict.fromkeys(("i", "my", "me"), "speaker")
)
_FORMS = {form: kind for word, kind in _KINDS.items() for form in (word, word.capitalize())} | {"i": ""}
"""Pronouns as they are written, with what they may stand for."""

_SUBJECTS = frozenset(("he", "she", "it", "they"))
FURTHEST_BACK = 40
"""Mentions back to which an antecedent is sought."""
ANNOUNCED = 5.0
"""How prominent the subject is that a phrase before it announces: more than a subject of the sentence before."""
WINDOW = 3
"""Sentences before that of the pronoun in which the antecedent of "he" or "she" may stand."""
LEAST_LEAD = 0.7
"""How much more prominent than the next best an antecedent must be."""
LONGEST_OPENING = 20
"""Words that a phrase before the subject may have."""
_THINGS = frozenset(("gpe", "org", "object", "facility", "event"))
_MODALS = v.word_set("will would may might could should has had can must not also now still")
_COPULAS = v.word_set("is was be been 's being")
_BESIDE = v.word_set("not also now still very so quite then already again")
_IMPERSONAL_STEMS = v.word_set("seem appear rain snow take remain turn follow matter look emerge happen depend")
_IMPERSONAL = v.word_set(
    """seems seemed appears appeared rains rained snowed takes took remains remained turns turned follows matters looks
    looked emerged happened happens depends"""
)
_JUDGED = v.word_set(
    """likely unlikely possible impossible clear unclear important necessary hard difficult easy time better best worth
    true unknown known believed thought expected reported estimated hoped understood too only just about because when
    how why what all said early late difficult essential crucial vital common rare obvious evident"""
)
"""Words after "it is" that speak of what follows, and of nobody."""
_JOINTS = frozenset(("and", "or", "&", "/"))
_SEVERAL = v.word_set("people others some many most few several both all more and who whose children men women")
"""Words that speak of several, or of somebody else."""
_ACTING = v.SAYING | frozenset(("also", "later", "further"))
"""Words after "it" when it is somebody who speaks or goes on."""
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


def resolve_pronouns(mentions: list[Mention], words: Words) -> list[Mention]:
    """Return the pronouns that can be resolved, given all other mentions."""
    return _Resolver(mentions, words).run()


class _Resolver:
    def __init__(self, mentions: list[Mention], words: Words) -> None:
        self.words = words
        self.mentions = sorted((m for m in mentions if m.level != "title"), key=lambda m: (m.first, -m.last))
        self.syntax = Syntax(words, mentions)
        self.speech = Speech(words, self.mentions, self.syntax)
        self.said_by = {s.pronoun for s in self.speech.stretches}
        self.speakers = {s.speaker.entity for s in self.speech.stretches if s.speaker is not None}
        self.described: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            if mention.level == "nominal":
                self.described.setdefault(mention.first, []).append(mention)
        self.firsts = [mention.first for mention in self.mentions]
        self.opening = {words.sentence[first]: first for first, _ in words.bounds}
        self.often = Counter(mention.entity for mention in self.mentions)

    def run(self) -> list[Mention]:
        """Return the pronouns of all kinds; those of speakers last, for whom other pronouns may stand."""
        found: dict[int, Mention] = {}
        speaking: list[int] = []
        seen: deque[Mention] = deque(maxlen=FURTHEST_BACK)
        waiting = iter(self.mentions)
        following = next(waiting, None)
        for i, word in enumerate(self.words.words):
            while following is not None and following.first <= i:
                seen.append(following)
                following = next(waiting, None)
            kind = _FORMS.get(word)
            if not kind or (self.words.shapes[i] != LOWER and not self.words.opens[i] and word != "I"):
                continue
            if kind == "speaker":
                speaking.append(i)
                continue
            mention = self._resolve(i, kind, seen)
            if mention is not None:
                found[i] = mention
                seen.append(mention)
        return [*found.values(), *self._speakers(speaking, found)]

    def _resolve(self, i: int, kind: str, seen: deque[Mention]) -> Mention | None:
        if kind == "thing":
            return self._thing(i, seen)
        if kind == "several":
            return self._several(i, seen)
        return self._person(i, kind, seen)

    def _speakers(self, places: list[int], found: dict[int, Mention]) -> list[Mention]:
        """Return "I", "my", "me" as the persons who speak in the quotations in which they stand."""
        mentions = []
        for i in places:
            stretch = self.speech.at[i]
            if stretch is None:
                continue
            speaker = found.get(stretch.pronoun) or stretch.speaker
            if speaker is not None and speaker.entity.type == "person":
                mentions.append(_pronoun(i, speaker.entity, "person", "speaker-of-quotation"))
        return mentions

    # Persons.

    def _person(self, i: int, gender: str, seen: deque[Mention]) -> Mention | None:
        scores: dict[Entity, float] = {}
        for rank, mention in enumerate(self._near(i, seen)):
            if self._may_be(mention, i, gender):
                score = self._score(mention, i, gender) - 0.1 * rank
                scores[mention.entity] = max(scores.get(mention.entity, -9), score)
        later = self._announced(i, gender)
        if later is not None:
            scores[later.entity] = max(scores.get(later.entity, 0) + 1, ANNOUNCED)
        best = _leader(scores)
        if best is None:
            return None
        best.gender = best.gender or gender
        return _pronoun(i, best, "person", "pronoun-person")

    def _near(self, i: int, seen: deque[Mention]) -> list[Mention]:
        """Return the mentions before a word that are near enough, the last one first."""
        sentence = self.words.sentence[i]
        near = []
        for mention in reversed(seen):
            if self.words.sentence[mention.first] < sentence - WINDOW:
                break
            near.append(mention)
        return near

    def _may_be(self, mention: Mention, i: int, gender: str) -> bool:
        """Whether nothing forbids that a mention is the antecedent: kind, gender, speech, grammar."""
        entity = mention.entity
        if entity.type != "person" or (entity.likely_gender and entity.likely_gender != gender):
            return False
        if mention.last > i or self._possessed(i) is entity or self._owns(mention, i):
            return False
        stretch = self.speech.at[i]
        if stretch is not None and stretch.speaker is not None and stretch.speaker.entity is entity:
            return False
        return not (
            self.syntax.is_object(i) and self.syntax.is_subject(mention) and self.syntax.shares_clause(mention, i)
        )

    def _possessed(self, i: int) -> Entity | None:
        """Return the person whom a possessive begins to describe: "her aide, Ana Rojas" is not her own aide."""
        phrase = next((m for m in self.described.get(i, ()) if m.entity.type == "person"), None)
        return phrase.entity if phrase else None

    def _owns(self, mention: Mention, i: int) -> bool:
        """Whether a possessive begins the apposition of a mention: "Nova, its rival," is not its own rival."""
        words = self.words.words
        return mention.last == i - 1 and words[i - 1] == "," and words[i].lower() in ("his", "her", "its", "their")

    def _score(self, mention: Mention, i: int, gender: str) -> float:
        """Return how much a mention stands out for a pronoun: near, a subject, spoken of often, of that gender."""
        syntax, entity = self.syntax, mention.entity
        score = 3.0 - (self.words.sentence[i] - self.words.sentence[mention.first])
        if not syntax.after_preposition(mention) and not syntax.is_possessive(mention):
            score += 0.5
        if syntax.is_subject(mention):
            score += 1.0
        if mention.level == "nominal":
            score -= 0.7
        if entity.likely_gender == gender:
            score += 0.6
        stretch = self.speech.at[i]
        if stretch is None and self.speech.at[mention.first] is not None:
            score -= 0.7
        if i in self.said_by and self._speaks(mention):
            score += 0.6
        return score + min(self.often[entity], 5) * 0.1

    def _speaks(self, mention: Mention) -> bool:
        return mention.entity in self.speakers

    def _announced(self, i: int, gender: str) -> Mention | None:
        """Return the subject after a phrase that opens the sentence and holds the word: "In her speech, Rojas said"."""
        words = self.words
        first = self.opening.get(words.sentence[i], i)
        opener = words.words[first]
        if i - first > LONGEST_OPENING or not (opener in _OPENERS or opener.endswith("ing")):
            return None
        at = bisect_right(self.firsts, i)
        if at and self.mentions[at - 1].first >= first and self.mentions[at - 1].entity.type == "person":
            return None
        for mention in self.mentions[at : at + 3]:
            if words.sentence[mention.first] != words.sentence[i] or mention.first - i > LONGEST_OPENING:
                break
            before = words.words[self.syntax.first(mention) - 1]
            if before == "," and mention.entity.type == "person" and mention.entity.likely_gender in ("", gender):
                return mention if self.syntax.is_subject(mention) else None
        return None

    # Things, bodies, several.

    def _thing(self, i: int, seen: deque[Mention]) -> Mention | None:
        """Return "it" or "its" as the body, state or thing that last was a subject in the same sentence."""
        if self.words.words[i].lower() == "it" and (self._says_nothing(i) or self._is_late(i)):
            return None
        best = self._last_subject(i, seen, _THINGS) or self._topic(i, seen)
        if best is None:
            return None
        type = "gpe" if best.refers_to else best.type
        return _pronoun(i, self._meant(best), type, "pronoun-thing")

    def _says_nothing(self, i: int) -> bool:
        """Whether "it" may stand for nothing: "it is likely that", "it rained", "it seems"."""
        words = self.words.words[i + 1 : i + 8]
        if not words or words[0] in _IMPERSONAL:
            return True
        at = 0
        while at < len(words) and words[at] in _MODALS:
            at += 1
        if at == len(words) or words[at] not in _COPULAS:
            return at < len(words) and words[at] in _IMPERSONAL_STEMS
        rest = [word for word in words[at + 1 :] if word not in _BESIDE]
        return not rest or rest[0] in _JUDGED or "that" in rest[:4] or rest[1:2] == ["to"]

    def _is_late(self, i: int) -> bool:
        """Whether "it" is no subject: a thing that somebody does something to is seldom one that is named."""
        words = self.words
        before = words.words[i - 1].lower() if i else ""
        return not (words.opens[i] or before in _BEFORE_SUBJECT or before in v.SAYING)

    def _last_subject(self, i: int, seen: deque[Mention], types: frozenset[str]) -> Mention | None:
        """Return the last mention of some types that is a subject or owner in the sentence, with no other after it."""
        same = self.words.sentence[i]
        here = [m for m in seen if self.words.sentence[m.first] == same and m.last <= i and not self._owns(m, i)]
        actors = [m for m in here if m.entity.type in types and m.label != "norp"]
        subjects = [m for m in actors if self.syntax.is_subject(m) or self._owns_all(m, i)]
        if not subjects:
            return None
        best = subjects[-1]
        if len({self._meant(m) for m in actors if m.first > best.first}) > 1:
            return None
        return best

    def _topic(self, i: int, seen: deque[Mention]) -> Mention | None:
        """Return the one subject of the sentence before, for a pronoun that opens the next in the same paragraph."""
        words = self.words
        if not words.opens[i] or words.words[i + 1 : i + 2] == [] or words.words[i + 1] not in _ACTING:
            return None
        sentence = words.sentence[i] - 1
        subjects = []
        for mention in reversed(seen):
            if words.sentence[mention.first] <= sentence:
                if words.sentence[mention.first] < sentence:
                    break
                if self.syntax.is_subject(mention):
                    subjects.append(mention)
        if not subjects or "\n" in words.text[words.ends[subjects[0].last - 1] : words.starts[i]]:
            return None
        found = {self._meant(mention) for mention in subjects}
        best = subjects[-1]
        return best if len(found) == 1 and best.entity.type in _THINGS and best.label != "norp" else None

    def _owns_all(self, mention: Mention, i: int) -> bool:
        """Whether a mention owns the phrase that a word stands in: "Oslo's case for keeping its ships"."""
        if not self.syntax.is_possessive(mention) or i - mention.last > LONGEST_CLAUSE:
            return False
        return not any(map(self.syntax.is_verb, range(mention.last + 1, i)))

    def _several(self, i: int, seen: deque[Mention]) -> Mention | None:
        """Return "they", "their" as a body or people that is the subject of the sentence, where no plural is near."""
        words = self.words
        if words.words[i].lower() == "them":
            return None
        same = words.sentence[i]
        subjects = [m for m in seen if words.sentence[m.first] == same and m.last <= i and self.syntax.is_subject(m)]
        best = subjects[-1] if subjects else None
        if best is None or best.entity.is_open or self._is_joined(best) or self._plural_between(best.last, i):
            return None
        people = best.label == "norp" and words.words[best.last - 1].endswith(("s", "men"))
        if people or best.entity.type == "group":
            return _pronoun(i, best.entity, "person", "pronoun-several")
        return _pronoun(i, best.entity, best.type, "pronoun-several") if best.entity.type == "org" else None

    def _is_joined(self, mention: Mention) -> bool:
        """Whether a mention is part of a list: "Nova and Lumen"."""
        words = self.words.words
        first = self.syntax.first(mention)
        before, after = words[first - 1] if first else "", words[mention.last] if mention.last < len(words) else ""
        return before in _JOINTS or after in _JOINTS

    def _plural_between(self, first: int, last: int) -> bool:
        """Whether a word between two others may be a plural noun, or begin another clause with a subject of its own."""
        words = self.words
        if last - first > LONGEST_CLAUSE:
            return True
        return any(
            words.shapes[at] == NUMBER
            or words.words[at] in _SEVERAL
            or (words.shapes[at] == LOWER and words.words[at].endswith("s") and not self._is_known_singular(at))
            for at in range(first, last)
        )

    def _is_known_singular(self, i: int) -> bool:
        word = self.words.words[i]
        return word in v.FUNCTION or word in v.SAYING or word in v.AUXILIARIES or word in v.PAST_FORMS

    def _meant(self, mention: Mention) -> Entity:
        return mention.refers_to or mention.entity


def _leader(scores: dict[Entity, float]) -> Entity | None:
    """Return the entity that leads by enough, None when there is none."""
    ranked = sorted(scores, key=lambda entity: -scores[entity])
    if not ranked or (len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < LEAST_LEAD):
        return None
    return ranked[0]


def _pronoun(i: int, entity: Entity, type: str, rule: str) -> Mention:
    return Mention(i, i + 1, "pronominal", entity, type=type, level="pronominal", rule=rule)
