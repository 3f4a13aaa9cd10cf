"""The English language pack: a small trained encoder reads a text once and offers candidates to other annotators.

The record and the schema stand here; the model is loaded when the annotator is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from annotator import Annotator, Document, Layer, each_document, hookimpl
from annotator_english.schema import MENTIONS

__all__ = ["ANNOTATOR", "MENTIONS", "EnglishSettings", "annotator_annotators"]

Annotate: TypeAlias = Callable[[Sequence[Document]], Iterable[Sequence[Layer]]]


class EnglishSettings(msgspec.Struct, frozen=True, rename="kebab"):
    """The settings of the pack."""

    threads: Annotated[
        int, Meta(description="threads of the model in each process; more than 1 only with --jobs 1", ge=1)
    ] = 1
    second_pass: Annotated[
        bool, Meta(description="let what a name is in one place of a document count in the others")
    ] = True


def _open(settings: EnglishSettings) -> Annotate:
    from annotator_english.annotate import EnglishAnnotator
    from annotator_english.model import Model

    return each_document(EnglishAnnotator(Model.shipped(settings.threads), second_pass=settings.second_pass))


ANNOTATOR = Annotator(
    name="english",
    version="0.1.0",
    description="Candidates for names, found by a small trained encoder",
    provides=(MENTIONS,),
    requires=("tokens",),
    uses=("sentences",),
    languages=("en",),
    open=_open,
    settings=EnglishSettings,
    costly=True,
)


@hookimpl
def annotator_annotators() -> Iterator[Annotator]:
    """Yield the annotator of the layer ``mentions``."""
    yield ANNOTATOR
