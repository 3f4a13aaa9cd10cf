"""Registers in TEI: files of their own for the persons, the organisations and the places of a corpus.

``standOff`` holds one list for each layer, its records in the order of ``@sortKey``. A record has names
(``@type="short"`` where they do not tell it from others), identifiers, coordinates, features, and in
``note[@type="appearances"]`` a pointer to the record in each document that it appears in; ``@n`` counts the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote
from xml.sax.saxutils import unescape

import msgspec
from lxml import etree

from annotator.document import Document
from annotator.errors import ReadError
from annotator.layer import Layer, Maker
from annotator.records import Source
from annotator.register import BEGINNING, FILES, Appearance, RegisterName, RegisterRecord, is_into_register
from annotator.schema import LayerSchema
from annotator.span import Referent
from annotator.tei.canonical import from_json, to_json
from annotator.tei.characters import Characters, plain
from annotator.tei.declarations import applications, character_declarations, feature_systems, taxonomies
from annotator.tei.entities import NAMES
from annotator.tei.features import FeatureWriter
from annotator.tei.findings import Finding, line_of, tag_of
from annotator.tei.header import RENAMED
from annotator.tei.markup import element, empty, nested, opening
from annotator.tei.names import TEI, XML_ID, Names, tei
from annotator.tei.textvalue import declared_characters, string_value

__all__ = ["check_register_pointers", "is_register", "is_register_file", "read_register", "split_tei", "write_register"]

_TITLES: dict[RegisterName, str] = {
    "listPerson": "Persons and groups of a corpus",
    "listOrg": "Organisations of a corpus",
    "listPlace": "Places of a corpus",
}
_MARK = re.compile(rb"<TEI\s[^<>]*\btype=\"register\"")
_APPEARANCES = "appearances"


def is_register(beginning: bytes) -> bool:
    """Whether a file that begins so is a register that annotator wrote."""
    return _MARK.search(beginning) is not None


def is_register_file(path: Path) -> bool:
    """Whether a file is a register that annotator wrote; one that cannot be read is none."""
    if path.name in {f"{name}.xml" for name in FILES}:
        with suppress(OSError), path.open("rb") as file:
            return is_register(file.read(BEGINNING))
    return False


def split_tei(source: Source) -> Iterator[Source]:
    """Yield the document of a TEI file: the file itself, nothing for a register, which is no document."""
    if source.data is not None or not is_register_file(Path(source.path)):
        yield source


def write_register(
    name: RegisterName,
    records: Iterable[RegisterRecord],
    schemas: Mapping[str, LayerSchema],
    makers: Mapping[str, Maker],
) -> tuple[bytes, Callable[[str], str]]:
    """Return a register as a TEI file, the same bytes for the same records, and what tells the xml:id of an id.

    Args:
        name: of the register.
        records: those that belong into it, in order; not none.
        schemas: of their layers.
        makers: who said which referents are one, by layer.
    """
    records = list(records)
    held = {layer: [r for r in records if r.layer == layer] for layer in sorted({r.layer for r in records})}
    # The parts of a document that are the same here are written by the same hands.
    model = Document(name, "", "en", {}, {layer: _layer(schemas[layer], held[layer], makers[layer]) for layer in held})
    names = Names(model)
    characters = Characters(names)
    lists = [_list(name, schemas[layer], held[layer], names, characters) for layer in held]
    root = {"xmlns": TEI, "version": "4.12.0", "type": "register", "xml:id": names.own(name), "xml:lang": "en"}
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', opening("TEI", root), _header(name, model, names, characters)]
    return "\n".join([*parts, "<standOff>", *lists, "</standOff>", "</TEI>\n"]).encode(), names.id


def _layer(schema: LayerSchema, records: list[RegisterRecord], maker: Maker) -> Layer:
    own = msgspec.structs.replace(schema, labels=(), features=(), roles=(), inline=())
    return Layer(own, referents=tuple(Referent(r.id, r.type, (), r.identifiers) for r in records), maker=maker)


def _header(name: RegisterName, model: Document, names: Names, characters: Characters) -> str:
    title = _TITLES[name]
    description = nested(
        "fileDesc",
        [
            nested("titleStmt", [element("title", f"{title}: register")]),
            nested("publicationStmt", [element("p", "Not published.")]),
            nested("sourceDesc", [element("p", "Merged from the records of the annotated documents beside it.")]),
        ],
    )
    explained = element(
        "p",
        "A name of the type short does not tell its bearer from others. The pointers in a note of the type appearances "
        "lead to the documents' own records, which lead back by sameAs; n is the number of mentions there.",
    )
    encoding = nested(
        "encodingDesc",
        [
            nested("projectDesc", [explained]),
            taxonomies(model, names),
            feature_systems(model),
            applications(model, names),
            character_declarations(characters),
        ],
    )
    renamed = element("xenoData", plain(to_json(names.renamed)), {"type": RENAMED}) if names.renamed else ""
    return nested("teiHeader", [description, encoding, renamed])


def _list(
    name: RegisterName, schema: LayerSchema, records: list[RegisterRecord], names: Names, characters: Characters
) -> str:
    kinds = {type.name: type.record for type in schema.referents}
    features = FeatureWriter(f"{schema.name}.referent", schema.referent_features, characters)
    items = []
    for record in records:
        kind = kinds[record.type]
        type = "#" + names.own("ty", schema.name, record.type)
        attributes = {"xml:id": names.id(record.id), "ana": type, "sortKey": record.sort_key or None}
        items.append(nested(kind, _content(record, NAMES[kind], names, characters, features), attributes))
    return nested(name, items, {"type": schema.name, "xml:id": names.own("so", schema.name)})


def _content(
    record: RegisterRecord, tag: str, names: Names, characters: Characters, features: FeatureWriter
) -> Iterator[str]:
    yield from (element(tag, _line(characters.text(name))) for name in record.names)
    yield from (element(tag, _line(characters.text(name)), {"type": "short"}) for name in record.short)
    if tag == "placeName" and (point := _point(record)):
        yield nested("location", [element("geo", point)])
    for authority, identifier in sorted(record.identifiers.items()):
        yield element("idno", _line(characters.text(identifier)), {"type": names.word(authority)})
    if record.features:
        yield nested("note", [_line(features.fs(record.features))], {"type": "features"})
    where = (empty("ptr", {"target": _pointer(a), "n": str(a.mentions)}) for a in record.appearances)
    yield nested("note", where, {"type": _APPEARANCES})


def _point(record: RegisterRecord) -> str:
    """Return latitude and longitude as TEI's geo wants them, nothing where they are not known."""
    latitude, longitude = record.features.get("latitude"), record.features.get("longitude")
    known = isinstance(latitude, float) and isinstance(longitude, float)
    return f"{latitude!r} {longitude!r}" if known else ""


def _pointer(appearance: Appearance) -> str:
    return f"{quote(appearance.file.encode('utf-8', 'surrogateescape'))}#{quote(appearance.referent)}"


def _line(content: str) -> str:
    return content.replace("\n", "&#10;")


# Reading back: what a later run must know.


def read_register(data: bytes, path: str) -> Iterator[RegisterRecord]:
    """Yield the records of a register that annotator wrote, but for their features.

    Raises:
        ReadError: the file was damaged.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
        renamed = _renamed(root)
        characters = declared_characters(root)
        types = {f"#{category.get(XML_ID)}": category.get("n", "") for category in root.iter(tei("category"))}
        for name, kinds in FILES.items():
            for records in root.iter(tei(name)):
                for record in records.iterchildren(*map(tei, kinds)):
                    yield _read_record(record, str(records.get("type")), types, renamed, characters)
    except (etree.XMLSyntaxError, ValueError, msgspec.ValidationError) as error:
        raise ReadError(
            f"{path}: the register was damaged ({error}); restore it, or delete it to have new ids given"
        ) from error


def _read_record(
    record: etree._Element,
    layer: str,
    types: Mapping[str, str],
    renamed: Mapping[str, str],
    characters: dict[str, str],
) -> RegisterRecord:
    id, type = record.get(XML_ID, ""), types.get(record.get("ana", ""), "")
    names: dict[bool, list[str]] = {False: [], True: []}
    for name in record.iterchildren(*map(tei, dict.fromkeys(NAMES.values()))):
        names[name.get("type") == "short"].append(string_value(name, characters))
    identifiers = {
        renamed.get(idno.get("type", ""), idno.get("type", "")): string_value(idno, characters)
        for idno in record.iterchildren(tei("idno"))
    }
    return RegisterRecord(
        renamed.get(id, id),
        layer,
        renamed.get(type, type),
        tuple(names[False]),
        tuple(names[True]),
        identifiers,
        record.get("sortKey", ""),
        appearances=tuple(_appearances(record)),
    )


def _renamed(root: etree._Element) -> dict[str, str]:
    data = next((d for d in root.iter(tei("xenoData")) if d.get("type") == RENAMED), None)
    return {} if data is None else msgspec.convert(from_json(data.text or "{}"), dict[str, str])


def _appearances(record: etree._Element) -> Iterator[Appearance]:
    for note in record.iterchildren(tei("note")):
        for pointer in note.iterchildren(tei("ptr")) if note.get("type") == _APPEARANCES else ():
            file, _, referent = pointer.get("target", "").partition("#")
            yield Appearance(unquote(file, errors="surrogateescape"), unquote(referent), int(pointer.get("n") or 0))


# Whether the pointers between documents and registers lead somewhere.


def check_register_pointers(root: etree._Element, folder: Path) -> Iterator[Finding]:
    """Yield the pointers that lead nowhere, and the files that are not where they should be.

    Those of a document lead into registers, those of a register back into documents; of the latter, the ones into
    files that are not XML are not followed.

    Args:
        root: of the file, a document or a register.
        folder: that it lies in.
    """
    yield from sorted(_lost_pointers(root, folder), key=lambda finding: finding.line)


def _lost_pointers(root: etree._Element, folder: Path) -> Iterator[Finding]:
    missing: set[str] = set()
    for record, attribute, pointer in sorted(_pointers_out(root), key=lambda out: out[2]):  # one file after the other
        file, _, id = pointer.partition("#")
        path = folder / unquote(file, errors="surrogateescape")
        if not path.is_file():
            if file not in missing:
                missing.add(file)
                told = f"{tag_of(record)}: @{attribute} leads to {file}, and there is no such file"
                yield Finding("pointer", line_of(record), told, _INDEX, note=True)
        elif path.suffix == ".xml" and unquote(id) not in _ids_in(path, path.stat().st_mtime_ns):
            told = f"{tag_of(record)}: @{attribute} points to {pointer!r}, but nothing there has that xml:id"
            yield Finding("pointer", line_of(record), told, _INDEX)


def _pointers_out(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for record in root.iter(*map(tei, NAMES)):
        yield from ((record, "sameAs", p) for p in record.get("sameAs", "").split() if is_into_register(p))
    for pointer in root.iter(tei("ptr")) if root.get("type") == "register" else ():
        target = pointer.get("target", "")
        if not target.startswith("#"):
            yield pointer, "target", target


_INDEX = "Run `annotator index` again on the folder, or put back what is missing."


@lru_cache(maxsize=8)
def _ids_in(path: Path, changed: int) -> frozenset[str]:  # noqa: ARG001  # a file that was changed is read anew
    return frozenset(unescape(id.decode("utf-8", "replace")) for id in _XML_ID.findall(path.read_bytes()))


_XML_ID = re.compile(rb"\bxml:id=\"([^\"]*)\"")
