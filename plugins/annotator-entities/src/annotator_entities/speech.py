"""Quoted stretches of a text and who speaks in them, by the words around the quotation marks alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from annotator_entities import vocabulary as v
from annotator_entities.entity import Mention
from annotator_entities.syntax import LONGEST_CLAUSE, Syntax
from annotator_entities.words import Words

__all__ = ["Speech", "Stretch"]

_OPENING, _CLOSING = frozenset('"“«'), frozenset('"”»')
_MARKS = _OPENING | _CLOSING
_PRONOUNS = v.word_set("he she they He She They")
_MESSAGES = v.word_set("statement letter speech interview tweet message post email remark remarks blog release note")
_ALONG = v.word_set(
    "saying stating adding telling writing noting explaining warning arguing insisting declaring asking"
)
"""Verbs of saying that go along with what the subject of the sentence does."""
_FURTHEST_VERB = 7
"""Words between a verb of saying and the quotation that it introduces ("told a crowd in the old town: ...")."""
_LONGEST_CLAUSE = 24
"""Words of a clause that attributes a quotation in two parts."""


class Stretch:
    """Words between quotation marks.

    Attributes:
        first: the first word inside the marks.
        last: the word after the last inside.
        closed: whether a closing mark was seen.
        speaker: the mention of who speaks, when it is seen.
        pronoun: the pronoun that says who speaks, -1 when there is none.
    """

    def __init__(self, first: int, last: int, closed: bool) -> None:
        self.first, self.last, self.closed = first, last, closed
        self.speaker: Mention | None = None
        self.pronoun = -1

    @property
    def is_attributed(self) -> bool:
        """Whether it is seen who speaks."""
        return self.speaker is not None or self.pronoun >= 0


class Speech:
    """The quoted stretches of a document.

    Attributes:
        stretches: in reading order.
        at: for each word the stretch that it stands in, None outside of all.
    """

    def __init__(self, words: Words, mentions: list[Mention], syntax: Syntax) -> None:
        self.words, self.syntax = words, syntax
        self.stretches = _stretches(words)
        self.at: list[Stretch | None] = [None] * len(words)
        for stretch in self.stretches:
            self.at[stretch.first : stretch.last] = [stretch] * (stretch.last - stretch.first)
        if self.stretches:
            self._attribute([m for m in mentions if m.level in ("named", "nominal")])

    def _attribute(self, mentions: list[Mention]) -> None:
        self._starts = {self.syntax.first(mention): mention for mention in mentions}
        self._starts |= {mention.first: mention for mention in mentions}
        self._verbs = {
            verb: m for m in mentions if (verb := self.syntax.verb(m)) and not self.syntax.after_preposition(m)
        }
        before: Stretch | None = None
        for stretch in self.stretches:
            self._behind(stretch)
            if not stretch.is_attributed:
                self._ahead(stretch)
            if not stretch.is_attributed and before is not None and self._goes_on(before, stretch):
                stretch.speaker, stretch.pronoun = before.speaker, before.pronoun
            before = stretch

    def _behind(self, stretch: Stretch) -> None:
        """Find the speaker after the closing mark: "..." said Ana Rojas; "...", Rojas said; "..." she added."""
        words, j = self.words.words, stretch.last + 1
        j += j < len(words) and words[j] == ","
        if (
            not stretch.closed
            or j + 1 >= len(words)
            or "\n" in self.words.text[self.words.ends[j - 1] : self.words.starts[j]]
        ):
            return
        if words[j] in v.SAYING:
            self._take(stretch, j + 1)
            if not stretch.is_attributed:
                stretch.speaker = next((self._starts[at] for at in range(j + 1, j + 5) if at in self._starts), None)
            return
        mention = self._starts.get(j) or self._starts.get(j + 1)
        verb = self.syntax.verb(mention) if mention else j + 1
        if verb and verb < len(words) and words[verb] in v.SAYING:
            stretch.speaker = mention
            if mention is None:
                self._take(stretch, j)

    def _ahead(self, stretch: Stretch) -> None:
        """Find the speaker before the opening mark: Ana Rojas said: "..."; she told a crowd, "..."."""
        words, i = self.words.words, stretch.first - 2
        if i < 1:
            return
        if words[i] == "." and "\n" not in self.words.text[self.words.ends[i] : self.words.starts[stretch.first]]:
            stretch.speaker = self._issuer(i)
            return
        for at in range(i, max(0, i - _FURTHEST_VERB), -1):
            if self.words.sentence[at] != self.words.sentence[i] or self.at[at] is not None:
                return
            if words[at] in _ALONG:
                stretch.speaker = self._subject_before(at)
                return
            if words[at] in v.SAYING:
                stretch.speaker = self._verbs.get(at)
                if stretch.speaker is None:
                    self._take(stretch, at - 1)
                return

    def _issuer(self, i: int) -> Mention | None:
        """Return the subject of a sentence that ends at a word and speaks of a message: "Rojas sent a letter."."""
        message = next((at for at in self._back(i) if self.words.words[at] in _MESSAGES), -1)
        return self._subject_before(message) if message >= 0 else None

    def _subject_before(self, i: int) -> Mention | None:
        """Return the subject of the last verb before a word in its sentence: "Rojas left, saying"."""
        return next((self._verbs[at] for at in self._back(i) if at in self._verbs), None)

    def _back(self, i: int) -> Iterator[int]:
        """Yield the words of a sentence from one on back, as far as a clause may reach."""
        for at in range(i, max(-1, i - LONGEST_CLAUSE - 1), -1):
            if self.words.sentence[at] != self.words.sentence[i]:
                return
            yield at

    def _take(self, stretch: Stretch, at: int) -> None:
        """Note the pronoun at a word as the speaker, if it is one."""
        if 0 <= at < len(self.words) and self.words.words[at] in _PRONOUNS:
            stretch.pronoun = at

    def _goes_on(self, before: Stretch, stretch: Stretch) -> bool:
        """Whether nothing but a clause that attributes stands between two stretches, or a paragraph ends unclosed."""
        if not before.is_attributed:
            return False
        between = range(before.last, stretch.first)
        gap = self.words.text[self.words.starts[before.last - 1] : self.words.starts[stretch.first]]
        if not before.closed:
            return len(between) <= 2
        sentences = self.words.sentence[stretch.first] - self.words.sentence[before.last - 1]
        return "\n" not in gap and len(between) <= _LONGEST_CLAUSE and sentences <= 1


def _stretches(words: Words) -> list[Stretch]:
    """Return the stretches between quotation marks; a paragraph ends one that is not closed.

    Where the next paragraph has no opening mark but a closing one, the quotation has gone on.
    """
    found: list[Stretch] = []
    open_at = -1
    for i in [i for i, word in enumerate(words.words) if word in _MARKS]:
        if open_at >= 0 and (last := _paragraph_end(words, open_at, i)) < i:
            _note(found, open_at, last, closed=False)
            open_at = last if _closes(words, i) and _paragraph_end(words, last + 1, i) == i else -1
        if open_at >= 0 and words.words[i] in _CLOSING:
            _note(found, open_at, i, closed=True)
            open_at = -1
        elif open_at < 0 and words.words[i] in _OPENING:
            open_at = i + 1
    if open_at >= 0:
        _note(found, open_at, _paragraph_end(words, open_at, len(words)), closed=False)
    return found


def _closes(words: Words, i: int) -> bool:
    """Whether a mark can only close a quotation: it stands right behind a word, with a space or the end after it."""
    return words.words[i] in _CLOSING and words.glued(i) and not words.glued(i + 1)


def _paragraph_end(words: Words, first: int, last: int) -> int:
    """Return the word before which the paragraph of a word ends, ``last`` where it does not end before."""
    end = words.text.find("\n", words.ends[first - 1], words.starts[last] if last < len(words) else len(words.text))
    return last if end < 0 else bisect_left(words.starts, end)


def _note(found: list[Stretch], first: int, last: int, *, closed: bool) -> None:
    if first < last:
        found.append(Stretch(first, last, closed))
