"""Indexing a corpus: registers, pointers, ids that stay, and what may go wrong with single files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

from annotator import (
    MENTIONS,
    Annotator,
    Document,
    Feature,
    Identity,
    Known,
    Label,
    LayerBuilder,
    LayerSchema,
    Referent,
    ReferentType,
    Source,
    UsageError,
    each_document,
)
from annotator.cli import app
from annotator.corpus import Corpus
from annotator.exporters.json import read_json, write_json
from annotator.manager import load_registry
from annotator.register import Appearance, RegisterRecord
from annotator.registering import Ids
from annotator.settings import record_settings
from annotator.tei.linking import point
from annotator.tei.names import as_word
from annotator.tei.reader import read_tei
from annotator.tei.registers import read_register, write_register
from annotator.tei.validate import validate
from annotator.tei.writer import write_tei

from . import strategies

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"

SCHEMA = LayerSchema(
    "crew",
    "who is on board",
    labels=(Label("name", "a name"),),
    roles=(MENTIONS,),
    referents=(
        ReferentType("sailor", "a person", "person"),
        ReferentType("line", "a company", "org"),
        ReferentType("port", "a harbour", "place"),
        ReferentType("cargo", "a thing", "object"),
    ),
    referent_features=(
        Feature("latitude", "degrees", "number"),
        Feature("longitude", "degrees", "number"),
        Feature("flag", "a country"),
    ),
)  # fmt: skip


def identify(document: Document) -> dict[str, Identity]:
    """Full names tell who is who, in whatever case; words of one letter do not."""
    found = {}
    for referent in document["crew"].referents:
        if "?" in referent.names:
            raise ValueError("nobody is called ?")
        keys = tuple(f"{referent.type} {name.casefold()}" for name in referent.names)
        flag = referent.features.get("flag")
        facts = {"flag": (flag,)} if flag else {}
        known = (
            Known("captain", names=("The Captain",), identifiers={"authority": "c 1"})
            if "Nemo" in referent.names
            else None
        )
        same = ("authority c 1",) if known else ()
        if min(map(len, referent.names), default=0) > 1:
            first, *others = reversed(referent.names[0].casefold().split())
            found[referent.id] = Identity(
                same,
                likely=keys,
                called=(keys[0][-1],),
                facts=facts,
                names=referent.names,
                sort_key=", ".join((first, *others)),
                known=known,
            )
        else:
            found[referent.id] = Identity(perhaps=keys)
    return found


ANNOTATOR = Annotator(
    name="crew", version="1.0", description="crew", provides=(SCHEMA,),
    open=lambda settings: each_document(lambda document: []), identify=lambda settings: identify,
)  # fmt: skip


def document(id: str, *who: tuple) -> Document:
    """A document that mentions each of these once: type, names, then features if there are any."""
    text = "".join(f"{names.split('|')[0]} sails.\n" for _, names, *_ in who) or "Nobody."
    builder = LayerBuilder(SCHEMA)
    for type, called, *features in who:
        names = tuple(called.split("|"))
        start = text.index(names[0])
        referent = builder.refer(type, names, features=dict(*features))
        builder.link("mention-of", builder.add(start, start + len(names[0]), "name"), referent)
    return Document(id, text, "en").with_layer(builder.build())


def prepared(folder: Path) -> Corpus:
    registry = msgspec.structs.replace(load_registry(discover=False), annotators={"crew": ANNOTATOR})
    return Corpus(folder, registry, record_settings(registry, {}))


def index(folder: Path) -> Corpus:
    corpus = prepared(folder)
    documents = corpus.documents()
    assert list(corpus.read(documents)) == list(documents)
    assert list(corpus.write(documents)) == list(documents)
    return corpus


def put(folder: Path, *documents: Document) -> None:
    for each in documents:
        path = folder / f"{each.id}.xml"
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(write_tei(each))


def read(path: Path) -> Document:
    return (read_json if path.suffix == ".json" else read_tei)(Source("x", str(path), keep_layers=True))


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def led_to(folder: Path, file: str) -> dict[str, str]:
    """What the referents of a document point to, by their first name."""
    return {referent.names[0]: referent.same_as for referent in read(folder / file)["crew"].referents}


def without_pointers(document: Document) -> Document:
    layers = {
        name: msgspec.structs.replace(
            layer, referents=tuple(msgspec.structs.replace(r, same_as="") for r in layer.referents)
        )
        for name, layer in document.layers.items()
    }
    return msgspec.structs.replace(document, layers=layers)


def assert_whole(folder: Path) -> None:
    for path in folder.rglob("*.xml"):
        assert validate(path) == []


ONE = document("one", ("sailor", "Ana Torres|Torres"), ("port", "Lima", {"latitude": -12.05, "longitude": 77.0}))
TWO = document("sub/two ü", ("sailor", "ANA TORRES"), ("line", "Blue Line"), ("cargo", "Tea"))
THREE = document("three", ("line", "Blue Line"), ("sailor", "Ana Torres"), ("sailor", "T"))


def test_the_same_person_has_one_record_that_documents_lead_to(tmp_path):
    put(tmp_path, ONE, TWO, THREE)
    summary = index(tmp_path).summary
    assert (summary.documents, summary.changed, summary.merged) == (3, 3, 2)
    assert summary.registers == {"listPerson": 2, "listOrg": 1, "listPlace": 1}
    assert led_to(tmp_path, "one.xml")["Ana Torres"] == "listPerson.xml#crew.sailor.1"
    assert led_to(tmp_path, "sub/two ü.xml") == {
        "ANA TORRES": "../listPerson.xml#crew.sailor.1", "Blue Line": "../listOrg.xml#crew.line.2", "Tea": "",
    }  # fmt: skip
    [person] = etree.parse(tmp_path / "listPerson.xml").xpath("//t:person[t:persName='Ana Torres']", namespaces=TEI)
    assert person.get(ID) == "crew.sailor.1"
    assert [name.text for name in person.iterfind("t:persName", TEI)] == ["Ana Torres", "ANA TORRES", "Torres"]
    assert [pointer.get("target") for pointer in person.iterfind("t:note/t:ptr", TEI)] == [
        "one.xml#crew.sailor.1", "sub/two%20%C3%BC.xml#crew.sailor.1", "three.xml#crew.sailor.2",
    ]  # fmt: skip
    assert etree.parse(tmp_path / "listPlace.xml").find(".//t:geo", TEI).text == "-12.05 77.0"
    assert_whole(tmp_path)


def test_a_register_is_sorted_as_an_alphabetical_list_is(tmp_path):
    crew = ("Ana Torres", "Luis Paz", "Bo", "Cy Torres", "Paz")
    put(
        tmp_path, document("a", *(("sailor", name) for name in crew)), document("b", ("sailor", "Paz"), ("sailor", "T"))
    )
    index(tmp_path)
    people = etree.parse(tmp_path / "listPerson.xml").findall(".//t:person", TEI)
    assert [person.get("sortKey") for person in people] == ["bo", "paz", "paz,_luis", "t", "torres,_ana", "torres,_cy"]


def test_the_sort_key_is_that_of_the_name_that_most_prefer(tmp_path):
    put(tmp_path, document("a", ("sailor", "Ana Torres")), document("b", ("sailor", "Ana Torres")))
    put(tmp_path, document("c", ("sailor", "Ana Torres Vega|Ana Torres")))
    index(tmp_path)
    [person] = etree.parse(tmp_path / "listPerson.xml").findall(".//t:person", TEI)
    assert person.get("sortKey") == "torres,_ana"


def test_documents_are_what_they_were_but_for_the_pointers(tmp_path):
    put(tmp_path, ONE, TWO, THREE)
    index(tmp_path)
    for each in (ONE, TWO, THREE):
        assert without_pointers(read(tmp_path / f"{each.id}.xml")) == each


def test_registers_without_a_document_are_removed_and_said_to_be(tmp_path):
    put(tmp_path, ONE, TWO)
    index(tmp_path)
    (tmp_path / "one.xml").unlink()
    assert index(tmp_path).summary.removed == [str(tmp_path / "listPlace.xml")]
    (tmp_path / "sub" / "two ü.xml").unlink()
    gone = index(tmp_path).summary.removed
    assert gone == [str(tmp_path / "listPerson.xml"), str(tmp_path / "listOrg.xml")]
    assert contents(tmp_path) == {}


def test_a_second_time_nothing_changes(tmp_path):
    put(tmp_path, ONE, TWO, THREE)
    index(tmp_path)
    before = contents(tmp_path)
    assert index(tmp_path).summary.changed == 0
    assert contents(tmp_path) == before


def test_ids_stay_when_documents_are_added_or_written_anew(tmp_path):
    put(tmp_path, THREE, TWO)
    index(tmp_path)
    before = led_to(tmp_path, "three.xml")
    put(tmp_path, ONE, THREE, document("a-first", ("sailor", "Ana Torres"), ("sailor", "Luis Paz")))
    index(tmp_path)
    assert led_to(tmp_path, "three.xml") == before
    assert led_to(tmp_path, "a-first.xml")["Ana Torres"] == before["Ana Torres"]
    assert_whole(tmp_path)
    put(tmp_path, ONE, TWO, THREE)
    index(tmp_path)
    assert led_to(tmp_path, "three.xml") == before


def test_two_of_one_name_get_two_ids(tmp_path):
    put(tmp_path, *(document(id, ("sailor", "Ana Torres", {"flag": id[0]})) for id in ("c1", "c2", "p1")))
    summary = index(tmp_path).summary
    assert led_to(tmp_path, "c1.xml") == led_to(tmp_path, "c2.xml") != led_to(tmp_path, "p1.xml")
    assert [(doubt.reason, doubt.facts, list(doubt.records)) for doubt in summary.doubts] == [
        ("contradiction", ("flag",), ["crew.sailor.1", "crew.sailor.1-2"])
    ]


def test_an_authority_file_goes_first(tmp_path):
    put(tmp_path, document("a", ("sailor", "Nemo")), document("b", ("sailor", "Someone|Nemo")))
    index(tmp_path)
    assert led_to(tmp_path, "a.xml") == {"Nemo": "listPerson.xml#captain"}
    assert led_to(tmp_path, "b.xml") == {"Someone": "listPerson.xml#captain"}
    [record] = read_register((tmp_path / "listPerson.xml").read_bytes(), "x")
    assert (record.names[0], record.identifiers) == ("The Captain", {"authority": "c 1"})


def test_json_gets_the_same_pointers(tmp_path):
    put(tmp_path, ONE)
    (tmp_path / "one.json").write_bytes(write_json(ONE))
    (tmp_path / "two.json").write_bytes(write_json(document("two", ("sailor", "Ana Torres"))))
    assert index(tmp_path).summary.documents == 2
    assert led_to(tmp_path, "one.json") == led_to(tmp_path, "one.xml")
    assert led_to(tmp_path, "two.json") == {"Ana Torres": "listPerson.xml#crew.sailor.1"}
    assert without_pointers(read(tmp_path / "one.json")) == ONE
    assert index(tmp_path).summary.changed == 0


def test_one_bad_file_costs_itself_alone(tmp_path):
    put(tmp_path, ONE, THREE)
    index(tmp_path)
    good = contents(tmp_path)
    (tmp_path / "three.xml").write_text("<TEI")
    (tmp_path / "odd.json").write_text("{}")
    summary = index(tmp_path).summary
    assert [Path(failure.file).name for failure in summary.failed] == ["odd.json", "three.xml"]
    (tmp_path / "odd.json").unlink()
    (tmp_path / "three.xml").write_bytes(good["three.xml"])
    index(tmp_path)
    assert contents(tmp_path) == good


def test_records_of_a_register_without_sort_keys_stand_where_their_names_do(tmp_path):
    put(tmp_path, ONE, document("two", ("sailor", "Zoe|Z")))
    index(tmp_path)
    register = tmp_path / "listPerson.xml"
    register.write_text(re.sub(' sortKey="[^"]*"', "", register.read_text()))
    (tmp_path / "two.xml").write_text("<TEI")
    index(tmp_path)
    people = etree.parse(register).findall(".//t:person", TEI)
    assert [person.get("sortKey") for person in people] == ["torres,_ana", "zoe"]


def test_a_plugin_that_fails_on_a_document_costs_it_alone(tmp_path):
    put(tmp_path, ONE, document("nameless", ("sailor", "?")))
    failed = index(tmp_path).summary.failed
    assert [(Path(failure.file).name, failure.error) for failure in failed] == [
        ("nameless.xml", "annotator 'crew' cannot tell who is who: ValueError: nobody is called ?")
    ]
    assert led_to(tmp_path, "one.xml")["Lima"]


def test_registers_of_a_plugin_that_is_gone_are_not_lost(tmp_path):
    put(tmp_path, ONE)
    index(tmp_path)
    with pytest.raises(UsageError, match="records of the layer 'crew', and no plugin at hand"):
        Corpus(tmp_path, load_registry(discover=False), record_settings(load_registry(discover=False), {}))


def test_what_was_interrupted_goes_on(tmp_path):
    put(tmp_path, ONE, TWO, THREE)
    shutil.copytree(tmp_path, tmp_path.parent / "whole")
    index(tmp_path.parent / "whole")
    corpus = prepared(tmp_path)
    documents = corpus.documents()
    list(corpus.read(documents))
    next(corpus.write(documents))  # and no further
    assert all(etree.parse(path) is not None for path in tmp_path.rglob("*.xml"))
    index(tmp_path)
    assert contents(tmp_path) == contents(tmp_path.parent / "whole")


def test_registers_are_no_documents_and_foreign_lists_are_not_lost(tmp_path):
    put(tmp_path, ONE)
    index(tmp_path)
    assert list(index(tmp_path).documents()) == ["one"]
    (tmp_path / "listOrg.xml").write_text("<listOrg/>")
    with pytest.raises(UsageError, match="was not written by annotator"):
        index(tmp_path)
    register = tmp_path / "listPerson.xml"
    (tmp_path / "listOrg.xml").unlink()
    register.write_bytes(register.read_bytes()[:-20])
    with pytest.raises(UsageError, match="the register was damaged"):
        index(tmp_path)


def test_files_of_others_stay_as_they_are(tmp_path):
    put(tmp_path, ONE)
    foreign = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>X</title></titleStmt>'
        "</fileDesc></teiHeader><text><body><p>Ana sails.</p></body></text>"
        '<standOff><listPerson><person xml:id="p" sameAs="listPerson.xml#ana"/></listPerson></standOff></TEI>'
    )
    (tmp_path / "foreign.xml").write_text(foreign)
    (tmp_path / "feed.xml").write_text("<rss/>")
    bare = json.dumps(json.loads(write_json(Document("bare", "Nobody.", "en"))), indent=2)
    (tmp_path / "bare.json").write_text(bare)
    summary = index(tmp_path).summary
    assert (summary.changed, [Path(failure.file).name for failure in summary.failed]) == (1, ["feed.xml"])
    assert (tmp_path / "foreign.xml").read_text() == foreign
    assert (tmp_path / "bare.json").read_text() == bare


def test_two_files_of_one_name_are_not_taken_for_one(tmp_path):
    put(tmp_path, ONE, TWO)
    (tmp_path / "one.tei").write_bytes((tmp_path / "one.xml").read_bytes())
    [failure] = index(tmp_path).summary.failed
    assert failure.file == str(tmp_path / "one.xml")
    assert failure.error == "one.tei beside it holds the document of that name; rename one of the two"
    assert led_to(tmp_path, "one.tei")["Ana Torres"] != led_to(tmp_path, "one.xml")["Ana Torres"] == ""


def test_a_register_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "listOrg.xml").mkdir()
    with pytest.raises(UsageError, match=r"the register .*listOrg\.xml cannot be read: "):
        prepared(tmp_path)


def test_many_of_one_name_get_ids_in_linear_time():
    ids = Ids({"x-2", "x-7"})
    given = [ids.of([], "x") for _ in range(100_000)]
    assert given[:6] == ["x", "x-3", "x-4", "x-5", "x-6", "x-8"]
    assert len(set(given)) == len(given)
    assert ids.of(["x-2"], "x") == "x-2"


def test_pointers_that_lead_nowhere_are_found(tmp_path):
    put(tmp_path, ONE)
    index(tmp_path)
    (tmp_path / "listPlace.xml").unlink()
    [note] = validate(tmp_path / "one.xml")
    assert note.note
    assert "leads to listPlace.xml" in note.message
    register = tmp_path / "listPerson.xml"
    register.write_bytes(register.read_bytes().replace(b'xml:id="crew.sailor.1"', b'xml:id="crew.sailor.9"'))
    assert [f.message for f in validate(tmp_path / "one.xml") if not f.note] == [
        "<person>: @sameAs points to 'listPerson.xml#crew.sailor.1', but nothing there has that xml:id"
    ]


def test_pointers_to_records_that_a_later_run_no_longer_made_are_found(tmp_path):
    put(tmp_path, ONE)
    index(tmp_path)
    assert list(validate(tmp_path / "listPerson.xml")) == []
    document = tmp_path / "one.xml"
    document.write_bytes(document.read_bytes().replace(b'xml:id="crew.sailor.1"', b'xml:id="crew.sailor.9"'))
    assert [f.message for f in validate(tmp_path / "listPerson.xml")] == [
        "<ptr>: @target points to 'one.xml#crew.sailor.1', but nothing there has that xml:id"
    ]


def test_the_command(tmp_path):
    (tmp_path / "a.txt").write_text("Ana Torres and Luis Paz spoke.")
    run = CliRunner().invoke
    assert run(app, ["index", str(tmp_path / "none")]).exit_code == 2
    empty = run(app, ["index", str(tmp_path)])
    assert (empty.exit_code, "no documents found" in empty.output) == (0, True)
    (tmp_path / "bad.xml").write_text("<TEI")
    told = run(app, ["index", str(tmp_path), "--json"])
    assert told.exit_code == 1
    assert json.loads(told.stdout)["failed"][0]["file"].endswith("bad.xml")


# Files.


def registers() -> list[bytes]:
    """One register of each kind, and records that have all that records may have."""
    found = []
    for name, type in (("listPerson", "sailor"), ("listOrg", "line"), ("listPlace", "port")):
        record = RegisterRecord(
            "crew.x\u20ac", "crew", type, ("X\x00",), ("Y",), {"GND": "1"}, "x,_ÿ",
            {"latitude": 1.5, "longitude": -2.0}, (Appearance("a.xml", "crew.1", 2),),
        )  # fmt: skip
        found.append(write_register(name, [record], {"crew": SCHEMA}, {"crew": strategies.Maker("crew", "1.0")})[0])
    return found


names = st.lists(strategies.short_text, max_size=3, unique=True).map(tuple)
records = st.lists(
    st.builds(
        RegisterRecord,
        id=strategies.xml_names | st.from_regex(r"crew\.[a-z]{1,3}", fullmatch=True),
        layer=st.just("crew"),
        type=st.just("sailor"),
        names=names,
        short=names,
        identifiers=st.dictionaries(st.sampled_from(["GND", "ISO 3166-1", ""]), strategies.short_text, max_size=2),
        sort_key=st.just("") | strategies.short_text.map(as_word),
        appearances=st.lists(
            st.builds(
                Appearance,
                file=st.sampled_from(["a.xml", "sub/ü %23#.xml", "a b.xml", "\udcff.xml"]),
                referent=strategies.xml_names,
                mentions=st.integers(0, 9),
            ),
            min_size=1, max_size=3, unique=True,
        ).map(tuple),
    ),
    min_size=1, max_size=3, unique_by=lambda record: record.id,
)  # fmt: skip


@settings(max_examples=15)
@given(records)
def test_registers_are_read_back(found):
    data, written = write_register("listPerson", found, {"crew": SCHEMA}, {"crew": strategies.Maker("crew", "1.0")})
    assert list(read_register(data, "x")) == found
    assert [finding for finding in validate(data) if not finding.note] == []
    assert len({written(record.id) for record in found}) == len(found)


@settings(max_examples=15)
@given(strategies.documents(), st.sampled_from(["listPerson.xml#p", "../../listOrg.xml#x%20y"]))
def test_pointing_changes_pointers_alone(found, pointer):
    ids = [referent.id for layer in found.layers.values() for referent in layer.referents]
    data = write_tei(found)
    pointed = point(data, dict.fromkeys(ids, pointer), "x")
    restored = read_tei(Source("x", "x", pointed, keep_layers=True))
    assert without_pointers(restored) == without_pointers(found)
    before = [referent.same_as for layer in found.layers.values() for referent in layer.referents]
    led = [referent.same_as for layer in restored.layers.values() for referent in layer.referents]
    assert led == [own if own and not own.startswith("listPerson.xml#") else pointer for own in before]
    assert point(pointed, dict.fromkeys(ids, pointer), "x") == pointed
    bare = read_tei(Source("x", "x", point(pointed, {}, "x"), keep_layers=True))
    for name, layer in found.layers.items():
        others = ["" if r.same_as.startswith("listPerson.xml#") else r.same_as for r in layer.referents]
        assert [referent.same_as for referent in bare[name].referents] == others


def test_pointing_takes_no_longer_for_white_space():
    data = write_tei(document("wide", ("sailor", "Ana Torres" + " " * 1_000_000 + "sails")))
    assert b'sameAs="listPerson.xml#p"' in point(data, {"crew.sailor.1": "listPerson.xml#p"}, "x")


def test_a_referent_with_pointers_is_read_back():
    referent = Referent("crew.x", "sailor", ("X",), same_as="http://example.org/1")
    layer = msgspec.structs.replace(ONE["crew"], referents=(*ONE["crew"].referents, referent))
    changed = Document("x", ONE.text, "en").with_layer(layer)
    assert read_tei(Source("x", "x", write_tei(changed), keep_layers=True)) == changed
