"""Choosing among the periods that an expression without its year or week may mean."""

from __future__ import annotations

from collections.abc import Sequence

from annotator_dates.periods import Period

__all__ = ["nearest", "next_told", "strictly", "weekday_meant"]

_AGAINST = 4.0
"""How much farther away a time against the direction of the sentence counts, when the sign of it stands far off."""

_CLEARLY_AGAINST = 12.0
"""The same when the sign stands beside the expression."""

_AHEAD = 1.3
"""The same for times ahead, when the sentence does not tell: news mostly looks back."""

_BACKWARDS = 1.5
"""How much harder a step back is than a step ahead in a story, by days (tuned on the development part of
narratives; 1.5 to 3 give the same within half a point)."""


def nearest(found: Sequence[Period], base: Period, way: float) -> Period | None:
    """Return the period nearest to the base; those against the direction (-1 to 1) count as farther away."""
    against = _CLEARLY_AGAINST if abs(way) == 1 else _AGAINST
    behind, ahead = (1.0, _AHEAD) if way == 0 else (1.0, against) if way < 0 else (against, 1.0)
    return _cheapest(found, base, behind, ahead)


def next_told(found: Sequence[Period], base: Period) -> Period | None:
    """Return the period that a story most likely goes on with: stories go ahead more easily than back."""
    return _cheapest(found, base, _BACKWARDS, 1.0)


def _cheapest(found: Sequence[Period], base: Period, behind: float, ahead: float) -> Period | None:
    def cost(period: Period) -> float:
        if period.end < base.start:
            return (base.start - period.end) * behind
        return max(0, period.start - base.end) * ahead

    return min(found, key=cost) if found else None


def strictly(found: Sequence[Period], base: Period, way: float) -> Period | None:
    """Return the nearest period that is wholly before (-1) or after (1) the base."""
    if way > 0:
        return next((period for period in found if period.start > base.end), None)
    return next((period for period in reversed(found) if period.end < base.start), None)


def weekday_meant(found: Sequence[Period], base: Period, way: float) -> Period | None:
    """Return the base itself when it is that weekday, else the last one, or the next if the sentence looks ahead."""
    if way > 0:
        return next((period for period in found if period.start >= base.start), None)
    return next((period for period in reversed(found) if period.start <= base.end), None)
