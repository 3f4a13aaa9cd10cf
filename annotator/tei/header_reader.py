"""What the header says: the id, the text's hash, language, metadata, schemas, makers, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
from lxml import etree

from annotator.layer import Maker
from annotator.readers.dates import iso_date
from annotator.schema import NAME, Feature, Label, LayerSchema
from annotator.span import Value
from annotator.tei.canonical import from_json
from annotator.tei.header import LAYERS, METADATA, RENAMED
from annotator.tei.names import XML_ID, tei
from annotator.tei.textvalue import declared_characters, string_value

__all__ = ["Header", "layer_name", "open_schema", "read_header"]


@dataclass
class Header:
    """What was found in a header.

    Attributes:
        id: the document's id, None when the header is not ours.
        sha256: of the text, None when it is not recorded.
        length: of the text in code points, None when it is not recorded.
        language: the first language declared.
        metadata: the model's, or what the bibliography says.
        schemas: by layer, in the order of the layers.
        makers: by the pointer to their application.
        renamed: what written names stand for.
        categories: the terms of the taxonomies, by pointer.
        characters: the code points that ``g`` stands for, by pointer.
        taxonomies: labels with descriptions, by the id of the taxonomy, for layers without a schema.
        features: declared features, by the type of their structure, for layers without a schema.
    """

    id: str | None = None
    sha256: str | None = None
    length: int | None = None
    language: str | None = None
    metadata: dict[str, Value] = field(default_factory=dict)
    schemas: dict[str, LayerSchema] = field(default_factory=dict)
    makers: dict[str, Maker] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    categories: dict[str, str] = field(default_factory=dict)
    characters: dict[str, str] = field(default_factory=dict)
    taxonomies: dict[str, tuple[Label, ...]] = field(default_factory=dict)
    features: dict[str, tuple[Feature, ...]] = field(default_factory=dict)

    def original(self, written: str) -> str:
        """Return what a written name stands for."""
        return self.renamed.get(written, written)


def read_header(header: etree._Element) -> Header:
    """Return what the header says.

    Raises:
        ValueError: what restores the model was damaged; the message says which part.
    """
    found = Header(characters=declared_characters(header))
    stored = {data.get("type"): data for data in header.iterchildren(tei("xenoData"))}
    found.renamed = _stored(stored, RENAMED, dict[str, str]) or {}
    schemas = _stored(stored, LAYERS, list[LayerSchema]) or []
    found.schemas = {schema.name: schema for schema in schemas}
    metadata = _stored(stored, METADATA, dict[str, Any])
    found.metadata = _bibliography(header) if metadata is None else metadata
    _read_source(header, found)
    for taxonomy in header.iter(tei("taxonomy")):
        _read_taxonomy(taxonomy, found)
    for system in header.iter(tei("fsDecl")):
        found.features[system.get("type") or ""] = tuple(_features(system))
    for application in header.iter(tei("application")):
        maker = _maker(application)
        if maker is not None and XML_ID in application.attrib:
            found.makers[f"#{application.get(XML_ID)}"] = maker
    language = header.find(f".//{tei('language')}")
    found.language = language.get("ident") if language is not None else None
    return found


def _stored(stored: dict[str | None, etree._Element], type: str, shape: Any) -> Any:
    data = stored.get(type)
    if data is None:
        return None
    try:
        return msgspec.convert(from_json(data.text or ""), shape)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise ValueError(
            f'<xenoData type="{type}"> in the header was damaged ({error}); restore it, or delete it to do without'
        ) from error


def _read_source(header: etree._Element, found: Header) -> None:
    for idno in header.iterfind(f".//{tei('sourceDesc')}//{tei('idno')}"):
        if idno.get("type") == "sha256":
            found.sha256 = (idno.text or "").strip()
        elif idno.get("type") == "document":
            found.id = string_value(idno, found.characters)
    for measure in header.iter(tei("measure")):
        quantity = measure.get("quantity") or ""
        if measure.get("unit") == "codepoint" and quantity.isdecimal():
            found.length = int(quantity)


def _read_taxonomy(taxonomy: etree._Element, found: Header) -> None:
    labels = []
    for category in taxonomy.iter(tei("category")):
        term = found.original(category.get("n") or category.get(XML_ID) or "")
        labels.append(Label(term, _words(category.find(tei("catDesc")))))
        found.categories[f"#{category.get(XML_ID)}"] = term
    found.taxonomies[taxonomy.get(XML_ID) or ""] = tuple(labels)


def _features(system: etree._Element) -> Iterator[Feature]:
    for declared in system.iterchildren(tei("fDecl")):
        yield Feature(declared.get("name") or "", _words(declared.find(tei("fDescr"))), "any")


def _words(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _maker(application: etree._Element) -> Maker | None:
    for desc in application.iterchildren(tei("desc")):
        if desc.get("type") == "maker":
            try:
                return msgspec.convert(from_json(desc.text or ""), Maker)
            except (ValueError, RecursionError, msgspec.ValidationError) as error:
                raise ValueError(
                    f'<desc type="maker"> of application {application.get("ident")!r} was damaged ({error}); '
                    "restore it, or delete it to do without"
                ) from error
    return Maker(application.get("ident") or "source", application.get("version") or "")


def _bibliography(header: etree._Element) -> dict[str, Value]:
    """Return the metadata that a header not written by us has in the places where everybody has them."""
    found: dict[str, Value] = {}
    for key, path in {
        "title": f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('title')}",
        "author": f"{tei('fileDesc')}/{tei('titleStmt')}/{tei('author')}",
        "publisher": f"{tei('fileDesc')}/{tei('publicationStmt')}/{tei('publisher')}",
    }.items():
        words = _words(header.find(path))
        if words:
            found[key] = words
    for date in header.iterfind(f".//{tei('sourceDesc')}//{tei('date')}"):
        when = iso_date(date.get("when") or date.get("when-iso"))
        if when:
            found["date"] = when
            break
    return found


def open_schema(name: str, labels: tuple[Label, ...], features: tuple[Feature, ...] = ()) -> LayerSchema:
    """Return a schema for a layer whose own is not known."""
    return LayerSchema(name, f"{name}, as the source has it", labels=labels, features=features, open=True)


def layer_name(wish: str) -> str:
    """Return the name of a layer that resembles the wish."""
    name = re.sub("[^A-Za-z0-9_-]+", "-", wish).strip("-") if not NAME.fullmatch(wish) else wish
    return name if NAME.fullmatch(name) else f"layer-{name}".rstrip("-")
