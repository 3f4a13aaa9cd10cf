import pytest

from annotator_entities.entity import slug
from annotator_entities.lexicon import load_lexicon


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def test_every_country_is_known_by_its_name_and_most_capitals_are_tied(lexicon):
    assert len(lexicon.countries) > 240
    assert all(lexicon.place(place.name) for place in lexicon.countries.values())
    assert len(set(lexicon.capitals.values())) > 220


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [("Norway", "country", "NO"), ("Oslo", "capital", "NO"), ("DPRK", "country", "KP"), ("Burma", "country", "MM"),
     ("Ivory Coast", "country", "CI"), ("Bergen", "town", "NO"), ("Lagos", "city", "NG"), ("Texas", "state", "US"),
     ("Latin America", "region", ""), ("Korea", "country", ""), ("Washington, D.C.", "capital", "US")],
)  # fmt: skip
def test_places(lexicon, name, kind, country):
    place = lexicon.place(name)
    assert (place.kind, place.country) == (kind, country)


def test_peoples_know_their_states(lexicon):
    codes = {name: lexicon.peoples[name] for name in ("Norwegian", "Norwegians", "Danes", "Chinese", "Kurds", "Muslim")}
    assert codes == {"Norwegian": "NO", "Norwegians": "NO", "Danes": "DK", "Chinese": "CN", "Kurds": "", "Muslim": ""}


def test_english_words_are_no_peoples(lexicon):
    assert not {"Central", "Southern", "Friend", "Sister", "Slave"} & lexicon.peoples.keys()
    assert {"Catholic", "Democrat", "Pole", "Rohingya"} <= lexicon.peoples.keys()


def test_holy_writings_are_known(lexicon):
    assert {"Bible", "Quran", "Torah"} <= lexicon.writings
    assert not {"Matthew", "Book", "Word"} & lexicon.writings


def test_the_longest_name_that_ends_with_a_word_is_found(lexicon):
    text = "South Korean ships"
    assert lexicon.longest(text, 0, {5, 12, 18}) == "South Korean"
    assert lexicon.longest(text, 0, {5, 11, 18}) == "South Korea"
    assert lexicon.longest("Oslonian", 0, {8}) == ""


def test_names_become_ids():
    assert slug("José  O'Neill-Gómez") == "jose-o-neill-gomez"
    assert slug("Ψ") == "u3c8"
    assert slug("—") == "unnamed"
