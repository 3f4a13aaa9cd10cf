"""The bulk of a file: annotations as ``span``, links as ``link``, written as strings, because there may be many.

=========================  ====================================
one range                  ``#string-range(t,OFFSET,LENGTH)``
several ranges             ``#string-range(t,O1,L1,O2,L2)``
one empty range            ``#string-index(t,OFFSET)``
no range                   ``#t``, the text as a whole
=========================  ====================================
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.document import Document
from annotator.layer import Layer
from annotator.span import MENTION_OF, Span
from annotator.tei.characters import Characters, attribute
from annotator.tei.features import FeatureWriter
from annotator.tei.markup import empty, opening
from annotator.tei.names import Names

__all__ = ["standoff_lines"]


def standoff_lines(document: Document, names: Names, characters: Characters) -> Iterator[str]:
    """Yield the lines of the annotations and links of all layers."""
    referents = {id for layer in document.layers.values() for id in layer.referents_by_id}
    for layer in document.layers.values():
        maker = {"resp": "#" + names.own("app", layer.name) if layer.maker else None}
        group = {"xml:id": names.own("so", layer.name), "type": layer.name} | maker
        if layer.annotations:
            yield opening("spanGrp", group)
            yield from _spans(layer, referents, names, characters)
            yield "</spanGrp>"
        else:
            yield empty("spanGrp", group)
        if layer.links:
            yield opening("linkGrp", {"type": layer.name, "targFunc": "from to"} | maker)
            yield from _links(layer, names)
            yield "</linkGrp>"


def _spans(layer: Layer, referents: set[str], names: Names, characters: Characters) -> Iterator[str]:
    features = FeatureWriter(layer.name, layer.schema.features, characters)
    text = names.own("t")
    labels = {label: attribute(names.word(label)) for label in {a.label for a in layer.annotations}}
    mentions = _mentions(layer, referents, names)
    for annotation in layer.annotations:
        ranges = annotation.ranges
        if len(ranges) == 1 and ranges[0].start < ranges[0].end:
            target = f"#string-range({text},{ranges[0].start},{ranges[0].end - ranges[0].start})"
        else:
            target = _target(ranges, text)
        id = annotation.id
        start = f' <span xml:id="{names.id(id)}" type="{labels[annotation.label]}" target="{target}"'
        if id in mentions:
            start += f' corresp="{mentions[id]}"'
        if annotation.confidence is not None:
            start += f' cert="{_number(annotation.confidence)}"'
        content = features.fs(annotation.features, annotation.rule)
        yield f"{start}>{content}</span>" if content else f"{start}/>"


def _mentions(layer: Layer, referents: set[str], names: Names) -> dict[str, str]:
    found: dict[str, str] = {}
    for link in layer.links:
        if link.role == MENTION_OF and link.target in referents:
            pointer = f"#{names.id(link.target)}"
            found[link.source] = f"{found[link.source]} {pointer}" if link.source in found else pointer
    return found


def _target(ranges: tuple[Span, ...], text: str) -> str:
    if not ranges:
        return f"#{text}"
    if len(ranges) == 1:
        return f"#string-index({text},{ranges[0].start})"
    numbers = ",".join(f"{span.start},{len(span)}" for span in ranges)
    return f"#string-range({text},{numbers})"


def _links(layer: Layer, names: Names) -> Iterator[str]:
    for link in layer.links:
        cert = "" if link.confidence is None else f' cert="{_number(link.confidence)}"'
        role, ends = attribute(names.word(link.role)), f"#{names.id(link.source)} #{names.id(link.target)}"
        yield f' <link xml:id="{names.id(link.id)}" type="{role}" target="{ends}"{cert}/>'


def _number(confidence: float) -> str:
    return repr(float(confidence))
