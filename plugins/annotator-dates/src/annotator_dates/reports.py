"""The period that a report on results is on: "a year earlier" is then the same period of the year before.

Reports on the results of companies name their period once ("third-quarter profit rose") and go on to compare it with
others that they do not name ("from $4 million a year earlier", "the latest quarter", "the 1988 period"). What was named
stands until the text turns to another: to a later quarter, to one that it calls fiscal, or to a number of months, which
are compared with those of the year before, so that of these only the year can be said. A quarter that is still
expected is not reported on.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from annotator_dates.meaning import STORY, Calendar, Duration, Meaning, Relative
from annotator_dates.periods import Period, shifted

__all__ = ["Report", "follow", "in_year", "years_away"]

_STRETCHES = (6, 9)
"""Months from the beginning of a year that reports sum up."""


class Report(msgspec.Struct, frozen=True):
    """What a text reports on.

    Attributes:
        period: what it compares now: a quarter, or the year of a number of months.
        quarter: the quarter told last.
    """

    period: Period
    quarter: Period


def follow(
    report: Report | None, meaning: Meaning, period: Period | None, today: Period | None, direction: Callable[[], float]
) -> Report | None:
    """Return what the text reports on after one more expression.

    Args:
        report: what it reported on before.
        meaning: of the expression.
        period: what it was resolved to.
        today: the date of the document.
        direction: says whether its sentence looks ahead (above 0).
    """
    if _is_quarter(meaning) and period is not None and period.grain == "quarter":
        later = report is None or period.start >= report.quarter.start
        over = today is not None and period.end < today.start
        return Report(period, period) if (later or period.fiscal) and (over or direction() <= 0) else report
    if report is not None and _is_year_so_far(meaning):
        return replace(report, period=shifted(report.quarter, "year", 0))
    return report


def _is_quarter(meaning: Meaning) -> bool:
    """Whether a quarter is named itself, not only by comparison with another."""
    if isinstance(meaning, Calendar):
        return "quarter" in meaning.fields
    return isinstance(meaning, Relative) and meaning.grain == "ended"


def _is_year_so_far(meaning: Meaning) -> bool:
    """Whether it is a number of months that reports sum up, or "the year"."""
    if isinstance(meaning, Duration):
        return not meaning.toward and meaning.parts in [((float(count), "month"),) for count in _STRETCHES]
    return isinstance(meaning, Relative) and (meaning.unit, meaning.count, meaning.anchor) == ("year", 0, STORY)


def years_away(report: Report, years: int) -> Period:
    """Return the period of another year that is compared with the one of the report."""
    period = report.period
    count = years * (4 if period.grain == "quarter" else 1)
    return replace(shifted(period, period.grain, count), fiscal=period.fiscal)


def in_year(report: Report, year: Period) -> Period:
    """Return the period of a year that is named, as in "the 1988 quarter"."""
    return years_away(report, year.number - shifted(report.period, "year", 0).number)
