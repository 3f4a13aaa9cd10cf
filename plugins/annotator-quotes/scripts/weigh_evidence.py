"""Make evidence.txt: weigh the evidence for contents on annotated documents.

Usage: python weigh_evidence.py GOLD.jsonl.gz > ../src/annotator_quotes/evidence.txt

GOLD has one document a line: ``id``, ``text`` and ``spans`` with layer ``quotes`` and label ``content`` (or direct,
mixed, indirect), start, end and perhaps ``attrs.fragments``. The layers tokens, sentences and structure are made by
whatever installed annotators make them. The shipped weights come from the training part of PolNeAR 1.0.
"""

from __future__ import annotations

import gzip
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import entry_points
from itertools import accumulate
from pathlib import Path
from typing import Any

from annotator import Document, Layer
from annotator_quotes.annotate import candidates, read_scene
from annotator_quotes.evidence import evidence

CONTENTS = {"content", "direct", "mixed", "indirect"}
FEWEST = 4
"""Evidence seen less often than this gets no weight."""
ROUNDS, RATE, DECAY = 40, 0.1, 2e-5

Row = tuple[list[str], bool]
Parts = list[tuple[int, int]]


def main(path: str) -> None:
    """Print the weights for the documents of one gold file."""
    raw = Path(path).read_bytes()
    lines = (gzip.decompress(raw) if path.endswith(".gz") else raw).decode("utf-8").split("\n")
    makers = list(token_makers())
    rows = [row for line in lines if line.strip() for row in rows_of(json.loads(line), makers)]
    print("# Weights of evidence (log-odds), by logistic regression; see scripts/weigh_evidence.py")
    for name, weight in sorted(fit(rows).items()):
        if abs(weight) >= 0.005:
            print(f"{name}\t{weight:.2f}")


def token_makers() -> Iterable[Callable[[Sequence[Document]], Iterable[Sequence[Layer]]]]:
    """Yield the opened annotators that make tokens, sentences or structure."""
    for point in entry_points(group="annotator"):
        for record in getattr(point.load(), "annotator_annotators", list)():
            if {schema.name for schema in record.provides} & {"tokens", "sentences", "structure"}:
                yield record.open(record.settings())


def rows_of(gold: dict[str, Any], makers: list[Any]) -> Iterable[Row]:
    """Yield the evidence of each candidate of a document, with whether a person marked it."""
    document = Document(gold["id"], gold["text"])
    for make in makers:
        for layer in next(iter(make([document]))):
            document = document.with_layer(layer)
    letters = [0, *accumulate(map(str.isalnum, document.text))]
    contents = [s for s in gold["spans"] if s["layer"] == "quotes" and s["label"] in CONTENTS]
    wanted = [
        [(letters[a], letters[b]) for a, b in s["attrs"].get("fragments") or [(s["start"], s["end"])]] for s in contents
    ]
    scene = read_scene(document)
    for attribution in candidates(scene):
        parts = [(letters[c.start], letters[c.end]) for c in attribution.contents]
        yield list(evidence(scene, attribution)), any(jaccard(parts, other) >= 0.3 for other in wanted)


def jaccard(one: Parts, other: Parts) -> float:
    """Return what two sets of stretches share, of all that they cover."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
    return both / (sum(b - a for a, b in one) + sum(d - c for c, d in other) - both) if both else 0.0


def fit(rows: list[Row]) -> dict[str, float]:
    """Return the weights of a logistic regression, by stochastic gradient descent with weight decay."""
    counts = Counter(name for names, _ in rows for name in names)
    data = [([name for name in names if counts[name] >= FEWEST], right) for names, right in rows]
    weights = dict.fromkeys((name for name, n in counts.items() if n >= FEWEST), 0.0)
    shuffle = random.Random(0).shuffle
    for turn in range(ROUNDS):
        shuffle(data)
        rate = RATE / (1 + turn)
        for names, right in data:
            error = right - 1 / (1 + math.exp(-sum(weights[name] for name in names)))
            for name in names:
                weights[name] += rate * error - DECAY * weights[name]
    return weights


if __name__ == "__main__":
    main(sys.argv[1])
