"""Personal and possessive pronouns, where it is reasonably plain whom they mean; all others are left alone."""

from __future__ import annotations

from collections import deque

from annotator_entities import vocabulary as v
from annotator_entities.entity import Entity, Mention
from annotator_entities.words import LOWER, OTHER, Words

__all__ = ["resolve_pronouns"]

_MALE = frozenset(("he", "his", "him"))
_FEMALE = frozenset(("she", "her", "hers"))
FURTHEST_BACK = 40
"""Mentions back to which an antecedent is sought."""
_THING = frozenset(("its",))
_WINDOW = 2
"""Sentences before that of the pronoun in which its antecedent may stand."""
_PREPOSITIONS = v.word_set("""of in at from to with by for on about against between near under over into""")


def resolve_pronouns(mentions: list[Mention], words: Words) -> list[Mention]:
    """Return the pronouns that can be resolved, given all other mentions."""
    return _Resolver(mentions, words).run()


class _Resolver:
    def __init__(self, mentions: list[Mention], words: Words) -> None:
        self.words = words
        self.mentions = sorted((m for m in mentions if m.level != "title"), key=lambda m: (m.first, -m.last))
        self.quoted = _quoted(words)
        self.described: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            if mention.level == "nominal":
                self.described.setdefault(mention.first, []).append(mention)
        self.often: dict[Entity, int] = {}
        for mention in self.mentions:
            self.often[mention.entity] = self.often.get(mention.entity, 0) + 1

    def run(self) -> list[Mention]:
        found: list[Mention] = []
        seen: deque[Mention] = deque(maxlen=FURTHEST_BACK)
        waiting = iter(self.mentions)
        following = next(waiting, None)
        for i, word in enumerate(self.words.words):
            while following is not None and following.first <= i:
                seen.append(following)
                following = next(waiting, None)
            lower = word.lower()
            if self.words.shapes[i] != LOWER and not (self.words.opens[i] and lower in _MALE | _FEMALE):
                continue
            mention = None
            if lower in _MALE or lower in _FEMALE:
                mention = self._person(i, "male" if lower in _MALE else "female", seen)
            elif lower in _THING or (lower == "it" and self._it_acts(i)):
                mention = self._thing(i, seen)
            if mention is not None:
                found.append(mention)
                seen.append(mention)
        return found

    def _near(self, i: int, seen: deque[Mention]) -> list[Mention]:
        """Return the mentions before a word that are near enough, the last one first."""
        sentence = self.words.sentence[i]
        near = []
        for mention in reversed(seen):
            if self.words.sentence[mention.first] < sentence - _WINDOW:
                break
            near.append(mention)
        return near

    def _person(self, i: int, gender: str, seen: deque[Mention]) -> Mention | None:
        scores: dict[Entity, float] = {}
        own = self._possessed(i)
        for rank, mention in enumerate(self._near(i, seen)):
            entity = mention.entity
            if entity is own or entity.type != "person" or (entity.likely_gender and entity.likely_gender != gender):
                continue
            score = self._salience(mention, i) - 0.1 * rank + (0.6 if entity.likely_gender == gender else 0)
            scores[entity] = max(scores.get(entity, -9), score)
        if not scores:
            return None
        ranked = sorted(scores, key=lambda entity: -scores[entity])
        sure = len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= 0.5
        if not sure or (self.quoted[i] and len(ranked) > 1):
            return None
        best = ranked[0]
        best.gender = best.gender or gender
        return _pronoun(i, best, "person", "pronoun-person")

    def _possessed(self, i: int) -> Entity | None:
        """Return the person whom a possessive begins to describe: "her aide, Ana Rojas" is not her own aide."""
        phrase = next((m for m in self.described.get(i, ()) if m.entity.type == "person"), None)
        return phrase.entity if phrase else None

    def _salience(self, mention: Mention, i: int) -> float:
        """Return how much a mention stands out: near, subject of its sentence, spoken of often."""
        distance = self.words.sentence[i] - self.words.sentence[mention.first]
        score = 3.0 - distance
        before = self.words.words[mention.first - 1].lower() if mention.first else ""
        if before not in _PREPOSITIONS and not self._possessive(mention):
            score += 0.5
        if self._is_subject(mention):
            score += 1.0
        if mention.level == "nominal":
            score -= 0.7
        return score + min(self.often.get(mention.entity, 0), 5) * 0.1

    def _possessive(self, mention: Mention) -> bool:
        return mention.last < len(self.words) and self.words.words[mention.last] in ("'s", "'")

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a verb of saying or an auxiliary stands after the mention, or it opens the sentence."""
        if mention.last >= len(self.words):
            return False
        after = self.words.words[mention.last]
        if (
            after in v.SAYING
            or after in v.AUXILIARIES
            or (after.endswith("ed") and self.words.shapes[mention.last] == LOWER)
        ):
            return True
        return self.words.opens[mention.first] and after not in ("'s", "'", "and", "or")

    def _it_acts(self, i: int) -> bool:
        """Whether "it" is plainly somebody who acts: "it will continue", "it said" and the like."""
        after = self.words.words[i + 1] if i + 1 < len(self.words) else ""
        second = self.words.words[i + 2] if i + 2 < len(self.words) else ""
        return after in v.SAYING - {"calls", "hopes", "remarks"} or (
            after in ("will", "would") and second not in ("be", "have", "take")
        )

    def _thing(self, i: int, seen: deque[Mention]) -> Mention | None:
        """Return "its" or "it" as the state or organisation that last was the subject of the same sentence."""
        same = self.words.sentence[i]
        actors = [m for m in seen if self.words.sentence[m.first] == same and self._is_actor(m)]
        subjects = [m for m in actors if self._is_subject(m) or self._possessive(m)]
        if not subjects:
            return None
        best = subjects[-1]
        if len({self._meant(m) for m in actors if m.first > best.first}) > 1:
            return None
        entity = self._meant(best)
        return _pronoun(i, entity, entity.type, "pronoun-thing")

    def _is_actor(self, mention: Mention) -> bool:
        return mention.label in ("gpe", "org") or (
            mention.level == "pronominal" and mention.entity.type in ("gpe", "org")
        )

    def _meant(self, mention: Mention) -> Entity:
        return mention.refers_to or mention.entity


def _pronoun(i: int, entity: Entity, type: str, rule: str) -> Mention:
    return Mention(i, i + 1, "pronominal", entity, type=type, level="pronominal", rule=rule)


def _quoted(words: Words) -> list[bool]:
    """Return for each word whether it stands inside quotation marks; a paragraph starts anew."""
    found, inside = [], False
    for i, word in enumerate(words.words):
        if i and "\n" in words.text[words.ends[i - 1] : words.starts[i]]:
            inside = False
        if words.shapes[i] == OTHER:
            if word in "“«":
                inside = True
            elif word in "”»":
                inside = False
            elif word == '"':
                inside = not inside
        found.append(inside)
    return found
