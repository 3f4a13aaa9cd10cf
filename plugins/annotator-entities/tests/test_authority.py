"""The user's authority file goes before what rules and lexicons say."""

from pathlib import Path

import msgspec
import pytest

from annotator import MENTION_OF, AuthorityRecord, SettingsError
from annotator_entities import ANNOTATOR, EntitiesSettings
from annotator_entities.authority import Authority, xml_name

HEAD = "id,type,name,variants\n"


@pytest.fixture
def listed(tmp_path, make):
    """A table and a text in, the document with its layer of entities out."""

    def run(table, text):
        path = tmp_path / "people.csv"
        path.write_text(HEAD + table, encoding="utf-8")
        annotate = ANNOTATOR.open(EntitiesSettings(authority=(str(path),)))
        document = make(text)
        [[layer]] = annotate([document])
        return document.with_layer(layer)

    return run


def meant(document):
    """The words of each named mention, with label and what its referent is to authorities (or its id)."""
    layer = document["entities"]
    return [
        (
            document.words(a),
            a.label,
            layer.referents_of(a)[0].identifiers.get("authority", layer.targets(a, MENTION_OF)[0]),
        )
        for a in layer
        if a.features["level"] == "named"
    ]


def test_full_names_variants_and_the_short_forms_that_follow(listed):
    document = listed("p1,person,Ana Torres,Ana María Torres\n", "Ana María Torres spoke. Torres left. Paz stayed.")
    assert meant(document)[:2] == [("Ana María Torres", "person", "p1"), ("Torres", "person", "p1")]
    referent = document["entities"].referents_by_id["entities.authority.p1"]
    assert referent.names == ("Ana Torres", "Ana María Torres", "Torres")
    assert document["entities"].annotations[0].rule == "authority"


def test_it_goes_before_lexicons_and_says_the_type(listed):
    table = "g1,org,Georgia,\nt1,org,Lena Haugen,\nw1,person,Prachanda Kant,Prachanda\n"
    document = listed(table, "They say that Georgia met Lena Haugen. Then Prachanda left.")
    assert meant(document) == [("Georgia", "org", "g1"), ("Lena Haugen", "org", "t1"), ("Prachanda", "person", "w1")]
    assert document["entities"].referents_by_id["entities.authority.g1"].identifiers == {"authority": "g1"}


def test_a_place_may_be_any_kind_of_place(listed):
    document = listed(
        "l1,place,Oslo,\nl2,place,Harbour Tower,\nl3,facility,Lima,\n", "She saw Oslo, Harbour Tower, Lima."
    )
    assert [row[2] for row in meant(document)] == ["l1", "l2", "l3"]
    assert meant(document)[0][1:] == ("gpe", "l1")
    assert meant(document)[2][1:] == ("facility", "l3")


def test_names_are_cut_as_the_file_has_them(listed):
    table = "o1,org,Friends of the Blue Whale,\n"
    document = listed(table, "She gave money to Friends of the Blue Whale in Oslo.")
    assert meant(document)[0] == ("Friends of the Blue Whale", "org", "o1")


def test_a_longer_name_keeps_its_edges(listed):
    document = listed("p1,person,Ana Torres,\n", "The Ana Torres Foundation met Ana Torres.")
    assert [row[0] for row in meant(document)] == ["Ana Torres Foundation", "Ana Torres"]


def test_who_it_is_is_left_undecided_when_two_bear_the_name(listed):
    table = "p1,person,Ana Torres,\np2,person,Ana Torres,Anita Torres\n"
    with pytest.warns(UserWarning, match="'Ana Torres' is a name of 'p1' and of 'p2' in the authority file"):
        document = listed(table, "Ana Torres spoke.")
    assert meant(document) == [("Ana Torres", "person", "entities.person.ana-torres")]
    [referent] = document["entities"].referents
    assert referent.features["candidates"] == ["p1", "p2"]
    assert meant(listed(table, "Anita Torres spoke."))[0][2] == "p2"


def test_of_a_person_and_a_place_of_one_name_the_text_decides(listed):
    table = "p1,person,Jordan,\nl1,place,Jordan,\n"
    assert meant(listed(table, "She travelled to Jordan and stayed in Jordan."))[0][2] == "l1"


def test_a_document_that_names_another_bearer_keeps_its_short_forms(listed):
    document = listed("p1,person,Ana Torres,Torres\n", "Luis Torres spoke. Torres left.")
    assert [row[2] for row in meant(document)] == ["entities.person.luis-torres"] * 2
    assert meant(listed("p1,person,Ana Torres,Torres\n", "Mr. Torres left."))[0][2] == "p1"


def test_the_file_is_named_with_its_hash_and_may_be_held_to_it(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(HEAD + "p1,person,Ana Torres,\n")
    settings = msgspec.convert({"authority": [str(path)]}, EntitiesSettings)
    [digest] = settings.authority_sha256
    assert msgspec.to_builtins(settings) == {"authority": (str(path),), "authority-sha256": (digest,)}
    assert EntitiesSettings((str(path),), (digest,)) == settings
    path.write_text(HEAD)
    with pytest.raises(SettingsError, match=f"not {digest}"):
        EntitiesSettings((str(path),), (digest,))


def test_what_is_wrong_with_a_file_is_told_when_settings_are_made(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(HEAD + "p1,preson,Ana Torres,\n")
    with pytest.raises(SettingsError, match="did you mean 'person'"):
        msgspec.convert({"authority": [str(path)]}, EntitiesSettings)


def test_the_example_of_the_documentation_is_understood():
    example = Path(__file__).parents[3] / "docs" / "how-to" / "people.csv"
    if not example.is_file():
        pytest.skip("the plugin stands by itself")
    assert len(EntitiesSettings((str(example),)).authority_sha256) == 1


def test_ids_that_look_alike_in_xml_are_told_apart():
    ids = ["a b", "a/b", "a-b-2", "a:b", *(f"a{bin(n).translate({48: '/', 49: ':'})}" for n in range(50_000))]
    found = Authority(AuthorityRecord(id, "person", ("Ana Torres",)) for id in ids).ids
    assert [found[id] for id in ids[:4]] == ["a-b", "a-b-2", "a-b-2-2", "a-b-3"]
    assert len(set(found.values())) == len(ids)


@pytest.mark.parametrize(
    ("id", "name"),
    [("Q 42", "Q-42"), ("http://x.org/1", "http-x.org-1"), ("도시", "ub3c4uc2dc"), ("...", "id"), ("7", "id-7")],
)
def test_an_id_in_any_script_is_an_xml_name_of_its_own(id, name):
    assert xml_name(id) == name


def test_several_files_are_read_as_one(tmp_path):
    for name, row in (
        ("a.csv", "p1,person,Ana Torres,\n"),
        ("b.csv", "p1,person,Anita,\n"),
        ("c.csv", "p1,org,Anita,\n"),
    ):
        (tmp_path / name).write_text(HEAD + row)
    assert EntitiesSettings((str(tmp_path / "a.csv"), str(tmp_path / "b.csv"))).authority_sha256
    with pytest.raises(SettingsError, match=r"'p1' is of type 'org' here, and 'person' in .*a.csv"):
        EntitiesSettings((str(tmp_path / "a.csv"), str(tmp_path / "c.csv")))


def test_states_and_cities_of_the_file_are_found_by_their_outside_ids(tmp_path, make):
    path = tmp_path / "places.csv"
    path.write_text("id,type,name,geonames,ISO-3166-1\nkr,gpe,Korea (South),,KR\n1,place,Seoul City,1835848,\n")
    annotate = ANNOTATOR.open(EntitiesSettings((str(path),)))
    document = make("South Korean troops left Seoul. They returned to South Korea.")
    [[layer]] = annotate([document])
    found = meant(document.with_layer(layer))
    assert [row[2] for row in found if row[1] in ("norp", "gpe")] == ["kr", "1", "kr"]
    assert "entities.authority.id-1" in layer.referents_by_id
    assert layer.referents_by_id["entities.authority.id-1"].features["country"] == "KR"
