"""Plain text in any encoding: no character is changed, none is lost, no line ending is touched."""

from __future__ import annotations

import codecs
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from annotator.document import Document
from annotator.errors import ReadError, ReadWarning, SettingsError, near_match
from annotator.records import Source
from annotator.span import Value

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

__all__ = ["TextSettings", "read_text"]

WHAT_TO_DO = "set `encoding` of the text reader to the right one"

# Encoding signatures (Unicode 15, table 23-6); UTF-32 first, because its little-endian one begins like UTF-16's.
SIGNATURES = {
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

# What files that are not text begin with.
FORMATS = {
    b"%PDF-": "PDF",
    b"PK\x03\x04": "ZIP (perhaps a word processor's document)",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file",
    b"{\\rtf": "RTF",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF87a": "GIF",
    b"GIF89a": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"\x1f\x8b\x08": "gzip",
    b"BZh91AY&SY": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"7z\xbc\xaf\x27\x1c": "7-Zip",
    b"Rar!\x1a\x07": "RAR",
    b"SQLite format 3\x00": "SQLite",
    b"\x7fELF": "a program",
}

# Of guesses that are equally good, the first of these is meant: the old code pages that most files are in.
COMMON = ("cp1252", "cp1251", "cp1250", "iso8859_2", "cp1254", "cp1253", "iso8859_7", "cp1257", "cp1255", "cp1256")
WIDE_GUESSES = ["utf_16_le", "utf_16_be", "utf_32_le", "utf_32_be"]
SHORT = 16
"""Bytes below which statistics say nothing: half of them in ASCII make a text in the most common code page."""
FEW = 8
"""Bytes beyond ASCII below which a guess that leaves out the most common code page is not believed."""


class TextSettings(msgspec.Struct, frozen=True):
    """Settings of the reader of plain text."""

    encoding: Annotated[
        str | None,
        msgspec.Meta(description="Read every file in this encoding, such as windows-1252; not set: find out"),
    ] = None


class Decoded(NamedTuple):
    """A text, the encoding it was in, and whether the file began with the signature of that encoding."""

    text: str
    encoding: str
    bom: bool = False


_DEFAULT = TextSettings()


def read_text(source: Source, settings: TextSettings = _DEFAULT) -> Document:
    """Read a plain text.

    A byte order mark at the start decides the encoding; else the text is UTF-8 when it can be; else the encoding is
    guessed, with a `ReadWarning`. The mark is the file's signature, not text: it is left off and noted in the
    metadata ``bom``; with ``encoding`` (named unless it is UTF-8) the file can be written again as it was. A
    U+FEFF anywhere else is a character like all others, as are NUL, CR, and lone surrogates.

    Raises:
        ReadError: the bytes are no text in any encoding that could be found, or the file is of a known other format.
        SettingsError: the encoding set is not known.
        OSError: the file cannot be read.
    """
    data = source.bytes()
    decoded = _decode_as(data, settings.encoding, source) if settings.encoding else _decode(data, source)
    metadata: dict[str, Value] = {"filename": Path(source.path).name}
    if decoded.encoding != "utf-8":
        metadata["encoding"] = decoded.encoding
    if decoded.bom:
        metadata["bom"] = True
    return Document(id=source.id, text=decoded.text, metadata=metadata)


def _decode_as(data: bytes, name: str, source: Source) -> Decoded:
    """Decode as the user says; a signature of just that encoding is still no text."""
    encoding = _codec(name)
    for signature, signed in SIGNATURES.items():
        if data.startswith(signature) and signed in (encoding, f"{encoding}-le", f"{encoding}-be"):
            return Decoded(_strictly(data[len(signature) :], signed, source), signed, bom=True)
    if encoding in ("utf-16", "utf-32"):
        guessed = next((wide for wide in WIDE if wide.startswith(encoding) and _is_wide(data, wide)), f"{encoding}-le")
        return Decoded(_strictly(data, guessed, source), guessed)
    return Decoded(_strictly(data, encoding, source), encoding)


def _codec(name: str) -> str:
    try:
        encoding = codecs.lookup(name).name
        b"a".decode(encoding, "replace")  # some codecs make no text
    except (LookupError, ValueError):
        known = ("utf-8", "utf-16", "utf-32", "iso-8859-1", "windows-1252", "windows-1250", "windows-1251", "mac-roman")
        hint = near_match(name, known)
        raise SettingsError(f"`encoding` of the text reader: {name!r} is no encoding of text{hint}") from None
    return {"utf-8-sig": "utf-8"}.get(encoding, encoding)


def _strictly(data: bytes, encoding: str, source: Source) -> str:
    try:
        return data.decode(encoding, "surrogatepass" if encoding.startswith("utf-") else "strict")
    except UnicodeError as error:
        where = f" at byte {error.start}" if isinstance(error, UnicodeDecodeError) else ""
        raise ReadError(f"{source}: not {encoding}{where}; {WHAT_TO_DO}, or repair the file") from error


def _decode(data: bytes, source: Source) -> Decoded:
    signed = _by_signature(data, source)
    if signed is not None:
        return signed
    _refuse_other_formats(data, source)
    return _wide_without_signature(data, source) or _utf8(data, source) or _guess(data, source)


def _by_signature(data: bytes, source: Source) -> Decoded | None:
    for signature, encoding in SIGNATURES.items():
        if data.startswith(signature):
            rest = data[len(signature) :]
            # FF FE 00 00 is also a UTF-16 text that begins with NUL.
            if encoding == "utf-32-le" and not _decodes(rest, encoding, "surrogatepass"):
                continue
            return Decoded(_strictly(rest, encoding, source), encoding, bom=True)
    return None


def _refuse_other_formats(data: bytes, source: Source) -> None:
    for signature, format in FORMATS.items():
        if data.startswith(signature):
            raise ReadError(
                f"{source}: is {format}, not plain text; save it as text first, or, if it is text, {WHAT_TO_DO}"
            )


def _wide_without_signature(data: bytes, source: Source) -> Decoded | None:
    """Tell UTF-16 and UTF-32 by their zero bytes, before UTF-8, which allows NUL and so would take them."""
    if b"\0" not in data:
        return None
    for encoding in WIDE:
        if _is_wide(data, encoding):
            _warn(source, encoding, "there is no byte order mark, but zero bytes stand where they do in this encoding")
            return Decoded(_strictly(data, encoding, source), encoding)
    return None


def _is_wide(data: bytes, encoding: str) -> bool:
    """Whether the zero bytes of a longer text stand where this encoding has them, and the text makes sense."""
    width = 4 if encoding.startswith("utf-32") else 2
    if len(data) < 8 * width or len(data) % width:
        return False
    # In both encodings the first byte of a unit (big-endian) or the last one (little-endian) is the high one.
    high = data[0::width] if encoding.endswith("be") else data[width - 1 :: width]
    if width == 4:
        return high.count(0) == len(high) and _decodes(data, encoding)
    low = data[1::2] if encoding.endswith("be") else data[0::2]
    if high.count(0) <= 8 * low.count(0) or not _decodes(data, encoding) or _STRANGE.search(data.decode(encoding)):
        return False
    # If it is UTF-8 too, it must be a poor one: a few NUL in a text do not make it UTF-16.
    return not _decodes(data, "utf-8") or (
        high.count(0) >= 4 and 8 * len(_STRANGE.findall(data.decode("utf-8"))) >= len(data)
    )


_STRANGE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


def _decodes(data: bytes, encoding: str, errors: str = "strict") -> bool:
    try:
        data.decode(encoding, errors)
    except UnicodeDecodeError:
        return False
    return True


def _utf8(data: bytes, source: Source) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        try:
            text = data.decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:
            return None
        _warn(source, "utf-8", f"it holds lone surrogates (the first at byte {error.start}), which are kept")
        return Decoded(text, "utf-8")


def _guess(data: bytes, source: Source) -> Decoded:
    guesses = _guesses(data)
    for encoding in guesses:
        if not _decodes(data, encoding):
            continue
        text = data.decode(encoding)
        if encoding in WIDE_GUESSES and _STRANGE.search(text):
            continue
        others = ", ".join(name for name in guesses if name != encoding)
        doubt = f"this is a guess, it could also be {others}" if others else "this is a guess"
        _warn(source, encoding, f"it is not UTF-8; {doubt}; if words look wrong, {WHAT_TO_DO}")
        return Decoded(text, encoding)
    raise ReadError(f"{source}: not text in any encoding that could be found; if it is text, {WHAT_TO_DO}")


def _guesses(data: bytes) -> list[str]:
    """Return names of encodings, the likely first; none of them need decode all of the data."""
    from charset_normalizer import from_bytes  # rarely needed, and not quick to import

    if b"\0" in data:
        return [match.encoding for match in from_bytes(data, cp_isolation=WIDE_GUESSES)]
    latin = len(re.findall(rb"[A-Za-z ]", data)) > 0.6 * len(data)
    excluded = ["utf_7", *(WIDE_GUESSES if latin or len(data) < SHORT else ())]
    matches = list(from_bytes(data, cp_exclusion=excluded))
    names = [match.encoding for match in matches]
    known = {name for m in matches if _as_good(m, matches[0]) for name in (m.encoding, *m.could_be_from_charset)}
    few = sum(byte > 0x7F for byte in data[: 1 << 20]) < FEW
    first = [name for name in COMMON if name in known or (few and latin and name == COMMON[0])][:1]
    if len(data) < SHORT and sum(byte > 0x7F for byte in data) <= len(data) / 2:
        first = [COMMON[0]]
    return list(dict.fromkeys([*first, *names]))[:4]


def _as_good(match: CharsetMatch, best: CharsetMatch) -> bool:
    slack = 0.06 if COMMON[0] in (match.encoding, *match.could_be_from_charset) else 0.02
    return match.chaos <= best.chaos + slack and match.coherence >= best.coherence - 0.1


def _warn(source: Source, encoding: str, why: str) -> None:
    warnings.warn(ReadWarning(f"{source}: read as {encoding}, because {why}"), stacklevel=4)
