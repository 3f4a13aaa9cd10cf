"""Where a reported clause ends, and where one that stands before its cue begins."""

from __future__ import annotations

from annotator_quotes.inflection import BASE, THIRD
from annotator_quotes.passage import Cue, Scene
from annotator_quotes.vocabulary import (
    AUX,
    BE,
    DETERMINER,
    FINITE,
    MODAL,
    NOUNS_TOO,
    PRONOUN,
    VerbForm,
    cue_verbs,
    word_set,
)

__all__ = ["clause_end", "has_verb", "strip_end", "strip_start"]

_STRIPPED = frozenset(".,;:!?-–—…")


def clause_end(scene: Scene, first: int, cue: Cue, later: list[Cue], *, brief: bool = False) -> int:
    """Return the token after the last one of the clause that begins at ``first`` and that ``cue`` reports.

    Args:
        scene: the words and quotations.
        first: the first token of the content.
        cue: the cue.
        later: the cues after it in its sentence.
        brief: the content is a phrase or an infinitive, which ends sooner than a clause.
    """
    form, inside = scene.words.form, scene.inside
    stop = _opening_end(scene, first, cue)
    for other in later:
        cut = _cut_before(scene, other, first, brief=brief)
        if cut is not None:
            stop = cut
            break
    for i in range(first, stop):
        if inside[i] >= 0:
            if _ends_insertion(scene, i, stop):
                stop = i + 1
                break
            continue
        if form[i] == ";" or (form[i] == "," and _turns(scene, i, stop)) or (brief and _ends_phrase(scene, i, first)):
            stop = i
            break
    return strip_end(scene, first, stop)


_OPENING = word_set(
    "if when while whereas although though because since after before once unless until as by without in upon on"
    " despite"
)
_ASKED = word_set("asked pressed questioned")


def _opening_end(scene: Scene, first: int, cue: Cue) -> int:
    """Return where a clause before the main clause ends, if the cue is in one; else the end of the sentence.

    "After saying that the port was safe, the minister flew home": with the first comma outside of quotation marks.
    """
    form, begin = scene.words.form, cue.floor
    while begin < cue.first and (form[begin] in _SHARED or not scene.words.is_word(begin)):
        begin += 1
    begin += form[begin] in _OPENING and begin < cue.first and form[begin + 1] in _ASKED
    at = cue.group if cue.subject is None or cue.rule == "participle" else cue.subject.first
    if form[begin] not in _ASKED and not (form[begin] in _OPENING and at <= begin + 1):
        return cue.ceiling
    commas = (k for k in range(begin, cue.ceiling) if form[k] == "," and scene.inside[k] < 0)
    comma = next(commas, cue.ceiling)
    return comma if comma > first else cue.ceiling


def _ends_insertion(scene: Scene, i: int, stop: int) -> bool:
    """Whether a quotation ends at token ``i`` with a comma before its mark, and the verb of the main clause follows."""
    words = scene.words
    if i + 1 >= stop or scene.inside[i + 1] >= 0 or words.form[i - 1] != ",":
        return False
    return bool(words.flags[i + 1] & (AUX | BE | FINITE | MODAL)) or words.form[i + 1] in cue_verbs()


_SHARED = word_set("and but so yet")
_BACKGROUND = word_set("but yet while though although despite")
_COMMENT = word_set("which who whose")


def _turns(scene: Scene, comma: int, stop: int) -> bool:
    """Whether what follows a comma is the writer's own: a turn against the clause, or a last relative clause."""
    form, inside = scene.words.form, scene.inside
    if comma + 2 >= stop:
        return False
    if form[comma + 1] in _BACKGROUND:
        return form[comma + 1] != "yet" or bool(scene.words.flags[comma + 2] & (PRONOUN | DETERMINER))
    if form[comma + 1] in _COMMENT:
        return not any(form[k] == "," and inside[k] < 0 for k in range(comma + 1, stop))
    return False


_AFTER_PHRASE = word_set("but when while during before although")
_NEW_CLAUSE = word_set("and but with while when where although though since")


def _ends_phrase(scene: Scene, i: int, first: int) -> bool:
    """Whether a phrase that began before ends at token ``i``: a comma and a new clause, or a time ("during ...")."""
    words = scene.words
    if i <= first or i + 1 >= len(words):
        return False
    if words.form[i] == ",":
        following, flags = words.form[i + 1], words.flags[i + 1]
        participle = following.endswith(("ing", "ed")) and len(following) > 5 and not words.is_capital(i + 1)
        return bool(flags & (PRONOUN | DETERMINER)) or participle or following in _NEW_CLAUSE
    return words.form[i] in _AFTER_PHRASE


def _cut_before(scene: Scene, other: Cue, first: int, *, brief: bool) -> int | None:
    """Return where a later cue ends the clause: before its comma or "and"; None when it lies within."""
    form = scene.words.form
    at = other.group - 1
    if other.rule in ("participle", "coordinated"):
        if at > first and form[at] in ("and", "but", "by", "or", "then"):
            at -= form[at - 1] == ","
        return at if at > first else None
    if other.rule == "according-to":
        return other.first if other.first > first + 1 else None
    if other.rule == "subject-verb" and other.subject is not None:
        at = other.subject.first - 1
        if brief and at > first and form[at] == "," and other.subject.stop <= other.group:
            return at
        if at > first and form[at] in ("and", "but", "while", "whereas", "when", "as") and form[at - 1] == ",":
            return at - 1
    return None


def strip_end(scene: Scene, first: int, stop: int) -> int:
    """Take the punctuation off the end of a clause; a closing quotation mark stays."""
    form, inside = scene.words.form, scene.inside
    while stop > first and inside[stop - 1] < 0 and form[stop - 1] in _STRIPPED:
        stop -= 1
    return stop


def strip_start(scene: Scene, first: int, stop: int) -> int:
    """Take punctuation and a conjunction off the start of a clause."""
    form, inside = scene.words.form, scene.inside
    while first < stop and inside[first] < 0 and (form[first] in _STRIPPED or not scene.words.is_word(first)):
        first += 1
    return first


def _may_be_noun(entry: VerbForm, scene: Scene, i: int) -> bool:
    """Whether a form of the table is rather a noun: "plan", "reports", unless a pronoun or a plural stands before."""
    if not entry.forms & (BASE | THIRD) or entry.verbs[0].lemma not in NOUNS_TOO:
        return False
    words = scene.words
    return i > 0 and not words.flags[i - 1] & PRONOUN and not words.form[i - 1].endswith("s")


def has_verb(scene: Scene, first: int, stop: int) -> bool:
    """Whether a stretch seems to be a clause: it holds an auxiliary, a longer quotation, or a word like a finite verb.

    One or two words in quotation marks are no clause: "a “green” label".
    """
    words, table = scene.words, cue_verbs()
    for i in range(first, stop):
        if scene.inside[i] >= 0:
            if scene.is_brief(scene.inside[i]):
                continue
            return True
        flags, form = words.flags[i], words.form[i]
        if flags & (AUX | BE | MODAL | FINITE) or (form in table and not _may_be_noun(table[form], scene, i)):
            return True
        if i > first and not words.is_capital(i) and form.endswith("ed") and len(form) > 3:
            return True
        if i > first and words.flags[i - 1] & PRONOUN and not flags and not words.is_capital(i):
            return True
    return False
