import hashlib
import re

import pytest

from annotator.errors import ReadError
from annotator.tei.validate import Finding, validate

TEXT = (
    "Harbour opens\n\n"
    "“The harbour is open,” said Ana Bell on 3 March 2031. “Ships may come\n\n"
    "until Sunday,” the mayor added.\n"
)


def at(words):
    return f"{TEXT.index(words)},{len(words)}"


FIRST, SECOND = "“Ships may come", "until Sunday,”"

GOOD = f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" version="4.12.0" xml:id="doc.harbour" xml:lang="en">
 <teiHeader>
  <fileDesc>
   <titleStmt>
    <title>Harbour opens</title>
   </titleStmt>
   <extent>
    <measure unit="codepoint" quantity="{len(TEXT)}">{len(TEXT)} code points</measure>
   </extent>
   <publicationStmt>
    <p>Unpublished.</p>
   </publicationStmt>
   <sourceDesc>
    <bibl>
     <title level="a">Harbour opens</title>
     <date when="2031-03-03">3 March 2031</date>
     <idno type="document">harbour</idno>
     <idno type="sha256">{hashlib.sha256(TEXT.encode()).hexdigest()}</idno>
    </bibl>
   </sourceDesc>
  </fileDesc>
  <encodingDesc>
   <projectDesc>
    <p>Stand-off annotations are canonical.</p>
   </projectDesc>
   <editorialDecl>
    <normalization method="silent">
     <p>None.</p>
    </normalization>
    <quotation marks="all">
     <p>Kept.</p>
    </quotation>
    <interpretation>
     <p>Layers: entities, dates, quotes.</p>
    </interpretation>
   </editorialDecl>
   <classDecl>
    <taxonomy xml:id="tx.entities">
     <desc>Entities</desc>
     <category xml:id="tx.person" n="person">
      <catDesc>a person</catDesc>
     </category>
    </taxonomy>
   </classDecl>
   <appInfo>
    <application xml:id="app.dates" ident="annotator-dates" version="0.1.0">
     <label>annotator-dates 0.1.0</label>
     <desc type="maker">{{"annotator":"annotator-dates"}}</desc>
     <ptr target="#so.dates"/>
    </application>
   </appInfo>
  </encodingDesc>
  <profileDesc>
   <langUsage>
    <language ident="en">en</language>
   </langUsage>
   <calendarDesc>
    <calendar xml:id="timex3">
     <p>TIMEX3</p>
    </calendar>
   </calendarDesc>
  </profileDesc>
  <xenoData type="metadata">{{"date":"2031-03-03"}}</xenoData>
 </teiHeader>
 <text xml:id="t" xml:space="preserve"><body><div type="article"><head xml:id="b.1">Harbour opens

</head><p xml:id="b.2"><said direct="true" who="#per.bell" corresp="#quotes.1">“The harbour is open,”</said> said <persName ref="#per.bell" corresp="#entities.1">Ana Bell</persName> on <date when="2031-03-03" corresp="#dates.1">3 March 2031</date>. <said xml:id="f.1" next="#f.2" direct="true" corresp="#quotes.2">“Ships may come</said>

</p><p xml:id="b.3"><said xml:id="f.2" prev="#f.1" direct="true" corresp="#quotes.2">until <date when-custom="PRESENT_REF" datingMethod="#timex3" notAfter="2031-03-09" corresp="#dates.2">Sunday</date>,”</said> the mayor added.
</p></div></body></text>
 <standOff>
  <listPerson type="entities">
   <person xml:id="per.bell" n="1" ana="#tx.person">
    <persName>Ana Bell</persName>
   </person>
  </listPerson>
  <spanGrp xml:id="so.entities" type="entities">
   <span xml:id="entities.1" type="person" target="#string-range(t,{at("Ana Bell")})" corresp="#per.bell"/>
  </spanGrp>
  <spanGrp xml:id="so.dates" type="dates" resp="#app.dates">
   <span xml:id="dates.1" type="DATE" target="#string-range(t,{at("3 March 2031")})" cert="0.9">
    <fs type="dates"><f name="value"><string>2031-03-03</string></f></fs>
   </span>
   <span xml:id="dates.2" type="DATE" target="#string-range(t,{at("Sunday")})">
    <fs type="dates"><f name="value"><string>PRESENT_REF</string></f><f name="latest"><string>2031-03-09</string></f></fs>
   </span>
   <span xml:id="dates.3" type="DATE" target="#string-index(t,0)"/>
  </spanGrp>
  <spanGrp xml:id="so.quotes" type="quotes">
   <span xml:id="quotes.1" type="direct" target="#string-range(t,{at("“The harbour is open,”")})"/>
   <span xml:id="quotes.2" type="direct" target="#string-range(t,{at(FIRST)},{at(SECOND)})"/>
  </spanGrp>
  <linkGrp type="quotes" targFunc="from to">
   <link xml:id="quotes.l1" type="speaker" target="#quotes.1 #entities.1"/>
  </linkGrp>
 </standOff>
</TEI>
"""  # noqa: E501  # the lines of the text are as long as they are


def damaged(old, new, count=1):
    assert old in GOOD
    return GOOD.replace(old, new, count)


def check(text, **options):
    return validate(text.encode(), **options)


def line_of(words, text=GOOD):
    return text[: text.index(words)].count("\n") + 1


def test_a_good_file_has_no_findings():
    assert check(GOOD) == []


def test_a_path_may_be_given(tmp_path):
    path = tmp_path / "good.xml"
    path.write_text(GOOD, encoding="utf-8")
    assert validate(path) == validate(str(path)) == []


def test_a_file_that_cannot_be_read_is_an_error(tmp_path):
    with pytest.raises(ReadError, match=r"missing\.xml: cannot be read"):
        validate(tmp_path / "missing.xml")


# Each kind of damage: what was changed, to what, and the kind, the place and the words of the one thing that is found.
DAMAGE = [
    ("</body>", "</bodi>", "well-formed", "</bodi>", "not well-formed"),
    ("<title>", "<title level='z'>", "schema", "<title", "level"),
    ("<extent>", "<edition/><extent>", "schema", "<extent>", "edition"),
    ('type="article"', 'type="chapter"', "schema", "<div", "type"),
    (' type="person"', "", "schema", 'xml:id="entities.1"', "span"),
    ('cert="0.9"', 'cert="1.9"', "schema", 'xml:id="dates.1"', "cert"),
    ('who="#per.bell"', 'who="#per.ball"', "pointer", "<said", "'#per.ball'"),
    ('resp="#app.dates"', 'resp="#app.date"', "pointer", 'xml:id="so.dates"', "'#app.date'"),
    ("#quotes.1 #entities.1", "#quotes.1 #entities.9", "pointer", "<link", "'#entities.9'"),
    ('<ptr target="#so.dates"', '<ptr target="#so.data"', "pointer", "<ptr", "'#so.data'"),
    ("string-index(t,0", "string-index(u,0", "pointer", "u", "'u'"),
    ('xml:id="so.quotes"', 'xml:id="so.entities"', "pointer", 'type="quotes"', "'so.entities'"),
    ("Ana Bell</persName> on", "Anna Bell</persName> on", "hash", "<teiHeader", "SHA-256"),
    (f'quantity="{len(TEXT)}"', 'quantity="7"', "hash", "<teiHeader", "header says 7"),
    ('<idno type="sha256">', '<idno type="sha1">', "hash", "<teiHeader", "no SHA-256"),
    ("</p></div>", "</p>\n </div>", "hash", "<teiHeader", "layout"),
    ("string-index(t,0)", f"string-index(t,{len(TEXT) + 1})", "range", 'xml:id="dates.3"', "leaves the text"),
    ("string-index(t,0)", "string-range(t,5,2,6,2)", "range", 'xml:id="dates.3"', "reading order"),
    (
        f"string-range(t,{at('Ana Bell')})",
        f"string-range(t,{TEXT.index('Ana')},3)",
        "agreement",
        "<persName ref",
        "Ana",
    ),
    (">“The harbour is open,”<", ">“The <seg corresp='#quotes.1'/>harbour is open,”<", "agreement", "<said", "nothing"),
    ('prev="#f.1" ', "", "agreement", "<said xml:id='f.2'", "covers"),
    ('next="#f.2" ', "", "agreement", "<said xml:id='f.1'", "covers"),
    ('<date when="2031-03-03" corresp', '<date when="2031-03-04" corresp', "agreement", "<said", "2031-03-04"),
    (' when-custom="PRESENT_REF" datingMethod="#timex3"', "", "agreement", "until <date", "PRESENT_REF"),
    ("<string>2031-03-03<", "<string>2031-03-04<", "agreement", "<said", "2031-03-04"),
]


@pytest.mark.parametrize(("old", "new", "kind", "place", "words"), DAMAGE)
def test_damage_is_found_and_named(old, new, kind, place, words):
    findings = check(damaged(old, new))
    assert kind in {finding.kind for finding in findings}, findings
    named = [finding for finding in findings if finding.kind == kind]
    assert any(words in finding.message for finding in named), findings
    assert all(finding.line > 0 and finding.advice and not finding.note for finding in named)


# More about single checks.


def test_entities_are_refused():
    attack = GOOD.replace("<TEI", '<!DOCTYPE TEI [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>\n<TEI', 1)
    [finding] = check(attack.replace("the mayor", "&b;"))
    assert (finding.kind, finding.line) == ("well-formed", 1)
    assert "entities" in finding.message


def test_nothing_outside_the_file_is_read(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    attack = GOOD.replace("<TEI", f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "{secret.as_uri()}">]>\n<TEI', 1)
    assert "secret" not in str([f.message for f in check(attack.replace("the mayor", "&x;"))]).replace(str(secret), "")


@pytest.mark.parametrize("content", [b"", b"\x00", b"hello", b"<TEI", b"<a>\xff</a>", b"\xff\xfe<\x00"])
def test_what_is_no_xml_has_one_finding(content):
    [finding] = validate(content)
    assert finding.kind == "well-formed"
    assert not finding.note


def test_what_is_no_tei_is_said():
    [finding] = validate(b"<html><body/></html>")
    assert finding.kind == "schema"
    assert "<html>" in finding.message
    assert not finding.note


def test_tei_of_others_is_checked_for_pointers_only():
    other = (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text>\n<body><p>\n<name ref="#a">A</name>'
        '<name ref="#b" xml:id="b" n="#z">B</name><ref target="http://example.org/#c #range(d) d.xml#e"/></p>'
        "</body></text></TEI>"
    )
    note, finding = check(other)
    assert note.note
    assert "did not write" in note.message
    assert (finding.kind, finding.line) == ("pointer", 3)
    assert "'#a'" in finding.message


def test_pointers_of_others_may_lead_where_they_like(tmp_path):
    path = tmp_path / "others.xml"
    path.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><p><ptr target="mailto:a@b"/></p></TEI>')
    assert [finding.kind for finding in validate(path)] == ["schema"]


def test_markup_that_people_added_is_a_note():
    [finding] = check(damaged("the mayor added", "the <name>mayor</name> added"))
    assert finding.note
    assert finding.kind == "agreement"
    assert "'mayor'" in finding.message


def test_no_more_than_so_many_findings_of_a_kind():
    text = GOOD.replace('corresp="#', 'corresp="#no.')
    shown = check(text, most=2)
    assert [f.kind for f in shown].count("pointer") == 3
    assert re.search(r"\d more findings of this kind", shown[-1].message)
    assert len(check(text)) > 3


def test_findings_are_the_same_every_time():
    text = GOOD.replace('corresp="#', 'corresp="#no.').replace("Sunday", "Monday")
    assert check(text) == check(text)
    assert all(isinstance(finding, Finding) for finding in check(text))


def test_what_xml_cannot_hold_counts_as_it_was():
    changed = TEXT.replace("harbour", "\0arbour", 1)
    text = GOOD.replace("The harbour", 'The <g ref="#c0000">\ufffd</g>arbour', 1)
    text = text.replace(hashlib.sha256(TEXT.encode()).hexdigest(), hashlib.sha256(changed.encode()).hexdigest())
    declared = (
        '<charDecl><char xml:id="c0000"><localProp name="codepoint" value="0000"/></char></charDecl></encodingDesc>'
    )
    assert check(text.replace("</encodingDesc>", declared)) == []
    assert {f.kind for f in check(text.replace("</encodingDesc>", declared.replace('"0000"', '"0001"')))} == {"hash"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('type="article"', 'type="chapter"', "<div>: the value of @type may not be 'chapter'"),
        (' xml:id="entities.1"', "", "<span> needs the attribute @xml:id"),
        ("<persName ref", '<persName reff="x" ref', "<persName> has no attribute @reff; did you mean 'ref'?"),
        ("<extent>", "<edition/><extent>", "annotator's TEI has no element <edition>"),
        ("</profileDesc>", "</profileDesc><langUsage/>", "Did not expect element langUsage there"),
        ('when="2031-03-03" corresp', 'when="2031-02-30" corresp', "@when may not be '2031-02-30'"),
        ('when="2031-03-03" corresp', 'when-iso="2031-02-30" corresp', "@when-iso='2031-02-30' is no such date"),
    ],
)
def test_what_the_schema_refuses_is_explained(old, new, words):
    findings = [finding for finding in check(damaged(old, new)) if finding.kind == "schema"]
    assert any(words in finding.message for finding in findings), findings
    assert {finding.line for finding in findings} == {line_of(old)}
