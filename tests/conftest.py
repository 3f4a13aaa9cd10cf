from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from annotator import Annotator
from annotator.manager import Registry

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The root folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """What may stand beside the project: the TEI schema, development gold, the scorer."""
    if not SHARED.is_dir():
        pytest.skip("there is no folder `shared` beside the project")
    return SHARED


@pytest.fixture
def registry_of() -> Callable[..., Registry]:
    """Makes a registry of just these annotators."""

    def make(*annotators: Annotator) -> Registry:
        return Registry(annotators={annotator.name: annotator for annotator in annotators})

    return make


@pytest.fixture
def dist_info(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Puts a plugin on the path the way an installer does: a module and a `*.dist-info` folder."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.syspath_prepend(str(site))

    def install(name: str, code: str, *, entry_point: str | None = None, version: str = "1.0") -> None:
        module = name.replace("-", "_")
        monkeypatch.delitem(sys.modules, module, raising=False)  # another test's plugin of that name
        (site / f"{module}.py").write_text(code)
        info = site / f"{module}-{version}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        (info / "entry_points.txt").write_text(f"[annotator]\n{entry_point or name} = {module}\n")

    return install
