"""When two names may be one: short and full names of bodies and things, acronyms, slips of the pen."""

from __future__ import annotations

from annotator_entities import vocabulary as v
from annotator_entities.naming import LEGAL_FORMS, fold

__all__ = ["acronyms", "core", "is_light_slip", "is_misspelling", "is_shorter", "is_slip", "is_within"]

_TRADES = v.word_set("Company Group Motor Computer Computers Automotive Aerospace Aircraft Brewing Manufacturing")
_ENDINGS = frozenset(map(fold, v.SUFFIXES | _TRADES)) | LEGAL_FORMS
"""Last words of the names of companies, folded, that are left out at will."""
_UNSPOKEN = frozenset(map(fold, _TRADES)) | LEGAL_FORMS
"""Those of them that initials may leave out; "LA" is no newspaper."""

LEAST_SLIP = 5
"""Letters from which a word that differs by one letter may be a slip: shorter names lie too near to each other."""
LEAST_DOUBLE_SLIP = 8
"""Letters from which two slips may be made."""


def core(name: str) -> str:
    """Return the words that tell a body or thing from others, in one order: no small words, no legal form."""
    words = fold(name).split()
    kept = [word for word in words if word not in v.SMALL_WORDS and word not in LEGAL_FORMS]
    return " ".join(sorted(kept or words))


def acronyms(name: str) -> list[str]:
    """Return the acronyms that a name may have: "PRI", with a number "PR2", and without the ending of a company.

    Last comes the one with its small words, as ministries like it: "MoD".
    """
    found = []
    for text in (name.replace("-", " "), name):
        parts = [part for part in text.split() if part[0].isupper() or part.isdigit()]
        for last in (len(parts), len(parts) - (bool(parts) and fold(parts[-1]) in _UNSPOKEN)):
            initials = "".join(part if part.isdigit() else part[0] for part in parts[:last])
            if last > 1 and initials not in found:
                found.append(initials)
    words = name.replace("-", " ").split()
    if found and any(word in v.SMALL_WORDS for word in words):
        found.append("".join(word[0] for word in words))
    return found


def is_shorter(short: list[str], full: list[str]) -> bool:
    """Whether a name of a body or thing is a longer one cut short, by folded words.

    A complement may be missing ("Andes Foundation" for "Andes Foundation for the Arts"), what stands before ("Trade
    Office" for "Royal Trade Office"), a word within ("Nova Store" for "Nova Music Store"), endings that
    names of companies have ("Nova" for "Nova Motors"), all behind the beginning of what is a company by its legal form
    ("Nova" for "Nova Deep Sea Ltd"), or a year ("Polar Games" for "Polar Games 2031").
    """
    more = len(full) - len(short)
    if more <= 0 or not short:
        return False
    if full[: len(short)] == short:
        rest = full[len(short) :]
        if full[-1] in LEGAL_FORMS or (len(short) > 1 and all(word.isdigit() for word in rest)):
            return True
        return (
            rest[0] in ("of", "for")
            if len(short) > 1 and rest[0] in v.SMALL_WORDS
            else all(w in _ENDINGS for w in rest)
        )
    if full[more:] == short:
        return full[more - 1] not in v.SMALL_WORDS and (len(short) > 1 or more == 1)
    return len(short) > 1 and (short[0], short[-1]) == (full[0], full[-1]) and is_within(short, full)


def is_within(short: list[str], full: list[str]) -> bool:
    """Whether the words of a name stand in another in the same order, in full or cut to initials."""
    rest = iter(full)
    return all(any(word == part or (len(part) == 1 and word[0] == part) for word in rest) for part in short)


def is_misspelling(one: list[str], other: list[str]) -> bool:
    """Whether two names of as many folded words differ in one word only, and there by a slip."""
    if len(one) != len(other) or len(one) < 2:
        return False
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(apart) == 1 and is_slip(*apart[0])


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter (long ones by two): left out, put in, changed, or two that are swapped."""
    shorter = min(len(one), len(other))
    if shorter < LEAST_SLIP or one[0] != other[0] or abs(len(one) - len(other)) > 2:
        return False
    return _distance(one, other) <= (2 if shorter >= LEAST_DOUBLE_SLIP else 1)


def is_light_slip(one: str, other: str) -> bool:
    """Whether two words differ by two letters that are swapped, or by one that is left out or doubled before the end.

    The last letter stays, for "Ivanov" and "Ivanova" are two, and so are "Peter" and "Peters".
    """
    if not is_slip(one, other) or _distance(one, other) > 1:
        return False
    return sorted(one) == sorted(other) or (len(one) != len(other) and one[-1] == other[-1])


def _distance(one: str, other: str) -> int:
    """Return the optimal string alignment distance (Levenshtein with swaps of neighbours)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]
