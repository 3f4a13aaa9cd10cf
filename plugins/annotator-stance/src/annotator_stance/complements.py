"""What follows a cue: the frames of the lexicon, read forwards from the cue to the target."""

from __future__ import annotations

from collections.abc import Callable

from annotator_stance.aims import Aim, is_somebody
from annotator_stance.leans import named_as, seen_as
from annotator_stance.lexicon import Entry, load_grammar, load_lexicon, load_words
from annotator_stance.sentence import NounPhrase, Sentence
from annotator_stance.targets import clause_end, coordinated, object_aims, one_verb_phrase, verb_phrase

__all__ = ["aims_of"]

_PARTICLES = frozenset(("off", "out", "down", "away", "up", "aside"))
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
    if sentence.lower[place : place + 2] in (["provided", "that"], ["providing", "that"]):
        return False
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
        return [Aim(phrase, 1, clause_end(sentence, verb))] if ill else []
    negated = any(sentence.kinds[i] == "n" for i in range(phrase.last, verb))
    aims = _done_in_clause(sentence, phrase, verb, entry)
    return [aim._replace(sign=-aim.sign) if negated else aim for aim in aims]


def _bodes_ill(sentence: Sentence, verb: int) -> bool:
    harms = any(entry.group == "harm" for entry, _ in sentence.matching(load_lexicon().verbs, verb))
    return harms or sentence.lemma(verb) in load_words()["boding"]


def _done_in_clause(sentence: Sentence, phrase: NounPhrase, verb: int, entry: Entry) -> list[Aim]:
    aims = one_verb_phrase(sentence, verb, False, 1)
    if aims:
        return aims + coordinated(sentence, aims[-1].stop + 1, verb, False, 1)
    end = clause_end(sentence, verb)
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
