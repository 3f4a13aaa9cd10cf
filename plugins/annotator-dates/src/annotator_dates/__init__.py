"""Dates, times, durations and sets in a text, as TIMEX3."""

from __future__ import annotations

from collections.abc import Iterable

from annotator import Annotator, each_document, hookimpl
from annotator_dates.schemas import DATES, DOCUMENT_DATE

__all__ = ["annotator_annotators"]


def _open(settings):
    from annotator_dates.document import Annotate

    return each_document(Annotate())


@hookimpl
def annotator_annotators() -> Iterable[Annotator]:
    """Yield the annotator."""
    yield Annotator(
        name="dates",
        version="0.1.0",
        description="Finds expressions of time and resolves them against the date of the document",
        provides=(DATES, DOCUMENT_DATE),
        open=_open,
        languages=("en",),
    )
