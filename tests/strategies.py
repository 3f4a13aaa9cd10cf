"""Hypothesis strategies for hostile documents: whatever the span model lets be."""

from __future__ import annotations

from hypothesis import strategies as st

from annotator import (
    MENTION_OF,
    MENTIONS,
    Annotation,
    Document,
    Feature,
    InlineElement,
    InlineRule,
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
from annotator.checks import is_label, is_xml_name

SNIPPETS = (
    "A plain sentence. ", "\n", "\n\n", "\r", "\r\n", "\t", " ", "\xa0", "\xad", "\x00", "\x0b", "\x1b", "\x7f", "\x85",
    "\x9f", "\u2028", "\u200b", "\ufeff", "\ufffe", "\uffff", "\ufffd", "\ud800", "\udfff", "\ud83d\ude00", "🙂",
"\U0001fffe", "é", "e\u0301", "שלום ", "مرحبا ", "]]>", "--", "<b>", "&amp;", "&#0;", "'\"", "日本",
    "“Yes,” she said. ", "<!-- x -->", "<?pi?>", "<![CDATA[", "Ωmega", "\U000e0001",
)  # fmt: skip

any_character = st.characters()
hostile_text = st.lists(st.sampled_from(SNIPPETS) | any_character, max_size=12).map("".join)
short_text = st.sampled_from(["", "a", "a b", *SNIPPETS]) | st.text(any_character, max_size=4)

any_float = st.floats(allow_nan=False, allow_infinity=False)
any_integer = st.integers() | st.sampled_from([2**63, -(2**64), 10**40])
plain_values = st.none() | st.booleans() | any_integer | any_float | st.just(-0.0) | short_text
keys = st.sampled_from(["a", "rule", "json", "x y", "", "größe", "1st", "a:b", "ⁿ", "xml"]) | short_text
json_values = st.recursive(
    plain_values, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=6
)

layer_names = st.sampled_from(["entities", "third.party", "t", "b", "so", "app", "_x-1", "tx.entities", "inline"])
xml_names = st.sampled_from(
    ["t", "b.1", "c0000", "doc", "app.t", "timex3", "naïve", "имя", "ⁿ1", "\U00010000x", "x.p1"]
)
labels = st.sampled_from(
    ["person", "treaty/document", "neutral/mixed", "R&D", "🙂", "x\u061cy", "Ä", "a", "roles", "“q”"]
).filter(is_label)
feature_names = st.sampled_from(["value", "mod", "rule", "json", "level", "ключ", "ⁿ", "größe"]).filter(is_xml_name)
symbols = st.sampled_from(["named", "a&#38;b", "a b", "", "\x00", "🙂", "ok"])
attribute_names = st.sampled_from(
    [
        "type",
        "subtype",
        "ref",
        "who",
        "key",
        "n",
        "bogus",
        "xml:id",
        "direct",
        "value",
        "when",
        "corresp",
        "next",
        "role",
    ]
)
attribute_values = st.sampled_from(["x", "a b", "", "true", "#t", "http://example.org/%zz", "1", "\x00", "1e5", "🙂"])


pointers = st.sampled_from(["listPerson.xml#p1", "../a%20b.xml#x", "http://example.org/1?a=b&c", "#t", "urn:x:1"])


@st.composite
def features(draw) -> Feature:
    kind = draw(st.sampled_from(["string", "symbol", "integer", "number", "boolean", "any"]))
    values = tuple(draw(st.lists(symbols, min_size=1, max_size=3, unique=True))) if kind == "symbol" else ()
    return Feature(draw(feature_names), draw(short_text), kind, values, draw(st.booleans()))


inline_elements = st.builds(
    InlineElement,
    name=st.sampled_from(
        ["seg", "rs", "name", "term", "num", "measure", "date", "time", "persName", "q", "said", "soCalled"]
    ),
    literal=st.dictionaries(attribute_names, attribute_values, max_size=2),
    feature=st.dictionaries(attribute_names, feature_names, max_size=2),
    referent=st.dictionaries(st.sampled_from(["ref", "who", "toWhom"]), st.just(MENTION_OF), max_size=1),
    label_as=st.none() | attribute_names,
    convert=st.sampled_from([None, "timex"]),
)


@st.composite
def schemas(draw, name: str) -> LayerSchema:
    blocks = [None] * 8 + [
        "headline", "subhead", "byline", "dateline", "paragraph", "item", "caption", "caption-label", "block",
        "boilerplate",
    ]  # fmt: skip
    as_blocks = draw(st.booleans())
    names = draw(st.lists(labels, min_size=1, max_size=4, unique=True))
    return LayerSchema(
        name,
        draw(short_text),
        labels=tuple(Label(n, draw(short_text), draw(st.sampled_from(blocks)) if as_blocks else None) for n in names),
        features=tuple(draw(st.lists(features(), max_size=3, unique_by=lambda f: f.name))),
        roles=(MENTIONS, LinkRole("cue", "a cue", ends="either"), LinkRole("ⁿ", "", ends="either")),
        referents=tuple(
            ReferentType(record, draw(short_text), record)
            for record in ("person", "personGrp", "org", "place", "event", "object")
        ),
        referent_features=tuple(draw(st.lists(features(), max_size=2, unique_by=lambda f: f.name))),
        inline=tuple(
            InlineRule(
                tuple(draw(st.lists(inline_elements, max_size=2))),
                labels=tuple(draw(st.lists(st.sampled_from(names), max_size=1))),
                linked=draw(st.sampled_from([(), (), ("cue",)])),
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
        inline_priority=draw(st.integers(0, 2)),
        open=draw(st.booleans()),
    )


def value_of(feature: Feature) -> st.SearchStrategy:
    one = {
        "string": short_text,
        "symbol": st.sampled_from(feature.values or ("",)),
        "integer": any_integer,
        "number": any_integer | any_float,
        "boolean": st.booleans(),
        "any": json_values,
    }[feature.type]
    return st.lists(one, max_size=3) if feature.many else one


@st.composite
def feature_dicts(draw, declared: tuple[Feature, ...], open_schema: bool) -> dict:
    found = {feature.name: draw(value_of(feature)) for feature in declared if draw(st.booleans())}
    if open_schema:
        extra = draw(st.dictionaries(keys, json_values, max_size=2))
        found |= {key: value for key, value in extra.items() if key not in {feature.name for feature in declared}}
    return found


@st.composite
def ranges(draw, length: int) -> tuple[Span, ...]:
    count = draw(st.sampled_from([0, 1, 1, 1, 1, 2, 3]))
    offsets = sorted(draw(st.lists(st.integers(0, length), min_size=2 * count, max_size=2 * count)))
    return tuple(Span(start, end) for start, end in zip(offsets[::2], offsets[1::2], strict=True))


confidences = st.none() | st.floats(0, 1)


@st.composite
def layers(draw, name: str, text: str, taken: set[str], others: list[Layer]) -> Layer:
    schema = draw(schemas(name))
    label_names = [label.name for label in schema.labels]

    def fresh(wish: str) -> str:
        own = draw(st.none() | xml_names)
        id = own if own is not None and own not in taken else wish
        while id in taken:
            id += "_"
        taken.add(id)
        return id

    annotations = [
        Annotation(
            fresh(f"{name}.{n}"),
            draw(ranges(len(text))),
            draw(labels) if schema.open and draw(st.booleans()) else draw(st.sampled_from(label_names)),
            draw(feature_dicts(schema.features, schema.open)),
            draw(confidences),
            draw(st.none() | st.sampled_from(["r1", "a b", "", "\x00"])),
        )
        for n in range(1, 1 + draw(st.integers(0, 6)))
    ]
    types = [type.name for type in schema.referents] + (["odd/type", "🙂"] if schema.open else [])
    referents = [
        Referent(
            fresh(f"{name}.referent.{n}"),
            draw(st.sampled_from(types)),
            tuple(draw(st.lists(short_text, max_size=2))),
            draw(
                st.dictionaries(
                    st.sampled_from(["Wikidata", "ISO 3166-1", "ISO-3166-1", "", "\x00"]), short_text, max_size=2
                )
            ),
            draw(feature_dicts(schema.referent_features, schema.open)),
            draw(st.just("") | pointers),
        )
        for n in range(1, 1 + draw(st.integers(0, 3)))
    ]
    links = []
    if annotations:
        ends = [*annotations, *referents]
        for n in range(1, 1 + draw(st.integers(0, 4))):
            target = draw(st.sampled_from(referents if referents and draw(st.booleans()) else ends))
            role = MENTION_OF if isinstance(target, Referent) else draw(st.sampled_from(["cue", "ⁿ"]))
            source = draw(st.sampled_from(annotations))
            links.append(Link(fresh(f"{name}.link.{n}"), role, source.id, target.id, draw(confidences)))
    maker = draw(
        st.none()
        | st.builds(
            Maker,
            annotator=short_text,
            version=st.sampled_from(["", "1.0", "0.1.dev3+g1", "v1", "\x00"]),
            settings=st.dictionaries(short_text, json_values, max_size=2),
            inputs=st.lists(layer_names, max_size=2).map(tuple),
            absent=st.lists(layer_names, max_size=1).map(tuple),
        )
    )
    return Layer(schema, tuple(annotations), tuple(referents), tuple(links), maker)


@st.composite
def documents(draw) -> Document:
    """A document that passes every check of the model, and hardly any other."""
    text = draw(hostile_text)
    document = Document(
        draw(short_text),
        text,
        draw(st.sampled_from(["en", "de-AT", "und", "", "no language", "\x00"])),
        draw(st.dictionaries(st.sampled_from(["title", "date", "author", "x y", ""]), json_values, max_size=3)),
    )
    taken: set[str] = set()
    for name in draw(st.lists(layer_names, max_size=3, unique=True)):
        document = document.with_layer(draw(layers(name, text, taken, list(document.layers.values()))))
    return document


LINES = (
    "A head line",
    "By A. Writer",
    "“Yes,” she said on 3 May 2031. “No.”",
    "\x00 \ud800",
    "Photo:",
    "- an item",
    " ",
)
TIMEX_VALUES = ("2031-05-03", "2031-W18", "P1D", "PAST_REF", "2031-05-03T07:49", "XXXX-WXX", "--05-03", "no date", "20")

PAGE = LayerSchema(
    "structure",
    "blocks",
    labels=(
        Label("head", "a head", "headline"),
        Label("deck", "a deck", "subhead"),
        Label("by", "a byline", "byline"),
        Label("from", "a dateline", "dateline"),
        Label("par", "a paragraph", "paragraph"),
        Label("item", "an item", "item"),
        Label("caption", "a caption", "caption"),
        Label("caption-label", "what captions begin with", "caption-label"),
        Label("odd", "another block", "block"),
        Label("furniture", "no part of the article", "boilerplate"),
        Label("not-a-block", "something else"),
    ),
)
SAYINGS = LayerSchema(
    "sayings",
    "speech",
    labels=(Label("said", "speech"), Label("scare", "distancing")),
    roles=(MENTIONS,),
    referents=(ReferentType("somebody", "a person", "person"),),
    inline=(
        InlineRule(
            labels=("said",), elements=(InlineElement("said", {"direct": "true"}, referent={"who": MENTION_OF}),)
        ),
        InlineRule(labels=("scare",), elements=(InlineElement("rs", label_as="type"), InlineElement("soCalled"))),
    ),
    inline_priority=0,
)
TIMES = LayerSchema(
    "times",
    "dates",
    labels=(Label("DATE", "a date"),),
    features=(Feature("value", "TIMEX3"),),
    inline=(InlineRule(elements=(InlineElement("date", convert="timex"),)),),
    inline_priority=2,
)


@st.composite
def articles(draw) -> Document:
    """A page of blocks in any order, with speech and dates that overlap them and each other."""
    lines = draw(st.lists(st.sampled_from(LINES), max_size=14))
    text = "".join(line + draw(st.sampled_from(["\n", "\n\n", "\r\n", " "])) for line in lines)
    blocks, offset = [], 0
    names = [label.name for label in PAGE.labels]
    for line in lines:
        start = text.index(line, offset)
        offset = start + len(line)
        if draw(st.integers(0, 9)):
            blocks.append((start, offset, draw(st.sampled_from(names))))
    page = Layer(
        PAGE,
        tuple(Annotation(f"structure.{n}", (Span(s, e),), label) for n, (s, e, label) in enumerate(blocks, start=1)),
    )
    somebody = Referent("sayings.somebody.1", "somebody", ("She",))
    said = [
        Annotation(f"sayings.{n}", draw(ranges(len(text))), draw(st.sampled_from(["said", "scare"])))
        for n in range(1, 1 + draw(st.integers(0, 5)))
    ]
    links = [
        Link(f"sayings.link.{n}", MENTION_OF, a.id, somebody.id) for n, a in enumerate(said) if draw(st.booleans())
    ]
    times = [
        Annotation(f"times.{n}", draw(ranges(len(text))), "DATE", {"value": draw(st.sampled_from(TIMEX_VALUES))})
        for n in range(1, 1 + draw(st.integers(0, 4)))
    ]
    document = Document("article", text, "en", {"title": "A & B", "date": "2031-05-03", "author": ["A. Writer"]})
    document = document.with_layer(page).with_layer(Layer(SAYINGS, tuple(said), (somebody,), tuple(links)))
    return document.with_layer(Layer(TIMES, tuple(times), maker=Maker("times", "1.0rc1")))
