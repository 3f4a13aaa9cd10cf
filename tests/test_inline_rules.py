import warnings

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from annotator import (
    MENTIONS,
    Document,
    Feature,
    InlineElement,
    InlineRule,
    Label,
    LayerBuilder,
    LayerSchema,
)
from annotator.manager import load_registry
from annotator.tei.attributes import ALLOWED, check_inline_rules
from annotator.tei.names import tei
from annotator.tei.writer import write_tei
from tests.strategies import attribute_names, attribute_values

SHIPS = LayerSchema(
    "ships",
    "ships",
    labels=(Label("ship", "a ship"),),
    features=(Feature("flag", "the flag"),),
    roles=(MENTIONS,),
)


def faults(*elements, **rule):
    return list(check_inline_rules(msgspec.structs.replace(SHIPS, inline=(InlineRule(elements, **rule),))))


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        (InlineElement("name", {"typ": "ship"}), "unknown attribute 'typ'; did you mean 'type'?"),
        (InlineElement("name", {"xml:id": "a"}), "unknown attribute 'xml:id'; known: ana, full, key, n, nymRef, "),
        (InlineElement("said", {"type": "x"}), "unknown attribute 'type'; known: aloud, ana, direct, "),
        (InlineElement("name", feature={"refs": "flag"}), "unknown attribute 'refs'; did you mean 'ref'?"),
        (InlineElement("name", referent={"who": "mention-of"}), "unknown attribute 'who'; known: "),
        (InlineElement("name", label_as="typ"), "unknown attribute 'typ'; did you mean 'type'?"),
        (InlineElement("date", {"when": "2031"}), "the attribute 'when' is written by convert='timex' alone"),
        (InlineElement("said", {"direct": "yes"}), "the attribute 'direct' may not be 'yes'"),
        (InlineElement("name", {"subtype": "a"}), "the attribute 'subtype' needs a 'type' beside it"),
    ],
)
def test_attributes_that_could_not_be_written_are_told(element, fault):
    [told] = faults(element)
    assert told.startswith(f"inline rule 1, element {element.name}: {fault}")


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ({"labels": ("shp",)}, "unknown label 'shp'; did you mean 'ship'?"),
        ({"when": {"flags": "x"}}, "unknown feature 'flags'; did you mean 'flag'?"),
        ({"linked": ("mention",)}, "unknown link role 'mention'; did you mean 'mention-of'?"),
    ],
)
def test_rules_that_could_never_fit_are_told(rule, fault):
    assert faults(InlineElement("name"), **rule) == [f"inline rule 1: {fault}"]


def test_elements_that_read_what_the_layer_does_not_have_are_told():
    assert faults(InlineElement("name", feature={"n": "flg"}, referent={"ref": "mentions"})) == [
        "inline rule 1: unknown feature 'flg'; did you mean 'flag'?",
        "inline rule 1: unknown link role 'mentions'; did you mean 'mention-of'?",
    ]


@given(st.sampled_from(sorted(ALLOWED)), st.dictionaries(attribute_names, attribute_values, max_size=3))
def test_a_rule_without_faults_is_written_in_full(name, literal):
    rule = InlineRule((InlineElement(name, literal),))
    builder = LayerBuilder(msgspec.structs.replace(SHIPS, inline=(rule,)))
    builder.add(4, 8, "ship")
    root = etree.fromstring(write_tei(Document("a", "The Dora sailed.").with_layer(builder.build())))
    [shown] = root.iterfind(f"{tei('text')}//{tei(name)}")
    written = {attribute: value for attribute, value in shown.attrib.items() if attribute in literal}
    assert (written == literal) == (not faults(*rule.elements))


def test_a_plugin_with_a_wrong_rule_is_named_when_it_is_loaded(dist_info):
    code = """
from annotator import Annotator, InlineElement, InlineRule, Label, LayerSchema, each_document, hookimpl
rule = InlineRule((InlineElement("name", {"typ": "ship"}),))
@hookimpl
def annotator_annotators():
    schema = LayerSchema("ships", "ships", labels=(Label("ship", "a ship"),), inline=(rule,))
    yield Annotator(name="ships", version="1", description="", provides=(schema,), open=lambda settings: None)
"""
    dist_info("annotator-ships", code)
    with pytest.warns(
        UserWarning, match=r"'annotator-ships'.*element name: unknown attribute 'typ'; did you mean 'type'"
    ):
        assert "ships" not in load_registry().annotators


def test_the_rules_of_the_house_are_right():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        registry = load_registry()
    schemas = [schema for annotator in registry.annotators.values() for schema in annotator.provides]
    assert [fault for schema in schemas for fault in check_inline_rules(schema)] == []
