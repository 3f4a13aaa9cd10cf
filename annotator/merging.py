"""Who is one and the same in a corpus: referents of documents are joined by what they are known by.

It goes in three steps. Who shares a key of `Identity.same` is one. Who was given one id before stays one. Who shares a
key of `Identity.likely` is one unless something speaks against it; then those are joined that agree on just this, and
those of whom it is not known stay apart. Ids that were given before are never joined by names alone, so that what was
cited stays good. The time is linear in the number of keys, but for sorting.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, TypeAlias

import msgspec

from annotator.records import Identity

__all__ = ["Doubt", "Item", "Reason", "merge"]

Reason: TypeAlias = Literal["contradiction", "given", "perhaps", "authority"]
"""Why some are kept apart: facts differ; they had different ids before; what they share is too little; or they had one
id before, and an authority file tells them apart."""

_Keys: TypeAlias = Callable[[Identity], tuple[str, ...]]

OUTSIDE = "id of "
"""Begins the kind of fact that an outside id is."""


class Item(msgspec.Struct, frozen=True):
    """One referent of one document.

    Attributes:
        identity: what it is known by.
        identifiers: its outside ids.
        given: the id that it was given in an earlier register, None when it is new.
    """

    identity: Identity
    identifiers: dict[str, str] = {}
    given: str | None = None


class Doubt(msgspec.Struct, frozen=True):
    """Groups that are kept apart although they share a key.

    Attributes:
        key: what they share.
        groups: their numbers, two or more, in order.
        reason: why they are apart.
        facts: for a contradiction, the kinds of facts that differ.
    """

    key: str
    groups: tuple[int, ...]
    reason: Reason
    facts: tuple[str, ...] = ()


def merge(items: Sequence[Item]) -> tuple[list[list[int]], list[Doubt]]:
    """Return the groups of those that are one, as indices, ordered by their first, and what is in doubt."""
    groups = _Groups(items)
    for members in _sharing(items, lambda identity: identity.same).values():
        groups.join(members)
    for members in _given(items):
        groups.join(members)
    likely = _sharing(items, lambda identity: identity.likely)
    for key in sorted(likely):
        for agreeing in groups.agreeing(likely[key]):
            groups.join(agreeing)
    return groups.numbered(), list(_doubts(items, groups, likely))


def _sharing(items: Sequence[Item], keys: _Keys) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        for key in dict.fromkeys(keys(item.identity)):
            found.setdefault(key, []).append(place)
    return {key: places for key, places in found.items() if len(places) > 1}


def _given(items: Sequence[Item]) -> Iterator[list[int]]:
    """Yield those who had one id before; where authority files tell some of them apart, these each by themselves."""
    by_id: dict[str, dict[str, list[int]]] = {}
    for place, item in enumerate(items):
        if item.given is not None:
            known = item.identity.known.id if item.identity.known else ""
            by_id.setdefault(item.given, {}).setdefault(known, []).append(place)
    for by_known in by_id.values():
        if len(by_known.keys() - {""}) < 2:
            yield [place for places in by_known.values() for place in places]
        else:
            yield from by_known.values()


class _Groups:
    """A union-find over the items that knows the facts of each group."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._above = list(range(len(items)))
        self.facts: list[dict[str, set[str]]] = []
        self.given: list[set[str]] = []
        for item in items:
            facts = {kind: set(values) for kind, values in item.identity.facts.items() if values}
            self.facts.append(facts | {OUTSIDE + name: {id} for name, id in item.identifiers.items()})
            self.given.append({item.given} if item.given is not None else set())

    def of(self, place: int) -> int:
        """Return the first of the group that an item belongs to."""
        above = self._above
        while above[place] != place:
            above[place] = above[above[place]]
            place = above[place]
        return place

    def distinct(self, places: Iterable[int]) -> list[int]:
        """Return the groups of some items, each once, in order."""
        return sorted({self.of(place) for place in places})

    def join(self, places: Iterable[int]) -> None:
        first, *others = self.distinct(places)
        for other in others:
            self._above[other] = first
            self.given[first] |= self.given[other]
            for kind, values in self.facts[other].items():
                self.facts[first].setdefault(kind, set()).update(values)

    def agreeing(self, places: Iterable[int]) -> Iterator[list[int]]:
        """Yield the groups among those that share a likely key that are one."""
        groups = self.distinct(places)
        for alike in self._alike(groups, self.contradictions(groups)):
            ids = {id for group in alike for id in self.given[group]}
            if len(ids) <= 1:
                yield alike

    def contradictions(self, groups: list[int]) -> dict[str, dict[str, int]]:
        """Return the kinds of facts in which some differ, each with its values numbered by what goes together."""
        found: dict[str, dict[str, int]] = {}
        for kind in sorted({kind for group in groups for kind in self.facts[group]}):
            together = _components(values for group in groups if (values := self.facts[group].get(kind)))
            if len(set(together.values())) > 1:
                found[kind] = together
        return found

    def _alike(self, groups: list[int], differing: dict[str, dict[str, int]]) -> Iterator[list[int]]:
        sorts: dict[tuple[int, ...], list[int]] = {}
        for group in groups:
            facts = self.facts[group]
            if all(kind in facts for kind in differing):
                sort = tuple(together[min(facts[kind])] for kind, together in differing.items())
                sorts.setdefault(sort, []).append(group)
        yield from sorts.values()

    def numbered(self) -> list[list[int]]:
        """Return the groups with their members; the position of a group is its number."""
        members: dict[int, list[int]] = {}
        for place in range(len(self._above)):
            members.setdefault(self.of(place), []).append(place)
        self.numbers = {first: number for number, first in enumerate(members)}
        return list(members.values())


def _components(sets: Iterable[set[str]]) -> dict[str, int]:
    """Number the values so that those bear one number that a chain of sets joins."""
    number: dict[str, int] = {}
    members: dict[int, list[str]] = {}

    def size(old: int) -> tuple[int, int]:
        return len(members[old]), old

    for count, values in enumerate(sets):
        # The smaller are taken into the largest, so that no value is moved often.
        *smaller, largest = sorted({number[value] for value in values if value in number}, key=size) or (count,)
        joined = [*values.difference(number), *(value for old in smaller for value in members.pop(old))]
        members.setdefault(largest, []).extend(joined)
        number.update(dict.fromkeys(joined, largest))
    return number


def _doubts(items: Sequence[Item], groups: _Groups, likely: dict[str, list[int]]) -> Iterator[Doubt]:
    told: set[tuple[int, ...]] = set()
    for key in sorted(likely):
        apart = groups.distinct(likely[key])
        if len(apart) > 1:
            facts = tuple(groups.contradictions(apart))
            told.add(numbers := tuple(groups.numbers[group] for group in apart))
            yield Doubt(key, numbers, "contradiction" if facts else "given", facts)
    split: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        if item.given is not None:
            split.setdefault(item.given, []).append(place)
    for id, places in sorted(split.items()):
        if len(apart := groups.distinct(places)) > 1:
            yield Doubt(id, tuple(groups.numbers[group] for group in apart), "authority")
    perhaps = {key for item in items for key in item.identity.perhaps}
    for key, places in sorted(_sharing(items, lambda identity: (*identity.perhaps, *identity.called)).items()):
        numbers = tuple(groups.numbers[group] for group in groups.distinct(places))
        if key in perhaps and len(numbers) > 1 and numbers not in told:
            yield Doubt(key, numbers, "perhaps")
