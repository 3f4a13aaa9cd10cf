"""Mark texts with a trained model, so that another can learn from its marks.

The marks are probabilities, after the second pass over the document: so the learner, which sees a window at a time,
is shown what the whole document told its teacher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import torch
from encoder import CLASSIFY, SEPARATE, Tagger, filled
from gold import Floats, Text

from annotator_english.consistency import agree
from annotator_english.decoding import BEGINS, INSIDES, Name, decode
from annotator_english.labels import LABELS, OUTSIDE
from annotator_english.windows import Window, windows

BATCH = 8192
"""Pieces that are read at a time."""


def marked(model: Tagger, texts: Sequence[Text], limit: int) -> Iterator[Text]:
    """Yield the texts with the labels that the model gives them, read in windows of so many pieces at most."""
    for text, logarithms in zip(texts, log_probabilities(model, texts, limit), strict=True):
        likely = np.exp(logarithms)
        for found in agree(decode(logarithms), text.words, logarithms):
            likely[found.start : found.end] = of_name(found)
        yield replace(text, likely=likely)


def log_probabilities(model: Tagger, texts: Sequence[Text], limit: int) -> list[Floats]:
    """Return for each text the logarithm of the probability of each label for each token."""
    made = [np.zeros((len(text.words), len(LABELS)), dtype=np.float32) for text in texts]
    todo = [
        (number, window)
        for number, text in enumerate(texts)
        for window in windows(text.encoded.first, text.breaks, limit)
    ]
    for batch in _batches(texts, todo):
        for (number, window), scores in zip(batch, _read(model, texts, batch), strict=True):
            first = texts[number].encoded.first
            made[number][window.first : window.last] = scores[
                first[window.first : window.last] - first[window.start] + 1
            ]
    return made


Place = tuple[int, Window]
"""The number of a text, and a window of it."""


def _batches(texts: Sequence[Text], todo: Iterable[Place]) -> Iterator[list[Place]]:
    """Yield windows of about one length together."""

    def length(place: Place) -> int:
        first = texts[place[0]].encoded.first
        return int(first[place[1].end] - first[place[1].start]) + 2

    batch: list[Place] = []
    longest = 0
    for place in sorted(todo, key=length, reverse=True):
        if batch and (len(batch) + 1) * longest > BATCH:
            yield batch
            batch = []
        if not batch:
            longest = filled(length(place))
        batch.append(place)
    if batch:
        yield batch


def _read(model: Tagger, texts: Sequence[Text], batch: list[Place]) -> list[Floats]:
    rows = []
    for number, window in batch:
        encoded = texts[number].encoded
        pieces = slice(encoded.first[window.start], encoded.first[window.end])
        rows.append((np.concatenate(([CLASSIFY], encoded.ids[pieces], [SEPARATE])), encoded.shapes[pieces]))
    size = (len(batch), filled(len(rows[0][0])))
    ids, shapes = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    mask = np.zeros(size, dtype=bool)
    for row, (its, shape) in enumerate(rows):
        ids[row, : len(its)], shapes[row, 1 : len(shape) + 1], mask[row, : len(its)] = its, shape, True
    with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
        there = torch.from_numpy(mask)
        scores = model(torch.from_numpy(ids), torch.from_numpy(shapes), there, there)
    return list(scores.float().log_softmax(-1).numpy())


def of_name(name: Name) -> Floats:
    """Return the probability of each label for the tokens of a name; that of none of its types is left outside."""
    types = np.exp(name.weights)
    likely = np.zeros((name.end - name.start, len(LABELS)), dtype=np.float32)
    likely[0, BEGINS] = types
    likely[1:, INSIDES] = types
    likely[:, OUTSIDE] = np.maximum(1 - types.sum(), 0)
    return likely / likely.sum(axis=1, keepdims=True)
