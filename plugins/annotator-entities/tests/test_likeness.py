import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator_entities.likeness import acronyms, core, is_misspelling, is_shorter, is_slip, is_within


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("andes foundation", "andes foundation for the arts"),
        ("trade office", "royal trade office"),
        ("nova store", "nova music store"),
        ("nova", "nova motors inc"),
        ("nova", "nova motor company"),
        ("nova", "nova deep sea ltd"),
        ("polar games", "polar games 2031"),
        ("browser", "nova browser"),
    ],
)
def test_a_name_is_cut_short_in_these_ways(short, full):
    assert is_shorter(short.split(), full.split())


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("lima", "bank of lima"),
        ("university", "university of lima"),
        ("nova", "nova browser"),
        ("nova", "nova deep sea"),
        ("nova motors", "nova motors"),
        ("nova trade office", "trade office"),
    ],
)
def test_and_not_in_these(short, full):
    assert not is_shorter(short.split(), full.split())


@pytest.mark.parametrize(
    ("short", "full", "within"),
    [
        ("ana torres", "ana maria torres", True),
        ("a m torres", "ana maria torres", True),
        ("ana m torres", "ana maria torres", True),
        ("torres ana", "ana maria torres", False),
        ("ana b torres", "ana maria torres", False),
        ("ana maria torres", "ana torres", False),
    ],
)
def test_words_may_be_left_out_or_cut_to_initials(short, full, within):
    assert is_within(short.split(), full.split()) == within


@pytest.mark.parametrize(
    ("one", "other"), [("torres", "tores"), ("rojas", "rojsa"), ("kristoffersen", "kristofersenn")]
)
def test_a_slip_of_the_pen_is_one_letter_or_two_in_a_long_word(one, other):
    assert is_slip(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("kim", "kin"), ("torres", "borres"), ("hansen", "jansen"), ("mora", "mara")]
)
def test_short_words_and_other_first_letters_are_no_slips(one, other):
    assert not is_slip(one, other)


def test_a_misspelt_full_name_differs_in_one_word_alone():
    assert is_misspelling(["ana", "torres"], ["ana", "tores"])
    assert not is_misspelling(["anna", "torres"], ["ana", "tores"])


@given(st.text(min_size=1, max_size=20), st.text(min_size=1, max_size=20))
def test_slips_go_both_ways(one, other):
    assert is_slip(one, other) == is_slip(other, one)


def test_acronyms_keep_numbers_and_leave_out_legal_forms():
    assert acronyms("Polar Reader 6") == ["PR6"]
    assert acronyms("Ministry of Harvests") == ["MH", "MoH"]
    assert acronyms("General Looms Corporation") == ["GLC", "GL"]


def test_acronyms_keep_what_a_newspaper_is():
    assert acronyms("Los Angeles Times") == ["LAT"]


def test_the_core_of_a_name_has_no_legal_form_and_keeps_what_tells_bodies_apart():
    assert core("Nova Looms PLC") == core("Nova Looms")
    assert core("Lima Bank") != core("Lima News")
