"""Write the shipped files: the model in eight bits with its temperature, and the vocabulary.

    python training/build.py ../shared/gold --work /tmp/english --out src/annotator_english/data

The temperature is chosen on two thirds of en-worldwide-dev: the one with the least -log P of the gold labels.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from encoder import MINILM, Tagger, vocabulary
from export import export
from gold import allowed, read, tokens, tuned
from train import FURTHER, STUDENT

from annotator_english.labels import LABELS
from annotator_english.model import Model
from annotator_english.pieces import Pieces

TEMPERATURES = np.arange(0.8, 2.01, 0.05)


def build(work: Path, out: Path, gold: Path) -> None:
    """Write ``model.onnx``, whose weights are the mean of those after each stage of the student, and the vocabulary."""
    out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(vocabulary().splitlines())
    (out / "vocabulary.txt").write_text(vocabulary(), encoding="utf-8")
    stages = [torch.load(work / f"{stage.name}.pt") for stage in (STUDENT, FURTHER)]
    model = Tagger(MINILM)
    model.load_state_dict(
        {name: sum(stage["average"][name] for stage in stages) / len(stages) for name in model.state_dict()}
    )
    metadata = {"labels": " ".join(LABELS), "steps": str(sum(stage["step"] for stage in stages))}
    export(model, out / "model.onnx", metadata | {"temperature": "1"})
    best = temperature(Model((out / "model.onnx").read_bytes(), pieces, 2), gold)
    export(model, out / "model.onnx", metadata | {"temperature": f"{best:.2f}"})
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
    options = parser.parse_args()
    build(options.work, options.out, options.gold)
