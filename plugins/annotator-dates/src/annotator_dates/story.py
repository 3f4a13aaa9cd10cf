"""The years of the months and days of a story, found for the whole story at once.

A story goes ahead more easily than back, takes small steps rather than large ones, and now and then glances at a time
far off without moving there. Each of these has a cost; the years that make the whole row of dates cheapest are taken
(the search of Viterbi, in time linear in the number of dates). So a date with a year tells also of those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log1p
from typing import NamedTuple

from annotator_dates.calendars import civil
from annotator_dates.meaning import SPEECH, Calendar
from annotator_dates.periods import Period
from annotator_dates.scanner import Found

__all__ = ["story_years", "with_year"]

_TURN = 0.35
"""What it costs to go back at all. Each step costs the logarithm of its years besides, so far jumps cost little more.
This and the next two were tuned on the development part of narratives; a third more or less makes little difference."""

_ASIDE = 1.0
"""What it costs to take a date with a year for an aside."""

_GLANCE = 0.5
"""The same after a word that only glances at a time: "since 1955"."""

_NEAR = 2
"""How many years away from where the story is a month or day without a year may lie."""

_MOST = 16
"""How many places at which the story may be are carried on: the cheapest."""

_PARTS = frozenset({"month", "season", "holiday"})
_BOUND = frozenset({"year", "cycle", "decade", "century", "millennium", "hijri-month", "one", "nth"})


class _Place(NamedTuple):
    """Where the story may be: first and last day of the date told last, at what cost, and by which years.

    Attributes:
        cost: of the whole way.
        first: number of the first day.
        last: number of the last day.
        years: the years taken: the ones before, the number of the expression, its year.
    """

    cost: float
    first: int
    last: int
    years: _Years | None = None


class _Years(NamedTuple):
    before: _Years | None
    number: int
    year: int


def story_years(
    found: Sequence[Found], resolve: Callable[[Calendar], Period | None], glances: Callable[[Found], bool]
) -> dict[int, int]:
    """Return the year of each month, day or season of a story that has none, by the number of its expression.

    Those before the first date with a year are left out.

    Args:
        found: the expressions of the story.
        resolve: gives the period of an expression without any anchor.
        glances: whether the words before an expression only glance at its time.
    """
    places: list[_Place] = []
    for number, item in enumerate(found):
        meaning = item.meaning
        if not isinstance(meaning, Calendar) or meaning.frame is not None or meaning.toward is not None:
            continue
        if "year" in meaning.fields and "short" not in meaning.fields:
            period = resolve(meaning)
            if period is not None and period.last is None:
                aside = _GLANCE if glances(item) else _ASIDE
                kept = [place._replace(cost=place.cost + aside) for place in places]
                there = [_moved(place, period, place.years) for place in places]
                places = _cheapest([*there, *kept]) or [_Place(0, period.start, period.end)]
        elif places and _lacks_year(meaning):
            low = min(civil(place.first)[0] for place in places) - _NEAR
            high = max(civil(place.last)[0] for place in places) + _NEAR
            periods = {year: made for year in range(low, high + 1) if (made := resolve(with_year(meaning, year)))}
            places = _cheapest(_ways(places, number, periods)) or places
    best = min(places, key=lambda place: place.cost, default=None)
    return _taken(best.years if best is not None else None)


def _ways(places: Sequence[_Place], number: int, periods: Mapping[int, Period]) -> Iterator[_Place]:
    """Yield where the story may be after an expression that can lie in several years."""
    for place in places:
        for year in range(civil(place.first)[0] - _NEAR, civil(place.last)[0] + _NEAR + 1):
            if year in periods:
                yield _moved(place, periods[year], _Years(place.years, number, year))


def _taken(years: _Years | None) -> dict[int, int]:
    found: dict[int, int] = {}
    while years is not None:
        found[years.number] = years.year
        years = years.before
    return found


def with_year(meaning: Calendar, year: int) -> Calendar:
    """Return the meaning with a year."""
    return Calendar(meaning.fields | {"year": year}, mod=meaning.mod)


def _lacks_year(meaning: Calendar) -> bool:
    fields = meaning.fields.keys()
    return meaning.anchor == SPEECH and not fields.isdisjoint(_PARTS) and fields.isdisjoint(_BOUND)


def _moved(place: _Place, period: Period, years: _Years | None) -> _Place:
    """Return where the story is after a date; a date that holds the one before it does not move it."""
    if period.start <= place.first and place.last <= period.end:
        return place._replace(years=years)
    ahead, back = max(0, period.start - place.last), max(0, place.first - period.end)
    cost = log1p(ahead / 365) + (_TURN + log1p(back / 365) if back else 0)
    return _Place(place.cost + cost, period.start, period.end, years)


def _cheapest(places: Iterable[_Place]) -> list[_Place]:
    """Return the cheapest way to each place, the cheap ones first."""
    best: dict[tuple[int, int], _Place] = {}
    for place in places:
        key = place.first, place.last
        if key not in best or place.cost < best[key].cost:
            best[key] = place
    return sorted(best.values(), key=lambda place: (place.cost, place.first, place.last))[:_MOST]
