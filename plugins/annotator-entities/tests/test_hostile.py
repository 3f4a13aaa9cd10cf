import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

WORDS = st.sampled_from(
    ["Ana", "Torres", "Oslo", "the", "of", "and", "President", "US", "-", "'s", "’s", ".", ",", "(", ")", "“", '"',
     "he", "its", "Ministry", "Bank", "Kim", "Korean", "PRI", "said", "officials", "\n", "\u00a0", "\U0001f600", "D.C.",
     "J.", "al-Noor", "New", "]]>", "\x00", "\u202e", "e\u0301", "É"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sequence_of_words_gives_a_valid_layer(annotate, text):
    layer = annotate(text)["entities"]
    for annotation in layer:
        assert text[annotation.start : annotation.end].strip()
        is_open = annotation.label == "norp" and annotation.features["entity_type"] == "gpe"
        role = "title-of" if annotation.label == "role-title" else "mention-of"
        assert bool(layer.targets(annotation, role)) != is_open


@given(st.text(alphabet=st.characters(), max_size=80))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_gives_a_valid_layer(annotate, text):
    annotate(text)


@pytest.mark.parametrize(
    "text", ["", "A", " ", "\ud800 Oslo \udc00", "Oslo", "\r\n", "ǅ ǈ", "ßßß ẞ", "İstanbul met Ana"]
)
def test_odd_texts(annotate, text):
    assert annotate(text).text == text


def test_the_same_text_gives_the_same_layer(annotate):
    text = "Oslo and Lima met. Kim, Park and Lee of the U.S. said so, officials said."
    assert annotate(text)["entities"] == annotate(text)["entities"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "Ana Torres ",
        "Kim Bo ",
        "A-",
        "President ",
        "the ministry ",
        "police ",
        "Trade, ",
        "Oslo's ",
        "he ",
        "( ",
        "of the ",
    ],
)
def test_a_long_line_takes_time_in_proportion(annotate, unit):
    assert annotate(unit * (200_000 // len(unit))) is not None


@pytest.mark.slow
def test_pronouns_far_behind_a_name_take_time_in_proportion(annotate):
    assert annotate("Oslo lost " + "and it rained and they " * 8_000) is not None
    assert annotate("Oslo lost.\nIt rained " + "and they left " * 14_000) is not None
