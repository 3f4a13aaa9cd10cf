"""The examples of docs/reference/tei.md do what they say."""

import re

import pytest
from lxml import etree

from tests.test_validate import GOOD

TEI = {"t": "http://www.tei-c.org/ns/1.0"}


@pytest.fixture
def page(root):
    return (root / "docs" / "reference" / "tei.md").read_text(encoding="utf-8")


def test_the_python(page):
    names: dict = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], names)
    file = etree.fromstring(GOOD.encode())
    assert names["label_and_words"](file, "entities") == [("person", "Ana Bell")]
    assert names["label_and_words"](file, "quotes")[1] == ("direct", "“Ships may come … until Sunday,”")


def test_every_xpath_finds_something(page):
    file = etree.fromstring(GOOD.replace(">Ana Bell</persName> on",
        "><placeName>Ana Bell</placeName></persName> on").encode())  # fmt: skip
    paths = [path.replace("#ID", "#per.bell") for path in re.findall(r"\| `(//t:[^`]*)` \|", page)]
    assert len(paths) == 8
    for path in paths:
        assert file.xpath(path, namespaces=TEI), path


def test_the_stylesheet(page):
    stylesheet = etree.XSLT(etree.fromstring(re.search(r"```xml\n(.*?)```", page, re.DOTALL)[1]))
    lines = str(stylesheet(etree.fromstring(GOOD.encode()))).splitlines()
    assert lines[0] == "Ana Bell: “The harbour is open,”"
