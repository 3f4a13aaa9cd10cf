"""Titles attached to the name of a person: "President Ana Rojas", "Ana Rojas, former dean of the university"."""

from __future__ import annotations

from annotator_entities import vocabulary as v
from annotator_entities.entity import Mention
from annotator_entities.words import LOWER, Words

__all__ = ["find_titles"]

_MODIFIERS = v.word_set(
    """former then acting interim incoming outgoing deputy vice prime foreign finance defence defense interior
    opposition party chief senior assistant lead associate crown first"""
)
LONGEST = 14
"""Words that a title after a name may have."""


def find_titles(persons: list[tuple[Mention, tuple[int, int] | None]], words: Words) -> list[Mention]:
    """Return the titles of named persons, given each named mention with the title that the scanner saw."""
    found = []
    for mention, title in persons:
        span, rule = (_formal(title, words), "title-before") if title else (_role_before(mention, words), "role-before")
        if span:
            found.append(Mention(*span, "role-title", mention.entity, level="title", rule=rule))
            mention.entity.roles.add(words.words[span[1] - 1].lower())
        after = _after(mention, words)
        if after:
            mention.entity.roles.update(v.ROLES.intersection(words.words[after[0] : after[1]][:3]))
            found.append(Mention(*after, "role-title", mention.entity, level="title", rule="title-after"))
    return found


def _formal(title: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """Return a title without the honorifics at its edges, None when nothing is left."""
    first, last = title
    while first < last and (words.words[first].rstrip(".") in _PLAIN or words.words[first] == "."):
        first += 1
    while first < last and words.words[last - 1].rstrip(".") in _PLAIN:
        last -= 1
    return (first, last) if first < last else None


_PLAIN = frozenset(("Mr", "Mrs", "Ms", "Miss", "Mx", "Dr", "Sir", "Madam", ""))


def _role_before(mention: Mention, words: Words) -> tuple[int, int] | None:
    """Return the role in lower case right before a name: "Chilean leader Ana Rojas"."""
    last = mention.first
    if last == 0 or not words.spaced(last) or words.words[last - 1] not in v.ROLES:
        return None
    first = last - 1
    while first > 0 and words.spaced(first) and words.words[first - 1] in _MODIFIERS:
        first -= 1
    return first, last


def _after(mention: Mention, words: Words) -> tuple[int, int] | None:
    """Return the bare role after a name and a comma: ", former dean of the University of Oslo,"."""
    first = mention.last + 1
    if (
        first >= len(words)
        or words.words[mention.last] != ","
        or words.sentence[first] != words.sentence[mention.first]
    ):
        return None
    head = first
    while head < len(words) and words.words[head] in _MODIFIERS:
        head += 1
    if head >= len(words) or words.words[head].lower() not in v.ROLES or words.shapes[head] != LOWER:
        return None
    last = head + 1
    if last < len(words) and words.words[last] in ("of", "for", "at", "in", "to", "with"):
        while (
            last < len(words)
            and last - first < LONGEST
            and words.words[last] not in (",", ".", ";", "who", ")", "and", "said")
        ):
            last += 1
        if last >= len(words) or words.words[last] not in (",", ".", ";", "who", "said"):
            return None
    return (first, last) if last < len(words) and words.words[last] in (",", ".", ";", "who", "said") else None
