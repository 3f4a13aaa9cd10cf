"""Whatever the text, nothing is raised, every layer fits its schema, and the same text gives the same layers."""

import importlib
import pkgutil
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import annotator_dates
from annotator import Document
from annotator_dates.document import Annotate
from annotator_dates.language import load_language

ANNOTATE = Annotate()
LANGUAGE = load_language("en")
KNOWN = sorted(word for word in LANGUAGE.words if word.islower() or not word.isalpha())
PIECES = st.one_of(
    st.sampled_from(KNOWN),
    st.sampled_from(KNOWN).map(str.capitalize),
    st.integers(min_value=0, max_value=10**12).map(str),
    st.sampled_from(
        ["'s", " ", "\n", "\n\n", "\r", "–", "’", "(", ")", ".", ",", ":", "/", "-", "é", "\x00", "\ud800", "😀"]
    ),
)
SENTENCES = st.lists(PIECES, max_size=30).flatmap(
    lambda pieces: st.sampled_from([" ", "", "-"]).map(lambda joint: joint.join(pieces))
)
DATES = st.sampled_from(
    [None, "2010", "2010-06", "2010-06-16", "2010-06-16T07:49", "nonsense", "0001-01-01", "9999-12-31"]
)


def annotate(text, date=None):
    document = Document("d", text, metadata={} if date is None else {"date": date})
    for layer in ANNOTATE(document):
        document = document.with_layer(layer)
    return document


@given(st.one_of(SENTENCES, st.text(alphabet=st.characters(), max_size=80)), DATES)
@settings(max_examples=400, deadline=None)
def test_any_text(text, date):
    document = annotate(text, date)
    for each in document["dates"]:
        words = document.words(each)
        assert words
        assert words == words.strip()
        assert each.features["value"]
        assert each.rule
        earliest, latest = each.features.get("earliest"), each.features.get("latest")
        if earliest and latest and earliest[0].isdigit() and latest[0].isdigit():
            assert earliest[:10] <= latest[:10]
    assert annotate(text, date).layers == document.layers


def regular_expressions():
    """Every regular expression of the package, by its name."""
    for module in pkgutil.iter_modules(annotator_dates.__path__, "annotator_dates."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value.pattern


def nests_repetitions(source):
    """Whether a repetition without end holds another one, neither possessive: only then is there no end of trying."""

    def deep(tree, inside):
        for operator, value in tree:
            endless = str(operator) in ("MAX_REPEAT", "MIN_REPEAT") and value[1] > 1000
            if endless and inside:
                return True
            parts = value if isinstance(value, tuple | list) else ()
            flat = [each for part in parts for each in (part if isinstance(part, list) else [part])]
            if any(deep(part, inside or endless) for part in flat if hasattr(part, "data")):
                return True
        return False

    return deep(re._parser.parse(source), False)


@pytest.mark.parametrize("source", [r"(a+)+b", r"(?:a|b*)*c", r"(\w+\s?)*x", r"(?:(?=a+)b)*"])
def test_the_check_for_backtracking_finds_it(source):
    assert nests_repetitions(source)


@pytest.mark.parametrize(("name", "source"), list(regular_expressions()))
def test_no_regular_expression_can_backtrack_without_end(name, source):
    assert not nests_repetitions(source), name


@given(SENTENCES)
@settings(deadline=None)
def test_annotations_do_not_overlap(text):
    spans = [each.hull for each in annotate(text)["dates"]]
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "\ud800",
        "\x00",
        "]]>",
        "\r",
        "٣ May 2010",
        "May\u00ad 3",
        "\u200f3 May\u200f",
        "e\u0301" * 50,
        "𝟛 𝕄𝕒𝕪 𝟚𝟘𝟙𝟘",
    ],
)
def test_odd_texts(text):
    annotate(text, "2010-06-16")


@pytest.mark.parametrize(
    "piece",
    [
        "May ",
        "the ",
        "3, ",
        "two hundred and ",
        "1/",
        "-",
        "1",
        "the last week of ",
        "Monday, ",
        "early in the ",
        "3:",
        "'",
    ],
)
def test_long_rows_of_one_piece(piece):
    """A megabyte would show anything that is not linear; here a smaller row keeps the test quick."""
    annotate(piece * (60_000 // len(piece)))


def test_line_ends_divide_unless_the_text_is_wrapped(dates):
    assert dates.values("It opened in May\n2008 was dry.") == [("May", "2010-05"), ("2008", "2008")]
    filler = "This line of a letter was broken at some width, as people were used to do,\n"
    wrapped = filler * 5 + "and so it opened for all the people of the town and their guests in May\n2008 again.\n"
    assert dates.values(wrapped) == [("May\n2008", "2008-05")]


def test_offsets_are_code_points(dates):
    document = dates("😀 On 3 May 2009 😀")
    assert [document.words(each) for each in document["dates"]] == ["3 May 2009"]


def test_bounds_are_iso(dates):
    shape = re.compile(r"[+-]?\d{4,5}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?")
    for each in dates("In 310 BC, in 1998, at 5 p.m. GMT on 3 May 2009, this morning, in the 1990s, on Ramadan.")[
        "dates"
    ]:
        for name in ("earliest", "latest"):
            assert shape.fullmatch(each.features[name])
