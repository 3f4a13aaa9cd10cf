"""What was written as TEI is read back equal, whatever the document holds."""

from __future__ import annotations

import msgspec
from hypothesis import given
from lxml import etree

from annotator import Document, Layer, LayerSchema, Source, Span
from annotator.tei.canonical import from_json, to_json
from annotator.tei.reader import read_tei
from annotator.tei.settings import TeiSettings
from annotator.tei.writer import write_tei

from . import strategies


def read(data: bytes, *, keep_layers: bool = True) -> Document:
    return read_tei(Source("source-id", "file.xml", data, keep_layers=keep_layers))


def exactly(document: Document) -> str:
    """The document as a string in which 1, 1.0 and True, 0.0 and -0.0 differ."""
    return to_json([msgspec.to_builtins(document), list(document.layers)])


@given(strategies.documents() | strategies.articles())
def test_what_is_written_is_read_back(document):
    restored = read(write_tei(document))
    assert restored == document
    assert exactly(restored) == exactly(document)


@given(strategies.documents() | strategies.articles())
def test_the_same_document_gives_the_same_bytes(document):
    data = write_tei(document)
    assert write_tei(document) == data
    assert write_tei(read(data)) == data
    assert write_tei(turned_round(document)) == data


def turned_round(value):
    """The same value with the keys of all its objects in the opposite order."""
    if isinstance(value, dict) and not any(isinstance(part, Layer) for part in value.values()):
        return {key: turned_round(part) for key, part in reversed(value.items())}
    if isinstance(value, dict):
        return {key: turned_round(part) for key, part in value.items()}
    if isinstance(value, list | tuple) and not isinstance(value, Span):
        return type(value)(map(turned_round, value))
    if isinstance(value, msgspec.Struct) and not isinstance(value, LayerSchema):
        parts = {name: turned_round(getattr(value, name)) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **parts)
    return value


@given(strategies.documents() | strategies.articles())
def test_without_inline_elements_nothing_is_lost(document):
    assert read(write_tei(document, TeiSettings(inline=False))) == document


@given(strategies.documents() | strategies.articles())
def test_layers_are_read_only_when_they_are_wanted(document):
    assert read(write_tei(document), keep_layers=False) == msgspec.structs.replace(document, layers={})


@given(strategies.json_values)
def test_json_comes_back_code_point_for_code_point(value):
    written = to_json(value)
    assert to_json(from_json(written)) == written
    assert from_json(written) == value
    etree.fromstring(f"<x>{written.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</x>".encode())
