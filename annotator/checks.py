"""Whether a layer fits its schema and the document that it is added to."""

from __future__ import annotations

import math
import re
import reprlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import attrgetter
from typing import Any

from annotator.errors import LayerError, near_match
from annotator.layer import Layer
from annotator.schema import NAME, Feature, LayerSchema, LinkRole
from annotator.span import Annotation, Link, Referent, Span, Value

__all__ = ["check_layer", "check_schema", "is_json", "is_label", "is_pointer", "is_probability", "is_xml_name"]

MOST_FINDINGS = 10
"""One wrong line of a plugin spoils thousands of annotations alike; more findings than this help nobody."""

# What an XML name without colon is made of (XML 1.0, production 4, less the colon).
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_XML_NAME = f"[{_START}][{_START}.0-9\xb7\u0300-\u036f\u203f\u2040-]*"
MOST_BITS = 2_000
"""Of integers: any Python can be asked to write no more than 640 digits, and JSON and TEI are made of digits."""

_QUICK = 1 << 60
"""Integers up to here are surely not too long."""

MOST_DEPTH = 100
"""Of lists and objects in one value: beyond this, readers of JSON give up one after the other."""

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,), "symbol": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
}  # fmt: skip

# What the parts of a layer are made of. A part of another type would pass for one here and there, and fail elsewhere.
_SHAPES: dict[type, dict[str, tuple[type, ...]]] = {
    Annotation: {"id": (str,), "ranges": (tuple,), "label": (str,), "features": (dict,), "rule": (str, type(None))},
    Referent: {
        "id": (str,),
        "type": (str,),
        "names": (tuple,),
        "identifiers": (dict,),
        "features": (dict,),
        "same_as": (str,),
    },
    Link: {"id": (str,), "role": (str,), "source": (str,), "target": (str,)},
}


class _Short(reprlib.Repr):
    """Shows a value of any size and depth in a line that a person can read."""

    def __init__(self) -> None:
        super().__init__()
        self.maxstring = self.maxother = self.maxlong = 60

    def repr_int(self, x: int, level: int) -> str:
        """Python itself refuses to write very long integers."""
        return super().repr_int(x, level) if x.bit_length() <= MOST_BITS else f"an integer of {x.bit_length()} bits"


_short = _Short()


def is_xml_name(name: str) -> bool:
    """Whether the string is an XML name without colon, fit for an id."""
    return re.fullmatch(_XML_NAME, name) is not None  # compiled by re on first use: start-up need not wait for it


def is_label(name: str) -> bool:
    """Whether the string can be a label: no white space, no control, format, private or unassigned code points."""
    # TEI's rule for such attributes: [^\p{C}\p{Z}]+
    return bool(name) and all(unicodedata.category(character)[0] not in "CZ" for character in name)


_POINTER = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?#-]|%[0-9A-Fa-f]{2})+"


def is_pointer(value: str) -> bool:
    """Whether the string is a URI reference (RFC 3986), absolute or relative, that every validator takes."""
    # At most one "#"; a first segment with ":" must be a scheme.
    scheme, colon, _ = value.partition(":")
    head = re.split("[/?#]", value, maxsplit=1)[0]
    if colon and ":" in head and not re.fullmatch("[A-Za-z][A-Za-z0-9+.-]*", scheme):
        return False
    return re.fullmatch(_POINTER, value) is not None and value.count("#") <= 1


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
    misshapen = [
        *_check_shapes(layer.annotations, Annotation), *_check_shapes(layer.referents, Referent),
        *_check_shapes(layer.links, Link),
    ]  # fmt: skip
    if misshapen:
        yield from misshapen
        return  # the other checks would stumble over these
    yield from _check_ids(layer, others)
    yield from _check_annotations(layer, text)
    yield from _check_referents(layer)
    yield from _check_links(layer, others)


def check_schema(schema: LayerSchema) -> Iterator[str]:
    """Yield what is wrong with a schema itself, whatever the annotations."""
    if not NAME.fullmatch(schema.name):
        yield f"the layer name {schema.name!r} must be letters, digits, '_', '-' and single dots, a letter first"
    for what, parts, fits, must in (
        ("label", schema.labels, is_label, "holds white space or control characters"),
        ("referent type", schema.referents, is_label, "holds white space or control characters"),
        ("feature name", schema.features, is_xml_name, "is not an XML name"),
        ("feature name", schema.referent_features, is_xml_name, "is not an XML name"),
        ("link role", schema.roles, is_xml_name, "is not an XML name"),
    ):
        names = [part.name for part in parts]
        yield from (f"the {what} {name!r} {must}" for name in names if not fits(name))
        yield from (f"the {what} {name!r} is declared twice" for name in _repeated(names))
    for feature in (*schema.features, *schema.referent_features):
        if (feature.type == "symbol") != bool(feature.values):
            yield f"the feature {feature.name!r}: a symbol needs its list of values, and nothing else takes one"


def _check_shapes(items: Iterable[Any], kind: type) -> Iterator[str]:
    if not set(map(type, items)) <= {kind}:
        yield from (f"{_short.repr(item)} is no {kind.__name__}" for item in items if type(item) is not kind)
        return
    for field, types in _SHAPES[kind].items():
        value = attrgetter(field)
        if not set(map(type, map(value, items))) <= set(types):
            expected = " or ".join("None" if type_ is type(None) else type_.__name__ for type_ in types)
            for item in items:
                if type(value(item)) not in types:
                    name = _short.repr(item.id) if type(item.id) is not str else item.id
                    yield f"{name}: the {field} must be {expected}, not {_short.repr(value(item))}"


def _repeated(names: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield name
        seen.add(name)


def _check_ids(layer: Layer, others: Mapping[str, Layer]) -> Iterator[str]:
    ids = [item.id for items in (layer.annotations, layer.referents, layer.links) for item in items]
    unique = set(ids)
    if len(unique) < len(ids):
        yield from (f"the id {id!r} is used twice" for id in _repeated(ids))
    # All at once, because there may be many; an id with a space in it makes one word more.
    words = " ".join([*ids, ""])
    if words.count(" ") > len(ids) or not re.fullmatch(f"(?:{_XML_NAME} )*", words):
        yield from (f"the id {id!r} is not an XML name" for id in ids if not is_xml_name(id))
    for other in others.values():
        if other.name != layer.name:
            for taken in (other.by_id, other.referents_by_id, other.links_by_id):
                yield from (f"the id {id!r} is taken by layer {other.name!r}" for id in taken.keys() & unique)


def _check_annotations(layer: Layer, text: str) -> Iterator[str]:
    length, schema = len(text), layer.schema
    labels = {label.name for label in schema.labels}
    features = _Features(schema.features, is_open=schema.open)
    for annotation in layer.annotations:
        last = 0
        for span in annotation.ranges:
            if type(span) is not Span:
                yield f"{annotation.id}: the range {_short.repr(span)} must be a Span"
                break
            start, end = span.start, span.end
            if type(start) is not int or type(end) is not int or not last <= start <= end <= length:
                yield f"{_name(annotation, text)}: {_span_fault(span, last, length)}"
                break
            last = end
        if annotation.label not in labels:
            if not schema.open:
                hint = near_match(annotation.label, labels)
                yield f"{_name(annotation, text)}: unknown label {_short.repr(annotation.label)}{hint}"
            elif not is_label(annotation.label):
                bad = _short.repr(annotation.label)
                yield f"{_name(annotation, text)}: the label {bad} holds white space or controls"
        if annotation.features and not features.fit(annotation.features):
            yield from (f"{_name(annotation, text)}: {finding}" for finding in features.findings(annotation.features))
        if annotation.confidence is not None and not is_probability(annotation.confidence):
            bad = _short.repr(annotation.confidence)
            yield f"{_name(annotation, text)}: the confidence {bad} is not a number from 0 to 1"


def _check_referents(layer: Layer) -> Iterator[str]:
    types = {type.name for type in layer.schema.referents}
    features = _Features(layer.schema.referent_features, is_open=layer.schema.open)
    for referent in layer.referents:
        if referent.type not in types:
            if not layer.schema.open:
                yield f"{referent.id}: unknown referent type {referent.type!r}{near_match(referent.type, types)}"
            elif not is_label(referent.type):
                yield f"{referent.id}: the type {referent.type!r} holds white space or controls"
        if not all(type(name) is str for name in referent.names):
            yield f"{referent.id}: the names must be str, not {_short.repr(referent.names)}"
        if not all(type(part) is str for pair in referent.identifiers.items() for part in pair):
            yield f"{referent.id}: the identifiers must be str by str, not {_short.repr(referent.identifiers)}"
        if referent.same_as and not (type(referent.same_as) is str and is_pointer(referent.same_as)):
            yield f"{referent.id}: same_as must be a URI reference, not {_short.repr(referent.same_as)}"
        yield from (f"{referent.id}: {finding}" for finding in features.findings(referent.features))


def _check_links(layer: Layer, others: Mapping[str, Layer]) -> Iterator[str]:
    roles = {role.name: role for role in layer.schema.roles}
    for link in layer.links:
        if link.source not in layer.by_id:
            yield f"{link.id}: starts from {link.source!r}, which is no annotation of this layer"
        role = roles.get(link.role)
        if role is None and not layer.schema.open:
            yield f"{link.id}: unknown link role {link.role!r}{near_match(link.role, roles)}"
        elif role is None and not is_xml_name(link.role):
            yield f"{link.id}: the link role {link.role!r} is not an XML name"
        else:
            yield from _check_link_target(link.id, link.target, role, layer, others)
        if link.confidence is not None and not is_probability(link.confidence):
            yield f"{link.id}: the confidence {_short.repr(link.confidence)} is not a number from 0 to 1"


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


class _Features:
    """Checks the features of annotations or referents against what the schema declares."""

    def __init__(self, features: tuple[Feature, ...], *, is_open: bool) -> None:
        self._declared = {feature.name: feature for feature in features}
        self._is_open = is_open
        single = [feature for feature in features if not feature.many]
        # Most features hold one plain value: for these, one look at the type decides.
        self._plain = {f.name: _TYPES[f.type][0] for f in single if f.type in ("string", "boolean")}
        self._integers = {f.name for f in single if f.type == "integer"}
        self._closed = {f.name: frozenset(f.values) for f in single if f.type == "symbol"}

    def fit(self, values: Mapping[str, Value]) -> bool:
        """Whether all fit, as far as can be seen quickly; `findings` has the last word."""
        plain, integers, closed = self._plain, self._integers, self._closed
        for name, value in values.items():
            kind = type(value)
            if kind is plain.get(name):
                continue
            if kind is int and name in integers and -_QUICK <= value <= _QUICK:  # type: ignore[operator]
                continue
            if not (kind is str and value in closed.get(name, ())):
                return False
        return True

    def findings(self, values: Mapping[str, Value]) -> Iterator[str]:
        """Yield what is wrong with them."""
        for name, value in values.items():
            if type(name) is not str:
                yield f"the feature name {_short.repr(name)} is not a str"
            elif name in self._declared:
                yield from _check_value(self._declared[name], value)
            elif not self._is_open:
                yield f"unknown feature {name!r}{near_match(name, self._declared)}"
            elif not is_json(value):
                yield f"the feature {name!r} holds {_short.repr(value)}, which JSON cannot say"


def _check_value(feature: Feature, value: Value) -> Iterator[str]:
    if feature.many:
        if not isinstance(value, list):
            yield f"the feature {feature.name!r} must be a list, not {_short.repr(value)}"
            return
        wrong = [item for item in value if not _fits(feature, item)]
    else:
        wrong = [] if _fits(feature, value) else [value]
    for item in wrong:
        expected = f"one of {', '.join(feature.values)}" if feature.values else f"of type {feature.type}"
        hint = near_match(item, feature.values) if feature.values and isinstance(item, str) else ""
        yield f"the feature {feature.name!r} must be {expected}, not {_short.repr(item)}{hint}"


def _fits(feature: Feature, value: Value) -> bool:
    if feature.type == "any":
        return is_json(value)
    return type(value) in _TYPES[feature.type] and (not feature.values or value in feature.values) and is_json(value)


def is_json(value: object, depth: int = MOST_DEPTH) -> bool:
    """Whether JSON can hold the value exactly: no tuples, no other classes, floats finite, integers not endless."""
    if type(value) in (list, dict) and depth == 0:
        return False
    if type(value) is list:
        return all(is_json(item, depth - 1) for item in value)
    if type(value) is dict:
        return all(type(key) is str and is_json(item, depth - 1) for key, item in value.items())
    if type(value) is float:
        return math.isfinite(value)
    if type(value) is int:
        return value.bit_length() <= MOST_BITS
    return value is None or type(value) in (str, bool)


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
