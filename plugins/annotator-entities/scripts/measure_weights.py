"""Measures what each piece of evidence is worth, on news with marked names, and writes ``data/weights.tsv``.

    pip install scikit-learn annotator-text
    python scripts/measure_weights.py GOLD.jsonl.gz [GOLD ...]

The gold is flat JSONL, one document a line; tokens and sentences are made on the fly by the plugins that are
installed. For every candidate of the scanner its evidence and its class in the
gold (``none`` when it is no name, or cut wrongly) go into a multinomial logistic regression; the table holds its
coefficients, rounded to two decimals. Evidence seen in fewer than MINIMUM documents is left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from importlib.metadata import entry_points
from pathlib import Path
from typing import TypeAlias

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from annotator import Document
from annotator_entities.evidence import Name, collect, relate
from annotator_entities.lexicon import load_lexicon
from annotator_entities.scan import Scanner
from annotator_entities.weights import Weights
from annotator_entities.words import Words

MINIMUM = 6
CLASSES = {
    "person": "person", "politician": "person", "organization": "org", "organisation": "org", "politicalparty": "org",
    "location": "place", "country": "place", "facility": "facility", "norp": "norp", "misc": "other",
    "product": "other", "event": "other", "election": "other",
}  # fmt: skip
OUT = Path(__file__).parent.parent / "src" / "annotator_entities" / "data" / "weights.tsv"


Observation: TypeAlias = "tuple[list[Name], dict[int, list[str]]]"


def reader(*further: str) -> Callable[[str, str], Document]:
    """Return a function that makes a document with the layers that this plugin reads, by the plugins installed.

    Args:
        further: names of layers beside the structure, the sentences and the tokens, which are made last.
    """
    wanted = {"structure", "sentences", "tokens", *further}
    records = [
        record
        for entry in sorted(entry_points(group="annotator"))
        if hasattr(module := entry.load(), "annotator_annotators")
        for record in module.annotator_annotators()
        if wanted.intersection(schema.name for schema in record.provides)
    ]
    records.sort(key=lambda r: (any(schema.name in further for schema in r.provides), len(r.requires)))
    opened = [record.open(record.settings()) for record in records]

    def read(text: str, id: str) -> Document:
        document = Document(id, text)
        for annotate in opened:
            for layer in next(iter(annotate([document]))):
                document = document.with_layer(layer)
        return document

    return read


def observations(paths: list[str]) -> Iterator[Observation]:
    """Yield the names of each document, and by their place in that list the classes of their mentions."""
    read = reader()
    lexicon = load_lexicon()
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            documents = [json.loads(line) for line in lines]
        peoples = any(span["label"] == "NORP" for gold in documents for span in gold["spans"])
        for gold in documents:
            words = Words(read(gold["text"], gold["id"]), lexicon.words)
            marked = {(s["start"], s["end"]): CLASSES.get(s["label"].lower(), "none") for s in gold["spans"]}
            candidates = Scanner(words, lexicon).scan()
            names = list(collect(candidates, words, lexicon).values())
            if not peoples:  # a set that does not mark peoples must not teach that they are no names
                names = [name for name in names if "known-people" not in name.evidence]
            yield names, {at: classes(name, words, marked) for at, name in enumerate(names)}


def classes(name: Name, words: Words, marked: dict[tuple[int, int], str]) -> list[str]:
    """Return the classes of the mentions of a name in the gold.

    A known place inside a longer marked name ("Chile Post") is passed over: conventions differ there.
    """
    found = []
    for candidate in name.mentions:
        span = words.starts[candidate.first], words.ends[candidate.last - 1]
        inside = any(start <= span[0] and span[1] <= end for start, end in marked)
        if span in marked or not (candidate.known == "place" and inside):
            found.append(marked.get(span) or overlapping(span, marked))
    return found


def overlapping(span: tuple[int, int], marked: dict[tuple[int, int], str]) -> str:
    """Return the class of a marked name that holds most of the span, else ``none``."""
    for (start, end), label in marked.items():
        if start < span[1] and span[0] < end and 2 * (min(end, span[1]) - max(start, span[0])) > end - start:
            return label
    return "none"


def fit(documents: list[Observation]) -> int:
    """Measure and write the table; return the number of observations."""
    data = [(n.strength(), label) for names, marked in documents for at, n in enumerate(names) for label in marked[at]]
    counts = Counter(piece for names, _ in documents for piece in {p for n in names for p in n.strength()})
    kept = {piece for piece, count in counts.items() if count >= MINIMUM}
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([{p: x for p, x in evidence.items() if p in kept} for evidence, _ in data])
    model = LogisticRegression(C=3, max_iter=400, tol=1e-3)
    model.fit(rows, [label for _, label in data])
    lines = ["\t".join(["evidence", *model.classes_]), "\t".join(["always", *(f"{x:.2f}" for x in model.intercept_)])]
    for index, piece in enumerate(vectorizer.get_feature_names_out()):
        lines.append("\t".join([piece, *(f"{x:.2f}" for x in model.coef_[:, index])]))
    OUT.write_text("\n".join(lines) + "\n", "utf-8")
    return len(data)


def main(paths: list[str]) -> None:
    """Measure once without, and once with what judged names of several words say of single words."""
    documents = list(observations(paths))
    fit(documents)
    weights = Weights.load()
    for names, _ in documents:
        judged = [(name, weights.judge(name.strength()).kind) for name in names if name.is_long]
        relate(judged, [name for name in names if not name.is_long])
    print(f"{fit(documents)} observations, {len(Weights.load().table) - 1} pieces of evidence")


if __name__ == "__main__":
    main(sys.argv[1:])
