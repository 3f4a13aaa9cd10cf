"""Blocks: which part of the text becomes a head, a paragraph, an item; together they tile the text.

A block is an annotation whose label says what it is on the page (`annotator.schema.Label.block`), and the white space
up to the next one. Text that no such annotation holds is a block without a label. Where the content model of TEI
refuses an element, an ``ab`` stands instead that points to the label.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.document import Document
from annotator.schema import Block

__all__ = ["ELEMENTS", "Element", "Region", "arrange", "leaves", "regions"]

ELEMENTS: dict[Block, str] = {
    "headline": "head",
    "subhead": "head",
    "byline": "byline",
    "dateline": "dateline",
    "paragraph": "p",
    "item": "item",
    "caption": "p",
    "caption-label": "label",
    "block": "ab",
    "boilerplate": "ab",
}
"""The element that a block is written as, where it may stand."""

_TOP = ("headline", "subhead", "byline", "dateline")  # these stand only at the top of a div


@dataclass(frozen=True)
class Region:
    """A stretch of the text that is written as one element.

    Attributes:
        start: its first code point.
        end: behind its last one, the white space before the next region included.
        block: what it is on the page; None when nobody says.
        annotation: the id of the annotation that says so.
        layer: the layer of that annotation.
        label: its label.
    """

    start: int
    end: int
    block: Block | None = None
    annotation: str | None = None
    layer: str = ""
    label: str = ""


@dataclass
class Element:
    """An element of the body: a division, a list or a figure with children, or a leaf that holds a region.

    Attributes:
        name: the TEI element.
        type: its ``@type``.
        region: the text of a leaf.
        labelled: the element does not show the label; an attribute must.
        children: the elements inside.
    """

    name: str
    type: str | None = None
    region: Region | None = None
    labelled: bool = False
    children: list[Element] = field(default_factory=list)


def regions(document: Document) -> list[Region]:
    """Return the regions that tile the text, in order; at least one, if only an empty one."""
    text = document.text
    tiles: list[Region] = []
    done = 0  # everything before is in a tile, or is the white space that will go with the tile before
    for marked in _marked(document):
        if marked.start < done:  # inside another block, or across its edge
            continue
        tiles.extend(_unmarked(text, done, marked.start))
        tiles.append(marked)
        done = marked.end
    tiles.extend(_unmarked(text, done, len(text)))
    if not tiles:
        return [Region(0, len(text))]
    starts = [0, *(tile.start for tile in tiles[1:]), len(text)]
    return [
        Region(start, end, tile.block, tile.annotation, tile.layer, tile.label)
        for tile, start, end in zip(tiles, starts, starts[1:], strict=False)
    ]


def _marked(document: Document) -> list[Region]:
    found = []
    for layer in document.layers.values():
        blocks = {label.name: label.block for label in layer.schema.labels if label.block}
        for annotation in layer.annotations if blocks else ():
            block = blocks.get(annotation.label)
            if block:
                ids = (annotation.id, layer.name, annotation.label)
                found += [Region(span.start, span.end, block, *ids) for span in annotation.ranges if len(span)]
    return sorted(found, key=lambda region: (region.start, -region.end))


def _unmarked(text: str, start: int, end: int) -> Iterator[Region]:
    """Yield the text between two blocks as a block of its own, unless it is white space."""
    between = text[start:end]
    words = between.lstrip()
    if words:
        yield Region(end - len(words), end)


def arrange(tiles: list[Region]) -> list[Element]:
    """Return the content of ``body``.

    Boilerplate before and after the article gets divisions of its own; inside the article it stays where it is.
    """
    if all(tile.block is None for tile in tiles):
        return [Element("ab", region=tile) for tile in tiles]
    first = next((i for i, tile in enumerate(tiles) if tile.block != "boilerplate"), len(tiles))
    last = next((i for i in range(len(tiles), first, -1) if tiles[i - 1].block != "boilerplate"), first)
    parts = [_boilerplate(tiles[:first]), _article(tiles[first:last]), _boilerplate(tiles[last:])]
    return [part for part in parts if part.children]


def leaves(elements: list[Element]) -> Iterator[Element]:
    """Yield the elements that hold text, in order."""
    for element in elements:
        if element.region is not None:
            yield element
        yield from leaves(element.children)


def _boilerplate(tiles: list[Region]) -> Element:
    return Element("div", "boilerplate", children=[_leaf("ab", tile) for tile in tiles])


def _leaf(name: str, tile: Region) -> Element:
    plain = tile.block is None or (ELEMENTS[tile.block] == name and name != "ab")
    return Element(name, "sub" if name == "head" and tile.block == "subhead" else None, tile, labelled=not plain)


def _article(tiles: list[Region]) -> Element:
    article = division = Element("div", "article")
    at_top = True  # only heads, lines and figures stand in this division so far
    for tile in tiles:
        if tile.block in ("headline", "subhead") and not at_top:
            division, at_top = Element("div", "section"), True
            article.children.append(division)
        if tile.block in ("caption", "caption-label"):
            _figure_for(division, tile).children.append(_leaf(ELEMENTS[tile.block], tile))
        elif tile.block == "item":
            at_top = False
            _list_in(division).children.append(_leaf("item", tile))
        else:
            at_top = at_top and tile.block in _TOP
            name = "ab" if tile.block is None or (tile.block in _TOP and not at_top) else ELEMENTS[tile.block]
            division.children.append(_leaf(name, tile))
    return article


def _list_in(division: Element) -> Element:
    return _last_or_new(division, "list")


def _figure_for(division: Element, tile: Region) -> Element:
    """Return the figure that a caption belongs to: a label opens a new one, unless labels alone came before it."""
    figure = _last_or_new(division, "figure")
    if tile.block == "caption-label" and any(child.name != "label" for child in figure.children):
        figure = Element("figure")
        division.children.append(figure)
    return figure


def _last_or_new(division: Element, name: str) -> Element:
    if not division.children or division.children[-1].name != name:
        division.children.append(Element(name))
    return division.children[-1]
