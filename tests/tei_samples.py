"""Documents that make the TEI exporter write all that it can, and hands that damage what it has written."""

from __future__ import annotations

import random
from copy import deepcopy
from itertools import pairwise

from lxml import etree

from annotator import (
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

BLOCKS = (
    "headline", "subhead", "byline", "dateline", "paragraph", "item", "caption", "caption-label", "block",
    "boilerplate",
)  # fmt: skip
INLINE = (
    "seg", "rs", "name", "term", "num", "measure", "date", "time", "persName", "orgName", "placeName", "eventName",
    "q", "said", "soCalled",
)  # fmt: skip
RECORDS = ("person", "personGrp", "org", "place", "event", "object")
FITTING = {
    "aloud": "true", "ana": "#b.1", "commodity": "tea", "direct": "false", "full": "yes", "function": "x", "key": "K",
    "n": "1", "nymRef": "#b.1", "quantity": "1.5", "ref": "#b.1", "rend": "bold red", "role": "x", "subtype": "x",
    "toWhom": "#b.1", "type": "x", "unit": "kg", "value": "3", "when": "2031", "who": "#b.1", "xml:id": "x", "own": "x",
}  # fmt: skip
"""Attributes that a rule may ask for, with a value that fits; some are refused all the same."""

LITERALS = ("x", "two words", "#b.1", "true", "1.5", "yes", "http://example.org/", "é\u200b", "", "no uri %", "a#b#c")
TIMES = (
    "2031-03-04",
    "PAST_REF",
    "P3D",
    "P1W",
    "2031-W10",
    "T07:49",
    "2031-02-30",
    "2031-Q1",
    "2031/2032",
    "../2031",
    "2031-03-04T07:00/2031-03-04T09:00",
)
CHARACTERS = (
    "a", "é", "𝒳", "\u0301", "א", "\r", "\n", "\n\n", " ", "\t", "\0", "\x1b", "\ufffe", "\ud800", "]]>", "<", "&",
    "--", "\u2028", "\x85", "\ufeff", "\u200b", '"', "'", "Ana ", "on Sunday ", "\xa0",
)  # fmt: skip


def document(seed: int) -> Document:
    """Return a document with blocks and up to three layers, made at random but always the same for the same seed."""
    dice = random.Random(seed)
    text = "".join(dice.choice(CHARACTERS) for _ in range(dice.choice((0, 1, 5, 40, 120))))
    metadata = {"date": dice.choice(TIMES), "author": ["A", "B\0"], "publisher": "P", "more": _value(dice)}
    made = Document(dice.choice(("d", "a/b c", "", "\0é")), text, dice.choice(("en", "", "x_y")), metadata)
    if dice.random() < 0.8:
        made = made.with_layer(_structure(dice, len(text)))
    for name in ("entities", "dates", "third.party")[: dice.randrange(4)]:
        made = made.with_layer(_layer(dice, name, len(text)))
    return made


def _structure(dice: random.Random, length: int) -> Layer:
    cuts = sorted({0, length, *(dice.randint(0, length) for _ in range(dice.randrange(9)))})
    pairs = [pair for pair in pairwise(cuts) if dice.random() < 0.9]
    annotations = tuple(
        Annotation(f"structure.{n}", (Span(*pair),), dice.choice(BLOCKS)) for n, pair in enumerate(pairs, start=1)
    )
    schema = LayerSchema("structure", "Blocks.", tuple(Label(block, "", block) for block in BLOCKS))
    return Layer(schema, annotations, maker=Maker("annotator-text", "0.1.dev3"))


def _layer(dice: random.Random, name: str, length: int) -> Layer:
    schema = LayerSchema(
        name,
        "A layer.",
        labels=(Label("A", "a"), Label("treaty/document", "b")),
        features=(
            Feature("value", "a time"),
            Feature("list", "one of a list", "symbol", ("p", "q q")),
            Feature("any", "", "any"),
            Feature("numbers", "", "number", many=True),
            Feature("whole", "", "integer"),
            Feature("true", "", "boolean"),
        ),
        roles=(MENTIONS, LinkRole("next", "what comes next")),
        referents=tuple(ReferentType(record, "", record) for record in RECORDS),
        referent_features=(Feature("any", "", "any"),),
        inline=tuple(_rule(dice) for _ in range(dice.randrange(3))),
        inline_priority=dice.randrange(3),
        open=True,
    )
    annotations = tuple(_annotation(dice, f"{name}.{n}", length) for n in range(dice.randrange(8)))
    referents = tuple(
        Referent(
            f"{name}.r{n}",
            dice.choice((*RECORDS, "undeclared")),
            tuple(dice.choice(CHARACTERS) for _ in range(dice.randrange(3))),
            {"ISO 3166-1": "KR\n"} if dice.random() < 0.3 else {},
            {"any": _value(dice)} if dice.random() < 0.3 else {},
            same_as="listPerson.xml#p1" if n == 1 else "",
        )
        for n in range(dice.randrange(4))
    )
    links = []
    for n in range(dice.randrange(5) if annotations else 0):
        mentions = referents and dice.random() < 0.6
        target = dice.choice(referents if mentions else annotations).id
        role = "mention-of" if mentions else "next"
        links.append(Link(f"{name}.l{n}", role, dice.choice(annotations).id, target, dice.choice((None, 0.3))))
    maker = Maker("an annotator", "1.0+g", {"setting": _value(dice)}) if dice.random() < 0.8 else None
    return Layer(schema, annotations, referents, tuple(links), maker)


def _rule(dice: random.Random) -> InlineRule:
    elements = tuple(
        InlineElement(
            dice.choice(INLINE),
            literal=_literals(dice),
            feature={dice.choice(tuple(FITTING)): dice.choice(("value", "list"))},
            referent={dice.choice(("ref", "who", "toWhom")): "mention-of"},
            label_as=dice.choice((None, "type", "subtype")),
            convert=dice.choice((None, "timex")),
        )
        for _ in range(dice.randrange(1, 3))
    )
    return InlineRule(elements, labels=dice.choice(((), ("A",))))


def _literals(dice: random.Random) -> dict[str, str]:
    names = [dice.choice(tuple(FITTING)) for _ in range(dice.randrange(12))]
    return {name: dice.choice((FITTING[name], dice.choice(LITERALS))) for name in names}


def _annotation(dice: random.Random, id: str, length: int) -> Annotation:
    offsets = sorted(dice.randint(0, length) for _ in range(2 * dice.choice((0, 1, 1, 1, 2, 3))))
    ranges = tuple(Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=True))
    features = {"value": dice.choice(TIMES)} if dice.random() < 0.7 else {}
    if dice.random() < 0.2:
        features["earliest"] = "2031-01-01"
    if dice.random() < 0.3:
        features[dice.choice(("any", "json", "rule", "no name", "own"))] = _value(dice)
    if dice.random() < 0.3:
        features["list"] = dice.choice(("p", "q q"))
    label = dice.choice(("A", "treaty/document", "é\u0301x"))
    return Annotation(id, ranges, label, features, dice.choice((None, 0.5, 1, 1e-5)), dice.choice((None, "r1", "r 2")))


def _value(dice: random.Random, depth: int = 2) -> object:
    kind = dice.randrange(8)
    if kind == 0 and depth:
        return [_value(dice, depth - 1) for _ in range(dice.randrange(3))]
    if kind == 1 and depth:
        return {dice.choice(("a", "b c", "é", "")): _value(dice, depth - 1) for _ in range(dice.randrange(3))}
    plain = (None, True, False, dice.choice(CHARACTERS), dice.randint(-(10**20), 10**20), dice.random() * 1e-300, 0.5)
    return dice.choice(plain)


# Damage.

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
VALUES = (
    "x", "", "two words", "#t", "#t #u", "true", "false", "unknown", "0", "1", "1.5", "1e-5", "-INF", "INF", "NaN",
    "1/2", "2031-02-30", "2031-02-28", "2031", "--11", "P3D", "P1W", "R/P1W", "24:00:00", "2031-11-04T07:49", "en",
    "x_y", "sub", "article", "\u200b", "é", "http://a b", "%", "#", "a#b#c", "#string-range(t, 0, 1)", "9a", "a:b",
    "codepoint", "list", "preserve", "unnamed", "0044", "-5", "+1", "１", "from to", "001", "1.", "yes", " 1 ",
    " true", "high", "4.12.0", "D800",
)  # fmt: skip


def damage(root: etree._Element, dice: random.Random, elements: tuple[str, ...], attributes: tuple[str, ...]) -> None:
    """Change a tree in one to three places: values, attributes, elements, order."""
    for _ in range(dice.choice((1, 1, 1, 2, 3))):
        element = dice.choice(list(root.iter(etree.Element)))
        parent, kind = element.getparent(), dice.randrange(9)
        if kind == 0 and element.attrib:
            del element.attrib[dice.choice(list(element.attrib))]
        elif kind in (1, 2) and element.attrib:
            element.set(dice.choice(list(element.attrib)), dice.choice(VALUES))
        elif kind == 3:
            element.set(dice.choice(attributes).replace("xml:", XML), dice.choice(VALUES))
        elif kind == 4 and parent is not None:
            parent.remove(element)
        elif kind == 5 and parent is not None:
            element.addnext(deepcopy(element))
        elif kind == 6:
            element.tag = TEI + dice.choice(elements)
        elif kind == 7 and len(element) > 1:
            child = dice.choice(list(element))
            element.remove(child)
            element.insert(dice.randint(0, len(element)), child)
        elif kind == 8:
            new = etree.Element(TEI + dice.choice(elements))
            new.text = dice.choice((None, "x"))
            element.insert(dice.randint(0, len(element)), new)
