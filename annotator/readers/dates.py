"""Which strings are a date that metadata may state."""

from __future__ import annotations

import re
from datetime import datetime

__all__ = ["iso_date"]

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.[0-9]+)?)?"
    r"(?:Z|[+-](?P<offset_hours>[0-9]{2}):(?P<offset_minutes>[0-9]{2}))?)?)?)?"
)


def iso_date(value: object) -> str | None:
    """Return the value when it is an ISO 8601 year, month, day or date-time in extended form, else None.

    Accepted are ``2025``, ``2025-11``, ``2025-11-04``, ``2025-11-04T07:49`` and ``2025-11-04T07:49:30.5``, the last
    two also with ``Z`` or an offset such as ``+07:00`` (14 hours at most, as in XML Schema). The date must be one of
    the Gregorian calendar, years 0001 to 9999. Nothing is trimmed, turned round or guessed.
    """
    match = _ISO.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    part = {name: int(digits) for name, digits in match.groupdict().items() if digits is not None}
    offset = part.get("offset_hours", 0) * 60 + part.get("offset_minutes", 0)
    if part.get("offset_minutes", 0) > 59 or offset > 14 * 60:
        return None
    try:
        datetime(
            part["year"], part.get("month", 1), part.get("day", 1),
            part.get("hour", 0), part.get("minute", 0), part.get("second", 0),
        )  # fmt: skip
    except ValueError:
        return None
    return match[0]
