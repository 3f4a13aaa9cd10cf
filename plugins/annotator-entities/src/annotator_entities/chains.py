"""Which names speak of one and the same: full and short names, acronyms, spelling variants, demonyms and states."""

from __future__ import annotations

from functools import cached_property
from typing import TypeAlias

from annotator_entities import vocabulary as v
from annotator_entities.entity import Entity, Mention, Registry
from annotator_entities.evidence import Name
from annotator_entities.lexicon import Place
from annotator_entities.likeness import acronyms, core, is_misspelling, is_shorter, is_within
from annotator_entities.naming import fold
from annotator_entities.scan import Candidate
from annotator_entities.slips import Slips
from annotator_entities.words import Words

__all__ = ["Judged", "chain"]

Judged: TypeAlias = tuple[Name, str, float | None, str]
"""A name with its label, the confidence, and the evidence that speaks most for it."""

MOST_BEARERS = 50
"""Persons of one family name that are compared; a text that names more of them is a list."""

LEAST_INITIALS = 3
"""Letters from which a name in capitals may be the initials of what a country is called officially ("DPRK")."""

_SELF = frozenset(("State", "City", "Republic", "Commonwealth", "Province", "Kingdom", "Town"))
"""Words that with "of" add nothing to the name of a place ("State of X")."""

_KINDS = {"State": ("state", "province"), "Province": ("state", "province"), "City": ("city", "capital", "town")}
"""Kinds of places that such a word may speak of; all others speak of countries and what is like them."""


def chain(judged: list[Judged], words: Words, slips: Slips, registry: Registry) -> list[Mention]:
    """Return the named mentions in reading order, each with its entity."""
    return _Chainer(words, slips, registry, judged).run()


class _Chainer:
    def __init__(self, words: Words, slips: Slips, registry: Registry, judged: list[Judged]) -> None:
        self.words, self.slips, self.registry, self.judged = words, slips, registry, judged
        self.lexicon = slips.lexicon
        self.persons: dict[str, list[Entity]] = {}
        self.initials: dict[str, list[str]] = {}
        self.heads: dict[str, Entity] = {}
        self.full: dict[str, list[tuple[list[str], Entity, str]]] = {}
        self.acronyms: dict[str, tuple[Entity, str]] = {}
        self.entities: dict[int, Entity] = {}
        self.countries = self._countries()

    def run(self) -> list[Mention]:
        self.labels: dict[int, str] = {}
        order = sorted(self.judged, key=lambda row: (-len(row[0].text.split()), row[0].mentions[0].first))
        for name, label, _, _ in order:
            if label != "person" or name.is_long:
                self._enter(name, label)
        flat = [(candidate, row) for row in self.judged for candidate in row[0].mentions]
        recent: dict[Entity, int] = {}
        found: list[Mention] = []
        for candidate, (name, label, confidence, rule) in sorted(flat, key=lambda pair: pair[0].first):
            entity = self._in_state(candidate, found[-1]) if found and label == "gpe" else None
            entity = entity or self.entities.get(id(name)) or self._short_person(name, recent)
            entity.call(candidate.name)
            recent[entity] = candidate.first
            self._learn(entity, candidate)
            kind = self.labels.get(id(name), label)
            sure = None if confidence is None else round(confidence, 2)
            type = "gpe" if entity.is_open else ""
            found.append(Mention(candidate.first, candidate.last, kind, entity, rule=rule, type=type, confidence=sure))
        return found

    def _countries(self) -> set[str]:
        """Return the codes of the countries that the document names: they decide between places of one name."""
        places = (self.lexicon.place(name.text) for name, label, _, _ in self.judged if label in ("gpe", "place"))
        codes = {place.country for place in places if place and place.kind in ("country", "capital")}
        return codes | {self.lexicon.peoples.get(name.text, "") for name, label, _, _ in self.judged if label == "norp"}

    # Names that stand for themselves.

    def _enter(self, name: Name, label: str) -> None:
        listed = self.registry.listed(name.text, label)
        if listed is not None and label != "person":
            entity = listed
            if name.is_long:
                self._remember(name, label, entity)
        elif label in ("gpe", "place", "facility"):
            entity = self._place(name, label)
        elif label == "norp":
            entity = self._people(name)
        elif label == "person":
            entity = self._full_person(name)
        else:
            entity = self._thing(name, label)
        self.entities[id(name)] = entity

    def _place(self, name: Name, label: str) -> Entity:
        places = self._known_places(name) if label != "facility" else []
        if places:
            entity = self.registry.place(self._likely(places))
            for acronym in acronyms(name.text) if name.is_long else ():
                self.acronyms.setdefault(acronym, (entity, label))
            return entity
        initialled = self._initialled(name)
        if initialled is not None and initialled[0].type == "gpe":
            return initialled[0]
        longer = self.heads.get(f"{name.text} place")
        if longer is not None and not name.is_long:
            self.labels[id(name)] = longer.type
            return longer
        entity = self.registry.named(f"{label} {fold(name.text)}", label, name.text)
        before, _, last = name.text.rpartition(" ")
        for short in (last, before if last in v.PLACE_HEADS else ""):
            self.heads.setdefault(f"{short} place", entity)
        if name.is_long:
            self._remember(name, label, entity)
        return entity

    def _known_places(self, name: Name) -> list[Place]:
        """Return the places of a name: of a divided land the half that is named, of "State of X" the state."""
        head, _, rest = name.text.partition(" of ")
        if rest and head in _SELF:
            kinds = _KINDS.get(head, ("country",))
            return [place for place in self.lexicon.places(rest) if place.kind in kinds]
        places = self.lexicon.places(name.text)
        if not name.is_long and not (places and places[0].country):
            sides = (self.lexicon.place(f"{side} {name.text}") for side in v.SIDES)
            named = [place for place in sides if place and place.kind == "country" and place.country in self.countries]
            return named if len(named) == 1 else places
        return places

    def _in_state(self, candidate: Candidate, before: Mention) -> Entity | None:
        """Return the state or province that a city before the comma lies in, where a country has the same name."""
        city = before.entity.place
        if (
            city is None
            or self.registry.listed(candidate.name, "gpe")
            or before.last + 1 != candidate.first
            or self.words.words[before.last] != ","
        ):
            return None
        places = self.lexicon.places(candidate.name)
        if len(places) < 2 or places[0].country == city.country or city.kind == "country":
            return None
        inside = [place for place in places if place.country == city.country and place.kind in ("state", "province")]
        return self.registry.place(inside[0]) if inside else None

    def _likely(self, places: list[Place]) -> Place:
        """Return the best known place, or one of the same name in a country that the document names."""
        if places[0].kind in ("country", "capital") or places[0].country in self.countries:
            return places[0]
        return next((place for place in places if place.country in self.countries), places[0])

    def _people(self, name: Name) -> Entity:
        code = self.lexicon.peoples.get(name.text, "")
        if code:
            return self.registry.country(code)
        key = fold(name.text).removeprefix("inter ")
        singular = key.removesuffix("s") if len(key) > 4 else key
        entity = self.registry.named(f"people {singular}", "norp", name.text)
        entity.is_open = name.text.removeprefix("inter-") in self.lexicon.regional
        return entity

    def _thing(self, name: Name, label: str) -> Entity:
        text = name.text
        known = self._initialled(name)
        if known is None and not name.is_long and f"{text} {label}" in self.heads:
            return self.heads[f"{text} {label}"]
        known = known or self._longer(name, label)
        if known is not None:
            entity, self.labels[id(name)] = known
            return entity
        kind = "facility" if label == "org" and name.is_long and text.split()[-1] in v.SEATS else label
        is_word = text.isupper() and text.lower() in self.lexicon.words  # "WHO" is not "Who"
        entity = self.registry.named(f"{label} {text if is_word else core(text)}", kind, text)
        if name.is_long:
            self._remember(name, label, entity)
        return entity

    def _initialled(self, name: Name) -> tuple[Entity, str] | None:
        """Return the entity whose initials a name is, with its label: named here, or a country in full."""
        bare = name.text.replace(".", "")
        if name.is_long or not bare[-1:].isalnum():
            return None
        known = self.acronyms.get(bare)
        if not bare.isupper():  # "MoD", after the ministry in full
            return known
        if known is None and len(bare) >= LEAST_INITIALS:
            meant = self._official.get(bare, set())
            known = (self.registry.country(min(meant)), "gpe") if len(meant) == 1 else None
        return known

    @cached_property
    def _official(self) -> dict[str, set[str]]:
        """The codes of the countries named, by the initials of all that they are called."""
        found: dict[str, set[str]] = {}
        for code in self.countries:
            for called in self.lexicon.called.get(code, ()):
                for initials in acronyms(called):
                    found.setdefault(initials, set()).add(code)
        return found

    def _longer(self, name: Name, label: str) -> tuple[Entity, str] | None:
        """Return the one body or thing whose longer name this name cuts short, with its label; None when in doubt."""
        parts = fold(name.text).split()
        near = self.full.get(parts[0], [])[:MOST_BEARERS] + self.full.get(parts[-1], [])[:MOST_BEARERS]
        found = {
            entity: kind
            for full, entity, kind in near
            if self._cuts(parts, label, full, kind) or (label == kind and self.slips.in_body(parts, full))
        }
        return next(iter(found.items())) if len(found) == 1 else None

    def _cuts(self, parts: list[str], label: str, full: list[str], kind: str) -> bool:
        """Whether a name cuts a longer one short; its first word does so for bodies only ("Nova" for "Nova Motors").

        What a thing is called ends its name ("Nova Browser", "Browser"); before that stands who makes it.
        """
        if len(parts) > 1 or parts[0] == full[-1]:
            return is_shorter(parts, full)
        return label == kind == "org" and is_shorter(parts, full)

    def _remember(self, name: Name, label: str, entity: Entity) -> None:
        """Note by which acronym, by which head and by which shorter names the entity may be called again."""
        parts = name.text.split()
        for head in (parts[-1], parts[0]):
            if head in v.ORG_HEADS | v.EVENT_HEADS | v.DOCUMENT_HEADS:
                self.heads.setdefault(f"{head} {label}", entity)
        initials = acronyms(name.text)
        for acronym in initials:
            self.acronyms.setdefault(acronym, (entity, label))
        for candidate in name.mentions:
            if initials and (people := self._people_before(candidate)):
                self.acronyms.setdefault(people + initials[0], (entity, label))
            acronym = self._in_brackets(candidate)
            if acronym:
                self.acronyms[acronym] = entity, label
        folded = fold(name.text).split()
        if label not in ("gpe", "place"):
            for part in dict.fromkeys((folded[0], folded[-1])):
                self.full.setdefault(part, []).append((folded, entity, label))

    def _people_before(self, candidate: Candidate) -> str:
        """Return the initials of the people or state named right before a body: "KPA", "USAF"; else nothing."""
        i = candidate.first - 1
        if i < 0 or not self.words.spaced(candidate.first):
            return ""
        before = self.words.words[i].replace(".", "")
        if before in self.lexicon.peoples:
            return before[0]
        return before if before.isupper() and before in self.lexicon.abbreviated else ""

    def _in_brackets(self, candidate: Candidate) -> str:
        """Return the acronym that stands in brackets after a name, else nothing."""
        j, words = candidate.last, self.words.words
        inside = words[j + 1 : j + 2] if words[j : j + 1] == ["("] and words[j + 2 : j + 3] == [")"] else []
        return inside[0].replace(".", "") if inside and inside[0].replace(".", "").isupper() else ""

    # Persons.

    def _full_person(self, name: Name) -> Entity:
        key = fold(name.text)
        parts = key.split()
        for entity in self.persons.get(parts[-1], [])[:MOST_BEARERS] + self.persons.get(parts[0], [])[:MOST_BEARERS]:
            full = fold(entity.names[0]).split()
            cut_short = len(parts) > 1 and is_within(parts, full)
            if cut_short or (is_misspelling(parts, full) and self._one_gender(name, entity)):
                return entity
        entity = self.registry.named(f"person {key}", "person", name.text)
        for part in dict.fromkeys((parts[0], parts[-1], *parts[1:-1])):
            self.persons.setdefault(part, []).append(entity)
        self.initials.setdefault(parts[-1][0], []).append(parts[-1])
        entity.name_gender = self._gender(name.text)
        return entity

    def _one_gender(self, name: Name, entity: Entity) -> bool:
        """Whether a given name does not speak against another: "Mario" is no slip of the pen for "Maria"."""
        return self._gender(name.text) in ("", entity.name_gender) or not entity.name_gender

    def _gender(self, text: str) -> str:
        """Return the gender that a given name shows; none where the first word may be the family name."""
        parts = text.replace("-", " ").split()
        kinds = self.lexicon.given.get(parts[0], "")
        if "s" in kinds and len(parts) > 2 and max(map(len, parts)) < 7:
            return ""
        return {"f": "female", "m": "male"}.get(kinds.replace("s", ""), "")

    def _short_person(self, name: Name, recent: dict[Entity, int]) -> Entity:
        """Return the person whom a surname or a joined one names: of its bearers the one spoken of last."""
        part = fold(name.text)
        parts = part.split()
        bearers = self.persons.get(parts[-1], [])[:MOST_BEARERS]
        full = {entity: fold(entity.names[0]).split() for entity in bearers}
        edge = [e for e in bearers if parts in (full[e][-len(parts) :], full[e][: len(parts)])]
        if len(parts) == 1:
            edge = edge or bearers
        known = [entity for entity in edge if entity in recent]
        if known:
            return max(known, key=lambda entity: recent[entity])
        if edge:
            return edge[0]
        meant = {entity for surname in self._misspelt(part) for entity in self.persons[surname]}
        if len(meant) == 1:
            return meant.pop()
        entity = self.registry.named(f"person {part}", "person", name.text)
        if len(parts) == 1 and part not in self.persons:
            self.persons[part] = [entity]
            self.initials.setdefault(part[0], []).append(part)
        return entity

    def _misspelt(self, part: str) -> list[str]:
        """Return the surnames of those named before that a single word may misspell."""
        near = self.initials.get(part[0], [])[:MOST_BEARERS]
        return [surname for surname in near if self.slips.in_surname(part, surname)]

    def _learn(self, entity: Entity, candidate: Candidate) -> None:
        """Note what the title before a name says of its bearer."""
        if candidate.title is None or entity.type != "person":
            return
        for word in self.words.words[candidate.title[0] : candidate.title[1]]:
            if word in v.FEMALE or word in v.MALE:
                entity.gender = "female" if word in v.FEMALE else "male"
            elif word in v.TITLES:
                role = word.lower().rstrip(".")
                entity.roles.add(v.ABBREVIATED_TITLES.get(role, role))
        entity.country = entity.country or self._country_before(candidate.title[0])

    def _country_before(self, i: int) -> str:
        """Return the code of the country whose name or adjective ends right before a word."""
        for first in (i - 2, i - 1):
            if first >= 0 and self.words.sentence[first] == self.words.sentence[i]:
                name = self.words.string(first, i)
                place = self.lexicon.place(name)
                code = place.country if place and place.kind == "country" else self.lexicon.peoples.get(name, "")
                if code:
                    return code
        return ""
