"""What follows a cue: the frames of the lexicon, read forwards from the cue to the target."""

from __future__ import annotations

from collections.abc import Callable

from annotator_stance.aims import Aim, is_somebody
from annotator_stance.inflection import singular
from annotator_stance.leans import named_as, seen_as
from annotator_stance.lexicon import Entry, load_grammar, load_lexicon, load_words
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = ["aims_of", "object_aims", "verb_phrase"]

_PARTICLES = frozenset(("off", "out", "down", "away", "up", "aside"))
_DEEPEST = 5
_DEEDS = frozenset(("effect", "attitude"))
_LONGEST_SUBJECT = 25


def aims_of(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    """Return the targets of a cue whose last word stands before ``place``, by the first frame that fits."""
    start = place
    if entry.pos == "verb" and sentence.lower[start : start + 1] and sentence.lower[start] in _PARTICLES:
        return []  # "backed off", "turned down" are other verbs
    while sentence.kind(start) in "aq" and start < len(sentence):
        start += 1
    for frame in entry.frames:
        found = _frame(sentence, start, frame, entry)
        if found:
            return found
    return []


def _frame(sentence: Sentence, place: int, frame: str, entry: Entry) -> list[Aim]:
    reader = _FRAMES.get(frame)
    if reader is not None:
        return reader(sentence, place, entry)
    compared = frame.endswith(" NP as NP")
    *words, last = frame.removesuffix(" as NP").split()
    if sentence.lower[place : place + len(words)] != words:
        return []
    place += len(words)
    if compared:
        return seen_as(sentence, place)
    if last == "VPing" or sentence.is_gerund(place):
        return _gerund(sentence, place, entry)
    return _after_preposition(sentence, place, words, entry)


def _after_preposition(sentence: Sentence, place: int, words: list[str], entry: Entry) -> list[Aim]:
    if words == ["to"] and _may_be_verb(sentence, place):
        return []
    aims = object_aims(sentence, place, entry.polarity > 0)
    asked = words == ["for"] and aims and sentence.kind(aims[-1].stop + 1) == "t"
    return [] if asked else aims  # "calls for the guild to ..."


def _may_be_verb(sentence: Sentence, place: int) -> bool:
    """Whether a bare word after "to" looks like a verb that no list knows: "to clamp down", "to clamp the"."""
    return sentence.kind(place) == "w" and sentence.words[place][:1].islower() and sentence.kind(place + 1) in "dart"


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
                return [Aim(inner, 1, _clause_end(sentence, inner.last))]
    return [Aim(phrase, 1, phrase.last)]


def _bodes_ill(sentence: Sentence, verb: int) -> bool:
    harms = any(entry.group == "harm" for entry, _ in sentence.matching(load_lexicon().verbs, verb))
    return harms or sentence.lemma(verb) in load_words()["boding"]


def _clause_end(sentence: Sentence, place: int) -> int:
    """Return the last place before the next break in the clause."""
    end = place
    while end + 1 < len(sentence) and sentence.kinds[end + 1] not in ",." and end - place < _LONGEST_SUBJECT:
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
    aims = _one_verb_phrase(sentence, place, deed, depth)
    if aims and depth < _DEEPEST:
        aims += _coordinated(sentence, aims[-1].stop + 1, place, deed, depth)
    return [aim._replace(sign=sign * aim.sign) for aim in aims]


def _one_verb_phrase(sentence: Sentence, place: int, deed: bool, depth: int) -> list[Aim]:
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


def _coordinated(sentence: Sentence, after: int, verb: int, deed: bool, depth: int) -> list[Aim]:
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


# Frames that are more than a preposition.


def _noun_phrase(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    if sentence.is_gerund(place):
        return verb_phrase(sentence, place) if entry.role == "directive" else []
    aims = object_aims(sentence, place, entry.polarity > 0)
    if aims and entry.role == "directive" and sentence.kind(aims[-1].stop + 1) == "t":
        return []  # "wants all of the guild to ..."
    if not aims or aims[0].phrase.first != place or aims[0].sign < 0:
        return aims
    phrase = aims[0].phrase
    if _is_clause(sentence, phrase.last + 1) or (entry.target == "somebody" and not is_somebody(sentence, phrase)):
        return []
    if entry.role in ("directive", "epistemic") and (
        is_somebody(sentence, phrase) or sentence.kind(phrase.last + 1) == "t"
    ):
        return []  # "urged the mayor", "expects the mayor to resign": what is urged is not said, or is a deed
    return aims


def _is_clause(sentence: Sentence, place: int) -> bool:
    kind = sentence.kind(place)
    return kind in "bmho" or (kind == "v" and sentence.form(place) in ("s", "ed") and sentence.kind(place + 1) != "p")


def _gerund(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    if entry.target == "attitude" and not _is_attitude(sentence, place):
        return []
    return verb_phrase(sentence, place) if sentence.is_gerund(place) else []


def _infinitive(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    sign = 1
    if sentence.kind(place) == "n":
        sign, place = -1, place + 1
    if sentence.kind(place) != "t":
        return []
    refused = entry.role == "intent" and entry.polarity < 0
    if refused and sentence.lemma(place + 1) in load_grammar().sets["saying"] | load_words()["answering"]:
        return []  # "declined to comment" takes no side
    if entry.target == "attitude" and not _is_attitude(sentence, place + 1):
        return []
    if refused and not _is_attitude(sentence, place + 1):
        return verb_phrase(sentence, place + 1, True)
    return [aim._replace(sign=sign * aim.sign) for aim in verb_phrase(sentence, place + 1)]


def _is_attitude(sentence: Sentence, place: int) -> bool:
    return any(entry.role == "attitude" for entry, _ in sentence.matching(load_lexicon().verbs, place))


def _object_infinitive(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    phrase = sentence.phrase_from(place)
    if phrase is None:
        return []
    after = sentence.right(phrase.last)
    negated = sentence.kind(after) == "n" and sentence.kind(after + 1) == "t"
    if sentence.kind(after + negated) != "t":
        return []
    return _infinitive(sentence, after, entry)


def _for_infinitive(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    return _object_infinitive(sentence, place + 1, entry) if sentence.lower[place : place + 1] == ["for"] else []


def _on_gerund(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:  # noqa: ARG001
    phrase = sentence.phrase_from(place)
    after = phrase.last + 1 if phrase else place
    if phrase is None or sentence.lower[after : after + 1] != ["on"] or not sentence.is_gerund(after + 1):
        return []
    return verb_phrase(sentence, after + 1)


def _clause(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:
    """Read "(that) the visit could spark a thaw": the thaw, or the visit when the entry asks for the subject."""
    if sentence.lower[place : place + 1] == ["that"]:
        place += 1
    phrase = sentence.phrase_from(place)
    verb = _predicate(sentence, phrase.last + 1) if phrase else -1
    if phrase is None or verb < 0:
        return []
    if entry.clause == "subject":
        ill = _bodes_ill(sentence, verb) and not is_somebody(sentence, phrase)
        return [Aim(phrase, 1, _clause_end(sentence, verb))] if ill else []
    negated = any(sentence.kinds[i] == "n" for i in range(phrase.last, verb))
    aims = _done_in_clause(sentence, phrase, verb, entry)
    return [aim._replace(sign=-aim.sign) if negated else aim for aim in aims]


def _done_in_clause(sentence: Sentence, phrase: NounPhrase, verb: int, entry: Entry) -> list[Aim]:
    aims = _one_verb_phrase(sentence, verb, False, 1)
    if aims:
        return aims + _coordinated(sentence, aims[-1].stop + 1, verb, False, 1)
    end = _clause_end(sentence, verb)
    for occurrence, _ in sentence.matching(load_lexicon().verbs, verb):
        if occurrence.role == "occurrence":
            return [Aim(phrase, occurrence.polarity, end)]
    judged = entry.role == "epistemic" and not is_somebody(sentence, phrase)
    return [Aim(phrase, 1, end)] if judged else []


def _predicate(sentence: Sentence, place: int) -> int:
    """Return the place of the main verb of the clause whose subject ended before ``place``, -1 if none is found."""
    relative = False
    for i in range(place, min(place + _LONGEST_SUBJECT, len(sentence))):
        kind = sentence.kinds[i]
        if kind == ".":
            return -1
        if kind == "s":
            relative = True
        elif kind == "," and sentence.kind(i + 1) in "mbhov":
            relative = False
        elif relative:
            continue
        elif kind in "mbho":
            return _main_verb(sentence, i)
        elif kind == "v" and sentence.kinds[i - 1] != "t":
            return i
    return -1


def _main_verb(sentence: Sentence, auxiliary: int) -> int:
    after = auxiliary + 1
    while after < len(sentence) and sentence.kinds[after] in "anqbho":
        after += 1
    return after if after < len(sentence) else -1


def _will(sentence: Sentence, place: int, entry: Entry) -> list[Aim]:  # noqa: ARG001
    if sentence.lower[place : place + 1] == ["that"]:
        place += 1
    phrase = sentence.phrase_from(place)
    if phrase is None or sentence.kind(phrase.last) not in "rw":
        return []
    after = phrase.last + 1
    if (
        sentence.lower[after : after + 1] not in (["will"], ["would"], ["'ll"], ["'d"])
        or sentence.kind(phrase.last) != "r"
    ):
        return []
    return verb_phrase(sentence, after + 1)


_FRAMES: dict[str, Callable[[Sentence, int, Entry], list[Aim]]] = {
    "NP": _noun_phrase,
    "VPing": _gerund,
    "to VP": _infinitive,
    "NP to VP": _object_infinitive,
    "for NP to VP": _for_infinitive,
    "NP on VPing": _on_gerund,
    "NP as NP": lambda sentence, place, _entry: seen_as(sentence, place),
    "NP lean": lambda sentence, place, _entry: named_as(sentence, place),
    "that S": _clause,
    "that will VP": _will,
    "none": lambda _sentence, _place, _entry: [],
}
