"""What stands in the files: blocks, the projection inside the text, a stranger's layer by its schema alone."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from lxml import etree

import annotator
from annotator import (
    MENTION_OF,
    MENTIONS,
    Document,
    Feature,
    InlineElement,
    InlineRule,
    Label,
    LayerBuilder,
    LayerSchema,
    Maker,
    ReferentType,
    WriteError,
)
from annotator.schema import InlineName
from annotator.tei.names import TEI
from annotator.tei.settings import TeiSettings
from annotator.tei.writer import write_tei

from .strategies import PAGE

NS = {"t": TEI}
ELEMENTS = get_args(InlineName)


def tree(document, **options):
    return etree.fromstring(write_tei(document, TeiSettings(**options)))


def body(document, **options):
    """The body as a string, without namespaces, identifiers and pointers."""
    element = tree(document, **options).find(".//t:body", NS)
    for node in element.iter():
        for name in ("{http://www.w3.org/XML/1998/namespace}id", "corresp", "ana", "next", "prev"):
            node.attrib.pop(name, None)
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    return text.replace(f' xmlns="{TEI}"', "").removeprefix("<body>").removesuffix("</body>")


def page(*blocks):
    """A document of these (label, words) pairs, one on each line; None labels nothing."""
    builder, text = LayerBuilder(PAGE), ""
    for label, words in blocks:
        if label:
            builder.add(len(text), len(text) + len(words), label)
        text += words + "\n"
    return Document("page", text, "en").with_layer(builder.build())


def shown(text, *layers):
    """A document whose layers show annotations: (priority, element, words or (start, end) ...)."""
    document = Document("shown", text, "en")
    for number, (priority, element, *places) in enumerate(layers, start=1):
        rule = InlineRule((InlineElement(element),))
        builder = LayerBuilder(
            LayerSchema(f"layer{number}", "", labels=(Label("x", ""),), inline=(rule,), inline_priority=priority)
        )
        for place in places:
            if isinstance(place, list):
                builder.add_ranges(place, "x")
            else:
                start = text.index(place)
                builder.add(start, start + len(place), "x")
        document = document.with_layer(builder.build())
    return document


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([], "<ab/>"),
        ([(None, "a"), (None, "b")], "<ab>a\nb\n</ab>"),
        (
            [("head", "H"), ("deck", "D"), ("by", "B"), ("par", "P")],
            '<div type="article"><head>H\n</head><head type="sub">D\n</head><byline>B\n</byline><p>P\n</p></div>',
        ),
        (  # a heading after text opens a section; a byline after text is an anonymous block
            [("par", "P"), ("by", "B"), ("head", "H"), ("from", "D"), ("par", "Q"), ("head", "I")],
            '<div type="article"><p>P\n</p><ab>B\n</ab><div type="section"><head>H\n</head><dateline>D\n</dateline>'
            '<p>Q\n</p></div><div type="section"><head>I\n</head></div></div>',
        ),
        (  # boilerplate around the article gets divisions, inside it stays
            [
                ("furniture", "a"),
                ("par", "P"),
                ("furniture", "b"),
                ("par", "Q"),
                ("furniture", "c"),
                ("furniture", "d"),
            ],
            '<div type="boilerplate"><ab>a\n</ab></div><div type="article"><p>P\n</p><ab>b\n</ab><p>Q\n</p></div>'
            '<div type="boilerplate"><ab>c\n</ab><ab>d\n</ab></div>',
        ),
        (
            [("item", "a"), ("item", "b"), ("par", "P"), ("item", "c")],
            '<div type="article"><list><item>a\n</item><item>b\n</item></list><p>P\n</p><list><item>c\n</item></list>'
            "</div>",
        ),
        (
            [("caption-label", "a"), ("caption", "b"), ("caption-label", "c"), ("caption", "d"), ("head", "H")],
            '<div type="article"><figure><label>a\n</label><p>b\n</p></figure>'
            "<figure><label>c\n</label><p>d\n</p></figure><head>H\n</head></div>",
        ),
        ([(None, "a"), ("par", "P"), (None, "b")], '<div type="article"><ab>a\n</ab><p>P\n</p><ab>b\n</ab></div>'),
    ],
)
def test_blocks_stand_where_tei_lets_them(blocks, expected):
    assert body(page(*blocks)) == expected


def test_a_block_inside_another_is_left_to_standoff():
    builder = LayerBuilder(PAGE)
    builder.add(0, 9, "par")
    builder.add(0, 3, "from")
    builder.add(5, 12, "par")
    assert body(Document("d", "abcdefghi jkl").with_layer(builder.build())) == (
        '<div type="article"><p>abcdefghi </p><ab>jkl</ab></div>'
    )


def test_the_smaller_priority_wins_where_elements_would_cross():
    document = shown(
        "one two three four", (1, "rs", "one two"), (0, "said", "two three"), (2, "date", "three four", "four")
    )
    assert body(document) == "<ab>one <said>two three</said> <date>four</date></ab>"


def test_within_one_layer_the_outer_and_the_earlier_win():
    document = shown("one two three four", (0, "rs", "two three", "one", "one two three", "three four"))
    assert body(document) == "<ab><rs><rs>one</rs> <rs>two three</rs></rs> four</ab>"


def test_the_same_words_nest_by_priority():
    document = shown("word", (1, "said", "word"), (0, "rs", "word"))
    assert body(document) == "<ab><rs><said>word</said></rs></ab>"


def test_empty_ranges_and_documents_as_a_whole_are_not_shown():
    assert body(shown("word", (0, "rs", [(2, 2)], []))) == "<ab>word</ab>"


def test_what_has_several_ranges_or_crosses_blocks_is_written_in_fragments():
    text = "“One.\nTwo.” Then “three”."
    document = page(("par", "“One."), ("par", "Two.” Then “three”."))
    rule = InlineRule((InlineElement("said"), InlineElement("q")))
    builder = LayerBuilder(LayerSchema("speech", "", labels=(Label("x", ""),), inline=(rule,)))
    builder.add_ranges([(0, 11), (text.index("“t"), len(text) - 1)], "x")
    found = tree(document.with_layer(builder.build()))
    said = found.findall(".//t:said", NS)
    assert ["".join(element.itertext()) for element in said] == ["“One.\n", "Two.”", "“three”"]
    ids = [element.get("{http://www.w3.org/XML/1998/namespace}id") for element in said]
    assert [element.get("next") for element in said] == [f"#{ids[1]}", f"#{ids[2]}", None]
    assert [element.get("prev") for element in said] == [None, f"#{ids[0]}", f"#{ids[1]}"]
    assert {element.get("corresp") for element in (*said, *found.findall(".//t:said/t:q", NS))} == {"#speech.1"}


def test_speech_is_not_shown_where_tei_refuses_it():
    assert body(shown("on 3 May", (0, "date", "on 3 May"), (1, "said", "3 May"))) == "<ab><date>on 3 May</date></ab>"
    document = page(("by", "By A"), ("par", "“Yes”"))
    rule = InlineRule((InlineElement("said"),))
    builder = LayerBuilder(LayerSchema("speech", "", labels=(Label("x", ""),), inline=(rule,)))
    builder.add(3, 4, "x")
    builder.add(5, 10, "x")
    assert body(document.with_layer(builder.build())) == (
        '<div type="article"><byline>By A\n</byline><p><said>“Yes”</said>\n</p></div>'
    )


def test_the_projection_can_be_left_out():
    assert body(shown("word", (0, "rs", "word")), inline=False) == "<ab>word</ab>"


def test_very_deep_nesting_is_cut():
    document = shown("word", (0, "rs", *(["word"] * 500)))
    assert 0 < body(document).count("<rs>") < 100
    assert len(tree(document).findall(".//t:span", NS)) == 500


def third_party() -> Document:
    """A layer that no part of annotator knows, written by its schema alone."""
    schema = LayerSchema(
        "third.party",
        "ships & harbours",
        labels=(Label("ship", "a ship <with> a name"), Label("port", "a harbour"), Label("rumour", "hearsay")),
        features=(
            Feature("tonnage", "in tonnes", "integer"),
            Feature("register", "where it is registered", "symbol", ("Lloyd's", "none at all")),
            Feature("when", "TIMEX3"),
            Feature("value", "TIMEX3"),
            Feature("cargo", "what it carries", many=True),
        ),
        roles=(MENTIONS,),
        referents=(ReferentType("vessel", "a vessel"), ReferentType("harbour", "a place", "place")),
        referent_features=(Feature("built", "the year", "integer"),),
        inline=(
            InlineRule(
                labels=("ship",),
                when={"register": "Lloyd's"},
                elements=(
                    InlineElement("rs", {"type": "listed ship"}, label_as="subtype"),  # white space: left out
                    InlineElement("name", label_as="type", feature={"key": "register"}, referent={"ref": MENTION_OF}),
                ),
            ),
            InlineRule(labels=("ship",), linked=(MENTION_OF,), elements=(InlineElement("name", {"type": "ship"}),)),
            InlineRule(labels=("ship",)),
            InlineRule(labels=("port",), elements=(InlineElement("date", {"who": "#x"}, convert="timex"),)),
        ),
        inline_priority=-3,
    )
    text = "The Ada left Port Bo; the Eve stayed. The Ida was seen."
    builder = LayerBuilder(schema)
    ada = builder.add(
        4, 7, "ship", {"register": "Lloyd's", "tonnage": 10**30, "cargo": ["tin", "sal\x00t"]}, confidence=0.5
    )
    builder.add(13, 20, "port", {"value": "2031-W18"})
    eve = builder.add(26, 29, "ship", {"register": "none at all"})
    builder.add(42, 45, "ship")
    builder.add_ranges([], "rumour", rule="any word will do")
    builder.link(MENTION_OF, ada, builder.refer("vessel", ("Ada", "the Ada"), features={"built": 1999}))
    builder.link(MENTION_OF, eve, builder.refer("harbour", (), identifiers={"ISO 3166-1": "NO"}), confidence=1.0)
    maker = Maker("ships & co", "v1.0+g123", {"deep": [1, {"a b": None}]}, ("tokens",), ("sentences",))
    return Document("ships", text, "en").with_layer(builder.build().made_by(maker))


def test_a_strangers_layer_is_shown_by_its_rules():
    assert body(third_party()) == (
        '<ab>The <rs><name key="Lloyd\'s" ref="#third.party.vessel.1" type="ship">Ada</name></rs> left '
        '<date when-iso="2031-W18" notBefore="2031-04-28" notAfter="2031-05-04">Port Bo</date>; the '
        '<name type="ship">Eve</name> stayed. The Ida was seen.</ab>'
    )


def test_a_strangers_layer_is_declared():
    root = tree(third_party())
    [writer, application] = root.findall(".//t:application", NS)
    assert (writer.get("ident"), writer.get("version")) == ("annotator-tei", annotator.__version__)
    assert application.get("ident") == "ships-co"
    assert application.get("version") == "0"
    assert application.findtext("t:label", namespaces=NS) == "ships & co v1.0+g123"
    group = root.find(".//t:spanGrp", NS)
    ids = {element.get("{http://www.w3.org/XML/1998/namespace}id"): element for element in root.iter()}
    assert ids[group.get("resp")[1:]] is application
    assert [c.get("n") for c in root.findall(".//t:taxonomy", NS)[0].findall("t:category", NS)] == [
        "ship",
        "port",
        "rumour",
    ]
    assert [d.get("name") for d in root.find(".//t:fsDecl", NS).findall("t:fDecl", NS)] == [
        "tonnage", "register", "when", "value", "cargo",
    ]  # fmt: skip
    assert root.find(".//t:place/t:idno", NS).get("type") == "ISO-3166-1"


def every_nesting():
    """Yield documents in which each inline element stands in each other, and in each kind of block."""
    blocks = [label.name for label in PAGE.labels if label.block]
    pairs = list(itertools.product(ELEMENTS, repeat=2))
    text = "".join(f"{outer} {inner}\n" for outer, inner in pairs)
    outer_rules = tuple(InlineRule((InlineElement(name),), labels=(name,)) for name in ELEMENTS)
    for block in blocks:
        builder, offset = LayerBuilder(PAGE), 0
        labels = tuple(Label(name, "") for name in ELEMENTS)
        outers = LayerBuilder(LayerSchema("outer", "", labels=labels, inline=outer_rules, inline_priority=0))
        inners = LayerBuilder(LayerSchema("inner", "", labels=labels, inline=outer_rules, inline_priority=1))
        for outer, inner in pairs:
            end = offset + len(outer) + 1 + len(inner)
            builder.add(offset, end, block)
            outers.add(offset, end, outer)
            inners.add(end - len(inner), end, inner)
            offset = end + 1
        document = Document(block, text, "en").with_layer(builder.build())
        yield document.with_layer(outers.build()).with_layer(inners.build())


def test_all_pairs_nest_but_speech_in_dates():
    document = next(d for d in every_nesting() if d.id == "par")
    paragraphs = tree(document).findall(".//t:body//t:p", NS)
    assert len(paragraphs) == len(ELEMENTS) ** 2
    alone = {"".join(p.itertext()).strip() for p in paragraphs if len(p.findall(".//*")) < 2}
    assert alone == {"date said", "time said"}


def test_the_header_names_the_source():
    document = Document("a/b c", "x\x00", "de", {"title": "T <1>", "date": "2031-05", "author": "A", "publisher": "P"})
    root = tree(document, publisher="House & Co", availability="CC BY 4.0")
    bibl = root.find(".//t:sourceDesc/t:bibl", NS)
    assert bibl.findtext("t:title", namespaces=NS) == "T <1>"
    assert bibl.find("t:date", NS).get("when") == "2031-05"
    assert [i.get("type") for i in bibl.findall("t:idno", NS)] == ["document", "sha256"]
    assert root.findtext(".//t:publicationStmt/t:publisher", namespaces=NS) == "House & Co"
    assert root.findtext(".//t:availability/t:p", namespaces=NS) == "CC BY 4.0"
    assert root.find(".//t:extent/t:measure", NS).get("quantity") == "2"
    assert root.find(".//t:char/t:localProp", NS).get("value") == "0000"


def test_a_value_that_json_cannot_say_is_refused():
    with pytest.raises(WriteError, match="JSON"):
        write_tei(Document("d", "x", "en", {"when": float("nan")}))
    with pytest.raises(WriteError, match="too large"):
        write_tei(Document("d", "x", "en", {"number": 10**5000}))
