"""From a document to the layer ``mentions``."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from annotator import Document, Layer, LayerBuilder, Value
from annotator_english.consistency import agree
from annotator_english.decoding import Name, decode
from annotator_english.labels import TYPES
from annotator_english.model import Model
from annotator_english.schema import MENTIONS

__all__ = ["RULE", "EnglishAnnotator"]

RULE = "english.names"
"""The id of the model's head, as annotations name it."""

CLOSE = 0.1
"""The second type is told when its probability is no less than this."""


class EnglishAnnotator:
    """Finds the names of a document."""

    def __init__(self, model: Model, *, second_pass: bool = True) -> None:
        self._model = model
        self._second_pass = second_pass

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer ``mentions`` of the document."""
        builder = LayerBuilder(MENTIONS)
        spans = [(token.start, token.end) for token in document["tokens"]]
        if spans:
            for name in self.names(document.text, spans, _breaks(document, spans)):
                _add(builder, name, spans)
        return (builder.build(),)

    def names(self, text: str, spans: list[tuple[int, int]], breaks: list[int]) -> list[Name]:
        """Return the names of a text, in order; `Model.log_probabilities` says what the arguments are."""
        logarithms = self._model.log_probabilities(text, spans, breaks)
        names = decode(logarithms)
        return agree(names, [text[start:end] for start, end in spans], logarithms) if self._second_pass else names


def _breaks(document: Document, spans: list[tuple[int, int]]) -> list[int]:
    """Return the tokens at which sentences begin."""
    sentences = document.get("sentences")
    if sentences is None:
        return []
    starts = [start for start, _ in spans]
    return sorted({bisect_left(starts, sentence.start) for sentence in sentences})


def _add(builder: LayerBuilder, name: Name, spans: list[tuple[int, int]]) -> None:
    probabilities = np.exp(name.weights.astype(np.float64))
    second, first = np.argsort(probabilities, kind="stable")[-2:]
    features: dict[str, Value] = {}
    if probabilities[second] >= CLOSE:
        features = {"second": TYPES[second], "second_confidence": _rounded(probabilities[second])}
    confidence = _rounded(probabilities[first])
    start, end = spans[name.start][0], spans[name.end - 1][1]
    builder.add(start, end, TYPES[first], features, confidence=confidence, rule=RULE)


def _rounded(probability: float) -> float:
    """Return the probability to three digits; more would differ from one kind of processor to another."""
    return round(min(float(probability), 1.0), 3)
