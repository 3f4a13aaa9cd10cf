"""Pieces, shapes, windows, decoding and the second pass, each by itself."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator_english.consistency import agree
from annotator_english.decoding import best_labels, decode, weigh
from annotator_english.encoding import CASES, GAPS, NEAR, SHAPES, case_of, encode, staying
from annotator_english.labels import LABELS, OUTSIDE, TYPES, begin, inside
from annotator_english.pieces import LONGEST, Pieces
from annotator_english.windows import CONTEXT, LIMIT, windows

VOCABULARY = ["[UNK]", "river", "##side", "##s", "cafe", ".", "u", "s", "漢", "字", "ᄀ", "##ᄀ", "##ᅡ", "##ᆨ"]
PERSON, LOCATION = TYPES.index("person"), TYPES.index("location")


@pytest.fixture(scope="module")
def pieces():
    return Pieces(VOCABULARY)


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("river", ["river"]),
        ("Riversides", ["river", "##side", "##s"]),
        ("CAFÉ", ["cafe"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("漢字", ["漢", "字"]),
        ("brook", ["[UNK]"]),
        ("\x00\u200d", ["[UNK]"]),
        ("river" + "s" * LONGEST, ["[UNK]"]),
        ("각" * (LONGEST // 3), ["ᄀ", *["##ᅡ", "##ᆨ", "##ᄀ"] * (LONGEST // 3)][: LONGEST // 3 * 3]),
        ("각" * LONGEST, ["[UNK]"]),
        ("\ud800", ["[UNK]"]),
    ],
)
def test_tokens_are_cut_into_the_longest_pieces(pieces, token, expected):
    assert [VOCABULARY[number] for number in pieces.of(token)] == expected


@given(st.text(max_size=30))
def test_every_token_has_a_piece(token):
    assert len(Pieces(VOCABULARY).of(token)) >= 1


@pytest.mark.parametrize(
    ("token", "case"),
    [
        ("1990", "no letter"),
        ("river", "lower"),
        ("River", "initial capital"),
        ("A", "one capital"),
        ("U.S.", "all capitals"),
        ("McRiver", "mixed"),
        ("漢", "lower"),
    ],
)
def test_case_of_tokens(token, case):
    assert CASES[case_of(token)] == case


def test_shapes_tell_what_stands_before_a_token(pieces):
    text = "River-sides\ncafe river"
    encoded = encode(pieces, text, [(0, 5), (5, 6), (6, 11), (12, 16), (17, 22)])
    assert (encoded.shapes[encoded.first[:-1]] % GAPS).tolist() == [2, 0, 0, 2, 1]
    assert encoded.shapes.max() < SHAPES
    assert len(encoded.ids) == len(encoded.shapes) == encoded.first[-1]


def shapes_of(words):
    return np.array([case_of(word) * GAPS + 1 for word in words.split()])


def test_tokens_near_a_capital_are_read_to_the_end():
    stays = staying(shapes_of("they all left the town of Lovage by the 6 pm train 1 A on the day"))
    assert NEAR == 2
    assert "".join("-x"[int(stay)] for stay in stays) == "----xxxxx--xxxxx-"


@given(st.lists(st.integers(0, SHAPES - 1), min_size=1, max_size=30))
def test_capitals_stay_and_where_there_is_none_all_do(shapes):
    stays = staying(np.array(shapes))
    capital = [CASES[shape // GAPS] not in ("no letter", "lower") for shape in shapes]
    assert all(stay for stay, big in zip(stays, capital, strict=True) if big)
    assert stays.all() or any(capital)


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=120),
    st.lists(st.integers(0, 130), max_size=12),
    st.integers(30, 60),
    st.integers(0, 14),
)
def test_windows_decide_each_token_once_and_fit(counts, breaks, limit, context):
    first = np.concatenate(([0], np.cumsum(counts)))
    made = list(windows(first, sorted(set(breaks)), limit, context))
    assert [token for window in made for token in range(window.first, window.last)] == list(range(len(counts)))
    for window in made:
        assert window.start <= window.first < window.last <= window.end
        assert first[window.end] - first[window.start] <= limit


def test_a_cut_sentence_is_read_with_context():
    first = np.arange(201)
    made = list(windows(first, [], 60, 10))
    assert all(window.first - window.start == 10 for window in made[1:])
    assert all(window.end - window.last == 10 for window in made[:-1])


@given(st.lists(st.integers(1, LONGEST), min_size=1, max_size=40))
def test_no_token_is_too_long_for_a_window(counts):
    first = np.concatenate(([0], np.cumsum(counts)))
    made = list(windows(first, []))
    assert [token for window in made for token in range(window.first, window.last)] == list(range(len(counts)))
    for window in made:
        assert window.start <= window.first < window.last <= window.end
        assert first[window.end] - first[window.start] <= LIMIT


def test_context_and_the_longest_token_fit_into_a_window():
    assert CONTEXT + LONGEST <= LIMIT


def logarithms(rows):
    scores = np.array(rows, dtype=np.float32)
    return scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))


def allowed(labels):
    return all(
        label % 2 == 1 or label == OUTSIDE or before in (label, label - 1)
        for before, label in itertools.pairwise([OUTSIDE, *labels])
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.floats(-4, 4, width=16), min_size=15, max_size=15), min_size=1, max_size=3))
def test_the_likeliest_allowed_labels_are_found(rows):
    table = logarithms(rows)
    found = best_labels(table).tolist()
    assert allowed(found)
    ways = (way for way in itertools.product(range(len(LABELS)), repeat=len(rows)) if allowed(way))
    best = max(sum(table[place, label] for place, label in enumerate(way)) for way in ways)
    assert sum(table[place, label] for place, label in enumerate(found)) == pytest.approx(best, abs=1e-4)


def table_of(*labels, sure=6.0):
    """Probabilities in which these labels are far ahead."""
    rows = np.zeros((len(labels), len(LABELS)), dtype=np.float32)
    rows[range(len(labels)), labels] = sure
    return logarithms(rows)


def spans(names):
    return [(name.start, name.end, TYPES[name.weights.argmax()]) for name in names]


def test_names_end_where_others_begin():
    table = table_of(begin(PERSON), inside(PERSON), begin(PERSON), OUTSIDE, begin(LOCATION))
    assert spans(decode(table)) == [(0, 2, "person"), (2, 3, "person"), (4, 5, "location")]


def test_a_name_is_as_sure_as_its_least_sure_token():
    table = table_of(begin(PERSON), inside(PERSON))
    table[1] -= 1
    assert weigh(table, 0, 2)[PERSON] == table[1, inside(PERSON)]


def test_a_surname_shares_what_is_known_of_the_full_name():
    tokens = ["Ada", "Lovage", "met", "Lovage"]
    table = table_of(begin(PERSON), inside(PERSON), OUTSIDE, begin(LOCATION))
    table[3] = logarithms([[0.1, 3.0, 0, 0, 0, 3.2, *[0] * 9]])[0]
    assert spans(decode(table))[1] == (3, 4, "location")
    assert spans(agree(decode(table), tokens, table))[1] == (3, 4, "person")


def test_a_name_that_was_clearly_seen_is_found_again_where_it_is_possible():
    tokens = ["Lovage", "met", "Lovage", "and", "Lovage"]
    table = table_of(begin(PERSON), OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, sure=9.0)
    table[2] = logarithms([[3.0, 1.5, *[0] * 13]])[0]
    found = agree(decode(table), tokens, table)
    assert spans(found) == [(0, 1, "person"), (2, 3, "person")]


def test_the_last_word_of_a_text_may_begin_a_longer_name():
    tokens = ["Ada", "Lovage", "met", "Ada"]
    table = table_of(begin(PERSON), inside(PERSON), OUTSIDE, OUTSIDE, sure=9.0)
    table[3] = logarithms([[3.0, 1.5, *[0] * 13]])[0]
    assert spans(agree(decode(table), tokens, table)) == [(0, 2, "person")]


@given(st.lists(st.sampled_from(["Ada", "Lovage", "met"]), min_size=1, max_size=8), st.integers(0, 1000))
def test_names_never_overlap_nor_leave_the_text(tokens, seed):
    scores = np.random.default_rng(seed).normal(scale=3, size=(len(tokens), len(LABELS)))
    table = logarithms(scores)
    found = agree(decode(table), tokens, table)
    edges = [edge for name in found for edge in (name.start, name.end)]
    assert edges == sorted(edges)
    assert all(0 <= name.start < name.end <= len(tokens) for name in found)


def test_words_in_small_letters_are_not_looked_for():
    tokens = ["sage", "met", "sage"]
    table = table_of(begin(PERSON), OUTSIDE, OUTSIDE, sure=9.0)
    table[2] = logarithms([[3.0, 1.5, *[0] * 13]])[0]
    assert spans(agree(decode(table), tokens, table)) == [(0, 1, "person")]
