"""The command line as people use it: in a process of its own, its words and exit codes read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEED = "000_c4c80ef4fa3d1f80"


def annotator(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "annotator", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=120, check=False)


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
        (["--no-plugin", "annotator-txt"], "did you mean 'annotator-text'?"),
        (["--config", "none.toml"], "none.toml cannot be read"),
        (["--profile", "fast"], "unknown profile 'fast'"),
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
    assert (tmp_path / f"{SEED}.json").read_bytes() == (out / f"{SEED}.json").read_bytes()
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
