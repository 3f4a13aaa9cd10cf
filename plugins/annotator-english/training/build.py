"""Write the shipped files: the model in eight bits with its temperature, and the vocabulary.

    python training/build.py ../shared/gold --work /tmp/english --out src/annotator_english/data

The temperature is chosen on two thirds of en-worldwide-dev: the one with the least -log P of the gold labels.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from encoder import Tagger
from export import REACH, export
from gold import allowed, read, tokens, tuned
from train import FURTHER, vocabulary

from annotator_english.labels import LABELS
from annotator_english.model import Model
from annotator_english.pieces import Pieces

TEMPERATURES = np.arange(0.8, 2.01, 0.05)


def build(work: Path, out: Path, gold: Path, reach: int = REACH) -> None:
    """Write ``model.onnx`` and ``vocabulary.txt``."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(vocabulary().splitlines())
    (out / "vocabulary.txt").write_text(vocabulary(), encoding="utf-8")
    state = torch.load(work / f"{FURTHER.name}.pt")
    model = Tagger()
    model.load_state_dict(state["average"])
    metadata = {"labels": " ".join(LABELS), "steps": str(state["step"])}
    export(model, out / "model.onnx", metadata | {"temperature": "1"}, reach)
    best = temperature(Model((out / "model.onnx").read_bytes(), pieces, 2), gold)
    export(model, out / "model.onnx", metadata | {"temperature": f"{best:.2f}"}, reach)
    print(f"temperature {best:.2f}, {(out / 'model.onnx').stat().st_size:,} bytes")


def temperature(model: Model, gold: Path) -> float:
    """Return the temperature that makes the gold labels likeliest."""
    scores, marks = [], []
    documents = list(read(gold, "en-worldwide-dev"))
    for raw in (documents[place] for place in tuned(len(documents))):
        spans, breaks = tokens(raw)
        scores.append(model.log_probabilities(raw["text"], spans, breaks))
        marks.append(allowed(raw, spans, "en-worldwide"))
    logits = np.concatenate(scores).astype(np.float64)
    labels = np.log2(np.concatenate(marks)).astype(int)

    def loss(heat: float) -> float:
        warmed = logits / heat
        top = warmed.max(axis=1)
        normal = top + np.log(np.exp(warmed - top[:, None]).sum(axis=1))
        return float((normal - warmed[np.arange(len(labels)), labels]).mean())

    return float(min(TEMPERATURES, key=loss))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--reach", type=int, default=REACH)
    options = parser.parse_args()
    build(options.work, options.out, options.gold, options.reach)
