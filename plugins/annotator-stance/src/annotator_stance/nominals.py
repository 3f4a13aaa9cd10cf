"""Stances in nouns: "X's rejection of Y", "X voiced support for Y", "X, a critic of Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annotator_stance.aims import Aim
from annotator_stance.clauses import VerbGroup, condition, extend, subject, verb_group
from annotator_stance.complements import aims_of
from annotator_stance.finding import Finding, Holder, certainty_of, denied, evidence_start
from annotator_stance.lexicon import Entry, load_lexicon, load_words
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = ["from_noun"]

_OF_THE_SPEAKER = frozenset(("derogation", "proposal", "excuse"))
_POSSESSIVES = frozenset(("his", "her", "its", "their", "my", "our"))


class _Bearing(NamedTuple):
    """Who bears the noun: the holder, where the evidence starts, the light verb and its sign if there is one."""

    holder: Holder
    first: int
    light: VerbGroup | None = None
    sign: int = 1


def from_noun(sentence: Sentence, place: int, last: int, entry: Entry) -> Iterator[Finding]:
    """Yield the stances of the noun at ``place``, whose entry ends at ``last``."""
    phrase = sentence.phrase_to(place)
    if phrase is None or not _counts(sentence, phrase, entry):
        return
    giver = sentence.phrase_from(last + 2) if sentence.lower[last + 1 : last + 2] in (["from"], ["by"]) else None
    aims = aims_of(sentence, extend(sentence, giver) + 1 if giver else last + 1, entry) or _named_before(
        sentence, phrase, entry
    )
    bearing = _bearing(sentence, phrase, entry, giver) if aims else None
    if bearing is None or bearing.holder is None:
        return
    light = bearing.light
    negated = sentence.lower[phrase.first] == "no" or bearing.sign < 0 or bool(light and light.negated)
    whole = (
        sentence.kind(last + 1) == "p" and aims[0].verb < 0 and aims[0].phrase.first > last
    )  # "stance against", "rejection of"
    cue = (min(light.verb, place) if light else place, last + 1 if whole else last)
    for aim in aims:
        polarity = _polarity(entry, aim, negated)
        certainty = certainty_of(sentence, light, entry, polarity) if light else entry.certainty or "certain"
        stop = max(aim.stop, last)
        yield Finding(polarity, "evaluative", certainty, bearing.holder, aim, (cue,), bearing.first, stop, entry.rule)


def _counts(sentence: Sentence, phrase: NounPhrase, entry: Entry) -> bool:
    if entry.role == "derogation":
        # What things are called is presupposed, also in a condition; the marks show that it is a name for them.
        around = range(max(phrase.first - 1, 0), min(phrase.last + 2, len(sentence)))
        return any(sentence.kinds[i] == "q" for i in around)
    if entry.role == "excuse" and sentence.lower[phrase.first] != "no":
        return False
    material = not load_words()["material"].isdisjoint(sentence.lower[phrase.first : phrase.last])
    return not material and condition(sentence, phrase.last) != "inside"


def _polarity(entry: Entry, aim: Aim, negated: bool) -> int:
    if entry.group == "likened":
        return aim.sign if abs(aim.sign) == 1 else 0
    return denied(entry.polarity, negated) * (1 if aim.deed and entry.role == "intent" else aim.sign)


# Who bears it.


def _bearing(sentence: Sentence, phrase: NounPhrase, entry: Entry, giver: NounPhrase | None) -> _Bearing:
    light = _light_verb(sentence, phrase)
    if entry.role in _OF_THE_SPEAKER:
        proposed = light[0] if light and entry.role == "proposal" else None  # "could take steps such as ..."
        return _Bearing("voice", proposed.first if proposed else phrase.first, proposed)
    if entry.role == "partisan":
        return _partisan(sentence, phrase)
    holder = giver or _possessor(sentence, phrase)
    if light is None:
        return _Bearing(holder, phrase.first)
    group, sign = light
    first = phrase.first
    if holder is None or sentence.kinds[holder.last] == "d":
        holder, first = subject(sentence, group.verb) or holder, group.first
    if holder is not None and holder.last < group.first:
        first = evidence_start(sentence, holder, group)
    return _Bearing(holder, first, group, sign)


def _possessor(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """Return the phrase before the last possessive mark, or the possessive pronoun that the phrase starts with."""
    for i in range(phrase.last - 1, phrase.first, -1):
        if sentence.kinds[i] == "'" and sentence.kinds[i - 1] in "w#":
            return NounPhrase(phrase.first, i - 1)
    return NounPhrase(phrase.first, phrase.first) if sentence.lower[phrase.first] in _POSSESSIVES else None


def _light_verb(sentence: Sentence, phrase: NounPhrase) -> tuple[VerbGroup, int] | None:
    """Return the light verb whose object the phrase is, with its sign, None when there is none."""
    place = sentence.left(phrase.first)
    if sentence.kind(place) != "v":
        return None
    for entry in load_lexicon().verbs.get(sentence.lower[place], ()):
        if entry.role == "light":
            return verb_group(sentence, place), entry.polarity
    return None


def _named_before(sentence: Sentence, phrase: NounPhrase, entry: Entry) -> list[Aim]:
    """Read the name in "a NAME critic"."""
    name = phrase.last - 1
    if entry.role != "partisan" or name < phrase.first or sentence.named[name] < 0:
        return []
    first = name
    while first > phrase.first and sentence.named[first - 1] == sentence.named[name]:
        first -= 1
    return [Aim(NounPhrase(first, name), 1, phrase.last)]


def _partisan(sentence: Sentence, phrase: NounPhrase) -> _Bearing:
    """Find who is called a critic: the subject of "is", what an apposition explains, or the critics themselves."""
    before = sentence.left(phrase.first)
    if sentence.kind(before) == "b":
        return _Bearing(subject(sentence, before), before)
    if sentence.kind(before) == "," and sentence.kinds[phrase.first] == "d" and before > 0:
        named = sentence.phrase_to(before - 1)
        if named is not None:
            return _Bearing(named, named.first)
    return _Bearing(phrase, phrase.first)
