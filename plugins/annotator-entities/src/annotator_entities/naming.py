"""Names as keys: what of a name counts when it is compared with others, in one document and across documents."""

from __future__ import annotations

import re
import unicodedata

from annotator_entities import vocabulary as v
from annotator_entities.lexicon import Lexicon

__all__ = [
    "CHILD_OF",
    "LEGAL_FORMS",
    "PARTICLES",
    "PersonName",
    "american",
    "core_of_org",
    "fold",
    "is_acronym",
    "is_family",
    "is_given",
    "without_legal_form",
]

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ß": "ss"})
_DROPPED = re.compile(r"[.'’‘ʼ`]")
_BETWEEN = re.compile(r"[\W_]+")
_NUMERALS = ("ii", "iii", "iv")
_GENERATIONS = frozenset(("jr", "sr", *_NUMERALS))
_ARTICLES = ("al", "el")
"""The Arabic article, which some write before a family name, and others do not ("Omar al-Nasser", "Omar Nasser")."""
CHILD_OF = frozenset(("abu", "ben", "bin", "bint", "ibn"))
"""Small words that say whose child, or parent, somebody is."""
_SPELLINGS = (("isation", "ization"), ("defence", "defense"), ("labour", "labor"), ("centre", "center"))
PARTICLES = frozenset(particle.lower().rstrip(".") for particle in v.PARTICLES)


def fold(name: str) -> str:
    """Return a name without case, diacritics, hyphens, points and apostrophes, words with single spaces between them.

    A name that has nothing else stays as it is, so that no name folds to nothing but an empty one.
    """
    small = name.lower() if name.isascii() else _without_diacritics(name)
    return _BETWEEN.sub(" ", _DROPPED.sub("", small)).strip() or " ".join(name.split())


def _without_diacritics(name: str) -> str:
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(c for c in small if not unicodedata.combining(c)).translate(_LETTERS)


LEGAL_FORMS = frozenset(map(fold, v.LEGAL_FORMS))
"""Legal forms of companies, folded."""


def is_acronym(name: str) -> bool:
    """Whether a name is made of capitals: "NATO", "U.N.", "MoD"; such are too short to tell one from another."""
    bare = re.sub(r"[.&\d-]", "", name)
    capitals = sum(character.isupper() for character in bare)
    return " " not in name.strip() and (capitals == len(bare) or (capitals > 1 and len(bare) < 6))


def american(folded: str) -> str:
    """Return a folded name in American spelling."""
    for british, spelling in _SPELLINGS:
        folded = folded.replace(british, spelling)
    return folded


def core_of_org(name: str) -> str:
    """Return the folded name of an organisation without its article and its legal form, in American spelling."""
    words = american(fold(name)).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(without_legal_form(words))


def without_legal_form(words: list[str]) -> list[str]:
    """Return the words of a name without those at its end that tell the form of a company."""
    while len(words) > 1 and fold(words[-1]) in LEGAL_FORMS:
        words = words[:-1]
    return words


class PersonName:
    """The name of a person, taken apart.

    Attributes:
        is_full: it has a given and a family name, none of them an initial; two initials before it do for a given name.
        orders: the full name as a key, without other initials; several where the family name may come first.
        initials: those left out of the key, put together.
        doubtful: keys that those share who may be this one, or not: a middle name left out, two words turned round.
        called: keys of the short forms that it may go by.
        short: the key of a name that is not full: its last word.
    """

    def __init__(self, name: str, lexicon: Lexicon) -> None:
        words = _words_of_person(name)
        spoken = [word for word in words if word not in PARTICLES]
        if words and words[0] in CHILD_OF and name.split(maxsplit=1)[0] in lexicon.given:
            spoken.insert(0, words[0])  # "Ben Haugen"
        self.short = spoken[-1] if spoken else " ".join(words)
        self.is_full = sum(len(word) > 1 for word in spoken) > 1 and len(spoken[-1]) > 1
        self.initials = ""
        self.orders: list[str] = []
        self.doubtful: list[str] = []
        self.called: list[str] = []
        if self.is_full:
            self.initials = "".join(word for word in words if len(word) == 1)
            self._take([word for word in words if len(word) > 1], name, lexicon)

    def _take(self, words: list[str], name: str, lexicon: Lexicon) -> None:
        self.orders = [" ".join(words)]
        self.called = [words[-1]]
        first, last = name.split(maxsplit=1)[0], name.rsplit(maxsplit=1)[-1]
        if len(words) == 2:
            if is_family(first, lexicon) and is_given(last, lexicon):
                self.orders = [" ".join(reversed(words))]
                self.called.append(words[0])
            elif not (is_given(first, lexicon) and is_family(last, lexicon)):
                self.doubtful.append("either order " + " ".join(sorted(words)))
                self.called.append(words[0])
            self.called.append("in short " + " ".join((words[0], words[-1])))
        elif "-" in name or max(map(len, words)) < 6:
            self.orders.append(" ".join((*words[1:], words[0])))  # family name first, as far as one can tell
            self.called.append(words[0])
        else:
            self.doubtful.append("in short " + " ".join((words[0], words[-1])))


def _words_of_person(name: str) -> list[str]:
    """Return the folded words of a name without generations and articles; the initials before it are one word."""
    words = fold(name).split()
    kept = [word for at, word in enumerate(words) if word not in _GENERATIONS and not (at and word in _ARTICLES)]
    if len(kept) == 1 and words[-1] in _NUMERALS:
        return [*kept, words[-1]]  # "Olaf II"
    first = next((at for at, word in enumerate(kept) if len(word) > 1), 0)
    return ["".join(kept[:first]), *kept[first:]] if first > 1 else kept


def is_given(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a given name and no family name."""
    return word in lexicon.given and word not in lexicon.surnames


def is_family(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a family name and no given name."""
    return word in lexicon.surnames and word not in lexicon.given
