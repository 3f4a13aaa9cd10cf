"""What the framework itself costs for a document of 400 words, its annotators taken out."""

from __future__ import annotations

import itertools

import pytest

from annotator import Document
from annotator.batch import Job, prepare, run_batch
from annotator.manager import load_registry
from annotator.pipeline import Pipeline
from annotator.settings import RunSettings
from tests.toys import toy

pytestmark = pytest.mark.bench

SENTENCE = "The council met on Monday to vote on the new harbour ."
TEXT = " ".join(itertools.islice(itertools.cycle(SENTENCE.split()), 400))
DOCUMENTS = 200


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for n in range(DOCUMENTS):
        (folder / f"{n:04}.txt").write_text(TEXT)
    return folder


@pytest.mark.parametrize("formats", [("tei",), ("jsonl",), ("tei", "jsonl", "json")], ids="+".join)
def test_batch_without_annotators(benchmark, folder, tmp_path, formats):
    """Find, read, plan, write, report: all but the annotators. Goal: under 2 ms a document."""
    registry = load_registry(discover=False)

    def run():
        job = Job((str(folder),), str(tmp_path), RunSettings(to=formats, layers=()))
        return sum(report.error is None for report in run_batch(job, prepare(job, registry)))

    assert benchmark(run) == DOCUMENTS
    benchmark.extra_info["ms per document"] = round(benchmark.stats["min"] / DOCUMENTS * 1000, 3)


def test_pipeline_with_ten_idle_annotators(benchmark, registry_of):
    """Planning, calling, checking, stamping: ten annotators that add nothing."""
    idle = [toy(f"idle-{n}", annotate=lambda document, n=n: [_empty(f"idle-{n}")]) for n in range(10)]
    pipeline = Pipeline(registry_of(*idle))
    documents = [Document(str(n), TEXT, "en") for n in range(DOCUMENTS)]
    outcomes = benchmark(pipeline.run, documents)
    assert all(outcome.error is None for outcome in outcomes)
    benchmark.extra_info["ms per document"] = round(benchmark.stats["min"] / DOCUMENTS * 1000, 3)


def _empty(name):
    from annotator import LayerBuilder
    from tests.toys import schema

    return LayerBuilder(schema(name)).build()
