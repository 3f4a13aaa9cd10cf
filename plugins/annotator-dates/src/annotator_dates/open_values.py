"""What can still be said when one of several readings is right: of an order, or of a date known in part."""

from __future__ import annotations

import re

from msgspec.structs import replace

from annotator_dates.resolver import Resolved

__all__ = ["between", "either", "yearless"]

_YEAR = re.compile(r"\A[0-9]{4}(?=-[0-9]{2}(?![0-9]))")


def either(possible: list[Resolved]) -> Resolved:
    """Return what can be said when one of several values is right: their common part, and all of them."""
    first = possible[0]
    return replace(
        first,
        value=first.value[:4] + "-XX-XX" + first.value[10:],
        period=None,
        earliest=min(each.earliest for each in possible),
        latest=max(each.latest for each in possible),
        others=tuple(each.value for each in possible),
    )


def between(low: Resolved, high: Resolved, symbolic: Resolved) -> Resolved:
    """Return the value when both ends of the interval of the document date agree on it, else the symbolic one."""
    if low.value == high.value:
        return replace(low, earliest=min(low.earliest, high.earliest), latest=max(low.latest, high.latest))
    earliest, latest = min(low.earliest, high.earliest), max(low.latest, high.latest)
    return replace(symbolic, earliest=earliest, latest=latest)


def yearless(symbolic: Resolved, *possible: Resolved) -> Resolved:
    """Return month and day of a value when they are the same whatever the year is ("yesterday": ``XXXX-06-15``).

    Args:
        symbolic: what it is without any date.
        possible: what it is for each year that the document may be of.
    """
    values = {_YEAR.sub("XXXX", each.value) for each in possible}
    if symbolic.period is not None or len(values) != 1:
        return symbolic
    (value,) = values
    if not value.startswith("XXXX-"):
        return symbolic
    return replace(possible[0], value=value, period=None, earliest="", latest="")
