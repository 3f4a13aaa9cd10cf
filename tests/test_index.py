"""Queries against brute force, over annotations that overlap, nest, are empty or in parts."""

from hypothesis import given
from hypothesis import strategies as st

from annotator import Annotation, Layer, LayerSchema, Span
from tests.model_strategies import ranges

LENGTH = 40
offsets = st.integers(0, LENGTH)
queries = st.tuples(offsets, offsets).map(sorted)


@st.composite
def layers(draw):
    found = draw(st.lists(ranges(LENGTH), max_size=25))
    labels = st.sampled_from("xyz")
    annotations = tuple(Annotation(f"l.{n}", at, draw(labels)) for n, at in enumerate(found, start=1))
    return Layer(LayerSchema("l", "", open=True), annotations)


def brute(layer, wanted):
    return [annotation for annotation in layer.annotations if wanted(annotation)]


@given(layers(), queries)
def test_overlapping(layer, query):
    asked = Span(*query)
    assert layer.overlapping(*query) == brute(layer, lambda a: any(asked.overlaps(span) for span in a.ranges))


@given(layers(), offsets)
def test_at(layer, offset):
    assert layer.at(offset) == brute(
        layer, lambda a: any(s.start <= offset < s.end or s.start == s.end == offset for s in a.ranges)
    )


@given(layers(), queries)
def test_within(layer, query):
    asked = Span(*query)
    assert layer.within(*query) == brute(layer, lambda a: a.ranges and all(asked.covers(s) for s in a.ranges))


@given(layers(), queries)
def test_covering(layer, query):
    asked = Span(*query)
    assert layer.covering(*query) == brute(layer, lambda a: any(span.covers(asked) for span in a.ranges))


@given(layers(), offsets)
def test_before_and_after(layer, offset):
    assert layer.before(offset) == brute(layer, lambda a: a.ranges and all(s.end <= offset for s in a.ranges))
    assert layer.after(offset) == brute(layer, lambda a: a.ranges and all(s.start >= offset for s in a.ranges))


@given(layers(), st.sets(st.sampled_from("xyz")))
def test_labelled(layer, labels):
    assert layer.labelled(*labels) == brute(layer, lambda a: a.label in labels)


def test_the_edges():
    spans = [(0, 5), (5, 5), (5, 9), (2, 2), (0, 9)]
    layer = Layer(
        LayerSchema("l", "", open=True),
        tuple(Annotation(f"l.{n}", (Span(*at),), "x") for n, at in enumerate(spans, start=1)),
    )

    def ids(found):
        return [annotation.id for annotation in found]

    assert ids(layer.at(5)) == ["l.2", "l.3", "l.5"]
    assert ids(layer.at(2)) == ["l.1", "l.4", "l.5"]
    assert layer.at(9) == layer.at(-1) == []
    assert ids(layer.overlapping(5, 5)) == ["l.2", "l.3", "l.5"]
    assert ids(layer.covering(5, 5)) == ["l.1", "l.2", "l.3", "l.5"]
    assert ids(layer.within(5, 5)) == ["l.2"]
    assert ids(layer.covering(0, 9)) == ["l.5"]


def test_a_cover_of_the_whole_text_is_found_among_many_tokens():
    annotations = [Annotation("l.0", (Span(0, 100_000),), "text")]
    annotations += [Annotation(f"l.{n}", (Span(n, n + 1),), "t") for n in range(1, 5_000)]
    layer = Layer(LayerSchema("l", "", open=True), tuple(annotations))
    for n in range(1, 5_000, 7):
        assert [a.id for a in layer.at(n)] == ["l.0", f"l.{n}"]
    assert [a.id for a in layer.at(50_000)] == ["l.0"]
