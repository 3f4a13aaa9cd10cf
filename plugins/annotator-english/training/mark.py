"""Mark texts with a trained model, so that another can learn from its marks.

The marks are probabilities, after the second pass over the document: so the learner, which sees a window at a time,
is shown what the whole document told its teacher.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from gold import Floats, Text, read, tokens

from annotator_english.consistency import agree
from annotator_english.decoding import BEGINS, INSIDES, Name, decode
from annotator_english.encoding import encode
from annotator_english.labels import LABELS, OUTSIDE
from annotator_english.model import Model
from annotator_english.pieces import Pieces


def marked(model: Model, pieces: Pieces, folder: Path, name: str) -> Iterator[Text]:
    """Yield the texts of a set with the labels that the model gives them; what the set itself marks is not read."""
    for raw in read(folder, name):
        spans, breaks = tokens(raw)
        if not spans:
            continue
        logarithms = model.log_probabilities(raw["text"], spans, breaks)
        names = agree(decode(logarithms), [raw["text"][start:end] for start, end in spans], logarithms)
        unknown = np.zeros(len(spans), dtype=np.int64)
        likely = np.exp(logarithms)
        for found in names:
            likely[found.start : found.end] = of_name(found)
        yield Text(name, encode(pieces, raw["text"], spans), breaks, unknown, likely)


def of_name(name: Name) -> Floats:
    """Return the probability of each label for the tokens of a name; that of none of its types is left outside."""
    types = np.exp(name.weights)
    likely = np.zeros((name.end - name.start, len(LABELS)), dtype=np.float32)
    likely[0, BEGINS] = types
    likely[1:, INSIDES] = types
    likely[:, OUTSIDE] = np.maximum(1 - types.sum(), 0)
    return likely / likely.sum(axis=1, keepdims=True)
