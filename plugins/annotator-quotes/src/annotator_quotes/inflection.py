"""The forms of English verbs, from their lemmas."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["BASE", "ING", "PARTICIPLE", "PAST", "THIRD", "forms"]

BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16
"""Which form of the verb a word may be; one word may be several."""


class _Irregular(NamedTuple):
    past: str
    participle: str


_IRREGULAR_FORMS = """
say said said|tell told told|write wrote written|begin began begun|go went gone|think thought thought
know knew known|feel felt felt|understand understood understood|see saw seen|hear heard heard|read read read
find found found|show showed shown|teach taught taught|make made made|have had had|let let let
swear swore sworn|forecast forecast forecast|cast cast cast|seek sought sought|speak spoke spoken
forget forgot forgotten|put put put|give gave given|hold held held|get got got|take took taken|keep kept kept
"""
_IRREGULAR = {
    lemma: _Irregular(past, participle)
    for lemma, past, participle in (forms.split() for forms in re.split(r"[|\n]", _IRREGULAR_FORMS.strip()))
}
_DOUBLED = re.compile("admit|plan|slam|blog|refer|rebut|quip|snap|rip|dub|beg|begin|let|put|get|forget")
_VOWELS = "aeiou"


def forms(lemma: str) -> dict[str, int]:
    """Return the forms of a verb, each with the kinds of form that it may be (`BASE`, `THIRD`, ...).

    Example:
        >>> forms("deny")["denied"] == PAST | PARTICIPLE
        True
    """
    irregular = _IRREGULAR.get(lemma)
    regular = _with_ed(lemma)
    past, participle = irregular or (regular, regular)
    found: dict[str, int] = {}
    for form, kind in (
        (lemma, BASE),
        (_with_s(lemma), THIRD),
        (past, PAST),
        (participle, PARTICIPLE),
        (_with_ing(lemma), ING),
    ):
        found[form] = found.get(form, 0) | kind
    return found


def _with_s(lemma: str) -> str:
    if lemma == "have":
        return "has"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if _ends_in_consonant_and_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + "s"


def _with_ed(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if _ends_in_consonant_and_y(lemma):
        return lemma[:-1] + "ied"
    return _doubled(lemma) + "ed"


def _with_ing(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1] + "ing"
    return _doubled(lemma) + "ing"


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if _DOUBLED.fullmatch(lemma) else lemma


def _ends_in_consonant_and_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
