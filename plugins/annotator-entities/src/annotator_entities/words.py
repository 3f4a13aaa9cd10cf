"""The words of a document as plain columns, which the scanner reads much faster than annotations."""

from __future__ import annotations

from annotator import Document, Layer
from annotator_entities.vocabulary import ABBREVIATIONS, TITLE_PREFIXES, TITLES

__all__ = ["CAPITAL", "LOWER", "NUMBER", "OTHER", "UPPER", "Words"]

OTHER, LOWER, CAPITAL, UPPER, NUMBER = range(5)
"""Shapes of words: punctuation and the like, lower case, a capital first (or within), capitals alone, digits first."""

WEAK_SHARE = 0.8
"""Share of common words with a capital from which capitals say nothing, as in a headline or a line of capitals."""

_OFFICIAL = TITLES | TITLE_PREFIXES
"""Words that bear a capital before a name, in a headline or not."""

_POINTED = frozenset(title for title in TITLES if title[-1] == ".")
"""Titles that end in a point, which ends no sentence."""

_QUOTES = str.maketrans("’‘ʼ`\xa0‐‑", "'''' --")


class Words:
    """The words of a document in reading order.

    Attributes:
        text: the text with typographic apostrophes, hyphens and spaces made plain; offsets are unchanged.
        words: the words, in the same plain form, abbreviations with their points.
        starts: their first offsets.
        ends: the offsets after them.
        shapes: `OTHER`, `LOWER`, `CAPITAL`, `UPPER` or `NUMBER`.
        sentence: the number of the sentence that a word stands in.
        opens: whether a word owes its capital to its place: it begins a sentence or a quotation.
        weak: whether the capitals of its sentence say nothing.
        end_offsets: the ends, as a set.
        bounds: for each sentence its first word and the one after its last.
    """

    def __init__(self, document: Document, common: frozenset[str]) -> None:
        self._common = common
        self.text = document.text.translate(_QUOTES)
        self.starts, self.ends = _columns(document["tokens"], self.text)
        self.words = [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]
        self.shapes = [shape(word) for word in self.words]
        self.end_offsets = set(self.ends)
        self.sentence = _numbers(self.starts, document["sentences"])
        self._join_titles()
        self.bounds = _bounds(self.sentence)
        self.opens = [False] * len(self.words)
        self.weak = [False] * len(self.words)
        for first, last in self.bounds:
            self._mark(first, last)

    def __len__(self) -> int:
        return len(self.words)

    def string(self, first: int, last: int) -> str:
        """Return the text of the words ``first`` to ``last - 1``, white space as it stands."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def glued(self, i: int) -> bool:
        """Whether a word follows the one before it without white space."""
        return 0 < i < len(self.words) and self.starts[i] == self.ends[i - 1]

    def spaced(self, i: int) -> bool:
        """Whether one space alone stands between a word and the one before it, in one sentence."""
        return (
            0 < i < len(self.words)
            and self.starts[i] == self.ends[i - 1] + 1
            and self.text[self.ends[i - 1]] == " "
            and self.sentence[i] == self.sentence[i - 1]
        )

    def _join_titles(self) -> None:
        """Join a sentence that ends in an abbreviated title ("Gov.") with the one that goes on in the same line."""
        places = [i for i, word in enumerate(self.words[:-1], 1) if word in _POINTED]
        steps = {i: self.sentence[i] - self.sentence[i - 1] for i in places if self._goes_on(i)}
        back = 0
        for i in range(min(steps, default=len(self.words)), len(self.words)):
            back += steps.get(i, 0)
            self.sentence[i] -= back

    def _goes_on(self, i: int) -> bool:
        """Whether one space alone stands before a word."""
        return self.text[self.ends[i - 1] : self.starts[i]] == " "

    def _mark(self, first: int, last: int) -> None:
        """Mark the words of one sentence that owe their capital to their place."""
        expect = True
        for i in range(first, last):
            if self.shapes[i] == OTHER:
                expect = expect or self.words[i] in '"“«:•*'
            else:
                self.opens[i] = expect
                expect = False
        if self._is_weak(first, last):
            self.weak[first:last] = [True] * (last - first)

    def _is_weak(self, first: int, last: int) -> bool:
        """Whether common words bear capitals for the most part, as in a headline; a list of names is none."""
        counted = capitals = upper = 0
        for i in range(first, last):
            word, kind = self.words[i], self.shapes[i]
            if word in _OFFICIAL:
                continue
            if len(word) > 3 and kind in (LOWER, CAPITAL, UPPER) and word.lower() in self._common:
                counted += 1
                capitals += kind != LOWER and (kind == UPPER or not self.opens[i])
                upper += kind == UPPER
        share = 1 if self.words[last - 1] == "." else WEAK_SHARE  # a headline has no point
        return (capitals > 2 and capitals >= share * counted) or (upper > 0 and upper == counted)


def shape(word: str) -> int:
    """Return the shape of a word."""
    first = word[0]
    if first.islower():
        return CAPITAL if len(word) > 2 and word[1].isupper() else LOWER
    if first.isupper() or first.istitle():
        return UPPER if len(word) > 1 and word.isupper() else CAPITAL
    if first.isdigit():
        return NUMBER
    return LOWER if first.isalpha() else OTHER


def _columns(tokens: Layer, text: str) -> tuple[list[int], list[int]]:
    """Return the first and last offsets of words; an abbreviation ("Gen.", "J.") takes its point to itself.

    A point after which a line or the text ends is left alone: it ends the sentence, whatever else it does.
    """
    starts: list[int] = []
    ends: list[int] = []
    for token in tokens:
        if not token.ranges:
            continue
        start, end = token.ranges[0].start, token.ranges[0].end
        if start >= end:
            continue
        if (
            end == start + 1
            and text[start] == "."
            and ends
            and ends[-1] == start
            and text[end : end + 1] not in ("", "\n")
        ):
            before = text[starts[-1] : start]
            if before in ABBREVIATIONS or (len(before) == 1 and before.isupper()):
                ends[-1] = end
                continue
        starts.append(start)
        ends.append(end)
    return starts, ends


def _numbers(starts: list[int], sentences: Layer) -> list[int]:
    """Return for each word the number of the sentence that it stands in, 0 for those outside of all."""
    bounds = sorted((a.start, a.end) for a in sentences)
    found, number = [], 0
    for start in starts:
        while number < len(bounds) and bounds[number][1] <= start:
            number += 1
        found.append(number)
    return found


def _bounds(numbers: list[int]) -> list[tuple[int, int]]:
    """Return the first word and the one after the last for each sentence."""
    changes = [i for i in range(len(numbers)) if i == 0 or numbers[i] != numbers[i - 1]]
    return list(zip(changes, [*changes[1:], len(numbers)], strict=True)) if changes else []
