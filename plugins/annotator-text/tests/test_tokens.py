"""Tokens: words, numbers, marks, and the promise that nothing is left out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Document
from annotator_text.tokens import LAST_MARK, find_tokens, token_pattern

PATTERN = token_pattern()
HOSTILE = st.text(
    st.one_of(st.sampled_from("aB.'’n\"t-@:/1, \n\r\t\xa0\x00\u0301\u200d\ufeff👍🏽\ud800漢"), st.characters())
)


def words(text: str) -> list[str]:
    return [token.text_in(text) for token in find_tokens(PATTERN, text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cat sat.", "The|cat|sat|."),
        ("Ae-rin's plan", "Ae|-|rin|'s|plan"),
        ("the ministers’ plan", "the|ministers|’|plan"),
        ("It’s theirs; we'll see, I'd've", "It|’s|theirs|;|we|'ll|see|,|I|'d|'ve"),
        ("don't can’t WON'T", "do|n't|ca|n’t|WO|N'T"),
        ("O'Neill o'clock rock'n'roll", "O'Neill|o'clock|rock'n'roll"),
        ("1,200 3.5 1990s 5th 07:49", "1,200|3.5|1990s|5th|07:49"),
        ("In 2019, 2020.", "In|2019|,|2020|."),
        ("$5m, 12%", "$|5m|,|12|%"),
        ("the U.S.-led a.m. Ph.D. U.S.'s", "the|U.S.|-|led|a.m.|Ph.D.|U.S.|'s"),
        ("Mr. Roe", "Mr|.|Roe"),
        ("J.K.Rowe said.He", "J.K.|Rowe|said|.|He"),
        ("well... no -- yes… “ok”!", "well|...|no|--|yes|…|“|ok|”|!"),
        (
            "see https://a.example/b?c=d. And www.b.example, too",
            "see|https://a.example/b?c=d|.|And|www.b.example|,|too",
        ),
        ("de\xadnuclear cafe\u0301 na\u0308ive", "de\xadnuclear|cafe\u0301|na\u0308ive"),
        ("नमस्ते दुनिया", "नमस्ते|दुनिया"),
        ("漢字です", "漢|字|です"),
        ("👍🏽 👩\u200d👩\u200d👧 🇰🇷🇯🇵", "👍🏽|👩\u200d👩\u200d👧|🇰🇷|🇯🇵"),
        ("a\x00b\ud800c", "a|\x00|b|\ud800|c"),
        ("a_b snake_case", "a_b|snake_case"),
        ("", ""),
        (" \n\xa0\u3000", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert "|".join(words(text)) == expected


@given(HOSTILE)
def test_tokens_tile_all_that_is_not_white_space(text: str) -> None:
    layer = find_tokens(PATTERN, text)
    last = 0
    for token in layer:
        assert last <= token.start < token.end
        assert not text[last : token.start].strip()
        assert not any(c.isspace() for c in token.text_in(text))
        last = token.end
    assert not text[last:].strip()
    assert len(Document("d", text).with_layer(layer)["tokens"]) == len(layer)


@given(HOSTILE, HOSTILE)
def test_white_space_divides(left: str, right: str) -> None:
    assert words(left + "\n" + right) == words(left) + words(right)


def test_every_mark_that_combines_joins() -> None:
    marks = [chr(n) for n in range(LAST_MARK + 1) if unicodedata.category(chr(n))[0] == "M"]
    assert len(marks) > 2000
    assert words("a" + "".join(marks)) == ["a" + "".join(marks)]


@pytest.mark.parametrize(
    "unit", ["a", "a.", "a'", "n't", "1,", "http://", "http://!", "www.!", "@a", "'s", "\u0301", "\u200d👍", "ab."]
)
def test_a_long_line_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    assert "".join(words(text)) == text
