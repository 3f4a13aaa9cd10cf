"""Finds the stances of one sentence: each word of the lexicon with its holder, its target and how certain it is."""

from __future__ import annotations

from collections.abc import Iterator

from annotator_stance.aims import Aim
from annotator_stance.clauses import VerbGroup, condition, copula_before, subject, verb_group
from annotator_stance.complements import aims_of
from annotator_stance.finding import Finding, Holder, certainty_of, denied, evidence_start
from annotator_stance.judgements import chances, compounds, effects, likelihood, predicates, wrongs, yields
from annotator_stance.lexicon import Entry, load_lexicon, load_words
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
            found.append(finding)
            taken.update(range(finding.cues[0][1], finding.aim.verb + 1))
            taken.update(range(finding.cues[0][0], finding.cues[0][1] + 1))
    return found


def _at(sentence: Sentence, place: int) -> list[Finding]:
    lexicon, kind, word = load_lexicon(), sentence.kinds[place], sentence.lower[place]
    special = list(_special(sentence, place, kind))
    if special:
        return special
    if kind in "vb" and word in lexicon.verbs:
        for entry, last in sentence.matching(lexicon.verbs, place):
            found = list(_verb(sentence, place, last, entry))
            if found:
                return found
    if kind == "w":
        for entry, last in sentence.matching(lexicon.nouns, place):
            found = list(_noun(sentence, place, last, entry))
            if found:
                return found
    if kind in "wv":
        for entry, last in sentence.matching(lexicon.adjectives, place):
            found = list(_adjective(sentence, place, last, entry))
            if found:
                return found
    return []


def _special(sentence: Sentence, place: int, kind: str) -> Iterator[Finding]:
    """The frames that belong to no single entry."""
    if kind == "b":
        yield from predicates(sentence, place)
    elif kind == "v":
        if sentence.lemma(place) in load_words()["yielding"] and place + 1 < len(sentence):
            yield from yields(sentence, place)
        yield from wrongs(sentence, place)
    elif kind == "w":
        yield from chances(sentence, place)
        yield from compounds(sentence, place)


# Verbs.


def _verb(sentence: Sentence, place: int, last: int, entry: Entry) -> Iterator[Finding]:
    group = verb_group(sentence, place)
    if condition(sentence, place) == "inside":
        return
    if entry.role == "effect" or entry.role == "occurrence":
        yield from effects(sentence, group, last, entry)
    elif group.passive or (sentence.form(place) == "ed" and sentence.lower[last + 1 : last + 2] == ["by"]):
        yield from _passive(sentence, group, last, entry)
    elif entry.role != "light":
        yield from _active(sentence, group, last, entry)


def _active(sentence: Sentence, group: VerbGroup, last: int, entry: Entry) -> Iterator[Finding]:
    aims = aims_of(sentence, last + 1, entry)
    if not aims:
        return
    holder = _bearer(sentence, group)
    if holder is None:
        return
    first = group.first if isinstance(holder, str) else evidence_start(sentence, holder, group)
    epistemic = entry.role == "epistemic" or abs(aims[0].sign) > 1
    for aim in aims:
        polarity = 0 if epistemic else _polarity(entry, aim, group)
        if group.negated and (epistemic or (entry.polarity < 0 and entry.group != "disapprove")):
            continue  # "did not foresee", "does not fear": that says little of what is thought
        cues = [(group.verb, last)] + ([(aim.verb, aim.verb)] if aim.verb > last else [])
        yield Finding(
            polarity,
            "epistemic" if epistemic else "evaluative",
            "possible" if abs(aim.sign) > 1 else certainty_of(sentence, group, entry, polarity),
            holder,
            aim,
            tuple(cues),
            first,
            max(aim.stop, last),
            entry.rule,
        )


def _bearer(sentence: Sentence, group: VerbGroup) -> Holder:
    """Return who holds what the verb says: its subject, or, of what should be done, whoever says that it should."""
    if group.modal in ("can", "cannot", "ca"):
        return None
    return "voice" if group.modal in ("should", "must") else subject(sentence, group.verb)


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


# Nouns.


def _noun(sentence: Sentence, place: int, last: int, entry: Entry) -> Iterator[Finding]:
    phrase = sentence.phrase_to(place)
    if phrase is None or (condition(sentence, place) == "inside" and entry.role != "derogation"):
        return
    if entry.role == "excuse" and sentence.lower[phrase.first] != "no":
        return
    after, holder, first, negated, group = last + 1, _possessor(sentence, phrase), phrase.first, False, None
    if sentence.lower[after : after + 1] in (["from"], ["by"]):
        giver = sentence.phrase_from(after + 1)
        if giver is not None:
            holder, after = giver, giver.last + 1
    if not load_words()["material"].isdisjoint(sentence.lower[phrase.first : place]):
        return
    aims = aims_of(sentence, after, entry) or _before_partisan(sentence, phrase, entry)
    if not aims:
        return
    if entry.role == "partisan":
        holder, first = _partisan(sentence, phrase)
    light = _light_verb(sentence, phrase)
    cue = (place, last if sentence.kind(last + 1) not in "p" or aims[0].verb > 0 else last + 1)
    if light is not None:
        group, sign = light
        negated = group.negated or sign < 0
        if holder is None or sentence.kinds[holder.last] == "d":
            holder, first = subject(sentence, group.verb) or holder, group.first
        if holder is not None and holder.last < group.first:
            first = evidence_start(sentence, holder, group)
        cue = (min(group.verb, cue[0]), cue[1])
    if entry.role in ("derogation", "proposal", "excuse"):
        holder = "voice"
    if holder is None:
        return
    if sentence.lower[phrase.first] == "no":
        negated = True
    for aim in aims:
        polarity = denied(entry.polarity, negated) * (1 if aim.deed and entry.role == "intent" else aim.sign)
        if entry.group == "likened":
            polarity = aim.sign if abs(aim.sign) == 1 else 0
        certainty = certainty_of(sentence, group, entry, polarity) if group else entry.certainty or "certain"
        yield Finding(polarity, "evaluative", certainty, holder, aim, (cue,), first, max(aim.stop, last), entry.rule)


def _possessor(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """Return the phrase before the last possessive mark, or the possessive pronoun that the phrase starts with."""
    for i in range(phrase.last - 1, phrase.first, -1):
        if sentence.kinds[i] == "'" and sentence.kinds[i - 1] in "w#":
            return NounPhrase(phrase.first, i - 1)
    if sentence.lower[phrase.first] in ("his", "her", "its", "their", "my", "our"):
        return NounPhrase(phrase.first, phrase.first)
    return None


def _before_partisan(sentence: Sentence, phrase: NounPhrase, entry: Entry) -> list[Aim]:
    """Read the name in "a NAME critic"."""
    name = phrase.last - 1
    if entry.role != "partisan" or name < phrase.first or sentence.named[name] < 0:
        return []
    first = name
    while first > phrase.first and sentence.named[first - 1] == sentence.named[name]:
        first -= 1
    return [Aim(NounPhrase(first, name), 1, phrase.last)]


def _partisan(sentence: Sentence, phrase: NounPhrase) -> tuple[NounPhrase | None, int]:
    """Return who is called a critic or supporter, and where that starts: a subject, what an apposition explains, or
    the critics themselves.
    """
    before = sentence.left(phrase.first)
    if sentence.kind(before) == "b" and before >= 0:
        return subject(sentence, before), before
    if sentence.kind(before) == "," and sentence.kinds[phrase.first] == "d" and before > 0:
        named = sentence.phrase_to(before - 1)
        if named is not None:
            return named, named.first
    return phrase, phrase.first


def _light_verb(sentence: Sentence, phrase: NounPhrase) -> tuple[VerbGroup, int] | None:
    """Return the light verb whose object the phrase is, with its sign, None when there is none."""
    place = sentence.left(phrase.first)
    if place < 0 or sentence.kinds[place] != "v":
        return None
    for entry in load_lexicon().verbs.get(sentence.lower[place], ()):
        if entry.role == "light":
            return verb_group(sentence, place), entry.polarity
    return None


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
