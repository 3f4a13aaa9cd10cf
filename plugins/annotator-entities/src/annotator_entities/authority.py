"""The user's authority files: whose names they are goes before everything that rules and lexicons say."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable

import msgspec

from annotator import AuthorityRecord, SettingsError, read_authority
from annotator_entities.entity import Entity, Mention, Registry
from annotator_entities.lexicon import Place
from annotator_entities.naming import fold
from annotator_entities.scan import Candidate
from annotator_entities.schema import ENTITIES
from annotator_entities.words import Words

__all__ = ["RULE", "Authority", "ListedRegistry", "load_authority", "xml_name"]

RULE = "authority"
"""The rule of mentions that an authority file tells the type of, and the kind of id that its records carry."""

SYNONYMS = {
    "organisation": "org", "organization": "org", "company": "org", "institution": "org", "people": "group",
    "country": "gpe", "state": "gpe", "city": "gpe", "location": "place", "building": "facility",
    "document": "object", "law": "object", "treaty": "object", "product": "object",
}  # fmt: skip
"""Further words for the types of referents."""

_CLASSES = {
    "person": "person", "group": "norp", "org": "org", "gpe": "place", "place": "place", "facility": "place",
    "event": "other", "object": "other",
}  # fmt: skip
"""The class of the table of weights, by type of referent."""

_CLASS_OF_LABEL = {
    "person": "person", "norp": "norp", "org": "org", "gpe": "place", "place": "place", "facility": "place",
    "event": "other", "treaty/document": "other", "weapon/other": "other",
}  # fmt: skip
_LABELS = {"person": "person", "group": "norp", "org": "org", "gpe": "gpe", "facility": "facility", "event": "event"}
"""The label, by types that leave no choice: a ``place`` may be a city, an ``object`` a law."""

_FIRST = re.compile(r"\w+")


def xml_name(id: str) -> str:
    """Return an id of an authority file as an XML name, or the part of one; letters beyond ASCII as code points."""
    spelled = "".join(c if c.isascii() or not c.isalnum() else f"u{ord(c):x}" for c in id)
    name = re.sub(r"[^A-Za-z0-9_.-]+", "-", spelled).strip("-.")
    return name if re.match("[A-Za-z_]", name) else f"id-{name}".rstrip("-")


class Authority:
    """The records of some authority files, by name.

    Attributes:
        sha256: of each file.
        ids: the XML name that stands for the id of a record.
        outside: the records by the ids that other authorities gave them, as pairs of authority and id.
    """

    def __init__(self, records: Iterable[AuthorityRecord] = (), sha256: tuple[str, ...] = ()) -> None:
        self.sha256 = sha256
        self.ids: dict[str, str] = {}
        self.outside: dict[tuple[str, str], AuthorityRecord] = {}
        self._alike: dict[str, int] = {}
        self._exact: dict[str, list[AuthorityRecord]] = {}
        self._folded: dict[str, list[AuthorityRecord]] = {}
        self._lengths: dict[str, list[int]] = {}
        for record in records:
            self._add(record)
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def __bool__(self) -> bool:
        return bool(self._exact)

    def _add(self, record: AuthorityRecord) -> None:
        self.ids[record.id] = self._free(xml_name(record.id))
        for outside in record.identifiers.items():
            self.outside.setdefault(outside, record)
        for name in record.names:
            plain = " ".join(name.translate(_PLAIN).split())
            for names, key in ((self._exact, plain), (self._folded, fold(name))):
                bearers = names.setdefault(key, [])
                if not bearers or bearers[-1] is not record:
                    bearers.append(record)
            match = _FIRST.match(plain)
            if match and len(plain) not in self._lengths.setdefault(match[0], []):
                self._lengths[match[0]].append(len(plain))

    def _free(self, wish: str) -> str:
        """Return the wish, with a number where another record has it."""
        id = wish
        while id in self._alike:
            self._alike[wish] += 1
            id = f"{wish}-{self._alike[wish]}"
        self._alike[id] = 1
        return id

    def bearers(self, name: str, label: str = "") -> list[AuthorityRecord]:
        """Return the records that bear a name; where several do, those of the class of a label if there are any."""
        found = self._exact.get(name) or self._folded.get(fold(name), [])
        if len(found) < 2:
            return found
        fit = [record for record in found if _CLASSES[record.type] == _CLASS_OF_LABEL.get(label)]
        return fit or found

    def kind(self, name: str) -> str:
        """Return the class that all bearers of a name are of, empty when there is none."""
        kinds = {_CLASSES[record.type] for record in self.bearers(name)}
        return kinds.pop() if len(kinds) == 1 else ""

    def label(self, name: str) -> str:
        """Return the label of mentions by a name, empty when it has none or the type of its bearers leaves a choice."""
        labels = {_LABELS.get(record.type, "") for record in self.bearers(name)}
        return labels.pop() if len(labels) == 1 else ""

    def recut(self, candidates: list[Candidate], words: Words) -> list[Candidate]:
        """Return the candidates with those names among them that stand in the text just as the files have them.

        A longer candidate keeps its edges ("Lima Airport" is not Lima); a single word that opens a sentence is left to
        the scanner, and so is one in a headline.
        """
        if not self:
            return candidates
        around = {i: candidate for candidate in candidates for i in range(candidate.first, candidate.last)}
        word_after = {end: i + 1 for i, end in enumerate(words.ends)}
        first = 0
        while first < len(words):
            last = self._last(first, words, word_after)
            if last:
                self._cut(first, last, words, around)
            first = max(last, first + 1)
        return sorted({id(c): c for c in around.values()}.values(), key=lambda candidate: candidate.first)

    def _last(self, first: int, words: Words, word_after: dict[int, int]) -> int:
        """Return the word after the longest name that begins at a word, 0 when none does."""
        start = words.starts[first]
        match = _FIRST.match(words.text, start)
        for length in self._lengths.get(match[0], ()) if match else ():
            if start + length in word_after and words.text[start : start + length] in self._exact:
                return word_after[start + length]
        return 0

    @staticmethod
    def _cut(first: int, last: int, words: Words, around: dict[int, Candidate]) -> None:
        touched = {id(c): c for i in range(first, last) if (c := around.get(i))}.values()
        if any(c.first <= first and c.last >= last for c in touched):
            return
        if last == first + 1 and (words.opens[first] or words.weak[first]):
            return
        title = next((c.title for c in touched if c.first == first), None)
        for candidate in touched:
            for i in range(candidate.first, candidate.last):
                del around[i]
        new = Candidate(first, last, words.string(first, last), title=title)
        around.update(dict.fromkeys(range(first, last), new))


_PLAIN = str.maketrans("’‘ʼ`\xa0‐‑", "'''' --")


class ListedRegistry(Registry):
    """Makes the entities of one document, those of the authority files first."""

    def __init__(self, countries: dict[str, Place], authority: Authority) -> None:
        super().__init__(countries)
        self._authority = authority

    def listed(self, name: str, label: str) -> Entity | None:
        """Return the entity of the one record that bears a name, None when there is none or several."""
        bearers = self._authority.bearers(name, label) if self._authority else []
        if len(bearers) != 1:
            return None
        return self._entity(bearers[0], self._countries.get(bearers[0].identifiers.get("ISO 3166-1", "")))

    def _entity(self, record: AuthorityRecord, place: Place | None = None) -> Entity:
        id = f"{RULE}.{self._authority.ids[record.id].removeprefix('entities.')}"
        entity = super().named(f"{RULE} {record.id}", record.type, record.names[0], id, place)
        entity.identifiers = record.identifiers | {RULE: record.id}
        for variant in record.names:
            entity.call(variant)
        return entity

    def country(self, code: str) -> Entity:
        """Return the state of an ISO 3166-1 code, as the authority files have it if they name the code."""
        record = self._authority.outside.get(("ISO 3166-1", code))
        return self._entity(record, self._countries[code]) if record else super().country(code)

    def place(self, place: Place) -> Entity:
        """Return a place of the lexicon, as the authority files have it if they name its GeoNames id."""
        record = self._authority.outside.get(("GeoNames", place.geonames)) if place.kind != "country" else None
        return self._entity(record, place) if record else super().place(place)

    def named(self, key: str, label: str, name: str, id: str = "", place: Place | None = None) -> Entity:
        """Return the entity of that key, made if need be; that of the authority files if they know the name."""
        listed = self.listed(name, label) if place is None else None
        return listed or super().named(key, label, name, id, place)

    def note_doubt(self, mentions: Iterable[Mention], words: Words) -> None:
        """Let the entities that several records might be keep their ids, and warn of each such name."""
        told: dict[str, list[str]] = {}
        for mention in mentions if self._authority else ():
            name = " ".join(words.string(mention.first, mention.last).split())
            if RULE not in mention.entity.identifiers and name == mention.entity.names[0] and name not in told:
                bearers = self._authority.bearers(name, mention.label)
                if len(bearers) > 1:
                    told[name] = mention.entity.candidates = [record.id for record in bearers]
        for name, ids in told.items():
            warnings.warn(
                f"{name!r} is a name of {' and of '.join(map(repr, ids))} in the authority file; "
                "left undecided: use fuller names, or give one of them no such variant",
                stacklevel=2,
            )


def load_authority(paths: tuple[str, ...], sha256: tuple[str, ...] = ()) -> Authority:
    """Read authority files. Of an id that several have, the first says the type and the preferred name.

    Raises:
        SettingsError: one cannot be read or understood, or is not the one with that hash.
    """
    if sha256 and len(sha256) != len(paths):
        raise SettingsError(f"authority-sha256 has {len(sha256)} hashes for {len(paths)} authority files")
    digests: list[str] = []
    records: dict[str, AuthorityRecord] = {}
    for path, expected in zip(paths, sha256 or [None] * len(paths), strict=True):
        digest, read = read_authority(path, ENTITIES, SYNONYMS, sha256=expected)
        digests.append(digest)
        for record in read:
            records[record.id] = _united(records[record.id], record) if record.id in records else record
    return Authority(records.values(), tuple(digests))


def _united(first: AuthorityRecord, second: AuthorityRecord) -> AuthorityRecord:
    if first.type != second.type:
        raise SettingsError(
            f"{second.where}: {second.id!r} is of type {second.type!r} here, and {first.type!r} in {first.where}; "
            "give them two ids, or one type"
        )
    names = tuple(dict.fromkeys((*first.names, *second.names)))
    return msgspec.structs.replace(first, names=names, identifiers=second.identifiers | first.identifiers)
