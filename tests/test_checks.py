"""What does not fit is an error that names the maker, the layer, the annotation, the place and the near match."""

import enum
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import (
    MENTION_OF,
    MENTIONS,
    Annotation,
    Document,
    Feature,
    Label,
    Layer,
    LayerBuilder,
    LayerError,
    LayerSchema,
    Link,
    LinkRole,
    Maker,
    Referent,
    ReferentType,
    Span,
)
from annotator.checks import MOST_DEPTH, MOST_FINDINGS, is_json, is_label, is_xml_name
from tests.model_strategies import documents, labels, names, texts, values

TEXT = "The Wasa sank in Stockholm."
SCHEMA = LayerSchema(
    "ships", "ships",
    labels=(Label("ship", "a ship"), Label("harbour", "a harbour")),
    features=(
        Feature("name", "", "string"), Feature("rig", "", "symbol", ("sloop", "brig")), Feature("guns", "", "integer"),
        Feature("tons", "", "number"), Feature("afloat", "", "boolean"), Feature("log", "", "any"),
        Feature("masts", "", "symbol", ("fore", "main"), many=True), Feature("crew", "", "integer", many=True),
    ),
    roles=(MENTIONS, LinkRole("home", "", ends="annotation"), LinkRole("at", "", ("places", "ships"), "either")),
    referents=(ReferentType("vessel", "a thing that floats"),),
    referent_features=(Feature("built", "", "integer"),),
)  # fmt: skip
OPEN = LayerSchema("ships", "ships", open=True)
WASA = (Span(4, 8),)


class Rig(enum.StrEnum):
    SLOOP = "sloop"


def findings(layer, *before):
    document = Document("a", TEXT)
    for other in before:
        document = document.with_layer(other)
    with pytest.raises(LayerError) as caught:
        document.with_layer(layer)
    error = caught.value
    assert str(error).startswith(f"layer {layer.name!r} made by {layer.maker or 'an unnamed maker'}: ")
    return error.findings


def only(layer, *before):
    (finding,) = findings(layer, *before)
    return finding


def ships(*annotations, schema=SCHEMA, referents=(), links=()):
    return Layer(schema, annotations, referents, links, Maker("fleet", "1.2"))


def ship(ranges=WASA, label="ship", features=None, confidence=None, rule=None, id="ships.1"):
    return Annotation(id, ranges, label, features or {}, confidence, rule)


def test_the_message_names_everything():
    with pytest.raises(LayerError) as caught:
        Document("a", TEXT).with_layer(ships(ship(label="shp")))
    assert str(caught.value) == (
        "layer 'ships' made by fleet 1.2: ships.1 at 4:8 ('Wasa'): unknown label 'shp'; did you mean 'ship'?"
    )


@given(documents())
def test_what_fits_is_taken(document):
    for name, layer in document.layers.items():
        assert document[name] is layer


@pytest.mark.parametrize(
    ("ranges", "message"),
    [
        ([(-1, 3)], r"ships\.1 .*: the range -1:3 runs backwards or starts before the text"),
        ([(5, 3)], r"the range 5:3 runs backwards"),
        ([(0, 28)], r"the range 0:28 lies outside the text of 27 code points"),
        ([(28, 28)], r"the range 28:28 lies outside"),
        (
            [(8, 9), (4, 7)],
            r"the range 4:7 comes before the end \(9\) of the one it follows",
        ),
        ([(4, 7), (6, 9)], r"the range 6:9 comes before the end \(7\)"),
        ([(True, 3)], r"ships\.1: the range True:3 is not made of int"),
        ([(0, 3.0)], r"ships\.1: the range 0:3\.0 is not made of int"),
        ([(0, "3")], r"ships\.1: the range 0:3 is not made of int"),
    ],
)
def test_a_wrong_range(ranges, message):
    finding = only(ships(ship(tuple(Span(*pair) for pair in ranges))))
    assert finding.startswith("ships.1")
    assert re.search(message, finding)


@given(st.integers(-5, 40), st.integers(-5, 40))
def test_a_range_is_taken_just_when_it_lies_in_the_text(start, end):
    layer = ships(ship((Span(start, end),)))
    if 0 <= start <= end <= len(TEXT):
        assert Document("a", TEXT).with_layer(layer)["ships"] is layer
    else:
        assert only(layer).startswith("ships.1")


def test_ranges_may_be_none_empty_or_touching():
    at = [(), (Span(0, 0),), (Span(27, 27),), (Span(3, 4), Span(4, 4), Span(4, 8))]
    layer = ships(*(ship(ranges, id=f"s{n}") for n, ranges in enumerate(at)))
    assert len(Document("a", TEXT).with_layer(layer)["ships"]) == 4


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (ship(ranges=[Span(4, 8)]), "ships.1: the ranges must be tuple, not [Span(start=4, end=8)]"),
        (ship(ranges=((4, 8),)), "ships.1: the range (4, 8) must be a Span"),
        (ship(label=Rig.SLOOP), "ships.1: the label must be str, not <Rig.SLOOP: 'sloop'>"),
        (ship(label=["ship"]), "ships.1: the label must be str, not ['ship']"),
        (ship(features=[("name", "Wasa")]), "ships.1: the features must be dict, not [('name', 'Wasa')]"),
        (ship(rule=5), "ships.1: the rule must be str or None, not 5"),
        (ship(id=5), "5: the id must be str, not 5"),
        (ship(id=["ships.1"]), "['ships.1']: the id must be str, not ['ships.1']"),
        ("ships.1", "'ships.1' is no Annotation"),
        (Referent("ships.1", "vessel"), None),
    ],
)
def test_parts_of_a_wrong_type(annotation, message):
    finding = only(ships(annotation))
    assert finding == message if message else finding.endswith(" is no Annotation")


@pytest.mark.parametrize(
    ("referent", "message"),
    [
        (Referent("r", "vessel", ["Wasa"]), "r: the names must be tuple, not ['Wasa']"),
        (Referent("r", "vessel", (5,)), "r: the names must be str, not (5,)"),
        (Referent("r", "vessel", (), {"x": 5}), "r: the identifiers must be str by str, not {'x': 5}"),
        (Referent("r", "vessel", (), [("x", "y")]), "r: the identifiers must be dict, not [('x', 'y')]"),
        (Referent("r", None), "r: the type must be str, not None"),
        (Referent("r", "vesel"), "r: unknown referent type 'vesel'; did you mean 'vessel'?"),
        (Referent("r", "vessel", (), {}, {"bilt": 1628}), "r: unknown feature 'bilt'; did you mean 'built'?"),
        (
            Referent("r", "vessel", (), {}, {"built": "1628"}),
            "r: the feature 'built' must be of type integer, not '1628'",
        ),
        (Referent("1r", "vessel"), "the id '1r' is not an XML name"),
    ],
)
def test_a_wrong_referent(referent, message):
    assert only(ships(referents=(referent,))) == message


@pytest.mark.parametrize(
    ("features", "message"),
    [
        ({"nam": "Wasa"}, "unknown feature 'nam'; did you mean 'name'?"),
        ({5: "Wasa"}, "the feature name 5 is not a str"),
        ({"name": 5}, "the feature 'name' must be of type string, not 5"),
        ({"name": None}, "the feature 'name' must be of type string, not None"),
        ({"name": Rig.SLOOP}, "the feature 'name' must be of type string, not <Rig.SLOOP: 'sloop'>"),
        ({"rig": "slop"}, "the feature 'rig' must be one of sloop, brig, not 'slop'; did you mean 'sloop'?"),
        ({"rig": ["sloop"]}, "the feature 'rig' must be one of sloop, brig, not ['sloop']"),
        ({"guns": 5.0}, "the feature 'guns' must be of type integer, not 5.0"),
        ({"guns": True}, "the feature 'guns' must be of type integer, not True"),
        ({"guns": "5"}, "the feature 'guns' must be of type integer, not '5'"),
        ({"tons": True}, "the feature 'tons' must be of type number, not True"),
        ({"tons": float("nan")}, "the feature 'tons' must be of type number, not nan"),
        ({"tons": float("-inf")}, "the feature 'tons' must be of type number, not -inf"),
        ({"afloat": 1}, "the feature 'afloat' must be of type boolean, not 1"),
        ({"log": (1, 2)}, "the feature 'log' must be of type any, not (1, 2)"),
        ({"log": {"a": {1}}}, "the feature 'log' must be of type any, not {'a': {1}}"),
        ({"log": {1: 2}}, "the feature 'log' must be of type any, not {1: 2}"),
        ({"log": [float("inf")]}, "the feature 'log' must be of type any, not [inf]"),
        ({"masts": "main"}, "the feature 'masts' must be a list, not 'main'"),
        (
            {"masts": ["mizen"]},
            "the feature 'masts' must be one of fore, main, not 'mizen'; did you mean 'main'?",
        ),
        ({"crew": [1, True]}, "the feature 'crew' must be of type integer, not True"),
        ({"crew": (1,)}, "the feature 'crew' must be a list, not (1,)"),
    ],
)
def test_a_wrong_feature(features, message):
    assert only(ships(ship(features=features))) == f"ships.1 at 4:8 ('Wasa'): {message}"


def test_integers_and_nesting_without_end_are_refused():
    deep = []
    for _ in range(5_000):
        deep = [deep]
    endless = []
    endless.append(endless)
    for feature, value in [("guns", 10**700), ("tons", 10**700), ("crew", [10**5000]), ("log", deep), ("log", endless)]:
        assert only(ships(ship(features={feature: value}))).startswith("ships.1 at 4:8 ('Wasa'): the feature")
        assert only(ships(ship(features={feature: value}), schema=OPEN)).endswith("which JSON cannot say")


def test_right_features():
    right = {
        "name": "\ud800", "rig": "brig", "guns": 2**100, "tons": 5, "afloat": False, "log": {"": [None]},
        "masts": [], "crew": [-1],
    }  # fmt: skip
    for schema in (SCHEMA, OPEN):
        assert Document("a", TEXT).with_layer(ships(ship(features=right), schema=schema))


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan"), "0.5", True])
def test_a_wrong_confidence(confidence):
    expected = f"the confidence {confidence!r} is not a number from 0 to 1"
    assert only(ships(ship(confidence=confidence))) == f"ships.1 at 4:8 ('Wasa'): {expected}"
    link = Link("l", "home", "ships.1", "ships.1", confidence)
    assert only(ships(ship(), links=(link,))) == f"l: {expected}"


@pytest.mark.parametrize("id", ["", "1a", "a b", "a\n", "a:b", " a", "a ", "-a", ".a", "a\ud800", "a/b", "\u0301a"])
def test_an_id_that_is_no_xml_name(id):
    for annotations in ([ship(id=id)], [ship(id="a"), ship(id=id)], [ship(id=id), ship(id="z")]):
        assert only(ships(*annotations)) == f"the id {id!r} is not an XML name"


@given(texts)
def test_xml_names_as_xml_sees_them(name):
    etree = pytest.importorskip("lxml.etree")
    try:
        etree.fromstring(f"<{name}/>".encode() if name.isascii() else f"<{name}/>")
        parses = etree.fromstring(f"<{name}/>").tag == name
    except (etree.XMLSyntaxError, ValueError):
        parses = False
    if is_xml_name(name):
        assert parses


@given(names, labels)
def test_plain_names_and_labels(name, label):
    assert is_xml_name(name)
    assert is_label(label)
    assert not is_label(f"{label} {label}")
    assert not is_label(f"{label}\n")


@pytest.mark.parametrize(
    "character", "\0\t\n \x7f\x85\xa0\xad\u0378\u0600\u200b\u2028\u3000\ud800\ue000\ufeff\uffff\U000e0001"
)
def test_characters_that_a_label_cannot_have(character):
    assert not is_label(f"a{character}b")
    assert not is_label("")


def test_an_id_that_is_used_twice():
    assert only(ships(ship(), ship(), ship(id="b"))) == "the id 'ships.1' is used twice"
    assert only(ships(ship(id="r"), referents=(Referent("r", "vessel"),))) == "the id 'r' is used twice"
    places = Layer(LayerSchema("places", "", open=True), (ship(),), (Referent("r", "x"),))
    assert only(ships(ship()), places) == "the id 'ships.1' is taken by layer 'places'"
    assert only(ships(referents=(Referent("r", "vessel"),)), places) == "the id 'r' is taken by layer 'places'"


PLACES = Layer(LayerSchema("places", "", open=True), (ship(id="p.1"),), (Referent("p.ref", "x"),))


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (Link("l", "hme", "s", "s"), "l: unknown link role 'hme'; did you mean 'home'?"),
        (Link("l", "home", "gone", "s"), "l: starts from 'gone', which is no annotation of this layer"),
        (Link("l", "home", "r", "s"), "l: starts from 'r', which is no annotation of this layer"),
        (Link("l", "home", "p.1", "s"), "l: starts from 'p.1', which is no annotation of this layer"),
        (Link("l", "home", "s", "gone"), "l: leads to 'gone', which is no annotation of ships"),
        (Link("l", "home", "s", "r"), "l: leads to 'r', which is no annotation of ships"),
        (Link("l", "home", "s", "p.1"), "l: leads to 'p.1', which is no annotation of ships"),
        (Link("l", MENTION_OF, "s", "s"), "l: leads to 's', which is no referent of ships"),
        (Link("l", "at", "s", "gone"), "l: leads to 'gone', which is no annotation or referent of places or ships"),
        (Link("l", "at", "s", None), "l: the target must be str, not None"),
        (Link("l", "at", ["s"], "s"), "l: the source must be str, not ['s']"),
        (Link("l l", "at", "s", "s"), "the id 'l l' is not an XML name"),
    ],
)
def test_a_wrong_link(link, message):
    layer = ships(ship(id="s"), referents=(Referent("r", "vessel"),), links=(link,))
    assert only(layer, PLACES) == message


@pytest.mark.parametrize("target", ["s", "r", "p.1", "p.ref"])
def test_right_links(target):
    layer = ships(ship(id="s"), referents=(Referent("r", "vessel"),), links=(Link("l", "at", "s", target),))
    assert Document("a", TEXT).with_layer(PLACES).with_layer(layer)


def test_a_link_into_a_working_layer():
    working = Layer(LayerSchema("places", "", working=True, open=True), (ship(id="p.1"),))
    layer = ships(ship(id="s"), links=(Link("l", "at", "s", "p.1"),))
    assert only(layer, working) == "l: leads into the working layer 'places', which is not written; copy what you need"


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (LayerSchema("a b", ""), "the layer name 'a b' must be letters"),
        (LayerSchema("1a", ""), "the layer name '1a' must be"),
        (LayerSchema("a..b", ""), "the layer name 'a..b' must be"),
        (LayerSchema("x", "", labels=(Label("a b", ""),)), "the label 'a b' holds white space"),
        (LayerSchema("x", "", labels=(Label("", ""),)), "the label '' holds white space"),
        (LayerSchema("x", "", labels=(Label("a", ""), Label("a", ""))), "the label 'a' is declared twice"),
        (LayerSchema("x", "", features=(Feature("a b", ""),)), "the feature name 'a b' is not an XML name"),
        (LayerSchema("x", "", features=(Feature("a", ""),) * 2), "the feature name 'a' is declared twice"),
        (LayerSchema("x", "", features=(Feature("a", "", "symbol"),)), "the feature 'a': a symbol needs its list"),
        (LayerSchema("x", "", features=(Feature("a", "", "string", ("b",)),)), "the feature 'a': a symbol needs"),
        (LayerSchema("x", "", referent_features=(Feature("1", ""),)), "the feature name '1' is not an XML name"),
        (LayerSchema("x", "", roles=(LinkRole("a b", ""),)), "the link role 'a b' is not an XML name"),
        (LayerSchema("x", "", roles=(LinkRole("a", ""),) * 2), "the link role 'a' is declared twice"),
        (LayerSchema("x", "", referents=(ReferentType("a b", ""),)), "the referent type 'a b' holds white space"),
    ],
)
def test_a_wrong_schema(schema, message):
    assert only(Layer(schema)).startswith(message)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (ships(ship(label="a b"), schema=OPEN), "ships.1 at 4:8 ('Wasa'): the label 'a b' holds white space"),
        (ships(ship(label=""), schema=OPEN), "ships.1 at 4:8 ('Wasa'): the label '' holds white space"),
        (ships(ship(features={"x": {1}}), schema=OPEN), "ships.1 at 4:8 ('Wasa'): the feature 'x' holds {1}, which"),
        (ships(ship(features={5: 1}), schema=OPEN), "ships.1 at 4:8 ('Wasa'): the feature name 5 is not a str"),
        (ships(referents=(Referent("r", "a b"),), schema=OPEN), "r: the type 'a b' holds white space"),
        (ships(ship(), links=(Link("l", "a b", "ships.1", "ships.1"),), schema=OPEN), "l: the link role 'a b' is not"),
        (ships(ship(), links=(Link("l", "x", "ships.1", "gone"),), schema=OPEN), "l: leads to 'gone', which is no"),
    ],
)
def test_an_open_schema_is_not_open_to_everything(layer, message):
    assert only(layer).startswith(message)


def test_findings_end_somewhere_and_stay_short():
    many = findings(ships(*(ship(label="x" * 10_000, id=f"s{n}") for n in range(100))))
    assert len(many) == MOST_FINDINGS
    assert all(len(finding) < 200 for finding in many)
    long = Document("a", "x" * 10_000)
    builder = LayerBuilder(SCHEMA)
    builder.add(0, 10_000, "ship", {"name": 5})
    with pytest.raises(LayerError, match="xxx…") as caught:
        long.with_layer(builder.build())
    assert len(str(caught.value)) < 300


@given(values)
def test_values_of_json_are_json(value):
    assert is_json(value)


def test_depth():
    value = "x"
    for _ in range(MOST_DEPTH):
        value = [value]
    assert is_json(value)
    assert not is_json([value])


ANYTHING = values | st.binary() | st.tuples(st.integers()) | st.sets(st.integers()) | st.floats()


@given(st.data())
def test_whatever_a_plugin_puts_in_is_a_layer_error_or_fits(data):
    def some(*usual):
        return data.draw(st.sampled_from(usual) if data.draw(st.booleans()) else ANYTHING)

    annotation = Annotation(
        some("ships.1"), some(WASA, ()), some("ship"), some({}, {"guns": 1}), some(None, 0.5), some(None, "r")
    )
    referent = Referent(some("r"), some("vessel"), some(("Wasa",), ()), some({}, {"a": "b"}), some({}, {"built": 1}))
    link = Link(some("l"), some(MENTION_OF), some("ships.1"), some("r"), some(None, 1))
    layer = Layer(data.draw(st.sampled_from([SCHEMA, OPEN])), (annotation,), (referent,), (link,))
    try:
        document = Document("a", TEXT).with_layer(layer)
    except LayerError as error:
        told = error.findings
        assert told
    else:
        assert document["ships"] is layer
