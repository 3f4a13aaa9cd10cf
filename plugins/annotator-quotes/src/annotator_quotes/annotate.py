"""From a document to its layer of quotations."""

from __future__ import annotations

from annotator import Document, Layer, LayerBuilder, LayerSchema
from annotator_quotes.contents import announces, attribution_of
from annotator_quotes.cues import colon_cue, cues_in, heading_cue
from annotator_quotes.evidence import confidence
from annotator_quotes.loose import loose_quotations
from annotator_quotes.marks import Quotation, closes_later, quotations
from annotator_quotes.passage import Attribution, Cue, Scene
from annotator_quotes.words import Words
from annotator_quotes.writing import write_layer

__all__ = ["QuoteFinder", "candidates", "read_scene"]

_MOST_LATER = 12
"""How many cues after one are asked whether they end its content."""

_MOST_BLOCKS = 4
"""How many blocks without marks a quotation may run on for until it is closed."""


class QuoteFinder:
    """Finds the quotations of a document.

    Args:
        schema: the schema of the layer that it makes.
        attitudes: whether hopes, fears and beliefs are quotations too.
        not_speech: whether quoted words that nobody says are marked.
        with_that: whether the "that" before a reported clause belongs to the content.
        least_confidence: contents that are less likely are left out.
    """

    def __init__(
        self, schema: LayerSchema, *, attitudes: bool, not_speech: bool, with_that: bool, least_confidence: float
    ) -> None:
        self._schema = schema
        self._attitudes = attitudes
        self._not_speech = not_speech
        self._with_that = with_that
        self._least = least_confidence

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer of quotations, alone in a tuple."""
        scene = read_scene(document)
        announcing: dict[int, Cue] = {}
        found = []
        for attribution in candidates(scene, announcing, with_that=self._with_that):
            attribution.confidence = confidence(scene, attribution)
            likely = attribution.confidence >= self._least or _is_plain(scene, attribution)
            if likely and (self._attitudes or attribution.kind != "attitude"):
                found.append(attribution)
        found += loose_quotations(scene, found, announcing, not_speech=self._not_speech)
        builder = LayerBuilder(self._schema)
        write_layer(builder, scene, found, document.get("entities"))
        return (builder.build(),)


def _is_plain(scene: Scene, attribution: Attribution) -> bool:
    """Whether it is a whole quotation right before its cue: it would be marked without its cue, too."""
    content = attribution.contents[0]
    number = scene.inside[scene.words.first_at(content.start)]
    if attribution.rule != "after-content" or number < 0 or scene.is_brief(number):
        return False
    quotation = scene.quotations[number]
    return (quotation.start, quotation.end) == (content.start, content.end)


def candidates(scene: Scene, announcing: dict[int, Cue] | None = None, *, with_that: bool = False) -> list[Attribution]:
    """Return what the cues of a text seem to report; what people are said to think is no content of its own.

    Args:
        scene: the words and quotations.
        announcing: takes the cues at the end of a block that nothing follows, by the number of the block.
        with_that: whether the "that" before a reported clause belongs to the content.
    """
    found: list[Attribution] = []
    headlines = scene.headlines()
    for floor, ceiling in scene.words.sentences:
        cues = _cues(scene, floor, ceiling, headline=floor in headlines)
        for n, cue in enumerate(cues):
            attribution = attribution_of(scene, cue, cues[n + 1 : n + 1 + _MOST_LATER], with_that=with_that)
            if attribution is None:
                if announcing is not None and announces(scene, cue):
                    announcing[scene.block_at(scene.words.start[cue.first])] = cue
            elif not _is_known(attribution, found):
                found.append(attribution)
    return found


def _cues(scene: Scene, floor: int, ceiling: int, *, headline: bool) -> list[Cue]:
    heading = heading_cue(scene, floor, ceiling, headline=headline)
    if heading is not None:
        return [heading]
    cues = cues_in(scene, floor, ceiling)
    colon = None if cues else colon_cue(scene, floor, ceiling)
    return cues if colon is None else [colon]


def _is_known(attribution: Attribution, earlier: list[Attribution]) -> bool:
    """Whether a cue before reports just this ("said in a statement that"), or reports that somebody thinks it."""
    start, thought = attribution.contents[0].start, attribution.kind == "attitude"
    return any(c.start == start or (thought and c.start <= start < c.end) for a in earlier[-3:] for c in a.contents)


def read_scene(document: Document) -> Scene:
    """Return the words of a document with their quotations, found block by block."""
    words = Words(document)
    found: list[Quotation] = []
    start = 0
    for number, (first, stop) in enumerate(words.blocks):
        begin = max(start, words.start[first])
        here = quotations(document.text, begin, words.end[stop - 1]) if begin < words.end[stop - 1] else []
        left_open = next((q for q in here if not q.closed), None)
        end = _end_in_later_block(words, left_open, number) if left_open else None
        if left_open is not None and end is not None:
            here = [left_open._replace(end=end, closed=True) if q is left_open else q for q in here]
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
