"""Elements inside the text: which of a layer's inline rules fits an annotation, and the attributes it gives.

Every attribute is checked against what TEI allows on the element and in its value; what TEI refuses is left out, so
that a rule of a plugin can never make a file invalid.
"""

from __future__ import annotations

from typing import NamedTuple

from annotator.document import Document
from annotator.layer import Layer
from annotator.schema import InlineElement, InlineRule
from annotator.span import Annotation, Value
from annotator.tei.attributes import ALLOWED, fits
from annotator.tei.names import Names, is_word
from annotator.tei.timex import DATING_METHOD, dating_attributes

__all__ = ["InlineRules", "Shown"]


class Shown(NamedTuple):
    """An element as it is written around the words of an annotation."""

    name: str
    attributes: dict[str, str]


class InlineRules:
    """The inline rules of one layer, applied to its annotations."""

    def __init__(self, document: Document, layer: Layer, names: Names) -> None:
        self._document = document
        self._layer = layer
        self._names = names
        self._roles: dict[str, dict[str, list[str]]] = {}
        for link in layer.links:
            self._roles.setdefault(link.source, {}).setdefault(link.role, []).append(link.target)
        self._by_label: dict[str, list[InlineRule]] = {}

    def elements(self, annotation: Annotation) -> list[Shown]:
        """Return the elements that show the annotation, the outer one first; none when it is not shown."""
        rules = self._by_label.get(annotation.label)
        if rules is None:
            rules = [r for r in self._layer.schema.inline if not r.labels or annotation.label in r.labels]
            self._by_label[annotation.label] = rules
        rule = next((rule for rule in rules if self._fits(rule, annotation)), None)
        return [Shown(e.name, self._attributes(e, annotation)) for e in rule.elements] if rule else []

    def _fits(self, rule: InlineRule, annotation: Annotation) -> bool:
        features, linked = annotation.features, self._roles.get(annotation.id, {})
        return all(
            name in features and type(features[name]) is type(value) and features[name] == value
            for name, value in rule.when.items()
        ) and all(role in linked for role in rule.linked)

    def _attributes(self, element: InlineElement, annotation: Annotation) -> dict[str, str]:
        wanted: dict[str, str] = dict(element.literal)
        if element.label_as:
            wanted[element.label_as] = self._names.word(annotation.label)
        for name, feature in element.feature.items():
            if feature in annotation.features:
                wanted[name] = _as_attribute(annotation.features[feature])
        for name, role in element.referent.items():
            wanted[name] = " ".join(f"#{self._names.id(id)}" for id in self._referents(annotation, role))
        allowed = ALLOWED[element.name]
        kept = {
            name: value
            for name, value in sorted(wanted.items())  # equal documents give equal bytes
            if name in allowed and fits(name, value)
        }
        if "type" not in kept:
            kept.pop("subtype", None)
        if element.convert == "timex":
            dating = dating_attributes(annotation.features)
            kept |= {name: value for name, value in dating.items() if name in allowed}
            if kept.get("datingMethod") == DATING_METHOD:
                kept["datingMethod"] = "#" + self._names.own(DATING_METHOD.removeprefix("#"))
        return kept

    def _referents(self, annotation: Annotation, role: str) -> list[str]:
        found: dict[str, None] = {}  # each once, in order
        for target in self._roles.get(annotation.id, {}).get(role, ()):
            found.update(dict.fromkeys(self._referents_at(target)))
        return list(found)

    def _referents_at(self, target: str) -> list[str]:
        for layer in self._document.layers.values():
            if target in layer.referents_by_id:
                return [target]
            annotation = layer.by_id.get(target)
            if annotation is not None:
                return [referent.id for referent in self._document.meant_by(annotation)]
        return []


def _as_attribute(value: Value) -> str:
    """Return a feature value as an attribute value, the empty string when it cannot be one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list) and all(isinstance(item, str) and is_word(item) for item in value):
        return " ".join(map(str, value))
    return ""
