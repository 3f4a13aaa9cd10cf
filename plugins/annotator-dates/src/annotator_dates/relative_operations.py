"""Operations of rules that count from an anchor which stands in the words themselves."""

from __future__ import annotations

from msgspec.structs import replace

from annotator_dates.arguments import Arguments, Result, integer, one
from annotator_dates.meaning import STORY, Calendar, Duration, Relative

__all__ = ["away_exact", "beside", "compared", "weeks_from"]


def away_exact(arguments: Arguments) -> Result:
    """Count a length from an anchor, as exact as the anchor: two years ago this month."""
    span, anchor = one(arguments, "span"), one(arguments, "anchor")
    if not isinstance(span, Duration) or not isinstance(anchor, Relative) or len(span.parts) > 1:
        return None
    amount, unit = span.parts[0]
    if amount is None or amount != int(amount) or anchor.count:
        return None
    return Relative(unit, integer(one(arguments, "sign", 1)) * amount, anchor, span.mod, anchor.unit)


def compared(arguments: Arguments) -> Result:
    """Take the year of a period that a report compares with its own: the 1988 quarter, the same period last year.

    Where the words name a month or a quarter it is the one told of, so many years away.
    """
    what, unit = one(arguments, "what"), one(arguments, "unit")
    if isinstance(what, Calendar) and "year" in what.fields:
        return replace(what, fields=what.fields | {"report": 1})
    if not isinstance(what, Relative) or what.unit != "year":
        return None
    if isinstance(unit, Relative) and unit.count == 0:
        unit = unit.unit
    if unit is not None and not isinstance(unit, str):
        return None
    if unit == "month":
        return Relative("month", 12 * what.count, STORY)
    if unit == "quarter":
        return Relative("quarter", 4 * what.count, Relative("quarter", 0, grain="report"))
    return replace(what, grain="compared")


def beside(arguments: Arguments) -> Result:
    """Make the day or the week before or after a day that is named: the day before Christmas."""
    unit, anchor = one(arguments, "unit"), one(arguments, "anchor")
    if isinstance(unit, Relative) and unit.unit in ("day", "week") and isinstance(anchor, Calendar | Relative):
        return Relative(unit.unit, integer(one(arguments, "sign")), anchor)
    return None


def weeks_from(arguments: Arguments) -> Result:
    """Make the day some weeks after the next such weekday: two weeks from Tuesday, or one, as in "Tuesday week"."""
    day, span = one(arguments, "day"), one(arguments, "span", Duration(((1, "week"),)))
    if not isinstance(day, Calendar) or day.fields.keys() != {"weekday"} or day.toward is not None:
        return None
    weeks, unit = span.parts[0]
    if len(span.parts) > 1 or unit != "week" or weeks is None or weeks != int(weeks):
        return None
    return Relative("day", 7 * weeks, replace(day, toward=1))
