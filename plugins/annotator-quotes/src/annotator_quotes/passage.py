"""What the rules work on: the words of a document with its quotations, and what they find there."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator_quotes.marks import Quotation
from annotator_quotes.vocabulary import Verb
from annotator_quotes.words import Words

__all__ = ["Attribution", "Content", "Cue", "Phrase", "Scene"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to ``stop`` (half-open); ``head`` is the last token of its first part."""

    first: int
    stop: int
    head: int


@dataclass(slots=True)
class Cue:
    """An expression that reports: tokens ``first`` to ``stop``, in the sentence ``floor`` to ``ceiling``."""

    first: int
    stop: int
    group: int
    floor: int
    ceiling: int
    verb: Verb
    rule: str
    subject: Phrase | None = None
    addressee: Phrase | None = None


@dataclass(slots=True)
class Content:
    """One stretch of what is reported; offsets, half-open."""

    start: int
    end: int
    implicit: bool = False


@dataclass(slots=True)
class Attribution:
    """A cue (or none) with the contents that belong to it."""

    contents: list[Content]
    kind: str
    rule: str
    cue: Cue | None = None
    speaker: Phrase | None = None
    addressee: Phrase | None = None
    labels: list[str] = field(default_factory=list)


class Scene:
    """The words of a document with its outer quotations.

    Attributes:
        words: the tokens.
        quotations: those that stand in no other, in the order of the text.
        inside: for each token the number of the quotation it stands in, or -1.
        block_of: for each quotation the number of its block.
    """

    def __init__(self, words: Words, quotations: list[Quotation]) -> None:
        self.words = words
        self.quotations = [q for q in quotations if q.depth == 0]
        self.inside = [-1] * len(words)
        for number, quotation in enumerate(self.quotations):
            for i in range(words.first_at(quotation.start), words.first_at(quotation.end)):
                self.inside[i] = number

    def tokens_of(self, number: int) -> tuple[int, int]:
        """Return the tokens of a quotation, half-open."""
        quotation = self.quotations[number]
        return self.words.first_at(quotation.start), self.words.first_at(quotation.end)
