"""The frames of cue verbs: where what is reported begins after the cue, and by which rule."""

from __future__ import annotations

from typing import NamedTuple

from annotator_quotes.clauses import has_verb
from annotator_quotes.passage import Cue, Phrase, Scene
from annotator_quotes.phrases import phrase_after, skip_adjuncts, skip_title
from annotator_quotes.vocabulary import (
    ADVERB,
    AUX,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    MODAL,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    TIME,
    WH,
)

__all__ = ["Start", "content_start"]

_SAYING = frozenset({"say", "think", "believe"})
"""Verbs that take whatever follows them for what is said."""

_QUESTIONS = frozenset({"whether", "if", "how", "what", "why"})
"""Words that begin a question after a person; "who", "which", "where" and "when" would rather describe the person."""

_BREAKS = frozenset({",", ";", ":", "and", "but", "while", "when", "after", "before", "because", "who", "which"})
"""What ends the phrase that somebody praises or blames."""

_NEW_CLAUSE = frozenset({"and", "but", "while", "which", "who", "as", "after", "before", "when"})
"""What begins another clause after a comma."""

_RELATIVES = frozenset({"who", "which", "that"})

_FARTHEST_COLON = 15
_FARTHEST_COMMA = 25


class Start(NamedTuple):
    """Where a content begins after its cue, the rule that found it, and the person told, urged or accused."""

    token: int
    rule: str
    addressee: Phrase | None = None


def content_start(scene: Scene, cue: Cue, right: int) -> Start | None:
    """Return where what follows a cue begins, if it fits one of the frames of the verb.

    Args:
        scene: the words and quotations.
        cue: the cue.
        right: the first token after the cue and its adjuncts.
    """
    if cue.rule == "inverted":
        return None
    if cue.rule == "passive":
        return _after_passive(scene, cue, right)
    words = scene.words
    if right < cue.ceiling:
        if scene.inside[right] >= 0 and not _is_attribute(scene, right, cue.ceiling):
            return Start(right, "quotation")
        found = (
            _at_word(scene, cue, right)
            if words.is_word(right) or scene.inside[right] >= 0
            else _after_mark(scene, cue, right)
        )
        if found is not None:
            return found
    return _after_colon(scene, cue)


def _is_attribute(scene: Scene, at: int, ceiling: int) -> bool:
    """Whether the brief quotation at ``at`` only describes the noun that follows it, as in "keeps “ghost” boats"."""
    words = scene.words
    after = scene.tokens_of(scene.inside[at])[1]
    if after >= ceiling or not scene.is_brief(scene.inside[at]) or words.form[at - 1] in (",", ":"):
        return False
    return words.is_word(after) and not words.flags[after] and not words.is_capital(after)


def _after_mark(scene: Scene, cue: Cue, at: int) -> Start | None:
    """After a comma, colon or dash: a quotation, or what goes on after an insertion."""
    form, inside, frames = scene.words.form, scene.inside, cue.verb.frames
    if form[at] not in (",", ":", "-", "–", "—") or at + 1 >= cue.ceiling:
        return None
    if inside[at + 1] >= 0 and frames & {"quote", "tell"}:
        return Start(at + 1, "quotation")
    if form[at] == ":" and "quote" in frames:
        return Start(at + 1, "colon")
    return _after_insertion(scene, cue, at)


def _after_insertion(scene: Scene, cue: Cue, comma: int) -> Start | None:
    """After words between commas: "said, however, that", 'said, in tears, "..."'."""
    form, inside = scene.words.form, scene.inside
    for i in range(comma + 2, min(comma + _FARTHEST_COMMA, cue.ceiling - 1)):
        if inside[i] >= 0:
            return None
        if form[i] == ",":
            if form[i + 1] == "that" and cue.verb.frames & {"clause", "that"} and i + 2 < cue.ceiling:
                return Start(i + 2, "that-clause")
            return Start(i + 1, "quotation") if inside[i + 1] >= 0 and "quote" in cue.verb.frames else None
    return None


def _after_colon(scene: Scene, cue: Cue) -> Start | None:
    """After a colon farther on: 'wrote of her rival: "..."'."""
    form, inside = scene.words.form, scene.inside
    if "quote" in cue.verb.frames:
        for i in range(cue.stop, min(cue.stop + _FARTHEST_COLON, cue.ceiling - 1)):
            if inside[i] >= 0:
                return None
            if form[i] == ":" and inside[i + 1] >= 0:
                return Start(i + 1, "quotation")
    return None


def _at_word(scene: Scene, cue: Cue, at: int) -> Start | None:  # noqa: PLR0911  # one for each frame
    """A clause, an infinitive or a phrase right after the cue and its adjuncts."""
    words, frames = scene.words, cue.verb.frames
    form, flags = words.form[at], words.flags[at]
    more = at + 1 < cue.ceiling
    if form == "that" and more and frames & {"clause", "that", "tell", "show"}:
        return Start(at + 1, "that-clause")
    if form == "about" and more and cue.verb.lemma == "ask":
        return Start(at + 1, "topic")
    if form == "to":
        return Start(at, "infinitive") if "to" in frames else None
    if flags & WH and "wh" in frames:
        return Start(at, "wh-clause")
    if frames & {"tell", "urge", "of"}:
        found = _after_addressee(scene, cue)
        if found is not None:
            return found
    if flags & (PREPOSITION | COORDINATOR) and not flags & (ADVERB | DETERMINER):
        return None
    if "clause" in frames and (cue.verb.lemma in _SAYING or has_verb(scene, at + 1, _reach(scene, cue, at))):
        return Start(_phrase_start(scene, cue, at) if "noun" in frames else at, "clause")
    if frames & {"noun", "call"} or (frames & {"judge", "as"} and _is_judged(scene, cue, at)):
        return Start(_phrase_start(scene, cue, at), "phrase")
    if "show" in frames and has_verb(scene, at + 1, cue.ceiling):
        return Start(at, "clause")
    return None


def _is_judged(scene: Scene, cue: Cue, at: int) -> bool:
    """Whether a phrase after a verb of praise or blame tells what was said: "as a relic", "for the delay", or quoted.

    "They condemned the attack" says what they did, not what they said.
    """
    words = scene.words
    for i in range(at, cue.ceiling):
        if scene.inside[i] >= 0:
            return not scene.names_work(scene.inside[i])
        if words.form[i] in _BREAKS:
            return False
        if i > at and words.form[i] in ("as", "for") and words.form[i] in cue.verb.frames:
            return not _begins_clause(scene, i + 1, cue.ceiling)
    return False


def _begins_clause(scene: Scene, first: int, ceiling: int) -> bool:
    """Whether a subject with its verb begins at token ``first``, as after "as the crowd cheered"."""
    phrase = phrase_after(scene, first, ceiling)
    if phrase is None or phrase.stop >= ceiling:
        return False
    words, verb = scene.words, phrase.stop
    return bool(words.flags[verb] & (AUX | BE | FINITE | MODAL)) or (
        words.form[verb - 1].endswith("ed") and not words.is_capital(verb - 1) and verb - first > 1
    )


def _reach(scene: Scene, cue: Cue, at: int) -> int:
    """Return before which token the verb of a clause without "that" stands, if it is one.

    Before the next comma after "after noting ..."; elsewhere before a comma with a new clause, and before the relative
    clause of a phrase: "the man who was seen" is no clause.
    """
    form, inside = scene.words.form, scene.inside
    circumstance = cue.rule == "participle" and form[cue.group - 1] != ","
    for k in range(at, cue.ceiling - 1):
        if form[k] == "," and inside[k] < 0 and (circumstance or form[k + 1] in _NEW_CLAUSE):
            return k
        if k > at + 1 and form[k] in _RELATIVES and inside[k] < 0:
            return k
    return cue.ceiling


def _phrase_start(scene: Scene, cue: Cue, at: int) -> int:
    """Return where a noun phrase begins after the cue: right there, or after the adjuncts."""
    flags = scene.words.flags[cue.stop]
    begins = scene.words.is_word(cue.stop) and not flags & (PREPOSITION | COORDINATOR | TIME | ADVERB)
    return cue.stop if begins else at


def _after_addressee(scene: Scene, cue: Cue) -> Start | None:  # noqa: PLR0911  # one for each frame
    """After the person told, urged or accused."""
    words, frames, ceiling = scene.words, cue.verb.frames, cue.ceiling
    addressee = phrase_after(scene, cue.stop, ceiling, bare="of" in frames)
    if addressee is None:
        return None
    at = skip_adjuncts(scene, skip_title(scene, addressee.stop, ceiling), ceiling)
    if at >= ceiling:
        return None
    form, flags = words.form[at], words.flags[at]
    if scene.inside[at] >= 0:
        return Start(at, "quotation", addressee)
    if form in (",", ":") and at + 1 < ceiling and (scene.inside[at + 1] >= 0 or form == ":"):
        return Start(at + 1, "quotation", addressee)
    if "tell" in frames and form == "that":
        return Start(at + 1, "that-clause", addressee)
    if "urge" in frames and form == "to":
        return Start(at - (words.form[at - 1] == "not"), "infinitive", addressee)
    if ("of" in frames and form == "of") or (cue.verb.lemma == "ask" and form == "about"):
        return Start(at + 1, "topic", addressee)
    if "tell" in frames and form in _QUESTIONS:
        return Start(at, "wh-clause", addressee)
    if "tell" in frames and not flags & WH and (flags & (PRONOUN | DETERMINER | POSSESSIVE) or words.is_capital(at)):
        return Start(at, "clause", addressee)
    return None


def _after_passive(scene: Scene, cue: Cue, at: int) -> Start | None:
    """After "was told", "were urged" or "is accused"."""
    words, frames = scene.words, cue.verb.frames
    if at + 1 >= cue.ceiling:
        return None
    form = words.form[at]
    if form == "that" and "tell" in frames:
        return Start(at + 1, "that-clause", cue.addressee)
    if form == "of" and "of" in frames:
        return Start(at + 1, "topic", cue.addressee)
    if form == "to" and "urge" in frames:
        return Start(at, "infinitive", cue.addressee)
    if words.flags[at] & WH and "wh" in frames:
        return Start(at, "wh-clause", cue.addressee)
    return None
