"""Hypothesis strategies for texts and documents as hostile as the model allows."""

from hypothesis import strategies as st

from annotator import (
    Annotation,
    Document,
    Feature,
    Label,
    Layer,
    LayerSchema,
    Link,
    LinkRole,
    Maker,
    Referent,
    ReferentType,
    Span,
)

ODD = (
    "\0\x01\t\n\r\x1b\x7f\x85\xa0\xad\u0301\u05d0\u0627\u200b\u200f\u2028\ud800\udfff\ufeff\ufffd\ufffe\uffff"
    "\ud83d\ude00😀𝔸𠀀]]>&<\"'"
)

texts = st.text(st.sampled_from(ODD) | st.characters(exclude_categories=()), max_size=40)
names = st.from_regex(r"[A-Za-z_é][A-Za-z0-9_.-]{0,6}", fullmatch=True)
layer_names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_-]{0,6}", fullmatch=True)
labels = st.from_regex(r"[A-Za-z/:+é-]{1,8}", fullmatch=True)
floats = st.floats(allow_nan=False, allow_infinity=False)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(2**200), 2**200) | floats | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)
confidences = st.none() | st.floats(0, 1)


def ranges(length: int, *, least: int = 0):
    """Ranges in reading order, empty and touching ones among them."""
    offsets = st.lists(st.integers(0, length), min_size=2 * least, max_size=6).map(sorted)
    return offsets.map(lambda at: tuple(Span(a, b) for a, b in zip(at[::2], at[1::2], strict=False)))


@st.composite
def layers(draw, name, length, others=()):
    """A layer that fits: declared or open, with referents, and links into itself and the others."""
    is_open = draw(st.booleans())
    own_labels, keys = draw(st.lists(labels, min_size=1, unique=True)), draw(st.lists(names, unique=True))
    schema = LayerSchema(
        name,
        draw(texts),
        labels=() if is_open else tuple(Label(label, "") for label in own_labels),
        features=() if is_open else tuple(Feature(key, "", "any") for key in keys),
        roles=() if is_open else (LinkRole("to", "", (name, *(o.name for o in others)), "either"),),
        referents=(ReferentType("thing", ""),),
        referent_features=(Feature("note", "", "any"),),
        open=is_open,
    )
    features = st.dictionaries(st.sampled_from(keys), values, max_size=3) if keys else st.just({})
    annotations = tuple(
        Annotation(f"{name}.{n}", at, draw(st.sampled_from(own_labels)), draw(features), draw(confidences), draw(rules))
        for n, at in enumerate(draw(st.lists(ranges(length), max_size=5)), start=1)
    )
    referents = tuple(
        Referent(
            f"{name}.thing.{n}", "thing", tuple(draw(st.lists(texts, max_size=2))), {"x": draw(texts)}, {"note": v}
        )
        for n, v in enumerate(draw(st.lists(values, max_size=2)), start=1)
    )
    ends = [item.id for layer in others for items in (layer.annotations, layer.referents) for item in items]
    ends += [item.id for items in (annotations, referents) for item in items]
    links = ()
    if annotations:
        pairs = st.tuples(st.sampled_from(annotations), st.sampled_from(ends))
        links = tuple(
            Link(f"{name}.link.{n}", "to", source.id, target, draw(confidences))
            for n, (source, target) in enumerate(draw(st.lists(pairs, max_size=3)), start=1)
        )
    return Layer(schema, annotations, referents, links, draw(makers))


rules = st.none() | st.from_regex(r"[a-z]{1,5}(\.[0-9])?", fullmatch=True)
makers = st.none() | st.builds(
    Maker, names, st.just("1.0"), st.dictionaries(names, values, max_size=2), st.just(("tokens",)), st.just(())
)


@st.composite
def documents(draw):
    """A document with up to three layers, the later ones linked to the earlier."""
    text = draw(texts)
    document = Document(
        draw(texts.filter(bool)),
        text,
        draw(st.sampled_from(["und", "en", "pt-BR"])),
        draw(st.dictionaries(texts, values)),
    )
    for name in draw(st.lists(layer_names, max_size=3, unique=True)):
        document = document.with_layer(draw(layers(name, len(text), tuple(document.layers.values()))))
    return document
