"""``annotator index``: registers of the persons, organisations and places of a corpus, and documents that lead to them.

It reads all documents, joins their records (`annotator.merging`), writes the registers, then the pointers. Each file is
written whole or not at all. Ids that stand in the registers of an earlier run are given again, so what is interrupted,
or added to, goes on where it was.
"""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import msgspec

from annotator.document import Document
from annotator.errors import AnnotatorError, AnnotatorFailed, ReadError, UsageError
from annotator.files import make_folder, write_atomically
from annotator.layer import Maker
from annotator.manager import Registry
from annotator.merging import Doubt, Item, merge
from annotator.records import Annotator, Identify, Source
from annotator.register import BEGINNING, FILES, Appearance, RegisterName, RegisterRecord, is_into_register, register_of
from annotator.registering import Ids, Seen, in_order, key_of, record_of
from annotator.schema import LayerSchema
from annotator.settings import RecordSettings
from annotator.sources import find_sources
from annotator.span import MENTION_OF, Referent

__all__ = ["FORMATS", "Corpus", "DoubtReport", "Failure", "IndexSummary", "is_indexed"]

FORMATS = ("tei", "json")
"""The formats that hold whole records, the one that counts first where a document stands in both."""


def is_indexed(folder: Path) -> bool:
    """Whether there is a register in a folder that annotator wrote."""
    from annotator.tei.registers import is_register_file

    return any(is_register_file(folder / f"{name}.xml") for name in FILES)


class Failure(msgspec.Struct, frozen=True):
    """A file that could not be read or written, and why."""

    file: str
    error: str


class DoubtReport(msgspec.Struct, frozen=True):
    """Records that may be one, and are kept apart.

    Attributes:
        reason: see `annotator.merging.Reason`.
        shared: the key that they share.
        facts: the kinds of facts that differ.
        records: their ids in the registers, each with a name, and with those facts.
    """

    reason: str
    shared: str
    facts: tuple[str, ...]
    records: dict[str, str]


class IndexSummary(msgspec.Struct):
    """What came of it.

    Attributes:
        documents: how many were read.
        changed: how many of their files were written.
        registers: the number of records by register.
        removed: registers of an earlier time that would hold no record now, and were removed.
        merged: how many records stand for referents of several documents.
        doubts: what may be one and is kept apart.
        failed: files that could not be read or written.
    """

    documents: int = 0
    changed: int = 0
    registers: dict[str, int] = {}
    removed: list[str] = []
    merged: int = 0
    doubts: list[DoubtReport] = []
    failed: list[Failure] = []


class Corpus:
    """The outputs of a batch in one folder, on their way to being indexed: `read`, then `write`.

    Args:
        folder: the folder that `annotator run` wrote to.
        registry: the plugins at hand.
        settings: of their records.

    Raises:
        UsageError: there is no such folder, or a register in it cannot be read or is not annotator's.
    """

    def __init__(self, folder: Path, registry: Registry, settings: RecordSettings) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder; name the one that `annotator run` wrote to")
        make_folder(folder)
        self.folder = folder
        self.summary = IndexSummary()
        self._readers = {name: registry.reader(name) for name in FORMATS}
        self._open = {name: reader.open(settings.of(reader)) for name, reader in self._readers.items()}
        self._only = msgspec.structs.replace(registry, readers=self._readers)
        self._identify = dict(_identifying(registry, settings))
        self._schemas: dict[str, LayerSchema] = {
            schema.name: schema
            for annotator, _ in self._identify.values()
            for schema in annotator.provides
            if schema.name in self._identify
        }
        self._makers: dict[str, Maker] = {}
        for annotator, _ in self._identify.values():
            given = msgspec.to_builtins(settings.of(annotator), order="sorted")
            maker = Maker(annotator.name, annotator.version, given)
            self._makers |= {schema.name: maker for schema in annotator.provides}
        self._earlier = list(self._registers())
        for layer in sorted({record.layer for record in self._earlier} - self._schemas.keys()):
            raise UsageError(
                f"the registers in {folder} hold records of the layer {layer!r}, and no plugin at hand tells who is "
                "who there; bring the plugin back, or delete the registers"
            )
        self._given = {(a.file, a.referent): record.id for record in self._earlier for a in record.appearances}
        self._seen: list[Seen] = []
        self._unread: set[str] = set()
        self._concerned: set[str] = set()

    def documents(self) -> dict[str, dict[str, Path]]:
        """Return the files of the documents, by their path without the ending and by format.

        Of two files of one format that differ in nothing but the ending, the second counts as failed.
        """
        found: dict[str, dict[str, Path]] = {}
        for source in find_sources(self._only, [self.folder], keep_layers=True):
            format = next(
                name for name, reader in self._readers.items() if source.path.lower().endswith(reader.suffixes)
            )
            files = found.setdefault(source.id, {})
            first = files.setdefault(format, Path(source.path))
            if first != Path(source.path):
                told = f"{first.name} beside it holds the document of that name; rename one of the two"
                self.summary.failed.append(Failure(source.path, told))
        return dict(sorted(found.items()))

    # First pass.

    def read(self, documents: Mapping[str, Mapping[str, Path]]) -> Iterator[str]:
        """Take in the documents one by one; yield the id of each."""
        for id, files in documents.items():
            format = next(name for name in FORMATS if name in files)
            path = files[format]
            file = path.relative_to(self.folder).as_posix()
            with self._noting(path) as noted:
                document = self._open[format](Source(id, str(path), keep_layers=True))
                self._take(document, file)
                self.summary.documents += 1
            if noted:
                self._unread.add(file)
            yield id

    @contextmanager
    def _noting(self, path: Path) -> Iterator[list[Failure]]:
        """Take down what goes wrong with a file, and let the run go on."""
        noted: list[Failure] = []
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what the reader has to say was said when the document was made
                yield noted
        except (AnnotatorError, OSError) as error:
            noted.append(Failure(str(path), str(error).removeprefix(f"{path}: ")))
            self.summary.failed += noted

    def _take(self, document: Document, file: str) -> None:
        for layer in document.layers.values():
            if layer.name not in self._identify:
                continue
            self._concerned.add(file)
            annotator, identify = self._identify[layer.name]
            try:
                identities = identify(document)
            except Exception as error:
                what = f"annotator {annotator.name!r} cannot tell who is who: {type(error).__name__}: {error}"
                raise AnnotatorFailed(what) from error
            mentions = Counter(link.target for link in layer.links if link.role == MENTION_OF)
            for referent in layer.referents:
                identity = identities.get(referent.id)
                if identity is not None and register_of(layer.schema, referent.type):
                    where = Appearance(file, referent.id, mentions[referent.id])
                    plain = msgspec.structs.replace(referent, same_as="")
                    self._seen.append(Seen(layer.name, plain, identity, where))

    def _registers(self) -> Iterator[RegisterRecord]:
        """Yield the records of the registers that are there already."""
        from annotator.tei.registers import is_register, read_register

        for name in FILES:
            path = self.folder / f"{name}.xml"
            if not path.exists():
                continue
            try:
                data = path.read_bytes()
            except OSError as error:
                raise UsageError(f"the register {path} cannot be read: {error.strerror or error}") from error
            if not is_register(data[:BEGINNING]):
                raise UsageError(f"{path} was not written by annotator and would be lost; move it elsewhere")
            try:
                yield from read_register(data, str(path))
            except ReadError as error:
                raise UsageError(str(error)) from error

    # Second pass.

    def join(self) -> dict[RegisterName, list[RegisterRecord]]:
        """Return the records of the corpus by register, and take down what is in doubt."""
        joined: dict[str, RegisterRecord] = {}
        ids = Ids({*self._given.values(), *(s.identity.known.id for s in self._seen if s.identity.known)})
        for layer in sorted(self._schemas):
            seen = [each for each in self._seen if each.layer == layer]
            items = [
                Item(s.identity, s.referent.identifiers, self._given.get((s.appearance.file, s.appearance.referent)))
                for s in seen
            ]
            groups, doubts = merge(items)
            records = [record_of([(seen[i], items[i]) for i in group], ids) for group in groups]
            self.summary.merged += sum(len({a.file for a in record.appearances}) > 1 for record in records)
            self.summary.doubts += [_told(doubt, records) for doubt in doubts]
            joined |= {record.id: record for record in records}
        self._carry_over(joined)
        registers: dict[RegisterName, list[RegisterRecord]] = {}
        for record in in_order(joined.values()):
            name = register_of(self._schemas[record.layer], record.type)
            if name is not None:
                registers.setdefault(name, []).append(record)
        return registers

    def _carry_over(self, joined: dict[str, RegisterRecord]) -> None:
        """Keep what earlier registers say of documents that are there and could not be read this time."""
        for old in self._earlier:
            kept = tuple(a for a in old.appearances if a.file in self._unread)
            if kept:
                new = joined.get(old.id, msgspec.structs.replace(old, sort_key=key_of(old), appearances=()))
                appearances = tuple(sorted({*new.appearances, *kept}))
                joined[old.id] = msgspec.structs.replace(new, appearances=appearances)

    def write(self, documents: Mapping[str, Mapping[str, Path]]) -> Iterator[str]:
        """Write the registers, then the pointers into the documents; yield the id of each document."""
        pointers = self._write_registers(self.join())
        for id, files in documents.items():
            counted = next(files[name] for name in FORMATS if name in files).relative_to(self.folder).as_posix()
            for format, path in files.items():
                if counted in self._unread or counted not in self._concerned:
                    continue  # others' files may have pointers of their own, which are none of our business
                file = path.relative_to(self.folder).as_posix()
                own = {referent: _relative(target, file) for referent, target in pointers.get(counted, {}).items()}
                with self._noting(path):
                    self._point(path, format, own)
            yield id

    def _write_registers(self, registers: Mapping[RegisterName, list[RegisterRecord]]) -> dict[str, dict[str, str]]:
        """Write those that changed; return for each file what its referents point to."""
        from annotator.tei.registers import write_register

        pointers: dict[str, dict[str, str]] = {}
        for name in FILES:
            path, records = self.folder / f"{name}.xml", registers.get(name, [])
            self.summary.registers[name] = len(records)
            if not records:  # TEI has no empty list
                if path.exists():
                    path.unlink()
                    self.summary.removed.append(str(path))
                continue
            data, written = write_register(name, records, self._schemas, self._makers)
            if not path.exists() or path.read_bytes() != data:
                write_atomically(path, data)
            for record in records:
                for where in record.appearances:
                    pointers.setdefault(where.file, {})[where.referent] = f"{name}.xml#{quote(written(record.id))}"
        return pointers

    def _point(self, path: Path, format: str, pointers: Mapping[str, str]) -> None:
        from annotator.tei.linking import point

        data = path.read_bytes()
        changed = point(data, pointers, str(path)) if format == "tei" else _pointed(path, pointers)
        if changed != data:
            write_atomically(path, changed)
            self.summary.changed += 1


def _told(doubt: Doubt, records: list[RegisterRecord]) -> DoubtReport:
    meant = [records[number] for number in doubt.groups]
    names = {record.id: record.name for record in meant}
    return DoubtReport(doubt.reason, doubt.key, doubt.facts, names)


def _relative(target: str, file: str) -> str:
    """Return a pointer to a file of the corpus folder as seen from another."""
    return "../" * file.count("/") + target


def _pointed(path: Path, pointers: Mapping[str, str]) -> bytes:
    """Return a document in JSON whose referents point to the registers."""
    from annotator.exporters.json import read_json, write_json

    document = read_json(Source(path.stem, str(path), keep_layers=True))
    layers = {
        name: msgspec.structs.replace(layer, referents=tuple(_with_pointer(r, pointers) for r in layer.referents))
        for name, layer in document.layers.items()
    }
    return write_json(msgspec.structs.replace(document, layers=layers))


def _with_pointer(referent: Referent, pointers: Mapping[str, str]) -> Referent:
    if referent.same_as and not is_into_register(referent.same_as):
        return referent  # somebody else's pointer stays
    return msgspec.structs.replace(referent, same_as=pointers.get(referent.id, ""))


def _identifying(registry: Registry, settings: RecordSettings) -> Iterator[tuple[str, tuple[Annotator, Identify]]]:
    """Yield the layers whose annotators know who is who across documents, with the function that tells it."""
    for annotator in registry.annotators.values():
        if annotator.identify is not None:
            identify = annotator.identify(settings.of(annotator))
            yield from ((schema.name, (annotator, identify)) for schema in annotator.provides)
