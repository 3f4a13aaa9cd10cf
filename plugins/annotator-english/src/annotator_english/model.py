"""The trained tagger: from the tokens of a text to the probability of each label."""

from __future__ import annotations

from importlib.resources import files
from typing import TypeAlias

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
from numpy.typing import NDArray

from annotator_english.encoding import Encoded, encode, staying
from annotator_english.labels import LABELS
from annotator_english.pieces import Pieces
from annotator_english.windows import windows

__all__ = ["Floats", "Model"]

Floats: TypeAlias = NDArray[np.float32]

MARKS = ("[CLS]", "[SEP]")
"""What stands at the ends of a window."""


class Model:
    """The tagger, ready to run.

    Each window is read by itself, without padding: activations are quantised over what is read together, so that
    windows read side by side would change each other's numbers.
    """

    def __init__(self, model: bytes, pieces: Pieces, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_mem_pattern = False  # hardly two windows are of one length: patterns would pile up
        # The file holds the operators that are fastest; fusing them further makes some of them slower.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._pieces = pieces
        self._before, self._after = (np.array([pieces.number(mark)]) for mark in MARKS)
        self.metadata: dict[str, str] = self._session.get_modelmeta().custom_metadata_map
        self.temperature = float(self.metadata["temperature"])

    @classmethod
    def shipped(cls, threads: int = 1) -> Model:
        """Return the model that is shipped with the package."""
        data = files("annotator_english") / "data"
        vocabulary = (data / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
        return cls((data / "model.onnx").read_bytes(), Pieces(vocabulary), threads)

    def log_probabilities(self, text: str, spans: list[tuple[int, int]], breaks: list[int]) -> Floats:
        """Return the logarithm of the probability of each label for each token.

        Args:
            text: the text.
            spans: start and end of each token, in code points, in the order of the text.
            breaks: the numbers of the tokens at which sentences begin, rising.
        """
        encoded = encode(self._pieces, text, spans)
        scores = np.empty((len(encoded), len(LABELS)), dtype=np.float32)
        for window in windows(encoded.first, breaks):
            whole = self._run(encoded, window.start, window.end)
            places = encoded.first[window.first : window.last] - encoded.first[window.start] + 1
            scores[window.first : window.last] = whole[places]
        return _log_softmax(scores / np.float32(self.temperature))

    def _run(self, encoded: Encoded, start: int, end: int) -> Floats:
        """Return the score of each label for each piece of a window, and for the marks at its ends."""
        pieces = slice(encoded.first[start], encoded.first[end])
        ids = np.concatenate((self._before, encoded.ids[pieces], self._after))
        shapes = np.concatenate(([0], encoded.shapes[pieces], [0]))
        first = encoded.first[start : end + 1]
        stays = np.repeat(staying(encoded.shapes[first[:-1]]), np.diff(first))
        stay = np.concatenate(([0], np.flatnonzero(stays) + 1, [len(ids) - 1]))
        scores: Floats = self._session.run(["scores"], {"ids": ids, "shapes": shapes, "stay": stay})[0]
        return scores


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=1, keepdims=True)
    logarithms: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logarithms
