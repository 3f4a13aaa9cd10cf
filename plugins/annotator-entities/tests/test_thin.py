import importlib.util
from pathlib import Path

from annotator_entities import ANNOTATOR

spec = importlib.util.spec_from_file_location("helper", Path(__file__).parent / "helper.py")
helper = importlib.util.module_from_spec(spec)
spec.loader.exec_module(helper)


def test_names_are_found_and_fit_the_schema():
    document = helper.read("Chilean President Ana Torres met officials in Oslo on Monday.")
    (layers,) = ANNOTATOR.open(None)([document])
    found = document.with_layer(layers[0])["entities"]
    assert [(document.words(a), a.label) for a in found] == [
        ("Chilean", "norp"),
        ("Ana Torres", "person"),
        ("Oslo", "gpe"),
    ]
