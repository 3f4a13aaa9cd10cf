"""What a cue reports: the clause after it, the clause or quotation before it, or both."""

from __future__ import annotations

from annotator_quotes.clauses import clause_end, has_verb, strip_end, strip_start
from annotator_quotes.frames import content_start
from annotator_quotes.passage import Attribution, Content, Cue, Phrase, Scene
from annotator_quotes.phrases import phrase_after, skip_adjuncts
from annotator_quotes.vocabulary import ADVERB, COORDINATOR, PREPOSITION, SUBORDINATOR, TIME

__all__ = ["announces", "attribution_of"]

_CIRCUMSTANTIAL = PREPOSITION | SUBORDINATOR | COORDINATOR | ADVERB | TIME
"""Classes of words that begin a circumstance rather than a part of what is said."""

_IF = frozenset({"if", "unless"})
_NARRATED = frozenset({"and", "before", "while", "then", "as", "when", "after"})
"""What follows a quotation with a comma at its end and one of these words is told by the writer."""


def attribution_of(scene: Scene, cue: Cue, later: list[Cue], *, with_that: bool = False) -> Attribution | None:
    """Return what a cue reports; None when nothing beside it fits the verb.

    Args:
        scene: the words and quotations.
        cue: the cue.
        later: the cues after it in its sentence.
        with_that: whether "that" is part of the content.
    """
    if cue.rule == "according-to":
        return _according(scene, cue, later)
    if cue.rule in ("colon-quotation", "heading"):
        stop = strip_end(scene, cue.stop, cue.ceiling)
        return _made(cue, [_span(scene, cue.stop, stop)], cue.rule) if stop > cue.stop else None
    right = _after_cue(scene, cue)
    return _following(scene, cue, right, later, with_that) or _preceding(scene, cue, right, later)


def announces(scene: Scene, cue: Cue) -> bool:
    """Whether a cue that reports nothing in its sentence may announce a quotation in the next block."""
    words, ceiling = scene.words, cue.ceiling
    if ceiling < len(words) and scene.block_at(words.start[ceiling]) == scene.block_at(words.start[cue.first]):
        return False
    if words.form[ceiling - 1] in (":", ","):
        return True
    return "quote" in cue.verb.frames and skip_adjuncts(scene, cue.stop, ceiling) >= ceiling


def _made(cue: Cue, contents: list[Content], rule: str, addressee: Phrase | None = None) -> Attribution:
    return Attribution(contents, cue.verb.kind, rule, cue, cue.subject, addressee)


def _following(scene: Scene, cue: Cue, right: int, later: list[Cue], with_that: bool) -> Attribution | None:
    """Return what stands after the cue, together with a quotation before it that it divides."""
    start = content_start(scene, cue, right)
    if start is None:
        return None
    first = start.token
    brief = start.rule in ("phrase", "infinitive", "topic")
    stop = _quotation_end(scene, first, cue) or clause_end(scene, first, cue, later, brief=brief)
    if stop <= first:
        return None
    begin = first - (with_that and scene.words.form[first - 1] == "that")
    contents = [_span(scene, begin, stop)]
    if _goes_on(scene, first) and _follows_quotation(scene, cue):
        lead = _leading(scene, cue)
        contents = [lead, *contents] if lead is not None else contents
    return _made(cue, contents, start.rule, start.addressee)


def _preceding(scene: Scene, cue: Cue, right: int, later: list[Cue]) -> Attribution | None:
    """Return what stands before the cue or around it."""
    frames = cue.verb.frames
    if "after" not in frames:
        return None
    addressee = None
    if "tell" in frames and not _nothing_follows(scene, cue, right):
        addressee = phrase_after(scene, cue.stop, cue.ceiling)
        right = skip_adjuncts(scene, addressee.stop, cue.ceiling) if addressee else cue.stop
    if not _nothing_follows(scene, cue, right) and not _follows_ended_quotation(scene, cue):
        return None
    around = _around(scene, cue, right, later)
    if around:
        return _made(cue, around, "inside-content", addressee)
    lead = _leading(scene, cue)
    if lead is None:
        return None
    rest = _second_part(scene, cue, right, later)
    return _made(cue, [lead, rest] if rest else [lead], "after-content", addressee)


def _after_cue(scene: Scene, cue: Cue) -> int:
    """Return the first token after the cue, its adjuncts, and a subject that follows it."""
    at = cue.subject.stop if cue.rule == "inverted" and cue.subject else cue.stop
    return skip_adjuncts(scene, at, cue.ceiling)


def _quotation_end(scene: Scene, first: int, cue: Cue) -> int | None:
    """Return the end of a quotation that begins the content, if what follows it is narrated."""
    words = scene.words
    if scene.inside[first] < 0:
        return None
    _, stop = scene.tokens_of(scene.inside[first])
    ended = stop < cue.ceiling and words.form[stop - 2] in (",", ".", "!", "?") and words.form[stop] in _NARRATED
    return stop if ended else None


def _nothing_follows(scene: Scene, cue: Cue, right: int) -> bool:
    words = scene.words
    return right >= cue.ceiling or not words.is_word(right) or cue.rule == "inverted" or scene.inside[right] >= 0


def _begin(cue: Cue) -> int:
    """Return the first token of a cue with its auxiliaries and a subject before it."""
    return cue.subject.first if cue.subject and cue.subject.first < cue.first else cue.group


def _follows_quotation(scene: Scene, cue: Cue) -> bool:
    """Whether cue and subject follow a quotation, with at most a comma between."""
    before = (_begin(cue) if cue.rule == "subject-verb" else cue.first) - 1
    before -= before > cue.floor and scene.inside[before] < 0 and scene.words.form[before] == ","
    return before >= cue.floor and scene.inside[before] >= 0


def _follows_ended_quotation(scene: Scene, cue: Cue) -> bool:
    """Whether the cue and its subject follow a quotation that ends as one does before its cue: '"...," she said of'."""
    before = _begin(cue) - 1
    return before >= cue.floor and scene.inside[before] >= 0 and scene.ends_with_stop(scene.inside[before])


def _goes_on(scene: Scene, first: int) -> bool:
    """Whether a content begins with a quotation after a comma, as the second part of a divided one does."""
    return scene.inside[first] >= 0 and scene.words.form[first - 1] == ","


def _leading(scene: Scene, cue: Cue) -> Content | None:
    """Return the clause or quotation that ends just before the cue and its subject."""
    words, floor = scene.words, cue.floor
    begin = _begin(cue)
    before = begin - 1
    if before < floor or (scene.inside[before] < 0 and words.form[before] not in (",", "–", "—", "-")):
        return None
    stop = strip_end(scene, floor, begin)
    if stop <= floor:
        return None
    first = strip_start(scene, floor, stop)
    if scene.inside[first] >= 0:
        return _span(scene, scene.tokens_of(scene.inside[first])[0], stop)
    if scene.inside[stop - 1] < 0 and not has_verb(scene, first, stop):
        return None
    return _span(scene, first, stop)


def _around(scene: Scene, cue: Cue, right: int, later: list[Cue]) -> list[Content]:
    """Return the parts of a clause that the cue stands in: "The talks, she said, would go on"."""
    words, floor, inside = scene.words, cue.floor, scene.inside
    if cue.rule not in ("subject-verb", "inverted") or right + 1 >= cue.ceiling:
        return []
    if words.form[right] != "," or inside[right + 1] >= 0 or not words.is_word(right + 1):
        return []
    before = _begin(cue) - 1
    as_said = before == floor and words.form[before] == "as"
    if before < floor or not (words.form[before] == "," or as_said):
        return []
    stop = before if as_said else strip_end(scene, floor, before)
    first = before if as_said else strip_start(scene, floor, stop)
    conditional = words.form[first] in _IF
    if (has_verb(scene, first, stop) and not conditional) or not has_verb(scene, right + 1, cue.ceiling):
        return []
    end = clause_end(scene, right + 1, cue, later)
    parts = [_span(scene, right + 1, end)] if end > right + 1 else []
    if parts and stop > first and (conditional or not words.flags[first] & _CIRCUMSTANTIAL):
        parts.insert(0, _span(scene, first, stop))
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
    """Return what somebody is the authority for: before "according to X", after "According to X,", or around it."""
    words, floor, ceiling = scene.words, cue.floor, cue.ceiling
    assert cue.subject is not None
    after = skip_adjuncts(scene, cue.subject.stop, ceiling)
    if cue.first - floor <= 2:
        comma = next((k for k in range(after, ceiling) if words.form[k] == "," or scene.inside[k] >= 0), None)
        if comma is None:
            return None
        begin = comma + (scene.inside[comma] < 0)
        stop = strip_end(scene, begin, ceiling)
        return _made(cue, [_span(scene, begin, stop)], cue.rule) if stop > begin else None
    stop = strip_end(scene, floor, cue.first)
    first = strip_start(scene, floor, stop)
    if stop <= first:
        return None
    parts = [_span(scene, first, stop)]
    end = strip_end(scene, after + 1, ceiling)
    if after + 2 < ceiling and words.form[after] == "," and not later and not has_verb(scene, first, stop):
        rest = _span(scene, after + 1, max(after + 2, end))
        parts = [rest] if words.flags[first] & _CIRCUMSTANTIAL else [*parts, rest]
    return _made(cue, parts, cue.rule)


def _span(scene: Scene, first: int, stop: int) -> Content:
    """Return the content of tokens ``first`` to ``stop``; a quotation that it cuts is taken in whole."""
    words = scene.words
    start, end = words.start[first], words.end[stop - 1]
    if scene.inside[first] >= 0:
        start = min(start, scene.quotations[scene.inside[first]].start)
    if scene.inside[stop - 1] >= 0:
        end = max(end, scene.quotations[scene.inside[stop - 1]].end)
    return Content(start, end)
