"""Structure: lines, wrapped paragraphs, and what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Annotation, Document, Layer
from annotator_text.lines import find_blocks
from annotator_text.structure import find_structure

PROSE = "The council of the town met on Tuesday and voted to close the old bridge for good."
LINES = st.lists(
    st.sampled_from(
        [
            "",
            " ",
            "\xa0",
            "\ufeff",
            "Back",
            "By Ada Roe",
            PROSE,
            "Old bridge to close after vote",
            "Photo caption",
            "Tags: a, b",
        ]
    )
    | st.text(max_size=90),
    max_size=12,
)
BREAKS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\u2028", "\u2029", "\x85", "\v", "\f"])
PAGES = st.tuples(LINES, BREAKS).map(lambda parts: parts[1].join(parts[0]))


def outline(text: str, layer: Layer | None = None) -> list[tuple[str, str]]:
    return [(block.label, block.text_in(text)) for block in layer or find_structure(text)]


def only(text: str, label: str) -> Annotation:
    (found,) = find_structure(text).labelled(label)
    return found


def test_a_page_of_news() -> None:
    text = f"""Home

Old bridge to close after vote
Town says repairs would cost more than a new one

By Ada Roe and Jo Poe | Nov. 3, 2025 10:15 a.m.

NORTHPORT, Nov 3 (Wire) -- {PROSE}
{PROSE}

Photo caption
The old bridge in winter,

What happens next

{PROSE}

Ferry line to open in spring
Mayor promises a second bridge soon
Readers write about the old bridge

{PROSE}

(Reporting by Ada Roe; Editing by Jo Poe)
Tags: bridges, towns
Contact us
Editorial office
Tel: +1 555 010 9999
© 2025 The Northport Gazette. All rights reserved.
"""
    assert [label for label, _ in outline(text)] == [
        "boilerplate", "headline", "deck", "byline", "timestamp", "paragraph", "dateline", "paragraph",
        "caption-label", "caption", "headline", "paragraph", "related-headline", "related-headline", "related-headline",
        "paragraph", "credit", "boilerplate", "boilerplate", "boilerplate", "boilerplate", "boilerplate",
    ]  # fmt: skip
    assert only(text, "timestamp").text_in(text) == "Nov. 3, 2025 10:15 a.m."
    assert only(text, "dateline").text_in(text) == "NORTHPORT, Nov 3 (Wire) --"
    assert only(text, "caption").features == {"truncated": True}
    assert [b.features.get("role") for b in find_structure(text).labelled("boilerplate")] == [
        "navigation", "tags", "contact", "contact", "contact", "copyright",
    ]  # fmt: skip
    assert [b.features.get("role") for b in find_structure(text).labelled("paragraph")] == ["lead", None, None, None]
    assert all(block.rule for block in find_structure(text))


@pytest.mark.parametrize(
    ("line", "label", "role"),
    [
        ("Zurück", "boilerplate", "navigation"),
        ("Home > World > Asia", "boilerplate", "navigation"),
        ("ADVERTISEMENT", "boilerplate", "advertising"),
        ("Sign up for our morning letter", "boilerplate", "advertising"),
        ("Teilen", "boilerplate", "sharing"),
        ("Leave a reply", "boilerplate", "comments"),
        ("office@gazette.example", "boilerplate", "contact"),
        ("***", "boilerplate", None),
        ("Read more: Ferry line to open in spring", "related-headline", None),
        ("Photo: Ada Roe", "credit", None),
        ("Ada Roe / Wire Service", "credit", None),
        ("A boat under the old bridge. Image: Ada Roe.", "caption", None),
        ("The bridge is gone pic.twitter.com/abcdef", "embed", None),
        ("By Ada Roe", "byline", None),
        ("By the river", "headline", None),
        ("© Ada Roe", "credit", None),
        ("10:15 a.m.", "timestamp", None),
        ("Dienstag, 4. November 2025", "timestamp", None),
        ("NORTHPORT --", "dateline", None),
        ("The vote in 2010-2015", "headline", None),
        ("and then it went on without a", "paragraph", None),
        ("• an item of a list", "paragraph", None),
    ],
)
def test_a_line_in_running_text(line: str, label: str, role: str | None) -> None:
    found = find_structure(f"{PROSE}\n\n{line}\n\n{PROSE}").annotations[1]
    assert (found.label, found.features.get("role")) == (label, role)


@pytest.mark.parametrize(
    ("start", "dateline"),
    [
        ("NORTHPORT — ", "NORTHPORT —"),
        ("PORT SAINT ANN, N.Y. (Wire) - ", "PORT SAINT ANN, N.Y. (Wire) -"),
        ("Northport (Wire) – ", "Northport (Wire) –"),
        ("Northport, 3 November 2025 (Wire) -- ", "Northport, 3 November 2025 (Wire) --"),
        ("NORTHPORT: ", "NORTHPORT:"),
        ("EXCLUSIVE — ", None),
        ("Northport - ", None),
        ("The U.S. - ", None),
        ("", None),
    ],
)
def test_datelines(start: str, dateline: str | None) -> None:
    text = start + PROSE
    assert [b.text_in(text) for b in find_structure(text).labelled("dateline")] == ([dateline] if dateline else [])


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("Posted on 12 May 2026 by Tim", "Posted on 12 May 2026"),
        ("May 12, 2026, 10:15 a.m., by Ada Roe and Jo Poe", "May 12, 2026, 10:15 a.m."),
        ("12 May 2026 | By Ada Roe", "12 May 2026"),
        ("Veröffentlicht am 12. Mai 2026 von Ada Roe", "Veröffentlicht am 12. Mai 2026"),
        ("Posted by Tim on 12 May 2026", "12 May 2026"),
    ],
)
def test_a_byline_may_begin_or_end_with_its_time_stamp(line: str, stamp: str) -> None:
    text = f"The old bridge will close for good\n{line}\n\n{PROSE} {PROSE}"
    assert outline(text)[:3] == [("headline", text.splitlines()[0]), ("byline", line), ("timestamp", stamp)]


@pytest.mark.parametrize("line", ["12 May 2026 by the river", "Closed on 12 May 2026 by Tim the mayor of the town"])
def test_what_was_done_by_somebody_is_no_byline(line: str) -> None:
    assert find_structure(f"The old bridge will close\n{line}\n\n{PROSE}").labelled("byline", "timestamp") == []


def test_the_language_of_furniture_is_named_where_it_differs() -> None:
    text = f"{PROSE}\n\nBildunterschrift\nDie alte Brücke"
    assert find_structure(text, "en").annotations[1].features == {"lang": "de"}
    assert find_structure(text, "de").annotations[1].features == {}


def test_wrapped_text_becomes_paragraphs_again() -> None:
    wrapped = """\
The council of the town met on Tuesday and voted to close
the old bridge for good. A new one is to be built to the
north of it within three years, as the mayor has promised
many times.
   The ferry will carry people until then, and the fare is
to be paid by the town, which has yet to find the money.

Nobody spoke against it."""
    assert [text.split()[-1] for _, text in outline(wrapped)] == ["times.", "money.", "it."]
    assert outline(wrapped)[0][1].count("\n") == 3


def test_a_list_is_not_wrapped_text() -> None:
    text = "\n".join(f"Item {i} of a list of things of much the same length as others" for i in range(9))
    assert len(find_blocks(text)) == 9


@pytest.mark.parametrize("text", ["", " ", "\n\r\n\xa0\ufeff", "x", "\x00", "\ud800"])
def test_little_texts(text: str) -> None:
    assert len(find_structure(text)) == bool(text.strip(" \n\r\xa0\ufeff"))


@given(PAGES)
def test_blocks_hold_everything_but_blanks(text: str) -> None:
    last = 0
    for block in find_blocks(text):
        assert last <= block.start < block.end
        assert not text[last : block.start].strip("\ufeff\u200b\u2060 \t\n\r\v\f\x85\xa0\u2028\u2029").strip()
        edges = text[block.start] + text[block.end - 1]
        assert edges.strip() == edges.strip("\ufeff\u200b\u2060") == edges
        last = block.end
    assert not text[last:].replace("\ufeff", "").replace("\u200b", "").replace("\u2060", "").strip()


@given(PAGES)
def test_any_page_has_a_valid_structure(text: str) -> None:
    layer = find_structure(text)
    Document("d", text).with_layer(layer)
    outer = [b for b in layer if not (b.label in ("dateline", "timestamp") and len(layer.covering(b.start, b.end)) > 1)]
    assert [(b.start, b.end) for b in outer] == [(b.start, b.end) for b in find_blocks(text)]


@pytest.mark.parametrize(
    "unit", ["a", "A ", "a\n", "By A\n", "Aaa bbb ccc ddd eee fff\n", "Back\n", "1-", "(a ", "x > ", "@a."]
)
def test_a_long_page_takes_linear_time(unit: str) -> None:
    text = "Aaa bbb ccc ddd\n" + unit * (60_000 // len(unit)) + "\n" + PROSE
    assert find_structure(text).annotations[-1].end == len(text)
