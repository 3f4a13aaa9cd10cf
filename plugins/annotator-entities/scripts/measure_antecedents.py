"""Measures what the evidence for the antecedents of pronouns is worth, and writes ``data/antecedents.tsv``.

    pip install annotator-text annotator-english scorch
    python scripts/measure_antecedents.py GOLD.jsonl.gz [GOLD ...]

The gold is flat JSONL with chains (see `score_chains`); every third document (index 2, 5, 8 ...) is left aside. The
layers are made by the plugins that are installed. The pronouns of a text are gone through in reading order twice: first
those before are tied as the gold has it, then as the weights measured so far do (DAgger: Ross et al., 2011), and both
times are learned from. Measured is the log-linear model of `annotator_entities.ranking`: gradient ascent
(Adagrad: Duchi et al., 2011) on the likelihood of all mentions of the right antecedent together, or of nobody, with a
penalty on the squares of the weights. Evidence seen in fewer than MINIMUM documents is left out.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from measure_weights import reader
from score_chains import Extent, Line, align, gold_mentions, lines

from annotator import Document, Layer
from annotator_entities.annotate import EntityAnnotator
from annotator_entities.entity import Mention
from annotator_entities.lexicon import load_lexicon
from annotator_entities.ranking import KINDS, Candidate, Pronoun, Ranking
from annotator_entities.weights import softmax
from annotator_entities.words import Words

MINIMUM = 3
ROUNDS = 75
RATE = 0.3
PENALTY = 2.0
OUT = Path(__file__).parent.parent / "src" / "annotator_entities" / "data" / "antecedents.tsv"

PRIOR = {
    "sentence-before": -1.0, "two-sentences-before": -2.0, "three-sentences-before": -3.0,
    "subject": 1.0, "complement": -0.5, "nominal": -0.5, "of-gender": 0.5, "likely-gender": 0.5,
    "announced": 2.0, "from-quotation": -0.5, "speaks": 0.5,
}  # fmt: skip
"""What grammar lets expect: weights from which the measured ones depart as far as the data say so."""

Tables: TypeAlias = "dict[str, dict[str, float]]"
Lesson: TypeAlias = "tuple[Document, Line]"
"""A document with the layers that this plugin reads, and its gold."""


class Observation(NamedTuple):
    """A pronoun: the evidence for each candidate and, last, for nobody; and which of these are right."""

    kind: str
    pieces: list[Sequence[str]]
    right: list[bool]


class Teacher:
    """Chooses as the gold does, and notes what there was to choose from; of one document."""

    def __init__(self, words: Words, gold: Line, chains: dict[Extent, str]) -> None:
        self.words, self.chains = words, chains
        self.gold = {mention.extent: mention.gold for mention in gold_mentions(gold)}
        self.observed: list[Observation] = []

    def choose(
        self, pronoun: Pronoun, candidates: Sequence[Candidate], doubts: Sequence[str]
    ) -> tuple[Candidate, float] | None:
        """Return the candidate that is in the gold chain of the pronoun."""
        chain = self.gold.get(self.extent(pronoun.at, pronoun.at + 1), "")
        right = [bool(chain) and self.chain(candidate.mention) == chain for candidate in candidates]
        pieces = [*(candidate.evidence for candidate in candidates), doubts]
        self.observed.append(Observation(pronoun.kind, pieces, [*right, not any(right)]))
        return next(((c, 1.0) for c, is_right in zip(candidates, right, strict=True) if is_right), None)

    def chain(self, mention: Mention) -> str:
        """Return the gold chain that a mention is in, empty when there is none."""
        extent = self.extent(mention.first, mention.last)
        return (self.gold if mention.level == "pronominal" else self.chains).get(extent, "")

    def extent(self, first: int, last: int) -> Extent:
        """Return the offsets of the words ``first`` to ``last - 1``."""
        return self.words.starts[first], self.words.ends[last - 1]


class Student(Teacher):
    """Chooses as the weights do, and notes what would have been right."""

    def __init__(self, words: Words, gold: Line, chains: dict[Extent, str], ranking: Ranking) -> None:
        super().__init__(words, gold, chains)
        self.ranking = ranking

    def choose(
        self, pronoun: Pronoun, candidates: Sequence[Candidate], doubts: Sequence[str]
    ) -> tuple[Candidate, float] | None:
        """Return the candidate that the weights find likely enough."""
        super().choose(pronoun, candidates, doubts)
        return self.ranking.choose(pronoun, candidates, doubts)


def observations(lessons: list[Lesson], ranking: Ranking | None = None) -> Iterator[list[Observation]]:
    """Yield the pronouns of each document; those before are tied as the gold has it, or as a ranking does."""
    annotate, common = EntityAnnotator(), load_lexicon().words
    for document, gold in lessons:
        annotate.choose = lambda *_: None
        chains = aligned(document, gold, annotate(document)[0])
        words = Words(document, common)
        teacher = Student(words, gold, chains, ranking) if ranking else Teacher(words, gold, chains)
        annotate.choose = teacher.choose
        annotate(document)
        yield teacher.observed


def aligned(document: Document, gold: Line, layer: Layer) -> dict[Extent, str]:
    """Return the gold chains of the mentions of a layer."""
    own = [a for a in layer if layer.targets(a, "mention-of")]
    spans = [
        {"layer": "entities", "start": a.start, "end": a.end, "text": document.words(a), "label": a.label,
         "attrs": {"level": a.features["level"], "entity": str(number)}}
        for number, a in enumerate(own)
    ]  # fmt: skip
    found = {int(m.own): m.gold for m in align(gold, {"spans": spans}) if m.own and m.gold}
    return {(own[number].start, own[number].end): chain for number, chain in found.items()}


def fit(documents: Iterable[list[Observation]]) -> Tables:
    """Return the weights of each kind of pronouns."""
    documents = list(documents)
    return {kind: fit_kind([[o for o in found if o.kind == kind] for found in documents]) for kind in KINDS}


def fit_kind(documents: list[list[Observation]]) -> dict[str, float]:
    """Return the weights for one kind of pronouns."""
    counts = Counter(p for found in documents for p in {p for o in found for pieces in o.pieces for p in pieces})
    prior = {piece: PRIOR.get(piece, 0.0) for piece, count in sorted(counts.items()) if count >= MINIMUM}
    weights = dict(prior)
    steps = dict.fromkeys(weights, 1e-6)
    data = [observation for found in documents for observation in found]
    for _ in range(ROUNDS):
        slope = {piece: PENALTY * (prior[piece] - weight) for piece, weight in weights.items()}
        for observation in data:
            for pieces, surplus in zip(observation.pieces, gradient(observation, weights), strict=True):
                for piece in pieces:
                    if piece in slope:
                        slope[piece] += surplus
        for piece, ascent in slope.items():
            steps[piece] += ascent * ascent
            weights[piece] += RATE * ascent / math.sqrt(steps[piece])
    return weights


def gradient(observation: Observation, weights: dict[str, float]) -> list[float]:
    """Return by how much each candidate is too unlikely: its share among the right ones less its share of all."""
    scores = [sum([weights.get(piece, 0.0) for piece in pieces]) for pieces in observation.pieces]
    shares = softmax(scores, 1.0)
    right = sum([share for share, is_right in zip(shares, observation.right, strict=True) if is_right])
    return [share * is_right / right - share for share, is_right in zip(shares, observation.right, strict=True)]


def write(tables: Tables) -> None:
    """Write the table."""
    pieces = sorted({piece for table in tables.values() for piece in table})
    weights = [[f"{tables[k][piece]:.2f}" if piece in tables[k] else "" for k in KINDS] for piece in pieces]
    rows = [["evidence", *KINDS], *([piece, *row] for piece, row in zip(pieces, weights, strict=True))]
    OUT.write_text("".join("\t".join(row) + "\n" for row in rows), "utf-8")


def main(paths: list[str]) -> None:
    """Measure with the pronouns before tied as the gold has it, and once more with those that the weights tie."""
    read = reader("mentions")
    golds = [gold for path in paths for index, gold in enumerate(lines(path)) if index % 3 != 2]
    lessons = [(read(gold["text"], gold["id"]), gold) for gold in golds]
    documents = list(observations(lessons))
    write(fit(documents))
    documents += observations(lessons, Ranking.load())
    write(fit(documents))
    print(f"{sum(map(len, documents))} observations of the pronouns of {len(lessons)} documents")


if __name__ == "__main__":
    main(sys.argv[1:])
