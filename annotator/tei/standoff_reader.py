"""Annotations, links and referents from ``standOff``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.checks import is_pointer
from annotator.span import MENTION_OF, Annotation, Link, Referent, Span, Value
from annotator.tei.entities import NAMES, UNNAMED
from annotator.tei.features import read_features, text_of
from annotator.tei.header_reader import Header
from annotator.tei.names import XML_ID, tei
from annotator.tei.parsing import Node

__all__ = ["Found", "StandOffReader", "mention_links"]

_RECORDS = {tei(record): tei(name) for record, name in NAMES.items()}
_SPAN, _NOTE, _FS, _IDNO, _OBJECT_IDENTIFIER = map(tei, ("span", "note", "fs", "idno", "objectIdentifier"))


@dataclass
class Found:
    """What a file holds of one layer."""

    annotations: list[Annotation] = field(default_factory=list)
    referents: list[tuple[int, Referent]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    mentions: list[tuple[str, str]] = field(default_factory=list)
    resp: str = ""


class StandOffReader:
    """Collects what stands in ``standOff``, piece by piece.

    Args:
        header: the header of the file.
        text_id: the xml:id of its text.

    Attributes:
        layers: what was found, by layer, in the order of the file.
        unresolved: the ids of spans that point to something else than ranges of the text, and of lame links.
    """

    def __init__(self, header: Header, text_id: str) -> None:
        self._header = header
        self._original = header.original
        self._text = f"#{text_id}"
        self._range = f"#string-range({text_id},"
        self._index = f"#string-index({text_id},"
        self.layers: dict[str, Found] = {}
        self.unresolved: list[str] = []
        self._name, self._found = "", Found()  # the group at hand

    def layer(self, name: str) -> Found:
        """Return what was found of a layer so far."""
        return self.layers.setdefault(name, Found())

    def group(self, layer: str, resp: str) -> None:
        """Begin a group of annotations or links: their layer, and the pointer to its maker."""
        self._name, self._found = layer, self.layer(layer)
        self._found.resp = resp or self._found.resp

    def member(self, member: Node) -> None:
        """Take an annotation or a link of the group that was begun.

        Raises:
            ValueError: a feature is written in a way that nobody understands.
        """
        if member.tag == _SPAN:
            self._span(member)
        else:
            self._link(member)

    def _span(self, span: Node) -> None:
        found, renamed, get = self._found, self._header.renamed, span.attributes.get
        id = get(XML_ID) or f"{self._name}.{len(found.annotations) + 1}"
        id = renamed.get(id, id)
        ranges = self._ranges(get("target", ""))
        if ranges is None:
            self.unresolved.append(id)
            return
        features: dict[str, Value] = {}
        rule = None
        for part in span.content:
            if isinstance(part, Node) and part.tag == _FS:
                features, rule = read_features(part, self._header.characters)
        label, cert, corresp = get("type") or "span", get("cert"), get("corresp")
        confidence = _probability(cert) if cert else None
        found.annotations.append(Annotation(id, ranges, renamed.get(label, label), features, confidence, rule))
        if corresp:
            found.mentions += [(id, self._original(pointer[1:])) for pointer in corresp.split() if pointer[0] == "#"]

    def _ranges(self, target: str) -> tuple[Span, ...] | None:
        """Return the ranges that a span points to; None when they are not ranges of the text."""
        try:
            if target.startswith(self._range) and target[-1] == ")":
                numbers = [int(number) for number in target[len(self._range) : -1].split(",")]
                if len(numbers) == 2:
                    return (Span(numbers[0], numbers[0] + numbers[1]),)
                pairs = zip(numbers[::2], numbers[1::2], strict=True)
                return tuple(Span(start, start + length) for start, length in pairs)
            if target.startswith(self._index) and target[-1] == ")":
                offset = int(target[len(self._index) : -1])
                return (Span(offset, offset),)
        except ValueError:
            return None
        return () if target == self._text else None

    def _link(self, link: Node) -> None:
        found, get = self._found, link.attributes.get
        id = self._original(get(XML_ID) or f"{self._name}.link.{len(found.links) + 1}")
        ends = [pointer[1:] for pointer in get("target", "").split() if pointer.startswith("#")]
        if len(ends) != 2:
            self.unresolved.append(id)
            return
        role, (start, end) = self._original(get("type") or "link"), map(self._original, ends)
        found.links.append(Link(id, role, start, end, _probability(get("cert", ""))))

    def records(self, layer: str, records: Node) -> None:
        """Take the referents of a list.

        Raises:
            ValueError: a feature is written in a way that nobody understands.
        """
        found = self.layer(layer).referents
        for record in records.nodes():
            if record.tag in _RECORDS:
                place = record.attributes.get("n", "")
                number = int(place) if place.isdecimal() else len(found) + 1
                found.append((number, self._referent(record, layer)))

    def _referent(self, record: Node, layer: str) -> Referent:
        names: list[str] = []
        identifiers: dict[str, str] = {}
        features: dict[str, Value] = {}
        for part in _content(record):
            if part.tag == _RECORDS[record.tag]:
                if part.attributes.get("type") != UNNAMED:
                    names.append(text_of(part, self._header.characters))
            elif part.tag == _IDNO:
                authority = self._original(part.attributes.get("type") or "idno")
                identifiers[authority] = text_of(part, self._header.characters)
            elif part.tag == _NOTE and part.attributes.get("type") == "features":
                for fs in part.nodes():
                    features, _ = read_features(fs, self._header.characters)
        kind = record.tag.rpartition("}")[2]
        type = self._header.categories.get(record.attributes.get("ana", ""), kind)
        number = len(self.layer(layer).referents) + 1
        id = self._original(record.attributes.get(XML_ID) or f"{layer}.{kind}.{number}")
        same_as = next(filter(is_pointer, record.attributes.get("sameAs", "").split()), "")
        return Referent(id, type, tuple(names), identifiers, features, same_as)


def _content(record: Node) -> Iterator[Node]:
    for part in record.nodes():
        if part.tag == _OBJECT_IDENTIFIER:
            yield from part.nodes()
        else:
            yield part


def mention_links(layer: str, found: Found, referents: frozenset[str]) -> Iterator[Link]:
    """Yield links for the records that spans correspond to, for files that say it by ``@corresp`` alone."""
    for source, target in found.mentions:
        if target in referents:
            yield Link(f"{layer}.{MENTION_OF}.{source}.{target}", MENTION_OF, source, target)


def _probability(cert: str) -> float | None:
    """Return the certainty as a number; None for TEI's words high, medium, low, unknown."""
    try:
        return float(cert)
    except ValueError:
        return None
