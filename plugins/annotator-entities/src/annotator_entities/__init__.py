"""Entities of English texts: who and what is mentioned, by which names, and what is one and the same.

The record and the schema stand here; the lexicons and the rules are loaded when the annotator is opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator import Annotate, Annotator, Identify, hookimpl
from annotator_entities.schema import ENTITIES
from annotator_entities.settings import EntitiesSettings

__all__ = ["ANNOTATOR", "ENTITIES", "EntitiesSettings", "annotator_annotators"]


def _open(settings: EntitiesSettings) -> Annotate:
    from annotator import each_document
    from annotator_entities.annotate import EntityAnnotator
    from annotator_entities.authority import load_authority

    return each_document(EntityAnnotator(load_authority(settings.authority, settings.authority_sha256)))


def _identify(settings: EntitiesSettings) -> Identify:
    from annotator_entities.authority import load_authority
    from annotator_entities.identity import Identifier

    return Identifier(load_authority(settings.authority, settings.authority_sha256))


ANNOTATOR = Annotator(
    name="entities",
    version="0.1.0",
    description="Names of persons, organisations, places and peoples by rules and lexicons, chained and identified",
    provides=(ENTITIES,),
    requires=("tokens", "sentences"),
    uses=("mentions", "structure"),
    languages=("en",),
    open=_open,
    settings=EntitiesSettings,
    identify=_identify,
)


@hookimpl
def annotator_annotators() -> Iterator[Annotator]:
    """Yield the annotator of the layer ``entities``."""
    yield ANNOTATOR
