"""Checks whether a TEI file is whole: XML, schema, pointers, the text, offsets, and inline against stand-off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from annotator.document import Document
from annotator.errors import ReadError
from annotator.tei.agreement import check_agreement, check_dates
from annotator.tei.findings import Finding, Kind, few_of_each_kind, line_of, tag_of
from annotator.tei.grammar import faults
from annotator.tei.names import TEI, XML_ID, tei
from annotator.tei.pointing import check_ids, check_pointers, check_ranges, elements_by_id
from annotator.tei.registers import check_register_pointers
from annotator.tei.textvalue import Reading, Recovered, declared_characters, recover

__all__ = ["Finding", "Kind", "validate"]

_UNDO = "Undo the change, or keep it in a copy for other programs: what annotator did not write it may not read back."
_BEGINNING = b'<?xml version="1.0" encoding="UTF-8"?>'
"""How every file begins that annotator writes."""


def validate(source: str | Path | bytes, most: int = 20) -> list[Finding]:
    """Check a TEI file.

    A file that annotator did not write is only checked for being XML and for its pointers; a note says so.

    Args:
        source: the path of a file, or its content.
        most: how many findings of each kind are returned at most; one more says how many there are.

    Returns:
        What was found, in the order of the checks; nothing when the file is good. Notes tell of nothing wrong.

    Raises:
        ReadError: the file cannot be read.
    """
    if isinstance(source, bytes):
        return few_of_each_kind(_findings(source), most)
    return few_of_each_kind(_findings(_content(Path(source)), Path(source).parent), most)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: cannot be read: {error.strerror or error}") from error


def _findings(content: bytes, folder: Path | None = None) -> Iterator[Finding]:
    # Nothing outside the file is fetched, no entity is replaced; identifiers are left for us to check.
    # What looks as annotator writes it may be of any size; libxml2's limits guard against the rest.
    huge = content.startswith(_BEGINNING) and b"<!DOCTYPE" not in content
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False, huge_tree=huge)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        yield _not_well_formed(error)
        return
    if _declares_entities(root):
        yield Finding(
            "well-formed",
            1,
            "the DOCTYPE of the file declares entities, which annotator does not expand, for safety",
            "Expand them first (xmllint --noent --dropdtd FILE), if you trust the file; nothing else was checked.",
        )
        return
    ids = elements_by_id(root)
    ours = _is_ours(root)
    if not ours:
        yield _not_ours(root)
    yield from check_ids(root, ids)
    yield from check_pointers(root, ids)
    if folder is not None:
        yield from check_register_pointers(root, folder)
    if ours:
        yield from _check_own(root, ids)


def _declares_entities(root: etree._Element) -> bool:
    declared = root.getroottree().docinfo.internalDTD
    return declared is not None and next(declared.iterentities(), None) is not None  # type: ignore[attr-defined]


def _not_well_formed(error: etree.XMLSyntaxError) -> Finding:
    message = re.sub(r", line \d+, column \d+.*", "", error.msg or "the file is empty")
    column = f" (column {error.offset})" if error.offset else ""
    return Finding(
        "well-formed",
        error.lineno or 0,
        f"the file is not well-formed XML: {message}{column}",
        "Correct it in an XML editor, or take the file from a copy; nothing else was checked.",
    )


def _is_ours(root: etree._Element) -> bool:
    """Whether annotator wrote the file: it is a register, or its header gives the length or the hash of the text."""
    if root.tag == tei("TEI") and root.get("type") == "register":
        return True
    header = root.find(tei("teiHeader")) if root.tag == tei("TEI") else None
    return header is not None and (_length(header) is not None or _hash(header) is not None)


def _not_ours(root: etree._Element) -> Finding:
    if etree.QName(root).namespace != TEI:
        return Finding(
            "schema",
            line_of(root),
            f"this is no TEI: the root element is {tag_of(root)}, not <TEI> in the namespace {TEI}",
            "Check that this is the file you mean.",
        )
    return Finding(
        "schema",
        line_of(root),
        "annotator did not write this file: its header gives no length and no hash of the text",
        "Only its XML and its pointers were checked; check the rest with the TEI schema of its own project.",
        note=True,
    )


def _check_own(root: etree._Element, ids: Mapping[str, etree._Element]) -> Iterator[Finding]:
    for line, fault in faults(root):
        yield Finding("schema", line, fault, _UNDO)
    yield from check_dates(root)
    text = root.find(tei("text"))
    if text is None:
        return  # the schema has said so
    header = root.find(tei("teiHeader"))
    recovered, reading = _recover(text, header)
    if header is not None:
        yield from _check_text(header, recovered.value, reading)
    yield from check_ranges(root, text.get(XML_ID), len(recovered.value))
    yield from check_agreement(recovered, ids)


# The text.


def _length(header: etree._Element) -> str | None:
    measures = header.iterfind(f"{tei('fileDesc')}/{tei('extent')}/{tei('measure')}")
    return next((m.get("quantity", "") for m in measures if m.get("unit") == "codepoint"), None)


def _hash(header: etree._Element) -> str | None:
    numbers = header.iterfind(f"{tei('fileDesc')}/{tei('sourceDesc')}/{tei('bibl')}/{tei('idno')}")
    return next((number.text or "" for number in numbers if number.get("type") == "sha256"), None)


def _characters(header: etree._Element | None) -> dict[str, str]:
    """Return the code points that XML cannot hold, by the pointer to their declaration in the header."""
    try:
        return {} if header is None else declared_characters(header)
    except (ValueError, OverflowError):  # a declaration is damaged; the schema says so
        return {}


def _recover(text: etree._Element, header: etree._Element | None) -> tuple[Recovered, Reading | None]:
    """Return the text in the reading that fits its hash, as the reader of annotator does; else without layout."""
    characters = _characters(header)
    expected = None if header is None else _hash(header)
    for reading in Reading:
        recovered = recover(text, characters, reading)
        if Document("", recovered.value).sha256 == expected:
            return recovered, reading
    return recover(text, characters, Reading.BLOCKS), None


def _check_text(header: etree._Element, text: str, reading: Reading | None) -> Iterator[Finding]:
    line, expected, length = line_of(header), _hash(header), _length(header)
    counts = f"it has {len(text)} code points, the header says {length or 'nothing'}"
    if expected is None:
        yield Finding(
            "hash",
            line,
            "the header gives no SHA-256 of the text, so nobody can tell whether it is the one that was annotated",
            f'Put <idno type="sha256">{Document("", text).sha256}</idno> into bibl if you know that it is unchanged.',
        )
    elif reading is None:
        yield Finding(
            "hash",
            line,
            f"the text is not the one that was annotated: its SHA-256 is another than the header gives; {counts}",
            "Restore the text from a copy, or annotate the new text: all offsets in standOff count the old one.",
        )
    elif length != str(len(text)):
        yield Finding(
            "hash",
            line,
            f"the length of the text is wrong: {counts}",
            "Correct the measure in extent: the SHA-256 shows that the text itself is unchanged.",
        )
    if reading in (Reading.BLOCKS, Reading.TIGHT):
        yield Finding(
            "hash",
            line,
            "layout stands between the blocks of the text, as if somebody had formatted the file anew",
            "annotator leaves it out when it reads the file; other programs will count it, and miss all offsets. "
            "Convert the file with annotator to have it written as it was.",
        )
