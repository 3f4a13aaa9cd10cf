"""Referents as records: ``listPerson``, ``listOrg``, ``listPlace``, ``listEvent`` and ``listObject`` in ``standOff``.

Each list bears the name of the layer whose referents it holds as ``@type``. A record points to its type (``@ana``,
a category of a taxonomy), and has its place among the referents of the layer (``@n``), because one layer may fill
several lists. ``@sameAs`` leads to records elsewhere that tell of the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.layer import Layer
from annotator.schema import RecordName
from annotator.span import Referent
from annotator.tei.characters import Characters
from annotator.tei.features import FeatureWriter
from annotator.tei.markup import element, empty, nested
from annotator.tei.names import Names

__all__ = ["LISTS", "NAMES", "UNNAMED", "record_lists"]

LISTS: dict[str, tuple[RecordName, ...]] = {
    "listPerson": ("person", "personGrp"),
    "listOrg": ("org",),
    "listPlace": ("place",),
    "listEvent": ("event",),
    "listObject": ("object",),
}
"""The lists, in the order in which they are written, and the records that they hold."""

NAMES: dict[RecordName, str] = {
    "person": "persName",
    "personGrp": "persName",
    "org": "orgName",
    "place": "placeName",
    "event": "eventName",
    "object": "objectName",
}
"""The element that holds a name, by record."""

UNNAMED = "unnamed"
"""The type of the empty name that TEI demands of an event or an object without one."""


def record_lists(layer: Layer, names: Names, characters: Characters) -> Iterator[str]:
    """Yield the lists of the referents of one layer."""
    records = {type.name: type.record for type in layer.schema.referents}
    features = FeatureWriter(f"{layer.name}.referent", layer.schema.referent_features, characters)
    written: dict[RecordName, list[str]] = {}
    for place, referent in enumerate(layer.referents, start=1):
        record = records.get(referent.type, "object")
        attributes = {
            "xml:id": names.id(referent.id),
            "n": str(place),
            "ana": "#" + names.own("ty", layer.name, referent.type),
            "sameAs": referent.same_as or None,
        }
        content = _content(referent, record, names, characters)
        if referent.features:
            content.append(nested("note", [_line(features.fs(referent.features))], {"type": "features"}))
        written.setdefault(record, []).append(nested(record, content, attributes) or empty(record, attributes))
    for list_name, held in LISTS.items():
        if any(record in written for record in held):
            items = [item for record in held for item in written.get(record, ())]
            yield nested(list_name, items, {"type": layer.name})


def _content(referent: Referent, record: RecordName, names: Names, characters: Characters) -> list[str]:
    parts = [element(NAMES[record], _line(characters.text(name))) for name in referent.names]
    if not parts and record in ("event", "object"):
        parts.append(empty(NAMES[record], {"type": UNNAMED}))
    for authority, identifier in sorted(referent.identifiers.items()):
        parts.append(element("idno", _line(characters.text(identifier)), {"type": names.word(authority)}))
    return [nested("objectIdentifier", parts)] if record == "object" else parts


def _line(content: str) -> str:
    return content.replace("\n", "&#10;")  # what follows is indented line by line
