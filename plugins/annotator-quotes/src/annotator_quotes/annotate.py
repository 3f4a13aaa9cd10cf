"""From a document to its layer of quotations."""

from __future__ import annotations

from annotator import Document, Layer, LayerBuilder, LayerSchema
from annotator_quotes.contents import attribution_of
from annotator_quotes.cues import cues_in
from annotator_quotes.loose import loose_quotations
from annotator_quotes.marks import Quotation, quotations
from annotator_quotes.passage import Attribution, Scene
from annotator_quotes.writing import write_layer
from annotator_quotes.words import Words

__all__ = ["QuoteFinder"]


class QuoteFinder:
    """Finds the quotations of a document.

    Args:
        schema: the schema of the layer that it makes.
        attitudes: whether hopes, fears and beliefs are quotations too.
        not_speech: whether quoted words that nobody says are marked.
    """

    def __init__(self, schema: LayerSchema, *, attitudes: bool, not_speech: bool) -> None:
        self._schema = schema
        self._attitudes = attitudes
        self._not_speech = not_speech

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer of quotations, alone in a tuple."""
        scene = read_scene(document)
        found: list[Attribution] = []
        for floor, ceiling in scene.words.sentences:
            cues = cues_in(scene, floor, ceiling)
            for n, cue in enumerate(cues):
                attribution = attribution_of(scene, cue, cues[n + 1 :])
                if attribution is not None and (self._attitudes or attribution.kind != "attitude"):
                    found.append(attribution)
        found += loose_quotations(scene, found, not_speech=self._not_speech)
        builder = LayerBuilder(self._schema)
        write_layer(builder, scene, found, document.get("entities"))
        return (builder.build(),)


def read_scene(document: Document) -> Scene:
    """Return the words of a document with their quotations, found block by block."""
    words = Words(document)
    found: list[Quotation] = []
    for first, stop in words.blocks:
        found += quotations(document.text, words.start[first], words.end[stop - 1])
    return Scene(words, found)
