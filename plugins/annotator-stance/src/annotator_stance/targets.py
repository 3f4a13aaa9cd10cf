"""Where a phrase leads: the targets of a noun phrase, and what a verb phrase furthers, harms, or does."""

from __future__ import annotations

from annotator_stance.aims import Aim, is_somebody
from annotator_stance.inflection import singular
from annotator_stance.lexicon import load_lexicon, load_words
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = ["clause_end", "coordinated", "object_aims", "one_verb_phrase", "verb_phrase"]

_DEEPEST = 5
_DEEDS = frozenset(("effect", "attitude"))
_LONGEST_CLAUSE = 25


def object_aims(sentence: Sentence, place: int, wanted: bool = False) -> list[Aim]:
    """Return the noun phrase at ``place`` and those coordinated with it; transparent heads lead to their complement.

    Args:
        sentence: the sentence.
        place: where the noun phrase starts.
        wanted: it is wanted or praised; then wanting the end of something is being against it.
    """
    phrase = sentence.phrase_from(place)
    if phrase is None:
        return []
    aims = (_undone(sentence, phrase) if wanted else []) or _through(sentence, phrase)
    if sentence.lower[phrase.first] == "no":
        return [aim._replace(sign=-aim.sign) for aim in aims]
    return _with_second(sentence, aims)


def _with_second(sentence: Sentence, aims: list[Aim]) -> list[Aim]:
    """Add what "and" or "or" joins to the last target: a phrase with a determiner or a name is a target of its own."""
    aim = aims[-1]
    after = aim.stop + 1
    if (
        aim.deed
        or sentence.kind(after) != "c"
        or sentence.lower[after] not in ("and", "or")
        or aim.stop != aim.phrase.last
    ):
        return aims
    other = sentence.phrase_from(after + 1)
    if other is None or sentence.kinds[other.last] == "r" or sentence.kind(other.last + 1) not in ".,":
        return aims
    elliptic = sentence.named[aim.phrase.last] >= 0 and sentence.named[other.first] >= 0 > sentence.named[other.last]
    if elliptic:  # "Ostian and Westian weavers"
        return [*aims[:-1], aim._replace(phrase=NounPhrase(aim.phrase.first, other.last), stop=other.last)]
    if sentence.kinds[other.first] == "d" or sentence.named[other.last] >= 0:
        return [*aims, Aim(other, aim.sign, other.last)]
    if sentence.named[aim.phrase.last] >= 0:
        return aims
    return [*aims[:-1], aim._replace(phrase=NounPhrase(aim.phrase.first, other.last), stop=other.last)]


def _undone(sentence: Sentence, phrase: NounPhrase) -> list[Aim]:
    """Read "the repeal of the toll", "the mayor's resignation" as turned against the toll, the mayor."""
    if singular(sentence.lower[phrase.last]) not in load_words()["undoing"]:
        return []
    after = phrase.last + 1
    if sentence.lower[after : after + 1] in (["of"], ["to"], ["on"]):
        inner = sentence.phrase_from(after + 1)
        return [Aim(inner, -1, inner.last)] if inner and sentence.kinds[inner.last] != "r" else []
    for i in range(phrase.last - 1, phrase.first, -1):
        if sentence.kinds[i] == "'":
            return [Aim(NounPhrase(phrase.first, i - 1), -1, phrase.last)]
    return []


def _through(sentence: Sentence, phrase: NounPhrase, depth: int = 0) -> list[Aim]:
    """Step from "the possibility of a truce" to "a truce", from "the time to resume trade" to "trade"."""
    head, after = singular(sentence.lower[phrase.last]), phrase.last + 1
    words = load_words()
    plain = head in words["transparent"] and phrase.last - phrase.first <= 1  # "the idea of", not "the mad idea of"
    if depth < _DEEPEST and after < len(sentence) and (plain or head in words["promising"]):
        follower = sentence.lower[after]
        if follower in ("of", "for"):
            if sentence.is_gerund(after + 1):
                return verb_phrase(sentence, after + 1) or [Aim(phrase, 1, phrase.last)]
            inner = sentence.phrase_from(after + 1)
            for_somebody = inner is not None and follower == "for" and is_somebody(sentence, inner)
            if inner is not None and sentence.kind(inner.first) != "r" and not for_somebody:
                return _through(sentence, inner, depth + 1)
        if follower == "to" and sentence.lemma(after + 1):
            return verb_phrase(sentence, after + 1) or [Aim(phrase, 1, phrase.last)]
        if follower == "that":
            inner = sentence.phrase_from(after + 1)
            if inner is not None:
                return [Aim(inner, 1, clause_end(sentence, inner.last))]
    return [Aim(phrase, 1, phrase.last)]


def clause_end(sentence: Sentence, place: int) -> int:
    """Return the last place before the next break in the clause."""
    end = place
    while end + 1 < len(sentence) and sentence.kinds[end + 1] not in ",." and end - place < _LONGEST_CLAUSE:
        end += 1
    while sentence.kinds[end] == "q" and end > place:
        end -= 1
    return end


# Verb phrases.


def verb_phrase(sentence: Sentence, place: int, deed: bool = False, depth: int = 0) -> list[Aim]:
    """Return the targets of the verb phrase at ``place``: what it furthers or harms, and what it is coordinated with.

    Args:
        sentence: the sentence.
        place: where the verb stands, or an adverb or negation before it.
        deed: when the verb is not known, take what is done as the target.
        depth: how many verbs led here.
    """
    sign = 1
    while sentence.kind(place) in "anq" and place < len(sentence):
        sign = -sign if sentence.kinds[place] == "n" else sign
        place += 1
    aims = one_verb_phrase(sentence, place, deed, depth)
    if aims and depth < _DEEPEST:
        aims += coordinated(sentence, aims[-1].stop + 1, place, deed, depth)
    return [aim._replace(sign=sign * aim.sign) for aim in aims]


def one_verb_phrase(sentence: Sentence, place: int, deed: bool, depth: int) -> list[Aim]:
    """Return the targets of the verb at ``place`` alone, through "continue to" and "make efforts to"."""
    if depth > _DEEPEST or place >= len(sentence) or not (sentence.lemma(place) or sentence.kind(place) == "b"):
        return []
    chain = _chain(sentence, place, depth)
    if chain:
        return chain
    for entry, last in sentence.matching(load_lexicon().verbs, place):
        if entry.role in _DEEDS and entry.polarity and entry.frames[0] in ("NP", "VPing"):
            start = last + 1
            while sentence.kind(start) == "a":
                start += 1
            aims = verb_phrase(sentence, start, False, depth + 1) if sentence.is_gerund(start) else []
            aims = aims or object_aims(sentence, start)
            ordered = sentence.lemma(place) in load_words()["directing"]
            if not aims or (ordered and sentence.kind(aims[-1].stop + 1) == "t"):
                continue  # "allow the guild to ...": what the guild then does would decide
            if deed or entry.target == "phrase":
                return [
                    Aim(NounPhrase(place, aims[-1].stop), 1 if deed else entry.polarity, aims[-1].stop, place, True)
                ]
            return [Aim(aim.phrase, entry.polarity * aim.sign, aim.stop, place, aim.deed) for aim in aims]
    return _deed(sentence, place) if deed else []


def _chain(sentence: Sentence, place: int, depth: int) -> list[Aim]:
    """Follow "continue to", "return to", "make efforts to" to the verb that counts."""
    lexicon = load_lexicon()
    if sentence.lemma(place) == "help" and sentence.form(place + 1) == "base":
        return verb_phrase(sentence, place + 1, False, depth + 1)
    if sentence.kind(place + 1) == "t":
        refused = any(
            entry.role == "intent" and entry.polarity < 0 for entry in lexicon.verbs.get(sentence.lower[place], ())
        )
        aims = verb_phrase(sentence, place + 2, False, depth + 1)
        return [aim._replace(sign=-aim.sign) if refused else aim for aim in aims]
    phrase = sentence.phrase_from(place + 1)
    if phrase is not None and sentence.kind(phrase.last + 1) == "t":
        nouns = lexicon.nouns.get(sentence.lower[phrase.last], ())
        if any(entry.role == "intent" and entry.polarity > 0 for entry in nouns):
            return verb_phrase(sentence, phrase.last + 2, False, depth + 1)
    return []


def coordinated(sentence: Sentence, after: int, verb: int, deed: bool, depth: int) -> list[Aim]:
    """Read "... and restore trade" after "promote dialogue", and ", allowing trade" too."""
    while sentence.kind(after) == "a":
        after += 1
    place = after + 1 if sentence.kind(after) == "," else after
    if sentence.kind(place) == "c" and sentence.lower[place] in ("and", "or"):
        place = sentence.right(place)
        same = sentence.form(place) == sentence.form(verb)
        start = place
    else:
        start = sentence.right(after)
        same = sentence.kind(after) == "," and sentence.is_gerund(start)
    return verb_phrase(sentence, start, deed, depth + 1) if same and sentence.lemma(start) else []


def _deed(sentence: Sentence, place: int) -> list[Aim]:
    after = place + 1
    if sentence.kind(after) in "pat":
        after += 1
    phrase = sentence.phrase_from(after)
    return [Aim(NounPhrase(place, phrase.last), 1, phrase.last, place, True)] if phrase else []
