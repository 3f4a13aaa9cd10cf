import re

import pytest

from annotator import Document, Label, LayerBuilder, LayerSchema
from annotator_english import ANNOTATOR, EnglishSettings

TOKENS = LayerSchema("tokens", "tokens", labels=(Label("t", "a token"),))
SENTENCES = LayerSchema("sentences", "sentences", labels=(Label("s", "a sentence"),))


def with_spans(document, schema, pattern):
    builder = LayerBuilder(schema)
    for match in re.finditer(pattern, document.text):
        builder.add(*match.span(), schema.labels[0].name)
    return document.with_layer(builder.build())


@pytest.fixture(scope="session")
def read():
    """Make a document with tokens, and with sentences if wanted."""

    def make(text, id="d", sentences=True):
        document = with_spans(Document(id, text, "en"), TOKENS, r"\w+|[^\w\s]")
        return with_spans(document, SENTENCES, r"[^\s.!?][^.!?]*[.!?]*") if sentences else document

    return make


@pytest.fixture(scope="session")
def annotate():
    """The opened annotator; the model is loaded once."""
    return ANNOTATOR.open(EnglishSettings())


@pytest.fixture(scope="session")
def mentions(annotate, read):
    """Return what is found in a text: (words, label) pairs."""

    def find(text, **options):
        document = read(text, **options)
        ((layer,),) = annotate([document])
        document.with_layer(layer)
        return [(document.words(name), name.label) for name in layer]

    return find
