"""annotator.rng at work: whether a tree is valid, and if not, where a person should look.

libxml2 says of a wrong attribute only that its element, or the block around it, is wrong. So the attributes of every
element are looked at one by one, by what the schema says of each, when a tree is not valid.
"""

from __future__ import annotations

import functools
import importlib.resources
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from annotator.errors import near_match
from annotator.tei.findings import line_of, tag_of
from annotator.tei.names import TEI

__all__ = ["faults"]

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_OPTIONAL = frozenset(_RNG + name for name in ("optional", "choice", "zeroOrMore"))

_POSITION_ERRORS = ("RELAXNG_ERR_ELEMWRONG", "RELAXNG_ERR_TEXTWRONG")
"""Errors of libxml2 that point at the very place."""


def faults(root: etree._Element) -> Iterator[tuple[int, str]]:
    """Yield line and description of what the schema does not allow; nothing when the tree is valid."""
    # One start at a time: of a choice, libxml2 would not say which branch was meant.
    schema = _schema("register" if root.get("type") == "register" else "TEI")
    if schema.validate(root):
        return
    own = list(_attribute_faults(root))
    yield from own
    lines = {line for line, _ in own}
    for entry in schema.error_log:
        if not own or (entry.type_name in _POSITION_ERRORS and entry.line not in lines):
            yield entry.line, entry.message


@functools.cache
def _grammar() -> etree._Element:
    resource = importlib.resources.files("annotator.tei") / "annotator.rng"
    return etree.fromstring(resource.read_bytes())


@functools.cache
def _schema(start: str) -> etree.RelaxNG:
    grammar = _with_attributes_in_place(_grammar())
    choice = grammar.find(f"{_RNG}start/{_RNG}choice")
    assert choice is not None
    for reference in list(choice):
        if reference.get("name") != start:
            choice.remove(reference)
    return etree.RelaxNG(grammar)


def _with_attributes_in_place(grammar: etree._Element) -> etree._Element:
    """Return the same grammar, the attributes of each element written in it, not in definitions that it names.

    libxml2 makes an automaton of what an element contains only where it sees what is an attribute and what is not.
    Without one, its time grows with the square of the number of children: 22 s for 60,000, which now take 1.5 s.
    """
    grammar = deepcopy(grammar)
    definitions = {define.get("name"): define for define in grammar.iter(_RNG + "define")}

    @functools.cache
    def speaks_of_attributes(name: str) -> bool:
        return any(map(is_of_attributes, definitions[name]))

    def is_of_attributes(pattern: etree._Element) -> bool:
        if pattern.tag == _RNG + "ref":
            return speaks_of_attributes(pattern.get("name", ""))
        return pattern.tag == _RNG + "attribute" or (
            pattern.tag != _RNG + "element" and any(map(is_of_attributes, pattern))
        )

    for element in grammar.iter(_RNG + "element"):
        while named := [ref for ref in element.iterchildren(_RNG + "ref") if is_of_attributes(ref)]:
            for ref in named:
                place = element.index(ref)
                element[place : place + 1] = list(deepcopy(definitions[ref.get("name")]))
    return grammar


def _attribute_faults(root: etree._Element) -> Iterator[tuple[int, str]]:
    patterns = _attribute_patterns()
    for element in root.iter(etree.Element):
        name = etree.QName(element)
        known = patterns.get(name.localname) if name.namespace == TEI else None
        if known is None:
            yield line_of(element), f"annotator's TEI has no element {tag_of(element)}"
            continue
        for attribute, value in element.attrib.items():
            written = str(attribute).replace(_XML, "xml:")
            if written not in known:
                yield line_of(element), f"{tag_of(element)} has no attribute @{written}{near_match(written, known)}"
            elif not any(_fits(place, str(value)) for place in known[written].places):
                yield line_of(element), f"{tag_of(element)}: the value of @{written} may not be {str(value)!r}"
        for written, pattern in known.items():
            if pattern.required and written.replace("xml:", _XML) not in element.attrib:
                yield line_of(element), f"{tag_of(element)} needs the attribute @{written}"


class _Pattern(NamedTuple):
    """What the schema says of an attribute of an element: at each place where it speaks of it, and if it must be."""

    places: list[etree._Element]
    required: bool


@functools.cache
def _attribute_patterns() -> dict[str, dict[str, _Pattern]]:
    """Return what the schema says of attributes, by element and attribute."""
    definitions = {define.get("name"): define for define in _grammar().iter(_RNG + "define")}

    def attributes(pattern: etree._Element, required: bool) -> Iterator[tuple[etree._Element, bool]]:
        for child in pattern:
            needed = required and child.tag not in _OPTIONAL
            if child.tag == _RNG + "attribute":
                yield child, needed
            elif child.tag == _RNG + "ref":
                yield from attributes(definitions[child.get("name")], needed)
            elif child.tag != _RNG + "element":
                yield from attributes(child, needed)

    found: dict[str, dict[str, _Pattern]] = {}
    declared = Counter(element.get("name") for element in _grammar().iter(_RNG + "element"))
    needed: Counter[tuple[str, str]] = Counter()
    for element in _grammar().iter(_RNG + "element"):
        element_name = element.get("name", "")
        known = found.setdefault(element_name, {})
        for attribute, is_required in attributes(element, True):
            name = attribute.get("name", "")
            needed[element_name, name] += is_required
            places = known[name].places if name in known else []
            required = needed[element_name, name] == declared[element_name]
            known[name] = _Pattern([*places, attribute], required)
    return found


@functools.lru_cache(maxsize=10_000)
def _fits(attribute: etree._Element, value: str) -> bool:
    """Whether the value is one that the pattern of the attribute allows."""
    name = attribute.get("name", "").replace("xml:", _XML)
    return bool(_schema_of(attribute).validate(etree.Element("any", {name: value})))


@functools.cache
def _schema_of(attribute: etree._Element) -> etree.RelaxNG:
    """Return a schema for an element that has this attribute alone."""
    grammar = deepcopy(_grammar())
    grammar.set("ns", "")
    start = grammar.find(_RNG + "start")
    assert start is not None
    start.clear()
    element = etree.SubElement(start, _RNG + "element", {"name": "any"})
    element.append(deepcopy(attribute))
    return etree.RelaxNG(grammar)
