"""Authority files in TEI: the persons, organisations and places of ``listPerson``, ``listOrg`` and ``listPlace``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from annotator.errors import SettingsError
from annotator.tei.entities import NAMES
from annotator.tei.findings import line_of, tag_of
from annotator.tei.names import XML_ID, tei

__all__ = ["read_records"]

_Row: TypeAlias = tuple[str, str, str, list[str], dict[str, str]]
_RECORDS = {tei(record): record for record in NAMES if record != "object"}
_NAME_TAGS = frozenset(tei(name) for name in (*NAMES.values(), "name"))
_PARTS = frozenset(map(tei, ("forename", "surname", "nameLink", "genName", "addName")))


def read_records(data: bytes, path: str) -> Iterator[_Row]:
    """Yield of each record where it stands, its id, its type, its names and the ids that other authorities gave it.

    A name of the type ``short``, as registers have it, does not tell who is meant, and a record without another name is
    left aside. The type is the term that ``@ana`` leads to in a taxonomy of the file, else the name of the element.

    Raises:
        SettingsError: the file is no TEI, or a record has no xml:id.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise SettingsError(f"{path}, line {error.lineno or 1}: is not well-formed XML: {error.msg}") from error
    terms = {f"#{category.get(XML_ID)}": category.get("n") or "" for category in root.iter(tei("category"))}
    found = False
    for record in root.iter(*_RECORDS):
        found = True
        where = f"{path}, line {line_of(record)}"
        id = record.get(XML_ID)
        if not id:
            raise SettingsError(f"{where}: {tag_of(record)} has no xml:id; every record needs one")
        type = terms.get(record.get("ana", "")) or _RECORDS[record.tag]
        if names := list(_names(record)):
            yield where, id, type, names, dict(_identifiers(record))
    if not found:
        raise SettingsError(
            f"{path}: holds no person, org or place in the TEI namespace; is it the file that you mean?"
        )


def _names(record: etree._Element) -> Iterator[str]:
    for name in record.iterchildren(*_NAME_TAGS):
        if name.get("type") == "short":
            continue
        text = "".join(map(str, name.itertext()))
        parts = ["".join(map(str, part.itertext())) for part in name.iter(*_PARTS)]
        joined = (", " if "," in text and len(parts) == 2 else " ").join(parts) if parts else text
        if joined := " ".join(joined.split()):
            yield joined


def _identifiers(record: etree._Element) -> Iterator[tuple[str, str]]:
    for idno in record.iterchildren(tei("idno")):
        value = " ".join("".join(map(str, idno.itertext())).split())
        if value and idno.get("type"):
            yield str(idno.get("type")), value
