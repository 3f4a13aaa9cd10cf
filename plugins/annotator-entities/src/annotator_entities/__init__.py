"""Entities of English texts: who and what is mentioned, by which names, and what is one and the same.

The record and the schema stand here; the lexicons and the rules are loaded when the annotator is opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator import Annotate, Annotator, NoSettings, hookimpl
from annotator_entities.schema import ENTITIES

__all__ = ["ANNOTATOR", "ENTITIES", "annotator_annotators"]


def _open(settings: NoSettings) -> Annotate:  # noqa: ARG001
    from annotator import each_document
    from annotator_entities.annotate import EntityAnnotator

    return each_document(EntityAnnotator())


ANNOTATOR = Annotator(
    name="entities",
    version="0.1.0",
    description="Names of persons, organisations, places and peoples by rules and lexicons, chained and identified",
    provides=(ENTITIES,),
    requires=("tokens", "sentences"),
    uses=("mentions", "structure"),
    languages=("en",),
    open=_open,
)


@hookimpl
def annotator_annotators() -> Iterator[Annotator]:
    """Yield the annotator of the layer ``entities``."""
    yield ANNOTATOR
