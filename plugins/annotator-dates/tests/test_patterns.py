from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator_dates.patterns import LONGEST, Machine, Pattern, PatternError, Symbol


class Word:
    def __init__(self, *classes, glued=False):
        self.symbol = Symbol(frozenset(classes), glued)


def ends(pattern, words):
    return [end for end, _ in Machine([Pattern(pattern)]).match(words, 0)]


def a(n, **options):
    return [Word("a", **options) for _ in range(n)]


def test_optional_repeated_and_alternative_parts():
    assert ends("<a> [ <b> ] <c>", [Word("a"), Word("c")]) == [2]
    assert ends("<a> [ <b> ] <c>", [Word("a"), Word("b"), Word("c")]) == [3]
    assert ends("{ <a> } <b>", [*a(3), Word("b")]) == [4]
    assert ends("( <a> | <b> <c> )", [Word("b"), Word("c")]) == [2]
    assert ends("<a> { , <a> }", [Word("a"), Word("=,"), Word("a")]) == [1, 3]


def test_no_white_space():
    assert ends("<a> _ <b>", [Word("a"), Word("b", glued=True)]) == [2]
    assert ends("<a> _ <b>", [Word("a"), Word("b")]) == []
    assert ends("<a> _ ( <b> | <c> )", [Word("a"), Word("c")]) == []
    assert ends("_ <a>", [Word("a")]) == [1], "what stands before the first word is no matter of the pattern"


def test_marks_of_the_notation_can_be_quoted():
    assert ends('"(" <a> ")"', [Word("=("), Word("a"), Word("=)")]) == [3]


def test_slots_take_the_places_of_their_words():
    pattern = Pattern("<a:x> [ <b> ] { <a:y> }")
    assert pattern.bind([word.symbol for word in [Word("a"), Word("b"), *a(2)]]) == {"x": [0], "b": [1], "y": [2, 3]}
    assert pattern.bind([Word("c").symbol]) is None


@pytest.mark.parametrize("source", ["[ <a>", "<a> )", "( <a> | <b>", "<a", "{ <a> ]"])
def test_faulty_patterns_are_refused(source):
    with pytest.raises(PatternError, match="pattern"):
        Pattern(source)


atoms = st.sampled_from(["<a>", "<b>", "word", "<a> _ <b>"])
patterns = st.recursive(
    atoms,
    lambda inner: st.one_of(
        inner.map("[ {} ]".format),
        inner.map("{{ {} }}".format),
        st.tuples(inner, inner).map("( {0[0]} | {0[1]} )".format),
        st.tuples(inner, inner).map("{0[0]} {0[1]}".format),
    ),
    max_leaves=6,
)
words = st.lists(st.tuples(st.sampled_from(["a", "b", "=word"]), st.booleans()), max_size=7)


@given(patterns, words)
def test_the_machine_accepts_just_what_the_single_pattern_binds(source, drawn):
    row = [Word(name, glued=glued) for name, glued in drawn]
    pattern = Pattern(source)
    bound = [n for n in range(1, len(row) + 1) if pattern.bind([word.symbol for word in row[:n]]) is not None]
    assert [end for end, _ in Machine([pattern]).match(row, 0)] == bound


@settings(deadline=None)  # a busy machine may take its time
@given(patterns)
def test_no_pattern_backtracks(source):
    """The machine is deterministic: however long the text, it has few states, and takes one step for a word."""
    machine = Machine([Pattern(source)])
    machine.match(a(50), 0)
    few = len(machine._states)
    machine.match(a(2000), 0)
    assert len(machine._states) == few


def test_matches_have_a_longest_length():
    assert max(ends("{ <a> }", a(500))) == LONGEST


def test_many_patterns_run_together():
    found = Machine([Pattern("<a> <a>"), Pattern("{ <a> }"), Pattern("<b>")]).match(a(3), 0)
    assert found == [(1, (1,)), (2, (0, 1)), (3, (1,))]
    assert all(first[0] < second[0] for first, second in pairwise(found))
