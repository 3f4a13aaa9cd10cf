"""Annotates one document: finds, resolves, and lays down the layers ``dates`` and ``document-date``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Literal, TypeAlias

from annotator import Document, Layer, LayerBuilder, Value
from annotator_dates.clocks import dates_first, days_of_clocks
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
from annotator_dates.meaning import Calendar, Meaning
from annotator_dates.numeric import Order, decide_order, readings
from annotator_dates.open_values import between, either, yearless
from annotator_dates.periods import Period
from annotator_dates.quoted import days_of_speech
from annotator_dates.reports import follow
from annotator_dates.resolver import Context, Resolved, resolve
from annotator_dates.scanner import Found, Scanner
from annotator_dates.schemas import DATES, DOCUMENT_DATE
from annotator_dates.story import story_years, with_year

_CLOSE = 160
"""How many characters further on a date still lends its year, in a text that is no story and has no date."""

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
        resolved = self._resolve_all(text, found, date, narrative)
        tied = list(limits(text, found, resolved, self._lists))
        bound(text, found, resolved, tied, self._lists)
        layer = _dates_layer(found, resolved, date, tied)
        return [layer, _document_date_layer(date)]

    def _document_date(
        self, text: str, found: Sequence[Found], given: Period | None, narrative: bool
    ) -> DocumentDate | None:
        clear = [item for item in found if not item.others]
        if given is not None:
            return given_date(given, find_date(text, clear, _alone))
        date = find_date(text, clear, _alone)
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
        inferred = infer_date(found, years, months, _alone)
        day = find_day(text, clear)
        return inferred if day is None else with_day(day, inferred)

    def _resolve_all(
        self, text: str, found: Sequence[Found], date: DocumentDate | None, narrative: bool
    ) -> list[Resolved]:
        if date is None or narrative:
            return self._resolve(text, found, None, narrative)
        if date.low is None or date.high is None:
            symbolic = self._resolve(text, found, None, narrative)
            possible = [self._resolve(text, found, day, narrative) for day in possible_days(date)]
            return [yearless(*each) for each in zip(symbolic, *possible, strict=True)]
        if date.spoken is not None:
            dateline = next((n for n, item in enumerate(found) if (item.start, item.end) == date.stated), None)
            return self._resolve(text, found, date.spoken, narrative, dateline)
        low = self._resolve(text, found, date.low, narrative)
        if date.low == date.high:
            return low
        high = self._resolve(text, found, date.high, narrative)
        symbolic = self._resolve(text, found, None, narrative)
        return [between(*each) for each in zip(low, high, symbolic, strict=True)]

    def _resolve(
        self, text: str, found: Sequence[Found], speech: Period | None, narrative: bool, dateline: int | None = None
    ) -> list[Resolved]:
        context = Context(speech, dateline, narrative=narrative)
        days = days_of_clocks(text, found, self._lists)
        said = {} if narrative else days_of_speech(text, found, self._lists)
        years = story_years(found, _alone, partial(self._glances, text)) if narrative else {}
        resolved: dict[int, Resolved] = {}
        for place in dates_first(len(found), said | days):
            item = found[place]
            day_said = _known_day(resolved, said[place]) if place in said else None
            context.speech, context.dateline = day_said or (speech, dateline)
            context.day = _known_day(resolved, days[place]) if place in days else None
            if context.told and speech is None:
                last = found[context.told[-1][1]].end
                context.close = item.start - last <= _CLOSE and "\n" not in text[last : item.start]
            context.direction = partial(self._direction, text, item.start, item.end)
            context.compares = partial(self._direction.compares, text, item.start, item.end)
            made = resolve(_in_year(item.meaning, years.get(place)), context)
            if place in years and context.told:
                made.anchor = context.told[-1][1]
            if item.others:
                made = either([made, *(resolve(other, context) for other in item.others)])
            elif (
                made.period is not None
                and made.period.last is None
                and not (narrative and self._is_aside(text, item, made.period))
            ):
                context.told.append((made.period, place))
            resolved[place] = made
            if not narrative:
                context.report = follow(context.report, item.meaning, made.period, speech, context.direction)
        return [resolved[place] for place in range(len(found))]

    def _is_aside(self, text: str, item: Found, period: Period) -> bool:
        """Whether a story only glances at the time and does not move there: "since 1955", "by 1980"."""
        if period.grain in ("century", "millennium", "decade"):
            return True
        return period.grain == "year" and self._glances(text, item)

    def _glances(self, text: str, item: Found) -> bool:
        return self._direction.glances(text, item.start)


def _in_year(meaning: Meaning, year: int | None) -> Meaning:
    return meaning if year is None or not isinstance(meaning, Calendar) else with_year(meaning, year)


def _known_day(resolved: Mapping[int, Resolved], place: int) -> tuple[Period, int] | None:
    period = resolved[place].period
    return (period, place) if period is not None and period.grain == "day" else None


def _alone(calendar: Calendar) -> Period | None:
    return resolve(calendar, Context(None)).period


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
