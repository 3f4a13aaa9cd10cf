"""The annotator as a whole, with the shipped model."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import Document
from annotator_english import ANNOTATOR, MENTIONS, EnglishSettings
from annotator_english.annotate import CLOSE
from annotator_english.labels import TYPES

ARTICLE = """Fishing pact signed in Tallinn

TALLINN — Estonian Prime Minister Lena Okafor signed a fishing pact with Norway on Friday, her office said.

Okafor met officials of Brandvik Shipping and the European Commission. "We waited long," Okafor said.
Norwegian crews may land their catch at the port from May on. In Oslo, Fisheries Minister Tor Haugan welcomed it.
"""


def names(layer):
    return [(a.ranges, a.label, a.features, a.confidence) for a in layer]


def test_names_are_found_and_typed(mentions):
    found = mentions(ARTICLE)
    assert found.count(("Okafor", "person")) == 2
    assert {
        ("Lena Okafor", "person"),
        ("Tor Haugan", "person"),
        ("Brandvik Shipping", "org"),
        ("European Commission", "org"),
        ("Norway", "location"),
        ("Oslo", "location"),
        ("Estonian", "norp"),
        ("Norwegian", "norp"),
    } <= set(found)
    assert not {words for words, _ in found} & {"Friday", "May", "Fishing", "We", "In"}


def test_every_annotation_tells_its_confidence_and_rule(annotate, read):
    ((layer,),) = annotate([read(ARTICLE)])
    assert len(layer) > 8
    for name in layer:
        assert name.rule == "english.names"
        assert 0 < name.confidence <= 1
        if "second" in name.features:
            assert name.features["second"] != name.label
            assert CLOSE <= name.features["second_confidence"] <= name.confidence


def test_letter_case_is_read_though_the_vocabulary_has_none(mentions):
    assert mentions("The bank hired Rose Baker and Bill Cook in March.") == [
        ("Rose Baker", "person"),
        ("Bill Cook", "person"),
    ]
    assert mentions("The bank may bill a cook for the rose of a baker.") == []


def test_text_without_tokens_has_no_names(annotate, read):
    for text in ("", " \n "):
        ((layer,),) = annotate([read(text)])
        assert layer.schema is MENTIONS
        assert len(layer) == 0


def test_sentences_are_not_required(mentions):
    found = mentions(ARTICLE, sentences=False)
    assert ("Lena Okafor", "person") in found


def test_names_in_a_sentence_of_many_windows_are_found_wherever_they_stand(mentions):
    text = "Among the guests were " + ", ".join(["a baker", "Lena Okafor", "two cooks from Norway"] * 60) + "."
    found = mentions(text)
    assert found.count(("Lena Okafor", "person")) == 60
    assert found.count(("Norway", "location")) == 60


def test_layers_do_not_depend_on_the_batch(annotate, read):
    documents = [read(part, f"d{n}") for n, part in enumerate([ARTICLE, *ARTICLE.splitlines(), ARTICLE * 2])]
    together = [names(layer) for (layer,) in annotate(documents)]
    backwards = [names(layer) for (layer,) in annotate(documents[::-1])]
    alone = [names(layer) for document in documents for (layer,) in annotate([document])]
    assert together == backwards[::-1] == alone


def test_layers_do_not_depend_on_the_process_or_on_threads(annotate, read):
    document = read(ARTICLE)
    other = ANNOTATOR.open(EnglishSettings(threads=2))
    assert [names(layer) for (layer,) in other([document])] == [names(layer) for (layer,) in annotate([document])]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted in /proc")
def test_opening_the_model_starts_no_threads():
    code = (
        "import os, numpy, onnxruntime; from annotator_english import ANNOTATOR, EnglishSettings;"
        "before = len(os.listdir('/proc/self/task')); ANNOTATOR.open(EnglishSettings());"
        "print(len(os.listdir('/proc/self/task')) - before)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "0"


def test_the_second_pass_can_be_left_out(read):
    plain = ANNOTATOR.open(EnglishSettings(second_pass=False))
    ((layer,),) = plain([read(ARTICLE)])
    assert len(layer) > 8


def test_the_record_is_light():
    heavy = {"onnxruntime", "numpy", "annotator_english.model"}
    code = f"import sys, annotator_english; print(sorted({heavy} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"


def test_the_record_says_what_it_reads_and_makes():
    assert (ANNOTATOR.requires, ANNOTATOR.uses, ANNOTATOR.languages) == (("tokens",), ("sentences",), ("en",))
    assert [schema.name for schema in ANNOTATOR.provides] == ["mentions"]
    assert MENTIONS.working
    assert tuple(label.name for label in MENTIONS.labels) == TYPES


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\ud800\udfff\x00\x1b\r\n\t \u00ad\u200d\u202e\u0301\ufffd\u2028]>&<\U0001f1e6\U0001f3fd漢ע."),
    ),
    max_size=60,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE, st.booleans())
def test_hostile_text_gives_a_layer_that_holds(annotate, read, text, sentences):
    document = read(text, sentences=sentences)
    ((layer,),) = annotate([document])
    checked = document.with_layer(layer)
    assert isinstance(checked, Document)
    ends = [0, *(name.end for name in layer)]
    assert all(end <= name.start for end, name in zip(ends, layer, strict=False))


@pytest.mark.parametrize("text", ["각" * 100, "a" * 1_000_000, "\u0301" * 3_000, "漢" * 3_000, "A." * 1_500])
def test_long_lines_are_read(mentions, text):
    assert isinstance(mentions(text), list)
