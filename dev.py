#!/usr/bin/env python3
"""The one entry for every chore. Needs nothing but Python 3.11 or newer with pip.

    python dev.py demo     set up, annotate the seed articles, say where to look
    python dev.py test     set up and run the tests; further arguments go to pytest
    python dev.py slow     the tests that take long: wheels in a clean environment, validity of many files
    python dev.py lint     ruff: rules and format
    python dev.py types    mypy, strict
    python dev.py bench    the benchmarks, ratios against a peer or a floor in the same run
    python dev.py docs     write the generated pages of the documentation anew
    python dev.py freeze   write the versions installed now into constraints.txt

The virtual environment is `.venv` beside this file; set ANNOTATOR_VENV to have it elsewhere.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("ANNOTATOR_VENV", ROOT / ".venv")).absolute()
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
PLUGINS = sorted(path.parent for path in ROOT.glob("plugins/*/pyproject.toml"))


def run(*command: str | Path) -> int:
    """Run a command in the root folder, its output shown; return its exit code."""
    sys.stdout.flush()
    return subprocess.call([str(part) for part in command], cwd=ROOT)


def must(*command: str | Path) -> None:
    """Run a command and stop with its exit code when it fails."""
    if code := run(*command):
        sys.exit(code)


def set_up(extra: str = "") -> None:
    """Make the virtual environment and install the core and every plugin editable, unless that is done already."""
    stamp = VENV / f"annotator-{extra or 'plain'}.stamp"
    state = installed_state()
    if stamp.is_file() and stamp.read_text() == state and PYTHON.exists():
        return
    if not PYTHON.exists():
        print(f"making the virtual environment {VENV}")
        venv.create(VENV, with_pip=True)
    print("installing annotator and its plugins (a minute or two the first time)")
    uv = shutil.which("uv")
    installer: list[str | Path] = [uv, "pip", "install", "--python", PYTHON] if uv else [PYTHON, "-m", "pip", "install"]
    quiet = ["--quiet"] if uv else ["--quiet", "--disable-pip-version-check"]
    editable: list[str | Path] = [part for path in PLUGINS for part in ("-e", path)]
    core = f"{ROOT}[{extra}]" if extra else str(ROOT)
    must(*installer, *quiet, "-c", ROOT / "constraints.txt", "-e", core, *editable)
    stamp.write_text(state)


def installed_state() -> str:
    """Return a hash of all that says what must be installed."""
    files = [ROOT / "pyproject.toml", ROOT / "constraints.txt", *(path / "pyproject.toml" for path in PLUGINS)]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def demo(*arguments: str) -> int:
    """Annotate the seed articles."""
    set_up()
    out = Path("out") / "demo"
    code = run(BIN / "annotator", "run", "seeds", "--out", out, *arguments)
    if code == 0:
        first = next(iter(sorted((ROOT / out).glob("*.xml"))), out)
        command = (BIN / "annotator").relative_to(ROOT) if BIN.is_relative_to(ROOT) else BIN / "annotator"
        print(
            f"\nLook at the TEI files in {out}, with any XML tool, or here:\n"
            f"  {command} show {os.path.relpath(first, ROOT)}\n"
            f"  {command} validate {out}"
        )
    return code


def test(*arguments: str) -> int:
    """Run the tests."""
    set_up("dev")
    return run(PYTHON, "-m", "pytest", *arguments)


def slow(*arguments: str) -> int:
    """Run the tests that take long."""
    return test("-m", "slow", *arguments)


def lint(*arguments: str) -> int:
    """Check rules and format."""
    set_up("dev")
    return run(BIN / "ruff", "check", *arguments) or run(BIN / "ruff", "format", "--check")


def types(*arguments: str) -> int:
    """Check types, strictly: the core, then each plugin by itself, as its authors would."""
    set_up("dev")
    packages = [package for path in PLUGINS for package in sorted((path / "src").glob("*/"))]
    codes = [run(BIN / "mypy", *arguments, path) for path in (ROOT / "annotator", ROOT / "dev.py", *packages)]
    return max(codes)


def bench(*arguments: str) -> int:
    """Run the benchmarks."""
    set_up("dev")
    files = sorted(
        path.relative_to(ROOT) for where in ("tests", "plugins") for path in ROOT.glob(f"{where}/**/bench_*.py")
    )
    return run(PYTHON, "-m", "pytest", "-m", "bench", "--benchmark-only", *files, *arguments)


def docs() -> int:
    """Write the generated pages anew."""
    set_up("dev")
    return run(PYTHON, ROOT / "docs" / "generate.py")


def freeze() -> int:
    """Write constraints.txt from what is installed: names and versions only."""
    set_up("dev")
    listed = subprocess.run(
        [str(PYTHON), "-m", "pip", "list", "--format=freeze", "--exclude-editable"],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    lines = sorted((line for line in listed.stdout.splitlines() if not line.startswith("pip=")), key=str.lower)
    (ROOT / "constraints.txt").write_text("".join(f"{line}\n" for line in lines))
    return 0


CHORES: dict[str, Callable[..., int]] = {
    chore.__name__: chore for chore in (demo, test, slow, lint, types, bench, docs, freeze)
}


def main(arguments: list[str]) -> int:
    """Do the chore that is named first."""
    if not arguments or arguments[0] not in CHORES:
        print(__doc__)
        return 0 if arguments in ([], ["-h"], ["--help"], ["help"]) else 2
    return CHORES[arguments[0]](*arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
