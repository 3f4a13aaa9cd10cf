"""The TEI exporter. See `annotator.tei`."""

from __future__ import annotations

from lxml import etree

from annotator.document import Document
from annotator.errors import WriteError
from annotator.tei.body import text_element
from annotator.tei.characters import Characters
from annotator.tei.entities import record_lists
from annotator.tei.header import header
from annotator.tei.markup import opening
from annotator.tei.names import TEI, Names
from annotator.tei.settings import TeiSettings
from annotator.tei.standoff import standoff_lines
from annotator.tei.textvalue import string_value

__all__ = ["write_tei"]

TEI_VERSION = "4.12.0"
"""The version of the TEI Guidelines that the files follow."""


def write_tei(document: Document, settings: TeiSettings = TeiSettings()) -> bytes:  # noqa: B008  # it is frozen
    """Return the document with all its layers as TEI P5, the same bytes for the same document.

    Raises:
        WriteError: the metadata, features, or the settings of a maker hold what JSON cannot say, such as NaN.
    """
    try:
        return _written(document, settings)
    except (RecursionError, TypeError, ValueError) as error:
        raise WriteError(
            f"document {document.id!r}: metadata, features or settings hold a value that JSON cannot say, "
            f"or that is too large to write ({error})"
        ) from error


def _written(document: Document, settings: TeiSettings) -> bytes:
    names = Names(document)
    characters = Characters(names)
    text = text_element(document, names, characters, inline=settings.inline)
    _assert_text(document, text, characters)
    standoff = [part for layer in document.layers.values() for part in record_lists(layer, names, characters)]
    standoff += standoff_lines(document, names, characters)
    root = {
        "xmlns": TEI,
        "version": TEI_VERSION,
        "xml:id": names.own("doc", document.id),
        "xml:lang": names.language(document.language),
    }
    parts = ['<?xml version="1.0" encoding="UTF-8"?>', opening("TEI", root)]
    parts += [header(document, names, characters, settings), text]
    parts += ["<standOff>", *standoff, "</standOff>"] if standoff else []
    parts.append("</TEI>\n")
    return "\n".join(parts).encode()


def _assert_text(document: Document, written: str, characters: Characters) -> None:
    """Prove the invariant that all pointers rest on: the string value of what was written is the text."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    element = etree.fromstring(f'<TEI xmlns="{TEI}">{written}</TEI>'.encode(), parser)[0]
    stands_for = {f"#{characters.id(character)}": character for character in characters.met}
    if string_value(element, stands_for) != document.text:
        raise AssertionError(f"document {document.id!r}: the text written is not the text read; please report this")
