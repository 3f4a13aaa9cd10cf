"""The words of a document as the rules see them: flat lists, one place for each token."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from annotator import Document
from annotator_quotes.vocabulary import word_class

__all__ = ["Words"]


_LONGEST_SENTENCE = 250
"""A longer sentence, in tokens, is none: it is cut, so that no rule looks farther than this."""


class Words:
    """Tokens, sentences and blocks of a document, by token number.

    Attributes:
        text: the document's text.
        start, end: offsets of each token.
        form: each token in lower case.
        flags: the word classes of each token (see `vocabulary`).
        sentences: half-open ranges of tokens; every token lies in at most one.
        blocks: half-open ranges of tokens; one for each block of `structure`, else for each line.
        headlines: the numbers of blocks that are headlines.
    """

    def __init__(self, document: Document) -> None:
        self.text = document.text
        tokens = sorted((a.start, a.end) for a in document["tokens"] if a.end > a.start)
        self.start = [start for start, _ in tokens]
        self.end = [end for _, end in tokens]
        text, classes = self.text, word_class()
        self.form = [text[start:end].lower() for start, end in tokens]
        self.flags = [classes.get(form, 0) for form in self.form]
        sentences = self._token_ranges(sorted((a.start, a.end) for a in document["sentences"]))
        self.sentences = [
            (start, min(start + _LONGEST_SENTENCE, stop))
            for first, stop in sentences
            for start in range(first, stop, _LONGEST_SENTENCE)
        ]
        self.headlines: set[int] = set()
        self.blocks = self._blocks(document)

    def __len__(self) -> int:
        return len(self.start)

    def surface(self, i: int) -> str:
        """Return token ``i`` as it is written."""
        return self.text[self.start[i] : self.end[i]]

    def is_capital(self, i: int) -> bool:
        """Whether token ``i`` starts with a capital letter."""
        return self.text[self.start[i]].isupper()

    def is_word(self, i: int) -> bool:
        """Whether token ``i`` holds a letter or a digit at its start or end."""
        return self.text[self.start[i]].isalnum() or self.text[self.end[i] - 1].isalnum()

    def first_at(self, offset: int) -> int:
        """Return the number of the first token that starts at or after an offset."""
        return bisect_left(self.start, offset)

    def _token_ranges(self, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        last = 0
        for start, end in spans:
            first, stop = max(last, self.first_at(start)), self.first_at(end)
            if first < stop:
                yield first, stop
                last = stop

    def _blocks(self, document: Document) -> list[tuple[int, int]]:
        structure = document.get("structure")
        if structure is None:
            return list(self._token_ranges(_lines(self.text)))
        spans: list[tuple[int, int]] = []
        heads: set[int] = set()
        for a in sorted(structure, key=lambda a: (a.start, -a.end)):
            if a.end > a.start and (not spans or a.start >= spans[-1][1]):
                spans.append((a.start, a.end))
                if a.label in ("headline", "related-headline"):
                    heads.add(a.start)
        blocks = list(self._token_ranges(spans))
        self.headlines = {n for n, (first, _) in enumerate(blocks) if self.start[first] in heads}
        return blocks


def _lines(text: str) -> list[tuple[int, int]]:
    """Return the lines of a text, as a reader sees them."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        spans.append((at, at + len(line)))
        at += len(line)
    return spans
