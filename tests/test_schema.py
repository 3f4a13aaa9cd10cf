"""annotator.rng: it takes what the exporter writes, hardly anything else, and nothing that tei_all refuses."""

import random
from importlib.resources import files

import pytest
from lxml import etree

from annotator.tei.grammar import _schema, _with_attributes_in_place, faults
from annotator.tei.settings import TeiSettings
from annotator.tei.writer import write_tei
from tests import test_corpus
from tests.tei_samples import damage, document

RNG = "{http://relaxng.org/ns/structure/1.0}"
GRAMMAR = etree.fromstring((files("annotator.tei") / "annotator.rng").read_bytes())
SCHEMA = _schema("TEI")
ELEMENTS, ATTRIBUTES = (
    sorted({str(item.get("name")) for item in GRAMMAR.iter(RNG + kind)}) for kind in ("element", "attribute")
)
SEEDS = range(150)
PARSER = etree.XMLParser(collect_ids=False, huge_tree=True)


@pytest.fixture(scope="module")
def written():
    published = TeiSettings(publisher="A publisher", availability="For all")
    documents = [write_tei(document(seed), published if seed % 3 else TeiSettings()) for seed in SEEDS]
    return [*documents, *test_corpus.registers()]


@pytest.fixture(scope="session")
def tei_all(shared):
    """The schema of all of TEI P5; compiling it takes ten seconds."""
    path = shared / "tei" / "tei_all.rng"
    if not path.is_file():
        pytest.skip("there is no tei_all.rng")
    return etree.RelaxNG(etree.parse(path))


def test_whatever_is_written_is_valid(written):
    for content in written:
        assert list(faults(etree.fromstring(content, PARSER))) == []


def test_the_schema_has_nothing_that_is_never_written(written):
    roots = [etree.fromstring(content, PARSER) for content in written]
    elements = {etree.QName(element).localname for root in roots for element in root.iter(etree.Element)}
    assert elements == set(ELEMENTS)
    attributes = {str(name).split("}")[-1] for root in roots for element in root.iter() for name in element.attrib}
    assert attributes == {name.removeprefix("xml:") for name in ATTRIBUTES}


def test_every_definition_is_used():
    used = {ref.get("name") for ref in GRAMMAR.iter(RNG + "ref")}
    assert used == {define.get("name") for define in GRAMMAR.iter(RNG + "define")}


def test_repetitions_repeat_something():
    # libxml2 goes wrong over a repetition of nothing.
    for name in ("zeroOrMore", "oneOrMore", "optional"):
        for pattern in GRAMMAR.iter(RNG + name):
            assert [child.tag for child in pattern if child.tag != RNG + "empty"], etree.tostring(pattern)


def test_attributes_come_after_the_content():
    # libxml2 tries the content again for each way to read optional attributes before it: exponential in the depth.
    definitions = {define.get("name"): define for define in GRAMMAR.iter(RNG + "define")}

    def is_attribute(pattern):
        if pattern.tag == RNG + "ref":
            return all(map(is_attribute, definitions[pattern.get("name")].iterchildren(RNG + "*")))
        if pattern.tag in (RNG + "optional", RNG + "choice", RNG + "group"):
            return all(map(is_attribute, pattern))
        return pattern.tag == RNG + "attribute"

    for element in GRAMMAR.iter(RNG + "element", RNG + "define"):
        kinds = [is_attribute(pattern) for pattern in element.iterchildren(RNG + "*")]
        assert kinds == sorted(kinds), etree.tostring(element)


def test_attributes_are_in_place_when_the_schema_is_used():
    # libxml2 needs a time that grows with the square of the children of an element whose attributes are elsewhere.
    grammar = _with_attributes_in_place(GRAMMAR)
    holders = {
        define.get("name") for define in grammar.iter(RNG + "define") if define.find(RNG + "attribute") is not None
    }
    assert len(holders) > 3
    for element in grammar.iter(RNG + "element"):
        assert holders.isdisjoint(ref.get("name") for ref in element.iterchildren(RNG + "ref"))
    assert grammar.find(f".//{RNG}element[@name='p']/{RNG}attribute[@name='xml:id']") is not None


def test_an_error_deep_down_is_found_at_once(written):
    content = max(written, key=len)
    deep = '<name type="a" ref="#b" corresp="#c" n="1">' * 60 + "<byline/>" + "</name>" * 60
    root = etree.fromstring(content.replace(b"</ab>", deep.encode() + b"</ab>", 1), PARSER)
    assert root.find(".//{*}name/{*}byline") is not None
    assert not SCHEMA.validate(root)


@pytest.mark.parametrize(
    ("path", "attributes"),
    [
        ("//t:date[@when][1]", {"notBefore": "2031"}),
        ("//t:date[@when][1]", {"from": "2031"}),
        ("//t:date[@when-custom][1]", {"datingMethod": None}),
        ("//t:said[1]", {"direct": "perhaps"}),
        ("//t:link[1]", {"target": "#t"}),
        ("//t:link[1]", {"target": "#t #t #t"}),
        ("//t:span[@xml:id][1]", {"xml:id": None}),
        ("//t:span[1]", {"target": None}),
        ("//t:span[1]", {"cert": "high"}),
        ("//t:span[1]", {"cert": "1.1"}),
        ("//t:span[1]", {"type": "two words"}),
        ("//t:spanGrp[1]", {"type": None}),
        ("//t:div[1]", {"type": "chapter"}),
        ("//t:text", {"xml:space": None}),
        ("//t:text", {"xml:id": None}),
        ("//t:measure[@unit='codepoint']", {"quantity": "-1"}),
        ("/t:TEI", {"version": "P5"}),
    ],
)
def test_what_is_refused(written, path, attributes):
    for content in written:
        root = etree.fromstring(content, PARSER)
        for element in root.xpath(path, namespaces={"t": "http://www.tei-c.org/ns/1.0"})[:1]:
            for name, value in attributes.items():
                full = name.replace("xml:", "{http://www.w3.org/XML/1998/namespace}")
                if value is None:
                    del element.attrib[full]
                else:
                    element.set(full, value)
            assert not SCHEMA.validate(root)
            assert list(faults(root))
            return
    pytest.fail(f"nothing written has {path}")


def test_faults_are_found_wherever_the_schema_refuses(written):
    dice = random.Random(0)
    for content in written[:60]:
        root = damaged(content, dice)
        assert SCHEMA.validate(root) == (not list(faults(root)))


def damaged(content, dice):
    root = etree.fromstring(content, PARSER)
    damage(root, dice, ELEMENTS, ATTRIBUTES)
    return etree.fromstring(etree.tostring(root), PARSER)


@pytest.mark.slow
def test_whatever_is_written_is_valid_tei(written, tei_all):
    for content in written:
        assert tei_all.validate(etree.fromstring(content, PARSER)), tei_all.error_log


@pytest.mark.slow
def test_whatever_this_schema_accepts_all_of_tei_accepts(written, tei_all):
    dice = random.Random(1)
    accepted = refused = 0
    for _ in range(20):
        for content in written:
            root = damaged(content, dice)
            if SCHEMA.validate(root):
                accepted += 1
                assert tei_all.validate(root), (tei_all.error_log, etree.tostring(root))
            else:
                refused += 1
    assert accepted > 300  # else this shows little
    assert refused > 300
