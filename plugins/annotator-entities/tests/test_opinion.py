"""A language pack's candidates beside the evidence of rules: edges where they are sure, types together."""

import pytest

from annotator import Feature, Label, LayerBuilder, LayerSchema
from annotator_entities import ANNOTATOR

MENTIONS = LayerSchema(
    "mentions",
    "candidates",
    labels=tuple(Label(name, name) for name in ("person", "org", "location", "norp", "facility", "misc", "product")),
    features=(Feature("second", "next type"), Feature("second_confidence", "its probability", type="number")),
    working=True,
)


@pytest.fixture(scope="session")
def document_with(make):
    """The opened annotator on a text and the mentions that a pack is made to find: (words, label, confidence)."""
    opened = ANNOTATOR.open(ANNOTATOR.settings())

    def run(text, *mentions):
        builder = LayerBuilder(MENTIONS)
        for words, label, confidence in mentions:
            start = text.index(words)
            builder.add(start, start + len(words), label, confidence=confidence)
        document = make(text).with_layer(builder.build())
        [layers] = opened([document])
        return document.with_layer(layers[0])

    return run


@pytest.fixture(scope="session")
def annotate_with(document_with):
    """The same, for the labels of names by their words."""

    def run(text, *mentions):
        document = document_with(text, *mentions)
        return {document.words(a): a.label for a in document["entities"] if a.features["level"] == "named"}

    return run


def test_a_sure_mention_decides_the_edges(annotate_with):
    text = "We went to see Blue Marble Quartet yesterday."
    assert annotate_with(text, ("Blue Marble Quartet", "org", 0.98)) == {"Blue Marble Quartet": "org"}


def test_a_mention_that_no_rule_finds_is_added(annotate_with):
    assert annotate_with("they say that zorbix pays well.", ("zorbix", "org", 0.99)) == {"zorbix": "org"}


def test_an_unsure_mention_does_not_recut(annotate_with):
    found = annotate_with("He met Mr. Orlan Veist there.", ("Mr. Orlan Veist there", "misc", 0.3))
    assert "Mr. Orlan Veist there" not in found


def test_an_honorific_stays_outside_the_name_whatever_the_pack_says(annotate_with):
    found = annotate_with("He took over from Sir Orlan Veist in May.", ("Sir Orlan Veist", "person", 0.9))
    assert found == {"Orlan Veist": "person"}


def test_a_person_may_be_called_by_what_is_a_town_elsewhere(annotate_with):
    assert annotate_with("Van der Haugen left.", ("Van der Haugen", "person", 0.9)) == {"Van der Haugen": "person"}


def test_a_people_before_a_body_stays_apart_from_it(annotate_with):
    found = annotate_with("The Danish Harvest Ministry agreed.", ("Danish Harvest Ministry", "org", 0.97))
    assert found == {"Danish": "norp", "Harvest Ministry": "org"}


def test_silence_speaks_against_a_weak_name(annotate_with):
    text = "Nobody likes Tuppence Ardley."
    assert annotate_with(text) == {}
    assert annotate_with(text, ("Tuppence Ardley", "person", 0.9)) == {"Tuppence Ardley": "person"}


def test_marks_and_small_words_at_the_edges_stay_outside(annotate_with):
    text = "We read of Blue Marble Quartet, and then left."
    assert annotate_with(text, ("Blue Marble Quartet, and", "org", 0.9)) == {"Blue Marble Quartet": "org"}


def test_a_place_inside_a_sure_name_belongs_to_it(annotate_with):
    text = "It was seen at the Observatory of Lower Norway yesterday."
    found = annotate_with(text, ("Observatory of Lower Norway", "org", 0.97))
    assert found == {"Observatory of Lower Norway": "org"}


def test_initials_in_capitals_belong_to_the_person(annotate_with):
    assert annotate_with("A book by VT Orlan appeared.", ("Orlan", "person", 0.9)) == {"VT Orlan": "person"}


def test_capitals_that_are_a_name_elsewhere_are_no_initials(annotate_with):
    text = "A book by VT Orlan appeared. VT prints it."
    found = annotate_with(text, ("Orlan", "person", 0.9), ("VT prints", "org", 0.2))
    assert "VT Orlan" in found
    text = "VT prints a book by VT Orlan."
    assert "VT Orlan" not in annotate_with(text, ("VT", "org", 0.9), ("Orlan", "person", 0.9))


def test_a_day_of_the_week_is_no_name(annotate_with):
    assert annotate_with("It rained on Tuesday.", ("Tuesday", "misc", 0.9)) == {}


def test_the_short_form_in_brackets_is_what_the_long_form_is(annotate_with):
    text = "They run the Orlan Veist Trust (OVT), and OVT grows."
    found = annotate_with(text, ("Orlan Veist Trust", "org", 0.95), ("OVT", "location", 0.5))
    assert found == {"Orlan Veist Trust": "org", "OVT": "org"}


def test_no_confidence_is_beyond_the_ceiling(make):
    text = "They praised Foreign Minister Lena Haugen in Oslo."
    builder = LayerBuilder(MENTIONS)
    builder.add(30, 41, "person", confidence=1.0)
    opened = ANNOTATOR.open(ANNOTATOR.settings())
    for document in (make(text), make(text).with_layer(builder.build())):
        [[layer]] = opened([document])
        sure = [name.confidence for name in layer if name.label == "person"]
        assert sure
        assert 0.5 < sure[0] < 0.97


def test_the_next_type_is_told_when_it_is_close(make):
    text = "We went to see Blue Marble yesterday."
    builder = LayerBuilder(MENTIONS)
    doubt = {"second": "location", "second_confidence": 0.4}
    builder.add(15, 26, "org", doubt, confidence=0.55)
    opened = ANNOTATOR.open(ANNOTATOR.settings())
    [[layer]] = opened([make(text).with_layer(builder.build())])
    [name] = layer
    assert name.label == "org"
    assert name.features["second"] in ("gpe", "place")
    assert 0.1 <= name.features["second_confidence"] <= 1 - name.confidence


def test_a_mention_of_no_words_or_of_another_kind_does_no_harm(annotate_with):
    assert annotate_with("Rain fell.", (" ", "org", 0.9)) == {}


@pytest.mark.parametrize(
    ("one", "other", "same"), [("ZORB", "Zorb", True), ("ZOB", "Zob", True), ("WHO", "Who", False), ("IT", "It", False)]
)
def test_an_acronym_that_is_a_word_in_small_letters_stays_apart_from_it(document_with, one, other, same):
    document = document_with(
        f"They work for {one} now. We work for {other} now.", (one, "org", 0.99), (other, "org", 0.99)
    )
    layer = document["entities"]
    meant = {document.words(a): layer.targets(a, "mention-of") for a in layer if a.label == "org"}
    assert set(meant) == {one, other}
    assert (meant[one] == meant[other]) == same


@pytest.mark.parametrize("body", ["al Orlana", "de Veistkrant"])
def test_a_body_without_initials_may_follow_a_people(annotate_with, body):
    found = annotate_with(f"They read the Danish {body} and left.", (body, "org", 0.98))
    assert found[body] == "org"
