"""Documents for the tests: tokens and sentences by the simplest means, so that no other plugin is needed."""

import re

import pytest

from annotator import Document, Feature, Label, LayerBuilder, LayerSchema, LinkRole
from annotator_quotes import annotator_annotators

TOKENS = LayerSchema("tokens", "tokens", labels=(Label("t", "token"),))
SENTENCES = LayerSchema("sentences", "sentences", labels=(Label("s", "sentence"),))
ENTITIES = LayerSchema(
    "entities",
    "entities",
    labels=(Label("person", "person"), Label("nominal", "nominal"), Label("role-title", "title")),
    features=(Feature("level", "level"),),
    roles=(LinkRole("mention-of", "mention", ends="referent"),),
)
STRUCTURE = LayerSchema("structure", "structure", labels=(Label("headline", "headline"), Label("paragraph", "p")))

TOKEN = re.compile(r"[’'](?:s|re|ll|ve)\b|\w+|``|''|\S")
SENTENCE = re.compile(r"[^\s](?:[^.!?\n]|[.!?](?!['\"”’»)]*(?:\s|$)))*(?:[.!?]['\"”’»)]*)?")


def document_of(text, *, headline=False, entities=()):
    tokens, sentences = LayerBuilder(TOKENS), LayerBuilder(SENTENCES)
    for match in TOKEN.finditer(text):
        tokens.add(match.start(), match.end(), "t")
    for match in SENTENCE.finditer(text):
        sentences.add(match.start(), match.end(), "s")
    document = Document("d", text).with_layer(tokens.build()).with_layer(sentences.build())
    if headline:
        structure = LayerBuilder(STRUCTURE)
        for n, match in enumerate(re.finditer(r"[^\n]+", text)):
            structure.add(match.start(), match.end(), "paragraph" if n else "headline")
        document = document.with_layer(structure.build())
    if entities:
        known = LayerBuilder(ENTITIES)
        for words, label, level in entities:
            start = text.index(words)
            known.add(start, start + len(words), label, {"level": level})
        document = document.with_layer(known.build())
    return document


def annotate(document, **settings):
    record = next(annotator_annotators())
    (layer,) = next(iter(record.open(record.settings(**settings))([document])))
    return document.with_layer(layer)


def rows(document):
    """Return (label, words, cue, speaker) of each content, in the order of the text."""
    layer = document["quotes"]

    def linked(annotation, role):
        found = [document.words(document.find(target)) for target in layer.targets(annotation, role)]
        return found[0] if found else None

    contents = layer.labelled("direct", "mixed", "indirect", "not-speech")
    return [(a.label, document.words(a), linked(a, "cue"), linked(a, "speaker")) for a in contents]


def _layer_of(text, *, headline=False, entities=(), **settings):
    return annotate(document_of(text, headline=headline, entities=entities), **settings)


@pytest.fixture(scope="session")
def layer_of():
    """Read a text and return the document with its layer of quotations."""
    return _layer_of


@pytest.fixture(scope="session")
def read():
    """Read a text and return its contents as rows."""
    return lambda text, **options: rows(_layer_of(text, **options))
