"""The floor that the model has to beat: a linear-chain CRF over the same tokens, in minutes.

    python training/floor.py ../shared/gold --out /tmp/floor

It learns from en-worldwide-train alone, since it cannot leave a label open, and writes predictions like measure.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite
from gold import allowed, prepare, read
from measure import SETS, parts

from annotator import Document
from annotator_english.encoding import CASES, case_of
from annotator_english.labels import LABELS

ITERATIONS = 60


def features(document: Document) -> list[list[list[str]]]:
    """Return the features of each token of each sentence."""
    tokens = document["tokens"]
    return [
        sentence_features([document.words(token) for token in tokens.within(sentence.start, sentence.end)])
        for sentence in document["sentences"]
    ]


def sentence_features(words: list[str]) -> list[list[str]]:
    """Return the features of each word: itself, its ends and case, and its neighbours up to two words away."""
    made = []
    for place, word in enumerate(words):
        low = word.lower()
        row = ["b", f"a:{low[:3]}", f"z:{low[-3:]}", f"zz:{low[-2:]}", f"first:{place == 0}"]
        for step in range(-2, 3):
            there = words[place + step] if 0 <= place + step < len(words) else "_"
            row += [f"w{step}:{there.lower()}", f"c{step}:{CASES[case_of(there)]}"]
        made.append(row)
    return made


def labels(raw: dict[str, Any], document: Document) -> list[list[str]]:
    """Return the gold labels of each token of each sentence."""
    spans = [(token.start, token.end) for token in document["tokens"]]
    if not spans:
        return [[] for _ in document["sentences"]]
    numbers = np.log2(allowed(raw, spans, "en-worldwide")).astype(int).tolist()
    places = {start: place for place, (start, _) in enumerate(spans)}
    return [
        [LABELS[numbers[places[t.start]]] for t in document["tokens"].within(sentence.start, sentence.end)]
        for sentence in document["sentences"]
    ]


def predict(tagger: pycrfsuite.Tagger, document: Document) -> list[dict[str, Any]]:
    """Return the names of a document in the flat form."""
    found: list[dict[str, Any]] = []
    for sentence, rows in zip(document["sentences"], features(document), strict=True):
        tokens = document["tokens"].within(sentence.start, sentence.end)
        for token, label in zip(tokens, tagger.tag(rows), strict=True):
            if label.startswith("B"):
                type_ = label[2:]
                found.append({"layer": "entities", "start": token.start, "label": type_, "attrs": {"level": "named"}})
            if label != "O" and found:
                found[-1]["end"] = token.end
    return [span for span in found if "end" in span]


def main() -> None:
    """Train, then predict all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    trainer = pycrfsuite.Trainer(verbose=False)
    for raw in read(options.gold, "en-worldwide-train"):
        document = prepare(raw)
        for rows, marks in zip(features(document), labels(raw, document), strict=True):
            if rows:
                trainer.append(rows, marks)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": ITERATIONS, "feature.minfreq": 2})
    began = time.process_time()
    trainer.train(str(options.out / "floor.crf"))
    print(f"trained in {time.process_time() - began:.0f} s, {(options.out / 'floor.crf').stat().st_size:,} bytes")
    tagger = pycrfsuite.Tagger()
    tagger.open(str(options.out / "floor.crf"))
    for name in SETS:
        gold = list(read(options.gold, name))
        documents = [prepare(raw) for raw in gold]
        began = time.process_time()
        found = [{"id": document.id, "spans": predict(tagger, document)} for document in documents]
        took = time.process_time() - began
        print(f"{name}: {sum(len(d.text.split()) for d in documents) / took:.0f} words a second of processor time")
        for part, places in parts(name, len(gold)).items():
            for kind, rows in (("gold", gold), ("pred", found)):
                with gzip.open(options.out / f"{name}{part}.{kind}.jsonl.gz", "wt", encoding="utf-8") as file:
                    file.writelines(json.dumps(rows[place]) + "\n" for place in places)


if __name__ == "__main__":
    main()
