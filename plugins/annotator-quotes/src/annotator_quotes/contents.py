"""What a cue reports: the clause after it, the clause or quotation before it, or both."""

from __future__ import annotations

from annotator_quotes.clauses import clause_end, has_verb, strip_end, strip_start
from annotator_quotes.passage import Attribution, Content, Cue, Scene
from annotator_quotes.phrases import phrase_after, skip_adjuncts, skip_title
from annotator_quotes.vocabulary import (
    ADVERB,
    COORDINATOR,
    DETERMINER,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    SUBORDINATOR,
    TIME,
    WH,
)

__all__ = ["announces", "attribution_of"]

_CIRCUMSTANTIAL = PREPOSITION | SUBORDINATOR | COORDINATOR | ADVERB | TIME
"""Classes of words that begin a circumstance rather than a part of what is said."""

_NARRATED = frozenset("and before while then as when after".split())

_SAYING = frozenset("say think believe".split())
"""Verbs that take whatever follows them for what is said."""


def attribution_of(scene: Scene, cue: Cue, later: list[Cue], *, with_that: bool = False) -> Attribution | None:
    """Return what a cue reports; None when nothing beside it fits the verb."""
    if cue.rule == "according-to":
        return _according(scene, cue, later)
    if cue.rule in ("colon-quotation", "heading"):
        stop = strip_end(scene, cue.stop, cue.ceiling)
        content = [_span(scene, cue.stop, stop)] if stop > cue.stop else []
        return Attribution(content, "speech", cue.rule, cue, cue.subject) if content else None
    right = _after_cue(scene, cue)
    first = _content_start(scene, cue, right)
    if first is None:
        first = _after_colon(scene, cue)
    if first is not None:
        stop = _quotation_end(scene, first, cue) or clause_end(scene, first, cue, later)
        if stop > first:
            begin = first - (with_that and scene.words.form[first - 1] == "that")
            contents = [_span(scene, begin, stop)]
            lead = _leading(scene, cue) if _goes_on(scene, first) and _is_parenthetical(scene, cue) else None
            if lead is not None:
                contents.insert(0, lead)
            return Attribution(contents, cue.verb.kind, cue.rule, cue, cue.subject, cue.addressee)
    if "after" in cue.verb.frames and "tell" in cue.verb.frames and not _nothing_follows(scene, cue, right):
        right = _past_addressee(scene, cue)
    if "after" in cue.verb.frames and _nothing_follows(scene, cue, right):
        interrupted = _interrupted(scene, cue, right, later)
        if interrupted:
            return Attribution(interrupted, cue.verb.kind, "inside-content", cue, cue.subject, cue.addressee)
        lead = _leading(scene, cue)
        if lead is not None:
            contents = [lead]
            rest = _second_part(scene, cue, right, later)
            if rest is not None:
                contents.append(rest)
            return Attribution(contents, cue.verb.kind, "after-content", cue, cue.subject, cue.addressee)
    return None


def _after_colon(scene: Scene, cue: Cue) -> int | None:
    """Return where a quotation begins after a colon farther on: 'wrote of her rival: "..."'."""
    if "quote" not in cue.verb.frames:
        return None
    form, inside = scene.words.form, scene.inside
    for i in range(cue.stop, min(cue.stop + 15, cue.ceiling - 1)):
        if inside[i] >= 0:
            return None
        if form[i] == ":" and inside[i + 1] >= 0:
            return i + 1
    return None


def _quotation_end(scene: Scene, first: int, cue: Cue) -> int | None:
    """Return the end of a quotation that begins the content and ends with a comma before "and": the rest is narrated."""
    words = scene.words
    if scene.inside[first] < 0:
        return None
    _, stop = scene.tokens_of(scene.inside[first])
    if stop < cue.ceiling and words.form[stop - 2] in (",", ".", "!", "?") and words.form[stop] in _NARRATED:
        return stop
    return None


def announces(scene: Scene, cue: Cue) -> bool:
    """Whether a cue that reports nothing in its sentence may announce a quotation in the next block."""
    words, ceiling = scene.words, cue.ceiling
    if ceiling < len(words) and scene.block_at(words.start[ceiling]) == scene.block_at(words.start[cue.first]):
        return False
    if words.form[ceiling - 1] in (":", ","):
        return True
    return "quote" in cue.verb.frames and skip_adjuncts(scene, cue.stop, ceiling) >= ceiling


def _after_cue(scene: Scene, cue: Cue) -> int:
    """Return the first token after the cue, its adjuncts, and a subject that follows it."""
    at = cue.subject.stop if cue.rule == "inverted" and cue.subject else cue.stop
    return skip_adjuncts(scene, at, cue.ceiling)


def _content_start(scene: Scene, cue: Cue, right: int) -> int | None:  # noqa: PLR0911, PLR0912
    """Return the token at which what follows the cue begins, if it fits one of the verb's frames."""
    words, frames, ceiling = scene.words, cue.verb.frames, cue.ceiling
    if cue.rule == "inverted":
        return None
    at = right
    if cue.rule == "passive":
        return _after_passive(scene, cue, right)
    if at < ceiling and words.form[at] in (",", ":", "-", "–", "—"):
        if at + 1 < ceiling and scene.inside[at + 1] >= 0 and frames & {"quote", "tell"}:
            return at + 1
        if words.form[at] == ":" and at + 1 < ceiling and "quote" in frames:
            return at + 1
        return _after_insertion(scene, cue, at)
    if at >= ceiling or not (words.is_word(at) or scene.inside[at] >= 0):
        return None
    if scene.inside[at] >= 0:
        return at
    if cue.verb.lemma == "ask" and words.form[at] == "about" and at + 1 < ceiling:
        return at + 1
    form, flags = words.form[at], words.flags[at]
    if form == "that" and frames & {"clause", "that", "tell", "show"} and at + 1 < ceiling:
        return at + 1
    if form == "to":
        return at if "to" in frames else None
    if flags & WH and frames & {"wh"}:
        return at
    if frames & {"tell", "urge", "of"}:
        start = _after_addressee(scene, cue, cue.stop)
        if start is not None:
            return start
    if flags & (PREPOSITION | COORDINATOR) and not flags & (ADVERB | DETERMINER):
        return None
    if frames & {"noun", "as", "call", "for"}:
        return cue.stop if _begins_phrase(scene, cue.stop) else at
    if "clause" in frames and (cue.verb.lemma in _SAYING or has_verb(scene, at + 1, ceiling)):
        return at
    if "show" in frames and has_verb(scene, at + 1, ceiling):
        return at
    return None


def _begins_phrase(scene: Scene, i: int) -> bool:
    """Whether a noun phrase may begin at token ``i``."""
    flags = scene.words.flags[i]
    return scene.words.is_word(i) and not flags & (PREPOSITION | COORDINATOR | TIME | ADVERB)


def _after_insertion(scene: Scene, cue: Cue, comma: int) -> int | None:
    """Return where the content starts after words between commas: "said, however, that", 'said, in tears, "..."'."""
    form, inside = scene.words.form, scene.inside
    for i in range(comma + 2, min(comma + 25, cue.ceiling - 1)):
        if inside[i] >= 0:
            return None
        if form[i] == ",":
            if form[i + 1] == "that" and cue.verb.frames & {"clause", "that"} and i + 2 < cue.ceiling:
                return i + 2
            return i + 1 if inside[i + 1] >= 0 and "quote" in cue.verb.frames else None
    return None


def _after_addressee(scene: Scene, cue: Cue, at: int) -> int | None:
    """Return where the content starts after the person told, urged or accused; sets the cue's addressee."""
    words, frames, ceiling = scene.words, cue.verb.frames, cue.ceiling
    addressee = phrase_after(scene, at, ceiling)
    if addressee is None:
        return None
    start = skip_adjuncts(scene, skip_title(scene, addressee.stop, ceiling), ceiling)
    if start >= ceiling:
        return None
    form, flags = words.form[start], words.flags[start]
    found: int | None = None
    if form in (",", ":") and start + 1 < ceiling and (scene.inside[start + 1] >= 0 or form == ":"):
        found = start + 1
    elif scene.inside[start] >= 0:
        found = start
    elif "tell" in frames and form == "that":
        found = start + 1
    elif cue.verb.lemma == "ask" and form == "about":
        found = start + 1
    elif "urge" in frames and (form == "to" or (form == "not" and words.form[start + 1 : start + 2] == ["to"])):
        found = start
    elif "of" in frames and form == "of":
        found = start + 1
    elif "tell" in frames and (flags & WH or flags & (PRONOUN | DETERMINER | POSSESSIVE) or words.is_capital(start)):
        found = start
    if found is not None:
        cue.addressee = addressee
    return found


def _after_passive(scene: Scene, cue: Cue, at: int) -> int | None:
    """Return where the content starts after "was told", "were urged" or "is accused"."""
    words, frames = scene.words, cue.verb.frames
    if at + 1 >= cue.ceiling:
        return None
    form = words.form[at]
    if (form == "that" and "tell" in frames) or (form == "of" and "of" in frames):
        return at + 1
    if form == "to" and "urge" in frames:
        return at
    if words.flags[at] & WH and "wh" in frames:
        return at
    return None


def _past_addressee(scene: Scene, cue: Cue) -> int:
    """Return the first token after the person told, when nothing but circumstances follows: '"...," he told us.'"""
    addressee = phrase_after(scene, cue.stop, cue.ceiling)
    if addressee is None:
        return cue.stop
    right = skip_adjuncts(scene, addressee.stop, cue.ceiling)
    if _nothing_follows(scene, cue, right):
        cue.addressee = addressee
    return right


def _nothing_follows(scene: Scene, cue: Cue, right: int) -> bool:
    words = scene.words
    return right >= cue.ceiling or not words.is_word(right) or cue.rule == "inverted" or scene.inside[right] >= 0


def _is_parenthetical(scene: Scene, cue: Cue) -> bool:
    """Whether cue and subject follow a quotation, with at most a comma between."""
    begin = cue.subject.first if cue.subject and cue.rule == "subject-verb" else cue.first
    before = begin - 1
    before -= before > cue.floor and scene.inside[before] < 0 and scene.words.form[before] == ","
    return before >= cue.floor and scene.inside[before] >= 0


def _goes_on(scene: Scene, first: int) -> bool:
    """Whether a content begins with a quotation after a comma, as the second part of a split one does."""
    return scene.inside[first] >= 0 and scene.words.form[first - 1] == ","


def _leading(scene: Scene, cue: Cue) -> Content | None:
    """Return the clause or quotation that ends just before the cue and its subject."""
    words = scene.words
    begin = cue.subject.first if cue.subject and cue.subject.first < cue.first else cue.group
    before = begin - 1
    if before < cue.floor:
        return None
    if scene.inside[before] < 0 and words.form[before] not in (",", "–", "—", "-"):
        return None
    stop = strip_end(scene, cue.floor, begin)
    if stop <= cue.floor:
        return None
    first = strip_start(scene, cue.floor, stop)
    if scene.inside[first] >= 0:
        return _span(scene, scene.tokens_of(scene.inside[first])[0], stop)
    if scene.inside[stop - 1] < 0 and not has_verb(scene, first, stop):
        return None
    return _span(scene, first, stop)


def _interrupted(scene: Scene, cue: Cue, right: int, later: list[Cue]) -> list[Content]:
    """Return the parts of a clause that the cue stands in: "The talks, she said, would go on"."""
    words = scene.words
    if cue.rule not in ("subject-verb", "inverted"):
        return []
    if right + 1 >= cue.ceiling or words.form[right] != "," or scene.inside[right + 1] >= 0:
        return []
    begin = cue.subject.first if cue.subject and cue.subject.first < cue.first else cue.group
    before = begin - 1
    as_said = before == cue.floor and words.form[before] == "as"
    if before < cue.floor or (words.form[before] != "," and not as_said):
        return []
    lead_stop = before if as_said else strip_end(scene, cue.floor, before)
    lead_first = before if as_said else strip_start(scene, cue.floor, lead_stop)
    if any(scene.inside[k] >= 0 for k in range(lead_first, lead_stop)) or has_verb(scene, lead_first, lead_stop):
        return []
    if not has_verb(scene, right + 1, cue.ceiling) or not words.is_word(right + 1):
        return []
    stop = clause_end(scene, right + 1, cue, later)
    parts = [_span(scene, right + 1, stop)] if stop > right + 1 else []
    if parts and lead_stop > lead_first and not words.flags[lead_first] & _CIRCUMSTANTIAL:
        parts.insert(0, _span(scene, lead_first, lead_stop))
    return parts


def _second_part(scene: Scene, cue: Cue, right: int, later: list[Cue]) -> Content | None:
    """Return the quotation that goes on after the cue: '"...," she said, "..."'."""
    at = right
    while at < cue.ceiling and not scene.words.is_word(at) and scene.inside[at] < 0:
        at += 1
    if at >= cue.ceiling or scene.inside[at] < 0 or later:
        return None
    stop = strip_end(scene, at, cue.ceiling)
    return _span(scene, at, stop) if stop > at else None


def _according(scene: Scene, cue: Cue, later: list[Cue]) -> Attribution | None:
    """Return what somebody is the authority for: the clause before "according to X", or the one after "X,"."""
    assert cue.subject is not None
    if cue.first - cue.floor <= 2:
        first = skip_adjuncts(scene, cue.subject.stop, cue.ceiling)
        comma = next((k for k in range(first, cue.ceiling) if scene.words.form[k] == "," or scene.inside[k] >= 0), None)
        if comma is None:
            return None
        first = comma + (scene.inside[comma] < 0)
        stop = strip_end(scene, first, cue.ceiling)
    else:
        stop = strip_end(scene, cue.floor, cue.first)
        first = strip_start(scene, cue.floor, stop)
    if stop <= first:
        return None
    parts = [_span(scene, first, stop)]
    rest = cue.subject.stop
    if cue.first - cue.floor > 2 and rest + 2 < cue.ceiling and scene.words.form[rest] == ",":
        if not has_verb(scene, first, stop) and not later:
            parts.append(_span(scene, rest + 1, max(rest + 2, strip_end(scene, rest + 1, cue.ceiling))))
            if scene.words.flags[first] & _CIRCUMSTANTIAL:
                del parts[0]
    return Attribution(parts, "speech", cue.rule, cue, cue.subject)


def _span(scene: Scene, first: int, stop: int) -> Content:
    """Return the content of tokens ``first`` to ``stop``; a quotation that it cuts is taken in whole."""
    words = scene.words
    start, end = words.start[first], words.end[stop - 1]
    if scene.inside[first] >= 0:
        start = min(start, scene.quotations[scene.inside[first]].start)
    if scene.inside[stop - 1] >= 0:
        end = max(end, scene.quotations[scene.inside[stop - 1]].end)
    return Content(start, end)
