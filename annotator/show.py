"""A document in the terminal: its text in lines, and under each line what the layers say about it.

Every annotation is drawn as a bracket under its words, so that overlaps can be seen also without colours::

    He said that "the talks with Northland may resume".
                                 ╰─ gpe ─╯
                 ╰───────── quotes.1 direct ─────────╯

The colour of a word is that of the layer with the innermost annotation there. Brackets are stacked, the shortest ones
next to the text; a part that goes on in the next line ends in ``┄``, the gap of a discontinuous annotation is drawn
as ``┈``, an empty range as ``^``. What a terminal cannot show is replaced by a picture, one for one: ``␀`` for NUL.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from annotator.document import Document
from annotator.errors import UnknownNameError
from annotator.layer import Layer
from annotator.span import Annotation, Link, Referent

__all__ = ["picture", "render"]

FIRST_CHOICE = ("entities", "quotes", "dates", "stance")
BACKGROUND = ("structure", "sentences", "tokens")
"""Layers that cover the whole text: the first of them is shown when there is nothing else, all when asked for."""

COLOURS = ("cyan", "green", "magenta", "yellow", "red", "blue")
LEAST_WIDTH = 20
MOST_TRACKS = 12
"""Rows of brackets under one line of text; what is left over is counted."""

MOST_UNPLACED = 20
LONGEST_NAME = 24

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])?")
_ZWJ = "\u200d"
_SKIN_TONES = range(0x1F3FB, 0x1F400)


def render(document: Document, layers: Sequence[str] | None, width: int) -> Iterator[Text]:
    """Yield the lines to print: text, brackets under it, and a legend.

    Args:
        document: with its layers.
        layers: the names of those to show; None chooses: entities, quotes, dates and stance where they are there,
            else all but structure, sentences and tokens, else the first of these.
        width: columns of the terminal; less than 20 counts as 20.

    Raises:
        UnknownNameError: the document has no layer of such a name.
    """
    names = _choose(document) if layers is None else dict.fromkeys(layers)
    shown = [_Shown(document, document[name], COLOURS[i % len(COLOURS)]) for i, name in enumerate(names)]
    width = max(width, LEAST_WIDTH)
    for row in lay_out(document.text, width):
        pieces = sorted((piece for each in shown for piece in each.pieces(row)), key=lambda piece: piece.length)
        yield _text_line(document.text, row, pieces)
        yield from _tracks(pieces, width)
    yield from _legend(shown)


def _choose(document: Document) -> list[str]:
    first = [name for name in FIRST_CHOICE if name in document]
    others = [name for name in document.layers if name not in BACKGROUND]
    return first or others or [name for name in BACKGROUND if name in document][:1]


# The text.


@lru_cache(maxsize=4096)
def picture(character: str) -> str:
    """Return what stands for one code point in the terminal: itself, or one character that can be seen."""
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    special = {"\x7f": "␡", "\x85": "␤", "\u2028": "␤", "\u2029": "¶", _ZWJ: _ZWJ, "\u200c": "\u200c"}
    if character in special:
        return special[character]
    kind = unicodedata.category(character)
    return {"Cc": "␦", "Cf": "◌", "Cs": "�"}.get(kind, character)


class Row(NamedTuple):
    """One line on the screen: ``text[start:end]``.

    Attributes:
        start: code point offset.
        end: code point offset, exclusive; a line feed belongs to the row that it ends.
        columns: for each code point, and for the end, the column where it begins.
    """

    start: int
    end: int
    columns: list[int]

    def column(self, offset: int) -> int:
        """Return the column of an offset; of one outside the row, the nearest edge."""
        return self.columns[min(max(offset, self.start), self.end) - self.start]


def lay_out(text: str, width: int) -> Iterator[Row]:
    """Divide a text into rows of at most ``width`` columns (a space may hang over); together they hold all of it."""
    if not text:
        yield Row(0, 0, [0])
    for line in _LINE.finditer(text):
        start, end = line.span()
        while start < end:
            row = _fill(text, start, end, width)
            yield row
            start = row.end


def _fill(text: str, start: int, end: int, width: int) -> Row:
    """Return the row that begins at ``start``: up to the end of the line, or to the last good place for a break."""
    columns = [0]
    best = 0
    for i in range(start, end):
        cells = _cells(text, i, start)
        hangs = text[i] == " " and i > start and text[i - 1] != " "
        if columns[-1] + cells > width and cells and not hangs and i > start:
            stop = best or i
            return Row(start, stop, columns[: stop - start + 1])
        columns.append(columns[-1] + cells)
        if text[i] in " -—" or cells == 2:
            best = i + 1 if not _joins(text, i + 1, end) else best
    return Row(start, end, columns)


def _cells(text: str, i: int, start: int) -> int:
    """Return how many columns the code point takes, given the one before it."""
    character = text[i]
    if character == "\n" or (i > start and (text[i - 1] == _ZWJ or ord(character) in _SKIN_TONES)):
        return 0
    return cell_len(picture(character))


def _joins(text: str, i: int, end: int) -> bool:
    return i < end and (cell_len(picture(text[i])) == 0 or ord(text[i]) in _SKIN_TONES)


def _text_line(text: str, row: Row, pieces: Sequence[_Piece]) -> Text:
    """Return the words of a row, each in the colour of the innermost annotation."""
    line = Text("".join(picture(c) for c in text[row.start : row.end] if c != "\n"), no_wrap=True)
    for piece in reversed(pieces):
        for start, end in piece.ranges:
            if start < row.end and end > row.start:
                line.stylize(f"bold {piece.style}", max(start, row.start) - row.start, min(end, row.end) - row.start)
    return line


# The brackets.


class _Piece(NamedTuple):
    """The part of one annotation that lies in one row.

    Attributes:
        length: of the whole annotation in code points, from the first to the last of its ranges.
        ranges: code point offsets, of all its ranges.
        column: where its bracket begins.
        bracket: as drawn, one character a column.
        names: what may be written about it, the longest first.
        news: the shortest of them that tells what the words do not; empty where there is no such thing.
        style: of its layer.
    """

    length: int
    ranges: list[tuple[int, int]]
    column: int
    bracket: str
    names: tuple[str, ...]
    news: str
    style: str


class _Shown:
    """A layer with its style, and its links by the annotation that they start from."""

    def __init__(self, document: Document, layer: Layer, style: str) -> None:
        self.document, self.layer, self.style = document, layer, style
        self._links: dict[str, list[Link]] = {}
        for link in layer.links:
            self._links.setdefault(link.source, []).append(link)

    def pieces(self, row: Row) -> Iterator[_Piece]:
        """Yield what the annotations of the layer show in a row."""
        at_end = row.end == len(self.document.text)
        stop = row.end + 1 if at_end else row.end  # what stands at the end of the text belongs to the last row
        for annotation in self.layer.overlapping(row.start, stop):
            column, bracket = _bracket(annotation, row, stop)
            ranges = [(span.start, span.end) for span in annotation.ranges]
            begins = annotation.start >= row.start
            names = self.names(annotation) if begins else _short_names(annotation)
            news = self._news(annotation) if begins else ""
            yield _Piece(annotation.end - annotation.start, ranges, column, bracket, names, news, self.style)

    def names(self, annotation: Annotation) -> tuple[str, ...]:
        """Return what may be written about an annotation, the longest first: its value and its links, id, label."""
        value = annotation.features.get("value")
        told = [_visible(str(value))] if isinstance(value, str | int | float) else []
        told += [f"{link.role}: {self._name_of(link.target)}" for link in self._links.get(annotation.id, ())]
        middle, short = _short_names(annotation)
        return (" · ".join((middle, *told)), " · ".join((middle, *told[:1])), middle, short)

    def _news(self, annotation: Annotation) -> str:
        """Return the label with what the words do not tell: a value, or whom they stand for, without being a name."""
        label, value = _visible(annotation.label), annotation.features.get("value")
        if isinstance(value, str | int | float):
            return f"{label} {_visible(str(value))}"
        words = set(self.document.words(annotation).casefold().split())
        for link in self._links.get(annotation.id, ()):
            with suppress(UnknownNameError):
                target = self.document.find(link.target)
                if isinstance(target, Referent) and words.isdisjoint(" ".join(target.names).casefold().split()):
                    return f"{label} → {self._name_of(link.target)}"
        return ""

    def _name_of(self, id: str) -> str:
        try:
            target = self.document.find(id)
        except UnknownNameError:  # a link into a layer that is not there
            return id
        if isinstance(target, Referent):
            name = next(iter(target.names), "")
        else:
            name = self.document.text[target.start : min(target.end, target.start + LONGEST_NAME + 1)]
        name = _visible(name or id)
        return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _short_names(annotation: Annotation) -> tuple[str, str]:
    label = _visible(annotation.label)
    return f"{annotation.id} {label}", label


def _bracket(annotation: Annotation, row: Row, stop: int) -> tuple[int, str]:
    """Draw what an annotation has before ``stop`` under a row; return the first column, and the bracket."""
    column = row.column(annotation.start)
    cells = ["┈"] * max(row.column(annotation.end) - column, 1)
    for span in annotation.ranges:
        if row.start <= span.start < stop or row.start < span.end <= row.end or span.start < row.start < span.end:
            first = min(row.column(span.start) - column, len(cells) - 1)
            _draw(cells, first, row.column(span.end) - column, span.start >= row.start, span.end <= row.end)
    return column, "".join(cells)


def _draw(cells: list[str], first: int, last: int, begins: bool, ends: bool) -> None:
    """Draw one range into the cells of a bracket, open where it does not begin or end in this row."""
    if last <= first:
        cells[first] = "^"
    elif last - first == 1:
        cells[first] = "╵" if begins and ends else "┄"
    else:
        cells[first:last] = ["╰" if begins else "┄", *"─" * (last - first - 2), "╯" if ends else "┄"]


def _visible(words: str) -> str:
    return "".join(map(picture, words))


def _tracks(pieces: Sequence[_Piece], width: int) -> Iterator[Text]:
    """Stack the brackets, the shortest annotations first, and yield the rows that they fill."""
    tracks: list[list[tuple[int, str, str]]] = []
    left_over = 0
    for piece in pieces:
        column, drawn = _labelled(piece, width)
        end = column + cell_len(drawn)
        track = next((track for track in tracks if _is_free(track, column, end)), None)
        if track is None and len(tracks) == MOST_TRACKS:
            left_over += 1
            continue
        if track is None:
            track = []
            tracks.append(track)
        track.insert(bisect_right(track, (column, "", "")), (column, drawn, piece.style))
    yield from map(_track_line, tracks)
    if left_over:
        yield Text(f"… and {left_over} more here", style="dim", no_wrap=True)


def _is_free(track: Sequence[tuple[int, str, str]], column: int, end: int) -> bool:
    """Whether nothing stands in those columns, nor touches them."""
    place = bisect_right(track, (column, "", ""))
    before = track[place - 1] if place else None
    after = track[place] if place < len(track) else None
    return (before is None or before[0] + cell_len(before[1]) < column) and (after is None or end < after[0])


def _track_line(track: Sequence[tuple[int, str, str]]) -> Text:
    line = Text(no_wrap=True)
    at = 0
    for column, drawn, style in track:
        line.append(" " * (column - at))
        line.append(drawn, style=style)
        at = column + cell_len(drawn)
    return line


def _labelled(piece: _Piece, width: int) -> tuple[int, str]:
    """Write the name of a piece into its bracket where there is room, else beside it; return column and drawing."""
    told = [(*piece.names[:2], piece.news)] if piece.news else []  # told beside rather than left out
    for names in (*told, piece.names):
        drawn = _inside(piece, names) or _beside(piece, names[-1], width)
        if drawn is not None:
            return drawn
    return piece.column, piece.bracket


def _inside(piece: _Piece, names: Sequence[str]) -> tuple[int, str] | None:
    """Write the first name that fits into the bracket."""
    solid = max(re.findall("─*", piece.bracket), key=len)
    fitting = next((name for name in names if cell_len(name) + 4 <= len(solid)), None)
    if fitting is None:
        return None
    room = len(solid) - cell_len(fitting) - 2
    inner = "─" * (room // 2) + f" {fitting} " + "─" * (room - room // 2)
    return piece.column, piece.bracket.replace(solid, inner, 1)


def _beside(piece: _Piece, name: str, width: int) -> tuple[int, str] | None:
    """Write a name after the bracket, or before it, where the line has room."""
    needed = cell_len(name) + 1
    if piece.column + len(piece.bracket) + needed <= width:
        return piece.column, f"{piece.bracket} {name}"
    if needed <= piece.column:
        return piece.column - needed, f"{name} {piece.bracket}"
    return None


# The legend.


def _legend(shown: Sequence[_Shown]) -> Iterator[Text]:
    """Name the layers with what they hold, and list what has no place in the text."""
    yield Text()
    for each in shown:
        counts = Counter(annotation.label for annotation in each.layer)
        held = ", ".join(f"{count} {_visible(label)}" for label, count in counts.most_common())
        yield Text.assemble((each.layer.name, f"bold {each.style}"), f"  {held or 'nothing'}", no_wrap=True)
        unplaced = [annotation for annotation in each.layer if not annotation.ranges]
        for annotation in unplaced[:MOST_UNPLACED]:
            yield Text(f"  of the whole document: {each.names(annotation)[0]}", no_wrap=True)
        if len(unplaced) > MOST_UNPLACED:
            yield Text(f"  and {len(unplaced) - MOST_UNPLACED} more of the whole document", no_wrap=True)
    yield Text("╰──╯ annotation  ┄ goes on  ┈ gap  ╵ one column  ^ empty range", style="dim", no_wrap=True)
