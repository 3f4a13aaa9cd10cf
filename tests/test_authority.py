"""Authority files: what scholars' tables may look like, and what is said of those that cannot be understood."""

from __future__ import annotations

import hashlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import LayerSchema, ReferentType, SettingsError, read_authority
from annotator.tei.authority import read_records

SCHEMA = LayerSchema(
    "entities",
    "entities",
    referents=(
        ReferentType("person", "a person", "person"),
        ReferentType("group", "people", "personGrp"),
        ReferentType("org", "an organisation", "org"),
        ReferentType("gpe", "a state", "place"),
        ReferentType("place", "a place", "place"),
    ),
)


@pytest.fixture
def read(tmp_path):
    def run(content, name="people.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_authority(path, SCHEMA, {"organisation": "org"}, **options)[1]

    return run


def facts(records):
    return [(record.id, record.type, record.names) for record in records]


def test_a_table(read):
    text = (
        "id,type,name,variants\np1,person,Ana Torres,Ana María Torres | A. Torres\no1,organisation,Polar Institute,\n"
    )
    assert facts(read(text)) == [
        ("p1", "person", ("Ana Torres", "Ana María Torres", "A. Torres")),
        ("o1", "org", ("Polar Institute",)),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "id,type,name\np1,person,Ana Torres\n",
        "\ufeffID;Type;Name;Notes\r\np1;Person;Ana  Torres;the minister\r\n;;;\r\n",
        'name\ttype\tid\n"Torres, Ana"\tperson\tp1\n',
        "id,type,name\np1,person,Ana Torres\np1,,Ana Torres",
        'id,type,name,note\rp1,person,Ana Torres,"1;2;3;4;5;6;7;8"\r',
        "\n\nid , type , name\n p1 , person , Ana Torres \n",
        "id,type,name\np1,person,Ana Torres\n".encode("utf-16"),
    ],
)
def test_spreadsheets_fit_as_they_are(read, content):
    assert facts(read(content)) == [("p1", "person", ("Ana Torres",))]


def test_several_rows_of_one_id_and_ids_of_other_authorities(read):
    [record] = read('id,type,name,GND,wikidata\np1,person,"Torres, Ana",118,\np1,,Anita,,Q5\n')
    assert record.names == ("Ana Torres", "Anita")
    assert record.identifiers == {"GND": "118", "Wikidata": "Q5"}
    assert record.where.endswith("line 2")


def test_only_the_names_of_persons_are_turned_round(read):
    found = read('id,type,name\na,org,"Jones, Sons"\nb,person,"King, Jr."\nc,person,"King, M., Jr."\n')
    assert [record.names[0] for record in found] == ["Jones, Sons", "King, Jr.", "King, M., Jr."]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id,typ,name\na,person,A B\n", "line 1: there is no column 'type'; is it 'typ'?"),
        ("identifier,type,name\n", "line 1: there is no column 'id'; found: identifier, type, name"),
        ("id,type,name,name\n", "line 1: two columns are called 'name'"),
        ("id,type,name\na,preson,A B\n", "line 2, column 'type': unknown type 'preson'; did you mean 'person'?"),
        ("id,type,name\n\na,ship,A B\n", "line 3, column 'type': unknown type 'ship'; known: gpe, group, org, person"),
        ("id,type,name\na,,A B\n", "line 2, column 'type': is empty; say what 'a' is"),
        ("id,type,name\n,person,A B\n", "line 2, column 'id': is empty"),
        ("id,type,name\na,person,\n", "line 2, column 'name': is empty"),
        (
            "id,type,name\na,person,A\na,org,B\n",
            "line 3, column 'type': 'a' is of type 'org' here, and 'person' in line 2",
        ),
        ("id,type,name,variants\na,person,A,B;C\n", "line 2, column 'variants': names stand with ';' between them"),
        ("id,type,name\na,person,A, B, C\n", "line 2: the row has 5 cells, the head 3; put a cell that holds ','"),
        ('id,type,name\na,person,A\nb,person,"A\nc,person,C\n', "line 3: the row cannot be read"),
        (b"id,type,name\na,person,Caf\xe9\n", "line 2: is not UTF-8; save the table as 'CSV UTF-8'"),
        ("", "is empty; its first line must name the columns: id, type, name, variants"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(read, content, said):
    with pytest.raises(SettingsError) as caught:
        read(content)
    assert said in str(caught.value)
    assert "people.csv" in str(caught.value)


def test_all_mistakes_are_told_at_once_and_what_follows_from_them_is_not(read):
    with pytest.raises(SettingsError) as caught:
        read("id,type,name\na,preson,A B\na,,A C\n,person,C D\nb,org,Fund\nb,person,Fund\n")
    assert [line.partition(":")[0].partition(", ")[2] for line in str(caught.value).splitlines()] == [
        "line 2, column 'type'",
        "line 4, column 'id'",
        "line 6, column 'type'",
    ]


def test_of_very_many_mistakes_the_first_are_told(read):
    with pytest.raises(SettingsError) as caught:
        read("id,type,name\n" + "".join(f"p{i},ship,A B\n" for i in range(25)))
    told = str(caught.value).splitlines()
    assert len(told) == 21
    assert told[-1].startswith("and 5 more such mistakes in ")


def test_a_file_that_is_not_there_or_not_the_same(read, tmp_path):
    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        read_authority(tmp_path / "none.csv", SCHEMA)
    text = "id,type,name\na,person,A B\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert read(text, sha256=digest)
    with pytest.raises(SettingsError, match=f"its SHA-256 is {digest}, not 00"):
        read(text, sha256="00")


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<listPerson><person xml:id="p1"><persName><surname>Torres</surname>, <forename>Ana</forename></persName>
 <persName type="short">Torres</persName><persName><forename>Anita</forename><surname>T.</surname></persName>
 <idno type="GND">118</idno></person>
 <personGrp xml:id="g1"><persName>Norse</persName></personGrp></listPerson>
<listPlace><place xml:id="l1"><placeName>Lima</placeName><place xml:id="l2"><placeName>Rímac</placeName></place></place>
</listPlace></body></text></TEI>"""


def test_tei(read):
    records = read(TEI, "people.xml")
    assert facts(records) == [
        ("p1", "person", ("Ana Torres", "Anita T.")),
        ("g1", "group", ("Norse",)),
        ("l1", "place", ("Lima",)),
        ("l2", "place", ("Rímac",)),
    ]
    assert records[0].identifiers == {"GND": "118"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (TEI.replace(' xml:id="g1"', ""), "line 5: <personGrp> has no xml:id"),
        ("<a", "line 1: is not well-formed XML"),
        ("<TEI/>", "holds no person, org or place in the TEI namespace"),
    ],
)
def test_tei_that_cannot_be_understood(read, content, said):
    with pytest.raises(SettingsError) as caught:
        read(content, "people.xml")
    assert said in str(caught.value)


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "replace")))
def test_hostile_tables_raise_nothing_else(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "hostile.csv"
    for head in (b"", b"id,type,name\n"):
        path.write_bytes(head + content)
        with suppress(SettingsError):
            _, records = read_authority(path, SCHEMA)
            assert all(record.names for record in records)


@given(st.binary(max_size=80))
def test_hostile_tei_raises_nothing_else(content):
    with suppress(SettingsError):
        assert all(names for _, _, _, names, _ in read_records(content, "hostile.xml"))
