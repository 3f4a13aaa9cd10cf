"""Pointers in TEI: which attributes hold them, what they lead to, whether they lead anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from annotator.span import Span
from annotator.tei.findings import Finding, line_of, tag_of
from annotator.tei.names import XML_ID

__all__ = ["Target", "check_ids", "check_pointers", "check_ranges", "elements_by_id", "parse_target"]

_POINTERS = frozenset((
    "active", "ana", "calendar", "change", "copyOf", "corresp", "datcat", "datingMethod", "datingPoint", "decls",
    "exclude", "facs", "feats", "from", "fVal", "hand", "lemmaRef", "mutual", "next", "nymRef", "passive", "period",
    "prev", "ref", "rendition", "resp", "sameAs", "scheme", "scribeRef", "select", "source", "spanTo", "synch",
    "target", "targetEnd", "to", "toWhom", "unitRef", "url", "valueDatcat", "where", "who", "wit",
))  # fmt: skip
"""Attributes of TEI P5 whose type is a pointer or a list of pointers (``from`` and ``to`` are, on ``span``)."""

_STRING_RANGE = re.compile(r"#string-range\((?P<id>[^,()\s]+)(?P<numbers>(?:,[0-9]{1,15},[0-9]{1,15})+)\)")
_STRING_INDEX = re.compile(r"#string-index\((?P<id>[^,()\s]+),(?P<at>[0-9]{1,15})\)")
_XPOINTER = re.compile(r"#[A-Za-z-]+\(")


class Target(NamedTuple):
    """What a pointer into a text names: the id of the text element, and ranges in code points of its string value."""

    id: str
    ranges: tuple[Span, ...]


def parse_target(pointer: str) -> Target | None:
    """Read ``#string-range(ID,OFFSET,LENGTH,...)`` or ``#string-index(ID,OFFSET)``; None when it is neither."""
    if found := _STRING_RANGE.fullmatch(pointer):
        numbers = [int(number) for number in found["numbers"][1:].split(",")]
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        return Target(found["id"], tuple(Span(start, start + length) for start, length in pairs))
    if found := _STRING_INDEX.fullmatch(pointer):
        return Target(found["id"], (Span(int(found["at"]), int(found["at"])),))
    return None


def elements_by_id(root: etree._Element) -> dict[str, etree._Element]:
    """Return the elements that have an xml:id; the first one where several have the same."""
    found: dict[str, etree._Element] = {}
    for element in root.iter(etree.Element):
        if (id := element.get(XML_ID)) is not None:
            found.setdefault(id, element)
    return found


def check_ids(root: etree._Element, first: Mapping[str, etree._Element]) -> Iterator[Finding]:
    """Yield the identifiers that are used twice."""
    for element in root.iter(etree.Element):
        id = element.get(XML_ID)
        if id is not None and first[id] is not element:
            yield Finding(
                "pointer",
                line_of(element),
                f"{tag_of(element)} has the xml:id {id!r}, as {tag_of(first[id])} in line {line_of(first[id])} has",
                "Give one of them another xml:id, and change the pointers that mean it.",
            )


def check_pointers(root: etree._Element, ids: Collection[str]) -> Iterator[Finding]:
    """Yield the pointers within the file that lead nowhere."""
    for element, name, pointer in _pointers(root):
        if fault := _fault(pointer, ids):
            yield Finding(
                "pointer",
                line_of(element),
                f"{tag_of(element)}: @{name} points to {pointer!r}, but {fault}",
                "Correct the pointer, or put back what it led to.",
            )


def _pointers(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Yield the pointers within the file, each with its element and attribute."""
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if "#" in value and name in _POINTERS:
                for pointer in str(value).split():
                    if pointer.startswith("#"):
                        yield element, str(name), pointer


def _fault(pointer: str, ids: Collection[str]) -> str:
    """Say what is wrong with a pointer, nothing when it leads somewhere."""
    id = pointer[1:]
    if _XPOINTER.match(pointer):
        target = parse_target(pointer)
        if target is None:
            return _malformed(pointer)
        id = target.id
    return "" if id in ids else f"nothing in the file has the xml:id {id!r}"


def _malformed(pointer: str) -> str:
    if pointer.startswith(("#string-range(", "#string-index(")):
        return "that is not written as #string-range(ID,OFFSET,LENGTH) or #string-index(ID,OFFSET), without spaces"
    return ""  # another scheme of XPointer: not for us to judge


def check_ranges(root: etree._Element, text_id: str | None, length: int) -> Iterator[Finding]:
    """Yield the pointers into the text that leave it, or whose ranges are not in reading order."""
    for element, _, pointer in _pointers(root):
        target = parse_target(pointer)
        if target and target.id == text_id and (fault := _range_fault(target.ranges, length)):
            yield Finding(
                "range",
                line_of(element),
                f"{tag_of(element)}: {pointer!r} {fault}",
                "Correct offset and length; they count the code points of the text from 0. If the text was changed, "
                "restore it.",
            )


def _range_fault(ranges: tuple[Span, ...], length: int) -> str:
    last = 0
    for span in ranges:
        if span.end > length:
            return f"leaves the text, which has {length} code points"
        if span.start < last:
            return "names ranges that overlap or are not in reading order"
        last = span.end
    return ""
