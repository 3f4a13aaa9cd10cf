import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator_quotes import QUOTES, annotator_annotators


def groups(document):
    contents = [a for a in document["quotes"] if a.label not in ("cue", "source")]
    return [(document.words(a), a.features.get("group"), a.features.get("implicit", False)) for a in contents]


def test_a_divided_quotation_is_one_group(layer_of):
    document = layer_of("“We sail,” said Orlow, “when the wind turns.”")
    assert groups(document) == [("“We sail,”", "g1", False), ("“when the wind turns.”", "g1", False)]


def test_the_next_sentence_in_marks_goes_on(layer_of):
    document = layer_of("“We sail,” said Orlow. “The wind has turned at last.”")
    assert groups(document) == [("“We sail,”", "g1", False), ("“The wind has turned at last.”", "g1", True)]


def test_a_paragraph_left_open_goes_on_in_the_next(layer_of):
    document = layer_of("Orlow said: “We sail at dawn.\n\n“The crews are ready for it.”\n")
    assert [(group, implicit) for _, group, implicit in groups(document)] == [("g1", False), ("g1", True)]
    layer = document["quotes"]
    assert {tuple(layer.targets(a, "speaker")) for a in layer.labelled("direct")} == {(layer.labelled("source")[0].id,)}


def test_a_quotation_without_marks_between_runs_over_lines(layer_of):
    document = layer_of('Orlow said: "We sail at dawn.\nThe crews are ready." Then she left.\n')
    assert [words for words, _, _ in groups(document)] == ['"We sail at dawn.\nThe crews are ready."']


def test_a_cue_announces_the_quotation_of_the_next_paragraph(layer_of):
    document = layer_of("The letter says:\n\n“All the ferries will sail again in May.”\n")
    layer = document["quotes"]
    (content,) = layer.labelled("direct")
    assert [document.words(layer[id]) for id in layer.targets(content, "speaker")] == ["The letter"]


def test_nobody_is_invented(layer_of):
    document = layer_of("The day was long.\n\n“All the ferries will sail again in May.”\n")
    layer = document["quotes"]
    (content,) = layer.labelled("direct")
    assert layer.targets(content, "speaker") == []
    assert content.features["implicit"] is True


def test_words_in_marks_that_nobody_says(layer_of):
    document = layer_of("The “ghost fleet” left the port.")
    assert [a.label for a in document["quotes"]] == ["not-speech"]
    assert len(layer_of("The “ghost fleet” left the port.", not_speech=False)["quotes"]) == 0


def test_attribution_inside_attribution_is_linked(layer_of):
    document = layer_of("The ministry said that the envoy told crews that the port was safe.")
    layer = document["quotes"]
    outer, inner = layer.labelled("indirect")
    assert layer.targets(inner, "nested-in") == [outer.id]
    assert layer.targets(outer, "nested-in") == []


def test_speaker_and_addressee_are_entities_where_these_are_known(layer_of):
    known = (("Captain", "role-title", "title"), ("Lena Orlow", "person", "named"), ("crews", "nominal", "nominal"))
    document = layer_of("Captain Lena Orlow told crews that the port was safe.", entities=known)
    layer = document["quotes"]
    (content,) = layer.labelled("indirect")
    assert layer.targets(content, "speaker") == ["entities.2"]
    assert layer.targets(content, "addressee") == ["entities.3"]
    assert layer.labelled("source") == []


def test_an_entity_inside_the_speaker_is_not_the_speaker(layer_of):
    document = layer_of("A friend of Lena Orlow said it was late.", entities=(("Lena Orlow", "person", "named"),))
    layer = document["quotes"]
    assert [document.words(a) for a in layer.labelled("source")] == ["A friend of Lena Orlow"]


def test_confidence_is_a_probability_and_every_rule_is_named(layer_of):
    layer = layer_of("Orlow said that it was late. “Ghosts” sail.")["quotes"]
    assert all(a.rule for a in layer)
    assert all(0 < a.confidence < 1 for a in layer.labelled("indirect"))
    assert all(a.confidence is None for a in layer.labelled("cue", "source", "not-speech"))


def test_the_record_says_what_it_reads_and_makes():
    (record,) = annotator_annotators()
    assert record.provides == (QUOTES,)
    assert record.requires == ("sentences", "tokens")
    assert record.uses == ("entities", "structure")


WORDS = st.sampled_from(
    ["said", "says", "told", "that", "who", ",", ".", ":", '"', "“", "”", "''", "'", "’s", "Orlow", "the port",
     "and", "according to", "calling on", "to", "was", "hopes", "claim", "(", ")", "—", "\n", "\r\n", "\x00", "\ud800",
     "e\u0301", "\U0001f600", "ש", "]]>", "not", "in a statement", "Friday", "of"]
)  # fmt: skip


@given(words=st.lists(WORDS, max_size=60), space=st.sampled_from([" ", ""]), least=st.floats(0, 1))
@settings(deadline=None)
def test_any_text_gives_a_layer_that_fits(layer_of, words, space, least):
    text = space.join(words)
    assert layer_of(text, least_confidence=least)["quotes"] == layer_of(text, least_confidence=least)["quotes"]


@given(text=st.text(max_size=60))
@settings(deadline=None)
def test_arbitrary_text_gives_a_layer_that_fits(layer_of, text):
    assert layer_of(text)["quotes"].schema is QUOTES


@pytest.mark.parametrize(
    "unit", ['"', '"We go," he said. ', "Said ", "the man said ", "and said, ", "he said: “a b c. "]
)
def test_long_texts_on_one_line_are_read(layer_of, unit):
    assert "quotes" in layer_of(unit * (20_000 // len(unit)))


@pytest.mark.slow
@pytest.mark.parametrize("unit", ['"We go," he said. ', "The man said that the port is closed, ", "a", '"', "Said "])
def test_a_megabyte_on_one_line_is_read(layer_of, unit):
    assert "quotes" in layer_of(unit * (1_000_000 // len(unit)))
