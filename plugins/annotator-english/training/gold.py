"""Training and measuring texts: tokens, sentences, and for each token the labels that its set allows.

The sets do not mark the same things. What a set leaves open is left open to the model: a token has a set of
allowed labels, and the loss is the probability of none of them.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotator import Document
from annotator_english.encoding import LOWER, Encoded, case_of, encode
from annotator_english.labels import OUTSIDE, TYPES, begin, inside
from annotator_english.pieces import Pieces
from annotator_text.sentences import find_sentences
from annotator_text.structure import find_structure
from annotator_text.tokens import find_tokens, token_pattern

Bits = NDArray[np.int64]
Floats = NDArray[np.float32]
Spans: TypeAlias = list[tuple[int, int]]

OPEN: Mapping[str, tuple[str, ...]] = {
    "crossner": ("norp", "facility", "misc", "product"),
}
"""Types of names that a set does not mark (or not all of them): its O may be one of these."""

MEANS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en-worldwide": {
        "Person": ("person",),
        "Organization": ("org",),
        "Location": ("location",),
        "NORP": ("norp",),
        "Facility": ("facility",),
        "Misc": ("misc",),
        "Product": ("product",),
    },
    "wikigold": {
        "PER": ("person",),
        "ORG": ("org",),
        "LOC": ("location", "facility"),
        "MISC": ("misc", "norp", "product"),
    },
    "crossner": {
        "person": ("person",),
        "politician": ("person",),
        "organisation": ("org",),
        "politicalparty": ("org",),
        "country": ("location",),
        "location": ("location", "facility"),
        "misc": ("misc", "norp", "product", "facility"),
        "event": ("misc", "O"),
        "election": ("misc", "O"),
    },
    "gum": {
        "person": ("person",),
        "organization": ("org",),
        "place": ("location", "facility"),
        "object": ("product", "misc", "facility", "O"),
        "event": ("misc", "O"),
        "abstract": ("misc", "product", "norp", "org", "O"),
    },
}
"""What the labels of a set may mean; labels that are not named are outside."""

TRAINING = ("en-worldwide-train", "wikigold-all", "crossner-politics-train", "crossner-politics-dev")
"""The sets that the model learns from."""

ROUGH = ("gum-interview", "gum-news")
"""Sets that mark names with other edges, and not all of them; of gum-news only what may be tuned on is learned from."""

UNMARKED = ("polnear-train", "dse-train", "timebank-dev", "re3d-all", "seesaw-train")
"""Sets of news of which only the text is used: the teacher marks them, and the shipped model learns from its marks."""


@dataclass(frozen=True)
class Text:
    """A text ready for training.

    Attributes:
        words: its tokens.
        encoded: the tokens as the model reads them.
        breaks: the tokens at which sentences begin.
        allowed: for each token a number whose bits are the labels that it may have; 0 where gold says nothing.
        likely: for each token the probability of each label, where another model has marked the text.
    """

    words: list[str]
    encoded: Encoded
    breaks: list[int]
    allowed: Bits
    likely: Floats | None = None


def read(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    """Yield the documents of a gold set."""
    packed = folder / f"{name}.jsonl.gz"
    if packed.exists():
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)
    else:
        with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def tuned(count: int) -> list[int]:
    """Return the documents of a dev set of this size that may be tuned on; every third stays untouched."""
    return [place for place in range(count) if place % 3 != 2]


_PATTERN = token_pattern()


def prepare(document: Mapping[str, Any]) -> Document:
    """Return the document with the layers that the annotator reads."""
    text = document["text"]
    bare = Document(document["id"], text, "en").with_layer(find_structure(text, "en"))
    return bare.with_layer(find_sentences(bare)).with_layer(find_tokens(_PATTERN, text))


def texts(pieces: Pieces, folder: Path, name: str) -> Iterator[Text]:
    """Yield the texts of a gold set, ready for training."""
    family = next(family for family in MEANS if name.startswith(family))
    mark = roughly_allowed if name in ROUGH else allowed
    documents = list(read(folder, name))
    places = tuned(len(documents)) if name == "gum-news" else range(len(documents))
    yield from _ready(pieces, (documents[place] for place in places), lambda raw, spans: mark(raw, spans, family))


def unmarked(pieces: Pieces, folder: Path, name: str) -> Iterator[Text]:
    """Yield the texts of a set, without what it marks."""
    yield from _ready(pieces, read(folder, name), lambda _, spans: np.zeros(len(spans), dtype=np.int64))


def _ready(
    pieces: Pieces, documents: Iterable[dict[str, Any]], mark: Callable[[dict[str, Any], Spans], Bits]
) -> Iterator[Text]:
    for raw in documents:
        spans, breaks = tokens(raw)
        if spans:
            words = [raw["text"][start:end] for start, end in spans]
            yield Text(words, encode(pieces, raw["text"], spans), breaks, mark(raw, spans))


def tokens(raw: Mapping[str, Any]) -> tuple[Spans, list[int]]:
    """Return where the tokens of a document are, and the numbers of those at which sentences begin."""
    document = prepare(raw)
    spans = [(token.start, token.end) for token in document["tokens"]]
    starts = [start for start, _ in spans]
    return spans, [int(np.searchsorted(starts, sentence.start)) for sentence in document["sentences"]]


def allowed(raw: Mapping[str, Any], spans: Spans, family: str) -> Bits:
    """Return for each token a number whose bits are the labels that it may have."""
    outside = bits(OPEN.get(family, ()), first=True) | bits(OPEN.get(family, ()), first=False) | 1 << OUTSIDE
    marks = np.full(len(spans), outside, dtype=np.int64)
    starts, ends = (np.array(side) for side in zip(*spans, strict=True))
    names = [s for s in raw["spans"] if s["layer"] == "entities" and s["label"] in MEANS[family]]
    for name in sorted(names, key=lambda s: s["end"] - s["start"]):  # a longer name covers those inside it
        here, after = np.searchsorted(ends, name["start"], side="right"), np.searchsorted(starts, name["end"])
        types = MEANS[family][name["label"]]
        marks[here:after] = bits(types, first=False)
        if here < after:
            marks[here] = bits(types, first=True)
    return marks


def roughly_allowed(raw: Mapping[str, Any], spans: Spans, family: str) -> Bits:
    """Return the same where edges are drawn otherwise: only the capitals in a name must belong to one of its type.

    A title may stand outside, so of a person only the last word must; capitals outside names may be anything.
    """
    words = [raw["text"][start:end] for start, end in spans]
    capital = np.array([case_of(word) > LOWER for word in words])
    marks = np.where(capital, 0, 1 << OUTSIDE).astype(np.int64)
    starts, ends = (np.array(side) for side in zip(*spans, strict=True))
    names = [
        s for s in raw["spans"] if s["layer"] == "entities" and s["attrs"]["named"] and s["label"] in MEANS[family]
    ]
    for name in sorted(names, key=lambda s: s["end"] - s["start"]):
        here, after = np.searchsorted(ends, name["start"], side="right"), np.searchsorted(starts, name["end"])
        types = MEANS[family][name["label"]]
        any_part = bits(types, first=True) | bits(types, first=False)
        sure = capital[here:after].copy()
        if types == ("person",):
            sure[:-1] = False
        marks[here:after] = np.where(sure, any_part, any_part | 1 << OUTSIDE)
    return marks


def bits(types: tuple[str, ...], *, first: bool) -> int:
    """Return a number whose bits are the labels of the first or of a later token of a name of these types."""
    part = begin if first else inside
    return sum(1 << (OUTSIDE if type_ == "O" else part(TYPES.index(type_))) for type_ in types)
