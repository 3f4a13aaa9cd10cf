"""Annotates one document: finds, resolves, and lays down the layers ``dates`` and ``document-date``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, TypeAlias

from annotator import Document, Layer, LayerBuilder, Value
from annotator_dates.direction import Direction
from annotator_dates.docdate import (
    DocumentDate,
    find_date,
    find_day,
    given_date,
    infer_date,
    is_narrative,
    parse_date,
    possible_days,
    with_day,
)
from annotator_dates.language import load_language
from annotator_dates.links import bound, limits
from annotator_dates.meaning import Calendar
from annotator_dates.numeric import Order, decide_order, readings
from annotator_dates.open_values import between, yearless
from annotator_dates.periods import Period
from annotator_dates.resolver import Resolved
from annotator_dates.scanner import Found, Scanner
from annotator_dates.schemas import DATES, DOCUMENT_DATE
from annotator_dates.telling import Telling, alone

__all__ = ["Annotate", "Kind"]

Kind: TypeAlias = Literal["auto", "news", "narrative"]
"""What a text is: news speaks from a day of its own, a narrative goes on from the date it told last."""


class Annotate:
    """Annotates documents of one language.

    Args:
        language: its code.
        habit: the order of numeric dates where the text does not tell.
        kind: what the texts are; ``auto`` finds out for each.
    """

    def __init__(self, language: str = "en", habit: Order = "unknown", kind: Kind = "auto") -> None:
        data = load_language(language)
        self._scanner = Scanner(data)
        self._direction = Direction(data.lists)
        self._lists = data.lists
        self._habit: Order = habit
        self._kind: Kind = kind

    def __call__(self, document: Document) -> list[Layer]:
        """Return the layers of the document."""
        text = document.text
        found = self._scanner.find(text)
        given = parse_date(document.metadata.get("date"))
        order = decide_order([item.meaning for item in found], given, self._habit)
        for item in found:
            if isinstance(item.meaning, Calendar) and "one" in item.meaning.fields:
                possible = readings(item.meaning, order)
                item.meaning = possible[0]
                item.others = possible[1:]
        narrative = is_narrative(found) if self._kind == "auto" else self._kind == "narrative"
        kind = "narrative" if narrative else "news"
        found = [item for item in found if item.texts in ("", kind)]
        date = self._document_date(text, found, given, narrative)
        resolved = self._resolved(text, found, date, narrative)
        tied = list(limits(text, found, resolved, self._lists))
        bound(text, found, resolved, tied, self._lists)
        layer = _dates_layer(found, resolved, date, tied)
        return [layer, _document_date_layer(date)]

    def _document_date(
        self, text: str, found: Sequence[Found], given: Period | None, narrative: bool
    ) -> DocumentDate | None:
        clear = [item for item in found if not item.others]
        if given is not None:
            return given_date(given, find_date(text, clear, alone))
        date = find_date(text, clear, alone)
        if date is not None or narrative:
            return date
        years, months = [], []
        for item in found:
            if isinstance(item.meaning, Calendar):
                fields = item.meaning.fields
                if "year" in fields:
                    way = self._direction(text, item.start, item.end, clause=True)
                    years.append((item, way, self._direction.is_present(text, item.start, item.end)))
                elif "month" in fields and not (item.meaning.frame or item.meaning.toward or "cycle" in fields):
                    months.append((item, int(fields["month"]), self._direction(text, item.start, item.end)))
        inferred = infer_date(found, years, months, alone)
        day = find_day(text, clear)
        return inferred if day is None else with_day(day, inferred)

    def _resolved(
        self, text: str, found: Sequence[Found], date: DocumentDate | None, narrative: bool
    ) -> list[Resolved]:
        telling = Telling(text, found, narrative, self._direction, self._lists)
        if date is None or narrative:
            return telling.resolved(None)
        if date.low is None or date.high is None:
            possible = [telling.resolved(day) for day in possible_days(date)]
            return [yearless(*each) for each in zip(telling.resolved(None), *possible, strict=True)]
        if date.spoken is not None:
            dateline = next((n for n, item in enumerate(found) if (item.start, item.end) == date.stated), None)
            return telling.resolved(date.spoken, dateline)
        low = telling.resolved(date.low)
        if date.low == date.high:
            return low
        high, symbolic = telling.resolved(date.high), telling.resolved(None)
        return [between(*each) for each in zip(low, high, symbolic, strict=True)]


def _dates_layer(
    found: Sequence[Found],
    resolved: Sequence[Resolved],
    date: DocumentDate | None,
    tied: Iterable[tuple[int, str, int]],
) -> Layer:
    builder = LayerBuilder(DATES)
    made = []
    for item, each in zip(found, resolved, strict=True):
        features = _features(each)
        if date is not None and date.spoken is None and (item.start, item.end) == date.stated:
            features["function"] = "CREATION_TIME"
        made.append(builder.add(item.start, item.end, each.label, features, rule=item.rule))
    for annotation, each in zip(made, resolved, strict=True):
        if each.anchor is not None:
            builder.link("anchor", annotation, made[each.anchor])
    for place, role, other in tied:
        builder.link(role, made[place], made[other])
    return builder.build()


def _features(resolved: Resolved) -> dict[str, Value]:
    features: dict[str, Value] = {}
    for name in ("value", "mod", "quant", "freq", "earliest", "latest"):
        value = getattr(resolved, name)
        if value:
            features[name] = value
    if resolved.others:
        features["alternatives"] = list(resolved.others)
    return features


def _document_date_layer(date: DocumentDate | None) -> Layer:
    builder = LayerBuilder(DOCUMENT_DATE)
    if date is not None:
        features: dict[str, Value] = {"basis": date.basis}
        if date.value:
            features["value"] = date.value
        if date.low is not None:
            features["earliest"] = date.low.bounds[0]
        if date.high is not None:
            features["latest"] = date.high.bounds[1]
        builder.add_ranges(list(date.evidence), "date", features)
    return builder.build()
