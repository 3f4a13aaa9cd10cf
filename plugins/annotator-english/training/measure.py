"""Write predictions in the flat form that the scorer reads, and print calibration and speed.

    python training/measure.py ../shared/gold --out /tmp/predictions [--data DIR | --teacher WORK] [--no-second-pass]

Score a file with ``python ../shared/eval/score.py GOLD PREDICTIONS --layer entities --map coarse --keep PER,ORG,LOC``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
from gold import MEANS, prepare, read, tuned

from annotator import Document
from annotator_english.annotate import EnglishAnnotator
from annotator_english.model import Model
from annotator_english.pieces import Pieces

DATA = Path(__file__).parents[1] / "src" / "annotator_english" / "data"
SETS = ("en-worldwide-dev", "uner-pud-test", "gum-news", "wikigold-all", "crossner-politics-test", "seeds")
BINS = 10

Json = dict[str, Any]


def predict(annotator: EnglishAnnotator, document: Document) -> list[Json]:
    """Return the spans of the layer in the flat form."""
    (layer,) = annotator(document)
    return [
        {
            "layer": "entities",
            "start": name.start,
            "end": name.end,
            "label": name.label,
            "attrs": {"level": "named", "confidence": name.confidence},
        }
        for name in layer
    ]


def calibration(gold: list[Json], found: list[Json]) -> tuple[float, int]:
    """Return the expected calibration error of the confidences, in ten bins, and the number of names."""
    means = MEANS["en-worldwide"]
    right, sure = [], []
    for raw, predicted in zip(gold, found, strict=True):
        names = {(s["start"], s["end"], means[s["label"]][0]) for s in raw["spans"] if s["label"] in means}
        for span in predicted["spans"]:
            sure.append(span["attrs"]["confidence"])
            right.append((span["start"], span["end"], span["label"]) in names)
    hits, confidence = np.array(right, dtype=float), np.array(sure)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(hits[bins == b].sum() - confidence[bins == b].sum()) for b in range(BINS)]
    for b in range(BINS):
        if (bins == b).any():
            size, mean, share = (bins == b).sum(), confidence[bins == b].mean(), hits[bins == b].mean()
            print(f"  from {b / BINS:.1f}: {size:5} names, mean confidence {mean:.3f}, right {share:.3f}")
    return float(sum(gaps) / len(hits)), len(hits)


def shipped(data: Path, pieces: Pieces) -> Model:
    """Return the model of a folder."""
    return Model((data / "model.onnx").read_bytes(), pieces)


def teacher(work: Path, pieces: Pieces) -> Any:
    """Return the teacher that was trained in a folder; only this needs torch."""
    from teacher import Teacher

    return Teacher(work, pieces)


def main() -> None:
    """Predict all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--teacher", type=Path, help="work folder of the training; measures the teacher")
    parser.add_argument("--sets", nargs="+", default=SETS)
    parser.add_argument("--no-second-pass", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces((options.data / "vocabulary.txt").read_text(encoding="utf-8").splitlines())
    model = teacher(options.teacher, pieces) if options.teacher else shipped(options.data, pieces)
    annotator = EnglishAnnotator(model, second_pass=not options.no_second_pass)
    for name in options.sets:
        gold = list(read(options.gold, name))
        documents = [prepare(raw) for raw in gold]
        began = time.process_time()
        found = [{"id": d.id, "spans": predict(annotator, d)} for d in documents]
        took = time.process_time() - began
        words = sum(len(d.text.split()) for d in documents)
        print(f"{name}: {words} words, {words / took:.0f} words a second of processor time")
        for part, places in parts(name, len(gold)).items():
            kept = [gold[place] for place in places], [found[place] for place in places]
            for kind, rows in zip(("gold", "pred"), kept, strict=True):
                with gzip.open(options.out / f"{name}{part}.{kind}.jsonl.gz", "wt", encoding="utf-8") as file:
                    file.writelines(json.dumps(row) + "\n" for row in rows)
            if part and name == "en-worldwide-dev":
                print(f"  ECE{part} %.4f over %d names" % calibration(*kept))


def parts(name: str, count: int) -> dict[str, list[int]]:
    """Return the documents of a set by part: some have one that was tuned on and one that stays untouched."""
    if name not in ("en-worldwide-dev", "gum-news"):
        return {"": list(range(count))}
    return {"-tuned": tuned(count), "-untouched": [place for place in range(count) if place % 3 == 2]}


if __name__ == "__main__":
    main()
