"""Judgements in the voice of whoever speaks: what may happen, what it would do, and what is said of whom."""

from __future__ import annotations

from collections.abc import Iterator

from annotator_stance.aims import Aim, is_somebody
from annotator_stance.clauses import VerbGroup, condition, copula_before, subject, verb_group
from annotator_stance.finding import Finding, Holder, evidence_start
from annotator_stance.inflection import singular
from annotator_stance.leans import lean
from annotator_stance.lexicon import Entry, load_lexicon, load_words
from annotator_stance.sentence import NounPhrase, Sentence
from annotator_stance.targets import object_aims, verb_phrase

__all__ = ["amends", "chances", "compounds", "effects", "likelihood", "predicates", "wrongs", "yields"]

_LONGEST_DEED = 7
"""How many words after its verb the particle of a deed is looked for: "give all of the money back"."""

_OPEN_MODALS = frozenset(("may", "might", "could"))


def effects(sentence: Sentence, group: VerbGroup, last: int, entry: Entry) -> Iterator[Finding]:
    """Yield "may hinder talks", "could open the way to talks", "talks might resume"."""
    if group.modal not in _OPEN_MODALS or group.infinitive or group.passive:
        return
    mover = subject(sentence, group.verb)
    if entry.role == "occurrence":
        likely = mover is not None and not is_somebody(sentence, mover)
        aims = [Aim(mover, entry.polarity, last)] if mover and likely else []
    else:
        aims = verb_phrase(sentence, group.verb)
    first = evidence_start(sentence, mover, group) if mover else group.first
    for aim in aims:
        certainty = "possible" if aim.sign > 0 and not group.negated else "doubtful"
        yield Finding(
            0,
            "epistemic",
            certainty,
            "voice",
            aim,
            ((group.first, last),),
            first,
            max(aim.stop, last),
            entry.rule + "/modal",
        )


def yields(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Yield "the summit may yield few results": a doubt of the summit."""
    group, words = verb_group(sentence, place), load_words()
    if group.modal not in _OPEN_MODALS or group.passive or sentence.lower[place + 1] not in words["scanty"]:
        return
    mover, result = subject(sentence, place), sentence.phrase_from(place + 1)
    if mover is None or result is None or is_somebody(sentence, mover):
        return
    first = evidence_start(sentence, mover, group)
    yield Finding(
        0,
        "epistemic",
        "doubtful",
        "voice",
        Aim(mover, 1, result.last),
        ((group.first, result.last),),
        first,
        result.last,
        f"verb.yield_little:{sentence.lemma(place)}",
    )


def likelihood(sentence: Sentence, place: int, last: int, entry: Entry) -> Iterator[Finding]:
    """Yield "the reunion is unlikely", "the reunion is likely to take place"."""
    copula = copula_before(sentence, place)
    bearer = subject(sentence, copula) if copula >= 0 else None
    if bearer is None or is_somebody(sentence, bearer) or condition(sentence, place) == "inside":
        return
    if sentence.kind(last + 1) == "t" and not _occurs(sentence, last + 2):
        return
    group = verb_group(sentence, copula)
    negated = group.negated or any(sentence.kinds[i] == "n" for i in range(copula, place))
    certainty = {"probable": "doubtful", "doubtful": "probable"}[entry.certainty] if negated else entry.certainty
    first = evidence_start(sentence, bearer, group)
    yield Finding(0, "epistemic", certainty, "voice", Aim(bearer, 1, last), ((place, last),), first, last, entry.rule)


def _occurs(sentence: Sentence, place: int) -> bool:
    return any(entry.role == "occurrence" for entry, _ in sentence.matching(load_lexicon().verbs, place))


def chances(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Yield "prospects are growing for a summit", "hopes for a truce faded"."""
    words, noun = load_words(), singular(sentence.lower[place])
    if noun not in words["chances"] or condition(sentence, place) == "inside":
        return
    phrase = sentence.phrase_to(place)
    if phrase is None or sentence.kind(sentence.left(phrase.first)) not in ",.sc":
        return
    near = range(place + 1, min(place + 14, len(sentence)))
    moved = next((i for i in near if sentence.lemma(i) in words["rising"] | words["fading"]), -1)
    until = next((i for i in near if sentence.lower[i] in ("for", "of")), -1)
    if moved < 0 or until < 0:
        return
    aims = object_aims(sentence, until + 1)
    between = sentence.kinds[
        min(aims[0].stop + 1, moved) if aims and until < moved else place + 1 : max(moved, place + 1)
    ]
    if (
        not aims
        or set(between) - set("bhamqn")
        or (until > moved and set(sentence.kinds[moved + 1 : until]) - set("aq"))
    ):
        return
    certainty = "possible" if sentence.lemma(moved) in words["rising"] else "doubtful"
    last = max(aims[0].stop, moved)
    cues = ((place, moved),) if until > moved else ((place, place), (moved, moved))
    yield Finding(0, "epistemic", certainty, "voice", aims[0], cues, phrase.first, last, f"noun.chances:{noun}")


def predicates(sentence: Sentence, copula: int) -> Iterator[Finding]:
    """Yield "the levy is a disaster", "the clerk is dishonest": what the speaker says of the subject."""
    place = copula + 1
    negated = False
    while sentence.kind(place) in "anq" and place < len(sentence):
        negated = negated or sentence.kinds[place] == "n"
        place += 1
    found = lean(sentence, place)
    group = verb_group(sentence, copula)
    if (
        found is None
        or negated
        or group.modal in ("can", "could", "may", "might")
        or condition(sentence, place) == "inside"
    ):
        return
    bearer = subject(sentence, copula)
    if bearer is None or sentence.kind(found[1] + 1) in "wv" or abs(found[0]) != 1:
        return
    if _in_relative(sentence, bearer, copula):
        return
    first = evidence_start(sentence, bearer, group)
    yield _said_of(bearer, found[0], (place, found[1]), first, "predicate:" + sentence.lower[found[1]])


def amends(sentence: Sentence, modal: int) -> Iterator[Finding]:
    """Yield "the clerk should resign", "they should give it all back": who says so is for the deed."""
    words, verb = load_words(), sentence.right(modal)
    if sentence.lower[modal] not in words["obliging"] or verb >= len(sentence):
        return
    if sentence.kinds[verb] == "t":  # "ought to"
        verb = sentence.right(verb)
    last = _deed_end(sentence, verb)
    doer = sentence.phrase_to(sentence.left(modal)) if sentence.left(modal) >= 0 else None
    if last < 0 or doer is None or condition(sentence, modal) == "inside" or not is_somebody(sentence, doer):
        return
    if sentence.kind(sentence.left(doer.first)) in "pt" or _in_relative(sentence, doer, modal):
        return
    certainty = "conditional" if condition(sentence, modal) == "hangs" else "certain"
    aim = Aim(NounPhrase(verb, last), 1, last, deed=True)
    rule = f"verb.amends:{sentence.lower[verb]}"
    holder: Holder = "voice" if _is_own(sentence, doer) else "speaker"
    yield Finding(1, "evaluative", certainty, holder, aim, ((modal, verb),), doer.first, last, rule)


def _is_own(sentence: Sentence, doer: NounPhrase) -> bool:
    """Whether a main clause begins with its subject, in a sentence in which nobody is said to say something."""
    before = sentence.left(doer.first)
    saying = sentence.sets["saying"]
    said = any(sentence.kinds[i] == "v" and sentence.lemma(i) in saying for i in range(len(sentence)))
    return not said and "according" not in sentence.lower and sentence.kind(before) in ".,c"


def _deed_end(sentence: Sentence, verb: int) -> int:
    """Return the last place of the deed whose verb may stand at ``verb``, with its object; -1 when it is none."""
    words = load_words()
    word = sentence.lower[verb] if verb < len(sentence) else ""
    thing = sentence.phrase_from(verb + 1) if sentence.kind(verb + 1) in "dwr#" else None
    last = verb if word in words["amends"] or (word in words["amends_of"] and thing) else -1
    for i in range(verb + 1, min(verb + _LONGEST_DEED, len(sentence))):
        if f"{word}_{sentence.lower[i]}" in words["amends_with"]:
            last = i
            break
        if sentence.kinds[i] in ",.sctmbh":
            break
    if last < 0:
        return -1
    if last > verb:
        thing = sentence.phrase_from(last + 1) if sentence.kind(last + 1) in "dwr#" else None
    return thing.last if thing is not None else last


def wrongs(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Yield "the clerk misled the board": the words are against the clerk."""
    lemma, following = sentence.lemma(place), sentence.kind(place + 1)
    if lemma not in load_words()["wronging"]:
        return
    group, doer = verb_group(sentence, place), subject(sentence, place)
    done = following == "t" if lemma == "fail" else following in "dwr#" or sentence.form(place) != "ed"
    unsaid = group.infinitive or group.negated or group.passive or group.modal in _OPEN_MODALS
    joined = sentence.kind(sentence.left(group.first)) == "c"
    apart = joined or (sentence.form(place) == "ing" and group.first == place)
    if doer is None or unsaid or apart or not done or condition(sentence, place) == "inside":
        return
    if not is_somebody(sentence, doer) or _in_relative(sentence, doer, place):
        return
    yield _said_of(doer, -1, (place, place), evidence_start(sentence, doer, group), f"verb.wrong:{lemma}")


def _in_relative(sentence: Sentence, bearer: NounPhrase, place: int) -> bool:
    """Whether a relative clause stands around: then the noun before the verb may not be its subject."""
    return any(sentence.lower[i] in ("who", "which", "whose") for i in range(max(bearer.first - 6, 0), place))


def compounds(sentence: Sentence, place: int) -> Iterator[Finding]:
    """Yield "the guild-backed toll"."""
    if (
        sentence.lower[place] not in load_words()["favoring_participles"]
        or place < 2
        or sentence.kinds[place - 1] != "-"
    ):
        return
    holder, target = NounPhrase(place - 2, place - 2), sentence.phrase_from(place + 1)
    if target is None:
        return
    rule = f"compound:{sentence.lower[place]}"
    aim = Aim(target, 1, target.last)
    yield Finding(1, "evaluative", "certain", holder, aim, ((place, place),), place - 2, target.last, rule)


def _said_of(bearer: NounPhrase, polarity: int, cue: tuple[int, int], first: int, rule: str) -> Finding:
    aim = Aim(bearer, 1, cue[1])
    return Finding(polarity, "evaluative", "certain", "speaker", aim, (cue,), first, cue[1], rule)
