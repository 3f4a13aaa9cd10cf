"""Texts that nobody should write: nothing raises, every layer fits, nothing grows out of hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator_stance.annotate import LONGEST_SENTENCE, annotate, sentences
from annotator_stance.voices import Entities

from .conftest import read_text, with_entities

_PHRASES = """the a guild Guild toll and or , . ? “ ” " ' 's - — ( ) not n't never no to of for from by that
    which who whether if unless only may might could would should will be is was been has have do did
    it they we I support supports supporting supported opposition hope hopes reject refused refuse to
    to urge call on of as about wary likely open prospects growing critic backed critics such as step
    steps cause causing warned warn called disgrace reason very very quickly end ban repeal obsession
    with make efforts promote ease easing \u0000 \u202e e\u0301 😀 ]]> Ünal 9 us US May"""
WORDS = st.sampled_from([*_PHRASES.split(), "\ud800"])


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text(text):
    document = read_text(text)
    document.with_layer(annotate(document))


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_order_of_words_that_frames_know(text):
    document = read_text(text)
    layer = annotate(document)
    document.with_layer(layer)
    assert layer == annotate(document)


@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_entities_anywhere(text):
    document = with_entities(read_text(text + " Ada guild"), {"Ada": ("person", "a"), "guild": ("org", "g")})
    document.with_layer(annotate(document))


@pytest.mark.parametrize(
    "unit", ["support ", "the ", "very ", "not to ", "“ ", "if ", "of the guild ", "to help ", "- ", "and ", "might "]
)
def test_endless_sentences_come_in_pieces(unit):
    text = "The guild " + unit * 5000 + "opposes the toll"
    document = read_text(text)
    assert max(len(sentence) for sentence in sentences(document, Entities(None))) <= LONGEST_SENTENCE
    document.with_layer(annotate(document))


@pytest.mark.parametrize("text", ["", ".", "\r", "?", " ", "\ud800", "support", "'", "”"])
def test_tiny_texts(text):
    assert len(annotate(read_text(text))) == 0


@pytest.mark.slow
def test_a_megabyte_on_one_line():
    text = "The guild opposes the toll, and the bishop hopes for rain and " * 16000
    layer = annotate(read_text(text))
    assert len(layer.labelled("against")) > 15000
