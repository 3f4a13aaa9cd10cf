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

``"surrogates": "apart"`` stands in a line where two surrogates side by side are two code points (see
`annotator.jsontext`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec

from annotator.checks import is_json
from annotator.document import Document
from annotator.errors import WriteError
from annotator.jsontext import encode_json, holds_pairs
from annotator.layer import Layer
from annotator.span import MENTION_OF, REFERS_TO, Annotation, Value

__all__ = ["write_jsonl"]


class _Place(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str


class _Span(msgspec.Struct, frozen=True):
    id: str
    layer: str
    start: int
    end: int
    text: str
    label: str
    attrs: dict[str, Any]


class _Unplaced(msgspec.Struct, frozen=True):
    id: str
    layer: str
    label: str
    attrs: dict[str, Any]


class _Line(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    text: str
    meta: dict[str, Any]
    spans: list[_Span]
    document: list[_Unplaced] = []
    surrogates: Literal["apart", ""] = ""


def write_jsonl(document: Document) -> bytes:
    """Return the document as one line, with its newline.

    Raises:
        WriteError: the metadata holds what JSON cannot say.
    """
    if not is_json(document.metadata):
        raise WriteError(f"document {document.id!r}: the metadata hold a value that JSON cannot say")
    line = _Line(document.id, document.text, _meta(document), *_Flat(document).items())
    data = encode_json(line, sort=True)
    if holds_pairs(data):
        data = encode_json(msgspec.structs.replace(line, surrogates="apart"), sort=True)
    return data + b"\n"


def _meta(document: Document) -> dict[str, Value]:
    """The metadata; the language is added when they would make a reader take another one for it."""
    stated = document.metadata.get("language", document.metadata.get("lang", "und"))
    if stated == document.language:
        return document.metadata
    return document.metadata | {"language": document.language}


class _Flat:
    """The annotations of one document, flattened."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._layers = document.layers.values()
        self._home = {id: layer for layer in self._layers for id in layer.by_id}

    def items(self) -> tuple[list[_Span], list[_Unplaced]]:
        """Return the spans, and what is said of the document as a whole, layer by layer."""
        spans: list[_Span] = []
        unplaced: list[_Unplaced] = []
        for layer in self._layers:
            links: dict[str, dict[str, list[str]]] = {}
            for link in layer.links:
                links.setdefault(link.source, {}).setdefault(link.role, []).append(link.target)
            for a in layer.annotations:
                attrs = self._attrs(a, links.get(a.id, {}))
                if a.ranges:
                    spans.append(_Span(a.id, layer.name, a.start, a.end, self._text[a.start : a.end], a.label, attrs))
                else:
                    unplaced.append(_Unplaced(a.id, layer.name, a.label, attrs))
        return spans, unplaced

    def _attrs(self, annotation: Annotation, links: dict[str, list[str]]) -> dict[str, Any]:
        attrs: dict[str, Any] = dict(annotation.features)
        for role, targets in links.items():
            attrs |= self._link(role, targets)
        if len(annotation.ranges) > 1:
            attrs["fragments"] = annotation.ranges
        if annotation.confidence is not None:
            attrs["confidence"] = annotation.confidence
        if annotation.rule is not None:
            attrs["rule"] = annotation.rule
        return attrs

    def _link(self, role: str, targets: list[str]) -> dict[str, Any]:
        places: list[Any] = []
        referents: list[str] = []
        for target in targets:
            layer = self._home.get(target)
            if layer is None:
                places.append(target)
            else:
                places.extend(self._places(layer[target]))
                referents.extend(self._referents(layer, layer[target]))
        name = "entity" if role == MENTION_OF else role
        attrs = {name: _one_or_list(places)} if places else {}
        return attrs | ({f"{role}_id": _one_or_list(dict.fromkeys(referents))} if referents else {})

    def _places(self, annotation: Annotation) -> list[_Place]:
        return [_Place(span.start, span.end, self._text[span.start : span.end]) for span in annotation.ranges]

    def _referents(self, layer: Layer, annotation: Annotation) -> list[str]:
        return layer.targets(annotation, REFERS_TO) or layer.targets(annotation, MENTION_OF)


def _one_or_list(values: Iterable[Any]) -> Any:
    items = list(values)
    return items[0] if len(items) == 1 else items
