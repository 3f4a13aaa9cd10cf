"""A small stand-in for the layers that annotator-text makes, so that these tests need no other plugin."""

import re

from annotator import Document, Label, LayerBuilder, LayerSchema

TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Prof|Jr|St|Lt|Col)\.(?=\s)|[A-Z]\.(?=\s[A-Z])|['’]s\b"
    r"|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*\w*|[^\w\s]"
)
ABBREVIATION = re.compile(r"(?:[A-Z]\.|Mr\.|Mrs\.|Ms\.|Dr\.|Gen\.|Sen\.|Prof\.|St\.|Lt\.|Col\.|No\.)$")


def read(text: str, id: str = "test") -> Document:
    """Return the text with the layers structure, sentences and tokens."""
    document = Document(id, text)
    blocks, sentences, tokens = (
        builder("structure", "headline", "paragraph"),
        builder("sentences", "s"),
        builder("tokens", "t"),
    )
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        end = line.start() + len(line[0].rstrip())
        headline = end - start < 120 and text[end - 1] not in ".!?:”\"'…" and len(text) > end
        blocks.add(start, end, "headline" if headline else "paragraph")
        for first, last in split(text, start, end):
            sentences.add(first, last, "s")
            for match in TOKEN.finditer(text, first, last):
                tokens.add(match.start(), match.end(), "t")
    for one in (blocks, sentences, tokens):
        document = document.with_layer(one.build())
    return document


def split(text: str, start: int, end: int):
    """Yield sentences of a block."""
    base = start
    for match in re.finditer(r"[.!?]+[\"”’')]*(?=\s+[\"“‘'(]*[A-Z0-9])", text[base:end]):
        stop = base + match.end()
        if not ABBREVIATION.search(text[max(start, stop - 6) : stop]):
            yield stripped(text, start, stop)
            start = stop
    if text[start:end].strip():
        yield stripped(text, start, end)


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range without white space at its edges."""
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def builder(name: str, *labels: str) -> LayerBuilder:
    """Return a builder for a layer of that name."""
    return LayerBuilder(LayerSchema(name, name, labels=tuple(Label(label, label) for label in labels)))
