"""Parsing XML that may come from anybody: nothing is fetched, no entity is expanded, no file exhausts the memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from annotator.errors import ReadError
from annotator.records import Source

__all__ = ["elements"]

_PLAIN = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_TRANSPARENT = (b"utf-8", b"utf8", b"us-ascii", b"ascii")
_DOCTYPE = b"<!DOCTYPE"


def elements(source: Source, tags: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield each element of these tags when it is complete, while the file is parsed; the root comes last.

    Comments and processing instructions are left out.

    Raises:
        ReadError: the file is not well-formed, declares entities, or is built to exhaust the memory.
        OSError: the file cannot be read.
    """
    data = source.bytes()
    try:
        events = etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            attribute_defaults=False,
            remove_comments=True,
            remove_pis=True,
            collect_ids=False,
            huge_tree=_is_plain(data),
        )
        checked = False
        for _, element in events:
            if not checked:
                _refuse_entities(element, source)
                checked = True
            yield element
        _refuse_entities(events.root, source)
        yield events.root
    except etree.XMLSyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "the beginning"
        raise ReadError(
            f"{source}: is not well-formed XML, at {where}: {error.msg}; correct the file or write it anew"
        ) from error


def _is_plain(data: bytes) -> bool:
    """Whether the file surely has no DOCTYPE, so that the parser's limits, which also stop long texts, can go."""
    declared = _DECLARED.match(data.lstrip(b"\xef\xbb\xbf"))
    encoding = declared[1].lower() if declared else b"utf-8"
    return _PLAIN.match(data) is not None and encoding in _TRANSPARENT and _DOCTYPE not in data


def _refuse_entities(element: etree._Element, source: Source) -> None:
    declared = element.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:  # type: ignore[attr-defined]  # no stub
        raise ReadError(
            f"{source}: declares entities in its DOCTYPE, which are not expanded, for safety; "
            "expand them first (xmllint --noent --dropdtd FILE), if you trust the file"
        )
