"""Kinds of error that readers found, each with its mending."""

import pytest

from annotator_entities import vocabulary
from annotator_entities.evidence import Name
from annotator_entities.kinds import label_of
from annotator_entities.lexicon import load_lexicon


def ids(found, words):
    return [row[1:] for row in found if row[0] == words]


@pytest.mark.parametrize(
    "text",
    [
        "Hotline (Vietnamese and English): call at noon.",
        "The book was published in English.",
        "She speaks Korean and French at home.",
        "It exists in Polish, Czech and Slovak.",
        "The Danish language is taught here.",
    ],
)
def test_languages_are_no_peoples(names, text):
    assert names(text) == []


def test_a_people_before_a_noun_is_one_also_after_in(names):
    assert names("It happened in Danish and Polish waters.") == [("Danish", "norp"), ("Polish", "norp")]


def test_a_gender_guessed_from_a_given_name_is_not_written(annotate):
    guessed = annotate("Maria Torres spoke to reporters.")["entities"].referents_by_id
    titled = annotate("They met Mrs. Maria Torres in public.")["entities"].referents_by_id
    assert "gender" not in guessed["entities.person.maria-torres"].features
    assert titled["entities.person.maria-torres"].features["gender"] == "female"


@pytest.mark.parametrize("text", ["French President Claire Martin", "He met French President Claire Martin."])
def test_a_people_before_a_title_is_kept_in_a_line_of_its_own(annotate, text):
    document = annotate(text)
    found = [(document.words(a), a.label) for a in document["entities"]]
    assert found == [("French", "norp"), ("President", "role-title"), ("Claire Martin", "person")]


def test_the_governor_is_the_one_with_the_title(meant):
    found = meant("Reporters met Gov. Elena Ruiz on Monday. The governor left early.")
    assert ids(found, "The governor") == [("entities.person.elena-ruiz",)]


def test_the_governor_after_a_name_is_its_bearer_from_then_on(meant):
    found = meant("Elena Ruiz, the governor, said no. Later the governor left.")
    assert ids(found, "the governor") == [("entities.person.elena-ruiz",)] * 2


def test_somebody_described_by_a_possessive_is_one_person(meant):
    found = meant("Mayor Ana Torres resigned. Her spokeswoman, Dana Lee, did not comment.")
    assert ids(found, "Her spokeswoman") == ids(found, "Dana Lee") == [("entities.person.dana-lee",)]


def test_a_capital_is_no_person_who_is_named_only_later(meant):
    found = meant("Washington will never accept it. Mary Washington left. Washington smiled at her.")
    first, second = ids(found, "Washington")
    assert first == ("entities.gpe.geonames-4140963", "entities.gpe.US")
    assert second == ("entities.person.mary-washington",)


def test_authors_in_capitals_are_persons(meant):
    found = meant("By MARIA GONZALEZ and TOM REED\nThe council met.")
    assert ids(found, "MARIA GONZALEZ") == [("entities.person.maria-gonzalez",)]
    assert ids(found, "TOM REED") == [("entities.person.tom-reed",)]


def test_a_demonym_of_no_one_state_has_no_referent(annotate):
    document = annotate("The inter-Korean border was closed. European leaders met Danish leaders.")
    layer = document["entities"]
    found = {document.words(a): layer.targets(a, "mention-of") for a in layer.labelled("norp")}
    assert found == {"inter-Korean": [], "European": [], "Danish": ["entities.gpe.DK"]}


def test_a_small_town_that_acts_like_a_company_is_none(names):
    assert names("She joined Halden that year. Halden shares rose.") == [("Halden", "org")] * 2
    assert names("She lives in Halden.") == [("Halden", "gpe")]


def test_no_lexicon_of_names_stands_in_the_code():
    assert not {"SHORT_FORMS", "PEOPLES", "PARTS"} & set(dir(vocabulary))


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Harbour Treaty", "treaty/document"),
        ("Convention on Coastal Waters", "treaty/document"),
        ("Fishers' Convention", "event"),
        ("Siege of Bergen", "event"),
        ("Treaty of Bergen", "treaty/document"),
        ("Coral summit", "event"),
        ("Quran", "treaty/document"),
        ("Silver Heron", "weapon/other"),
        ("2020", "weapon/other"),
    ],
)
def test_the_head_tells_events_documents_and_things(name, label):
    assert label_of(Name(name), "other", load_lexicon()) == label
