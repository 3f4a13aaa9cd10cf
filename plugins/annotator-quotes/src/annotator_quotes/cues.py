"""Finding cues: verbs and nouns that report, "according to", colons, and verbs beside a quotation."""

from __future__ import annotations

from annotator_quotes.nouns import noun_cue
from annotator_quotes.passage import Cue, Phrase, Scene
from annotator_quotes.phrases import first_phrase, phrase_after
from annotator_quotes.verbs import verb_cue
from annotator_quotes.vocabulary import (
    AUX,
    BE,
    COORDINATOR,
    DETERMINER,
    MODAL,
    NO_SPEAKERS,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    REPORT_NOUNS,
    SUBORDINATOR,
    Verb,
    cue_verbs,
)

__all__ = ["colon_cue", "cues_in", "heading_cue", "verb_beside"]

_ACCORDING = Verb("according to", (), "speech", frozenset({"after"}))
_COLON = Verb(":", (), "speech", frozenset())
_UNKNOWN = Verb("", (), "speech", frozenset())

_LONGEST_SPEAKER = 12
"""How many tokens a speaker and a verb that is not known may take."""

_NO_VERB = PREPOSITION | COORDINATOR | SUBORDINATOR | DETERMINER | BE | AUX | MODAL | PRONOUN | RELATIVE


def colon_cue(scene: Scene, floor: int, ceiling: int) -> Cue | None:
    """A colon before a quotation, in a sentence without another cue: 'The mayor was blunt: "..."'."""
    form, inside = scene.words.form, scene.inside
    for i in range(floor + 1, ceiling):
        if form[i] == ":" and inside[i] < 0 and (i + 1 == ceiling or inside[i + 1] >= 0):
            return Cue(i, i + 1, i, floor, ceiling, _COLON, "colon-quotation", first_phrase(scene, floor, i))
    return None


def heading_cue(scene: Scene, floor: int, ceiling: int, *, headline: bool) -> Cue | None:
    """The colon after a speaker's name, in a headline ("Minister: Talks to resume") or a transcript ("SMITH: No.")."""
    words = scene.words
    colon = next((i for i in range(floor + 1, min(floor + 7, ceiling - 1)) if words.form[i] == ":"), None)
    if colon is None or scene.inside[floor] >= 0 or not words.text[words.end[colon] : words.end[colon] + 1].isspace():
        return None
    named = all(words.is_capital(i) or words.form[i] in ("of", "the", "and", "-", "'s") for i in range(floor, colon))
    shouted = all(words.surface(i).isupper() for i in range(floor, colon))
    if not named or not (headline or shouted) or words.form[floor] in NO_SPEAKERS:
        return None
    return Cue(colon, colon + 1, colon, floor, ceiling, _COLON, "heading", Phrase(floor, colon, colon - 1))


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
                cue = verb_cue(scene, i, floor, ceiling, found)
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
    return Cue(i, i + 2, i, floor, ceiling, _ACCORDING, "according-to", source) if source is not None else None


def verb_beside(scene: Scene, number: int) -> Cue | None:
    """A verb that the vocabulary does not have, where only a cue can stand, as in '"...," the mayor shot back'."""
    words = scene.words
    after = scene.tokens_of(number)[1]
    if after + 1 >= len(words) or (words.is_capital(after) and not _same_sentence(scene, number, after)):
        return None
    floor, ceiling = words.sentences[scene.sentence_at(words.start[after])]
    if after + 1 < ceiling and scene.ends_with_stop(number):
        subject = phrase_after(scene, after, min(ceiling, after + _LONGEST_SPEAKER))
        if subject is None:
            return None
        verb = _verb_in(scene, subject)  # a verb that is not known is taken for a noun
        subject = Phrase(subject.first, verb, verb - 1)
        if verb < ceiling and words.is_word(verb) and not words.flags[verb] & _NO_VERB:
            return Cue(verb, verb + 1, verb, floor, ceiling, _UNKNOWN, "unknown-verb", subject)
    return None


def _same_sentence(scene: Scene, number: int, after: int) -> bool:
    last = scene.sentence_at(scene.quotations[number].end - 1)
    return last == scene.sentence_at(scene.words.start[after])


def _verb_in(scene: Scene, phrase: Phrase) -> int:
    """Return the first word of a phrase that may be the verb after its subject, else the token after the phrase."""
    words = scene.words
    for i in range(phrase.first + 1, phrase.stop):
        lower = not words.is_capital(i) and words.is_word(i) and not words.flags[i]
        if lower and (words.is_capital(i - 1) or words.form[i].endswith("ed")):
            return i
    return phrase.stop
