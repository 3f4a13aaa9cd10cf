"""Spans and annotations: what is said about which stretch of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

__all__ = ["MENTION_OF", "REFERS_TO", "Annotation", "Link", "Referent", "Span", "Value"]

if TYPE_CHECKING:
    Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
else:
    Value = Any  # msgspec knows no type that contains itself; `annotator.checks` looks at the values
"""What a feature may hold: anything that JSON can say, floats finite. Never change one in place."""

MENTION_OF = "mention-of"
"""The link role by which an annotation names the referent that it mentions; exporters know it by this name."""

REFERS_TO = "refers-to"
"""The link role by which a metonym names what it stands for, as a capital does its government. Where exporters tell
who is meant, it goes before `MENTION_OF`."""


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A half-open range of Unicode code points: ``text[start:end]``. Empty when both are equal."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether both share a code point; an empty span is shared by the span it stands in or before."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.start < self.end or other.start <= self.start < other.end or self == other
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether every code point of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end


class Annotation(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """One statement about the text: a label on zero, one or several ranges.

    Attributes:
        id: an XML name, unique in the document; made as ``layer.n``.
        ranges: code point ranges in reading order; several for a discontinuous annotation, none for
            one that speaks of the document as a whole.
        label: one of the labels of the layer's schema.
        features: typed by the layer's schema; a feature that is not known is left out.
        confidence: the annotator's own probability, 0 to 1; None when it is not known.
        rule: the id of the rule or model head that made it, None when there is none to name.
    """

    id: str
    ranges: tuple[Span, ...]
    label: str
    features: dict[str, Value] = {}
    confidence: float | None = None
    rule: str | None = None

    @property
    def start(self) -> int:
        """The first offset of all ranges; 0 when there are none."""
        return self.ranges[0].start if self.ranges else 0

    @property
    def end(self) -> int:
        """The end of the last range; 0 when there are none."""
        return self.ranges[-1].end if self.ranges else 0

    @property
    def hull(self) -> Span:
        """The one span from the start of the first range to the end of the last."""
        return Span(self.start, self.end)

    def text_in(self, text: str) -> str:
        """Return the words annotated; the ranges of a discontinuous annotation are joined by ``" … "``."""
        return " … ".join(text[span.start : span.end] for span in self.ranges)


class Referent(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """Somebody or something that annotations speak of; it has no place in the text of its own.

    Attributes:
        id: an XML name, unique in the document.
        type: one of the referent types of the layer's schema.
        names: the names it goes by, the preferred one first.
        identifiers: outside ids by authority, such as ``{"ISO 3166-1": "CL"}``.
        features: what else is known.
        same_as: a pointer (URI reference) to a record elsewhere that tells of the same, such as one of a corpus; empty
            for none. TEI has room for one.
    """

    id: str
    type: str
    names: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    features: dict[str, Value] = {}
    same_as: str = ""


class Link(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """A typed relation from an annotation of its own layer to an annotation or a referent.

    Attributes:
        id: an XML name, unique in the document.
        role: one of the link roles of the layer's schema.
        source: id of the annotation it starts from.
        target: id of the annotation or referent it leads to.
        confidence: as in `Annotation`.
    """

    id: str
    role: str
    source: str
    target: str
    confidence: float | None = None
