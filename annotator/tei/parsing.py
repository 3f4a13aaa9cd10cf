"""Parsing TEI that may come from anybody: nothing is fetched, no entity is expanded, no file exhausts the memory.

The header and the text become trees of lxml. What stands in ``standOff`` may be a hundred times as much; it comes piece
by piece, each a tree of light nodes that is dropped when it was taken.
"""

from __future__ import annotations

import re
from typing import Any, Protocol

from lxml import etree

from annotator.errors import ReadError
from annotator.records import Source
from annotator.tei.names import tei

__all__ = ["Node", "Parts", "parse"]

_TEI, _HEADER, _TEXT, _STANDOFF = map(tei, ("TEI", "teiHeader", "text", "standOff"))
_GROUPS = {tei("spanGrp"): tei("span"), tei("linkGrp"): tei("link")}
_LISTS = frozenset(map(tei, ("listPerson", "listOrg", "listPlace", "listEvent", "listObject")))


class Node:
    """A light element: its tag in Clark notation, its attributes, and text and nodes in order."""

    __slots__ = ("attributes", "content", "tag")

    def __init__(self, tag: str, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.content: list[Node | str] = []

    def nodes(self) -> list[Node]:
        """Return the elements inside."""
        return [part for part in self.content if isinstance(part, Node)]


class Parts(Protocol):
    """Takes the parts of a file in its order; what is wrong with one is raised as `ReadError` or `ValueError`."""

    def root(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the root's tag and attributes."""

    def header(self, header: etree._Element) -> None:
        """Take the header."""

    def text(self, text: etree._Element) -> None:
        """Take the text."""

    def group(self, attributes: dict[str, str]) -> None:
        """Take the attributes of a group of spans or links, before its members."""

    def member(self, member: Node) -> None:
        """Take a span or a link of the group that came last."""

    def records(self, records: Node) -> None:
        """Take a list of records."""


def parse(source: Source, parts: Parts, *, standoff: bool) -> None:
    """Parse a file and hand out its parts; those of ``standOff`` only when they are wanted.

    Raises:
        ReadError: the file is not well-formed, declares or uses entities, or is built to exhaust the memory.
        OSError: the file cannot be read.
    """
    data = source.bytes()
    is_plain = _is_plain(data)
    try:
        if not is_plain:
            _refuse_entities(data, source)
        target: Any = _Target(parts, standoff)  # lxml's stubs want bytes for tags too
        parser = etree.XMLParser(
            target=target,
            collect_ids=False,
            # There are none but XML's own five here. Left unresolved, these stand as &#38; in attributes.
            resolve_entities="internal",  # type: ignore[arg-type]  # the stubs know no such value
            no_network=True,
            load_dtd=False,
            huge_tree=is_plain,
        )
        etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        where = f"line {error.lineno}" if error.lineno else "the beginning"
        raise ReadError(
            f"{source}: is not well-formed XML, at {where}: {error.msg}; correct the file or write it anew"
        ) from error


_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_TRANSPARENT = (b"utf-8", b"utf8", b"us-ascii", b"ascii")


def _is_plain(data: bytes) -> bool:
    """Whether the file surely has no DOCTYPE, so that the parser's limits, which also stop long texts, can go."""
    declared = _DECLARED.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    encoding = declared[1].lower() if declared else b"utf-8"
    return _START.match(data) is not None and encoding in _TRANSPARENT and b"<!DOCTYPE" not in data


def _refuse_entities(data: bytes, source: Source) -> None:
    """Refuse a file whose text is not all there. The parser's own limits guard this look at it."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise ReadError(
            f"{source}: declares entities in its DOCTYPE, which are not expanded, for safety; "
            "expand them first (xmllint --noent --dropdtd FILE), if you trust the file"
        )
    unknown = next(root.iter(etree.Entity), None)
    if unknown is not None:
        raise ReadError(
            f"{source}: refers to the entity {unknown.text}, which is declared elsewhere and is not fetched; "
            "expand it first (xmllint --noent --loaddtd --dropdtd FILE), if you trust the file"
        )


class _Target:
    """Takes the events of the parser. One of three is at work: a builder of trees, a stack of nodes, or the path."""

    def __init__(self, parts: Parts, standoff: bool) -> None:
        self._parts = parts
        self._standoff = standoff
        self._path: list[str] = []
        self._stack: list[Node] = []
        self._builder: Any = None  # a TreeBuilder
        self._depth = 0  # in the builder

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        stack = self._stack
        if stack:
            node = Node(tag, attributes)
            stack[-1].content.append(node)
            stack.append(node)
        elif self._builder is not None:
            self._builder.start(tag, attributes)
            self._depth += 1
        else:
            self._enter(tag, dict(attributes))

    def _enter(self, tag: str, attributes: dict[str, str]) -> None:
        path = self._path
        if not path:
            self._parts.root(tag, attributes)
        elif path == [_TEI] and tag in (_HEADER, _TEXT):
            self._builder = etree.TreeBuilder()
            self._builder.start(tag, attributes)
            self._depth = 1
            return
        elif self._standoff and path[:2] == [_TEI, _STANDOFF]:
            if len(path) == 2 and tag in _GROUPS:
                self._parts.group(attributes)
            elif (len(path) == 2 and tag in _LISTS) or (len(path) == 3 and tag == _GROUPS.get(path[2])):
                self._stack.append(Node(tag, attributes))
                return
        path.append(tag)

    def data(self, data: str) -> None:
        if self._stack:
            self._stack[-1].content.append(data)
        elif self._builder is not None:
            self._builder.data(data)

    def end(self, tag: str) -> None:
        stack = self._stack
        if stack:
            node = stack.pop()
            if not stack:
                if len(self._path) == 3:
                    self._parts.member(node)
                else:
                    self._parts.records(node)
        elif self._builder is not None:
            self._builder.end(tag)
            self._depth -= 1
            if self._depth == 0:
                element, self._builder = self._builder.close(), None
                (self._parts.header if tag == _HEADER else self._parts.text)(element)
        else:
            self._path.pop()

    def close(self) -> None:
        pass
