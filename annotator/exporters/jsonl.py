"""JSONL: one document a line, in the flat form that comparison tools, tables and scripts like.

The rule, for any layer: the label is ``label``; features are ``attrs`` by name; several ranges are the hull and
``attrs.fragments``; ``confidence`` and ``rule`` are attributes when there are any. A link of role R gives

- to an annotation: ``attrs.R`` = ``{"start", "end", "text"}``, and ``attrs.R_id`` = the id of its referent, where it
  has one: the one that it refers to (``refers-to``: a capital, for its government), else the one that it mentions;
- to a referent: ``attrs.R`` = its id. The annotation's own ``mention-of`` is called ``attrs.entity``.

Several links of one role, and the ranges of a discontinuous annotation, make a list. What comes later in this text
wins over what comes earlier, where names meet: ``fragments``, ``confidence``, ``rule`` over links, links over features.

Annotations without ranges speak of the document as a whole. They are no spans, and stand in a list ``document``
(``layer``, ``label``, ``attrs``), which is there only when there are any; a link to one gives ``attrs.R_id`` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from annotator.checks import is_json
from annotator.document import Document
from annotator.errors import WriteError
from annotator.jsontext import encode_json
from annotator.layer import Layer
from annotator.span import MENTION_OF, Annotation, Value

__all__ = ["write_jsonl"]

REFERS_TO = "refers-to"
"""The link role by which a metonym names what it stands for; it decides before `MENTION_OF`."""


def write_jsonl(document: Document) -> bytes:
    """Return the document as one line, with its newline.

    Raises:
        WriteError: the metadata holds what JSON cannot say.
    """
    if not is_json(document.metadata):
        raise WriteError(f"document {document.id!r}: the metadata hold a value that JSON cannot say")
    flat = _Flat(document)
    spans, unplaced = flat.spans(), flat.unplaced()
    line = {"id": document.id, "text": document.text, "meta": _meta(document), "spans": spans}
    return encode_json(line | {"document": unplaced} if unplaced else line) + b"\n"


def _meta(document: Document) -> dict[str, Value]:
    """The metadata; the language is added when they would make a reader take another one for it."""
    stated = document.metadata.get("language", document.metadata.get("lang", "und"))
    if stated == document.language:
        return document.metadata
    return document.metadata | {"language": document.language}


class _Flat:
    """The annotations of one document, flattened."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.home = {id: layer for layer in document.layers.values() for id in layer.by_id}

    def spans(self) -> list[dict[str, Any]]:
        """Return the spans, layer by layer, in the order of the layers."""
        text = self.document.text
        return [
            {
                "id": annotation.id,
                "layer": layer.name,
                "start": annotation.start,
                "end": annotation.end,
                "text": text[annotation.start : annotation.end],
                "label": annotation.label,
                "attrs": self._attrs(annotation, links),
            }
            for layer, annotation, links in self._all()
            if annotation.ranges
        ]

    def unplaced(self) -> list[dict[str, Any]]:
        """Return what is said of the document as a whole."""
        return [
            {
                "id": annotation.id,
                "layer": layer.name,
                "label": annotation.label,
                "attrs": self._attrs(annotation, links),
            }
            for layer, annotation, links in self._all()
            if not annotation.ranges
        ]

    def _all(self) -> Iterator[tuple[Layer, Annotation, dict[str, list[str]]]]:
        for layer in self.document.layers.values():
            links: dict[str, dict[str, list[str]]] = {}
            for link in layer.links:
                links.setdefault(link.source, {}).setdefault(link.role, []).append(link.target)
            for annotation in layer.annotations:
                yield layer, annotation, links.get(annotation.id, {})

    def _attrs(self, annotation: Annotation, links: dict[str, list[str]]) -> dict[str, Any]:
        attrs: dict[str, Any] = dict(annotation.features)
        for role, targets in links.items():
            attrs |= self._link(role, targets)
        if len(annotation.ranges) > 1:
            attrs["fragments"] = [[span.start, span.end] for span in annotation.ranges]
        if annotation.confidence is not None:
            attrs["confidence"] = annotation.confidence
        if annotation.rule is not None:
            attrs["rule"] = annotation.rule
        return attrs

    def _link(self, role: str, targets: list[str]) -> dict[str, Any]:
        places: list[Any] = []
        referents: list[str] = []
        for target in targets:
            layer = self.home.get(target)
            if layer is None:
                places.append(target)
            else:
                places.extend(self._places(layer[target]))
                referents.extend(self._referents(layer, layer[target]))
        name = "entity" if role == MENTION_OF else role
        attrs = {name: _one_or_list(places)} if places else {}
        return attrs | ({f"{role}_id": _one_or_list(dict.fromkeys(referents))} if referents else {})

    def _places(self, annotation: Annotation) -> list[dict[str, Any]]:
        text = self.document.text
        return [{"start": s.start, "end": s.end, "text": text[s.start : s.end]} for s in annotation.ranges]

    def _referents(self, layer: Layer, annotation: Annotation) -> list[str]:
        return layer.targets(annotation, REFERS_TO) or layer.targets(annotation, MENTION_OF)


def _one_or_list(values: Iterable[Any]) -> Any:
    items = list(values)
    return items[0] if len(items) == 1 else items
