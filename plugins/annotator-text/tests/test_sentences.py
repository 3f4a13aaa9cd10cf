"""Sentences: hard cases of English, and the promise that none leaves its block."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Document, LayerBuilder
from annotator_text.language import language_of
from annotator_text.schemas import STRUCTURE
from annotator_text.sentences import find_sentences, split_sentences
from annotator_text.structure import find_structure

TEXTS = st.text(st.sampled_from("aB.!?\"”' \n1)]([…。") | st.characters(), max_size=60)


def sentences(text: str, language: str = "en") -> str:
    return "|".join(text[a:b] for a, b in split_sentences(text, 0, len(text), language_of(language)))


# Each case is written with its borders: "|" stands where one sentence ends and the next begins.
ENGLISH = [
    "The vote is over.|Nobody won.",
    # quotation marks and brackets go with the sentence that they close
    'He said, "It is over."|She left.',
    "“It is over.”|She left.",
    "“It is over,” he said.|She left.",
    "He left (at noon).|She stayed.",
    "(He left at noon.)|She stayed.",
    "``It is over.''|She left.",
    'He wrote: "It is over. "|She left.',
    "He said, ‘Nobody won.’ ”|She left.",
    "“It is over.|Nobody won,” he said.",
    # a question or a shout inside quotation marks does not end the sentence that reports it
    '"Why?" he asked.|"Nobody knows."',
    "“Never!” Mayor Roe shouted.|Nobody stirred.",
    "“Never!” shouted the mayor.|Nobody stirred.",
    '"Is it over?" the old mayor asked.|Nobody stirred.',
    'He asked, "Is it over?" and left.',
    "“Why?”|The mayor had no answer.",
    # abbreviations
    "Mr. Roe met Dr. Poe and Sen. Ann Doe.|They talked.",
    "MR. ROE LEFT.|HE IS GONE.",
    "The U.S. Senate met in the U.S. capital.|It voted.",
    "She lives in the U.S. They do not.".replace("U.S. They", "U.S.|They"),
    "He works for Acme Inc. in town.|She left Acme Corp.|The firm closed.",
    "They met at 5 p.m. Monday.|They left at 6 p.m.|She came at 8 a.m. EST.",
    "It was No. 5 on the list.|No.|It was not.",
    "On Jan. 5 it rained.|It was cold that Jan.|The lake froze.",
    "J. R. Roe and George W. Poe spoke.",
    "Plan B.|The rest is known.",
    "It was he, not I.|She knew.",
    "Rice, beans, etc., were sold.|Acme et al. (2020) agree, e.g. Roe.",
    "Roe vs. Poe is open, cf. Doe.",
    # points inside words and numbers
    "It cost $3.5 million.|See example.com or call.",
    "He came 3.|She won.",
    "1. The first thing.|2. The second thing.",
    # ellipses
    "He waited... and left.|She waited…|He came.",
    "She said . . . nothing.",
    # marks in a row, footnotes, dashes
    "What?!|No way!!!|Yes.",
    "It is over.[1]|Nobody won.[2]",
    "Is it over? — nobody knew.",
    # a missing space
    "Nobody won.The vote is over.".replace("won.The", "won.|The"),
    # a line break inside a wrapped paragraph is white space
    "The vote\nis over.|Nobody\nwon.",
]


@pytest.mark.parametrize("marked", ENGLISH)
def test_english(marked: str) -> None:
    text = marked.replace("|", " ") if ".|The vote is over." not in marked else marked.replace("|", "")
    assert sentences(text) == marked


def test_other_languages() -> None:
    assert sentences("「行く。」彼は言った。次。", "ja") == "「行く。」|彼は言った。|次。"
    assert sentences("Dr. Roe kam. Er ging.", "de") == "Dr. Roe kam.|Er ging."
    assert sentences("यह एक वाक्य है। यह दूसरा है।", "hi") == "यह एक वाक्य है।|यह दूसरा है।"
    assert sentences("¿Quién? ¡Nadie! Él.", "es") == "¿Quién?|¡Nadie!|Él."


def test_language_tags() -> None:
    assert language_of("en-GB") is language_of("EN") is language_of("en_US")
    assert language_of("xx") is not language_of("en")


def test_a_dateline_is_a_stretch_of_its_own() -> None:
    text = "NORTHPORT (Wire) -- The vote is over. Nobody won."
    document = Document("d", text).with_layer(find_structure(text))
    assert [s.text_in(text) for s in find_sentences(document)] == [
        "NORTHPORT (Wire) --", "The vote is over.", "Nobody won.",
    ]  # fmt: skip


def test_blocks_of_any_shape_are_respected() -> None:
    text = "One two. Three four five. Six"
    builder = LayerBuilder(STRUCTURE)
    builder.add_ranges([(0, 3), (9, 19)], "paragraph")
    builder.add(14, 25, "caption")
    builder.add(5, 5, "credit")
    document = Document("d", text).with_layer(builder.build())
    assert [s.text_in(text) for s in find_sentences(document)] == ["One", "Three", "four", "five."]


@given(TEXTS)
def test_sentences_tile_their_stretch(text: str) -> None:
    last = 0
    for start, end in split_sentences(text, 0, len(text), language_of("en")):
        assert last <= start < end
        assert not text[last:start].strip("\ufeff\u200b\u2060").strip()
        last = end
    assert not text[last:].replace("\ufeff", "").replace("\u200b", "").replace("\u2060", "").strip()


@given(st.lists(TEXTS).map("\n".join))
def test_sentences_lie_in_blocks(text: str) -> None:
    document = Document("d", text).with_layer(find_structure(text))
    document = document.with_layer(find_sentences(document))
    for sentence in document["sentences"]:
        assert document["structure"].covering(sentence.start, sentence.end)
    for block in document["structure"]:
        inside = document["sentences"].within(block.start, block.end)
        assert inside[0].start == block.start
        assert inside[-1].end == block.end


@pytest.mark.parametrize("unit", [". ", '."', "a. ", "it.The ", ".'", "。", ".[1", '." ', "A. ", '?" A '])
def test_a_long_line_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert list(split_sentences(text, 0, len(text), language_of("en")))[-1][1] == len(text.rstrip())
