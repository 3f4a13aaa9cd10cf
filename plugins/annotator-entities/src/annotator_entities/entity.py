"""Entities of one document and their mentions, before they become referents and annotations."""

from __future__ import annotations

import re
import unicodedata

from annotator_entities.lexicon import Place

__all__ = ["Entity", "Mention", "Registry", "slug"]

_RECORD = {"norp": "group", "treaty/document": "object", "weapon/other": "object"}


class Entity:
    """Somebody or something that the document names.

    Attributes:
        id: an XML name, the same in every document where the identity or the preferred name is the same.
        type: the type of the referent.
        names: the names in order of appearance, the preferred one first.
        identifiers: outside ids by authority.
        place: what the lexicon knows of it, when it is a place.
        gender: ``female``, ``male`` or empty, as titles, honorifics or pronouns say.
        name_gender: that of most bearers of the given name.
        is_open: whether it is not known what is meant ("Arab"); such an entity gets no referent.
        roles: nouns of the titles and descriptions that it bears, in lower case.
        country: the code of the country that a description ties it to, empty when there is none.
        candidates: ids of the authority file that it may be, where several bear its name.
    """

    def __init__(self, id: str, type: str, name: str, place: Place | None = None) -> None:
        self.id, self.type, self.names, self.place = id, type, [name], place
        self.identifiers: dict[str, str] = {}
        self.gender = ""
        self.name_gender = ""
        self.is_open = False
        self.roles: set[str] = set()
        self.country = ""
        self.candidates: list[str] = []

    @property
    def likely_gender(self) -> str:
        """The gender that is known, else the one that the given name makes likely; a guess for pronouns alone."""
        return self.gender or self.name_gender

    def call(self, name: str) -> None:
        """Add a name that it goes by."""
        if name not in self.names:
            self.names.append(name)


class Mention:
    """One mention of an entity.

    Attributes:
        first: the first word.
        last: the word after the last.
        label: the label of the annotation.
        type: its ``entity_type``.
        level: named, nominal, pronominal or title.
        entity: what is mentioned (of a title: who bears it).
        refers_to: the state that a capital stands for, else None.
        confidence: as measured, None when it is not known.
        rule: the id of the rule.
    """

    def __init__(
        self,
        first: int,
        last: int,
        label: str,
        entity: Entity,
        *,
        rule: str,
        type: str = "",
        level: str = "named",
        confidence: float | None = None,
    ) -> None:
        self.first, self.last, self.label, self.entity, self.rule = first, last, label, entity, rule
        self.type, self.level, self.confidence = type or label, level, confidence
        self.refers_to: Entity | None = None


class Registry:
    """Makes the entities of one document, each once, with ids that other documents share."""

    def __init__(self, countries: dict[str, Place]) -> None:
        self._countries = countries
        self._by_key: dict[str, Entity] = {}
        self._ids: set[str] = set()

    def listed(self, name: str, label: str) -> Entity | None:  # noqa: ARG002 - see `authority.ListedRegistry`
        """Return the entity that an authority file has under a name; here there is no such file."""
        return None

    def country(self, code: str) -> Entity:
        """Return the state of an ISO 3166-1 code."""
        place = self._countries[code]
        entity = self.named(f"country {code}", "gpe", place.name, f"gpe.{code}", place)
        entity.identifiers = {"ISO 3166-1": code, "GeoNames": place.geonames}
        return entity

    def place(self, place: Place) -> Entity:
        """Return a place of the lexicon."""
        if place.kind == "country" and place.country:
            return self.country(place.country)
        type = "place" if place.kind == "region" else "gpe"
        if not place.geonames:
            id = f"{type}.{place.country}-{slug(place.name)}" if place.country else ""
            return self.named(f"place {place.country} {place.name}", type, place.name, id, place)
        entity = self.named(f"geonames {place.geonames}", type, place.name, f"{type}.geonames-{place.geonames}", place)
        entity.identifiers = {"GeoNames": place.geonames}
        return entity

    def named(self, key: str, label: str, name: str, id: str = "", place: Place | None = None) -> Entity:
        """Return the entity of that key, made if need be with that name."""
        entity = self._by_key.get(key)
        if entity is None:
            type = _RECORD.get(label, label)
            entity = self._by_key[key] = Entity(self._free(id or f"{type}.{slug(name)}"), type, name, place)
        return entity

    def _free(self, id: str) -> str:
        free, number = f"entities.{id}", 2
        while free in self._ids:
            free, number = f"entities.{id}-{number}", number + 1
        self._ids.add(free)
        return free


def slug(name: str) -> str:
    """Return a name as part of an id: ASCII letters, digits and hyphens; other letters as code points."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    spelled = "".join(c if c.isascii() else f"u{ord(c):x}" if c.isalnum() else " " for c in plain)
    return "-".join(re.findall("[a-z0-9]+", spelled)) or "unnamed"
