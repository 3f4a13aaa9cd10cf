"""What the pieces of evidence are worth, and the type that they speak for together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import NamedTuple

__all__ = ["Scale", "Verdict", "Weights"]

OWN_SHARE = 0.3
"""What a score of the table counts beside an opinion from elsewhere."""


class Scale(NamedTuple):
    """How scores become probabilities that can be trusted; `scripts/calibrate.py` measures both numbers.

    Attributes:
        heat: the temperature by which scores are divided.
        ceiling: how often a name is right for which everything speaks: people disagree on the rest.
    """

    heat: float
    ceiling: float


ALONE, BESIDE = Scale(0.9, 0.92), Scale(1.2, 0.98)
"""The scales without and with an opinion from elsewhere."""


class Verdict(NamedTuple):
    """What a name is thought to be.

    Attributes:
        shares: the probability of each class, before the ceiling.
        rule: the piece of evidence that speaks most for the likeliest.
        ceiling: the most that is believed of any class.
    """

    shares: Mapping[str, float]
    rule: str
    ceiling: float = 1.0

    def sure(self, kind: str) -> float:
        """Return the confidence that the name is of a class."""
        return self.ceiling * self.shares[kind]

    def together(self, other: Verdict) -> Verdict:
        """Return what two forms of one name are, both taken together."""
        shares = {name: share * other.shares[name] for name, share in self.shares.items()}
        whole = sum(shares.values())
        return self._replace(shares={name: share / whole for name, share in shares.items()}) if whole else self

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
        scale = BESIDE if opinion else ALONE
        return Verdict(dict(zip(self.classes, softmax(scores, scale.heat), strict=True)), rule, scale.ceiling)


def softmax(scores: list[float], heat: float) -> list[float]:
    """Return the probabilities that belong to scores at a temperature."""
    top = max(scores)
    raised = [math.exp((score - top) / heat) for score in scores]
    whole = sum(raised)
    return [share / whole for share in raised]
