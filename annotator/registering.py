"""From referents of documents that are one to a record of a register: its id, its names, its place in the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annotator.merging import Item
from annotator.records import Identity
from annotator.register import Appearance, RegisterRecord
from annotator.span import Referent, Value
from annotator.tei.names import as_word

__all__ = ["Ids", "Seen", "in_order", "key_of", "record_of"]


class Seen(msgspec.Struct):
    """A referent of a document, as far as it is needed for a register."""

    layer: str
    referent: Referent
    identity: Identity
    appearance: Appearance


class Ids:
    """Gives each record an id of its own."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken
        self._used: set[str] = set()
        self._next: dict[str, int] = {}

    def of(self, wishes: Iterable[str], new: str) -> str:
        """Return the first wish that is free, else a new id that resembles the last argument."""
        id = next((wish for wish in wishes if wish not in self._used), None)
        while id is None:
            number = self._next.get(new, 1)
            self._next[new] = number + 1
            candidate = new if number == 1 else f"{new}-{number}"
            id = candidate if candidate not in self._taken else None
        self._taken.add(id)
        self._used.add(id)
        return id


def record_of(members: list[tuple[Seen, Item]], ids: Ids) -> RegisterRecord:
    """Return the record for the referents of some documents that are one."""
    first = members[0][0]
    known = next((seen.identity.known for seen, _ in members if seen.identity.known), None)
    given = sorted({item.given for _, item in members if item.given is not None})
    id = ids.of([*([known.id] if known else []), *given], first.referent.id)
    identifiers: dict[str, str] = dict(known.identifiers) if known else {}
    for seen, _ in members:
        for authority, identifier in seen.referent.identifiers.items():
            identifiers.setdefault(authority, identifier)
    names, short = _names(members, known.names if known else ())
    record = RegisterRecord(
        id,
        first.layer,
        known.type if known and known.type else first.referent.type,
        names,
        short,
        identifiers,
        features=dict(_agreed(seen.referent.features for seen, _ in members)),
        appearances=tuple(sorted(seen.appearance for seen, _ in members)),
    )
    return msgspec.structs.replace(record, sort_key=_sort_key([seen for seen, _ in members], record.name))


def _names(members: list[tuple[Seen, Item]], known: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names that tell it from others and the short ones, each with the commonest first."""
    full = {name for seen, _ in members for name in seen.identity.names}
    called = Counter(name for seen, _ in members for name in dict.fromkeys(seen.referent.names))
    preferred = Counter(seen.referent.names[0] for seen, _ in members if seen.referent.names)
    called.update(dict.fromkeys(full - called.keys(), 0))
    order = sorted(called, key=lambda name: (-preferred[name], -called[name], name))
    telling = tuple(dict.fromkeys((*known, *(name for name in order if name in full))))
    return telling, tuple(name for name in order if name not in telling)


def _sort_key(members: list[Seen], name: str) -> str:
    """Return the sort key that most give who prefer a name, else most of all; where nobody gives one, that name."""
    given = [seen for seen in members if seen.identity.sort_key]
    keys = Counter(seen.identity.sort_key for seen in given if _preferred(seen) == name)
    keys = keys or Counter(seen.identity.sort_key for seen in given) or Counter((name.casefold(),))
    return as_word(min(keys, key=lambda key: (-keys[key], key)))


def key_of(record: RegisterRecord) -> str:
    """Return the sort key of a record, of one that has none, as in old registers, its first name."""
    return record.sort_key or as_word(record.name.casefold())


def _preferred(seen: Seen) -> str:
    known = seen.identity.known.names if seen.identity.known else ()
    return next(iter((*known, *seen.identity.names, *seen.referent.names)), "")


def in_order(records: Iterable[RegisterRecord]) -> list[RegisterRecord]:
    """Return records as an alphabetical list has them; those of one key by their ids."""
    return sorted(records, key=lambda record: (record.sort_key, record.id))


def _agreed(features: Iterable[Mapping[str, Value]]) -> Iterator[tuple[str, Value]]:
    """Yield the features that all agree on that have them."""
    values: dict[str, list[Value]] = {}
    for each in features:
        for name, value in each.items():
            values.setdefault(name, []).append(value)
    yield from ((name, found[0]) for name, found in sorted(values.items()) if all(v == found[0] for v in found))
