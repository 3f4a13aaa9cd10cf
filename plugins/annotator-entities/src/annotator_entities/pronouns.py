"""Personal and possessive pronouns, where it is reasonably plain whom they mean; all others are left alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeAlias

from annotator_entities import vocabulary as v
from annotator_entities.antecedents import Antecedents
from annotator_entities.entity import Entity, Mention
from annotator_entities.ranking import Candidate, Pronoun
from annotator_entities.speech import Speech
from annotator_entities.syntax import Syntax
from annotator_entities.words import LOWER, Words

__all__ = ["Choose", "resolve_pronouns"]

_KINDS = (
    dict.fromkeys(("he", "his", "him"), ("person", "male"))
    | dict.fromkeys(("she", "her", "hers"), ("person", "female"))
    | dict.fromkeys(("it", "its"), ("thing", ""))
    | dict.fromkeys(("they", "their", "them"), ("several", ""))
    | dict.fromkeys(("i", "my", "me"), ("speaker", ""))
)
_FORMS = {form: kind for word, kind in _KINDS.items() for form in {word, word.capitalize()} - {"i"}}
"""Pronouns as they are written, with what they may stand for, and its gender."""

FURTHEST_BACK = 40
"""Mentions back to which an antecedent is sought."""

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

Choose: TypeAlias = Callable[[Pronoun, Sequence[Candidate], Sequence[str]], "tuple[Candidate, float] | None"]
"""Says who of the candidates a pronoun means, given what speaks for each and what speaks against all."""


def resolve_pronouns(mentions: list[Mention], words: Words, choose: Choose) -> list[Mention]:
    """Return the pronouns that can be resolved, given all other mentions."""
    return _Resolver(mentions, words, choose).run()


class _Resolver:
    def __init__(self, mentions: list[Mention], words: Words, choose: Choose) -> None:
        self.words, self.choose = words, choose
        self.mentions = sorted((m for m in mentions if m.level != "title"), key=lambda m: (m.first, -m.last))
        syntax = Syntax(words, mentions)
        self.speech = Speech(words, self.mentions, syntax)
        self.antecedents = Antecedents(words, self.mentions, syntax, self.speech)

    def run(self) -> list[Mention]:
        """Return the pronouns of all kinds; those of speakers last, for whom other pronouns may stand."""
        found: dict[int, Mention] = {}
        speaking: list[int] = []
        seen: deque[Mention] = deque(maxlen=FURTHEST_BACK)
        waiting = iter(self.mentions)
        following = next(waiting, None)
        words = self.words
        for i in [i for i, word in enumerate(words.words) if word in _FORMS]:
            while following is not None and following.first <= i:
                seen.append(following)
                following = next(waiting, None)
            kind, gender = _FORMS[words.words[i]]
            if words.shapes[i] != LOWER and not words.opens[i] and words.words[i] != "I":
                continue
            if kind == "speaker":
                speaking.append(i)
                continue
            mention = self._resolve(Pronoun(i, kind, gender), seen)
            if mention is not None:
                found[i] = mention
                seen.append(mention)
        return [*found.values(), *self._speakers(speaking, found)]

    def _resolve(self, pronoun: Pronoun, seen: deque[Mention]) -> Mention | None:
        i, kind = pronoun.at, pronoun.kind
        if self.words.words[i].lower() == "it" and self._says_nothing(i):
            return None
        candidates = self.antecedents.of(pronoun, reversed(seen))
        chosen = self.choose(pronoun, candidates, self.antecedents.doubts(pronoun)) if candidates else None
        if chosen is None:
            return None
        (mention, entity, _), sure = chosen
        if pronoun.gender:
            entity.gender = entity.gender or pronoun.gender
        type = "gpe" if mention.refers_to else mention.type
        return _pronoun(i, entity, type, f"pronoun-{kind}", round(sure, 2))

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


def _pronoun(i: int, entity: Entity, type: str, rule: str, sure: float | None = None) -> Mention:
    return Mention(i, i + 1, "pronominal", entity, type=type, level="pronominal", rule=rule, confidence=sure)
