"""By what the entities of a document are known in a corpus: outside ids, full names, and what speaks against.

A full name makes one of two referents; a surname, a short acronym, a general word ("the Senate") does not. Names that
every country has ("Ministry of Finance") count together with the country, where the text tells it. What a title says
of country and field, and gender, may speak against two of one name being one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from annotator import Annotation, Document, Identity, Known, Referent
from annotator_entities import vocabulary as v
from annotator_entities.authority import RULE, Authority, xml_name
from annotator_entities.context import Context
from annotator_entities.lexicon import Lexicon, load_lexicon
from annotator_entities.naming import PersonName, core_of_org, fold, is_acronym, without_legal_form
from annotator_entities.sorting import key_of_name, key_of_person

__all__ = ["Identifier"]

_KINDS = {"person": "person", "group": "people", "org": "org", "gpe": "place", "place": "place", "facility": "place"}
_WORLDWIDE = v.word_set(
    "World International Global Nations Universal Olympic Intergovernmental European African Asian Arab Pan"
)
"""Words that tell the body of a country from one of the world."""

_PARTISAN = v.word_set(
    """republican democrat conservative liberal socialist communist nationalist labour labor green unionist loyalist
    progressive leftist"""
)
"""Political camps that bear one name in many countries."""

_CAMPS = v.word_set("Labour Labor Liberals Greens Tories Treasury Crown State Opposition Government Interior")
"""Single words for bodies and parties that many countries have."""

_HEADS = (v.ORG_HEADS | v.GOVERNMENT_HEADS) - v.word_set(
    "Associates Company Firm Group Network Partners United Workers"
)
"""Nouns for bodies that each country has."""


LEAST_TELLING = 4
"""Letters from which an acronym is hardly ever that of two bodies; of three letters many are."""


class Identifier:
    """Says by what the referents of a document are known.

    Args:
        authority: whose ids go before all else.
    """

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._lexicon: Lexicon = load_lexicon()

    def __call__(self, document: Document) -> dict[str, Identity]:
        """Return the identities of the named referents of the layer ``entities``, by id."""
        layer = document["entities"]
        context = Context(document, layer)
        return {
            referent.id: self._identity(referent, named, context)
            for referent in layer.referents
            if referent.type in _KINDS and ((named := context.named(referent)) or RULE in referent.identifiers)
        }

    def _identity(self, referent: Referent, named: list[Annotation], context: Context) -> Identity:
        kind = _KINDS[referent.type]
        if kind == "person":
            identity = self._person(referent, context)
        elif kind == "org":
            identity = self._org(referent, named, context)
        elif kind == "people":
            identity = self._people(referent, context)
        else:
            identity = self._place(referent, named, context)
        same = tuple(f"{authority} {id}" for authority, id in sorted(referent.identifiers.items()))
        known = self._known(referent, identity.names)
        if known is not None:
            same = tuple(dict.fromkeys((f"{RULE} {known.identifiers[RULE]}", *same)))
        names = tuple(dict.fromkeys((*(known.names if known else ()), *identity.names, *referent.names)))
        sort_key = self._sort_key(referent.type, names)
        return msgspec.structs.replace(identity, same=same, known=known, sort_key=sort_key)

    def _sort_key(self, type: str, names: tuple[str, ...]) -> str:
        """Return the sort key of the first name."""
        if not names:
            return ""
        return key_of_person(names[0], names[1:], self._lexicon) if type == "person" else key_of_name(names[0])

    def _known(self, referent: Referent, names: tuple[str, ...]) -> Known | None:
        """Return what the authority files say of a referent: by its full names, or the others if it has none."""
        given = referent.identifiers.get(RULE)
        label = "norp" if referent.type == "group" else referent.type
        bearers = {r.id: r for name in names or referent.names for r in self._authority.bearers(name, label)}
        if given in bearers or (len(bearers) == 1 and given is None):
            record = bearers[given] if given in bearers else next(iter(bearers.values()))
            identifiers = record.identifiers | {RULE: record.id}
            return Known(self._authority.ids[record.id], record.type, record.names, identifiers)
        if given is None:
            return None
        return Known(xml_name(given), referent.type, referent.names, dict(referent.identifiers))

    # Kinds.

    def _person(self, referent: Referent, context: Context) -> Identity:
        parsed = [(name, PersonName(name, self._lexicon)) for name in referent.names]
        full = [person for _, person in parsed if person.is_full]
        facts = context.facts_of_person(referent)
        initials = tuple(sorted({person.initials for person in full if person.initials}))
        if initials:
            facts["middle initials"] = initials
        if not full:
            keys = tuple(dict.fromkeys(f"person {person.short}" for _, person in parsed if person.short))
            return Identity(perhaps=keys, facts=facts)
        return Identity(
            likely=_keys("person", (key for person in full for key in person.orders)),
            perhaps=_keys("person", (key for person in full for key in person.doubtful)),
            called=_keys("person", (key for person in full for key in person.called)),
            facts=facts,
            names=tuple(name for name, person in parsed if person.is_full),
        )

    def _org(self, referent: Referent, named: list[Annotation], context: Context) -> Identity:
        likely: list[str] = []
        perhaps: list[str] = []
        called: list[str] = []
        names: list[str] = []
        countries = context.countries_of(named)
        for name in referent.names:
            core = core_of_org(name)
            if is_acronym(name) and not self._tells(name):
                perhaps.append(core)
            elif not self._is_national(name):
                likely.append(core)
                names.append(name)
            elif countries and " " in name:
                likely += [f"{core} {code}" for code in countries]
                called.append(core)
                names.append(name)
            else:
                perhaps.append(core)
        tied = context.countries_of(named, sole=False) if not _WORLDWIDE.intersection(" ".join(names).split()) else ()
        facts = {"country": tied} if tied else {}
        if likely:
            return Identity(
                likely=_keys("org", likely), called=_keys("org", (*perhaps, *called)), facts=facts, names=tuple(names)
            )
        return Identity(perhaps=_keys("org", perhaps), facts=facts)

    def _tells(self, acronym: str) -> bool:
        """Whether an acronym is long enough to mean one body, and is no word: "NATO", not "WHO"; "PRI" may be many."""
        letters = "".join(filter(str.isalpha, acronym))
        return len(letters) >= LEAST_TELLING and letters.lower() not in self._lexicon.words

    def _is_national(self, name: str) -> bool:
        """Whether every country may have an organisation of that name: "Supreme Court", "the Times", "Senate"."""
        words = (part.removesuffix("'s").rstrip("'") for part in name.replace("-", " ").split())
        parts = without_legal_form([part for part in words if part not in v.SMALL_WORDS and part != "The"])
        if not parts or _WORLDWIDE.intersection(parts) or self._names_a_place(parts):
            return False
        if len(parts) == 1:
            return parts[0] in _HEADS or parts[0] in v.SUFFIXES or parts[0] in _CAMPS
        common = all(part.lower() in self._lexicon.words or part in _HEADS for part in parts)
        return common and not _HEADS.isdisjoint(parts)

    def _names_a_place(self, parts: list[str]) -> bool:
        """Whether a place or a people is named among some words: "Oslo Police", "United States Navy"."""
        return any(
            self._lexicon.knows(" ".join(parts[first:last]))
            for first in range(len(parts))
            for last in range(first + 1, min(first + 3, len(parts)) + 1)
        )

    def _people(self, referent: Referent, context: Context) -> Identity:
        keys = [re.sub("s$", "", fold(name)) if len(name) > 4 else fold(name) for name in referent.names]
        camp = not _PARTISAN.isdisjoint(keys)
        if camp and not context.sole_country:
            return Identity(perhaps=_keys("people", keys))
        likely = [f"{key} {context.sole_country}" if camp else key for key in keys]
        return Identity(likely=_keys("people", likely), called=_keys("people", keys), names=referent.names)

    def _place(self, referent: Referent, named: list[Annotation], context: Context) -> Identity:
        names = tuple(name for name in referent.names if name not in self._lexicon.peoples)
        if referent.identifiers.keys() - {RULE}:
            return Identity(names=names)
        telling = tuple(name for name in names if self._lexicon.place(name) or not self._is_general(name))
        facts = self._countries(referent, named, context)
        if not telling:
            return Identity(perhaps=_keys("place", map(fold, names)), facts=facts)
        return Identity(likely=_keys("place", map(fold, telling)), facts=facts, names=telling)

    def _countries(self, referent: Referent, named: list[Annotation], context: Context) -> dict[str, tuple[str, ...]]:
        """Return the countries that a place is in, as facts; what is larger than countries is in none."""
        if any(place and not place.country for place in map(self._lexicon.place, referent.names)):
            return {}
        country = referent.features.get("country")
        countries = (country,) if isinstance(country, str) else context.countries_of(named)
        return {"country": countries} if countries else {}

    def _is_general(self, name: str) -> bool:
        """Whether the words of the name of a place are all common: "City Hall", "Main Street"."""
        return is_acronym(name) or all(
            part.lower() in self._lexicon.words
            or part in v.FACILITY_HEADS
            or part in v.PLACE_HEADS
            or part in v.SMALL_WORDS
            for part in name.replace("-", " ").split()
        )


def _keys(kind: str, keys: Iterator[str] | list[str] | tuple[str, ...] | map[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{kind} {key}" for key in keys if key))
