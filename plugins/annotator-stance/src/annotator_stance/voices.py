"""Resolves phrases through the layers of a document: entity mentions, quotations, their speakers."""

from __future__ import annotations

from annotator import Annotation, Document, Layer

__all__ = ["Entities", "Quotations"]

_CONTENT = frozenset(("direct", "mixed", "indirect"))
_ACTING = frozenset(("person", "group", "org", "gpe", "norp", "facility", "place"))


class Entities:
    """The mentions of a document by the offset where they end.

    Args:
        layer: the layer ``entities``, or None when there is none.
    """

    def __init__(self, layer: Layer | None) -> None:
        self.layer = layer
        self._ending: dict[int, Annotation] = {}
        self.names: list[Annotation] = []
        for mention in layer or ():
            level = mention.features.get("level", "named")
            if not mention.ranges or level == "title" or mention.label == "role-title":
                continue
            if level == "named":
                self.names.append(mention)
            known = self._ending.get(mention.end)
            if known is None or self._rank(mention) > self._rank(known):
                self._ending[mention.end] = mention
        self.names.sort(key=lambda mention: (mention.start, -mention.end))

    @staticmethod
    def _rank(mention: Annotation) -> tuple[bool, int]:
        return mention.features.get("level", "named") == "named", mention.end - mention.start

    def ending_at(self, offset: int) -> Annotation | None:
        """Return the mention that ends at ``offset``; a name goes before a description, a long name before a short."""
        return self._ending.get(offset)

    @staticmethod
    def can_act(mention: Annotation) -> bool:
        """Whether what is mentioned can hold a stance."""
        return str(mention.features.get("entity_type", mention.label)) in _ACTING


class Quotations:
    """The quotations of a document.

    Args:
        document: its layer ``quotes`` is read when it is there.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self.layer = document.get("quotes")
        self._by_group: dict[str, list[Annotation]] = {}
        self._by_cue: dict[str, Annotation] = {}
        if self.layer is not None:
            for quote in self.layer.labelled(*_CONTENT):
                group = quote.features.get("group")
                if isinstance(group, str):
                    self._by_group.setdefault(group, []).append(quote)
                for cue in self.layer.targets(quote, "cue"):
                    self._by_cue.setdefault(cue, quote)

    def around(self, start: int, end: int) -> Annotation | None:
        """Return the innermost quotation that holds ``start:end``, None when there is none."""
        if self.layer is None:
            return None
        found = [quote for quote in self.layer.covering(start, end) if quote.label in _CONTENT]
        return min(found, key=lambda quote: quote.end - quote.start, default=None)

    def introduced_at(self, start: int, end: int) -> Annotation | None:
        """Return the quotation whose cue overlaps ``start:end``, None when there is none."""
        if self.layer is None:
            return None
        cues = [cue for cue in self.layer.overlapping(start, end) if cue.id in self._by_cue]
        return self._by_cue[cues[0].id] if cues else None

    def speaker(self, quote: Annotation) -> Annotation | None:
        """Return the mention or source that speaks, also when another part of the same quotation names it."""
        if self.layer is None:
            return None
        group = quote.features.get("group")
        parts = [quote, *(self._by_group.get(group, ()) if isinstance(group, str) else ())]
        entities = self._document.get("entities")
        for part in parts:
            for id in self.layer.targets(part, "speaker"):
                known = self.layer.by_id.get(id) or (entities.by_id.get(id) if entities else None)
                if known is not None:
                    return known
        return None
