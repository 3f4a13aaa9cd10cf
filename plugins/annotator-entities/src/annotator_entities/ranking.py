"""Whom a pronoun means, of those who may be meant, or nobody of them: what the evidence for each is worth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources
from typing import NamedTuple

from annotator_entities.entity import Entity, Mention
from annotator_entities.weights import softmax

__all__ = ["KINDS", "Candidate", "Pronoun", "Ranking"]

KINDS = ("person", "thing", "several")
"""Kinds of pronouns, by what they stand for: "he" and "she", "it", "they"."""

LEAST_SHARE = 0.55
"""The probability from which an antecedent is believed; a pronoun without one is left alone."""
CEILING = 0.92
"""The most that is believed of an antecedent: that share of the pronouns that are tied in documents of gum-news and
meantime from which nothing was learned is right (181 of 197 by turns, 94 of 103 in those left aside)."""


class Pronoun(NamedTuple):
    """A pronoun of the text.

    Attributes:
        at: its word.
        kind: one of `KINDS`.
        gender: ``female`` or ``male`` of persons, else empty.
    """

    at: int
    kind: str
    gender: str = ""


class Candidate(NamedTuple):
    """Who may be meant; an entity is a candidate by each of its mentions.

    Attributes:
        mention: the mention.
        entity: whom it means.
        evidence: what speaks for it.
    """

    mention: Mention
    entity: Entity
    evidence: Sequence[str]


class Ranking:
    """Weights of evidence by kind of pronoun, and from them the probability of each antecedent.

    Mentions are ranked against each other and against "nobody" by a log-linear model; what the mentions of an entity
    reach is added up (latent antecedents: Durrett and Klein, 2013, "Easy Victories and Uphill Battles in Coreference
    Resolution"). The table ``data/antecedents.tsv`` is measured by ``scripts/measure_antecedents.py``.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        rows = [line.split("\t") for line in lines if line.strip()]
        self.tables: dict[str, dict[str, float]] = {
            kind: {row[0]: float(row[column]) for row in rows[1:] if row[column]}
            for column, kind in enumerate(rows[0][1:], 1)
        }

    @classmethod
    def load(cls) -> Ranking:
        """Read the table that ships with the package."""
        file = resources.files("annotator_entities").joinpath("data", "antecedents.tsv")
        return cls(file.read_text("utf-8").splitlines())

    def choose(
        self, pronoun: Pronoun, candidates: Sequence[Candidate], doubts: Sequence[str]
    ) -> tuple[Candidate, float] | None:
        """Return who is meant, by the likeliest mention, and how likely that is; None when not likely enough.

        Args:
            pronoun: the pronoun.
            candidates: who may be meant, at least one.
            doubts: the evidence that it is nobody of them.
        """
        weigh = self.tables[pronoun.kind].get
        scores = [sum([weigh(piece, 0.0) for piece in candidate.evidence]) for candidate in candidates]
        shares = softmax([*scores, sum([weigh(piece, 0.0) for piece in doubts])], 1.0)
        whole: dict[Entity, float] = {}
        for candidate, share in zip(candidates, shares, strict=False):
            whole[candidate.entity] = whole.get(candidate.entity, 0.0) + share
        best = max(whole, key=whole.__getitem__)
        if whole[best] < LEAST_SHARE:
            return None
        by = [share if candidate.entity is best else 0.0 for candidate, share in zip(candidates, shares, strict=False)]
        return candidates[by.index(max(by))], min(whole[best], CEILING)
