"""By what the entities of a document are known in a corpus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator_entities import ANNOTATOR
from annotator_entities.naming import PersonName, core_of_org, fold, is_acronym


@pytest.fixture(scope="session")
def identify():
    return ANNOTATOR.identify(ANNOTATOR.settings())


@pytest.fixture
def known(annotate, identify):
    """A text in, the identities of its entities out, by the first name of each."""

    def run(text):
        document = annotate(text)
        referents = document["entities"].referents_by_id
        return {referents[id].names[0]: identity for id, identity in identify(document).items()}

    return run


@pytest.fixture(scope="session")
def person(identify):
    return lambda name: PersonName(name, identify._lexicon)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Chung Ha-neul", "CHUNG Ha Neul"), ("Søren O’Neill", "SOREN O'NEILL"), ("A.N.A.", "ana"), ("AT&T", "At & t")],
)
def test_names_are_compared_without_case_diacritics_hyphens_points_and_apostrophes(one, other):
    assert fold(one) == fold(other)


def test_legal_forms_tell_no_company_from_another():
    forms = ("Nova", "Nova Inc.", "The Nova Company", "NOVA SpA", "Nova K.K.", "Nova Co. Ltd.")
    assert {core_of_org(name) for name in forms} == {"nova"}


def test_outside_ids_are_the_same_everywhere(known):
    found = known("South Korean troops left Seoul.")
    assert found["South Korea"].same == ("GeoNames 1835841", "ISO 3166-1 KR")
    assert found["Seoul"].same == ("GeoNames 1835848",)


def test_what_is_larger_than_countries_is_in_none_of_them(known):
    assert known("Sales in Europe fell. The ministry in Chile was closed.")["Europe"].facts == {}


def test_full_names_tell_persons_and_surnames_do_not(known):
    found = known("President Ana Torres spoke. Torres left. Mr. Okonjo stayed.")
    assert found["Ana Torres"].likely == ("person ana torres",)
    assert found["Ana Torres"].names == ("Ana Torres",)
    assert "person torres" in found["Ana Torres"].called
    assert (found["Okonjo"].likely, found["Okonjo"].perhaps) == ((), ("person okonjo",))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana María Torres", "ANA MARIA TORRES"),
        ("Kim Ha-neul", "Ha-neul Kim"),
        ("Kim Ha-neul", "Kim Ha Neul"),
        ("Jon B. Smith", "Jon Smith"),
        ("Jon Smith Jr.", "Jon Smith"),
        ("Søren O'Neill", "Soren ONeill"),
        ("Omar al-Nasser", "Omar El Nasser"),
        ("Omar Al-Nasser", "Omar Nasser"),
        ("J. K. Haugen", "JK Haugen"),
        ("J K Haugen", "J.K. Haugen"),
        ("J. Ana Haugen", "Ana Haugen"),
    ],
)
def test_one_full_name_in_several_forms(person, one, other):
    assert set(person(one).orders) & set(person(other).orders)


@pytest.mark.parametrize(("one", "other"), [("Jon Smith", "Jon Smythe"), ("Ana Torres", "Ana María Torres")])
def test_full_names_that_are_not_one(person, one, other):
    assert not set(person(one).orders) & set(person(other).orders)


@pytest.mark.parametrize(
    "name",
    ["Torres", "J. Torres", "Torres J.", "Torres Jr.", "al-Torres", "de Torres", "Van der Berg", "A. B. C.", "-", ""],
)
def test_names_that_are_not_full(person, name):
    assert not person(name).is_full


@pytest.mark.parametrize("name", ["Ben Haugen", "Ben Zorbix", "Olaf II", "J. K. Haugen", "J. Ana Haugen"])
def test_names_that_are_full(person, name):
    assert person(name).is_full


def test_a_king_is_told_by_his_number(person):
    assert set(person("Olaf II").orders).isdisjoint(person("Olaf III").orders)
    assert not set(person("Jon Smith II").orders).isdisjoint(person("Jon Smith").orders)


def test_titles_speak_against_one_name_being_one(known):
    chile = known("Chilean President Ana Torres spoke.")["Ana Torres"]
    assert chile.facts == {"country": ("CL",), "field": ("office",)}
    assert known("Ana Torres, president of Peru, left.")["Ana Torres"].facts["country"] == ("PE",)
    assert known("The footballer Mr. Luis Paz left.")["Luis Paz"].facts["gender"] == ("male",)
    assert known("Mrs Ana Torres spoke. She left.")["Ana Torres"].facts["gender"] == ("female",)
    assert "gender" not in known("President Ana Torres spoke. She left.")["Ana Torres"].facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("They coach Ana Torres in Lima.", {}),
        ("Voters judge Ana Torres by her work.", {}),
        ("Coach Ana Torres spoke.", {"field": ("sport",)}),
        ("The coach Ana Torres spoke.", {"field": ("sport",)}),
        ("They met Chilean coach Ana Torres.", {"country": ("CL",), "field": ("sport",)}),
        ("The footballer Ana Torres spoke.", {"field": ("sport",)}),
        ("Lord Mayor Ana Torres spoke.", {"field": ("office",)}),
        ("Lord Ana Torres spoke.", {"gender": ("male",)}),
        ("They met Mrs. Ana Torres.", {"gender": ("female",)}),
    ],
)
def test_verbs_and_ranks_say_nothing_of_a_person(known, text, facts):
    assert known(text)["Ana Torres"].facts == facts


def test_middle_initials_speak_against_others(known):
    assert known("Jon B. Smith spoke.")["Jon B. Smith"].facts["middle initials"] == ("b",)
    assert known("J. Ana Haugen spoke.")["J. Ana Haugen"].facts["middle initials"] == ("j",)


def test_what_every_country_has_counts_with_the_country(known):
    assert known("Chile's Ministry of Finance objected.")["Ministry of Finance"].likely == (
        "org ministry of finance CL",
    )
    unknown = known("The Ministry of Finance objected.")["Ministry of Finance"]
    assert (unknown.likely, unknown.perhaps) == ((), ("org ministry of finance",))


def test_short_acronyms_do_not_tell_unless_the_long_form_is_there(known):
    assert known("Officials said PRI would close. The PRI agreed.")["PRI"].perhaps == ("org pri",)
    both = known("The Haugen Research Institute (HRI) closed. HRI had no money.")["Haugen Research Institute"]
    assert both.likely == ("org haugen research institute",)
    assert both.called == ("org hri",)


def test_long_acronyms_tell_in_whatever_case_unless_they_are_words(known):
    spelled = known("Officials of the Zorb Institute said Zorb Ltd would close.")["Zorb Ltd"]
    assert known("Officials said ZORB would close. ZORB agreed.")["ZORB"].likely == spelled.likely == ("org zorb",)
    acts = known("Officials said ACTS would close. ACTS agreed.")["ACTS"]
    assert (acts.likely, acts.perhaps) == ((), ("org acts",))


def test_people_without_a_name_belong_to_their_document(known):
    assert known("Some experts warned of floods.") == {}


def test_an_authority_file_tells_who_it_is(annotate, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("id,type,name,variants,GND\nt 1,person,Ana Torres,A. Torres,118\npri,org,Polar Institute,PRI,\n")
    settings = ANNOTATOR.settings((str(path),))
    for text, name, id, kind in (
        ("Ana Torres spoke.", "Ana Torres", "t 1", "person"),
        ("Officials said PRI would close. The PRI agreed.", "PRI", "pri", "org"),
    ):
        document = annotate(text)
        identity = ANNOTATOR.identify(settings)(document)[f"entities.{kind}.{name.lower().replace(' ', '-')}"]
        assert identity.same == (f"authority {id}",)
        assert (identity.known.id, identity.known.type) == (id.replace(" ", "-"), kind)


@given(st.text(max_size=30))
def test_hostile_names(person, name):
    assert fold(fold(name)) == fold(name)
    assert bool(fold(name)) == bool(name.split())
    assert isinstance(is_acronym(name), bool)
    core_of_org(name)
    assert not person(name).is_full or person(name).orders


def test_hostile_texts_have_identities(make, annotate, identify):
    for text in ("", "A", "\ud800 Ana Torres \x00 of Chile", "Ana Torres " * 2000):
        identify(annotate(text))
