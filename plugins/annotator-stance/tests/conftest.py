"""Documents with plain tokens and sentences, and with entities and quotations where a test names them."""

import re
from collections.abc import Callable

import pytest

from annotator import MENTIONS, Document, Layer, LayerBuilder, LayerSchema
from annotator_stance.annotate import annotate

TOKEN = re.compile(r"n[’']t\b|[’'](?:s|re|ve|ll|d|m)\b|[^\W_]+?(?=n[’']t\b)|[^\W_]+|[^\w\s]|_")
SENTENCE = re.compile(r"[^\n]+?(?:[.?!][”\"’)]*(?=\s)|$)", re.MULTILINE)


def layer(name: str, spans: list[tuple[int, int]]) -> Layer:
    builder = LayerBuilder(LayerSchema(name, name, open=True))
    for start, end in spans:
        builder.add(start, end, name[0])
    return builder.build()


def read_text(text: str) -> Document:
    document = Document("d", text)
    sentences = [(m.start(), m.end()) for m in SENTENCE.finditer(text) if m.group().strip()]
    document = document.with_layer(layer("sentences", sentences))
    return document.with_layer(layer("tokens", [m.span() for m in TOKEN.finditer(text)]))


def with_entities(document: Document, mentions: dict[str, tuple[str, str]]) -> Document:
    """Add entities: words to label and referent; each is found where it first stands."""
    builder = LayerBuilder(LayerSchema("entities", "entities", roles=(MENTIONS,), open=True))
    referents = {name: builder.refer("x", (name,)) for _, name in mentions.values()}
    for words, (label, name) in mentions.items():
        start = re.search(rf"\b{re.escape(words)}\b", document.text).start()
        level = "pronominal" if label == "pronominal" else "named"
        features = {"level": level, "entity_type": "person" if level == "pronominal" else label}
        builder.link("mention-of", builder.add(start, start + len(words), label, features), referents[name])
    return document.with_layer(builder.build())


def with_quote(document: Document, content: str, speaker: str, cue: str) -> Document:
    """Add one quotation, its source and its cue."""
    builder = LayerBuilder(LayerSchema("quotes", "quotes", open=True))

    def add(words: str, label: str):
        start = document.text.index(words)
        return builder.add(start, start + len(words), label)

    quote = add(content, "direct")
    builder.link("speaker", quote, add(speaker, "source"))
    builder.link("cue", quote, add(cue, "cue"))
    return document.with_layer(builder.build())


@pytest.fixture
def read() -> Callable[[str], Document]:
    return read_text


@pytest.fixture
def stances() -> Callable[[Document], list[tuple[str, str, str, str]]]:
    """Return label, holder, target and certainty of each stance in a document; empty for a holder that is not named."""

    def find(document: Document) -> list[tuple[str, str, str, str]]:
        layer = annotate(document)
        document = document.with_layer(layer)
        found = []
        for stance in layer.labelled("favor", "against", "neutral/mixed"):
            ends = [
                [document.words(document.find(id)) for id in layer.targets(stance, r)] for r in ("holder", "target")
            ]
            holder = stance.features.get("holder") or "".join(ends[0])
            found.append((stance.label, holder, ends[1][0], stance.features["certainty"]))
        return found

    return find
