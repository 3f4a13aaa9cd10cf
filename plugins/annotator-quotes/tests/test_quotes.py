import re

from annotator import Document, Label, LayerBuilder, LayerSchema
from annotator_quotes import annotator_annotators


def layers(text):
    tokens = LayerBuilder(LayerSchema("tokens", "tokens", labels=(Label("t", "token"),)))
    sentences = LayerBuilder(LayerSchema("sentences", "sentences", labels=(Label("s", "sentence"),)))
    for match in re.finditer(r"\w+|\S", text):
        tokens.add(match.start(), match.end(), "t")
    for match in re.finditer(r"[^.\n]*[^.\s\n][^.\n]*\.?[\"”]?", text):
        sentences.add(match.start(), match.end(), "s")
    return Document("d", text).with_layer(tokens.build()).with_layer(sentences.build())


def quotes(text):
    record = next(annotator_annotators())
    document = layers(text)
    (layer,) = next(iter(record.open(record.settings())([document])))
    return document.with_layer(layer)


def test_indirect_speech_has_cue_and_source():
    document = quotes("The harbour master said that two ferries would stay in port.")
    layer = document["quotes"]
    (content,) = layer.labelled("indirect")
    assert document.words(content) == "two ferries would stay in port"
    assert [document.words(layer[id]) for id in layer.targets(content, "cue")] == ["said"]
    assert [document.words(layer[id]) for id in layer.targets(content, "speaker")] == ["The harbour master"]
