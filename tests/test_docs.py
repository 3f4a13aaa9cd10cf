"""The documentation says what the code does: generated pages are current, links lead somewhere, examples run."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from annotator import Document
from annotator.manager import load_registry
from annotator.pipeline import Pipeline

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/*.md")])


def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current():
    stale = [path.name for path, text in generator().pages().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run `python dev.py docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) if not t.startswith(("http", "mailto:"))]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


def python_blocks(page: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)


def test_the_plugin_of_the_tutorial_works():
    [code, *_] = python_blocks("docs/tutorial/first-plugin.md")
    namespace: dict = {}
    exec(compile(code, "first-plugin.md", "exec"), namespace)
    plugin = type("Plugin", (), {"annotator_annotators": staticmethod(namespace["annotator_annotators"])})
    registry = load_registry(extra={"ships": plugin})
    [outcome] = Pipeline(registry, wanted=["ships"]).run([Document("d", "The MV Aurora met HMS Belfast.", "en")])
    assert outcome.error is None
    layer = outcome.document["ships"]
    assert [outcome.document.words(annotation) for annotation in layer] == ["MV Aurora", "HMS Belfast"]
    assert [annotation.features for annotation in layer] == [{"prefix": "MV"}, {"prefix": "HMS"}]


@pytest.mark.parametrize("page", ["docs/how-to/use-from-python.md"])
def test_python_examples_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    namespace: dict = {}
    for code in python_blocks(page):
        exec(compile(code, page, "exec"), namespace)
