"""Reading TEI: ours after others had it in hand, other people's, and what must be refused."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from lxml import etree

from annotator import Document, Maker, ReadError, ReadWarning, Source, Span
from annotator.tei.reader import read_tei
from annotator.tei.writer import write_tei

from . import strategies, test_tei_writer

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A letter</title><author>B. Writer</author></titleStmt>"
    "<publicationStmt><publisher>House</publisher></publicationStmt>"
    '<sourceDesc><bibl><date when="2031-05-03">3 May</date></bibl></sourceDesc></fileDesc>%s</teiHeader>'
)


def tei(text, standoff="", *, encoding="", attributes=""):
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"{attributes}>{HEADER % encoding}'
        f'<text xml:id="t"><body>{text}</body></text>{standoff}</TEI>'
    ).encode()


def read(data: bytes, *, keep_layers: bool = True) -> Document:
    return read_tei(Source("letter", "letter.xml", data, keep_layers=keep_layers))


def pretty(data: bytes) -> bytes:
    parser = etree.XMLParser(remove_blank_text=True, huge_tree=True)
    return etree.tostring(etree.fromstring(data, parser), pretty_print=True, xml_declaration=True, encoding="UTF-8")


PAGE = test_tei_writer.page(
    ("furniture", "Home"),
    ("head", "H"),
    ("item", "a"),
    ("item", "b"),
    ("caption-label", "c"),
    ("caption", "d"),
    ("par", "P"),
)


@pytest.mark.parametrize(
    "document",
    [
        PAGE,
        test_tei_writer.third_party(),
        test_tei_writer.shown("word and word", (0, "said", "word and word"), (1, "rs", "word")),
    ],
    ids=["blocks", "third party", "a block that holds one element alone"],
)
def test_layout_between_blocks_does_no_harm(document):
    data = write_tei(document)
    assert pretty(data) != data
    assert read(pretty(data)) == document


@given(strategies.articles())
def test_layout_never_moves_an_annotation_in_silence(document):
    try:
        restored = read(pretty(write_tei(document)))
    except ReadError:
        return
    assert restored.text == document.text
    assert restored.layers == document.layers


def test_other_tools_may_serialize_it_anew():
    document = test_tei_writer.third_party()
    root = etree.fromstring(write_tei(document))
    assert read(etree.tostring(root, method="c14n2")) == document
    assert read(etree.tostring(root, encoding="UTF-16", xml_declaration=True)) == document
    assert read(etree.tostring(root, encoding="US-ASCII", xml_declaration=True)) == document
    assert read(b"\xef\xbb\xbf" + etree.tostring(root, encoding="unicode").encode()) == document


def test_a_changed_text_is_refused():
    data = write_tei(PAGE).replace(b">P\n<", b">Q\n<")
    with pytest.raises(ReadError, match=r"letter\.xml: the text was changed .* delete standOff"):
        read(data)
    with pytest.raises(ReadError, match="the text was changed"):
        read(data, keep_layers=False)


def test_elements_that_somebody_put_in_are_a_layer_of_their_own():
    data = write_tei(PAGE).replace(b">P\n<", b'><hi rend="bold" xml:id="my.hi">P</hi>\n<')
    document = read(data)
    assert document.layers["structure"] == PAGE.layers["structure"]
    inline = document.layers["inline"]
    assert [(a.id, a.label, a.features, document.words(a)) for a in inline] == [("my.hi", "hi", {"rend": "bold"}, "P")]
    assert inline.maker == Maker("source")
    assert inline.schema.open


def test_foreign_tei_is_text_with_inline_markup():
    document = read(tei('<p>Dear <persName ref="#a">Ada <hi>B</hi></persName>,</p>\n<!-- no --><p>y<lb/>es</p>'))
    assert document.text == "Dear Ada B,\nyes"
    assert document.id == "letter"
    assert document.language == "und"
    assert document.metadata == {"title": "A letter", "author": "B. Writer", "publisher": "House", "date": "2031-05-03"}
    assert [(a.label, a.ranges[0], a.features) for a in document["inline"]] == [
        ("persName", Span(5, 10), {"ref": "#a"}),
        ("hi", Span(9, 10), {}),
        ("lb", Span(13, 13), {}),
    ]
    assert read(write_tei(document)) == document


def test_foreign_tei_without_markup_has_no_layers():
    assert read(tei("<p>a</p>", attributes=' xml:lang="fr"')) == Document(
        "letter", "a", "fr", {"title": "A letter", "author": "B. Writer", "publisher": "House", "date": "2031-05-03"}
    )


STANDOFF = """<standOff>
 <listPerson type="people"><person xml:id="p1"><persName>Ada</persName><idno type="VIAF">1</idno></person></listPerson>
 <spanGrp type="people" resp="#app">
  <span xml:id="s1" type="somebody" target="#string-range(t,0,3)" corresp="#p1" cert="high">
   <fs><f name="x"><numeric value="1"/></f></fs>
  </span>
  <span target="#string-range(t,4,1)" cert="0.5"/>
  <span xml:id="s3" from="#w1" to="#w2"/>
 </spanGrp>
</standOff>"""
DECLARED = """<encodingDesc><classDecl><taxonomy xml:id="tx.people"><category n="somebody"><catDesc>a person</catDesc>
</category></taxonomy></classDecl><fsdDecl><fsDecl type="people"><fDecl name="x"><fDescr>an x</fDescr><vRange><string/>
</vRange></fDecl></fsDecl></fsdDecl><appInfo><application xml:id="app" ident="by-hand" version="2"><label>x</label>
</application></appInfo></encodingDesc>"""


@pytest.mark.parametrize("first", [True, False], ids=["standOff first", "text first"])
def test_standoff_without_our_schemas_gets_open_ones(first):
    data = tei("<p>Ada B</p>", STANDOFF, encoding=DECLARED)
    if first:
        text = data[data.index(b"<text") : data.index(b"<standOff")]
        data = data.replace(text, b"").replace(b"</standOff>", b"</standOff>" + text)
    with pytest.warns(ReadWarning, match="'s3' the first, point to something else"):
        document = read(data)
    people = document["people"]
    assert people.schema.open
    assert people.schema.label("somebody").description == "a person"
    assert [feature.description for feature in people.schema.features] == ["an x"]
    assert [(a.id, a.label, a.ranges, a.features, a.confidence) for a in people] == [
        ("s1", "somebody", (Span(0, 3),), {"x": 1}, None),
        ("people.2", "span", (Span(4, 5),), {}, 0.5),
    ]
    assert people.maker == Maker("by-hand", "2")
    assert [referent.names for referent in document.mentioned_by(people["s1"])] == [("Ada",)]
    assert people.referents[0].identifiers == {"VIAF": "1"}
    assert read(write_tei(document)) == document


def test_the_layers_of_the_source_are_left_alone_when_not_wanted():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert read(tei("<p>Ada B</p>", STANDOFF), keep_layers=False).layers == {}


def test_the_example_of_the_encoding_is_read(shared):
    path = shared / "tei" / "example-001.xml"
    document = read_tei(Source("example", str(path), keep_layers=True))
    assert len(document.text) == 3000
    assert document.words(document["entities"]["ent.2"]) == "North Korea"
    assert {"sentences", "entities", "quotes", "dates", "stance"} <= document.layers.keys()


BOMB = b"""<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;">]>"""


NESTED = '<fs><f name="x">' * 900 + "</f></fs>" * 900


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not well-formed XML"),
        (b"no XML", "not well-formed XML, at line 1"),
        (tei("<p>a").replace(b"</body>", b"\n\n</body>"), "not well-formed XML, at line 3"),
        (BOMB + tei("<p>&f;&f;&f;</p>"), "declares entities"),
        (BOMB + tei('<p n="&f;&f;&f;&f;">a</p>'), "(declares entities|not well-formed)"),
        ((BOMB.decode() + tei("<p>&f;</p>").decode()).encode("utf-16"), "declares entities"),
        (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + tei("<p>&x;</p>"), "declares entities"),
        (b'<!DOCTYPE TEI SYSTEM "http://localhost:9/x.dtd">' + tei("<p>&eacute;</p>"), "the entity &eacute;"),
        (tei("<p>&eacute;</p>"), "not well-formed"),
        (b"<html/>", "its root is <html>, not <TEI>"),
        (b"<TEI/>", "not in the namespace"),
        (b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>', "holds several documents"),
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "there is no <text>"),
        (tei("<p>a</p>", STANDOFF.replace("0,3", "0,30")), "lies outside the text"),
        (tei("<p>Ada B</p>", STANDOFF.replace("numeric", "vMerge")), "<vMerge> is no feature value"),
        (write_tei(PAGE).replace(b'"layers">[', b'"layers">[['), '<xenoData type="layers"> in the header was damaged'),
        (write_tei(PAGE).replace(b'"labels":[{', b'"labels":[3,{'), "was damaged"),
        (tei("<p>Ada B</p>", STANDOFF.replace('<numeric value="1"/>', NESTED)), "nested too deeply"),
        (tei("<p>Ada B</p>", STANDOFF.replace('xml:id="p1"', 'xml:id="s1"')), "the id 's1' is used twice"),
    ],
)
@pytest.mark.filterwarnings("ignore::annotator.ReadWarning")
def test_what_cannot_be_read_is_said(data, message):
    with pytest.raises(ReadError, match=message):
        read(data)


def test_a_harmless_doctype_is_let_be():
    assert read(b'<!DOCTYPE TEI SYSTEM "http://localhost:9/x.dtd">' + tei("<p>a</p>")).text == "a"


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        read_tei(Source("x", str(tmp_path / "x.xml")))
