"""Finding the annotations that touch a stretch of text, quickly, whatever overlaps whatever."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from annotator.span import Annotation

__all__ = ["SpanIndex"]


class _Band:
    """Ranges whose lengths are within a factor of four, in order of their starts."""

    __slots__ = ("ends", "longest", "places", "starts")

    def __init__(self, rows: list[tuple[int, int, int]]) -> None:
        rows.sort()
        self.starts = [row[0] for row in rows]
        self.ends = [row[1] for row in rows]
        self.places = [row[2] for row in rows]
        self.longest = max(end - start for start, end, _ in rows)

    def touching(self, start: int, end: int) -> list[int]:
        """Return places of ranges that overlap the query, or that are empty and stand in it."""
        first = bisect_left(self.starts, start - self.longest)
        stop = bisect_left(self.starts, end) if start < end else bisect_right(self.starts, start)
        starts, ends, places = self.starts, self.ends, self.places
        return [places[i] for i in range(first, stop) if ends[i] > start or starts[i] >= start]


class SpanIndex:
    """An index over the ranges of annotations.

    Ranges are kept in bands by length. Within a band, whatever overlaps a query must start in the query or at most
    one band length before it, so two binary searches leave few ranges to look at, and one annotation of the whole
    text does not slow down the search for tokens.

    Args:
        annotations: in the order in which queries shall return them.
    """

    def __init__(self, annotations: Iterable[Annotation]) -> None:
        bands: dict[int, list[tuple[int, int, int]]] = {}
        for place, annotation in enumerate(annotations):
            for span in annotation.ranges:
                length = span.end - span.start
                bands.setdefault((length.bit_length() + 1) // 2, []).append((span.start, span.end, place))
        self._bands = [_Band(rows) for rows in bands.values()]

    def touching(self, start: int, end: int) -> list[int]:
        """Return the places of annotations with a range that overlaps ``start:end``, in order, each once.

        An empty range counts as touching where it stands at ``start`` or later and before ``end``; an empty query
        is touched by the ranges that it stands in.
        """
        found: set[int] = set()
        for band in self._bands:
            found.update(band.touching(start, end))
        return sorted(found)
