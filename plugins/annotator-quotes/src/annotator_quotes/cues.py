"""Finding cues: verbs of saying and thinking that have a subject, "according to", and headlines with a colon."""

from __future__ import annotations

from annotator_quotes.inflection import BASE, ING, PARTICIPLE, PAST, THIRD
from annotator_quotes.passage import Cue, Phrase, Scene
from annotator_quotes.phrases import is_adverb, phrase_after, phrase_before
from annotator_quotes.vocabulary import (
    ADJECTIVE,
    AUX,
    BE,
    DETERMINER,
    MODAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    Verb,
    cue_verbs,
)

__all__ = ["cues_in"]

ACCORDING = Verb("according to", (), "speech", frozenset({"after"}))
COLON = Verb(":", (), "speech", frozenset())

_NOUNS_TOO = frozenset(
    "report claim estimate call doubt hope fear plan demand request challenge back support order charge note remark post"
    " tweet blog promise pledge vow state view project forecast attack question answer reply offer aim wish label brand"
    " cry comment caution command appeal document direct favor mock rebuke fault credit blame quote fault threaten value"
    " show find voice caption echo shout yell signal document blast slam guess muse reject cast back demand".split()
)
"""Verbs whose plain form and third person are nouns or adjectives as often as verbs."""

_SUBJECT_LIKE = PRONOUN


def cues_in(scene: Scene, floor: int, ceiling: int) -> list[Cue]:
    """Return the cues of the sentence of tokens ``floor`` to ``ceiling``, in the order of the text."""
    form, inside = scene.words.form, scene.inside
    table = cue_verbs()
    found: list[Cue] = []
    i = floor
    while i < ceiling:
        if inside[i] < 0:
            if form[i] in table:
                cue = _verb_cue(scene, i, floor, ceiling, found)
            elif form[i] == "according" and i + 1 < ceiling and form[i + 1] == "to":
                cue = _according(scene, i, floor, ceiling)
            else:
                cue = None
            if cue is not None:
                found.append(cue)
                i = cue.stop
                continue
        i += 1
    return found


def _according(scene: Scene, i: int, floor: int, ceiling: int) -> Cue | None:
    source = phrase_after(scene, i + 2, ceiling)
    return Cue(i, i + 2, i, floor, ceiling, ACCORDING, "according-to", source) if source is not None else None


def _verb_cue(scene: Scene, i: int, floor: int, ceiling: int, earlier: list[Cue]) -> Cue | None:
    words = scene.words
    entry = cue_verbs()[words.form[i]]
    verb = next((v for v in entry.verbs if _has_particles(scene, i, v, ceiling)), None)
    if verb is None:
        return None
    stop = i + 1 + len(verb.particles)
    group, kinds = _verb_group(scene, i, floor)
    if kinds == "infinitive":
        return None
    if kinds == "passive":
        return None
    if kinds == "finite":
        finite = True
    else:
        finite = bool(entry.forms & (PAST | THIRD | BASE))
        if entry.forms & ING:
            return _gerund(scene, i, stop, verb, floor, ceiling, earlier)
        if entry.forms == PARTICIPLE:
            return None
    if not finite or _is_noun(scene, i, stop, verb, entry.forms, group, floor, ceiling, kinds == "finite"):
        return None
    subject = phrase_before(scene, group, floor)
    rule = "subject-verb"
    if subject is None or _is_reduced(scene, group, floor):
        subject, rule = _shared_subject(scene, group, floor, earlier), "coordinated"
    if subject is None and entry.forms & (PAST | THIRD) and "after" in verb.frames:
        subject, rule = _inverted(scene, i, stop, floor, ceiling), "inverted"
        if subject is not None:
            stop_at = stop
            return Cue(i, stop_at, i, floor, ceiling, verb, rule, subject)
    if subject is None:
        return None
    return Cue(group if False else i, stop, group, floor, ceiling, verb, rule, subject)


def _has_particles(scene: Scene, i: int, verb: Verb, ceiling: int) -> bool:
    particles, form = verb.particles, scene.words.form
    return i + len(particles) < ceiling and all(form[i + 1 + k] == p for k, p in enumerate(particles))


def _verb_group(scene: Scene, i: int, floor: int) -> tuple[int, str]:
    """Return where the verb group begins that ends with the verb at ``i``, and what it is."""
    form, flags = scene.words.form, scene.words.flags
    entry = cue_verbs()[form[i]].forms
    j, kind = i - 1, ""
    while j >= floor and scene.inside[j] < 0:
        if flags[j] & MODAL:
            kind = kind or ("finite" if entry & BASE else "")
            return j, kind or "finite"
        if flags[j] & BE and form[j] not in ("'s", "’s"):
            kind = kind or ("progressive" if entry & ING else "passive" if entry & PARTICIPLE else "")
        elif flags[j] & AUX:
            kind = kind or "finite"
        elif form[j] == "to" and entry & BASE:
            return j, "infinitive"
        elif not is_adverb(form[j], flags[j]) or flags[j] & PRONOUN:
            break
        j -= 1
    return j + 1, "finite" if kind == "progressive" else kind


def _is_noun(
    scene: Scene, i: int, stop: int, verb: Verb, forms: int, group: int, floor: int, ceiling: int, helped: bool
) -> bool:
    """Whether a word that looks like a verb is a noun or an adjective here."""
    words = scene.words
    if helped or i == floor:
        return False
    before = words.flags[group - 1] if group > floor else 0
    if before & POSSESSIVE or (before & DETERMINER and not before & (PRONOUN | RELATIVE)) or before & ADJECTIVE:
        return True
    if before & PREPOSITION and words.form[group - 1] != "like" and not before & RELATIVE:
        return True
    if forms & (PAST | PARTICIPLE) and not forms & BASE:
        return False
    after = words.flags[stop] if stop < ceiling else 0
    if stop < ceiling and (after & (BE | MODAL | AUX) or _is_finite_cue(words.form[stop])):
        return True
    if verb.lemma not in _NOUNS_TOO:
        return False
    if before & PRONOUN or (group > floor and words.is_capital(group - 1)):
        return False
    if forms & BASE and group > floor and words.form[group - 1].endswith("s"):
        return stop < ceiling and bool(after & PREPOSITION)
    return not (forms & THIRD and stop < ceiling and (words.form[stop] == "that" or after & (DETERMINER | POSSESSIVE)))


def _is_finite_cue(form: str) -> bool:
    entry = cue_verbs().get(form)
    return entry is not None and bool(entry.forms & (PAST | THIRD)) and form not in ("calls", "claims", "reports")


def _is_reduced(scene: Scene, group: int, floor: int) -> bool:
    """Whether the word before the verb says that its subject is shared with the verb before: "and", "but", "then"."""
    return group > floor and scene.words.form[group - 1] in ("and", "but", "or", "then")


def _shared_subject(scene: Scene, group: int, floor: int, earlier: list[Cue]) -> Phrase | None:
    """Return the subject of the verb before, for a verb after "and" or a comma."""
    if group > floor and scene.words.form[group - 1] in ("and", "but", "or", "then", ","):
        for cue in reversed(earlier):
            if cue.subject is not None and cue.rule in ("subject-verb", "coordinated"):
                return cue.subject
    return None


def _inverted(scene: Scene, i: int, stop: int, floor: int, ceiling: int) -> Phrase | None:
    """Return the subject after a verb that follows what was said: '"...," said the mayor'."""
    before = i - 1
    if before < floor or not (scene.inside[before] >= 0 or scene.words.form[before] == ","):
        return None
    return phrase_after(scene, stop, ceiling)


def _gerund(scene: Scene, i: int, stop: int, verb: Verb, floor: int, ceiling: int, earlier: list[Cue]) -> Cue | None:
    """A participle that goes on from the main verb: ", stressing that ..."; its subject is that of the sentence."""
    words = scene.words
    if i == floor or not (verb.frames & {"clause", "that", "tell", "as", "call", "of", "urge", "noun", "show"}):
        return None
    before = words.form[i - 1]
    group = i
    if is_adverb(before, words.flags[i - 1]) and i - 1 > floor:
        group, before = i - 1, words.form[i - 2]
    if before not in (",", "and", "by", "after", "while", "before", "without", "in") and scene.inside[group - 1] < 0:
        return None
    subject = next((cue.subject for cue in earlier if cue.subject is not None and cue.rule != "according-to"), None)
    return Cue(i, stop, group, floor, ceiling, verb, "participle", subject or _first_phrase(scene, floor, i))


def _first_phrase(scene: Scene, floor: int, stop: int) -> Phrase | None:
    """Return the first noun phrase of a sentence, taken for the subject of its main verb."""
    i = floor
    while i < stop and not scene.words.is_word(i):
        i += 1
    if i < stop and scene.words.flags[i] & PREPOSITION:  # "In Vienna, the minister ..."
        comma = next((k for k in range(i, stop) if scene.words.form[k] == ","), stop)
        i = comma + 1
    return phrase_after(scene, i, stop) if i < stop else None
