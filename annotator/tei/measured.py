"""The text of a TEI file, and where each element lies in it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

__all__ = ["TEI", "XML_ID", "Measured", "line_of", "measure", "sha256", "tag_of", "tei"]

TEI = "http://www.tei-c.org/ns/1.0"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def tei(name: str) -> str:
    """Return the name of a TEI element in Clark notation."""
    return f"{{{TEI}}}{name}"


def tag_of(element: etree._Element) -> str:
    """Return the element as a person writes it: ``<persName>``."""
    return f"<{etree.QName(element).localname}>"


def line_of(element: etree._Element) -> int:
    """Return the line of the file in which the element starts, 0 when it is not known."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs know no type
    return line or 0


_LAYOUT = frozenset(map(tei, ("text", "body", "div", "list", "figure")))
"""Elements that hold blocks only: white space between those is layout, whoever put it there."""

_G = tei("g")


class Measured(NamedTuple):
    """A text with the extents of its elements.

    Attributes:
        text: as annotator reads it: without layout, every ``g`` replaced by the code point that it stands for.
        layout: what stands between blocks, where annotator writes nothing.
        extents: each element below ``text`` with its start and end, half-open, in code points, in the order of
            their ends.
    """

    text: str
    layout: str
    extents: list[tuple[etree._Element, int, int]]


def measure(root: etree._Element, characters: Mapping[str, str]) -> Measured:
    """Read the text below an element.

    Args:
        root: the ``text`` element.
        characters: the code points that ``g`` elements stand for, by the value of their ``ref``.
    """
    pieces: list[str] = []
    layout: list[str] = []
    extents: list[tuple[etree._Element, int, int]] = []
    starts: list[int] = []
    position = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            starts.append(position)
            inside, content = element, element.text
            if element.tag == _G:
                content = characters.get(element.get("ref", ""), content)
        else:
            if event == "end":
                extents.append((element, starts.pop(), position))
            if element is root:
                break
            inside, content = element.getparent(), element.tail
        if not content:
            continue
        if inside is not None and inside.tag in _LAYOUT:
            layout.append(content)
        else:
            pieces.append(content)
            position += len(content)
    return Measured("".join(pieces), "".join(layout), extents)


def sha256(text: str) -> str:
    """Return the hash of a text as the header of a file has it: of its UTF-8, lone surrogates as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
