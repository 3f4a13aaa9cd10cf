"""Documents: a text that never changes, and the layers that were added to it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property

import msgspec

from annotator.checks import check_layer
from annotator.errors import DocumentError, UnknownNameError
from annotator.layer import Layer
from annotator.offsets import OffsetMap
from annotator.span import MENTION_OF, REFERS_TO, Annotation, Referent, Value

__all__ = ["Document"]


class Document(msgspec.Struct, frozen=True, dict=True):
    """A text with its layers. Adding a layer gives a new document; the text is shared.

    Attributes:
        id: any string; for a file, its path below the source folder, without the suffix.
        text: exactly as it was read. All offsets count its Unicode code points, half-open.
        language: a BCP 47 tag; ``und`` when it is not known.
        metadata: JSON values from the source or the user. ``date`` (ISO year, month, day or date-time) is
            what they say of the document's own date; what the text says is found by annotators.
        layers: by name, in the order in which they were added. Add with `with_layer`, which checks.
    """

    id: str
    text: str
    language: str = "und"
    metadata: dict[str, Value] = {}
    layers: dict[str, Layer] = {}

    def __getitem__(self, name: str) -> Layer:
        try:
            return self.layers[name]
        except KeyError:
            raise UnknownNameError("layer", name, self.layers) from None

    def __contains__(self, name: str) -> bool:
        return name in self.layers

    def get(self, name: str) -> Layer | None:
        """Return the layer of that name, None when it is not there."""
        return self.layers.get(name)

    def with_layer(self, layer: Layer) -> Document:
        """Return the document with one layer more.

        Raises:
            LayerError: the layer does not fit its schema, the text, or the layers it points into.
            DocumentError: there is a layer of that name already.
        """
        if layer.name in self.layers:
            raise DocumentError(f"document {self.id!r} has a layer {layer.name!r} already; layers are never replaced")
        check_layer(layer, self.text, self.layers)
        return self._with(self.layers | {layer.name: layer})

    def with_facts(self, *, language: str | None = None, metadata: dict[str, Value] | None = None) -> Document:
        """Return the document in another language, or with metadata laid over its own; the layers stay."""
        changed = msgspec.structs.replace(
            self, language=language or self.language, metadata={**self.metadata, **(metadata or {})}
        )
        changed.__dict__.update(self.__dict__)
        return changed

    def only(self, layers: Iterable[str]) -> Document:
        """Return the document with those of its layers alone."""
        wanted = frozenset(layers)
        return self._with({name: layer for name, layer in self.layers.items() if name in wanted})

    def without_working_layers(self, wanted: frozenset[str] = frozenset()) -> Document:
        """Return the document without its working layers, save those that are wanted."""
        kept = {name: layer for name, layer in self.layers.items() if not layer.schema.working or name in wanted}
        return self if len(kept) == len(self.layers) else self._with(kept)

    def without(self, layers: Iterable[str]) -> Document:
        """Return the document without those layers, and without the links that lead into them."""
        gone = frozenset(layers) & self.layers.keys()
        ends = {id for name in gone for id in (*self.layers[name].by_id, *self.layers[name].referents_by_id)}
        kept = {name: layer.without_links_to(ends) for name, layer in self.layers.items() if name not in gone}
        return self._with(kept) if gone else self

    def _with(self, layers: dict[str, Layer]) -> Document:
        changed = msgspec.structs.replace(self, layers=layers)
        changed.__dict__.update(self.__dict__)  # what was computed of the text holds for the copy too
        return changed

    def words(self, annotation: Annotation) -> str:
        """Return the words that the annotation stands on."""
        return annotation.text_in(self.text)

    def find(self, id: str) -> Annotation | Referent:
        """Return the annotation or referent of that id, whatever its layer.

        Raises:
            UnknownNameError: there is none.
        """
        for layer in self.layers.values():
            found = layer.by_id.get(id) or layer.referents_by_id.get(id)
            if found is not None:
                return found
        raise UnknownNameError("annotation or referent", id, ())

    def mentioned_by(self, annotation: Annotation) -> list[Referent]:
        """Return the referents that the annotation mentions, whatever layer made them."""
        return self._linked_by(annotation, MENTION_OF)

    def meant_by(self, annotation: Annotation) -> list[Referent]:
        """Return the referents that the annotation stands for if it is a metonym, else those that it mentions."""
        return self._linked_by(annotation, REFERS_TO) or self._linked_by(annotation, MENTION_OF)

    def _linked_by(self, annotation: Annotation, role: str) -> list[Referent]:
        for layer in self.layers.values():
            if annotation.id in layer.by_id:
                found = [self.find(target) for target in layer.targets(annotation, role)]
                return [referent for referent in found if isinstance(referent, Referent)]
        return []

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8 (lone surrogates as they stand), in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def utf16(self) -> OffsetMap:
        """Converts offsets to and from UTF-16 units."""
        return OffsetMap(self.text, "utf-16")

    @cached_property
    def utf8(self) -> OffsetMap:
        """Converts offsets to and from UTF-8 bytes."""
        return OffsetMap(self.text, "utf-8")
