"""Spans and annotations."""

import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Annotation, Span
from tests.model_strategies import ranges

spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted).map(lambda pair: Span(*pair))


@given(spans, spans)
def test_overlap_is_sharing_a_code_point(a, b):
    shared = set(range(a.start, a.end)) & set(range(b.start, b.end))
    if len(a) and len(b):
        assert a.overlaps(b) == bool(shared)
    assert a.overlaps(b) == b.overlaps(a)


@given(spans, st.integers(0, 12))
def test_an_empty_span_is_shared_by_the_span_it_stands_in_or_before(span, at):
    empty = Span(at, at)
    inside = at in range(span.start, span.end) or (not len(span) and at == span.start)
    assert span.overlaps(empty) == inside


@given(spans, spans)
def test_covering(a, b):
    inside = set(range(b.start, b.end)) <= set(range(a.start, a.end))
    if len(b):
        assert a.covers(b) == inside
    else:
        assert a.covers(b) == (a.start <= b.start <= a.end)


@given(spans)
def test_order_length_and_shape(span):
    assert len(span) == span.end - span.start
    assert msgspec.to_builtins(span) == [span.start, span.end]
    assert sorted([Span(span.start, span.end + 1), span])[0] == span


@given(ranges(20, least=1))
def test_hull(at):
    annotation = Annotation("x.1", at, "l")
    assert annotation.hull == Span(at[0].start, at[-1].end)
    assert all(annotation.hull.covers(span) for span in at)


@pytest.mark.parametrize(
    ("at", "words"), [([], ""), ([(0, 3)], "The"), ([(0, 3), (8, 14)], "The … office"), ([(3, 3)], "")]
)
def test_words(at, words):
    annotation = Annotation("x.1", tuple(Span(*pair) for pair in at), "l")
    assert annotation.text_in("The old office") == words


def test_an_annotation_of_the_whole_document_has_no_place():
    annotation = Annotation("x.1", (), "l")
    assert (annotation.start, annotation.end, annotation.hull) == (0, 0, Span(0, 0))
    assert annotation.confidence is None


def test_parts_are_frozen_and_travel():
    annotation = Annotation("x.1", (Span(0, 1),), "l", {"a": [1]}, 0.5, "r")
    with pytest.raises(AttributeError):
        annotation.label = "other"
    assert pickle.loads(pickle.dumps(annotation)) == annotation
    assert msgspec.json.decode(msgspec.json.encode(annotation), type=Annotation) == annotation
