"""The records that the plugin yields, run as the host runs them."""

import subprocess
import sys

import pytest

from annotator import Document, NoSettings
from annotator_text import annotator_annotators


def annotate(text: str, language: str = "en") -> Document:
    document = Document("d", text, language)
    for record in annotator_annotators():
        assert all(name in document for name in record.requires)
        (layers,) = record.open(NoSettings())([document])
        assert tuple(layer.schema for layer in layers) == record.provides
        for layer in layers:
            document = document.with_layer(layer)
    return document


@pytest.mark.parametrize("language", ["en", "en-US", "ko", "x-unknown", ""])
def test_three_layers(language: str) -> None:
    document = annotate("The vote is over\n\nThe vote in the town of Northport is over. Nobody won it.", language)
    assert {name: len(layer) for name, layer in document.layers.items()} == {
        "structure": 2, "sentences": 3, "tokens": 18,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "x", "\n", "\x00\r\ud800]]>\u202e", "e\u0301" * 1000, "a" * 1_000_000])
def test_hostile_texts(text: str) -> None:
    assert annotate(text).text == text


def test_documents_do_not_touch_each_other() -> None:
    texts = ["One. Two.", "The headline stands here\n\nAnd the text of it is here, at some length.", "One. Two."]
    for record in annotator_annotators():
        batch = [annotate(text).without_working_layers() for text in texts]
        layers = [list(found) for found in record.open(NoSettings())(batch)]
        assert layers[0] == layers[2] != layers[1]


def test_listing_imports_nothing_heavy() -> None:
    code = (
        "import sys, annotator_text as a; list(a.annotator_annotators());"
        "print([name for name in sys.modules if name.startswith('annotator_text.')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.strip() == "['annotator_text.schemas']"
