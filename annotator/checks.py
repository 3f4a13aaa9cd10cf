"""Whether a layer fits its schema and the document that it is added to."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from annotator.errors import LayerError, near_match
from annotator.layer import Layer
from annotator.schema import NAME, Feature, LayerSchema, LinkRole
from annotator.span import Annotation, Span, Value

__all__ = ["check_layer", "check_schema", "is_json", "is_label", "is_probability", "is_xml_name"]

MOST_FINDINGS = 10
"""One wrong line of a plugin spoils thousands of annotations alike; more findings than this help nobody."""

# What an XML name without colon is made of (XML 1.0, production 4, less the colon).
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_XML_NAME = f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*"
_LABEL = (
    r"[^\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ud800-\udfff\ue000-\uf8ff\ufff9-\uffff]+"
)

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "symbol": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
}  # fmt: skip


def is_xml_name(name: str) -> bool:
    """Whether the string is an XML name without colon, fit for an id."""
    return re.fullmatch(_XML_NAME, name) is not None  # compiled by re on first use: start-up need not wait for it


def is_label(name: str) -> bool:
    """Whether the string can be a label: no white space, no control, format, private or unassigned code points."""
    return re.fullmatch(_LABEL, name) is not None


def check_layer(layer: Layer, text: str, others: Mapping[str, Layer]) -> None:
    """Check a layer against its schema, the text, and the layers that it may point into.

    Raises:
        LayerError: with up to `MOST_FINDINGS` findings, each naming the annotation.
    """
    findings = list(islice(_findings(layer, text, others), MOST_FINDINGS))
    if findings:
        raise LayerError(str(layer.maker or "an unnamed maker"), layer.name, findings)


def _findings(layer: Layer, text: str, others: Mapping[str, Layer]) -> Iterator[str]:
    yield from check_schema(layer.schema)
    yield from _check_ids(layer, others)
    yield from _check_annotations(layer, text)
    yield from _check_referents(layer)
    yield from _check_links(layer, others)


def check_schema(schema: LayerSchema) -> Iterator[str]:
    """Yield what is wrong with a schema itself, whatever the annotations."""
    if not NAME.fullmatch(schema.name):
        yield f"the layer name {schema.name!r} must be letters, digits, '_', '-' and single dots, a letter first"
    for label in schema.labels:
        if not is_label(label.name):
            yield f"the label {label.name!r} holds white space or control characters"
    for feature in (*schema.features, *schema.referent_features):
        if not is_xml_name(feature.name):
            yield f"the feature name {feature.name!r} is not an XML name"
        if (feature.type == "symbol") != bool(feature.values):
            yield f"the feature {feature.name!r}: a symbol needs its list of values, and nothing else takes one"
    for role in schema.roles:
        if not is_xml_name(role.name):
            yield f"the link role {role.name!r} is not an XML name"


def _check_ids(layer: Layer, others: Mapping[str, Layer]) -> Iterator[str]:
    ids = [item.id for items in (layer.annotations, layer.referents, layer.links) for item in items]
    unique = set(ids)
    if len(unique) < len(ids):
        seen: set[str] = set()
        yield from (f"the id {id!r} is used twice" for id in ids if id in seen or seen.add(id))  # type: ignore[func-returns-value]
    if not re.fullmatch(f"(?:{_XML_NAME} )*", " ".join(ids) + " " if ids else ""):
        yield from (f"the id {id!r} is not an XML name" for id in ids if not is_xml_name(id))
    for other in others.values():
        if other.name != layer.name:
            for taken in (other.by_id, other.referents_by_id, other.links_by_id):
                yield from (f"the id {id!r} is taken by layer {other.name!r}" for id in taken.keys() & unique)


def _check_annotations(layer: Layer, text: str) -> Iterator[str]:
    length, schema = len(text), layer.schema
    labels = {label.name for label in schema.labels}
    check_features = _feature_checker(schema.features, schema.open)
    for annotation in layer.annotations:
        last = 0
        for span in annotation.ranges:
            start, end = span.start, span.end
            if type(start) is not int or type(end) is not int or not last <= start <= end <= length:
                yield f"{_name(annotation, text)}: {_span_fault(span, last, length)}"
                break
            last = end
        if annotation.label not in labels:
            if not schema.open:
                hint = near_match(annotation.label, labels)
                yield f"{_name(annotation, text)}: unknown label {annotation.label!r}{hint}"
            elif not is_label(annotation.label):
                yield f"{_name(annotation, text)}: the label {annotation.label!r} holds white space or controls"
        if annotation.features:
            for finding in check_features(annotation.features):
                yield f"{_name(annotation, text)}: {finding}"
        if annotation.confidence is not None and not is_probability(annotation.confidence):
            yield f"{_name(annotation, text)}: the confidence {annotation.confidence!r} is not a number from 0 to 1"


def _check_referents(layer: Layer) -> Iterator[str]:
    types = {type.name for type in layer.schema.referents}
    check_features = _feature_checker(layer.schema.referent_features, layer.schema.open)
    for referent in layer.referents:
        if referent.type not in types and not layer.schema.open:
            yield f"{referent.id}: unknown referent type {referent.type!r}{near_match(referent.type, types)}"
        yield from (f"{referent.id}: {finding}" for finding in check_features(referent.features))


def _check_links(layer: Layer, others: Mapping[str, Layer]) -> Iterator[str]:
    roles = {role.name: role for role in layer.schema.roles}
    for link in layer.links:
        if link.source not in layer.by_id:
            yield f"{link.id}: starts from {link.source!r}, which is no annotation of this layer"
        role = roles.get(link.role)
        if role is None and not layer.schema.open:
            yield f"{link.id}: unknown link role {link.role!r}{near_match(link.role, roles)}"
        else:
            yield from _check_link_target(link.id, link.target, role, layer, others)
        if link.confidence is not None and not is_probability(link.confidence):
            yield f"{link.id}: the confidence {link.confidence!r} is not a number from 0 to 1"


def _check_link_target(
    id: str, target: str, role: LinkRole | None, layer: Layer, others: Mapping[str, Layer]
) -> Iterator[str]:
    allowed = (role.layers if role else ()) or ((layer.name,) if role else (layer.name, *others))
    ends = role.ends if role else "either"
    reachable = [
        layer if name == layer.name else others[name] for name in allowed if name == layer.name or name in others
    ]
    for other in reachable:
        if (ends != "referent" and target in other.by_id) or (ends != "annotation" and target in other.referents_by_id):
            if other.schema.working and not layer.schema.working:
                yield f"{id}: leads into the working layer {other.name!r}, which is not written; copy what you need"
            return
    what = "annotation or referent" if ends == "either" else ends
    yield f"{id}: leads to {target!r}, which is no {what} of {' or '.join(allowed)}"


def _feature_checker(
    features: tuple[Feature, ...], open_schema: bool
) -> Callable[[Mapping[str, Value]], Iterator[str]]:
    declared = {feature.name: feature for feature in features}
    # Most features hold one plain value: for these, one look at the type decides.
    plain = {
        f.name: _TYPES[f.type] for f in features if not f.many and not f.values and f.type not in ("any", "number")
    }
    closed = {f.name: frozenset(f.values) for f in features if f.values and not f.many}

    def check(values: Mapping[str, Value]) -> Iterator[str]:
        for name, value in values.items():
            if type(value) in plain.get(name, ()) or (type(value) is str and value in closed.get(name, ())):
                continue
            if name not in declared:
                if not open_schema:
                    yield f"unknown feature {name!r}{near_match(name, declared)}"
                elif not is_json(value):
                    yield f"the feature {name!r} holds {value!r}, which JSON cannot say"
            else:
                yield from _check_value(declared[name], value)

    return check


def _check_value(feature: Feature, value: Value) -> Iterator[str]:
    if feature.many:
        if not isinstance(value, list):
            yield f"the feature {feature.name!r} must be a list, not {value!r}"
            return
        wrong = [item for item in value if not _fits(feature, item)]
    else:
        wrong = [] if _fits(feature, value) else [value]
    for item in wrong:
        expected = f"one of {', '.join(feature.values)}" if feature.values else f"of type {feature.type}"
        hint = near_match(item, feature.values) if feature.values and isinstance(item, str) else ""
        yield f"the feature {feature.name!r} must be {expected}, not {item!r}{hint}"


def _fits(feature: Feature, value: Value) -> bool:
    if feature.type == "any":
        return is_json(value)
    return type(value) in _TYPES[feature.type] and (not feature.values or value in feature.values) and is_json(value)


def is_json(value: object) -> bool:
    """Whether JSON can hold the value exactly: no tuples, no other classes, floats finite."""
    if type(value) is list:
        return all(is_json(item) for item in value)
    if type(value) is dict:
        return all(type(key) is str and is_json(item) for key, item in value.items())
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (str, int, bool)


def is_probability(value: object) -> bool:
    """Whether the value is a number from 0 to 1."""
    return type(value) in (int, float) and 0 <= value <= 1  # type: ignore[operator]


def _span_fault(span: Span, last: int, length: int) -> str:
    where = f"{span.start}:{span.end}"
    if type(span.start) is not int or type(span.end) is not int:
        return f"the range {where} is not made of int"
    if span.start > span.end or span.start < 0:
        return f"the range {where} runs backwards or starts before the text"
    if span.end > length:
        return f"the range {where} lies outside the text of {length} code points"
    return f"the range {where} comes before the end ({last}) of the one it follows; give ranges in reading order"


def _name(annotation: Annotation, text: str) -> str:
    """Name an annotation so that a person finds it: id, place, words."""
    if not annotation.ranges or any(type(n) is not int for s in annotation.ranges for n in (s.start, s.end)):
        return str(annotation.id)
    words = text[max(annotation.start, 0) : max(annotation.end, 0)]
    shown = words if len(words) <= 40 else words[:39] + "…"
    return f"{annotation.id} at {annotation.start}:{annotation.end} ({shown!r})"
