from __future__ import annotations

import json
import os
import signal
import time

from annotator import WorkerDied
from annotator.batch import CHUNK, Job, run_batch
from annotator.executors import run_in_processes
from annotator.settings import RunSettings

DEADLY = """
import os, signal
from annotator import Annotator, Label, LayerBuilder, LayerSchema, each_document, hookimpl

SCHEMA = LayerSchema("deadly", "kills its process", labels=(Label("x", "anything"),))

def annotate(document):
    if "deadly" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return [LayerBuilder(SCHEMA).build()]

@hookimpl
def annotator_annotators():
    yield Annotator(
        name="deadly", version="1", description="deadly", provides=(SCHEMA,),
        open=lambda settings: each_document(annotate),
    )
"""


def die_of_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def interrupt_oneself(number: int) -> int:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.01)
    return number


def test_results_come_in_order_and_a_dead_process_is_told_and_replaced():
    found = list(run_in_processes(2, die_of_three, range(40)))
    assert len(found) == 40
    assert isinstance(found[3], WorkerDied)
    assert all(isinstance(each, WorkerDied) or each == number for number, each in enumerate(found))
    assert sum(isinstance(each, WorkerDied) for each in found) <= 6  # what was in hand, and no more


def test_an_interrupt_is_the_business_of_the_process_that_started_the_others():
    assert list(run_in_processes(2, interrupt_oneself, range(4))) == [0, 1, 2, 3]


def test_a_document_that_kills_its_process_is_the_only_one_to_fail(dist_info, tmp_path):
    dist_info("deadly", DEADLY)
    texts = ["plain"] * (2 * CHUNK + 3)
    texts[CHUNK + 1] = "deadly"
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)))
    job = Job((str(source),), str(tmp_path / "out"), RunSettings(to=("json", "jsonl"), layers=("deadly",), jobs=2))
    reports = list(run_batch(job))
    failed = [report for report in reports if report.error]
    assert [report.id for report in reports] == [str(n) for n in range(len(texts))]
    assert [report.id for report in failed] == [str(CHUNK + 1)]
    assert "died" in str(failed[0].error)
    lines = (tmp_path / "out" / "annotations.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in lines] == [r.id for r in reports if not r.error]
