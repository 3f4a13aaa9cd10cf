"""Inline elements that name no annotation: somebody put them into the text, so they become annotations of their own."""

from __future__ import annotations

from lxml import etree

from annotator.layer import Layer, Maker
from annotator.schema import Label, LayerSchema
from annotator.span import Annotation, Span, Value
from annotator.tei.names import XML_ID, tei
from annotator.tei.textvalue import Recovered

__all__ = ["INLINE", "read_inline"]

INLINE = "inline"
"""The layer of elements that stood in the text of a source."""

_STRUCTURE = frozenset(
    map(
        tei,
        (
            "ab", "back", "body", "byline", "cell", "closer", "dateline", "div", "div1", "div2", "div3", "div4", "div5",
            "div6", "div7", "figure", "floatingText", "front", "g", "group", "head", "item", "l", "label", "lg", "list",
            "listBibl", "opener", "p", "row", "sp", "table", "text", "titlePage", "trailer",
        ),
    )
)  # fmt: skip
"""Elements that make up the page rather than speak of words in it."""


def read_inline(recovered: Recovered, known: frozenset[str], taken: frozenset[str]) -> Layer | None:
    """Return the layer of the inline elements that correspond to no known annotation; None when there are none.

    Args:
        recovered: the text and its elements.
        known: pointers to the annotations of the file.
        taken: ids that are in use.
    """
    found = [
        item
        for item in recovered.elements
        if item[0].tag not in _STRUCTURE and not known.intersection((item[0].get("corresp") or "").split())
    ]
    found.sort(key=lambda item: (item[1], -item[2]))
    if not found:
        return None
    used = set(taken)
    annotations = tuple(_annotation(*item, number, used) for number, item in enumerate(found, start=1))
    labels = sorted({annotation.label for annotation in annotations})
    schema = LayerSchema(
        INLINE,
        "elements that stood inside the text of the source",
        labels=tuple(Label(label, f"the element {label}") for label in labels),
        open=True,
    )
    return Layer(schema, annotations, maker=Maker("source"))


def _annotation(element: etree._Element, start: int, end: int, number: int, used: set[str]) -> Annotation:
    id = element.get(XML_ID) or f"{INLINE}.{number}"
    while id in used:
        id += "_"
    used.add(id)
    features: dict[str, Value] = {
        etree.QName(name).localname: str(value) for name, value in element.items() if name != XML_ID
    }
    return Annotation(id, (Span(start, end),), etree.QName(element).localname, features)
