"""Every file written is valid TEI P5, by the schema of all of TEI."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from annotator import Document
from annotator.tei.settings import TeiSettings
from annotator.tei.writer import write_tei

from . import strategies

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def tei_all(shared: Path) -> etree.RelaxNG:
    """The schema of all of TEI; it takes seconds to compile, so it is compiled once."""
    path = shared / "tei" / "tei_all.rng"
    if not path.is_file():
        pytest.skip(f"the schema of TEI is not there: {path}")
    return etree.RelaxNG(etree.parse(path))


def assert_valid(schema: etree.RelaxNG, data: bytes) -> None:
    tree = etree.fromstring(data)
    assert schema.validate(tree), schema.error_log
    assert unresolved(tree) == []


def unresolved(tree: etree._Element) -> list[str]:
    """Pointers into the file that lead nowhere."""
    ids = set(tree.xpath("//@xml:id"))
    found = []
    for name in ("target", "corresp", "resp", "ana", "next", "prev", "ref", "who", "toWhom", "datingMethod"):
        for value in tree.xpath(f"//@{name}"):
            for pointer in value.split():
                match = re.fullmatch(r"#string-(?:range|index)\(([^,]+),.*\)|#(.*)", pointer)
                if match and (match[1] or match[2]) not in ids:
                    found.append(f"{name}={pointer}")
    return found


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(document=strategies.documents())
def test_hostile_documents_are_valid(tei_all, document):
    assert_valid(tei_all, write_tei(document))
