"""The documentation says what the code does: generated pages are current, links lead somewhere, examples run."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest
from lxml import etree

import annotator
from annotator import Annotation, Document
from annotator.manager import load_registry
from annotator.pipeline import Pipeline
from annotator.schema import FeatureType

ROOT = Path(__file__).resolve().parent.parent
ID = "{http://www.w3.org/XML/1998/namespace}id"
PLUGIN_READMES = sorted(path.parent / "README.md" for path in ROOT.glob("plugins/*/pyproject.toml"))
NO_PAGES = {"reference/layers.intro.md"}  # a part of another
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("plugins/*/*.md")])


def generator():
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current():
    stale = [path.name for path, text in generator().pages().items() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run `python dev.py docs`"


def test_generated_pages_tell_of_the_plugins_of_the_house_alone(dist_info):
    dist_info("toy-stranger", "raise RuntimeError('imported')")
    owners = {owner.distribution for owner in generator().house().owners.values()}
    assert owners == {"annotator-tei", *(path.parent.name for path in PLUGIN_READMES)}


def test_every_public_name_has_an_entry():
    page = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8").replace("\\_", "_")
    headings = re.findall(r"^### (\S+)", page, flags=re.MULTILINE)
    assert set(annotator.__all__) <= set(headings)
    assert len(headings) == len(set(headings))
    assert "- `confidence: float | None = None`: the annotator's own probability" in page


def test_the_samples_of_the_readme_are_whole():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    inline, standoff = re.findall(r"```xml\n(.*?)```", text, flags=re.DOTALL)
    sentence, record = (etree.fromstring(f"<s>{sample}</s>") for sample in (inline, standoff))
    assert all(sentence.find(f".//{name}") is not None for name in ("persName", "said", "date"))
    spans = {f"#{span.get(ID)}" for span in record.iter("span")}
    assert sentence.find(".//said").get("corresp") in spans
    assert {end for link in record.iter("link") for end in link.get("target").split()} == spans
    assert all(sample.count("\n") <= 12 for sample in (inline, standoff))


def test_the_index_leads_to_every_page():
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = {str(page.relative_to(ROOT / "docs")) for page in ROOT.glob("docs/*/*.md")} - NO_PAGES
    assert {page for page in pages if f"({page})" not in index} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_holds_a_placeholder(page):
    text = re.sub(r"`[^`\n]*`", "", page.read_text(encoding="utf-8"))
    assert re.findall(r"\b(?:TODO|TBD|FIXME|XXX|LOREM|[A-Z]+_SAMPLE|PLACEHOLDER)\b|@[A-Z]+@", text) == []


@pytest.mark.parametrize("readme", PLUGIN_READMES, ids=lambda path: path.parent.name)
def test_a_plugin_tells_its_figures_and_limits(readme):
    """The README says them, or a page of its own that it links to."""
    text = readme.read_text(encoding="utf-8")
    assert len(text.split()) > 100
    linked = [(readme.parent / target).resolve() for target in re.findall(r"\]\(([^)#\s]+\.md)\)", text)]
    told = "\n".join([text, *(page.read_text(encoding="utf-8") for page in linked if page.exists())])
    assert re.search(r"^## .*(?:figures|how good|measured)", told, flags=re.MULTILINE | re.IGNORECASE)
    assert re.search(r"^(?:##+ .*)?(?:limits|cannot|does not|errors?|wrong|fail)", told, re.MULTILINE | re.IGNORECASE)
    assert len(re.findall(r"\d ?%|\.\d\d", told)) >= 3, "no figures"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text) if not t.startswith(("http", "mailto:"))]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


def python_blocks(page: str) -> list[str]:
    return re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), flags=re.DOTALL)


def tutorial() -> dict:
    namespace: dict = {}
    for code in python_blocks("docs/tutorial/first-plugin.md"):
        exec(compile(code, "first-plugin.md", "exec"), namespace)
    return namespace


def test_the_plugin_of_the_tutorial_works():
    namespace = tutorial()
    registry = namespace["registry"]
    [outcome] = Pipeline(registry, wanted=["ships"]).run([Document("d", "The MV Aurora met HMS Belfast.", "en")])
    assert outcome.error is None
    layer = outcome.document["ships"]
    assert [outcome.document.words(annotation) for annotation in layer] == ["MV Aurora", "HMS Belfast"]
    assert [annotation.features for annotation in layer] == [{"prefix": "MV"}, {"prefix": "HMS"}]


def test_the_tutorial_prints_what_it_finds(capsys):
    tutorial()
    assert capsys.readouterr().out == "MV Aurora {'prefix': 'MV'}\nHMS Belfast {'prefix': 'HMS'}\n"


@pytest.mark.parametrize(("wanted", "owners"), [(["fleet"], []), (["fleet", "entities"], ["Ministry of Fisheries"])])
def test_the_links_of_the_tutorial(wanted, owners):
    text = "The MV Aurora of the Ministry of Fisheries left Oslo. The MV Aurora met HMS Belfast of old."
    registry = load_registry(extra={"fleet": SimpleNamespace(annotator_annotators=tutorial()["annotator_annotators"])})
    [outcome] = Pipeline(registry, wanted=wanted).run([Document("d", text, "en")])
    assert outcome.error is None
    document, layer = outcome.document, outcome.document["fleet"]
    assert [document.mentioned_by(ship)[0].names[0] for ship in layer] == ["MV Aurora", "MV Aurora", "HMS Belfast"]
    assert [referent.names for referent in layer.referents] == [("MV Aurora",), ("HMS Belfast",)]
    targets = [target for ship in layer for target in layer.targets(ship, "owner")]
    assert [document.words(document.find(target)) for target in targets] == owners
    assert layer.maker.absent == (() if owners else ("entities",))
    [refused] = Pipeline(registry, wanted=wanted).run([Document("d", text, "fr")])
    assert "for the language 'fr'" in str(refused.error)


def test_the_tutorial_tells_every_field_and_type():
    page = (ROOT / "docs/tutorial/first-plugin.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in (*Annotation.__struct_fields__, *get_args(FeatureType)))


@pytest.mark.parametrize("page", ["docs/how-to/use-from-python.md", "docs/explanation/honesty.md"])
def test_python_examples_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    namespace: dict = {}
    for code in python_blocks(page):
        exec(compile(code, page, "exec"), namespace)
