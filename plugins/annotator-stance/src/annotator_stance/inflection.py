"""English inflection, as far as a lexicon of lemmas needs it: the forms of a verb, of a noun."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

__all__ = ["Form", "noun_forms", "singular", "verb_forms"]

Form: TypeAlias = Literal["base", "s", "ing", "ed"]
"""The form of a verb; ``ed`` is past tense or past participle, which one the context says."""

_DOUBLES = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bcdfgklmnprstvz]")
_HISSING = ("s", "x", "z", "ch", "sh")


def _s_form(base: str) -> str:
    if base.endswith(_HISSING) or base in ("go", "do", "veto"):
        return base + "es"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base[:-1] + "ies"
    return base + "s"


def verb_forms(base: str, irregular: str = "", doubling: bool = False) -> dict[str, Form]:
    """Return the forms of a verb.

    Args:
        base: the lemma, one word.
        irregular: past tense and past participle, when they are not regular.
        doubling: the last letter is doubled although the verb has more than one syllable.
    """
    stem = base + base[-1] if doubling or _DOUBLES.fullmatch(base) else base
    if base.endswith("ie"):
        ing = base[:-2] + "ying"
    elif base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and base != "be":
        ing = base[:-1] + "ing"
    else:
        ing = stem + "ing"
    if irregular:
        past = irregular.split()
    elif base.endswith("e"):
        past = [base + "d"]
    elif base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        past = [base[:-1] + "ied"]
    else:
        past = [stem + "ed"]
    forms: dict[str, Form] = dict.fromkeys(past, "ed")
    return forms | {_s_form(base): "s", ing: "ing", base: "base"}


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Return singular and plural of a noun; nouns that have no plural are not harmed by one."""
    return (lemma, _s_form(lemma))


def singular(noun: str) -> str:
    """Return what the singular of a lower-case noun may be; a noun that is no plural stays as it is."""
    if len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("sses", "xes", "zes", "ches", "shes")):
        return noun[:-2]
    return noun[:-1]
