"""As a stranger has it: wheels in a clean environment, outside the tree."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def call(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheels(root, tmp_path_factory) -> Path:
    """A wheel of the core and of each plugin, built from a copy, so that the tree stays clean."""
    copy = tmp_path_factory.mktemp("copy") / "annotator"
    tracked = call("git", "ls-files", "--cached", "--others", "--exclude-standard", cwd=root).splitlines()
    for name in tracked:
        if (root / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, copy / name)
    folder = tmp_path_factory.mktemp("wheels")
    projects = [copy, *sorted(path.parent for path in copy.glob("plugins/*/pyproject.toml"))]
    call(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", folder, *projects, cwd=copy)
    return folder


@pytest.fixture(scope="module")
def clean(wheels, root, tmp_path_factory) -> Path:
    """The `bin` folder of a virtual environment that holds the wheels and what they ask for, nothing else."""
    home = tmp_path_factory.mktemp("clean")
    call(sys.executable, "-m", "venv", home / "venv", cwd=home)
    python = home / "venv" / "bin" / "python"
    constraints = ["-c", root / "constraints.txt"]
    call(python, "-m", "pip", "install", "--quiet", *constraints, *sorted(wheels.glob("*.whl")), cwd=home)
    return python.parent


def test_the_core_wheel_holds_the_package_alone(wheels):
    [wheel] = wheels.glob("annotator_tei-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"annotator", "annotator_tei"}
    assert "annotator/py.typed" in names
    assert "annotator/tei/annotator.rng" in names


def test_all_plugins_are_found_and_the_seeds_are_annotated(clean, root, tmp_path):
    facts = json.loads(call(clean / "annotator", "plugins", "--json", cwd=tmp_path))
    shipped = {path.parent.name for path in root.glob("plugins/*/pyproject.toml")}
    assert shipped <= {plugin["distribution"] for plugin in facts}
    assert {plugin["status"] for plugin in facts} == {"loaded"}
    shutil.copytree(root / "seeds", tmp_path / "seeds")
    call(clean / "annotator", "run", "seeds", "--out", "out", "--jobs", "2", cwd=tmp_path)
    written = sorted((tmp_path / "out").glob("*.xml"))
    assert len(written) == 2
    call(clean / "annotator", "validate", *written, cwd=tmp_path)


def test_the_core_alone_works_and_says_what_is_missing(wheels, tmp_path):
    call(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    python = tmp_path / "venv" / "bin" / "python"
    [core] = wheels.glob("annotator_tei-*.whl")
    call(python, "-m", "pip", "install", "--quiet", core, cwd=tmp_path)
    (tmp_path / "a.txt").write_text("Some words.")
    call(python.parent / "annotator", "run", "a.txt", "--out", "out", cwd=tmp_path)
    done = subprocess.run(
        [python.parent / "annotator", "run", "a.txt", "--out", "out", "--layers", "entities"],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "unknown layer 'entities'" in done.stderr
