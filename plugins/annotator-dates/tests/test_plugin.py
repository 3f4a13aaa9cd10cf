import subprocess
import sys

import msgspec
import pytest

import annotator_dates
from annotator import Document


def record():
    (made,) = annotator_dates.annotator_annotators()
    return made


def test_record():
    made = record()
    assert made.name == "dates"
    assert [schema.name for schema in made.provides] == ["dates", "document-date"]
    assert made.requires == made.uses == ()
    assert made.languages == ("en",)
    assert [label.name for label in made.provides[0].labels] == ["DATE", "TIME", "DURATION", "SET"]
    assert made.provides[0].inline_priority == 2
    assert made.provides[1].inline == ()


def test_runs_over_documents_of_a_batch():
    run = record().open(record().settings())
    texts = ["It rained on 3 May 2009.", "No rain."]
    layers = [list(each) for each in run([Document(str(n), text) for n, text in enumerate(texts)])]
    assert [[len(layer) for layer in each] for each in layers] == [[1, 0], [0, 0]]


def test_nothing_is_remembered_from_one_document_to_the_next():
    run = record().open(record().settings())
    document = Document("d", "That year, in May, it rained.")
    alone = list(run([document]))
    after = list(run([Document("e", "In 1998 it rained, on 3 May 1998."), document]))
    assert after[1] == alone[0]


def test_settings_are_used():
    settings = msgspec.structs.replace(record().settings(), numeric_order="month-first")
    ((layer, _),) = record().open(settings)([Document("d", "Due 06/12/2010.")])
    assert layer.annotations[0].features["value"] == "2010-06-12"


def test_settings_are_closed():
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"numeric_order": "year-first"}, record().settings)


def test_every_setting_is_described():
    properties = msgspec.json.schema(record().settings)["$defs"]["DateSettings"]["properties"]
    assert all(each["description"] for each in properties.values())


def test_finding_the_plugin_reads_no_rules():
    look = "list(a.annotator_annotators()); sys.exit('annotator_dates.rules' in sys.modules)"
    code = "import sys, annotator_dates as a; " + look
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
