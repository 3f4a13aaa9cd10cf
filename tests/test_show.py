"""The document in the terminal: small pictures made by hand, and texts of every kind."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from annotator import Document, Feature, Label, LayerBuilder, LayerSchema, LinkRole, ReferentType, UnknownNameError
from annotator.show import lay_out, picture, render
from tests.model_strategies import documents, texts

ENTITIES = LayerSchema("entities", "names", labels=(Label("person", ""), Label("gpe", "")))
QUOTES = LayerSchema("quotes", "quotes", labels=(Label("direct", ""),), roles=(LinkRole("speaker", "", ("entities",)),))
DATES = LayerSchema("dates", "dates", labels=(Label("DATE", ""),), features=(Feature("value", ""),))
LEGEND = "╰──╯ annotation  ┄ goes on  ┈ gap  ╵ one column  ^ empty range"


def picture_of(document, layers=None, width=80):
    """What is printed, without the spaces at the ends of lines, which nobody sees."""
    return "\n".join(line.plain.rstrip() for line in render(document, layers, width))


def document_of(text, *marks, schema=ENTITIES):
    """A document with one layer; a mark is words of the text (or ranges) and a label."""
    builder = LayerBuilder(schema)
    for words, label in marks:
        start = text.index(words) if isinstance(words, str) else 0
        builder.add_ranges([(start, start + len(words))] if isinstance(words, str) else words, label)
    return Document("d", text).with_layer(builder.build())


def test_layers_are_stacked_and_links_and_values_told():
    text = "On Monday, Ada Roe of Northport said: “We close the bridge in May.”"
    document = document_of(text, ("Ada Roe", "person"), ("Northport", "gpe"), ("Ada Roe of Northport", "person"))
    quotes, dates = LayerBuilder(QUOTES), LayerBuilder(DATES)
    quote = quotes.add(text.index("“"), len(text), "direct")
    quotes.link("speaker", quote, document["entities"]["entities.1"])
    dates.add(3, 9, "DATE", {"value": "2025-11-03"})
    dates.add_ranges([], "DATE", {"value": "2025-11-05"})
    document = document.with_layer(quotes.build()).with_layer(dates.build())
    assert (
        picture_of(document, width=100)
        == f"""\
On Monday, Ada Roe of Northport said: “We close the bridge in May.”
   ╰────╯ DATE 2025-11-03             ╰───── quotes.1 direct ─────╯
           ╰─────╯ person
                      ╰─ gpe ─╯
           ╰───── person ─────╯

entities  2 person, 1 gpe
quotes  1 direct
dates  2 DATE
  of the whole document: dates.2 DATE · 2025-11-05
{LEGEND}"""
    )


def test_where_there_is_room_the_speaker_is_named():
    text = "“We close the bridge in May, and nobody will miss it,” Ada Roe said."
    document = document_of(text, ("Ada Roe", "person"))
    quotes = LayerBuilder(QUOTES)
    quotes.link("speaker", quotes.add(0, 54, "direct"), document["entities"]["entities.1"])
    lines = picture_of(document.with_layer(quotes.build())).splitlines()
    assert lines[1] == "╰──────── quotes.1 direct · speaker: Ada Roe ────────╯ ╰─────╯ person"


def test_of_a_word_that_is_no_name_it_is_told_whom_it_stands_for():
    schema = LayerSchema(
        "entities",
        "names",
        labels=(Label("person", ""), Label("pronominal", "")),
        roles=(LinkRole("mention-of", "", ("entities",), ends="referent"),),
        referents=(ReferentType("person", "", "person"),),
    )
    text = "Ada Roe said that she stays, and Roe stays."
    builder = LayerBuilder(schema)
    ada = builder.refer("person", ("Ada Roe",))
    for start, end, label in ((0, 7, "person"), (18, 21, "pronominal"), (33, 36, "person")):
        builder.link("mention-of", builder.add(start, end, label), ada)
    document = Document("d", text).with_layer(builder.build())
    assert picture_of(document).splitlines()[:2] == [
        text,
        "╰─────╯ person    ╰─╯ pronominal → Ada Roe",
    ]


def test_overlaps_gaps_points_and_what_goes_on():
    document = document_of(
        "one two three four five six seven",
        ("two three four five six", "person"), ("three four", "gpe"), ("four five", "gpe"),
        ([(0, 3), (24, 27)], "gpe"), ("o", "gpe"), ([(13, 13)], "gpe"), ([(33, 33)], "gpe"),
    )  # fmt: skip
    assert (
        picture_of(document, width=20)
        == f"""\
one two three four
╵ gpe        ^ gpe
          gpe ╰───┄
        ╰─ gpe ──╯
    ╰── person ───┄
╰─╯┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈
five six seven
┄──╯ gpe      ^ gpe
┄──────╯ person
┈┈┈┈┈╰─╯ gpe

entities  6 gpe, 1 person
{LEGEND}"""
    )


def test_wide_combining_and_invisible_characters():
    text = "漢字と e\u0301te\u0301 \x00x\r\nNext\u202e\tline\ud800."
    document = document_of(text, ("字と", "gpe"), ("e\u0301te\u0301", "person"), ("line", "gpe"), ("x", "gpe"))
    assert (
        picture_of(document)
        == f"""\
漢字と e\u0301te\u0301 ␀x␍
  ╰──╯ gpe  ╵ gpe
       ╰─╯ person
Next◌␉line�.
      ╰──╯ gpe

entities  3 gpe, 1 person
{LEGEND}"""
    )


def test_an_emoji_is_not_torn():
    rows = list(lay_out("x" * 19 + "👍🏽👩\u200d👧" + "y", 20))
    assert [(row.start, row.end) for row in rows] == [(0, 19), (19, 25)]
    assert rows[1].columns == [0, 2, 2, 4, 4, 4, 5]


def test_more_brackets_than_anybody_can_read_are_counted():
    document = document_of("one", *[("one", "gpe")] * 15)
    assert picture_of(document).splitlines() == [
        "one", *["╰─╯ gpe"] * 12, "… and 3 more here", "", "entities  15 gpe", LEGEND,
    ]  # fmt: skip


def test_which_layers_are_shown():
    document = document_of("one")
    schemas = [LayerSchema(name, "", labels=(Label("x", ""),)) for name in ("tokens", "ships")]
    tokens, ships = (LayerBuilder(schema).build() for schema in schemas)
    bare = Document("d", "one")
    assert "entities  nothing" in picture_of(document.with_layer(tokens).with_layer(ships))
    assert "ships" not in picture_of(document.with_layer(ships))
    assert "ships" in picture_of(document.with_layer(ships), ["ships", "entities", "ships"])
    assert "tokens" not in picture_of(bare.with_layer(tokens).with_layer(ships))
    assert "tokens" in picture_of(bare.with_layer(tokens))
    assert picture_of(bare) == f"one\n\n{LEGEND}"
    with pytest.raises(UnknownNameError, match="did you mean 'entities'"):
        picture_of(document, ["entitys"])


def test_the_innermost_annotation_colours_the_words():
    document = document_of("Ada Roe of Northport", ("Ada Roe of Northport", "person"))
    ships = LayerBuilder(LayerSchema("quotes", "", labels=(Label("direct", ""),)))
    ships.add(0, 7, "direct")
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", highlight=False, width=80)
    console.print(next(iter(render(document.with_layer(ships.build()), None, 80))))
    assert console.file.getvalue() == "\x1b[1;32mAda Roe\x1b[0m\x1b[1;36m of Northport\x1b[0m\n"


def test_only_what_lies_in_the_row_is_coloured():
    document = document_of("one two three four five six seven", ([(0, 3), (24, 27)], "gpe"))
    lines = [line for line in render(document, None, 20) if line.plain.strip()[:1].isalpha()]
    assert [(line.plain[s.start : s.end]) for line in lines[:2] for s in line.spans] == ["one", "six"]


def test_no_colour_in_a_pipe():
    console = Console(file=io.StringIO(), highlight=False, width=80)
    for line in render(document_of("Ada Roe spoke", ("Ada Roe", "person")), None, 80):
        console.print(line, soft_wrap=True)
    assert console.file.getvalue().startswith("Ada Roe spoke\n╰─────╯ person\n")


@given(documents(), st.integers(0, 60))
def test_any_document_can_be_shown(document, width):
    lines = list(render(document, list(document.layers), width))
    printed = "".join(line.plain for line in lines)
    assert not set(printed) & set("\0\n\r\t\x1b\x85\u2028\u202e\ud800")
    printed.encode()


@given(texts, st.integers(20, 60))
def test_text_lines_joined_give_the_text_back(text, width):
    rows = list(lay_out(text, width))
    assert "".join(text[row.start : row.end] for row in rows) == text
    lines = [line.plain for line in render(Document("d", text), None, width)][: len(rows)]
    assert "".join(lines) == "".join(picture(c) for c in text if c != "\n")
    for row in rows:
        assert len(row.columns) == row.end - row.start + 1
        assert row.columns == sorted(row.columns)
        assert row.columns[-1] <= width + 1


@given(st.text(st.characters(exclude_categories=["Cn"]), min_size=1))
def test_columns_are_what_the_terminal_takes(text):
    for row in lay_out(text, 40):
        plain = "".join(picture(c) for c in text[row.start : row.end] if c != "\n")
        if not set(plain) & {"\u200d", "\ufe0f"}:  # of joined characters no two terminals think alike
            assert row.columns[-1] == pytest.approx(cell_len(plain), abs=0)


def test_a_long_line_takes_linear_time():
    document = document_of("a" * 100_000, ([(0, 100_000)], "gpe"))
    assert sum(1 for _ in render(document, None, 100)) == 2003


def test_every_code_point_has_a_picture():
    assert [picture(c) for c in "\0\t\x1b\x7f\x85\x9f\xad\u2028\u2029\ufeff\udfffa é"] == list("␀␉␛␡␤␦◌␤¶◌�a é")
    assert all(len(picture(chr(n))) == 1 for n in range(0, 0x110000, 7))
