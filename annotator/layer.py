"""Layers: a named set of annotations, referents and links, and who made them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

import msgspec

from annotator.errors import UnknownNameError
from annotator.index import SpanIndex
from annotator.schema import LayerSchema
from annotator.span import MENTION_OF, Annotation, Link, Referent, Span, Value

__all__ = ["Layer", "LayerBuilder", "Maker"]


class Maker(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who made a layer, and from what.

    Attributes:
        annotator: the name of the annotator record; ``source`` for a layer that came with the source.
        version: its version, empty when it is not known.
        settings: the settings that it ran with, as JSON values.
        inputs: the layers that it read.
        absent: the layers that it would have used and that were not there.
    """

    annotator: str
    version: str = ""
    settings: dict[str, Value] = {}
    inputs: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.annotator} {self.version}".rstrip()


class Layer(msgspec.Struct, frozen=True, dict=True, omit_defaults=True):
    """A named set of annotations, referents and links. It is checked when it is added to a document.

    Attributes:
        schema: what the layer may hold; its name is the layer's name.
        annotations: in the order of their ids, which need not be the order in the text.
        referents: what the annotations of this and of later layers mention.
        links: from annotations of this layer.
        maker: who made it; the pipeline fills it in.
    """

    schema: LayerSchema
    annotations: tuple[Annotation, ...] = ()
    referents: tuple[Referent, ...] = ()
    links: tuple[Link, ...] = ()
    maker: Maker | None = None

    @property
    def name(self) -> str:
        """The name of the layer, which is its schema's."""
        return self.schema.name

    def __len__(self) -> int:
        return len(self.annotations)

    def __iter__(self) -> Iterator[Annotation]:
        return iter(self.annotations)

    @cached_property
    def by_id(self) -> dict[str, Annotation]:
        """Annotations by id."""
        return {annotation.id: annotation for annotation in self.annotations}

    @cached_property
    def referents_by_id(self) -> dict[str, Referent]:
        """Referents by id."""
        return {referent.id: referent for referent in self.referents}

    @cached_property
    def links_by_id(self) -> dict[str, Link]:
        """Links by id."""
        return {link.id: link for link in self.links}

    def __getitem__(self, id: str) -> Annotation:
        try:
            return self.by_id[id]
        except KeyError:
            raise UnknownNameError("annotation", id, self.by_id) from None

    # Queries. All take code point offsets and return annotations in the layer's order.

    @cached_property
    def _index(self) -> SpanIndex:
        return SpanIndex(self.annotations)

    def at(self, offset: int) -> list[Annotation]:
        """Annotations with a range that holds the code point at ``offset``, or an empty range just there."""
        return self.overlapping(offset, offset + 1) if offset >= 0 else []

    def overlapping(self, start: int, end: int) -> list[Annotation]:
        """Annotations with a range that shares a code point with ``start:end``, or an empty range inside it."""
        return [self.annotations[place] for place in self._index.touching(start, end)]

    def within(self, start: int, end: int) -> list[Annotation]:
        """Annotations whose ranges all lie inside ``start:end``; an empty range may stand at either edge."""
        near = self._index.touching(start, end + 1)
        return [a for a in (self.annotations[place] for place in near) if start <= a.start and a.end <= end]

    def covering(self, start: int, end: int) -> list[Annotation]:
        """Annotations with a single range that holds all of ``start:end``."""
        query = Span(start, end)
        # Nothing overlaps an empty stretch at the end of a range, and yet the range holds it: look one further.
        near = self._index.touching(start - 1, end + 1)
        return [a for a in (self.annotations[place] for place in near) if any(s.covers(query) for s in a.ranges)]

    def before(self, offset: int) -> list[Annotation]:
        """Annotations that end at or before ``offset``."""
        return [a for a in self.annotations if a.ranges and a.end <= offset]

    def after(self, offset: int) -> list[Annotation]:
        """Annotations that start at or after ``offset``."""
        return [a for a in self.annotations if a.ranges and a.start >= offset]

    def labelled(self, *labels: str) -> list[Annotation]:
        """Annotations that bear one of the labels."""
        return [a for a in self.annotations if a.label in labels]

    # Links.

    @cached_property
    def _links_from(self) -> dict[tuple[str, str], list[Link]]:
        found: dict[tuple[str, str], list[Link]] = {}
        for link in self.links:
            found.setdefault((link.source, link.role), []).append(link)
        return found

    def targets(self, annotation: Annotation, role: str) -> list[str]:
        """Ids that the links of that role lead to from the annotation, in the order of the links."""
        return [link.target for link in self._links_from.get((annotation.id, role), ())]

    def referents_of(self, annotation: Annotation, role: str = MENTION_OF) -> list[Referent]:
        """Referents of this layer that the links of that role lead to from the annotation."""
        known = self.referents_by_id
        return [known[target] for target in self.targets(annotation, role) if target in known]

    def without_links_to(self, ids: Collection[str]) -> Layer:
        """Return the layer without its links to those annotations and referents."""
        kept = tuple(link for link in self.links if link.target not in ids)
        return self if len(kept) == len(self.links) else msgspec.structs.replace(self, links=kept)

    def made_by(self, maker: Maker) -> Layer:
        """Return the same layer under another maker."""
        return msgspec.structs.replace(self, maker=maker)


class LayerBuilder:
    """Collects the annotations of one layer and numbers them; `build` gives the layer.

    Ids are ``layer.n`` for annotations, ``layer.link.n`` for links, ``layer.TYPE.n`` for referents, so the same
    calls give the same ids. Nothing is checked here: a document checks a layer when it is added.

    Example:
        >>> builder = LayerBuilder(LayerSchema("ships", "ships", labels=(Label("ship", "a ship"),)))
        >>> builder.add(4, 11, "ship").id
        'ships.1'
    """

    def __init__(self, schema: LayerSchema) -> None:
        self.schema = schema
        self._prefix = schema.name + "."
        self._annotations: list[Annotation] = []
        self._referents: list[Referent] = []
        self._links: list[Link] = []

    def add(
        self,
        start: int,
        end: int,
        label: str,
        features: dict[str, Value] | None = None,
        *,
        confidence: float | None = None,
        rule: str | None = None,
    ) -> Annotation:
        """Add an annotation of the code points ``start:end`` and return it."""
        id = f"{self._prefix}{len(self._annotations) + 1}"
        annotation = Annotation(id, (Span(start, end),), label, features or {}, confidence, rule)
        self._annotations.append(annotation)
        return annotation

    def add_all(self, label: str, spans: Iterable[tuple[int, int]]) -> None:
        """Add an annotation of that label for each pair of offsets, in less time than one call for each takes."""
        numbered = enumerate(spans, len(self._annotations) + 1)
        self._annotations += [Annotation(f"{self._prefix}{n}", (Span(*span),), label) for n, span in numbered]

    def add_ranges(
        self,
        ranges: list[tuple[int, int]],
        label: str,
        features: dict[str, Value] | None = None,
        *,
        confidence: float | None = None,
        rule: str | None = None,
    ) -> Annotation:
        """Add an annotation of any number of ranges, given in reading order, and return it."""
        id = f"{self._prefix}{len(self._annotations) + 1}"
        spans = tuple(Span(start, end) for start, end in ranges)
        annotation = Annotation(id, spans, label, features or {}, confidence, rule)
        self._annotations.append(annotation)
        return annotation

    def refer(
        self,
        type: str,
        names: tuple[str, ...],
        *,
        identifiers: dict[str, str] | None = None,
        features: dict[str, Value] | None = None,
        id: str | None = None,
    ) -> Referent:
        """Add a referent and return it. An ``id`` of your own must be an XML name, unique in the document."""
        id = id or f"{self._prefix}{re.sub('[^A-Za-z0-9_-]', '-', type)}.{len(self._referents) + 1}"
        referent = Referent(id, type, names, identifiers or {}, features or {})
        self._referents.append(referent)
        return referent

    def link(
        self, role: str, source: Annotation, target: Annotation | Referent, *, confidence: float | None = None
    ) -> Link:
        """Add a link from an annotation of this layer and return it."""
        link = Link(f"{self._prefix}link.{len(self._links) + 1}", role, source.id, target.id, confidence)
        self._links.append(link)
        return link

    def build(self) -> Layer:
        """Return the layer."""
        return Layer(self.schema, tuple(self._annotations), tuple(self._referents), tuple(self._links))
