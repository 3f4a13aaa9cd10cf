"""The text that a ``text`` element holds: its string value, with ``g`` elements put back to what they stand for.

Programs that lay out XML put white space between blocks, even under ``xml:space="preserve"``. There are three ways
to read the text, therefore; the hash in the header tells which one is right.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from lxml import etree

from annotator.tei.names import XML_ID, tei

__all__ = ["Reading", "Recovered", "declared_characters", "recover", "string_value"]

_G = tei("g")
_LAYOUT = frozenset(map(tei, ("text", "body", "div", "figure", "list")))
_XML_SPACE = " \t\n"


class Reading(Enum):
    """Which white space belongs to the text."""

    EXACT = "all"
    BLOCKS = "all but what stands between blocks"
    TIGHT = "all but what stands between blocks, or with a line end in elements that hold elements alone"


class Recovered(NamedTuple):
    """A text, and where the elements lie in it.

    Attributes:
        value: the text.
        elements: the elements with their start and end, in the order in which they end.
    """

    value: str
    elements: list[tuple[etree._Element, int, int]]


def declared_characters(header: etree._Element) -> dict[str, str]:
    """Return what the characters declared in a header stand for, by the pointer that names them."""
    found = {}
    for char in header.iter(tei("char")):
        for prop in char.iter(tei("localProp")):
            if prop.get("name") == "codepoint" and XML_ID in char.attrib:
                found[f"#{char.get(XML_ID)}"] = chr(int(prop.get("value") or "", 16))
    return found


def string_value(element: etree._Element, characters: dict[str, str]) -> str:
    """Return the text inside an element."""
    if len(element) == 0:
        return element.text or ""
    return recover(element, characters, Reading.EXACT).value


def recover(root: etree._Element, characters: dict[str, str], reading: Reading) -> Recovered:
    """Return the text inside an element, and where the elements in it lie."""
    parts: list[str] = []
    offset = 0
    starts: list[int] = []
    elements: list[tuple[etree._Element, int, int]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            starts.append(offset)
            content = _replaced(element, characters)
            if content is None:
                content = _kept(element, element.text, reading)
        else:
            start = starts.pop()
            if element is root:
                break
            elements.append((element, start, offset))
            content = _kept(element.getparent(), element.tail, reading)
        if content:
            parts.append(content)
            offset += len(content)
    return Recovered("".join(parts), elements)


def _replaced(element: etree._Element, characters: dict[str, str]) -> str | None:
    return characters.get(element.get("ref") or "") if element.tag == _G else None


def _kept(parent: etree._Element | None, text: str | None, reading: Reading) -> str:
    if not text or parent is None or reading is Reading.EXACT or text.strip(_XML_SPACE):
        return text or ""
    if parent.tag in _LAYOUT:
        return ""
    return "" if reading is Reading.TIGHT and "\n" in text and _holds_elements_alone(parent) else text


def _holds_elements_alone(element: etree._Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return len(element) > 0 and not any((text or "").strip(_XML_SPACE) for text in texts)
