"""What a predicate says of its subject: "a disgrace", "loyal friends", "a hostile power"."""

from __future__ import annotations

from annotator_stance.aims import Aim
from annotator_stance.inflection import singular
from annotator_stance.lexicon import load_words
from annotator_stance.sentence import Sentence

__all__ = ["lean", "named_as", "seen_as"]

OPENING = 2
"""The lean of an opening or a chance: no praise, but a judgement of what may come."""


def lean(sentence: Sentence, place: int) -> tuple[int, int] | None:
    """Return what the noun phrase or adjective at ``place`` says of its subject, and its last place.

    1 praises, -1 damns, 2 calls it an opening (a judgement of chances); None when it says neither.
    """
    phrase = sentence.phrase_from(place)
    if phrase is None:
        return None
    words, head = load_words(), singular(sentence.lower[phrase.last])
    inside = sentence.lower[phrase.first : phrase.last + 1]
    if head in words["damning"] or not words["damning_adjectives"].isdisjoint(inside):
        return -1, phrase.last
    if head in words["promising"]:
        return 2, phrase.last
    if head in words["praising"] or not words["praising_adjectives"].isdisjoint(inside):
        return 1, phrase.last
    return None


def seen_as(sentence: Sentence, place: int) -> list[Aim]:
    """Read "(see) the mainland as a hostile power" from the object on."""
    phrase = sentence.phrase_from(place)
    if phrase is None:
        return []
    after = phrase.last + 1
    for i in range(after, min(after + 20, len(sentence))):
        if sentence.lower[i] == "as":
            found = lean(sentence, i + 1)
            return [Aim(phrase, found[0], found[1])] if found else []
        if sentence.kinds[i] in ",." or (sentence.kinds[i] == "v" and sentence.kinds[i - 1] != "t"):
            return []
    return []


def named_as(sentence: Sentence, place: int) -> list[Aim]:
    """Read "(called) the toll a disgrace", "(called) the toll “disastrous”", "(called) the toll dangerous"."""
    phrase = sentence.phrase_from(place)
    if phrase is None:
        return []
    words = load_words()
    split = phrase.last + 1
    for i in range(phrase.first + 1, phrase.last + 1):
        if sentence.kinds[i] == "q" or sentence.lower[i] in words["damning_adjectives"] | words["praising_adjectives"]:
            split = i
            break
    if split <= phrase.last and sentence.kinds[split - 1] not in "w#r":
        return []
    found = lean(sentence, split)
    first = sentence.phrase_to(split - 1)
    return [Aim(first, found[0], found[1])] if found and first and abs(found[0]) == 1 else []
