"""The command line as people use it: in a process of its own, its words and exit codes read."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

SEED = "000_c4c80ef4fa3d1f80"


def annotator(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    env = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, env=env, timeout=120, check=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory, root) -> Path:
    """The seeds, annotated once for all tests of this file."""
    out = tmp_path_factory.mktemp("out")
    done = annotator("run", root / "seeds", "--out", out, "--to", "tei,jsonl,json")
    assert done.returncode == 0, done.stderr
    return out


def test_run_writes_every_format(out):
    assert {path.name for path in out.iterdir()} == {
        "000_c4c80ef4fa3d1f80.xml", "000_c4c80ef4fa3d1f80.json",
        "001_6281a74600acfc14.xml", "001_6281a74600acfc14.json", "annotations.jsonl",
    }  # fmt: skip


def test_the_summary_tells_documents_annotations_language_and_time(root, tmp_path):
    done = annotator("run", root / "seeds", "--out", tmp_path, "--layers", "tokens")
    assert "2 documents annotated in" in done.stdout
    assert "tokens" in done.stdout
    assert "en (--lang says another)" in done.stdout
    assert done.stderr == ""  # quiet when piped: no progress bar


def test_json_is_for_machines(root, tmp_path):
    done = annotator("run", root / "seeds", "--out", tmp_path, "--layers", "tokens", "--json")
    summary = json.loads(done.stdout)
    assert summary["documents"] == 2
    assert summary["annotations"]["tokens"] > 500
    assert summary["failed"] == []


def test_a_failed_document_is_told_and_gives_exit_code_1(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text("Fine.")
    (tmp_path / "in" / "bad.txt").write_bytes(b"%PDF-1.7")
    done = annotator("run", tmp_path / "in", "--out", tmp_path / "out", "--layers", "tokens")
    assert done.returncode == 1
    assert "bad.txt" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert (tmp_path / "out" / "good.xml").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--layers", "entitis"], "unknown layer 'entitis'; did you mean 'entities'?"),
        (["--to", "tie"], "unknown output format 'tie'; did you mean 'tei'?"),
        (["--date", "4 May"], "--date '4 May' is no ISO date"),
        (["--leave-out", "tokn"], "unknown layer 'tokn'; did you mean 'tokens'?"),
        (["--lang", "english"], "the language 'english' is no language tag (BCP 47); did you mean 'en', English?"),
        (["--no-plugin", "annotator-txt"], "did you mean 'annotator-text'?"),
        (["--config", "none.toml"], "none.toml cannot be read"),
        (["--profile", "fats"], "unknown profile 'fats'; did you mean 'fast'?"),
        (["--to", ","], "--to names no format"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--layer", "x"], "--layers"),
    ],
)
def test_a_wrong_request_is_a_sentence_and_exit_code_2(root, tmp_path, arguments, message):
    done = annotator("run", root / "seeds", "--out", "out", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_all_layers_are_the_same_in_this_process_and_in_others(root, tmp_path):
    for jobs in (1, 2):
        done = annotator("run", root / "seeds", "--out", tmp_path / str(jobs), "--jobs", jobs, "--to", "tei,json,jsonl")
        assert done.returncode == 0
    files = [{p.name: p.read_bytes() for p in (tmp_path / str(jobs)).iterdir()} for jobs in (1, 2)]
    assert files[0] == files[1]
    assert len(files[0]) == 5


def test_the_profile_fast_leaves_out_trained_models_and_says_so(root, tmp_path):
    done = annotator("run", root / "seeds", "--out", tmp_path, "--profile", "fast", "--to", "jsonl")
    assert done.returncode == 0
    assert "left out because it is costly" in done.stdout
    assert (tmp_path / "annotations.jsonl").stat().st_size > 1000


def test_debug_shows_the_traceback(root, tmp_path):
    done = annotator("run", root / "seeds", "--out", tmp_path, "--layers", "entitis", "--debug")
    assert "Traceback" in done.stderr


def test_settings_are_read_from_the_folder(root, tmp_path):
    (tmp_path / "annotator.toml").write_text('to = ["jsonl"]\nlayers = ["tokens"]\n')
    assert annotator("run", root / "seeds", "--out", "out", cwd=tmp_path).returncode == 0
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["annotations.jsonl"]
    (tmp_path / "annotator.toml").write_text("jbos = 2")
    done = annotator("run", root / "seeds", "--out", "out", cwd=tmp_path)
    assert "annotator.toml: unknown key 'jbos'; did you mean 'jobs'?" in done.stderr


def test_what_was_written_validates(out):
    done = annotator("validate", *sorted(out.glob("*.xml")))
    assert (done.returncode, done.stdout) == (0, "2 files checked, all in order\n")


def test_a_file_that_is_not_there_is_told_before_others_are_checked(out):
    done = annotator("validate", out / f"{SEED}.xml", "nowhere.xml")
    assert (done.returncode, done.stderr) == (2, "annotator: nowhere.xml: there is no such file or folder\n")


def test_damage_is_found_and_told_with_the_line(out, tmp_path):
    damaged = tmp_path / "damaged.xml"
    damaged.write_text((out / f"{SEED}.xml").read_text().replace("North Korean", "South Korean", 1))
    done = annotator("validate", damaged)
    assert done.returncode == 1
    assert "hash" in done.stdout
    findings = json.loads(annotator("validate", damaged, "--json").stdout)
    assert any(finding["kind"] == "hash" for finding in findings[str(damaged)])


def test_convert_keeps_everything(out, tmp_path):
    assert annotator("convert", out / f"{SEED}.xml", "--to", "json", "--out", tmp_path).returncode == 0
    # Working layers are in the JSON of a run alone.
    written, converted = (json.loads((folder / f"{SEED}.json").read_bytes()) for folder in (out, tmp_path))
    written["layers"] = [layer for layer in written["layers"] if not layer["schema"].get("working")]
    assert converted == written
    assert annotator("convert", tmp_path / f"{SEED}.json", "--to", "tei", "--out", tmp_path).returncode == 0
    assert (tmp_path / f"{SEED}.xml").read_bytes() == (out / f"{SEED}.xml").read_bytes()


@pytest.mark.parametrize("suffix", ["xml", "json"])
def test_show_prints_text_and_layers(out, suffix):
    done = annotator("show", out / f"{SEED}.{suffix}", "--width", "100", "--layers", "entities")
    assert done.returncode == 0, done.stderr
    assert "Whether North Korean leader" in done.stdout
    assert "person" in done.stdout


def test_show_annotates_plain_text_and_names_unknown_documents(out, tmp_path):
    (tmp_path / "a.txt").write_text("The minister spoke in Ottawa.")
    assert "Ottawa" in annotator("show", tmp_path / "a.txt").stdout
    done = annotator("show", out / "annotations.jsonl")
    assert "holds 2 documents; name one with --id" in done.stderr
    done = annotator("show", out / "annotations.jsonl", "--id", "000_c4c80ef4fa3d1f8")
    assert f"did you mean '{SEED}'?" in done.stderr


def test_plugins_tells_versions_origins_and_layers():
    done = annotator("plugins")
    assert "text (annotator-text 0.1.0)" in done.stdout
    assert "makes tokens; reads the text alone" in done.stdout
    facts = {plugin["name"]: plugin for plugin in json.loads(annotator("plugins", "--json").stdout)}
    assert facts["builtin"]["distribution"] == "annotator-tei"


def test_a_plugin_that_is_left_out_is_listed_as_blocked():
    assert "blocked" in annotator("plugins", "--no-plugin", "annotator-stance").stdout


@pytest.mark.parametrize("arguments", [("layers", "entities"), ("plugins",), ("layers", "--json"), ("show", "a.txt")])
def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path, arguments):
    (tmp_path / "a.txt").write_text("The minister spoke in Ottawa.\n" * 40)
    command = [sys.executable, "-m", "annotator", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (0, b"")


def test_what_the_terminal_cannot_show_stops_nothing(out):
    done = annotator("show", out / f"{SEED}.xml", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u2570" in done.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_file_names_need_not_be_text(tmp_path, jobs):
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / "caf\udce9.txt").write_bytes(b"plain words")
        (tmp_path / "in" / "b\udce9d.txt").write_bytes(b"%PDF-1.7")
    except OSError:
        pytest.skip("this file system takes only names that are text")
    run = ("run", "in", "--out", "out", "--layers", "tokens", "--jobs", jobs)
    done = annotator(*run, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "failed in/b\\udce9d.txt: is PDF" in done.stdout
    assert len(list((tmp_path / "out").glob("caf*.xml"))) == 1
    summary = json.loads(annotator(*run, "--json", cwd=tmp_path).stdout)
    assert summary["failed"][0]["source"] == "in/b\udce9d.txt"


def test_a_folder_without_documents_is_said_to_be(tmp_path):
    (tmp_path / "in").mkdir()
    done = annotator("run", "in", "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "no documents found in in\n")


def seven_files(folder, content):
    folder.mkdir()
    for n in range(7):
        (folder / f"{n}.txt").write_bytes(content)


def test_the_same_warning_is_told_once_with_the_documents_it_is_about(tmp_path):
    seven_files(tmp_path / "in", b"a caf\xe9 that was shut for the winter, and then opened again")
    done = annotator("run", "in", "--out", "out", "--layers", "tokens", cwd=tmp_path)
    [warning] = [line for line in done.stdout.splitlines() if line.startswith("warning")]
    assert warning.startswith("warning read as cp1252")
    assert warning.endswith("(7 documents: in/0.txt, in/1.txt, in/2.txt, in/3.txt, in/4.txt ...)")


def test_documents_without_a_date_are_counted_with_what_to_do(tmp_path):
    (tmp_path / "in").mkdir()
    for n in range(3):
        (tmp_path / "in" / f"{n}.txt").write_text("They met last Friday in Orvik.")
    (tmp_path / "in" / "dated.jsonl").write_text('{"id": "d", "text": "They met.", "meta": {"date": "2025-11-04"}}')
    run = ("run", "in", "--out", "out", "--layers")
    told = annotator(*run, "dates", cwd=tmp_path).stdout
    assert "no date is known of 3 of 4 documents: 'last Friday' and the like stay unresolved there; " in told
    undated = json.loads(annotator(*run, "dates", "--json", cwd=tmp_path).stdout)["undated"]
    assert undated == {"documents": 3, "sources": ["in/0.txt", "in/1.txt", "in/2.txt"]}
    assert "no date" not in annotator(*run, "dates", "--date", "2025-11-04", cwd=tmp_path).stdout
    assert "no date" not in annotator(*run, "tokens", cwd=tmp_path).stdout


def test_what_is_written_into_an_indexed_folder_asks_for_a_new_index(tmp_path):
    (tmp_path / "a.txt").write_text("President Ana Torres spoke.")
    run = ("run", "a.txt", "--out", "out", "--layers", "entities")
    assert "index again" not in annotator(*run, cwd=tmp_path).stdout
    assert annotator("index", "out", cwd=tmp_path).returncode == 0
    told = annotator(*run, cwd=tmp_path).stdout
    assert "index again with `annotator index out`: the registers there do not know what was written" in told
    assert json.loads(annotator(*run, "--json", cwd=tmp_path).stdout)["indexed"] is True
    assert "index again" not in annotator(*run, "--to", "jsonl", cwd=tmp_path).stdout
    (tmp_path / "out" / "a.xml").unlink()
    told = annotator("index", "out", cwd=tmp_path).stdout
    assert "out/listPerson.xml  removed: no document has a record for it now" in told
    assert "index again" not in annotator(*run, cwd=tmp_path).stdout


def test_of_a_folder_all_tei_files_are_validated(out, tmp_path):
    copy = tmp_path / "sub" / "deep"
    copy.mkdir(parents=True)
    (copy / f"{SEED}.xml").write_bytes((out / f"{SEED}.xml").read_bytes())
    (copy / "other.TEI").write_text("<TEI")
    (copy / ".hidden.xml").write_text("<TEI")
    (copy / "notes.txt").write_text("no TEI")
    done = annotator("validate", "sub", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout.startswith("sub/deep/other.TEI:")
    assert done.stdout.endswith("2 files checked, 1 with findings\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs /dev/stdin")
def test_a_pipe_is_validated_as_a_file_is(out):
    command = [sys.executable, "-m", "annotator", "validate", "/dev/stdin"]
    done = subprocess.run(command, input=(out / f"{SEED}.xml").read_bytes(), capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"1 file checked, all in order\n")


def test_files_and_folders_that_are_mixed_up_are_told_apart(tmp_path):
    (tmp_path / "a.txt").write_text("Fine.")
    (tmp_path / "empty.jsonl").touch()
    done = annotator("run", "a.txt", "--out", "a.txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "annotator: the output folder a.txt is a file; name a folder\n")
    done = annotator("validate", ".", cwd=tmp_path)
    told = "annotator: .: there is no file in this folder whose name ends in .xml or .tei\n"
    assert (done.returncode, done.stderr) == (2, told)
    done = annotator("show", "empty.jsonl", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "annotator: empty.jsonl holds no document\n")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of file sizes")
@pytest.mark.parametrize("format", ["tei", "jsonl"])
def test_a_full_disk_is_told_with_the_file_and_nothing_half_written_stays(tmp_path, format):
    import resource

    (tmp_path / "a.txt").write_text("The minister spoke. " * 1000)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limit[1]))
    try:
        done = annotator("run", "a.txt", "--out", "out", "--to", format, "--layers", "tokens", cwd=tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    name = {"tei": "a.xml", "jsonl": "annotations.jsonl"}[format]
    assert done.returncode == 1
    assert f"out/{name} cannot be written: File too large" in done.stdout + done.stderr
    assert "tokens" not in done.stdout
    assert [path for path in (tmp_path / "out").iterdir() if path.stat().st_size] == []


def test_what_befalls_many_documents_alike_is_told_once(tmp_path):
    seven_files(tmp_path / "in", b"%PDF-1.7")
    done = annotator("run", "in", "--out", "out", "--layers", "tokens", cwd=tmp_path)
    [line] = [line for line in done.stdout.splitlines() if line.startswith("failed")]
    assert line.endswith("(7 documents: in/0.txt, in/1.txt, in/2.txt, in/3.txt, in/4.txt ...)")
    assert "7 documents failed" in done.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_run_leaves_whole_files_alone(tmp_path, jobs):
    lines = (json.dumps({"id": str(n), "text": "The minister spoke. " * 50}) for n in range(2000))
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    command = "run", "in.jsonl", "--out", "out", "--to", "json,jsonl", "--layers", "tokens", "--jobs", str(jobs)
    # A shell that runs this in the background has the signal ignored, and children would inherit that.
    listen = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    start = f"{listen}; from annotator.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", start, *command], cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        while not list((tmp_path / "out").glob("*.json")):
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGINT)
        assert process.stderr is not None
        told = process.stderr.read().decode()
    assert (process.returncode, told) == (130, "annotator: interrupted; files already written are whole\n")
    written = {path.name: path for path in (tmp_path / "out").iterdir()}
    assert "annotations.jsonl" not in written
    assert all(name.endswith(".json") and json.loads(path.read_bytes()) for name, path in written.items())


def test_layers_tells_labels_and_features():
    assert "quotes by " in annotator("layers").stdout
    assert "speaker" in annotator("layers", "quotes").stdout
    assert "did you mean 'quotes'?" in annotator("layers", "qotes").stderr


@pytest.mark.parametrize("command", ["run", "convert", "show", "validate", "plugins", "layers"])
def test_every_command_has_help_with_examples(command):
    done = annotator(command, "--help")
    assert done.returncode == 0
    assert f"annotator {command}" in done.stdout.split("Examples:")[1]


def test_help_names_the_exit_codes_and_version_is_told():
    assert "Exit codes: 0" in annotator("--help").stdout
    assert annotator("--version").stdout.startswith("annotator 0.")


HELP = """
import sys
sys.argv = ["annotator", "--help"]
from annotator.cli import main
try:
    main()
except SystemExit:
    pass
print(sorted({"lxml", "rich", "annotator_text", "charset_normalizer"} & set(sys.modules)), file=sys.stderr)
"""


def test_help_imports_nothing_heavy():
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"
