"""Dates, times, durations and sets in a text, as TIMEX3, and the date of the document itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from annotator import Annotate, Annotator, each_document, hookimpl
from annotator_dates.schemas import DATES, DOCUMENT_DATE

__all__ = ["DateSettings", "annotator_annotators"]


class DateSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of the annotator."""

    numeric_order: Annotated[
        Literal["day-first", "month-first", "unknown"],
        msgspec.Meta(description="what 04/11/2025 means where nothing in the document tells: the habit of the outlet"),
    ] = "unknown"
    texts: Annotated[
        Literal["auto", "news", "narrative"],
        msgspec.Meta(description="news counts from its own date, a narrative from the date told last; auto finds out"),
    ] = "auto"


def _open(settings: DateSettings) -> Annotate:
    from annotator_dates import document  # rules are read only when there is work

    return each_document(document.Annotate(habit=settings.numeric_order, kind=settings.texts))


@hookimpl
def annotator_annotators() -> Iterable[Annotator]:
    """Yield the annotator of dates."""
    yield Annotator(
        name="dates",
        version="0.1.0",
        description="Finds expressions of time and resolves them against the date of the document",
        provides=(DATES, DOCUMENT_DATE),
        open=_open,
        languages=("en",),
        settings=DateSettings,
    )
