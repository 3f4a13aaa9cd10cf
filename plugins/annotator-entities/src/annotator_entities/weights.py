"""What the pieces of evidence are worth, and the type that they speak for together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import NamedTuple

__all__ = ["Verdict", "Weights"]

OWN_SHARE = 0.3
"""What a score of the table counts beside an opinion from elsewhere."""

ALONE, BESIDE = 1.4, 1.2
"""Temperatures of the scores, without and with an opinion from elsewhere; `scripts/calibrate.py` measures them."""


class Verdict(NamedTuple):
    """What a name is thought to be.

    Attributes:
        shares: the probability of each class.
        rule: the piece of evidence that speaks most for the likeliest.
    """

    shares: Mapping[str, float]
    rule: str

    def together(self, other: Verdict) -> Verdict:
        """Return what two forms of one name are, both taken together."""
        shares = {name: share * other.shares[name] for name, share in self.shares.items()}
        whole = sum(shares.values())
        return Verdict({name: share / whole for name, share in shares.items()}, self.rule) if whole else self

    @property
    def kind(self) -> str:
        """The likeliest class."""
        return max(self.shares, key=self.shares.__getitem__)

    @property
    def second(self) -> str:
        """The class that is next, a name in any case."""
        kind = self.kind
        return max((name for name in self.shares if name not in (kind, "none")), key=self.shares.__getitem__)


class Weights:
    """Weights of evidence by class: an additive score for each class, and from it a probability.

    The table ``data/weights.tsv`` is measured by ``scripts/measure_weights.py``: a multinomial logistic regression.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        rows = [line.split("\t") for line in lines if line.strip()]
        self.classes = tuple(rows[0][1:])
        self.table = {row[0]: tuple(map(float, row[1:])) for row in rows[1:]}

    @classmethod
    def load(cls) -> Weights:
        """Read the table that ships with the package."""
        return cls(
            resources.files("annotator_entities").joinpath("data", "weights.tsv").read_text("utf-8").splitlines()
        )

    def judge(self, evidence: Mapping[str, float], opinion: Mapping[str, float] | None = None) -> Verdict:
        """Return how likely each class is, and the piece of evidence that speaks most for the likeliest.

        Args:
            evidence: the strength of each piece.
            opinion: log-probabilities of the classes from elsewhere, which are weighed in (a product of experts).
        """
        table = self.table
        known = [
            (piece, tuple([weight * strength for weight in table[piece]]))
            for piece, strength in evidence.items()
            if piece in table
        ]
        scores = [sum(column) for column in zip(table["always"], *[row for _, row in known], strict=True)]
        if opinion:
            scores = [OWN_SHARE * score + opinion[name] for name, score in zip(self.classes, scores, strict=True)]
        best = max(range(len(scores)), key=scores.__getitem__)
        mean = [(row[best] - sum(row) / len(row), piece) for piece, row in known]
        rule = max(mean)[1] if mean else "always"
        return Verdict(dict(zip(self.classes, softmax(scores, BESIDE if opinion else ALONE), strict=True)), rule)


def softmax(scores: list[float], heat: float) -> list[float]:
    """Return the probabilities that belong to scores at a temperature."""
    top = max(scores)
    raised = [math.exp((score - top) / heat) for score in scores]
    whole = sum(raised)
    return [share / whole for share in raised]
