"""From a document to its layer of quotations."""

from __future__ import annotations

from annotator import Document, Layer, LayerBuilder, LayerSchema
from annotator_quotes.contents import announces, attribution_of
from annotator_quotes.cues import colon_cue, cues_in, heading_cue
from annotator_quotes.loose import loose_quotations
from annotator_quotes.marks import Quotation, closes_later, quotations
from annotator_quotes.passage import Attribution, Cue, Scene
from annotator_quotes.writing import write_layer
from annotator_quotes.words import Words

__all__ = ["QuoteFinder"]

_MOST_BLOCKS = 4
"""How many blocks without marks a quotation may run on for until it is closed."""


class QuoteFinder:
    """Finds the quotations of a document.

    Args:
        schema: the schema of the layer that it makes.
        attitudes: whether hopes, fears and beliefs are quotations too.
        not_speech: whether quoted words that nobody says are marked.
        with_that: whether the "that" before a reported clause belongs to the content.
    """

    def __init__(self, schema: LayerSchema, *, attitudes: bool, not_speech: bool, with_that: bool) -> None:
        self._schema = schema
        self._attitudes = attitudes
        self._not_speech = not_speech
        self._with_that = with_that

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer of quotations, alone in a tuple."""
        scene = read_scene(document)
        found: list[Attribution] = []
        announcing: dict[int, Cue] = {}
        headlines = scene.headlines()
        for floor, ceiling in scene.words.sentences:
            heading = heading_cue(scene, floor, ceiling, headline=floor in headlines)
            cues = [heading] if heading else cues_in(scene, floor, ceiling)
            if not cues:
                colon = colon_cue(scene, floor, ceiling)
                cues = [colon] if colon else []
            for n, cue in enumerate(cues):
                attribution = attribution_of(scene, cue, cues[n + 1 :], with_that=self._with_that)
                if attribution is None and announces(scene, cue):
                    announcing[scene.block_at(scene.words.start[cue.first])] = cue
                elif attribution is not None and self._wanted(attribution, found):
                    found.append(attribution)
        found += loose_quotations(scene, found, announcing, not_speech=self._not_speech)
        builder = LayerBuilder(self._schema)
        write_layer(builder, scene, found, document.get("entities"))
        return (builder.build(),)


    def _wanted(self, attribution: Attribution, earlier: list[Attribution]) -> bool:
        """Whether a content is reported for its own sake: what people are said to think is not."""
        if attribution.kind != "attitude":
            return True
        start = attribution.contents[0].start
        nested = any(c.start <= start < c.end for a in earlier[-3:] for c in a.contents)
        return self._attitudes and not nested


def read_scene(document: Document) -> Scene:
    """Return the words of a document with their quotations, found block by block."""
    words = Words(document)
    found: list[Quotation] = []
    start = 0
    for number, (first, stop) in enumerate(words.blocks):
        begin = max(start, words.start[first])
        here = quotations(document.text, begin, words.end[stop - 1]) if begin < words.end[stop - 1] else []
        open_one = next((q for q in here if not q.closed), None)
        if open_one is not None:
            end = _end_in_later_block(words, open_one, number)
            if end is not None:
                here = [q for q in here if q is not open_one] + [open_one._replace(end=end, closed=True)]
                start = end
        found += here
    return Scene(words, sorted(found, key=lambda q: (q.start, -q.end)))


def _end_in_later_block(words: Words, quotation: Quotation, number: int) -> int | None:
    """Return where a quotation left open in a block ends in one of the next, None when it does not."""
    for first, stop in words.blocks[number + 1 : number + 1 + _MOST_BLOCKS]:
        end = closes_later(words.text, quotation, words.start[first], words.end[stop - 1])
        if end is not None:
            return end if end > 0 else None
    return None
