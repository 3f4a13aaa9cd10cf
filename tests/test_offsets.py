"""Offsets in code points, UTF-16 units and UTF-8 bytes; Python's encoders are the oracle."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import Document, OffsetError, OffsetMap
from tests.model_strategies import texts

ENCODINGS = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1)}
both = pytest.mark.parametrize("encoding", ENCODINGS)


def units(text, encoding):
    # A surrogate that stands alone keeps standing alone here: each character is encoded for itself.
    codec, size = ENCODINGS[encoding]
    return sum(len(character.encode(codec, "surrogatepass")) // size for character in text)


@both
@given(text=texts)
def test_there_and_back(encoding, text):
    offsets = OffsetMap(text, encoding)
    for offset in range(len(text) + 1):
        expected = units(text[:offset], encoding)
        assert offsets.to_units(offset) == expected
        assert offsets.to_code_points(expected) == offset


@both
@given(text=texts, n=st.integers(-3, 200))
def test_units_inside_a_character_or_outside_the_text(encoding, text, n):
    offsets = OffsetMap(text, encoding)
    starts = {units(text[:offset], encoding): offset for offset in range(len(text) + 1)}
    if n in starts:
        assert offsets.to_code_points(n) == starts[n]
    else:
        with pytest.raises(OffsetError, match=rf"unit offset {n} falls outside the text or inside a character"):
            offsets.to_code_points(n)


@both
@pytest.mark.parametrize("offset", [-1, 3, 10**9])
def test_offsets_outside_the_text(encoding, offset):
    with pytest.raises(OffsetError, match=rf"offset {offset} lies outside the text of 2 code points"):
        OffsetMap("a😀", encoding).to_units(offset)


def test_other_encodings_are_refused():
    with pytest.raises(OffsetError, match="not to 'latin-1'"):
        OffsetMap("a", "latin-1")


def test_the_maps_of_a_document():
    document = Document("a", "é😀x")
    assert [document.utf16.to_units(n) for n in range(4)] == [0, 1, 3, 4]
    assert [document.utf8.to_units(n) for n in range(4)] == [0, 2, 6, 7]
    assert document.utf16 is document.utf16


def test_a_large_text_is_quick_at_each_offset():
    text = "😀é" * 200_000
    offsets = OffsetMap(text, "utf-8")
    assert offsets.to_units(len(text)) == len(text.encode())
    assert all(offsets.to_code_points(6 * n) == 2 * n for n in range(0, 200_000, 1000))
