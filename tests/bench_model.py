"""What the model costs on a text of 100,000 words: 100,000 tokens and 20,000 overlapping annotations.

Goals on two cores: adding and checking under 0.2 s, with two features each under 0.4 s; 1,000 overlap queries under
10 ms; TEI written under 1 s and read under 1.5 s. `peak MB` is what tracemalloc counts in one run of its own.
"""

from __future__ import annotations

import random
import tracemalloc
from itertools import pairwise

import pytest

from annotator import Document, Feature, Label, LayerBuilder, LayerSchema, Source
from annotator.exporters.json import read_json, write_json
from annotator.exporters.jsonl import write_jsonl

pytestmark = pytest.mark.bench

WORDS = 100_000
FEATURES = (Feature("lemma", "the word's base form"), Feature("number", "which word of the text", "integer"))
TOKENS = LayerSchema("tokens", "words", labels=(Label("t", "a word"),), features=FEATURES)
PHRASES = LayerSchema("phrases", "phrases", labels=(Label("p", "a phrase"),), features=FEATURES)

_random = random.Random(1)
TEXT = " ".join("".join(_random.choices("abcdefghij", k=_random.randint(2, 9))) for _ in range(WORDS))
_STARTS = [0, *(place + 1 for place, character in enumerate(TEXT) if character == " "), len(TEXT) + 1]
TOKEN_SPANS = [(start, after - 1) for start, after in pairwise(_STARTS)]
FIRST_WORDS = [_random.randrange(WORDS - 10) for _ in range(WORDS // 5)]
PHRASE_SPANS = [(TOKEN_SPANS[first][0], TOKEN_SPANS[first + _random.randrange(1, 9)][1]) for first in FIRST_WORDS]
QUERIES = [(start, start + 100) for start in _random.choices(range(len(TEXT)), k=1_000)]


def layer(schema, spans, *, features):
    builder = LayerBuilder(schema)
    label = schema.labels[0].name
    for number, (start, end) in enumerate(spans):
        builder.add(start, end, label, {"lemma": "word", "number": number} if features else None)
    return builder.build()


def add_all(*, features):
    document = Document("a", TEXT, "en")
    for schema, spans in ((TOKENS, TOKEN_SPANS), (PHRASES, PHRASE_SPANS)):
        document = document.with_layer(layer(schema, spans, features=features))
    return document


def peak(function, *arguments, **named):
    """The most memory that one call takes, in MB, beyond what was there."""
    tracemalloc.start()
    function(*arguments, **named)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return round(most / 1e6, 1)


@pytest.fixture(scope="module", params=[False, True], ids=["bare", "two-features"])
def features(request):
    return request.param


@pytest.fixture(scope="module")
def document(features):
    return add_all(features=features)


def test_add_and_check(benchmark, features):
    document = benchmark(add_all, features=features)
    assert [len(found) for found in document.layers.values()] == [WORDS, WORDS // 5]
    benchmark.extra_info["peak MB"] = peak(add_all, features=features)


def test_build_the_index(benchmark, document):
    def fresh():
        return (document["phrases"].made_by(None),), {}

    found = benchmark.pedantic(lambda phrases: phrases.overlapping(0, 1), setup=fresh, rounds=10)
    assert found == document["phrases"].overlapping(0, 1)


@pytest.mark.parametrize("name", ["tokens", "phrases"])
def test_a_thousand_queries(benchmark, document, name):
    asked = document[name]
    asked.overlapping(0, 1)  # builds the index
    found = benchmark(lambda: sum(len(asked.overlapping(*query)) for query in QUERIES))
    assert found > len(QUERIES)


def test_write_tei(benchmark, document):
    writer = pytest.importorskip("annotator.tei.writer")
    data = benchmark.pedantic(writer.write_tei, (document,), rounds=3, warmup_rounds=1)
    benchmark.extra_info |= {"MB": round(len(data) / 1e6, 1), "peak MB": peak(writer.write_tei, document)}


def test_read_tei(benchmark, document):
    writer, reader = pytest.importorskip("annotator.tei.writer"), pytest.importorskip("annotator.tei.reader")
    source = Source("a", "a.xml", writer.write_tei(document), keep_layers=True)
    again = benchmark.pedantic(reader.read_tei, (source,), rounds=3, warmup_rounds=1)
    assert (again.text, again.layers) == (document.text, document.layers)
    benchmark.extra_info["peak MB"] = peak(reader.read_tei, source)


def test_write_json(benchmark, document):
    data = benchmark(write_json, document)
    benchmark.extra_info |= {"MB": round(len(data) / 1e6, 1), "peak MB": peak(write_json, document)}


def test_read_json(benchmark, document):
    source = Source("a", "a.json", write_json(document), keep_layers=True)
    assert benchmark(read_json, source) == document
    benchmark.extra_info["peak MB"] = peak(read_json, source)


def test_write_jsonl(benchmark, document):
    data = benchmark(write_jsonl, document)
    benchmark.extra_info |= {"MB": round(len(data) / 1e6, 1), "peak MB": peak(write_jsonl, document)}
