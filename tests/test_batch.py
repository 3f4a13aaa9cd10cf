from __future__ import annotations

import json
import sys
import time
import warnings
from pathlib import Path

import msgspec
import pytest

from annotator import (
    Annotator,
    Executor,
    Exporter,
    LayerBuilder,
    PluginError,
    Reader,
    UnknownNameError,
    UsageError,
    hookimpl,
)
from annotator.batch import Job, prepare, run_batch
from annotator.document import Document
from annotator.exporters.json import write_json
from annotator.files import output_path
from annotator.manager import load_registry
from annotator.settings import RunSettings
from tests.toys import schema, toy


class Toys:
    """A plugin with one record of each kind."""

    @hookimpl
    def annotator_annotators(self) -> list[Annotator]:
        return [toy("words"), toy("guesses", working=True), toy("bad", annotate=self.refuse)]

    @hookimpl
    def annotator_readers(self) -> list[Reader]:
        def read(settings):
            return lambda source: Document(source.id, source.bytes().decode().upper())

        return [
            Reader(name="shout", version="1.0", description="capitals", suffixes=(".shout",), open=read),
            Reader(
                name="exits",
                version="1.0",
                description="ends the program",
                suffixes=(".exits",),
                open=lambda settings: lambda source: sys.exit(3),
            ),
        ]

    @hookimpl
    def annotator_exporters(self) -> list[Exporter]:
        def write(settings):
            return lambda document: document.text.encode()

        return [Exporter(name="plain", version="1.0", description="the text", suffix=".out", open=write)]

    @hookimpl
    def annotator_executors(self) -> list[Executor]:
        self.used = 0

        def run(work, items):
            for item in items:
                self.used += 1
                yield work(item)

        return [Executor(name="toy", version="1.0", description="in turn", open=lambda settings, jobs: run)]

    @staticmethod
    def refuse(document):
        if "bad" in document.text:
            raise ValueError("no")
        return [LayerBuilder(schema("bad")).build()]


@pytest.fixture
def plugin():
    return Toys()


@pytest.fixture
def run(plugin, tmp_path):
    registry = load_registry(extra={"toys": plugin}, discover=False)

    def go(*sources, **settings):
        given = {"date": settings.pop("date", None), "language": settings.pop("language", None)}
        job = Job(
            tuple(map(str, sources)), str(tmp_path / "out"), RunSettings(**{"to": ("json",), **settings}), **given
        )
        return list(run_batch(job, prepare(job, registry)))

    return go


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_plugin_of_every_kind_runs_the_seeds(run, plugin, root, tmp_path):
    reports = run(root / "seeds", to=("plain",), layers=("words",), executor="toy")
    assert plugin.used == 1
    assert [report.error for report in reports] == [None, None]
    for report, seed in zip(reports, sorted((root / "seeds").iterdir()), strict=True):
        assert report.id == seed.stem
        assert report.annotations["words"] > 300
        assert (tmp_path / "out" / report.files[0]).read_bytes() == seed.read_bytes()


def test_a_reader_is_chosen_by_the_ending(run, tmp_path):
    [report] = run(write(tmp_path / "in" / "a.shout", "quiet"), to=("plain",), layers=())
    assert (tmp_path / "out" / "a.out").read_text() == "QUIET"
    assert report.id == "a"


def test_a_bad_document_never_stops_the_run(run, tmp_path):
    for n, text in enumerate(["good", "bad", "fine"]):
        write(tmp_path / "in" / f"{n}.txt", text)
    (tmp_path / "in" / "3.txt").write_bytes(b"%PDF-1.4 not text")
    first, second, third, fourth = run(tmp_path / "in", layers=("bad", "words"))
    assert (first.files, third.files) == (["0.json"], ["2.json"])
    assert "annotator 'bad' 1.0 failed on document '1': ValueError: no" in second.error
    assert "3.txt" in fourth.error
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["0.json", "2.json"]


def test_other_layers_are_kept_when_asked(run, tmp_path):
    [report] = run(write(tmp_path / "in" / "a.txt", "bad"), layers=("bad", "words"), on_error="keep")
    assert report.error is None
    assert set(report.annotations) == {"words"}
    assert "ValueError" in report.skipped["bad"]


def test_layers_are_left_out_of_every_output(run, tmp_path):
    source = write(tmp_path / "in" / "a.txt", "good")
    [report] = run(source, to=("json", "tei", "jsonl"), leave_out=("words",))
    assert set(report.annotations) == {"bad", "guesses"}
    for name in ("a.json", "a.xml", "annotations.jsonl"):
        assert b"words" not in (tmp_path / "out" / name).read_bytes()


def test_what_is_left_out_must_be_a_layer_and_not_asked_for(run, tmp_path):
    source = write(tmp_path / "in" / "a.txt", "good")
    with pytest.raises(UnknownNameError, match="unknown layer 'wrods'; did you mean 'words'"):
        run(source, leave_out=("wrods",))
    with pytest.raises(UsageError, match="the layer 'words' is asked for and left out; say one of the two"):
        run(source, layers=("words",), leave_out=("words",))


def test_where_layers_are_kept_a_name_that_nothing_bears_is_told_with_the_document(run, tmp_path):
    run(write(tmp_path / "in" / "a.txt", "good"), layers=("words",))
    (tmp_path / "out").rename(tmp_path / "kept")
    [report] = run(tmp_path / "kept" / "a.json", layers=(), keep_layers=True, leave_out=("wrods",))
    assert report.warnings == ["there is no layer 'wrods' to leave out; did you mean 'words'?"]
    assert set(report.annotations) == {"words"}


def test_folders_become_folders_and_hidden_files_are_left_alone(run, tmp_path):
    for name in ["a/x.txt", "b/x.txt", ".git/y.txt", "b/.z.txt", "b/image.png"]:
        write(tmp_path / "in" / name, name)
    assert [report.files for report in run(tmp_path / "in", layers=())] == [["a/x.json"], ["b/x.json"]]


def test_two_documents_of_one_id_do_not_overwrite_each_other(run, tmp_path):
    paths = [write(tmp_path / folder / "x.txt", folder) for folder in ("a", "b")]
    first, second = run(*paths, layers=())
    assert first.files == ["x.json"]
    assert "same id" in second.error
    assert json.loads((tmp_path / "out" / "x.json").read_text())["text"] == "a"


def test_two_files_that_hold_documents_of_one_id_do_not_overwrite_each_other(run, tmp_path):
    document = write_json(Document("same", "text"))
    for name in ("a.json", "b.json"):
        write(tmp_path / "in" / name, document.decode())
    reports = run(tmp_path / "in", layers=(), to=("tei", "json"))
    assert [report.error for report in reports] == [None, None]
    assert [report.files for report in reports] == [["a.xml", "a.json"], ["b.xml", "b.json"]]
    assert (tmp_path / "out" / "a.json").read_bytes() == (tmp_path / "out" / "b.json").read_bytes()


@pytest.mark.parametrize("to", [("json",), ("jsonl",)])
def test_an_output_folder_that_cannot_be_is_told_before_work_starts(run, tmp_path, to):
    source = write(tmp_path / "in" / "a.txt", "x")
    write(tmp_path / "out", "a file")
    with pytest.raises(UsageError, match="out is a file; name a folder"):
        run(source, to=to)


def test_what_an_earlier_run_wrote_is_no_source(run, tmp_path):
    write(tmp_path / "a.txt", "x")
    for _ in range(2):
        assert [report.id for report in run(tmp_path, layers=())] == ["a"]
    assert [report.id for report in run(tmp_path / "out", layers=(), to=("tei",))] == ["a"]


def test_no_source_is_written_over(run, tmp_path):
    source = write(tmp_path / "out" / "a.json", write_json(Document("a", "text")).decode())
    before = source.read_bytes()
    [report] = run(source, layers=())
    assert "written over its own source" in report.error
    assert source.read_bytes() == before


def test_a_reader_that_ends_the_program_fails_its_document_alone(run, plugin, tmp_path):
    for name in ("a.txt", "b.exits", "c.txt"):
        write(tmp_path / "in" / name, "x")
    assert [report.error for report in run(tmp_path / "in", layers=())] == [None, "SystemExit: 3", None]


def test_jsonl_gives_one_document_a_line_and_joins_them_in_order(run, tmp_path):
    lines = [{"id": f"d{n}", "text": f"text {n}"} for n in range(20)]
    lines.insert(7, "broken")
    source = tmp_path / "in" / "all.jsonl"
    write(
        source,
        "".join(line if line == "broken" else json.dumps(line) + "\n" for line in lines).replace("broken", "{\n"),
    )
    reports = run(source, to=("jsonl", "json"), layers=("words",))
    assert [report.error is None for report in reports] == [n != 7 for n in range(21)]
    assert "line 8" in reports[7].source
    joined = (tmp_path / "out" / "annotations.jsonl").read_text().splitlines()
    assert [json.loads(line)["id"] for line in joined] == [f"d{n}" for n in range(20)]


def test_working_layers_are_written_when_asked_for(run, tmp_path):
    source = write(tmp_path / "in" / "a.txt", "some words")
    run(source, to=("jsonl", "json"), layers=("words",))
    [plain] = run(source, to=("jsonl",))
    assert "guesses" not in plain.annotations
    [named] = run(source, to=("jsonl",), layers=("guesses",))
    assert named.annotations["guesses"] == 2
    [whole] = run(source, to=("json",))
    assert whole.annotations["guesses"] == 2


def test_date_and_language_are_those_given(run, tmp_path):
    source = write(tmp_path / "in" / "a.jsonl", json.dumps({"id": "a", "text": "x", "meta": {"date": "2020-01-01"}}))
    run(source, layers=())
    written = json.loads((tmp_path / "out" / "a.json").read_text())
    assert (written["language"], written["metadata"]["date"]) == ("en", "2020-01-01")
    run(source, layers=(), date="2021", language="ko")
    written = json.loads((tmp_path / "out" / "a.json").read_text())
    assert (written["language"], written["metadata"]["date"]) == ("ko", "2021")


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"to": ("teii",)}, "unknown output format 'teii'; did you mean 'tei'"),
        ({"layers": ("wrods",)}, "unknown layer 'wrods'; did you mean 'words'"),
        ({"layers": ("wrods",), "keep_layers": True}, "unknown layer 'wrods'; did you mean 'words'"),
        ({"makers": {"words": "wrods"}, "keep_layers": True}, "unknown annotator 'wrods'; did you mean 'words'"),
        ({"executor": "toyy"}, "unknown executor 'toyy'; did you mean 'toy'"),
        ({"plugins": {"wrods": {}}}, "did you mean 'words'"),
    ],
)
def test_wrong_requests_are_refused_before_work_starts(run, tmp_path, settings, message):
    with pytest.raises(UnknownNameError, match=message):
        run(write(tmp_path / "in" / "a.txt", "x"), **settings)
    assert not (tmp_path / "out").exists()


def test_sources_must_be_there_and_be_readable(run, tmp_path):
    with pytest.raises(UsageError, match="no such file"):
        run(tmp_path / "nowhere")
    with pytest.raises(UsageError, match=r"known endings: .*\.txt"):
        run(write(tmp_path / "a.docx", "x"))


def test_several_processes_give_the_same_bytes(root, tmp_path):
    outputs = []
    for jobs in (1, 2):
        out = tmp_path / str(jobs)
        source = tmp_path / "many.jsonl"
        write(source, "".join(json.dumps({"id": str(n), "text": f"The {n}th text."}) + "\n" for n in range(30)))
        job = Job((str(source),), str(out), RunSettings(to=("json", "jsonl"), layers=("tokens",), jobs=jobs))
        reports = list(run_batch(job))
        assert [report.error for report in reports] == [None] * 30
        outputs.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert outputs[0] == outputs[1]


def test_warnings_of_readers_and_annotators_stand_in_the_report(plugin, tmp_path):
    write(tmp_path / "in" / "a.txt", "plain")
    (tmp_path / "in" / "b.txt").write_bytes(b"a caf\xe9 that was shut for the winter, and then opened again")

    def open_warning(settings):
        warnings.warn("the model is old", stacklevel=1)
        return toy("words").open(settings)

    registry = load_registry(extra={"toys": plugin}, discover=False)
    words = msgspec.structs.replace(registry.annotators["words"], open=open_warning)
    registry = msgspec.structs.replace(registry, annotators=registry.annotators | {"words": words})
    job = Job((str(tmp_path / "in"),), str(tmp_path / "out"), RunSettings(to=("json",), layers=("words",)))
    first, second = run_batch(job, prepare(job, registry))
    assert first.warnings == ["the model is old"]
    [warning] = second.warnings
    assert "b.txt: read as cp1252" in warning


class Unopenable:
    """A plugin whose records cannot be opened."""

    def __init__(self) -> None:
        self.tries = 0

    def refuse(self, *_):
        self.tries += 1
        raise OSError("no model")

    @hookimpl
    def annotator_readers(self) -> list[Reader]:
        return [Reader(name="odd", version="1.0", description="", suffixes=(".odd",), open=self.refuse)]

    @hookimpl
    def annotator_exporters(self) -> list[Exporter]:
        return [Exporter(name="odd", version="1.0", description="", suffix=".odd", open=self.refuse)]

    @hookimpl
    def annotator_executors(self) -> list[Executor]:
        return [Executor(name="odd", version="1.0", description="", open=self.refuse)]


def test_a_reader_that_cannot_be_opened_fails_its_documents_and_is_tried_once(tmp_path):
    for name in ("a.odd", "b.txt", "c.odd"):
        write(tmp_path / "in" / name, "text")
    odd = Unopenable()
    job = Job((str(tmp_path / "in"),), str(tmp_path / "out"), RunSettings(to=("json",), layers=()))
    a, b, c = run_batch(job, prepare(job, load_registry(extra={"odd": odd}, discover=False)))
    assert (a.error, b.error) == (c.error, None)
    assert "reader 'odd' 1.0" in a.error
    assert "cannot be opened: OSError: no model; install that plugin again, or leave it out with" in a.error
    assert odd.tries == 1


@pytest.mark.parametrize(("setting", "value"), [("to", ("odd",)), ("executor", "odd")])
def test_what_every_document_needs_and_cannot_be_opened_stops_the_run(tmp_path, setting, value):
    write(tmp_path / "in" / "a.txt", "text")
    settings = RunSettings(**{"to": ("json",), "layers": (), setting: value})
    job = Job((str(tmp_path / "in"),), str(tmp_path / "out"), settings)
    with pytest.raises(PluginError, match=r"'odd' 1.0.* cannot be opened: OSError: no model"):
        list(run_batch(job, prepare(job, load_registry(extra={"odd": Unopenable()}, discover=False))))


def test_debug_reports_the_traceback(plugin, tmp_path):
    source = write(tmp_path / "in" / "a.txt", "bad")
    job = Job((str(source),), str(tmp_path / "out"), RunSettings(to=("json",), layers=("bad",)), debug=True)
    [report] = run_batch(job, prepare(job, load_registry(extra={"toys": plugin}, discover=False)))
    assert "Traceback" in report.error
    assert 'raise ValueError("no")' in report.error


@pytest.mark.parametrize(
    "id", ["a", "../up", "/etc/x", "..", "", "a//b", "c:\\d", "é", "x" * 300, "\ud800", "a\nb", "名" * 200]
)
def test_outputs_stay_in_their_folder_whatever_the_id(tmp_path, id):
    path = output_path(tmp_path, id, ".xml")
    assert path.is_relative_to(tmp_path)
    assert ".." not in path.parts
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("can be written")


def test_different_ids_give_different_paths(tmp_path):
    ids = ["a", "A b", "a:b", "a%3Ab", "a/b", "x" * 300, "x" * 301, ".a", "%2Ea", "", "%"]
    assert len({output_path(tmp_path, id, ".xml") for id in ids}) == len(ids)


def test_time_is_reported_but_never_written(run, tmp_path):
    started = time.perf_counter()
    [report] = run(write(tmp_path / "in" / "a.txt", "x"), layers=())
    assert 0 < report.seconds <= time.perf_counter() - started
    assert b"seconds" not in msgspec.json.encode((tmp_path / "out" / "a.json").read_text())
