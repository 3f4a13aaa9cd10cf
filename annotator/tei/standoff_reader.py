"""Annotations, links and referents from ``standOff``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from annotator.span import MENTION_OF, Annotation, Link, Referent, Span, Value
from annotator.tei.entities import NAMES, UNNAMED
from annotator.tei.features import read_features
from annotator.tei.names import TEI, XML_ID, tei

__all__ = ["Found", "StandOffReader"]

_TARGET = re.compile(r"#string-(?:range\(([^,()\s]+)((?:,[0-9]+,[0-9]+)+)\)|index\(([^,()\s]+),([0-9]+)\))")
_RECORDS = {tei(record): tei(name) for record, name in NAMES.items()}
_NOTE, _FS, _IDNO = tei("note"), tei("fs"), tei("idno")


@dataclass
class Found:
    """What a file holds of one layer."""

    annotations: list[Annotation] = field(default_factory=list)
    referents: list[tuple[int, Referent]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    mentions: list[tuple[str, str]] = field(default_factory=list)
    resp: str = ""


class StandOffReader:
    """Collects what stands in ``standOff``, element by element.

    Args:
        original: what a written name stands for.
        category: the term that a pointer to a category of a taxonomy leads to.
        text: gives the text of an element, illegal code points put back.

    Attributes:
        layers: what was found, by layer, in the order of the file.
        unresolved: the ids of spans that point to something else than ranges of the text.
    """

    def __init__(
        self,
        original: Callable[[str], str],
        category: Callable[[str], str],
        text: Callable[[etree._Element], str],
    ) -> None:
        self._original = original
        self._category = category
        self._text = text
        self.layers: dict[str, Found] = {}
        self.unresolved: list[str] = []

    def layer(self, name: str) -> Found:
        """Return what was found of a layer so far."""
        return self.layers.setdefault(name, Found())

    def span(self, span: etree._Element, layer: str, text_id: str) -> None:
        """Take an annotation.

        Raises:
            ValueError: a feature is written in a way that nobody understands.
        """
        found, get = self.layer(layer), span.get
        id = self._original(get(XML_ID) or f"{layer}.{len(found.annotations) + 1}")
        ranges = _ranges(get("target") or "", text_id)
        if ranges is None:
            self.unresolved.append(id)
            return
        features: dict[str, Value] = {}
        rule = None
        for fs in span:
            if fs.tag == _FS:
                features, rule = read_features(fs, self._text)
        cert = get("cert")
        label = self._original(get("type") or "span")
        found.annotations.append(Annotation(id, ranges, label, features, _probability(cert) if cert else None, rule))
        if corresp := get("corresp"):
            found.mentions += [(id, self._original(pointer[1:])) for pointer in corresp.split() if pointer[0] == "#"]

    def link(self, link: etree._Element, layer: str) -> None:
        """Take a link; one that does not lead from one element of the file to another is left aside."""
        ends = [pointer[1:] for pointer in (link.get("target") or "").split() if pointer.startswith("#")]
        found, cert = self.layer(layer), link.get("cert")
        id = self._original(link.get(XML_ID) or f"{layer}.link.{len(found.links) + 1}")
        if len(ends) != 2:
            self.unresolved.append(id)
            return
        role, (start, end) = self._original(link.get("type") or "link"), map(self._original, ends)
        found.links.append(Link(id, role, start, end, _probability(cert) if cert else None))

    def records(self, records: etree._Element, layer: str) -> None:
        """Take the referents of a list.

        Raises:
            ValueError: a feature is written in a way that nobody understands.
        """
        found = self.layer(layer).referents
        for record in records:
            if record.tag in _RECORDS:
                place = record.get("n") or ""
                found.append((int(place) if place.isdecimal() else len(found) + 1, self._referent(record, layer)))

    def _referent(self, record: etree._Element, layer: str) -> Referent:
        kind = etree.QName(record).localname
        name_tag = _RECORDS[str(record.tag)]
        names: list[str] = []
        identifiers: dict[str, str] = {}
        features: dict[str, Value] = {}
        for element in record.iter(name_tag, _IDNO, _NOTE):
            if element.tag == name_tag:
                if element.get("type") != UNNAMED:
                    names.append(self._text(element))
            elif element.tag == _IDNO:
                identifiers[self._original(element.get("type") or "idno")] = self._text(element)
            elif element.get("type") == "features" and len(element) and element[0].tag == _FS:
                features, _ = read_features(element[0], self._text)
        type = self._category(record.get("ana") or "") or kind
        number = len(self.layer(layer).referents) + 1
        id = self._original(record.get(XML_ID) or f"{layer}.{kind}.{number}")
        return Referent(id, type, tuple(names), identifiers, features)


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


def _ranges(target: str, text_id: str) -> tuple[Span, ...] | None:
    """Return the ranges that a span points to; None when they are not ranges of the text."""
    match = _TARGET.fullmatch(target)
    if match is None:
        return () if target == f"#{text_id}" else None
    if match[4] is not None:
        offset = int(match[4])
        return (Span(offset, offset),) if match[3] == text_id else None
    if match[1] != text_id:
        return None
    numbers = [int(number) for number in match[2][1:].split(",")]
    return tuple(Span(start, start + length) for start, length in zip(numbers[::2], numbers[1::2], strict=True))


LISTS = frozenset(map(tei, ("listPerson", "listOrg", "listPlace", "listEvent", "listObject")))
"""The lists of records that may stand in ``standOff``."""

GROUPS = {f"{{{TEI}}}span": f"{{{TEI}}}spanGrp", f"{{{TEI}}}link": f"{{{TEI}}}linkGrp"}
"""The groups in which spans and links stand."""
