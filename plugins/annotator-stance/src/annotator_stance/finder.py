"""Finds the stances of one sentence: each word of the lexicon with its holder, its target and how certain it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from annotator_stance.aims import Aim
from annotator_stance.clauses import VerbGroup, condition, copula_before, subject, subjects, unsaid, verb_group
from annotator_stance.complements import aims_of
from annotator_stance.finding import Finding, certainty_of, denied, evidence_start
from annotator_stance.judgements import amends, chances, compounds, effects, likelihood, predicates, wrongs, yields
from annotator_stance.lexicon import Entry, load_lexicon, load_words
from annotator_stance.nominals import from_noun
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = ["find"]


def find(sentence: Sentence) -> list[Finding]:
    """Return the stances of a sentence, in the order of their cues. Questions hold none."""
    if sentence.lower[-1:] == ["?"]:
        return []
    found: list[Finding] = []
    taken: set[int] = set()
    for place in range(len(sentence)):
        if place in taken or sentence.named[place] >= 0:
            continue
        for finding in _at(sentence, place):
            if unsaid(sentence, finding.cues[0][0]):
                continue
            found.append(finding)
            taken.update(range(finding.cues[0][1], finding.aim.verb + 1))
            taken.update(range(finding.cues[0][0], finding.cues[0][1] + 1))
    return found


def _at(sentence: Sentence, place: int) -> list[Finding]:
    lexicon, kind, word = load_lexicon(), sentence.kinds[place], sentence.lower[place]
    if kind in "vb" and word in lexicon.verbs:
        for entry, last in sentence.matching(lexicon.verbs, place):
            found = list(_verb(sentence, place, last, entry))
            if found:
                return found
    if kind == "w":
        for entry, last in sentence.matching(lexicon.nouns, place):
            found = list(from_noun(sentence, place, last, entry))
            if found:
                return found
    if kind in "wv":
        for entry, last in sentence.matching(lexicon.adjectives, place):
            found = list(_adjective(sentence, place, last, entry))
            if found:
                return found
    return list(_special(sentence, place, kind))


def _special(sentence: Sentence, place: int, kind: str) -> Iterator[Finding]:
    """The frames that belong to no single entry."""
    if kind == "b":
        yield from predicates(sentence, place)
    elif kind == "v":
        if sentence.lemma(place) in load_words()["yielding"] and place + 1 < len(sentence):
            yield from yields(sentence, place)
        yield from wrongs(sentence, place)
    elif kind in "mw" and sentence.lower[place] in load_words()["obliging"]:
        yield from amends(sentence, place)
    elif kind == "w":
        yield from chances(sentence, place)
        yield from compounds(sentence, place)


# Verbs.


def _verb(sentence: Sentence, place: int, last: int, entry: Entry) -> Iterator[Finding]:
    group = verb_group(sentence, place)
    if condition(sentence, place) == "inside":
        return
    if entry.role in ("effect", "occurrence"):
        yield from effects(sentence, group, last, entry)
    elif group.passive or (sentence.form(place) == "ed" and sentence.lower[last + 1 : last + 2] == ["by"]):
        yield from _passive(sentence, group, last, entry)
    elif entry.role != "light":
        yield from _active(sentence, group, last, entry)


def _active(sentence: Sentence, group: VerbGroup, last: int, entry: Entry) -> Iterator[Finding]:
    aims = aims_of(sentence, last + 1, entry)
    for holder in _bearers(sentence, group) if aims else ():
        first = group.first if isinstance(holder, str) else evidence_start(sentence, holder, group)
        for aim in aims:
            finding = _held(sentence, group, entry, aim)
            if finding is not None:
                cues = ((group.verb, last), (aim.verb, aim.verb)) if aim.verb > last else ((group.verb, last),)
                yield finding._replace(holder=holder, cues=cues, first=first, last=max(aim.stop, last))


def _held(sentence: Sentence, group: VerbGroup, entry: Entry, aim: Aim) -> Finding | None:
    """Return what the verb says of one target, holder and place still to be filled in; None when it says little."""
    epistemic = entry.role == "epistemic" or abs(aim.sign) > 1
    if group.negated and (epistemic or _says_little(entry, aim)):
        return None
    polarity = 0 if epistemic else _polarity(entry, aim, group)
    certainty = "possible" if abs(aim.sign) > 1 else certainty_of(sentence, group, entry, polarity)
    dimension = "epistemic" if epistemic else "evaluative"
    return Finding(polarity, dimension, certainty, None, aim, (), group.first, group.verb, entry.rule)


def _says_little(entry: Entry, aim: Aim) -> bool:
    """Whether to deny it is no stance: not to fear, not to mean harm."""
    if entry.role in ("intent", "directive"):
        return aim.sign < 0
    return entry.polarity < 0 and entry.group != "disapprove"


def _bearers(sentence: Sentence, group: VerbGroup) -> Sequence[NounPhrase | Literal["voice"]]:
    """Return who holds what the verb says: its subject, or, of what should be done, whoever says that it should."""
    if group.modal in ("can", "cannot", "ca"):
        return []
    return ["voice"] if group.modal in ("should", "must") else subjects(sentence, group.verb)


def _polarity(entry: Entry, aim: Aim, group: VerbGroup) -> int:
    if entry.polarity == 0:  # "see X as Y": the aim carries the sign
        return (aim.sign if abs(aim.sign) == 1 else 0) if entry.group in ("liken", "likened", "call") else 0
    if aim.deed and entry.role == "intent":
        return denied(entry.polarity, group.negated)
    return denied(entry.polarity, group.negated) * aim.sign


def _passive(sentence: Sentence, group: VerbGroup, last: int, entry: Entry) -> Iterator[Finding]:
    if entry.role != "attitude" or entry.frames[0] != "NP":
        return
    by = next((i for i in range(last + 1, min(last + 8, len(sentence))) if sentence.lower[i] == "by"), -1)
    if by < 0 or any(sentence.kinds[i] in ",vs." for i in range(last + 1, by)):
        return
    before = sentence.left(group.first)
    near = before - 1 if sentence.kind(before) == "," else before
    target = (
        subject(sentence, group.verb) if group.passive or sentence.kind(before) == "s" else sentence.phrase_to(near)
    )
    holder = sentence.phrase_from(by + 1)
    if holder is None or target is None or sentence.is_gerund(by + 1):
        return
    polarity = denied(entry.polarity, group.negated)
    aim = Aim(target, 1, holder.last)
    first = evidence_start(sentence, target, group)
    certainty = certainty_of(sentence, group, entry, polarity)
    yield Finding(
        polarity,
        "evaluative",
        certainty,
        holder,
        aim,
        ((group.verb, last),),
        first,
        holder.last,
        entry.rule + "/passive",
    )


# Adjectives.


def _adjective(sentence: Sentence, place: int, last: int, entry: Entry) -> Iterator[Finding]:
    if entry.role == "judgement":
        yield from likelihood(sentence, place, last, entry)
        return
    copula = copula_before(sentence, place)
    if copula < 0 or condition(sentence, place) == "inside":
        return
    group, bearer = verb_group(sentence, copula), subject(sentence, copula)
    negated = group.negated or any(sentence.kinds[i] == "n" for i in range(copula, place))
    if bearer is None:
        return
    first = evidence_start(sentence, bearer, group)
    for aim in aims_of(sentence, last + 1, entry) if entry.polarity >= 0 or not negated else ():
        polarity = denied(entry.polarity, negated) * aim.sign
        certainty = certainty_of(sentence, group, entry, polarity)
        yield Finding(
            polarity, "evaluative", certainty, bearer, aim, ((copula, last),), first, max(aim.stop, last), entry.rule
        )
