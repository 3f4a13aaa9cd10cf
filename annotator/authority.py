"""Authority files: what a user knows of persons, organisations and places, as CSV or TEI.

CSV has a head with the columns ``id``, ``type``, ``name`` and, if wanted, ``variants`` (with ``|`` between them) and
the names of outside authorities (`AUTHORITIES`); further columns are left aside. An id may have several rows. TEI has
``listPerson``, ``listOrg``, ``listPlace`` wherever they stand.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

import msgspec

from annotator.errors import SettingsError, near_match
from annotator.schema import LayerSchema

__all__ = ["AUTHORITIES", "AuthorityRecord", "read_authority"]

AUTHORITIES = ("BNF", "GeoNames", "GND", "ISNI", "ISO 3166-1", "LCCN", "ORCID", "VIAF", "Wikidata")
"""Columns that hold the ids of other authorities; case, spaces and hyphens do not matter."""

REQUIRED = ("id", "type", "name")
SEPARATOR = "|"
DELIMITERS = ",;\t"
TEI_ENDINGS = (".xml", ".tei")
MOST_TOLD = 20
"""Mistakes of one file that are told at once."""

_AFTER_COMMA = frozenset(("jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"))


class AuthorityRecord(msgspec.Struct, frozen=True):
    """One person, organisation or place of an authority file.

    Attributes:
        id: as the file has it, any string.
        type: a type of referent of the schema that the file was read for.
        names: the preferred one first, white space made single, each once.
        identifiers: outside ids by authority.
        where: the file and the line, for messages.
    """

    id: str
    type: str
    names: tuple[str, ...]
    identifiers: dict[str, str] = {}
    where: str = ""


class _Row(msgspec.Struct):
    """What one row, or one element of TEI, says; and where it stands, and what tells its type."""

    where: str
    told_by: str
    id: str
    type: str
    names: list[str]
    identifiers: dict[str, str]


def read_authority(
    path: str | Path, schema: LayerSchema, synonyms: Mapping[str, str] | None = None, *, sha256: str | None = None
) -> tuple[str, tuple[AuthorityRecord, ...]]:
    """Read an authority file.

    Args:
        path: a file whose name ends in .xml or .tei is TEI, any other is CSV.
        schema: of the layer whose referents the records are; it says which types there are.
        synonyms: further words for types, in lower case, such as ``{"organisation": "org"}``.
        sha256: what the file must hash to; None when it may be any.

    Returns:
        The SHA-256 of the file, in hexadecimal, and its records in the order of the file.

    Raises:
        SettingsError: the file cannot be read or understood; the message says where and what to do, a line for each
            row that is wrong.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise SettingsError(f"the authority file {path} cannot be read: {error.strerror or error}") from error
    digest = hashlib.sha256(data).hexdigest()
    if sha256 not in (None, digest):
        raise SettingsError(
            f"the authority file {path} is not the one that the settings ask for: its SHA-256 is {digest}, not {sha256}"
        )
    types = _Types(schema, synonyms or {})
    faults: list[str] = []
    if str(path).lower().endswith(TEI_ENDINGS):
        from annotator.tei.authority import read_records

        rows: Iterable[_Row] = (_Row(row[0], "@ana", *row[1:]) for row in read_records(data, str(path)))
    else:
        rows = _csv_rows(_decoded(data, path), str(path), faults)
    records = _joined(rows, types, faults)
    if faults:
        more = [f"and {len(faults) - MOST_TOLD} more such mistakes in {path}"] if len(faults) > MOST_TOLD else []
        raise SettingsError("\n".join([*faults[:MOST_TOLD], *more]))
    return digest, records


class _Types:
    """The types of referents that a file may name."""

    def __init__(self, schema: LayerSchema, synonyms: Mapping[str, str]) -> None:
        self._known = {type.name for type in schema.referents}
        by_record = {type.record.lower(): type.name for type in reversed(schema.referents)}
        self._words = by_record | dict(synonyms) | {name.lower(): name for name in self._known}
        self.persons = {type.name for type in schema.referents if type.record == "person"}

    def of(self, row: _Row) -> str:
        word = row.type.lower()
        if word not in self._words:
            raise SettingsError(
                f"{row.where}, {row.told_by}: unknown type {row.type!r}{near_match(word, self._offered(word))}"
            )
        return self._words[word]

    def _offered(self, word: str) -> set[str]:
        """Return the words to choose the near match from; to list all of them, the types themselves will do."""
        return set(self._words) if get_close_matches(word, self._words, n=1, cutoff=0.6) else self._known


def _joined(rows: Iterable[_Row], types: _Types, faults: list[str]) -> tuple[AuthorityRecord, ...]:
    """Return one record for each id; what is wrong with a row is added to the faults."""
    first: dict[str, _Row] = {}
    unclear: set[str] = set()
    for row in rows:
        try:
            if row.id not in unclear:
                _add(row, first, types)
        except SettingsError as error:
            faults.append(str(error))
            unclear.add(row.id)  # what follows from a mistake is no mistake of its own
    return tuple(
        AuthorityRecord(row.id, row.type, tuple(dict.fromkeys(row.names)), _canonical(row.identifiers), row.where)
        for row in first.values()
    )


def _add(row: _Row, first: dict[str, _Row], types: _Types) -> None:
    """Add a row to the first one of its id."""
    known, names = first.get(row.id), row.names
    if known is None:
        if not row.type:
            raise SettingsError(f"{row.where}, column 'type': is empty; say what {row.id!r} is")
        row.type, row.names = types.of(row), []
        first[row.id] = known = row
    else:
        if row.type and types.of(row) != known.type:
            raise SettingsError(
                f"{row.where}, {row.told_by}: {row.id!r} is of type {row.type!r} here, and {known.type!r} in "
                f"{known.where.rpartition(', ')[2]}; give them two ids, or one type"
            )
        known.identifiers = row.identifiers | known.identifiers
    if not names:
        raise SettingsError(
            f"{row.where}, column 'name': is empty, and so is 'variants'; say what {row.id!r} is called"
        )
    known.names += [_turned(name) if known.type in types.persons else name for name in names]


def _canonical(identifiers: dict[str, str]) -> dict[str, str]:
    return {_CANONICAL.get(_bare(authority), authority): id for authority, id in identifiers.items()}


def _turned(name: str) -> str:
    """Return the name of a person as a text has it: "Torres, Ana" is Ana Torres."""
    family, comma, given = (part.strip() for part in name.partition(","))
    if not (comma and family and given) or "," in given or given.lower().rstrip(".") in _AFTER_COMMA:
        return name
    return f"{given} {family}"


# CSV.


def _decoded(data: bytes, path: str | Path) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path}, line {line}: is not UTF-8; save the table as 'CSV UTF-8'") from None


def _csv_rows(text: str, path: str, faults: list[str]) -> Iterator[_Row]:
    """Yield the rows that can be understood; what is wrong with the others is added to the faults."""
    head = text.lstrip("\r\n").partition("\n")[0].partition("\r")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True)
    columns: list[str] | None = None
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise SettingsError(
                f"{path}, line {line}: the row cannot be read ({error}); a quotation mark inside quotation marks is "
                "written twice, and every one that opens must close"
            ) from None
        if cells is None:
            break
        where, line = f"{path}, line {line}", reader.line_num + 1
        cells = [" ".join(cell.split()) for cell in cells]
        if not any(cells):
            continue
        if columns is None:
            columns = _columns(cells, where)
            continue
        try:
            row = _row(cells, columns, where, delimiter)
        except SettingsError as error:
            faults.append(str(error))
        else:
            yield row
    if columns is None:
        raise SettingsError(f"{path} is empty; its first line must name the columns: {', '.join(REQUIRED)}, variants")


def _columns(cells: list[str], where: str) -> list[str]:
    columns = [cell.lower() for cell in cells]
    for name in (*REQUIRED, "variants"):
        if columns.count(name) > 1:
            raise SettingsError(f"{where}: two columns are called {name!r}; give one of them another name")
    for name in REQUIRED:
        if name not in columns:
            close = get_close_matches(name, filter(None, columns), n=1)
            hint = f"is it {close[0]!r}?" if close else f"found: {', '.join(filter(None, columns))}"
            raise SettingsError(f"{where}: there is no column {name!r}; {hint}")
    return columns


def _row(cells: list[str], columns: list[str], where: str, delimiter: str) -> _Row:
    if len(cells) > len(columns):
        raise SettingsError(
            f"{where}: the row has {len(cells)} cells, the head {len(columns)}; put a cell that holds "
            f"{delimiter!r} in quotation marks"
        )
    values = dict(zip(columns, cells, strict=False))
    if not values.get("id"):
        raise SettingsError(f"{where}, column 'id': is empty; every row needs one")
    if ";" in values.get("variants", ""):
        raise SettingsError(f"{where}, column 'variants': names stand with ';' between them; put {SEPARATOR!r} there")
    variants = values.get("variants", "").split(SEPARATOR)
    names = [name for variant in (values.get("name", ""), *variants) if (name := variant.strip())]
    given = {column: value for column, value in values.items() if value and _bare(column) in _CANONICAL}
    return _Row(where, "column 'type'", values["id"], values.get("type", ""), names, given)


def _bare(authority: str) -> str:
    return re.sub("[ _-]", "", authority.lower())


_CANONICAL = {_bare(name): name for name in AUTHORITIES}
