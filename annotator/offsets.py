"""Exact conversion of offsets at the border: code points here, UTF-16 units or UTF-8 bytes elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left

from annotator.errors import OffsetError

__all__ = ["OffsetMap"]

# The code points from which on a character takes one unit more, by encoding.
_STEPS = {"utf-16": ("\U00010000",), "utf-8": ("\x80", "\u0800", "\U00010000")}


class OffsetMap:
    """Converts offsets into one text between code points and the units of another encoding.

    A lone surrogate counts as one UTF-16 unit and as three UTF-8 bytes (as with ``surrogatepass``).

    Args:
        text: the text that the offsets point into.
        encoding: ``"utf-16"`` (units, as in JavaScript and Java) or ``"utf-8"`` (bytes).
    """

    def __init__(self, text: str, encoding: str) -> None:
        if encoding not in _STEPS:
            raise OffsetError(f"offsets are converted to utf-16 or utf-8, not to {encoding!r}")
        self._length = len(text)
        self._wide = [
            [match.start() for match in re.finditer(f"[{step}-\U0010ffff]", text)] if not text.isascii() else []
            for step in _STEPS[encoding]
        ]

    def to_units(self, offset: int) -> int:
        """Return the number of units before the code point at ``offset``.

        Raises:
            OffsetError: the offset is not in 0..len(text).
        """
        if not 0 <= offset <= self._length:
            raise OffsetError(f"offset {offset} lies outside the text of {self._length} code points")
        return self._units(offset)

    def to_code_points(self, units: int) -> int:
        """Return the code point offset that has ``units`` units before it.

        Raises:
            OffsetError: the number is negative, too large, or falls inside a character.
        """
        low, high = 0, self._length
        while low < high:
            middle = (low + high) // 2
            if self._units(middle) < units:
                low = middle + 1
            else:
                high = middle
        if self._units(low) != units:
            raise OffsetError(f"unit offset {units} falls outside the text or inside a character")
        return low

    def _units(self, offset: int) -> int:
        return offset + sum(bisect_left(wide, offset) for wide in self._wide)
