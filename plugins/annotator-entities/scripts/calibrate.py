"""Measures how far the confidence of names can be trusted, and the temperatures that make it honest.

    python scripts/calibrate.py GOLD.jsonl.gz

The gold is flat JSONL; layers are made by the plugins that are installed, with the English pack and without it. The
temperatures and ceilings with the least -log P(right or wrong) on two thirds of the documents are the scales of
`annotator_entities.weights`; every third document (index 2, 5, 8 ...) is left aside and measured alone. A name is
right when its range and its coarse type (persons, organisations, places, peoples, other) are those of the gold.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeAlias

from measure_weights import CLASSES, reader

from annotator import Document
from annotator_entities import weights
from annotator_entities.annotate import EntityAnnotator

HEATS = [round(0.7 + 0.1 * step, 1) for step in range(12)]
CEILINGS = (1.0, 0.98, 0.96, 0.94, 0.92, 0.9)
COARSE = {
    "person": "person", "org": "org", "gpe": "place", "place": "place", "facility": "place", "norp": "norp",
}  # fmt: skip

Outcome: TypeAlias = "tuple[float, bool]"
"""A confidence, and whether the name is right."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a range without a leading article and a trailing possessive, as the scorer of the project does."""
    match = re.match(r"(?si)\s*(?:(?:the|an?)\s+)?(.*?)(?:['’]s)?\s*$", text[start:end])
    return (start + match.start(1), start + match.end(1)) if match and match[1] else (start, end)


def outcomes(annotate: EntityAnnotator, document: Document, gold: dict[tuple[int, int], str]) -> list[Outcome]:
    """Return the outcomes of the names of a document."""
    found = []
    for name in annotate(document)[0]:
        if name.features["level"] == "named" and name.confidence is not None:
            span = trimmed(document.text, name.start, name.end)
            found.append((name.confidence, gold.get(span) == COARSE.get(name.label, "other")))
    return found


def marked(raw: dict[str, object]) -> dict[tuple[int, int], str]:
    """Return the coarse types of the names of a gold document by range."""
    spans, text = raw["spans"], str(raw["text"])
    assert isinstance(spans, list)
    classes = ((s, CLASSES.get(s["label"].lower())) for s in spans)
    return {trimmed(text, s["start"], s["end"]): COARSE.get(c, c) for s, c in classes if c}


def surprise(found: Sequence[Outcome]) -> float:
    """Return the mean of -log P(what was the case)."""
    kept = [(min(max(sure, 0.005), 0.995), right) for sure, right in found]
    return -sum(math.log(sure if right else 1 - sure) for sure, right in kept) / len(kept)


def expected_error(found: Sequence[Outcome], bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal width."""
    groups: list[list[Outcome]] = [[] for _ in range(bins)]
    for sure, right in found:
        groups[min(int(sure * bins), bins - 1)].append((sure, right))
    return sum(abs(sum(sure - right for sure, right in group)) for group in groups) / len(found)


def lowered(found: Sequence[Outcome], ceiling: float) -> list[Outcome]:
    """Return the outcomes with their confidence under a ceiling."""
    return [(ceiling * sure, right) for sure, right in found]


def measure(
    name: str,
    documents: list[Document],
    gold: list[dict[tuple[int, int], str]],
    set_scale: Callable[[weights.Scale], None],
) -> None:
    """Print the best scale and the calibration with it."""
    annotate = EntityAnnotator()

    def run(rest: Sequence[int]) -> list[Outcome]:
        places = [at for at in range(len(documents)) if at % 3 in rest]
        return [outcome for at in places for outcome in outcomes(annotate, documents[at], gold[at])]

    tried: dict[weights.Scale, float] = {}
    for heat in HEATS:
        set_scale(weights.Scale(heat, 1.0))
        found = run((0, 1))
        tried |= {weights.Scale(heat, ceiling): surprise(lowered(found, ceiling)) for ceiling in CEILINGS}
    best = min(tried, key=tried.__getitem__)
    set_scale(best)
    tuned, aside = expected_error(run((0, 1))), run((2,))
    print(f"{name}: {best}, calibration error {tuned:.3f}, aside {expected_error(aside):.3f}")
    for floor in (0.5, 0.8, 0.9, 0.95):
        sure = [right for confidence, right in aside if confidence >= floor]
        rate = sum(sure) / max(len(sure), 1)
        print(f"  from {floor}: {len(sure) / len(aside):.2f} of the names aside, right {rate:.3f}")


def main(path: str) -> None:
    """Measure with the pack and without."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        raw = [json.loads(line) for line in lines]
    gold = [marked(document) for document in raw]
    for name, further, constant in (("alone", (), "ALONE"), ("with the pack", ("mentions",), "BESIDE")):
        read = reader(*further)
        documents = [read(document["text"], document["id"]) for document in raw]
        measure(name, documents, gold, partial(setattr, weights, constant))


if __name__ == "__main__":
    main(sys.argv[1])
