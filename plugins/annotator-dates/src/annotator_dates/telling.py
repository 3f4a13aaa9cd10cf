"""Resolves the expressions of one text in their order, as each may count from what was told before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial
from typing import TypeAlias

from annotator_dates.clocks import dates_first, days_of_clocks
from annotator_dates.direction import Direction
from annotator_dates.meaning import Calendar, Meaning
from annotator_dates.open_values import either
from annotator_dates.periods import Period
from annotator_dates.quoted import days_of_speech
from annotator_dates.reports import follow
from annotator_dates.resolver import Context, Resolved, resolve
from annotator_dates.scanner import Found
from annotator_dates.story import story_years, with_year

__all__ = ["Telling", "alone"]

_CLOSE = 160
"""How many characters further on a date still lends its year, in a text that is no story and has no date."""

_Day: TypeAlias = "tuple[Period, int]"


class Telling:
    """The expressions of one text, to be resolved from any day: what is the same for every day is found once.

    Args:
        text: the text.
        found: its expressions in order.
        narrative: the text tells a story.
        direction: finds directions by the words of the language.
        lists: the lists of words of the language.
    """

    def __init__(
        self,
        text: str,
        found: Sequence[Found],
        narrative: bool,
        direction: Direction,
        lists: Mapping[str, frozenset[str]],
    ) -> None:
        self._text = text
        self._found = found
        self._narrative = narrative
        self._direction = direction
        self._way = cache(lambda place: direction(text, found[place].start, found[place].end))
        self._days = days_of_clocks(text, found, lists)
        self._said = {} if narrative else days_of_speech(text, found, lists)
        self._years = story_years(found, alone, self._glances) if narrative else {}

    def resolved(self, speech: Period | None, dateline: int | None = None) -> list[Resolved]:
        """Return what becomes of each expression.

        Args:
            speech: the day that the text speaks from, None when it is not known.
            dateline: the number of the expression that states that day, where it is not the date of the document.
        """
        context = Context(speech, dateline, narrative=self._narrative)
        resolved: dict[int, Resolved] = {}
        for place in dates_first(len(self._found), self._said | self._days):
            said = _known_day(resolved, self._said.get(place))
            context.speech, context.dateline = said or (speech, dateline)
            context.day = _known_day(resolved, self._days.get(place))
            context.close = speech is None and self._is_close(context, place)
            resolved[place] = self._resolved(place, context)
            if not self._narrative:
                meaning, period = self._found[place].meaning, resolved[place].period
                context.report = follow(context.report, meaning, period, speech, context.direction)
        return [resolved[place] for place in range(len(self._found))]

    def _resolved(self, place: int, context: Context) -> Resolved:
        item = self._found[place]
        context.direction = partial(self._way, place)
        context.compares = partial(self._direction.compares, self._text, item.start, item.end)
        made = resolve(_in_year(item.meaning, self._years.get(place)), context)
        if place in self._years and context.told:
            made.anchor = context.told[-1][1]
        if item.others:
            return either([made, *(resolve(other, context) for other in item.others)])
        period = made.period
        if period is not None and period.last is None and not (self._narrative and self._is_aside(item, period)):
            context.told.append((period, place))
        return made

    def _is_close(self, context: Context, place: int) -> bool:
        """Whether the date told last stands shortly before, in the same line."""
        if not context.told:
            return False
        last, start = self._found[context.told[-1][1]].end, self._found[place].start
        return start - last <= _CLOSE and "\n" not in self._text[last:start]

    def _is_aside(self, item: Found, period: Period) -> bool:
        """Whether a story only glances at the time and does not move there: "since 1955", "by 1980"."""
        if period.grain in ("century", "millennium", "decade"):
            return True
        return period.grain == "year" and self._glances(item)

    def _glances(self, item: Found) -> bool:
        return self._direction.glances(self._text, item.start)


def alone(calendar: Calendar) -> Period | None:
    """Return the period that an expression means by itself, None when it needs another date."""
    return resolve(calendar, Context(None)).period


def _in_year(meaning: Meaning, year: int | None) -> Meaning:
    return meaning if year is None or not isinstance(meaning, Calendar) else with_year(meaning, year)


def _known_day(resolved: Mapping[int, Resolved], place: int | None) -> _Day | None:
    """Return the day that an expression was resolved to, with its number."""
    period = None if place is None else resolved[place].period
    return (period, place) if place is not None and period is not None and period.grain == "day" else None
