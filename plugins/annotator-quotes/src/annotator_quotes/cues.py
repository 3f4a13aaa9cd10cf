"""Finding cues: verbs of saying and thinking that have a subject, "according to", and headlines with a colon."""

from __future__ import annotations

from annotator_quotes.clauses import has_verb
from annotator_quotes.inflection import BASE, ING, PARTICIPLE, PAST, THIRD
from annotator_quotes.nouns import noun_cue
from annotator_quotes.passage import Cue, Phrase, Scene
from annotator_quotes.phrases import is_adverb, phrase_after, phrase_before
from annotator_quotes.vocabulary import (
    ADJECTIVE,
    ADVERB,
    AUX,
    BE,
    COORDINATOR,
    DETERMINER,
    MODAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    REPORT_NOUNS,
    SUBORDINATOR,
    TIME,
    Verb,
    cue_verbs,
)

__all__ = ["colon_cue", "cues_in", "heading_cue", "verb_beside"]

ACCORDING = Verb("according to", (), "speech", frozenset({"after"}))
COLON = Verb(":", (), "speech", frozenset())

_NOUNS_TOO = frozenset(
    "report claim estimate call doubt hope fear plan demand request challenge back support order charge note remark post"
    " tweet blog promise pledge vow state view project forecast attack question answer reply offer aim wish label brand"
    " cry comment caution command appeal document direct favor mock rebuke fault credit blame quote fault threaten value"
    " show find voice caption echo shout yell signal document blast slam guess muse reject cast back demand".split()
)
"""Verbs whose plain form and third person are nouns or adjectives as often as verbs."""

_NO_SPEAKERS = frozenset(
    "video watch photo photos image update updated breaking exclusive live opinion analysis note editor source sources read"
    " related pictured file caption correction review explainer transcript listen gallery quiz podcast".split()
)
"""First words before a colon that name no speaker."""

_LONGEST_SPEAKER = 12
_NO_VERB = PREPOSITION | COORDINATOR | SUBORDINATOR | DETERMINER | BE | AUX | MODAL | PRONOUN | RELATIVE

_GOVERNORS = frozenset(
    "went go goes going continued continues seemed seems appeared appears declined declines refused refuses rushed hastened"
    " began begins started used were was are is seem appear failed fails".split()
)
"""Verbs before "to" that do not make the saying a mere wish."""


def colon_cue(scene: Scene, floor: int, ceiling: int) -> Cue | None:
    """A colon before a quotation, in a sentence without another cue: 'The mayor was blunt: "..."'."""
    form, inside = scene.words.form, scene.inside
    for i in range(floor + 1, ceiling):
        if form[i] == ":" and inside[i] < 0 and (i + 1 == ceiling or inside[i + 1] >= 0):
            return Cue(i, i + 1, i, floor, ceiling, COLON, "colon-quotation", _first_phrase(scene, floor, i))
    return None


def heading_cue(scene: Scene, floor: int, ceiling: int, *, headline: bool) -> Cue | None:
    """The colon after a speaker's name, in a headline ("Minister: Talks to resume") or a transcript ("SMITH: No.")."""
    words = scene.words
    colon = next((i for i in range(floor + 1, min(floor + 7, ceiling - 1)) if words.form[i] == ":"), None)
    if colon is None or scene.inside[floor] >= 0 or not words.text[words.end[colon] : words.end[colon] + 1].isspace():
        return None
    named = all(words.is_capital(i) or words.form[i] in ("of", "the", "and", "-", "'s") for i in range(floor, colon))
    shouted = all(words.surface(i).isupper() for i in range(floor, colon))
    if not named or not (headline or shouted) or words.form[floor] in _NO_SPEAKERS:
        return None
    return Cue(colon, colon + 1, colon, floor, ceiling, COLON, "heading", Phrase(floor, colon, colon - 1))


def cues_in(scene: Scene, floor: int, ceiling: int) -> list[Cue]:
    """Return the cues of the sentence of tokens ``floor`` to ``ceiling``, in the order of the text."""
    words, form, inside = scene.words, scene.words.form, scene.inside
    table = cue_verbs()
    found: list[Cue] = []
    title = scene.is_title(floor, ceiling)
    i = floor
    while i < ceiling:
        if inside[i] < 0:
            if form[i] in table and (title or i == floor or not words.is_capital(i)):
                cue = _verb_cue(scene, i, floor, ceiling, found)
                if cue is None and form[i] in REPORT_NOUNS:
                    cue = noun_cue(scene, i, floor, ceiling)
            elif form[i] in REPORT_NOUNS:
                cue = noun_cue(scene, i, floor, ceiling)
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
        return _infinitive(scene, i, stop, group, verb, floor, ceiling)
    if kinds == "passive":
        return _passive(scene, i, stop, group, verb, floor, ceiling)
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
    tense = 0 if kinds == "finite" else entry.forms & (PAST | THIRD | BASE)
    may_invert = tense & (PAST | THIRD) and "after" in verb.frames and "tell" not in verb.frames
    inverted = _inverted(scene, i, stop, floor, ceiling) if may_invert else None
    if inverted is not None:
        return Cue(i, stop, i, floor, ceiling, verb, "inverted", inverted, tense=tense)
    if _is_reduced(scene, group, floor):
        subject, rule = _shared_subject(scene, group, floor, earlier, tense), "coordinated"
    else:
        subject, rule = phrase_before(scene, group, floor), "subject-verb"
    if subject is None and group > floor + 1 and words.form[group - 1] == ",":
        subject, rule = _shared_subject(scene, group, floor, earlier, tense), "coordinated"
        if subject is None and tense & (PAST | THIRD):
            subject, rule = _first_phrase(scene, floor, group), "subject-verb"
    if subject is None:
        return None
    return Cue(i, stop, group, floor, ceiling, verb, rule, subject, tense=tense)


def verb_beside(scene: Scene, number: int) -> Cue | None:
    """A verb that the vocabulary does not have, in a place where only a cue stands: '"...," the mayor shot back.'"""
    words = scene.words
    after = scene.tokens_of(number)[1]
    floor, ceiling = words.sentences[scene.sentence_at(scene.quotations[number].end - 1)]
    if after + 1 < ceiling and scene.ends_with_stop(number):
        subject = phrase_after(scene, after, min(ceiling, after + _LONGEST_SPEAKER))
        if subject is None:
            return None
        verb = _verb_in(scene, subject)  # a verb that is not known is taken for a noun
        subject = Phrase(subject.first, verb, verb - 1)
        if verb < ceiling and words.is_word(verb) and not words.flags[verb] & _NO_VERB:
            return Cue(
                verb, verb + 1, verb, floor, ceiling, Verb("", (), "speech", frozenset()), "unknown-verb", subject
            )
    return None


def _verb_in(scene: Scene, phrase: Phrase) -> int:
    """Return the first word of a phrase that may be the verb after its subject, else the token after the phrase."""
    words = scene.words
    for i in range(phrase.first + 1, phrase.stop):
        lower = not words.is_capital(i) and words.is_word(i) and not words.flags[i]
        if lower and (words.is_capital(i - 1) or words.form[i].endswith("ed")):
            return i
    return phrase.stop


def _infinitive(scene: Scene, i: int, stop: int, group: int, verb: Verb, floor: int, ceiling: int) -> Cue | None:
    """An infinitive: "went on to say" leaves the saying real, others may not (the evidence tells)."""
    form = scene.words.form
    governor = group - 1 - (form[group - 1] in ("on", "likely", "ahead"))
    if governor <= floor:
        return None
    begin = governor
    while begin > floor and (scene.words.flags[begin - 1] & (BE | AUX | MODAL) or is_adverb(form[begin - 1], 0)):
        begin -= 1
    real = form[governor] in _GOVERNORS
    subject = phrase_before(scene, begin, floor) if real else _first_phrase(scene, floor, governor)
    rule = "infinitive" if real else "embedded"
    return Cue(i, stop, begin if real else i, floor, ceiling, verb, rule, subject) if subject is not None else None


def _passive(scene: Scene, i: int, stop: int, group: int, verb: Verb, floor: int, ceiling: int) -> Cue | None:
    """A passive: "was quoted as saying", or the subject is the one who is told, urged or accused."""
    form = scene.words.form
    subject = phrase_before(scene, group, floor)
    if verb.lemma == "quote" and form[stop : stop + 2] == ["as", "saying"]:
        saying = cue_verbs()["saying"].verbs[0]
        return Cue(i, stop + 2, group, floor, ceiling, saying, "quoted-as-saying", subject) if subject else None
    if subject is None or not verb.frames & {"tell", "of", "urge"} or verb.lemma in ("expect", "want"):
        return None
    return Cue(i, stop, group, floor, ceiling, verb, "passive", None, subject)


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
        contracted = form[j] in ("'s", "’s")
        if flags[j] & BE and (not contracted or (j > floor and flags[j - 1] & PRONOUN)):
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
        return "call" in verb.frames and _is_named_thing(scene, group - 1, floor)
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


def _is_named_thing(scene: Scene, last: int, floor: int) -> bool:
    """Whether the word before "called" ends an indefinite phrase: "a bill called the ..." names it, says nothing."""
    words = scene.words
    if last < floor or not words.is_word(last) or words.is_capital(last) or words.flags[last] & PRONOUN:
        return False
    phrase = phrase_before(scene, last + 1, floor)
    return phrase is None or words.form[phrase.first] not in ("the", "his", "her", "their", "its", "some", "many")


def _is_finite_cue(form: str) -> bool:
    entry = cue_verbs().get(form)
    return entry is not None and bool(entry.forms & (PAST | THIRD)) and form not in ("calls", "claims", "reports")


def _is_reduced(scene: Scene, group: int, floor: int) -> bool:
    """Whether the word before the verb says that its subject is shared with the verb before: "and", "but", "then"."""
    return group > floor and scene.words.form[group - 1] in ("and", "but", "or", "then")


def _shared_subject(scene: Scene, group: int, floor: int, earlier: list[Cue], tense: int) -> Phrase | None:
    """Return the subject of the verb before, for a verb of the same tense after "and" or a comma."""
    if group > floor and scene.words.form[group - 1] in ("and", "but", "or", "then", ","):
        for cue in reversed(earlier):
            if cue.subject is not None and cue.rule in ("subject-verb", "coordinated", "participle"):
                same = cue.rule == "participle" or not cue.tense or bool(cue.tense & tense & (PAST | THIRD | BASE))
                return cue.subject if same else None
        return _first_phrase(scene, floor, group) if tense & PAST else None
    return None


def _inverted(scene: Scene, i: int, stop: int, floor: int, ceiling: int) -> Phrase | None:
    """Return the subject after a verb that follows what was said: '"...," said the mayor'."""
    words, before = scene.words, i - 1
    if before < floor or not (scene.inside[before] >= 0 or words.form[before] == ","):
        return None
    if stop < ceiling and words.form[stop] == "that":
        return None
    phrase = phrase_after(scene, stop, ceiling)
    if phrase is None or phrase.stop >= ceiling:
        return phrase
    if scene.inside[before] >= 0:
        ends = not words.is_word(phrase.stop) or scene.inside[phrase.stop] >= 0
        follows = TIME | PREPOSITION | RELATIVE | ADVERB | COORDINATOR
        return phrase if ends or words.flags[phrase.stop] & follows else None
    comma = next((k for k in range(phrase.stop, ceiling) if words.form[k] == ","), ceiling)
    return None if has_verb(scene, phrase.stop, comma) else phrase


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
        agent = phrase_before(scene, group, floor)
        if agent is None:
            return None
        absolute = agent.first > floor and words.form[agent.first - 1] == "with"
        return Cue(
            i,
            stop,
            agent.first - 1 if absolute else i,
            floor,
            ceiling,
            verb,
            "participle" if absolute else "embedded",
            agent,
        )
    subject = next((cue.subject for cue in earlier if cue.subject is not None and cue.rule != "according-to"), None)
    return Cue(i, stop, group, floor, ceiling, verb, "participle", subject or _first_phrase(scene, floor, i))


def _first_phrase(scene: Scene, floor: int, stop: int) -> Phrase | None:
    """Return the first noun phrase of a sentence that may be its subject: after adverbs and introductory phrases."""
    words = scene.words
    i = floor
    while i < stop:
        while i < stop and (not words.is_word(i) or is_adverb(words.form[i], words.flags[i]) or _conjoins(scene, i)):
            i += 1
        introduced = i < stop and (
            words.flags[i] & (PREPOSITION | SUBORDINATOR) or (words.form[i].endswith(("ing", "ed")) and i + 1 < stop)
        )
        phrase = phrase_after(scene, i, stop) if i < stop and not introduced else None
        if phrase is not None and words.form[phrase.stop : phrase.stop + 1] != [","]:
            return phrase
        comma = next((k for k in range(i + 1, stop) if words.form[k] == ","), None)
        if comma is None or phrase is not None:
            return phrase
        i = comma + 1
    return None


def _conjoins(scene: Scene, i: int) -> bool:
    return bool(scene.words.flags[i] & COORDINATOR)
