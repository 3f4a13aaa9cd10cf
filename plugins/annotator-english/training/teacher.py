"""The teacher, ready to run in place of the shipped model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from encoder import mpnet
from gold import Floats, Spans, Text
from mark import log_probabilities
from train import TEACHER

from annotator_english.encoding import encode
from annotator_english.pieces import Pieces


class Teacher:
    """The teacher in place of the shipped model."""

    def __init__(self, work: Path, pieces: Pieces) -> None:
        torch.set_num_threads(2)
        self._model, self._pieces = mpnet(), pieces
        self._model.load_state_dict(torch.load(work / f"{TEACHER.name}.pt")["average"])

    def log_probabilities(self, text: str, spans: Spans, breaks: list[int]) -> Floats:
        """Return what `Model.log_probabilities` returns."""
        words = [text[start:end] for start, end in spans]
        nothing = np.zeros(len(spans), dtype=np.int64)
        ready = Text(words, encode(self._pieces, text, spans), breaks, nothing)
        return log_probabilities(self._model, [ready], max(TEACHER.limits))[0]
