"""Sort keys: where a name stands in an alphabetical list.

A person stands under the family name. Which word that is, the form of the name tells, the lexicons, and how the
document calls its bearer in short; where nothing tells, it is the last. Small words before the family name belong to
it when they have a capital ("Van Buren") or say whose child somebody is ("bin Omar"); "du", "san" and "santa" always
do. Else they stand behind ("berg, jan van den"), as the Arabic article always does. The first word of a name is such a
small word too ("Van Buren"), unless it is a given name ("Ben").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from annotator_entities.lexicon import Lexicon
from annotator_entities.naming import CHILD_OF, PARTICLES, fold, is_family, is_given

__all__ = ["key_of_name", "key_of_person"]

_SUFFIX = re.compile(r"[JS]r\.?|[IVX]+|[^\W\d_]\.?")
_ARTICLE = re.compile(r"(?:al|el|ad|ar|as|ash|at|az)-(?=\w)", re.IGNORECASE)
_KEPT = CHILD_OF | {"du", "san", "santa"}
"""Small words that stay with the family name in small letters too."""
_ARTICLES = frozenset(("ad", "al", "ar", "ash", "el"))
"""The Arabic article, where it is a word of its own."""
_SYLLABLES = frozenset(("Da", "Du", "San"))
"""Small words that with a capital are syllables of Korean and Chinese names as well."""
_SYLLABLE = "[bcdfghjklmnpqrstvwxyz]{0,2}[aeiouy]{1,3}(?:ng|rk|[hklmnprtw])?"
_KOREAN = re.compile(f"{_SYLLABLE} {_SYLLABLE}[ -]{_SYLLABLE}", re.IGNORECASE)
"""Three syllables, the family name the first of them, as most Korean names are written, and many Chinese ones."""
_PINYIN_SYLLABLE = (
    "(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    "(?:a[io]?|ang?|e[ir]?|eng?|i(?:a[on]?|ang|e|ng?|ong|u)?|ong|ou|u(?:a[in]?|ang|[eino])?)|[bpmfwy]o)"
)
_PINYIN = re.compile(f"{_PINYIN_SYLLABLE} {_PINYIN_SYLLABLE * 2}", re.IGNORECASE)
"""A family name of one syllable before a given name of two that are written as one word."""


def key_of_name(name: str) -> str:
    """Return the sort key of a thing or a place: without case, diacritics and the article before it."""
    return fold(name).removeprefix("the ")


def key_of_person(name: str, called: Iterable[str], lexicon: Lexicon) -> str:
    """Return the sort key of a person: family name, comma, what stands before or behind it; of a single name this.

    Args:
        name: of the person.
        called: the other names of that person.
        lexicon: to tell given from family names.
    """
    words = name.split()
    while len(words) > 1 and _SUFFIX.fullmatch(words[-1]):
        words.pop()
    suffix = name.split()[len(words) :]
    first = _family_is_first(words, frozenset(called), lexicon)
    at = 1 if first else _start_of_family(words, lexicon)
    family, others = (words[:at], words[at:]) if first else (words[at:], words[:at])
    if family and (article := _ARTICLE.match(family[0])):
        family, others = [family[0][article.end() :], *family[1:]], [*others, article[0]]
    key, rest = fold(" ".join(family)), fold(" ".join((*others, *suffix)))
    return f"{key}, {rest}" if key and others and rest else f"{key} {rest}".strip()


def _start_of_family(words: list[str], lexicon: Lexicon) -> int:
    """Return the place of the first word of a family name that stands last."""
    last = len(words) - 1
    start = last
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    if start == 1 and _is_particle(words[0]) and not _is_first_name(words[0], lexicon):
        start = 0
    while start < last and _stands_behind(words[start]):
        start += 1
    return max(start, 0)


def _is_particle(word: str) -> bool:
    """Whether a word is a small word of names; a capital letter alone, such as "Y.", is an initial."""
    small = word.rstrip(".").lower()
    return small in PARTICLES and (len(small) > 1 or word == small)


def _is_first_name(particle: str, lexicon: Lexicon) -> bool:
    """Whether a small word that stands first is a given name rather, such as "Al" and "Ben"."""
    return is_given(particle, lexicon) or (particle.lower() in CHILD_OF and particle in lexicon.given)


def _stands_behind(particle: str) -> bool:
    """Whether a small word before a family name stands behind it in a list."""
    return particle.lower() in _ARTICLES or (particle.islower() and particle not in _KEPT)


def _family_is_first(words: list[str], called: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether a name begins with the family name, as far as one can tell."""
    if len(words) < 2 or is_given(words[0], lexicon):
        return False
    if any(_is_particle(word) and word not in _SYLLABLES for word in words[:-1]):
        return False
    first, last = words[0], words[-1]
    if (is_family(first, lexicon) and is_given(last, lexicon)) or _KOREAN.fullmatch(" ".join(words)):
        return True
    if last in lexicon.surnames or last in lexicon.given:
        return False
    by_use = first in called and last not in called and first not in lexicon.given
    return by_use or _PINYIN.fullmatch(" ".join(words)) is not None
