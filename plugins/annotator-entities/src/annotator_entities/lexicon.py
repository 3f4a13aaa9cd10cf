"""The lexicons: names of places, peoples and persons, read once from the files under ``data``."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from importlib import resources
from typing import Literal, TypeAlias

import msgspec

__all__ = ["Lexicon", "Place", "PlaceKind", "load_lexicon"]

PlaceKind: TypeAlias = Literal["country", "capital", "city", "town", "state", "province", "region"]

LARGE_CITY = 300_000
"""Inhabitants from which a city counts as known to newspaper readers."""

_FIRST = re.compile(r"\w+")


class Place(msgspec.Struct, frozen=True):
    """A place of the lexicon.

    Attributes:
        kind: a ``capital`` is one of a state; a ``town`` has fewer than `LARGE_CITY` inhabitants.
        name: the preferred name.
        country: ISO 3166-1 code of the country it lies in, empty for regions of the world and dissolved states.
        geonames: its GeoNames id, empty when the source gives none.
        latitude: degrees north, None when the source gives none.
        longitude: degrees east.
    """

    kind: PlaceKind
    name: str
    country: str = ""
    geonames: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Lexicon:
    """What is known of names.

    Attributes:
        countries: by ISO 3166-1 code.
        called: the names of a country, by the same code, the official ones among them.
        capitals: capital by code of its country, as GeoNames id.
        peoples: adjective or noun to the code of its state, empty when it has none.
        languages: names of languages.
        regional: adjectives and nouns for people of a place that is no one state ("Arab", "European").
        abbreviated: abbreviations of states ("UAE", "U.S.").
        given: given name to the letters of its genders, ``f``, ``m`` or ``g`` for not known
            (and ``s`` when it is a surname too).
        surnames: family names.
        words: common English words in lower case.
        writings: names of holy writings.
    """

    def __init__(self) -> None:
        self.countries: dict[str, Place] = {}
        self.called: dict[str, list[str]] = {}
        self.capitals: dict[str, str] = {}
        self.peoples: dict[str, str] = {}
        self.languages: set[str] = set()
        self.regional: set[str] = set()
        self.abbreviated: set[str] = set()
        self.given: dict[str, str] = {}
        self.surnames: set[str] = set()
        self.words = frozenset(_lines("words"))
        self.writings = frozenset(_lines("writings"))
        self._places: dict[str, Place | str] = {}
        self._other_places: dict[str, list[Place | str]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._read_names()
        self._read_countries()
        self._read_cities()
        self._read_regions()
        self._read_peoples()
        self._index_names()

    def place(self, name: str) -> Place | None:
        """Return the best known place of that name."""
        found = self._places.get(name)
        return None if found is None else self._as_place(found)

    def places(self, name: str) -> list[Place]:
        """Return all places of that name, the best known first."""
        first = self.place(name)
        others = [self._as_place(other) for other in self._other_places.get(name, ())]
        return [first, *others] if first else others

    def _as_place(self, entry: Place | str) -> Place:
        return _city(entry, self.capitals) if isinstance(entry, str) else entry

    def knows(self, name: str) -> bool:
        """Whether a place or people of that name is known."""
        return name in self._places or name in self.peoples

    def names(self) -> Iterator[str]:
        """Yield the names of places, peoples and persons that are one word."""
        for names in (self._places, self.peoples, self.given, self.surnames):
            yield from (name for name in names if " " not in name)

    def longest(self, text: str, start: int, ends: frozenset[int] | set[int]) -> str:
        """Return the longest name of a place or people that begins at ``start`` and ends at one of the ends."""
        match = _FIRST.match(text, start)
        if match is None:
            return ""
        for length in self._lengths.get(match[0], ()):
            name = text[start : start + length]
            if start + length in ends and self.knows(name):
                return name
        name = match[0]
        return name if match.end() in ends and self.knows(name) else ""

    def _read_names(self) -> None:
        kinds = dict(line.split("\t") for line in _lines("names"))
        self.surnames = {name for name, kind in kinds.items() if "s" in kind}
        self.given = {name: kind for name, kind in kinds.items() if kind != "s"}

    def _read_countries(self) -> None:
        for iso, _, geonames, capital, names, adjectives in _rows("countries"):
            called = names.split("|")
            country = self.countries[iso] = Place("country", called[0], iso, geonames)
            self.called[iso] = called
            if capital:
                self.capitals[capital] = iso
            for name in called:
                self._places.setdefault(name, country)
            for name in filter(None, adjectives.split("|")):
                self.peoples.setdefault(name, iso)
        for kind, iso, name in _rows("states"):
            country = self.countries[iso] if iso and kind == "country" else Place(kind, name, iso)  # type: ignore[arg-type]
            self._places.setdefault(name, country)
        self.abbreviated = {name for name in self._places if name.replace(".", "").isupper()}

    def _read_cities(self) -> None:
        for line in _lines("cities"):
            _, _, _, _, _, name, others = line.split("\t")
            if self._places.setdefault(name, line) is not line:
                self._other_places.setdefault(name, []).append(line)
            if others:
                for other in others.split("|"):
                    self._places.setdefault(other, line)

    def _read_regions(self) -> None:
        for kind, country, geonames, name in _rows("regions"):
            known = self.place(name)
            # A state or province yields to a capital or a large city of its name, and goes before a town.
            place = Place(kind, name, country, geonames)  # type: ignore[arg-type]
            if known is None or known.kind == "town" or kind == "region":
                self._places[name] = place
            else:
                self._other_places.setdefault(name, []).insert(0, place)

    def _read_peoples(self) -> None:
        for name, iso, kinds in _rows("peoples"):
            if "l" in kinds:
                self.languages.add(name)
            if name not in self._places or iso:
                self.peoples.setdefault(name, iso)
            if "g" in kinds and not self.peoples.get(name, "-"):
                self.regional |= {name, name + "s"}
        for name, iso in list(self.peoples.items()):
            if not name.endswith(("s", "sh", "ch", "ese")):
                self.peoples.setdefault(name + "s", iso)
            if name.endswith("man"):
                self.peoples.setdefault(name[:-2] + "en", iso)

    def _index_names(self) -> None:
        lengths: dict[str, set[int]] = {}
        for name in (*self._places, *self.peoples):
            if not name.isalnum() and (match := _FIRST.match(name)):
                lengths.setdefault(match[0], set()).add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}


def _city(line: str, capitals: dict[str, str]) -> Place:
    geonames, country, latitude, longitude, population, name, _ = line.split("\t")
    kind: PlaceKind = "city" if int(population) >= LARGE_CITY else "town"
    if geonames in capitals:
        kind = "capital"
    return Place(kind, name, country, geonames, float(latitude), float(longitude))


def _lines(name: str) -> list[str]:
    data = resources.files("annotator_entities").joinpath("data", f"{name}.tsv.gz").read_bytes()
    return gzip.decompress(data).decode().split("\n")[:-1]


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name))


def load_lexicon() -> Lexicon:
    """Read the lexicons; takes about a tenth of a second."""
    return Lexicon()
