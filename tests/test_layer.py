"""Layers, and the builder that numbers what is put into them."""

import pickle

import msgspec
import pytest
from hypothesis import given

from annotator import (
    MENTION_OF,
    MENTIONS,
    Document,
    Feature,
    Label,
    LayerBuilder,
    LayerSchema,
    LinkRole,
    Maker,
    ReferentType,
    Span,
    UnknownNameError,
)
from tests.model_strategies import documents

SHIPS = LayerSchema(
    "ships", "ships",
    labels=(Label("ship", "a ship"), Label("port", "a port")),
    features=(Feature("tons", "size", "integer"),),
    roles=(MENTIONS, LinkRole("home", "", ends="either")),
    referents=(ReferentType("vessel/boat", "a thing that floats"),),
)  # fmt: skip


def build():
    builder = LayerBuilder(SHIPS)
    ship = builder.add(4, 9, "ship", {"tons": 5}, confidence=0.9, rule="r")
    port = builder.add_ranges([(10, 12), (14, 16)], "port")
    vessel = builder.refer("vessel/boat", ("Wasa", "the Wasa"), identifiers={"x": "1"})
    named = builder.refer("vessel/boat", (), id="own")
    builder.link(MENTION_OF, ship, vessel)
    builder.link(MENTION_OF, ship, named, confidence=0.5)
    builder.link("home", ship, port)
    return builder.build()


def test_ids_are_made_from_the_names_and_the_order():
    layer = build()
    assert [a.id for a in layer] == ["ships.1", "ships.2"]
    assert [r.id for r in layer.referents] == ["ships.vessel-boat.1", "own"]
    assert [link.id for link in layer.links] == ["ships.link.1", "ships.link.2", "ships.link.3"]
    assert build() == layer
    assert Document("a", "x" * 20).with_layer(layer)["ships"] is layer


def test_what_was_given_is_there():
    layer = build()
    ship, port = layer
    assert (ship.ranges, ship.label, ship.features, ship.confidence, ship.rule) == (
        (Span(4, 9),), "ship", {"tons": 5}, 0.9, "r",
    )  # fmt: skip
    assert port.ranges == (Span(10, 12), Span(14, 16))
    assert layer.name == "ships"
    assert len(layer) == 2
    assert layer["ships.2"] is port
    assert layer.schema.label("port") == Label("port", "a port")
    assert layer.schema.label("quay") is None
    assert layer.schema.role(MENTION_OF) is MENTIONS
    assert layer.schema.role("owner") is None


def test_an_unknown_id_names_the_near_match():
    with pytest.raises(UnknownNameError, match=r"unknown annotation 'ship\.2'; did you mean 'ships\.2'\?"):
        build()["ship.2"]


def test_following_links():
    layer = build()
    ship, port = layer
    assert layer.targets(ship, MENTION_OF) == ["ships.vessel-boat.1", "own"]
    assert layer.targets(port, MENTION_OF) == []
    assert [r.id for r in layer.referents_of(ship)] == ["ships.vessel-boat.1", "own"]
    assert layer.referents_of(ship, "home") == []  # that is an annotation


def test_many_annotations_at_once_are_the_same_as_one_by_one():
    together, single = LayerBuilder(SHIPS), LayerBuilder(SHIPS)
    for builder in (together, single):
        builder.add(0, 1, "port")
    together.add_all("ship", iter([(1, 2), (2, 2), (3, 9)]))
    for span in [(1, 2), (2, 2), (3, 9)]:
        single.add(*span, "ship")
    assert together.build() == single.build()


def test_the_builder_can_go_on_without_changing_what_it_built():
    builder = LayerBuilder(SHIPS)
    builder.add(0, 1, "ship")
    first = builder.build()
    builder.add(1, 2, "ship")
    assert len(first) == 1
    assert len(builder.build()) == 2


def test_the_maker():
    assert build().maker is None
    assert build().made_by(Maker("fleet", "2")).maker == Maker("fleet", "2")
    assert str(Maker("fleet", "2")) == "fleet 2"
    assert str(Maker("source")) == "source"


@given(documents())
def test_layers_travel_between_processes_and_through_msgspec(document):
    again = pickle.loads(pickle.dumps(document))
    assert again == document
    for layer in document.layers.values():
        assert layer.overlapping(0, 100) == again[layer.name].overlapping(0, 100)
        assert msgspec.convert(msgspec.to_builtins(layer), type(layer)) == layer
