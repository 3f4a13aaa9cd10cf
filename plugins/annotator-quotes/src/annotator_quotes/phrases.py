"""Light chunking: noun phrases before and after a verb, and what may stand between a verb and its content."""

from __future__ import annotations

from annotator_quotes.passage import Phrase, Scene
from annotator_quotes.vocabulary import (
    ADJECTIVE,
    ADVERB,
    AUX,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    MODAL,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    SPEECH_PLACES,
    SUBORDINATOR,
    TIME,
    WH,
    word_set,
)

__all__ = ["first_phrase", "is_adverb", "phrase_after", "phrase_before", "skip_adjuncts", "skip_adverbs", "skip_title"]

_LONGEST_PHRASE = 30
_LINKING = word_set("of for from at in with on to and & against among")
_NOT_NOUN = AUX | BE | MODAL | SUBORDINATOR | RELATIVE
_NOT_LY = word_set("family july italy supply reply ally rally assembly monopoly anomaly fly early only")


def is_adverb(form: str, flags: int) -> bool:
    """Whether a word is an adverb that may stand beside a verb."""
    return bool(flags & ADVERB) or (form.endswith("ly") and len(form) > 4 and form not in _NOT_LY)


def skip_adverbs(scene: Scene, i: int, ceiling: int) -> int:
    """Return the first token from ``i`` on that is no adverb."""
    form, flags = scene.words.form, scene.words.flags
    while i < ceiling and is_adverb(form[i], flags[i]) and not flags[i] & (WH | DETERMINER):
        i += 1
    return i


def _nominal(scene: Scene, i: int) -> bool:
    """Whether a token may be part of a noun phrase, by its class alone."""
    words = scene.words
    flags = words.flags[i]
    if not words.is_word(i) and words.form[i] not in ("-", "'s", "’s", "’", "'", "&", "."):
        return False
    if flags & (DETERMINER | POSSESSIVE):
        return True
    return not flags & _NOT_NOUN and not (flags & (PREPOSITION | COORDINATOR))


def phrase_before(scene: Scene, stop: int, floor: int) -> Phrase | None:
    """Return the noun phrase that ends just before token ``stop``, with the phrases that modify it.

    An apposition or a parenthesis between the phrase and ``stop`` is left out.
    """
    words = scene.words
    i = _skip_back(scene, stop - 1, floor)
    if i < floor:
        return None
    if words.form[i] in (",", ")", "–", "—"):
        i = _before_apposition(scene, i, floor)
        if i < floor:
            return None
    if words.flags[i] & PRONOUN and not (words.flags[i] & DETERMINER and words.flags[i] & RELATIVE and i == floor):
        if words.flags[i] & RELATIVE and words.form[i] != "that":
            return _antecedent(scene, i, floor)
        return Phrase(i, i + 1, i)
    return _back_from(scene, i, floor)


def _skip_back(scene: Scene, i: int, floor: int) -> int:
    form, flags = scene.words.form, scene.words.flags
    while i >= floor and (is_adverb(form[i], flags[i]) or flags[i] & TIME) and not flags[i] & (PRONOUN | DETERMINER):
        i -= 1
    return i


def _antecedent(scene: Scene, relative: int, floor: int) -> Phrase | None:
    """Return what "who" or "which" stands for: the phrase before it."""
    i = relative - 1
    if i >= floor and scene.words.form[i] == ",":
        i -= 1
    found = _back_from(scene, i, floor) if i >= floor else None
    if found is not None and found.head != i and scene.words.is_capital(i):  # "a friend of Ann Lee, who": Ann Lee
        found = _back_from(scene, i, found.head + 2)
    return found or Phrase(relative, relative + 1, relative)


def _before_apposition(scene: Scene, i: int, floor: int) -> int:
    """Return the last token before an apposition that the comma or bracket at ``i`` ends; ``floor - 1`` if none."""
    words = scene.words
    mark = words.form[i]
    wanted = {",": (",",), ")": ("(",)}.get(mark, ("–", "—"))
    for j in range(i - 1, max(floor, i - _LONGEST_PHRASE) - 1, -1):
        if scene.inside[j] >= 0 and mark != ")":
            return floor - 1
        if words.form[j] in wanted and i - j > 1:
            return j - 1
    return floor - 1


def _back_from(scene: Scene, last: int, floor: int) -> Phrase | None:
    """Return the noun phrase that ends with token ``last``."""
    words, flags = scene.words, scene.words.flags
    if last < floor or scene.inside[last] >= 0:
        return None
    i, head, low = last, last, max(floor, last - _LONGEST_PHRASE)
    first = -1
    while i >= low and scene.inside[i] < 0 and _nominal(scene, i):
        if flags[i] & TIME and words.is_capital(i) and not (i < last and words.form[i + 1] in ("'s", "’s")):
            break
        if i < last and _governs(scene, i):
            break
        first = i
        if flags[i] & PRONOUN and not flags[i] & DETERMINER:
            return Phrase(i, last + 1, head) if i == last else Phrase(i + 1, last + 1, head)
        i -= 1
        if flags[i + 1] & DETERMINER or (flags[i + 1] & POSSESSIVE and words.form[i + 1] not in ("'s", "’s")):
            break
    if first < 0:
        return None
    if i > low and words.form[i] in _LINKING and scene.inside[i] < 0 and _may_link(scene, i):
        outer = _back_from(scene, i - 1, floor)
        if outer is not None:
            coordinated = words.form[i] in ("and", "&")
            return Phrase(outer.first, last + 1, head if coordinated else outer.head)
    return Phrase(first, last + 1, head)


def _governs(scene: Scene, i: int) -> bool:
    """Whether a word before a name is rather the verb that governs it: "led Ann Lee", "causing Rome"."""
    words = scene.words
    if words.is_capital(i) or not words.is_capital(i + 1):
        return False
    form = words.form[i]
    return bool(words.flags[i] & FINITE) or (form.endswith(("ed", "ing", "says", "said")) and len(form) > 3)


def _may_link(scene: Scene, i: int) -> bool:
    """Whether "and" or a preposition at ``i`` may join two parts of one phrase, rather than begin a new clause."""
    words = scene.words
    before = i - 1
    if not words.is_word(before) or words.flags[before] & (PRONOUN | TIME):
        return False
    if words.form[i] == "and" and words.form[before].endswith("s") and words.form[i + 1].endswith("s"):
        return True
    if words.form[i] in ("and", "&", "to"):
        return words.is_capital(before) and words.is_capital(i + 1)
    return not (words.form[before].endswith("ed") and not words.is_capital(before))


def phrase_after(scene: Scene, first: int, ceiling: int, *, bare: bool = False) -> Phrase | None:
    """Return the noun phrase that starts at token ``first``; unless bare, with phrases in "of" or "for" after it."""
    words, flags = scene.words, scene.words.flags
    if first >= ceiling or scene.inside[first] >= 0 or not words.is_word(first):
        return None
    if flags[first] & (PRONOUN | OBJECT) and not flags[first] & (DETERMINER | POSSESSIVE):
        return Phrase(first, first + 1, first)
    i, head = first, -1
    while i < min(ceiling, first + _LONGEST_PHRASE) and scene.inside[i] < 0 and _nominal(scene, i):
        if i > first and flags[i] & (DETERMINER | PRONOUN) and not flags[i] & ADJECTIVE:
            break
        if i > first and ((flags[i] & TIME and words.is_capital(i)) or is_adverb(words.form[i], flags[i])):
            break
        i += 1
        if not bare and i + 1 < ceiling and words.form[i] in ("of", "for", "from", "and", "&"):
            if words.form[i] in ("and", "&") and not (words.is_capital(i - 1) and words.is_capital(i + 1)):
                break
            head = head if head >= 0 else i - 1
            i += 1
            while i < ceiling and flags[i] & (DETERMINER | POSSESSIVE):
                i += 1
    while i > first and not words.is_word(i - 1):
        i -= 1
    if i == first:
        return None
    return Phrase(first, i, head if head >= 0 else i - 1)


def skip_adjuncts(scene: Scene, i: int, ceiling: int) -> int:
    """Return the first token from ``i`` on that is no adverb, time or circumstance ("in a statement on Friday")."""
    words, flags = scene.words, scene.words.flags
    while True:
        at = skip_adverbs(scene, i, ceiling)
        while at < ceiling and (
            flags[at] & TIME or (words.form[at] in ("last", "this") and _is_time(scene, at + 1, ceiling))
        ):
            at += 1
        if (
            at < ceiling
            and flags[at] & PREPOSITION
            and words.form[at] not in _NO_ADJUNCT
            and not _infinitive(scene, at)
        ):
            phrase = phrase_after(scene, at + 1, ceiling)
            if phrase is not None and _is_circumstance(scene, phrase, ceiling):
                at = skip_title(scene, phrase.stop, ceiling)
        if at == i:
            return i
        i = at


def skip_title(scene: Scene, i: int, ceiling: int) -> int:
    """Return the token after the title of a work or programme that begins at ``i``, else ``i``."""
    if i < ceiling and scene.inside[i] >= 0 and scene.names_work(scene.inside[i]):
        after = scene.tokens_of(scene.inside[i])[1]
        return after if after < ceiling else i
    return i


_NO_ADJUNCT = frozenset({"of", "as", "like", "than", "against"})


def _infinitive(scene: Scene, at: int) -> bool:
    """Whether "to" at token ``at`` begins an infinitive, and no phrase."""
    words = scene.words
    if words.form[at] != "to" or at + 1 >= len(words):
        return False
    return not words.is_capital(at + 1) and not words.flags[at + 1] & (DETERMINER | POSSESSIVE | OBJECT)


def _is_time(scene: Scene, i: int, ceiling: int) -> bool:
    return i < ceiling and bool(scene.words.flags[i] & TIME)


def _is_circumstance(scene: Scene, phrase: Phrase, ceiling: int) -> bool:
    """Whether a phrase after a preposition tells where or when something was said, and is not itself content."""
    words = scene.words
    if any(words.flags[k] & TIME or words.form[k] in SPEECH_PLACES for k in range(phrase.first, phrase.stop)):
        return True
    at = phrase.stop
    return at >= ceiling or words.form[at] in ("that", ",", ":", ".", "on", "in", "at") or scene.inside[at] >= 0


def first_phrase(scene: Scene, floor: int, stop: int) -> Phrase | None:
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
