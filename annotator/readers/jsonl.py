"""JSONL with one document a line: ``{"id", "text", "meta", "spans": [{"layer", "start", "end", "label", "attrs"}]}``.

Offsets are Unicode code points, half-open. Spans are kept when the source says so; each layer then has an open
schema and the maker ``source``. What the exporter of the same name writes, this reads back: ids, ranges, labels,
features (the attributes), confidence and rule. The ranges of a discontinuous annotation are ``attrs.fragments``,
which then count instead of ``start`` and ``end``. Statements on the document as a whole stand in a list
``document``, as spans without ``start`` and ``end``. Links were flattened into attributes by the exporter and come
back as features.
"""

from __future__ import annotations

import gzip
import io
import re
import warnings
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeGuard

import msgspec

from annotator.checks import is_probability, is_xml_name
from annotator.document import Document
from annotator.errors import LayerError, ReadError, ReadWarning
from annotator.jsontext import decode_json
from annotator.layer import Layer, Maker
from annotator.readers.dates import iso_date
from annotator.records import Source
from annotator.schema import LayerSchema
from annotator.span import Annotation, Span, Value

__all__ = ["DATE_AS_GIVEN", "read_jsonl", "split_jsonl"]

DATE_AS_GIVEN = "date_as_given"
"""Where a ``meta.date`` that is no ISO date is kept; it is not used."""

_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_LANGUAGE_TAG = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_MAKER = Maker("source")


def split_jsonl(source: Source) -> Iterator[Source]:
    """Yield one source a line, in order; blank lines are none. Files may be compressed with gzip.

    The id is the line's own ``id``; a line without one, or one that cannot be read, is called by the id of the file
    and the number of the line. Nothing is raised, so that one bad line or file does not stop the others: a line that
    is wrong is yielded all the same, and so is the file itself when it cannot be opened or is damaged from some point
    on; `read_jsonl` says what is wrong with them.
    """
    number = 0
    try:
        for number, line in _lines(source):
            yield Source(
                id=_id(line) or f"{source.id}-{number}",
                path=source.path,
                data=line,
                place=f"line {number}",
                keep_layers=source.keep_layers,
            )
    except (OSError, ReadError):
        yield msgspec.structs.replace(source, id=f"{source.id}-{number + 1}", place=f"line {number + 1}")


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    number = 0
    try:
        with _opened(source) as lines:
            for number, line in enumerate(lines, start=1):
                content = line.removeprefix(_BOM) if number == 1 else line
                if content.strip():
                    yield number, content.rstrip(b"\r\n")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ReadError(f"{source}: the compressed file is damaged after line {number}: {error}") from error


@contextmanager
def _opened(source: Source) -> Iterator[Iterable[bytes]]:
    raw = io.FileIO(source.path) if source.data is None else io.BytesIO(source.data)
    with io.BufferedReader(raw) as file:
        yield gzip.GzipFile(fileobj=file) if file.peek(2).startswith(_GZIP) else file


def _id(line: bytes) -> str | None:
    try:
        document = _decoded(line)
    except ValueError:
        return None
    id = document.get("id") if isinstance(document, dict) else None
    return str(id) if type(id) in (str, int) and id != "" else None


def _decoded(line: bytes) -> Any:
    content = decode_json(line)
    if isinstance(content, dict) and content.get("surrogates") == "apart":
        return decode_json(line, apart=True)
    return content


def read_jsonl(source: Source) -> Document:
    """Read the document of one line, as `split_jsonl` yields it (or of a file of one line).

    ``meta`` becomes the metadata. A ``meta.date`` that is no ISO date is set aside as ``date_as_given``, a language
    (``meta.language``, or ``meta.lang``) that is no language tag is left unused; both with a warning.

    Raises:
        ReadError: the line is no JSON of this form, or a span does not fit the text.
        OSError: the file cannot be read.
    """
    content = _parsed(source)
    text = content.get("text")
    if not isinstance(text, str):
        raise ReadError(f"{source}: has no `text`, which must be a string")
    meta = content.get("meta")
    if not (meta is None or isinstance(meta, dict)):
        raise ReadError(f"{source}: `meta` must be an object, not {_shown(meta)}")
    metadata = _metadata(meta or {}, source)
    document = Document(source.id, text, _language(metadata, source), metadata)
    if source.keep_layers:
        for layer in _Spans(content, text, source).layers():
            try:
                document = document.with_layer(layer)
            except LayerError as error:
                raise ReadError(f"{source}: {error}") from error
    return document


def _parsed(source: Source) -> dict[str, Any]:
    lines = [line for _, line in _lines(source)]
    if len(lines) != 1:
        raise ReadError(f"{source}: holds {len(lines)} documents; JSONL is read line by line")
    try:
        content = _decoded(lines[0])
    except ValueError as error:
        raise ReadError(f"{source}: is not JSON ({error}); JSONL has one whole document a line") from error
    if not isinstance(content, dict):
        raise ReadError(f"{source}: is not an object with `id` and `text`, but {_shown(content)}")
    return content


def _metadata(meta: dict[str, Value], source: Source) -> dict[str, Value]:
    date = meta.get("date")
    if "date" not in meta or iso_date(date):
        return meta
    rest = {key: value for key, value in meta.items() if key != "date"}
    if date is None:
        return rest
    _warn(source, f"`meta.date` {_shown(date)} is no ISO year, month, day or date-time, and is not used")
    return rest | {DATE_AS_GIVEN: date}


def _language(metadata: dict[str, Value], source: Source) -> str:
    for key in ("language", "lang"):
        tag = metadata.get(key)
        if isinstance(tag, str) and _LANGUAGE_TAG.fullmatch(tag):
            return tag
        if tag is not None:
            _warn(source, f"`meta.{key}` {_shown(tag)} is no language tag such as en or pt-BR, and is not used")
    return "und"


class _Spans:
    """Turns the spans of one line into layers."""

    def __init__(self, content: dict[str, Any], text: str, source: Source) -> None:
        self.text, self.source = text, source
        self.placed = self._objects(content, "spans")
        self.unplaced = self._objects(content, "document")
        self.warned = False

    def layers(self) -> list[Layer]:
        """Return the layers in the order in which the line first names them."""
        found: dict[str, list[tuple[dict[str, Any], tuple[Span, ...], str]]] = {}
        for n, span in enumerate(self.placed, start=1):
            name = f"span {n}"
            found.setdefault(self._layer(span, name), []).append((span, self._ranges(span, name), name))
        for n, span in enumerate(self.unplaced, start=1):
            name = f"item {n} of `document`"
            found.setdefault(self._layer(span, name), []).append((span, (), name))
        ids = _Ids([span.get("id") for spans in found.values() for span, _, _ in spans])
        return [
            Layer(
                LayerSchema(layer, "kept from the source", open=True),
                tuple(
                    self._annotation(ids.take(span.get("id"), layer, n), span, ranges, name)
                    for n, (span, ranges, name) in enumerate(spans, start=1)
                ),
                maker=_MAKER,
            )
            for layer, spans in found.items()
        ]

    def _objects(self, content: dict[str, Any], key: str) -> list[dict[str, Any]]:
        items = content.get(key)
        if not (items is None or (isinstance(items, list) and all(isinstance(item, dict) for item in items))):
            raise ReadError(f"{self.source}: `{key}` must be a list of objects")
        return items or []

    def _layer(self, span: dict[str, Any], name: str) -> str:
        layer = span.get("layer")
        if not isinstance(layer, str):
            self._refuse(name, f"`layer` must be a string, not {_shown(layer)}")
        return layer

    def _ranges(self, span: dict[str, Any], name: str) -> tuple[Span, ...]:
        start, end = self._offset(span, "start", name), self._offset(span, "end", name)
        attrs = span.get("attrs")
        fragments = attrs.get("fragments") if isinstance(attrs, dict) else None
        if not _are_fragments(fragments):
            self._fit(start, end, name)
            self._compare(span, start, end, name)
            return (Span(start, end),)
        ranges = tuple(sorted(Span(*pair) for pair in fragments))
        last = 0
        for part in ranges:
            self._fit(part.start, part.end, name)
            if part.start < last:
                self._refuse(name, f"`fragments` {_shown(fragments)} overlap")
            last = part.end
        return ranges

    def _offset(self, span: dict[str, Any], key: str, name: str) -> int:
        value = span.get(key)
        if type(value) is not int:
            self._refuse(name, f"`{key}` must be an integer, not {_shown(value)}")
        return value

    def _fit(self, start: int, end: int, name: str) -> None:
        if not 0 <= start <= end <= len(self.text):
            self._refuse(name, f"{start}:{end} lies outside the text of {len(self.text)} code points or runs backwards")

    def _compare(self, span: dict[str, Any], start: int, end: int, name: str) -> None:
        said = span.get("text")
        if isinstance(said, str) and said != self.text[start:end] and not self.warned:
            self.warned = True
            there = _shown(self.text[start:end])
            _warn(
                self.source, f"{name} says {_shown(said)}, the text at {start}:{end} says {there}; "
                "offsets must count Unicode code points",
            )  # fmt: skip

    def _annotation(self, id: str, span: dict[str, Any], ranges: tuple[Span, ...], name: str) -> Annotation:
        label, attrs = span.get("label"), span.get("attrs")
        if not isinstance(label, str):
            self._refuse(name, f"`label` must be a string, not {_shown(label)}")
        if not (attrs is None or isinstance(attrs, dict)):
            self._refuse(name, f"`attrs` must be an object, not {_shown(attrs)}")
        features = dict(attrs or {})
        confidence = features.pop("confidence") if is_probability(features.get("confidence")) else None
        rule = features.pop("rule") if isinstance(features.get("rule"), str) and features["rule"] else None
        if _are_fragments(features.get("fragments")):
            del features["fragments"]
        return Annotation(id, ranges, label, features, None if confidence is None else float(confidence), rule)

    def _refuse(self, name: str, why: str) -> NoReturn:
        raise ReadError(f"{self.source}, {name}: {why}")


class _Ids:
    """Gives out ids: the span's own where it is an XML name and no other span has it, else ``layer.n``."""

    def __init__(self, wanted: list[Any]) -> None:
        self._own = {id for id in wanted if isinstance(id, str) and is_xml_name(id)}
        self._taken: set[str] = set()

    def take(self, own: Any, layer: str, n: int) -> str:
        """Return the id for the span number ``n`` of a layer."""
        id = own if isinstance(own, str) and own in self._own and own not in self._taken else f"{layer}.{n}"
        while id in self._taken or (id in self._own and id != own):
            id += ".again"
        self._taken.add(id)
        return id


def _are_fragments(value: Any) -> TypeGuard[list[list[int]]]:
    return (
        isinstance(value, list)
        and len(value) > 0
        and all(isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair) for pair in value)
    )


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _warn(source: Source, what: str) -> None:
    warnings.warn(ReadWarning(f"{source}: {what}"), stacklevel=3)
