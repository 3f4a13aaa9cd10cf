"""Tells verbs from nouns and adjectives by their neighbours: "the plans" from "the guild plans a fair"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator_stance.inflection import Form
from annotator_stance.lexicon import is_agent_word, load_lexicon

if TYPE_CHECKING:
    from annotator_stance.sentence import Sentence

__all__ = ["is_verb"]

_SINGULAR_SUBJECTS = frozenset(("he", "she", "it", "everyone", "nobody", "everybody", "there"))
_RELATIVES = frozenset(("who", "which", "that", "what"))
_PLURALS = frozenset(("people", "men", "women", "many", "police"))
_ADJECTIVE_ENDINGS = ("al", "ic", "ive", "ous", "ful", "new", "ory", "ary")


def is_verb(sentence: Sentence, i: int, form: Form) -> bool:
    """Whether the word at ``i``, which has that form of a known verb, is a verb here.

    Words before ``i`` have their kinds already; those after it only as far as the lists of small words tell.
    """
    before = sentence.left(i)
    previous = sentence.kind(before) if before >= 0 else "^"
    following = sentence.kind(i + 1)
    if form == "base":
        return _is_base(sentence, before, previous, following)
    if form == "s":
        return _is_third_person(sentence, i, before, previous, following)
    if form == "ed":
        return _is_past(sentence, before, previous, following)
    if previous == "d" and sentence.lower[before] in ("those", "these"):
        return True  # "those calling for"
    return previous not in "d'-" and following != "-" and not (previous == "w" and following == "w" and before == 0)


def _is_base(sentence: Sentence, before: int, previous: str, following: str) -> bool:
    word = sentence.lower[before]
    if previous in "tmo" or (previous == "n" and word != "nor"):
        return True
    if previous == "r":
        return word in sentence.sets["subject_plural"]
    if previous == "s":
        return word == "who"
    if previous == "w":
        joint = any(sentence.lower[j] == "and" for j in range(max(before - 3, 0), before))
        plural = joint or (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS
        return plural and (following in "drs" or (following in "pt" and is_agent_word(word)))
    return previous in "c," and following in "dwrt" and any(_base_stands(sentence, j) for j in range(before))


def _base_stands(sentence: Sentence, i: int) -> bool:
    return sentence.kinds[i] == "v" and sentence.form(i) == "base"


def _is_past(sentence: Sentence, before: int, previous: str, following: str) -> bool:
    if previous in "d'" or following == "-" or (previous in "pv-" and following == "w"):
        return False
    return not (previous == "w" and following == "w" and _is_modifier(sentence, before))


def _is_modifier(sentence: Sentence, i: int) -> bool:
    """Whether the word at ``i`` looks like an adjective inside a phrase, as in "the initial planned date"."""
    opened = i > 0 and sentence.kinds[i - 1] in "d'p"
    return opened and not sentence.is_name(i) and sentence.lower[i].endswith(_ADJECTIVE_ENDINGS)


def _takes_next(sentence: Sentence, i: int) -> bool:
    """Whether the lexicon has the word at ``i`` as a verb with the preposition that follows it: "calls on"."""
    word = sentence.lower[i + 1] if i + 1 < len(sentence) else ""
    entries = load_lexicon().verbs.get(sentence.lower[i], ()) if sentence.kind(i + 1) == "p" else ()
    return any(word in (*entry.particles[:1], *(f.split()[0] for f in entry.frames)) for entry in entries)


def _is_third_person(sentence: Sentence, i: int, before: int, previous: str, following: str) -> bool:
    word = sentence.lower[before]
    clear = following in "dr" or sentence.is_name(i + 1)
    if previous in "rs":
        return word in (_SINGULAR_SUBJECTS if previous == "r" else _RELATIVES)
    if previous == ",":
        return "," in sentence.kinds[:before] and clear
    if previous == "c":
        return following in "dr" and "v" in sentence.kinds[:before]
    if previous not in "w#":
        return previous == "n"
    if sentence.is_name(before):
        governing = clear or following in "stwavq" or _takes_next(sentence, i)
        return governing and not sentence.words[i][:1].isupper()
    governed = clear or following == "s" or (following in "pt" and is_agent_word(word))
    return governed and not word.endswith("s")
