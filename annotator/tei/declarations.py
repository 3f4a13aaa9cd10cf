"""Declarations in the header: what the layers may hold, for people and for other tools, and who made them.

`annotator` itself restores schemas from ``xenoData`` (see `annotator.tei.header`); taxonomies and feature system
declarations say the same in TEI's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from annotator.document import Document
from annotator.layer import Layer, Maker
from annotator.schema import Feature, LayerSchema
from annotator.tei.canonical import to_json
from annotator.tei.characters import Characters, attribute, plain
from annotator.tei.markup import element, empty, nested
from annotator.tei.names import Names, is_ncname, is_word, ncname
from annotator.version import VERSION

__all__ = ["applications", "character_declarations", "feature_systems", "taxonomies"]

_VERSION = re.compile(r"[0-9]+[a-z]*[0-9]*(?:\.[0-9]+[a-z]*[0-9]*){0,3}")  # TEI's datatype of version numbers


def taxonomies(document: Document, names: Names) -> str:
    """Return ``classDecl``: the labels, link roles and types of referents of each layer."""
    parts: list[str] = []
    for layer in document.layers.values():
        schema, name = layer.schema, layer.name
        labels = {label.name: label.description for label in schema.labels}
        roles = {role.name: role.description for role in schema.roles}
        types = {type.name: type.description for type in schema.referents}
        labels |= dict.fromkeys(sorted({a.label for a in layer.annotations} - labels.keys()), "")
        roles |= dict.fromkeys(sorted({link.role for link in layer.links} - roles.keys()), "")
        types |= dict.fromkeys(sorted({r.type for r in layer.referents} - types.keys()), "")
        parts.append(_taxonomy(names, "tx", name, schema.description or name, labels))
        if roles:
            parts.append(_taxonomy(names, "ro", name, f"{name}: links", roles))
        if types:
            parts.append(_taxonomy(names, "ty", name, f"{name}: types of referents", types))
    return nested("classDecl", parts)


def _taxonomy(names: Names, kind: str, layer: str, description: str, terms: Mapping[str, str]) -> str:
    categories = (
        nested(
            "category",
            [element("catDesc", plain(said))],
            {"xml:id": names.own(kind, layer, term), "n": names.word(term)},
        )
        for term, said in terms.items()
    )
    parts = [element("desc", plain(description)), *categories]
    return nested("taxonomy", parts, {"xml:id": names.own(kind, layer)})


def feature_systems(document: Document) -> str:
    """Return ``fsdDecl``: the features that annotations and referents of each layer may have."""
    return nested("fsdDecl", (part for layer in document.layers.values() for part in _systems(layer.schema)))


def _systems(schema: LayerSchema) -> Iterator[str]:
    yield _system(schema.name, f"features of annotations of the layer {schema.name}", schema.features)
    yield _system(
        f"{schema.name}.referent", f"features of referents of the layer {schema.name}", schema.referent_features
    )


def _system(type: str, description: str, features: Iterable[Feature]) -> str:
    declared = [
        nested("fDecl", [element("fDescr", plain(f.description)), nested("vRange", [_range(f)])], {"name": f.name})
        for f in features
        if is_ncname(f.name)
    ]
    return nested("fsDecl", [element("fsDescr", plain(description)), *declared], {"type": type}) if declared else ""


_TRUTH = '<binary value="true"/><binary value="false"/>'
_NUMBER = '<numeric value="-INF" max="INF"/>'
_RANGES = {
    "string": "<string/>",
    "integer": '<numeric value="-INF" max="INF" trunc="true"/>',
    "number": _NUMBER,
    "boolean": f"<vAlt>{_TRUTH}</vAlt>",
    "any": f'<vAlt><string/>{_NUMBER}{_TRUTH}<default/><vColl org="list"/><fs/></vAlt>',
}


def _range(feature: Feature) -> str:
    if feature.values:
        values = [
            f'<symbol value="{attribute(value)}"/>' if is_word(value) else element("string", plain(value))
            for value in feature.values
        ]
        one = values[0] if len(values) == 1 else f"<vAlt>{''.join(values)}</vAlt>"
    else:
        one = _RANGES.get(feature.type, "<string/>")
    return f'<vColl org="list">{one}</vColl>' if feature.many else one


def applications(document: Document, names: Names) -> str:
    """Return ``appInfo``: the program that wrote the file, then the maker of each layer, without any time."""
    writer = _application("annotator-tei", VERSION, names.own("annotator"), f"written by annotator {VERSION}")
    makers = (_maker(layer, layer.maker, names) for layer in document.layers.values() if layer.maker)
    return nested("appInfo", (writer, *makers))


def _maker(layer: Layer, maker: Maker, names: Names) -> str:
    return _application(
        maker.annotator,
        maker.version,
        names.own("app", layer.name),
        str(maker),
        element("desc", plain(to_json(msgspec.to_builtins(maker))), {"type": "maker"}),
        empty("ptr", {"target": f"#{names.own('so', layer.name)}"}),
    )


def _application(ident: str, version: str, id: str, label: str, *parts: str) -> str:
    number = _VERSION.match(version)
    attributes = {"xml:id": id, "ident": ncname(ident), "version": number[0] if number else "0"}
    return nested("application", (element("label", plain(label)), *parts), attributes)


def character_declarations(characters: Characters) -> str:
    """Return ``charDecl``: the code points that XML cannot hold, as far as they were met; else the empty string."""
    return nested(
        "charDecl",
        (
            nested(
                "char",
                [empty("localProp", {"name": "codepoint", "value": f"{ord(character):04X}"})],
                {"xml:id": characters.id(character)},
            )
            for character in sorted(characters.met)
        ),
    )
