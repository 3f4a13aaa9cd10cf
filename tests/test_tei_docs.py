"""The examples of docs/reference/tei.md do what they say."""

import re

import pytest
from lxml import etree

from annotator import Source
from annotator.manager import load_registry
from annotator.pipeline import Pipeline
from annotator.readers.text import read_text
from annotator.tei.writer import write_tei
from tests.test_validate import GOOD

ID = "{http://www.w3.org/XML/1998/namespace}id"
TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture
def page(root):
    return (root / "docs" / "reference" / "tei.md").read_text(encoding="utf-8")


@pytest.fixture
def names(page):
    names: dict = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], names)
    return names


@pytest.fixture(scope="module")
def seeds(root):
    """The seed articles in TEI, with all layers."""
    sources = [Source(path.stem, str(path)) for path in sorted((root / "seeds").glob("*.txt"))]
    outcomes = Pipeline(load_registry()).run([read_text(source).with_facts(language="en") for source in sources])
    return [etree.fromstring(write_tei(outcome.document.without_working_layers())) for outcome in outcomes]


def find_all(files, path):
    return [found for file in files for found in file.xpath(path, namespaces=TEI)]


def test_the_python(names):
    file = etree.fromstring(GOOD.encode())
    assert names["label_and_words"](file, "entities") == [("person", "Ana Bell")]
    assert names["label_and_words"](file, "quotes")[1] == ("direct", "“Ships may come … until Sunday,”")
    assert [names["speakers"](file, said) for said in file.iter("{*}said")] == [["Ana Bell"], [], []]


def test_every_xpath_finds_something(page, seeds):
    rows = re.findall(r"^\| [^|`]* \| `(//.*)` \|$", page, flags=re.MULTILINE)
    assert len(rows) == 15
    assert [path for path in rows if not find_all(seeds, path)] == []


def test_speakers_without_a_record_are_found_through_their_link(names, seeds):
    nameless = [(file, said) for file in seeds for said in find_all([file], "//t:text//t:said[not(@who)]")]
    assert any(names["speakers"](file, said) for file, said in nameless)


def test_what_is_said_of_misreadings_holds(seeds):
    for rs in find_all(seeds, "//t:text//t:rs[t:placeName/@corresp = @corresp]"):
        [link] = rs.getroottree().xpath(
            "//t:link[@type='refers-to'][starts-with(@target, $start)]", namespaces=TEI, start=rs.get("corresp") + " "
        )
        assert link.get("target").split()[1] == rs.get("ref")
    meant = {rs.get("ref") for rs in find_all(seeds, "//t:text//t:rs[t:placeName/@corresp = @corresp]")}
    assert meant & {said.get("who") for said in find_all(seeds, "//t:text//t:said[@who]")}
    quotes = {span.get(ID): span.get("type") for span in find_all(seeds[:1], "//t:spanGrp[@type='quotes']/t:span")}
    for said in find_all(seeds[:1], "//t:text//t:said"):
        assert (said.get("direct") == "true") == (quotes[said.get("corresp")[1:]] == "direct")
    assert find_all(seeds, "//t:text//t:q") == []
    assert find_all(seeds, "//t:spanGrp[not(@type='quotes') and not(@type='entities')]/t:span[@cert]") == []
    assert find_all(seeds, "//t:spanGrp[@type='tokens' or @type='sentences']/t:span/t:fs") == []
    for file in seeds:
        positions = [int(n) for n in file.xpath("//t:standOff/*[@type='entities']/*[@n]/@n", namespaces=TEI)]
        assert sorted(positions) == list(range(1, len(positions) + 1))


def test_the_stylesheet(page):
    stylesheet = etree.XSLT(etree.fromstring(re.search(r"```xml\n(.*?)```", page, re.DOTALL)[1]))
    lines = str(stylesheet(etree.fromstring(GOOD.encode()))).splitlines()
    assert lines[0] == "Ana Bell: “The harbour is open,”"
