"""Annotates one document: finds, resolves, and lays down the layers ``dates`` and ``document-date``."""

from __future__ import annotations

from annotator import Document, Layer, LayerBuilder

from annotator_dates.meaning import Calendar
from annotator_dates.periods import Period
from annotator_dates.resolver import Context, Resolved, resolve
from annotator_dates.rules import load_language
from annotator_dates.scanner import Found, Scanner
from annotator_dates.schemas import DATES, DOCUMENT_DATE

__all__ = ["Annotate"]


class Annotate:
    """Annotates documents of one language."""

    def __init__(self, language: str = "en") -> None:
        self._scanner = Scanner(load_language(language))

    def __call__(self, document: Document) -> list[Layer]:
        """Return the layers of the document."""
        found = self._scanner.find(document.text)
        speech = given_date(document)
        builder = LayerBuilder(DATES)
        context = Context(speech)
        for item in found:
            resolved = resolve(item.meaning, context)
            if resolved.period is not None:
                context.story = resolved.period
            builder.add(item.start, item.end, resolved.label, features_of(resolved), rule=item.rule)
        return [builder.build(), LayerBuilder(DOCUMENT_DATE).build()]


def features_of(resolved: Resolved) -> dict:
    names = ("value", "mod", "quant", "freq", "earliest", "latest")
    return {name: value for name in names if (value := getattr(resolved, name))}


def given_date(document: Document) -> Period | None:
    import re
    from annotator_dates.calendars import day_number
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d))?", str(document.metadata.get("date") or ""))
    if not m:
        return None
    grain = "day" if m[3] else "month" if m[2] else "year"
    return Period(grain, day_number(int(m[1]), int(m[2] or 1), int(m[3] or 1)))
