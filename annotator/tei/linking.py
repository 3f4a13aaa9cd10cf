"""Pointers from the records of a document to those of a corpus, written into the file and nothing else touched.

The document is not written anew, so that what a user chose for its header stays, and the text is not even looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import unescape

import msgspec
from lxml import etree

from annotator.errors import WriteError
from annotator.register import is_into_register
from annotator.tei.canonical import from_json
from annotator.tei.characters import attribute
from annotator.tei.header import RENAMED

__all__ = ["point"]

_RECORD = re.compile(r"<(?:person|personGrp|org|place|event|object)\s[^<>]*>")
_ID = re.compile(r"\sxml:id\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
# A text may hold a megabyte of white space: the look back keeps the time linear.
_SAME_AS = re.compile(r"(?<!\s)\s+sameAs\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_NAMES = re.compile(rf"<xenoData type=\"{RENAMED}\">([^<]*)</xenoData>")


def point(data: bytes, pointers: Mapping[str, str], path: str) -> bytes:
    """Return a TEI file in which records point to those of the corpus.

    Args:
        data: the file, as annotator wrote it.
        pointers: URI references by the ids of records; the other records lead into no register afterwards.
        path: of the file, for messages.

    Raises:
        WriteError: it was changed so much by others that this cannot be done safely.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WriteError(f"{path}: is not in UTF-8 any more; have annotator write it anew ({error})") from error
    start = text.find("<standOff")
    if start < 0:
        return data
    renamed = _renamed(text)

    def linked(match: re.Match[str]) -> str:
        tag = match[0]
        found = _ID.search(tag)
        id = (found[1] or found[2] or "") if found else ""
        old = _SAME_AS.search(tag)
        written = unescape(old[1] or old[2] or "", {"&quot;": '"'}) if old else ""
        if written and not is_into_register(written):
            return tag  # somebody else's pointer stays
        wanted = pointers.get(renamed.get(id, id))
        tag = _SAME_AS.sub("", tag)
        end = -2 if tag.endswith("/>") else -1
        return f'{tag[:end].rstrip()} sameAs="{attribute(wanted)}"{tag[end:]}' if wanted else tag

    changed = text[:start] + _RECORD.sub(linked, text[start:])
    if changed == text:
        return data
    result = changed.encode()
    if not _is_safe(text, changed, result):
        raise WriteError(f"{path}: was formatted anew by another program; have annotator write it anew")
    return result


def _is_safe(before: str, after: str, data: bytes) -> bool:
    """Whether nothing but these attributes changed, and the file is XML still."""
    if _SAME_AS.sub("", before) != _SAME_AS.sub("", after):
        return False
    try:
        etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError:
        return False
    return True


def _renamed(text: str) -> dict[str, str]:
    found = _NAMES.search(text)
    json = etree.fromstring(found[0]).text if found else None
    return msgspec.convert(from_json(json), dict[str, str]) if json else {}
