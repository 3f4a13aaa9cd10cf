import re

import pytest

from annotator import Document, Label, LayerBuilder, LayerSchema
from annotator_entities import ANNOTATOR

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|['’]s\b|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*\w*|[^\w\s]",
)
STOP = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bGen)[.!?]+[\"”’')]*(?=\s+[\"“‘'(]*[A-Z0-9])")


def _builder(name, *labels):
    return LayerBuilder(LayerSchema(name, name, labels=tuple(Label(label, label) for label in labels)))


def _sentences(text, start, end):
    for match in STOP.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    yield start, end


def make_document(text, id="test"):
    """A small stand-in for annotator-text, so that these tests need no other plugin."""
    sentences, tokens = _builder("sentences", "s"), _builder("tokens", "t")
    for line in re.finditer(r"[^\n]+", text):
        for start, end in _sentences(text, line.start(), line.end()):
            sentences.add(start, end, "s")
            for match in TOKEN.finditer(text, start, end):
                tokens.add(match.start(), match.end(), "t")
    return Document(id, text).with_layer(sentences.build()).with_layer(tokens.build())


@pytest.fixture(scope="session")
def make():
    """Makes documents with tokens and sentences."""
    return make_document


@pytest.fixture(scope="session")
def annotate():
    """The opened annotator: text in, document with the layer entities out, checked against the schema."""
    opened = ANNOTATOR.open(ANNOTATOR.settings())

    def run(text, id="test"):
        document = make_document(text, id)
        (layers,) = opened([document])
        for layer in layers:
            document = document.with_layer(layer)
        return document

    return run


@pytest.fixture
def names(annotate):
    """Text in, the named mentions out, as pairs of words and label."""

    def run(text):
        document = annotate(text)
        return [(document.words(a), a.label) for a in document["entities"] if a.features["level"] == "named"]

    return run


@pytest.fixture
def meant(annotate):
    """Text in, and for each mention its words and the ids of what it mentions (or whose title it is) and refers to."""

    def run(text):
        document = annotate(text)
        layer = document["entities"]
        roles = ("mention-of", "title-of", "refers-to")
        return [(document.words(a), *[id for role in roles for id in layer.targets(a, role)]) for a in layer]

    return run
