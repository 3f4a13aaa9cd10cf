"""Operations of rules that count from an anchor which stands in the words themselves."""

from __future__ import annotations

from msgspec.structs import replace

from annotator_dates.arguments import Arguments, Result, integer, one
from annotator_dates.meaning import Calendar, Duration, Relative

__all__ = ["away_exact", "beside", "quarter_away", "week_from"]


def away_exact(arguments: Arguments) -> Result:
    """Count a length from an anchor, as exact as the anchor: two years ago this month."""
    span, anchor = one(arguments, "span"), one(arguments, "anchor")
    if not isinstance(span, Duration) or not isinstance(anchor, Relative) or len(span.parts) > 1:
        return None
    amount, unit = span.parts[0]
    if amount is None or amount != int(amount) or anchor.count:
        return None
    return Relative(unit, integer(one(arguments, "sign", 1)) * amount, anchor, span.mod, anchor.unit)


def quarter_away(arguments: Arguments) -> Result:
    """Make the quarter that lies some years from the one that a report is on: the quarter a year ago."""
    quarter, span = one(arguments, "quarter"), one(arguments, "span")
    if not isinstance(quarter, Relative) or (quarter.unit, quarter.count) != ("quarter", 0):
        return None
    if not isinstance(span, Duration) or len(span.parts) > 1:
        return None
    years, unit = span.parts[0]
    if unit != "year" or years is None or years != int(years):
        return None
    return Relative("quarter", 4 * integer(one(arguments, "sign")) * years, Relative("quarter", 0, grain="report"))


def beside(arguments: Arguments) -> Result:
    """Make the day or the week before or after a day that is named: the day before Christmas."""
    unit, anchor = one(arguments, "unit"), one(arguments, "anchor")
    if isinstance(unit, Relative) and unit.unit in ("day", "week") and isinstance(anchor, Calendar | Relative):
        return Relative(unit.unit, integer(one(arguments, "sign")), anchor)
    return None


def week_from(arguments: Arguments) -> Result:
    """Make the day a week after the next such weekday: Tuesday week, a week from Tuesday."""
    day, span = one(arguments, "day"), one(arguments, "span")
    if not isinstance(day, Calendar) or day.fields.keys() != {"weekday"} or day.toward is not None:
        return None
    if isinstance(span, Duration) and span.parts != ((1, "week"),):
        return None
    return Relative("day", 7, replace(day, toward=1))
