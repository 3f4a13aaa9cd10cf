"""The inline projection: which annotations are shown inside the text, so that all elements nest.

Layers are taken by their inline priority, within one priority the outer and earlier annotations first. An annotation
that crosses a block edge, or has several ranges, is written in fragments (``@next``, ``@prev``). One that would cross
an annotation taken before is not shown. Nothing is lost with it: the annotations in ``standOff`` are complete.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotator.document import Document
from annotator.span import Annotation
from annotator.tei.inline import InlineRules, Shown
from annotator.tei.names import Names

__all__ = ["DEEPEST", "Piece", "project"]

DEEPEST = 64
"""Elements nest no deeper than this inside a block: parsers refuse very deep trees."""

_NO_SPEECH = frozenset({"date", "time", "byline", "dateline"})  # by their content models, these cannot hold a said


@dataclass(frozen=True, eq=False)
class _Candidate:
    annotation: Annotation
    shown: list[Shown]
    pieces: list[tuple[int, int]]


@dataclass(frozen=True)
class Piece:
    """One stretch of an annotation that is shown, in one block.

    Attributes:
        start: its first code point.
        end: behind its last one.
        annotation: the id of the annotation.
        shown: the elements around it, the outer one first.
        number: which fragment of the annotation it is, from 1.
        fragments: how many there are.
    """

    start: int
    end: int
    annotation: str
    shown: list[Shown]
    number: int
    fragments: int


@dataclass(frozen=True)
class _Placed:
    """A piece of a candidate, in the order in which elements nest: by start, then the longer, then the first taken."""

    start: int
    end: int
    rank: int
    number: int
    candidate: _Candidate


def project(document: Document, blocks: Sequence[tuple[int, str]], names: Names) -> list[Piece]:
    """Return what is shown, in the order in which the elements open.

    Args:
        document: the document.
        blocks: where each block starts, and the element that it is written as.
        names: the names of the file.
    """
    taken: list[_Placed] = []
    rank = 0
    for priority in sorted({layer.schema.inline_priority for layer in document.layers.values()}):
        candidates = _candidates(document, priority, [start for start, _ in blocks], names)
        taken, rank = _merge(taken, candidates, rank)
    taken = _without_refused(taken, blocks)
    return [
        Piece(p.start, p.end, p.candidate.annotation.id, p.candidate.shown, p.number, len(p.candidate.pieces))
        for p in taken
    ]


def _candidates(document: Document, priority: int, starts: list[int], names: Names) -> list[_Candidate]:
    found = []
    for layer in document.layers.values():
        if layer.schema.inline and layer.schema.inline_priority == priority:
            rules = InlineRules(document, layer, names)
            for annotation in layer.annotations:
                pieces = [piece for span in annotation.ranges for piece in _split(span.start, span.end, starts)]
                if pieces and (shown := rules.elements(annotation)):
                    found.append(_Candidate(annotation, shown, pieces))
    return found


def _split(start: int, end: int, starts: list[int]) -> Iterable[tuple[int, int]]:
    """Yield the parts of a range that lie in different blocks; nothing for an empty range."""
    block = bisect_right(starts, start)
    while start < end:
        edge = min(starts[block], end) if block < len(starts) else end
        if start < edge:
            yield start, edge
        start, block = edge, block + 1


def _merge(taken: list[_Placed], candidates: list[_Candidate], rank: int) -> tuple[list[_Placed], int]:
    """Add the candidates of one priority that cross nothing."""
    fit = _not_crossing(candidates, taken)
    new = sorted(
        (
            _Placed(start, end, rank + place, number, candidate)
            for place, candidate in enumerate(fit)
            for number, (start, end) in enumerate(candidate.pieces, start=1)
        ),
        key=_nesting,
    )
    new = _without_crossing(new)
    return sorted(taken + new, key=_nesting) if new else taken, rank + len(fit)


def _nesting(piece: _Placed) -> tuple[int, int, int, int]:
    return piece.start, -piece.end, piece.rank, piece.number


def _not_crossing(candidates: list[_Candidate], taken: list[_Placed]) -> list[_Candidate]:
    """Return the candidates that cross none of the pieces taken, which nest in one another."""
    edges = {edge for candidate in candidates for piece in candidate.pieces for edge in piece}
    around = _innermost(sorted(edges), taken)

    def crosses(start: int, end: int) -> bool:
        left, right = around[start], around[end]
        return (left is not None and left.end < end) or (right is not None and right.start > start)

    return [c for c in candidates if not any(crosses(start, end) for start, end in c.pieces)]


def _innermost(offsets: list[int], taken: list[_Placed]) -> dict[int, _Placed | None]:
    """Return, for each offset, the innermost of the nested pieces that it lies strictly inside of."""
    found: dict[int, _Placed | None] = {}
    open_pieces: list[_Placed] = []
    following = iter(taken)
    piece = next(following, None)
    for offset in offsets:
        while piece is not None and piece.start < offset:
            while open_pieces and open_pieces[-1].end <= piece.start:
                open_pieces.pop()
            open_pieces.append(piece)
            piece = next(following, None)
        while open_pieces and open_pieces[-1].end <= offset:
            open_pieces.pop()
        found[offset] = open_pieces[-1] if open_pieces else None
    return found


def _without_crossing(pieces: list[_Placed]) -> list[_Placed]:
    """Return the pieces less those of annotations that run over the end of an annotation that began before."""
    dropped: set[_Candidate] = set()
    open_pieces: list[_Placed] = []
    for piece in pieces:
        while open_pieces and (open_pieces[-1].end <= piece.start or open_pieces[-1].candidate in dropped):
            open_pieces.pop()
        if piece.candidate in dropped:
            continue
        if open_pieces and open_pieces[-1].end < piece.end:
            dropped.add(piece.candidate)
        else:
            open_pieces.append(piece)
    return [piece for piece in pieces if piece.candidate not in dropped]


def _without_refused(pieces: list[_Placed], blocks: Sequence[tuple[int, str]]) -> list[_Placed]:
    """Return the pieces less those of annotations that TEI refuses at their place, or that nest too deeply."""
    dropped: set[_Candidate] = set()
    starts = [start for start, _ in blocks]
    open_pieces: list[_Placed] = []
    for piece in pieces:
        while open_pieces and open_pieces[-1].end <= piece.start:
            open_pieces.pop()
        block = blocks[bisect_right(starts, piece.start) - 1][1]
        around = [block, *(shown.name for outer in open_pieces for shown in outer.candidate.shown)]
        if len(around) > DEEPEST or _refuses(around, piece.candidate.shown):
            dropped.add(piece.candidate)
        else:
            open_pieces.append(piece)
    return [piece for piece in pieces if piece.candidate not in dropped]


def _refuses(around: list[str], shown: list[Shown]) -> bool:
    for element in shown:
        if element.name == "said" and not _NO_SPEECH.isdisjoint(around):
            return True
        around = [*around, element.name]
    return False
