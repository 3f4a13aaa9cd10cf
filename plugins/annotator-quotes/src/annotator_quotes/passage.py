"""What the rules work on: the words of a document with its quotations, and what they find there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from annotator_quotes.marks import Quotation
from annotator_quotes.vocabulary import Verb
from annotator_quotes.words import Words

__all__ = ["Attribution", "Content", "Cue", "Phrase", "Scene"]


_BRIEF = 2
"""The most words of a quotation that may be scare quotes."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to ``stop`` (half-open); ``head`` is the last token of its first part."""

    first: int
    stop: int
    head: int


@dataclass(slots=True)
class Cue:
    """An expression that reports: tokens ``first`` to ``stop``, in the sentence ``floor`` to ``ceiling``.

    Attributes:
        group: the first token of the verb group, auxiliaries and adverbs included.
        tense: the forms that the verb may have when it stands without auxiliary (see `inflection`), else 0.
    """

    first: int
    stop: int
    group: int
    floor: int
    ceiling: int
    verb: Verb
    rule: str
    subject: Phrase | None = None
    addressee: Phrase | None = None
    tense: int = 0


@dataclass(slots=True)
class Content:
    """One stretch of what is reported; offsets, half-open."""

    start: int
    end: int
    implicit: bool = False


@dataclass(slots=True)
class Attribution:
    """A cue (or none) with the contents that belong to it; ``kind`` is None for words that nobody says."""

    contents: list[Content]
    kind: str | None
    rule: str
    cue: Cue | None = None
    speaker: Phrase | None = None
    addressee: Phrase | None = None
    confidence: float | None = None


class Scene:
    """The words of a document with its outer quotations.

    Attributes:
        words: the tokens.
        quotations: those that stand in no other, in the order of the text.
        inside: for each token the number of the quotation it stands in, or -1.
    """

    def __init__(self, words: Words, quotations: list[Quotation]) -> None:
        self.words = words
        self.quotations = [q for q in quotations if q.depth == 0]
        self._quotation_starts = [q.start for q in self.quotations]
        self._quotation_ends = [q.end for q in self.quotations]
        self._block_starts = [words.start[first] for first, _ in words.blocks]
        self._sentence_starts = [words.start[first] for first, _ in words.sentences]
        self.inside = [-1] * len(words)
        for number, quotation in enumerate(self.quotations):
            for i in range(words.first_at(quotation.start), words.first_at(quotation.end)):
                self.inside[i] = number

    def quotations_in(self, start: int, end: int) -> list[Quotation]:
        """Return the outer quotations that share a code point with ``start:end``."""
        return self.quotations[bisect_right(self._quotation_ends, start) : bisect_left(self._quotation_starts, end)]

    def block_at(self, offset: int) -> int:
        """Return the number of the block that an offset lies in."""
        return bisect_right(self._block_starts, offset) - 1

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence that an offset lies in, or that comes before it."""
        return bisect_right(self._sentence_starts, offset) - 1

    def headlines(self) -> set[int]:
        """Return the first tokens of the headlines; without structure, that of the first block."""
        if self.words.headlines:
            return {self.words.blocks[n][0] for n in self.words.headlines}
        return {first for first, _ in self.words.blocks[:1]}

    def is_title(self, floor: int, ceiling: int) -> bool:
        """Whether a sentence is written as a title, nearly every word with a capital."""
        words = [i for i in range(floor, ceiling) if self.words.text[self.words.start[i]].isalpha()]
        long = [i for i in words if self.words.end[i] - self.words.start[i] > 3]
        return len(long) > 1 and sum(map(self.words.is_capital, long)) >= 0.8 * len(long)

    def names_work(self, number: int) -> bool:
        """Whether a quotation is the title of a work or programme: a few words, each with a capital."""
        first, stop = self.tokens_of(number)
        words = [i for i in range(first, stop) if self.words.is_word(i)]
        if not words or len(words) > 7 or not self.words.is_word(stop - 2):
            return False
        return all(self.words.is_capital(i) or self.words.end[i] - self.words.start[i] <= 3 for i in words)

    def is_brief(self, number: int) -> bool:
        """Whether a quotation holds but one or two words and no stop, as scare quotes do."""
        first, stop = self.tokens_of(number)
        words = sum(self.words.is_word(i) for i in range(first, stop))
        return words <= _BRIEF and not self.ends_with_stop(number)

    def ends_with_stop(self, number: int) -> bool:
        """Whether a quotation has a comma, a question or an exclamation mark before its closing mark."""
        quotation = self.quotations[number]
        inner = self.words.text[max(quotation.start, quotation.end - 4) : quotation.end].rstrip("\"'”’»›“ \u00a0\u202f")
        return inner.endswith((",", "?", "!"))

    def tokens_of(self, number: int) -> tuple[int, int]:
        """Return the tokens of a quotation, half-open."""
        quotation = self.quotations[number]
        return self.words.first_at(quotation.start), self.words.first_at(quotation.end)
