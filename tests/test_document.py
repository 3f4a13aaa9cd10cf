"""Documents: the text stays, layers are added."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import (
    MENTION_OF,
    MENTIONS,
    Document,
    DocumentError,
    LayerBuilder,
    LayerError,
    LayerSchema,
    LinkRole,
    ReferentType,
    UnknownNameError,
)
from tests.model_strategies import documents, texts

TEXT = "The ferry and its crew waited."


def places(name="places", *, working=False):
    schema = LayerSchema(name, "", roles=(MENTIONS,), referents=(ReferentType("boat", ""),), open=True, working=working)
    builder = LayerBuilder(schema)
    builder.link(MENTION_OF, builder.add(4, 9, "boat"), builder.refer("boat", ("ferry",)))
    return builder.build()


def test_layers_by_name():
    document = Document("a", TEXT).with_layer(places()).with_layer(places("others"))
    assert list(document.layers) == ["places", "others"]
    assert "places" in document
    assert "people" not in document
    assert document["places"] is document.get("places")
    assert document.get("people") is None
    with pytest.raises(UnknownNameError, match=r"^unknown layer 'place'; did you mean 'places'\?$"):
        document["place"]


def test_adding_a_layer_leaves_the_document_as_it_was():
    before = Document("a", TEXT)
    after = before.with_layer(places())
    assert before.layers == {}
    assert after.text is before.text
    assert after == Document("a", TEXT, layers={"places": places()})


def test_layers_are_never_replaced():
    document = Document("a", TEXT).with_layer(places())
    with pytest.raises(DocumentError, match="document 'a' has a layer 'places' already; layers are never replaced"):
        document.with_layer(places())


def test_a_layer_is_checked_when_it_is_added():
    with pytest.raises(LayerError, match="lies outside the text of 3 code points"):
        Document("a", "The").with_layer(places())


def test_working_layers():
    document = Document("a", TEXT).with_layer(places()).with_layer(places("drafts", working=True))
    assert list(document.without_working_layers().layers) == ["places"]
    assert document.without_working_layers(frozenset({"drafts"})) is document


def test_finding_by_id():
    document = Document("a", TEXT).with_layer(places()).with_layer(places("others"))
    assert document.find("others.1") is document["others"].annotations[0]
    assert document.find("places.boat.1") is document["places"].referents[0]
    with pytest.raises(UnknownNameError, match=r"unknown annotation or referent 'places\.2'"):
        document.find("places.2")
    assert document.words(document.find("places.1")) == "ferry"


def test_what_an_annotation_mentions_whatever_layer_made_it():
    role = LinkRole(MENTION_OF, "", ("places",), "either")
    builder = LayerBuilder(LayerSchema("quotes", "", roles=(role,), open=True))
    source = builder.add(14, 17, "source")
    first = places()
    builder.link(MENTION_OF, source, first.referents[0])
    builder.link(MENTION_OF, source, first.annotations[0])  # an annotation is no referent
    document = Document("a", TEXT).with_layer(first).with_layer(builder.build())
    assert document.mentioned_by(source) == [first.referents[0]]
    assert document.mentioned_by(first.annotations[0]) == [first.referents[0]]
    assert Document("b", TEXT).mentioned_by(source) == []


@given(texts)
def test_the_hash_is_that_of_the_text(text):
    expected = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    assert Document("a", text).sha256 == expected


@given(documents())
def test_what_was_computed_of_the_text_stays_with_it(document):
    bare = Document("a", document.text)
    units = bare.utf16
    added = bare.with_layer(places()) if len(bare.text) >= 9 else bare
    assert added.utf16 is units
    assert added == Document("a", document.text, layers=added.layers)


@given(documents(), st.data())
def test_without_some_layers_the_others_are_whole_and_nothing_leads_into_those_that_are_gone(document, data):
    gone = data.draw(st.sets(st.sampled_from([*document.layers, "another"])))
    left = document.without(gone)
    assert list(left.layers) == [name for name in document.layers if name not in gone]
    ends = {id for n in gone if n in document for id in (*document[n].by_id, *document[n].referents_by_id)}
    again = Document(document.id, document.text, document.language, document.metadata)
    for layer in left.layers.values():
        again = again.with_layer(layer)  # it is checked
        before = document[layer.name]
        assert (layer.annotations, layer.referents) == (before.annotations, before.referents)
        assert layer.links == tuple(link for link in before.links if link.target not in ends)
    assert again == left


@given(documents())
def test_a_document_made_layer_by_layer_is_the_same(document):
    again = Document(document.id, document.text, document.language, document.metadata)
    for layer in document.layers.values():
        again = again.with_layer(layer)
    assert again == document
