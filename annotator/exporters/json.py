"""JSON: the whole model, nothing left out, nothing rounded. What is written is read back equal.

One object a document: ``annotator`` (the version of this form, 1), ``id``, ``text``, ``language``, ``metadata``, and
``layers``, a list in the order in which they were added. The keys are those of the model (`annotator.span`,
`annotator.layer`, `annotator.schema`); what has its default is left out; a range is ``[start, end]`` in code points.
``"surrogates": "apart"`` stands in a file where two surrogates side by side are two code points (see
`annotator.jsontext`).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from annotator.checks import is_json
from annotator.document import Document
from annotator.errors import AnnotatorError, ReadError, WriteError
from annotator.jsontext import decode_json, encode_json, holds_pairs
from annotator.layer import Layer
from annotator.records import Source

__all__ = ["VERSION", "read_json", "write_json"]

VERSION = 1
"""The version of the form; it rises when an older reader would read a file wrongly."""


class _File(msgspec.Struct, frozen=True, omit_defaults=True):
    annotator: int
    id: str
    text: str
    language: str
    metadata: dict[str, Any]
    layers: tuple[Layer, ...]
    surrogates: Literal["apart", ""] = ""


def write_json(document: Document) -> bytes:
    """Return the document with all its layers, as one line.

    Raises:
        WriteError: the metadata, or the settings of a maker, hold what JSON cannot say.
    """
    layers = tuple(document.layers.values())
    if not is_json(document.metadata) or not all(is_json(layer.maker.settings) for layer in layers if layer.maker):
        raise WriteError(f"document {document.id!r}: metadata or settings hold a value that JSON cannot say")
    file = _File(VERSION, document.id, document.text, document.language, document.metadata, layers)
    data = encode_json(file, sort=True)
    if holds_pairs(data):
        data = encode_json(msgspec.structs.replace(file, surrogates="apart"), sort=True)
    return data + b"\n"


def read_json(source: Source) -> Document:
    """Read a document that `write_json` wrote; the layers only when the source says to keep them. They are checked.

    The document has the id that stands in the file, whatever the file is called.

    Raises:
        ReadError: it is no such file, of a later version, or a layer does not fit.
        OSError: the file cannot be read.
    """
    file = _parsed(source)
    document = Document(file.id, file.text, file.language, file.metadata)
    try:
        for layer in file.layers if source.keep_layers else ():
            document = document.with_layer(layer)
    except AnnotatorError as error:
        raise ReadError(f"{source}: {error}") from error
    return document


def _parsed(source: Source) -> _File:
    data = source.bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return _parsed_slowly(data, source)  # it holds what msgspec cannot read, or something wrong to be told
    return file if file.annotator <= VERSION and not file.surrogates else _parsed_slowly(data, source)


def _parsed_slowly(data: bytes, source: Source) -> _File:
    try:
        content = decode_json(data)
        if isinstance(content, dict) and content.get("surrogates") == "apart":
            content = decode_json(data, apart=True)
    except ValueError as error:
        raise ReadError(f"{source}: is not JSON ({error})") from error
    version = content.get("annotator") if isinstance(content, dict) else None
    if type(version) is not int:
        raise ReadError(f'{source}: is JSON, but not a document of annotator, which begins with {{"annotator": 1')
    if version > VERSION:
        raise ReadError(f"{source}: has version {version} of the form; this annotator reads up to {VERSION}, update it")
    try:
        return msgspec.convert(content, _File)
    except msgspec.ValidationError as error:
        raise ReadError(f"{source}: is not a whole document of annotator ({error})") from error
