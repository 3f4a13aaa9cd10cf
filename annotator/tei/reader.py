"""The TEI reader: restores what the exporter wrote, and takes what it can from other TEI.

Annotations in ``standOff`` are complete and count. Elements inside the text are a projection of them and are not
read, save those that correspond to no annotation: these become the layer ``inline``.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterator
from functools import partial

import msgspec
from lxml import etree

from annotator.checks import check_layer, check_schema, is_label
from annotator.document import Document
from annotator.errors import LayerError, ReadError, ReadWarning
from annotator.layer import Layer, Maker
from annotator.records import Source
from annotator.schema import Label, LayerSchema
from annotator.tei.header_reader import Header, layer_name, open_schema, read_header
from annotator.tei.inline_reader import INLINE, read_inline
from annotator.tei.names import TEI, XML_ID, XML_LANG, tei
from annotator.tei.parsing import Node, parse
from annotator.tei.standoff_reader import Found, StandOffReader, mention_links
from annotator.tei.textvalue import Reading, Recovered, recover

__all__ = ["read_tei"]


def read_tei(source: Source) -> Document:
    """Read a TEI document; its layers only when the source says to keep them. They are checked.

    A file that annotator wrote gives the document that was written, id included. Of any other TEI the text is the
    string value of ``text``, and the id is the source's.

    Raises:
        ReadError: the file is no TEI, is not well-formed, or does not fit its own hash; or a layer does not fit.
        OSError: the file cannot be read.
    """
    reading = _FileReader(source)
    try:
        parse(source, reading, standoff=source.keep_layers)
        return reading.document()
    except RecursionError:
        raise ReadError(f"{source}: a feature is nested too deeply") from None
    except (LayerError, ValueError) as error:
        raise ReadError(f"{source}: {error}") from error


class _FileReader:
    """Takes the parts of one file as they come (`annotator.tei.parsing.Parts`), and makes the document of them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._header = Header()
        self._language: str | None = None
        self._recovered: Recovered | None = None
        self._standoff: StandOffReader | None = None
        self._early: list[Callable[[], None]] = []  # what stands before the text, and waits for it

    def root(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the root's tag and attributes."""
        if tag != tei("TEI"):
            raise ReadError(f"{self._source}: {_why_not_tei(tag)}")
        self._language = attributes.get(XML_LANG)

    def header(self, header: etree._Element) -> None:
        """Take the header."""
        self._header = read_header(header)

    def text(self, text: etree._Element) -> None:
        """Take the text, unless there is one already."""
        if self._recovered is None:
            self._recovered = self._recover(text)
            self._standoff = StandOffReader(self._header, text.get(XML_ID) or "")
            for take in self._early:
                take()

    def group(self, attributes: dict[str, str]) -> None:
        """Take the attributes of a group of annotations or links."""
        if self._standoff is None:
            self._early.append(partial(self.group, attributes))
        else:
            self._standoff.group(self._layer_of(attributes), attributes.get("resp", ""))

    def member(self, member: Node) -> None:
        """Take an annotation or a link."""
        if self._standoff is None:
            self._early.append(partial(self.member, member))
        else:
            self._standoff.member(member)

    def records(self, records: Node) -> None:
        """Take a list of records."""
        if self._standoff is None:
            self._early.append(partial(self.records, records))
        else:
            self._standoff.records(self._layer_of(records.attributes), records)

    def _layer_of(self, group: dict[str, str]) -> str:
        written = group.get("type") or "annotations"
        return written if written in self._header.schemas else layer_name(written)

    def _recover(self, text: etree._Element) -> Recovered:
        header = self._header
        first = recover(text, header.characters, Reading.EXACT)
        if header.sha256 is None or _sha256(first.value) == header.sha256:
            return first
        for reading in (Reading.BLOCKS, Reading.TIGHT):
            recovered = recover(text, header.characters, reading)
            if _sha256(recovered.value) == header.sha256:
                return recovered
        recorded = f"{header.length} code points" if header.length is not None else "its own hash"
        raise ReadError(
            f"{self._source}: the text was changed after the file was written: the header records {recorded} with "
            f"SHA-256 {header.sha256[:12]}…, and there are {len(first.value)} code points with another; annotations "
            "would point to wrong words. Take an unchanged copy, or, to read the text as it is now, delete standOff "
            'and <idno type="sha256">'
        )

    # What was taken becomes a document.

    def document(self) -> Document:
        """Return the document.

        Raises:
            ReadError: there is no text.
            LayerError: a layer does not fit.
        """
        header, recovered = self._header, self._recovered
        if recovered is None:
            raise ReadError(f"{self._source}: there is no <text> in <TEI>; a header or facsimile alone is no document")
        language = header.original(self._language) if self._language is not None else header.language
        id = self._source.id if header.id is None else header.id
        plain = Document(id, recovered.value, "und" if language is None else language, header.metadata)
        if not self._source.keep_layers:
            return plain
        layers = {layer.name: layer for layer in self._layers(recovered)}
        for layer in layers.values():
            check_layer(layer, plain.text, layers)
        return msgspec.structs.replace(plain, layers=layers)

    def _layers(self, recovered: Recovered) -> Iterator[Layer]:
        standoff = self._standoff or StandOffReader(self._header, "")
        found = standoff.layers
        if standoff.unresolved:
            self._warn(
                f"{len(standoff.unresolved)} annotations or links, {standoff.unresolved[0]!r} the first, "
                "point to something else than ranges of the text, and were left aside"
            )
        referents = frozenset(referent.id for part in found.values() for _, referent in part.referents)
        names = [*self._header.schemas, *(name for name in found if name not in self._header.schemas)]
        for name in names:
            yield self._layer(name, found.get(name, Found()), referents)
        known = frozenset(f"#{annotation.id}" for part in found.values() for annotation in part.annotations)
        known |= frozenset(f"#{written}" for written in self._header.renamed)
        taken = {annotation.id for part in found.values() for annotation in part.annotations}
        taken.update(link.id for part in found.values() for link in part.links)
        taken.update(referents)
        inline = read_inline(recovered, known, frozenset(taken))
        if inline is not None:
            if INLINE in names:
                self._warn("elements inside the text correspond to no annotation, and were left aside")
            else:
                yield inline

    def _layer(self, name: str, found: Found, referents: frozenset[str]) -> Layer:
        schema = self._header.schemas.get(name)
        links = list(found.links)
        if schema is None:
            schema = self._rebuilt_schema(name, found)
            links += mention_links(name, found, referents) if not links else ()
        in_order = sorted(found.referents, key=lambda placed: placed[0])
        return Layer(
            schema,
            tuple(found.annotations),
            tuple(referent for _, referent in in_order),
            tuple(links),
            self._header.makers.get(found.resp)
            if found.resp
            else None
            if name in self._header.schemas
            else Maker("source"),
        )

    def _rebuilt_schema(self, name: str, found: Found) -> LayerSchema:
        declared = next(
            (labels for id, labels in self._header.taxonomies.items() if id.rpartition(".")[2] == name or id == name),
            (),
        )
        known = {label.name for label in declared}
        used = sorted({annotation.label for annotation in found.annotations} - known)
        labels = [label for label in (*declared, *(Label(label, "") for label in used)) if is_label(label.name)]
        schema = open_schema(name, tuple(labels), self._header.features.get(name, ()))
        return schema if not any(check_schema(schema)) else open_schema(name, ())

    def _warn(self, what: str) -> None:
        warnings.warn(ReadWarning(f"{self._source}: {what}"), stacklevel=5)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _why_not_tei(root: str) -> str:
    name = etree.QName(root)
    if name.namespace == TEI and name.localname == "teiCorpus":
        return "is a teiCorpus, which holds several documents; give each TEI element a file of its own"
    if name.localname in ("TEI", "TEI.2"):
        return f"its root <{name.localname}> is not in the namespace {TEI}, which TEI P5 demands"
    return f"its root is <{name.localname}>, not <TEI>; it is XML, but no TEI document"
