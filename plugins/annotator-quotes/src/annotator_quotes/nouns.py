"""Nouns that report: "his claim that ...", "the minister's support for ..."."""

from __future__ import annotations

from annotator_quotes.passage import Cue, Phrase, Scene
from annotator_quotes.phrases import phrase_before
from annotator_quotes.vocabulary import (
    AUX,
    BE,
    MODAL,
    NOUN_PREPOSITIONS,
    POSSESSIVE,
    PRONOUN,
    REPORT_NOUNS,
    Verb,
    cue_verbs,
)

__all__ = ["noun_cue"]

_CLAUSE = frozenset({"that"})
_PHRASE = frozenset({"noun", "to"})
_GENITIVE = frozenset({"'s", "’s", "'", "’"})


def noun_cue(scene: Scene, i: int, floor: int, ceiling: int) -> Cue | None:
    """Return the cue of a reporting noun at token ``i``; its subject is the possessor, if one stands before it."""
    form = scene.words.form
    noun = form[i]
    if i + 2 >= ceiling or scene.inside[i + 1] >= 0:
        return None
    kind, possessor = REPORT_NOUNS[noun], _possessor(scene, i, floor)
    if form[i + 1] == "that" and not scene.words.flags[i + 2] & (AUX | BE | MODAL) and form[i + 2] not in cue_verbs():
        return Cue(i, i + 1, i, floor, ceiling, Verb(noun, (), kind, _CLAUSE), "noun", possessor)
    if possessor is not None and form[i + 1] in NOUN_PREPOSITIONS.get(noun, ()):
        stop = i + 1 + (form[i + 1] != "to" or noun == "opposition")
        return Cue(i, stop, i, floor, ceiling, Verb(noun, (form[i + 1],), kind, _PHRASE), "noun", possessor)
    return None


def _possessor(scene: Scene, i: int, floor: int) -> Phrase | None:
    """Return the possessor of the noun at ``i``: "his" or "the minister's", with at most two words between."""
    form, flags = scene.words.form, scene.words.flags
    for j in range(i - 1, max(floor, i - 3) - 1, -1):
        if form[j] in _GENITIVE and j > floor:
            return phrase_before(scene, j, floor)
        if flags[j] & POSSESSIVE and form[j] not in _GENITIVE:
            return Phrase(j, j + 1, j)
        if flags[j] & ~PRONOUN or not scene.words.is_word(j):
            return None
    return None
