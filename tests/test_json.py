"""The whole model as JSON: read(write(document)) == document."""

import json

import msgspec
import pytest
from hypothesis import given

from annotator import Document, Label, LayerBuilder, LayerSchema, Maker, ReadError, Source, WriteError
from annotator.exporters.json import VERSION, read_json, write_json
from tests.model_strategies import documents


def read(data, *, keep_layers=True):
    return read_json(Source("other", "a.json", data, keep_layers=keep_layers))


@given(documents())
def test_round_trip(document):
    data = write_json(document)
    again = read(data)
    assert again == document
    assert list(again.layers) == list(document.layers)
    # Equality takes True for 1 and 0.0 for -0.0; the same bytes do not.
    assert write_json(again) == data


def test_what_is_equal_gives_the_same_bytes():
    one, other = {"a": 1, "b": {"c": 2, "d\ud800": 3}}, {"b": {"d\ud800": 3, "c": 2}, "a": 1}
    assert write_json(Document("a", "", metadata=one)) == write_json(Document("a", "", metadata=other))


@given(documents())
def test_it_is_plain_json_on_one_line(document):
    data = write_json(document)
    assert data.endswith(b"\n")
    assert data.count(b"\n") == 1
    content = json.loads(data)
    assert content["annotator"] == VERSION
    assert content["text"] == document.text or content["surrogates"] == "apart"


def test_two_surrogates_side_by_side_are_not_taken_for_one_character():
    for text in ("a\ud83d\ude00", "\\\ud83d\ude00 and 😀", "\\ud83d\\ude00"):
        document = Document(text, text, "en", {text: text})
        assert read(write_json(document)) == document
    assert b"apart" not in write_json(Document("a", "😀 \ud83d"))


def test_a_pair_of_escapes_that_another_tool_wrote_is_one_character():
    data = json.dumps(json.loads(write_json(Document("a", "😀"))), ensure_ascii=True).encode()
    assert b"\\ud83d\\ude00" in data
    assert read(data).text == "😀"


def test_readable_keys_and_no_defaults():
    builder = LayerBuilder(LayerSchema("ships", "ships", labels=(Label("ship", "a ship"),)))
    builder.add(4, 7, "ship")
    document = Document("a", "The Ark", "en").with_layer(builder.build().made_by(Maker("fleet", "2")))
    assert json.loads(write_json(document)) == {
        "annotator": 1,
        "id": "a",
        "text": "The Ark",
        "language": "en",
        "metadata": {},
        "layers": [
            {
                "schema": {
                    "name": "ships",
                    "description": "ships",
                    "labels": [{"name": "ship", "description": "a ship"}],
                },
                "annotations": [{"id": "ships.1", "ranges": [[4, 7]], "label": "ship"}],
                "maker": {"annotator": "fleet", "version": "2"},
            }
        ],
    }


def test_integers_of_any_size_and_floats_to_the_last_bit():
    metadata = {"large": 2**1999, "deep": -(2**64) - 1, "tiny": 5e-324, "zero": -0.0, "whole": 1e16, "int": 10**16}
    again = read(write_json(Document("a", "", metadata=metadata))).metadata
    assert again == metadata
    assert {k: type(v) for k, v in again.items()} == {k: type(v) for k, v in metadata.items()}
    assert str(again["zero"]) == "-0.0"


def test_layers_are_left_out_unless_wanted():
    builder = LayerBuilder(LayerSchema("ships", "ships", open=True))
    builder.add(0, 1, "ship")
    data = write_json(Document("a", "x").with_layer(builder.build()))
    assert read(data, keep_layers=False) == Document("a", "x")


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), (1,), 10**1000, {1: 2}])
def test_metadata_that_json_cannot_say(bad):
    with pytest.raises(WriteError, match=r"'a'.*JSON cannot say"):
        write_json(Document("a", "", metadata={"x": bad}))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"[]", "not a document of annotator"),
        (b'{"annotator": true}', "not a document of annotator"),
        (b'{"annotator": 99}', "version 99"),
        (b'{"annotator": 1}', "not a whole document.*id"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"annotator": 1, "x": NaN}', "NaN"),
        (b'{"annotator": 1, "x": 1e999}', "too large"),
    ],
)
def test_what_is_no_document(data, message):
    with pytest.raises(ReadError, match=rf"^a\.json: .*{message}"):
        read(data)


def test_a_layer_that_does_not_fit_is_refused():
    schema = LayerSchema("ships", "ships", labels=(Label("ship", "a ship"),))
    builder = LayerBuilder(schema)
    builder.add(0, 3, "ship")
    data = write_json(msgspec.structs.replace(Document("a", "Ark"), layers={"ships": builder.build()}))
    with pytest.raises(ReadError, match=r"a\.json: layer 'ships'.*ships\.1.*outside the text of 2"):
        read(data.replace(b'"Ark"', b'"Ar"'))
    twice = json.loads(data)
    twice["layers"] *= 2
    with pytest.raises(ReadError, match="has a layer 'ships' already"):
        read(json.dumps(twice).encode())
