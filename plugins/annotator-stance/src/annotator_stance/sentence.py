"""One sentence as the frames see it: words with kinds, verbs told from nouns, noun phrases.

There is no tagger and no parser behind this. Small words are known by list, verbs by the forms of the lexicon and of
some hundreds of common verbs, and a form that could be noun or verb is decided by its neighbours. Kinds are letters:

    d determiner, possessive   p preposition   c coordinator   s subordinator, relative   r pronoun   b be   h have
    o do   m modal   n negation   t "to"   a adverb   v verb   w noun, adjective, name   # number   ' possessive mark
    - hyphen inside a word   q double quotation mark   , break in the clause   . end
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator_stance.inflection import Form
from annotator_stance.lexicon import Entry, load_grammar, load_lexicon
from annotator_stance.verbhood import is_verb

__all__ = ["NounPhrase", "Sentence"]

_PUNCTUATION = {
    **dict.fromkeys(",;:–—()[]{}…", ","),
    **dict.fromkeys(".?!", "."),
    **dict.fromkeys('"“”„«»', "q"),
    **dict.fromkeys("-‐‑", "-"),
    **dict.fromkeys("'’‘", "'"),
    "--": ",", "...": ",", "'s": "'", "’s": "'", "``": "q", "''": "q", "%": "w", "$": "w", "€": "w", "£": "w",
}  # fmt: skip
_NOMINAL = frozenset("w#'-")
_LONGEST_PHRASE = 16
_LONGEST_PARENTHESIS = 8


class NounPhrase(NamedTuple):
    """Places of the first and the last word of a noun phrase; the last one is its head."""

    first: int
    last: int


def _unknown(word: str) -> tuple[str, Form] | None:
    return (word, "ed") if word.endswith("ed") and len(word) > 4 else None


class Sentence:
    """The words of one sentence.

    Args:
        words: as they stand in the text.
        spans: their offsets.
        named: for each word the number of the entity mention that it belongs to, or -1.
    """

    def __init__(self, words: Sequence[str], spans: Sequence[tuple[int, int]], named: Sequence[int]) -> None:
        grammar = load_grammar()
        self.words = words
        self.spans = spans
        self.named = named
        self.lower = [word.lower().replace("’", "'") for word in words]
        self.verbs: list[tuple[str, Form] | None] = [
            grammar.verb_forms.get(word) or _unknown(word) for word in self.lower
        ]
        self.sets = grammar.sets
        self.kinds = [self._first_kind(i, grammar.kinds) for i in range(len(words))]
        self._hide_parentheses()
        self._hide_times()
        self._tell_verbs()

    def __len__(self) -> int:
        return len(self.words)

    # Kinds.

    def _first_kind(self, i: int, kinds: dict[str, str]) -> str:
        word = self.lower[i]
        if word in _PUNCTUATION:
            return self._mark(i, _PUNCTUATION[word])
        if self.named[i] >= 0:
            return "w"
        kind = kinds.get(word)
        if kind is not None:
            return self._settle(i, kind)
        if (
            word.endswith("ly")
            and len(word) > 4
            and not (i and self.words[i][0].isupper())
            and word not in self.sets["not_adverbs"]
        ):
            return "a"
        if word[:1].isdigit():
            return "#"
        return "w" if word[:1].isalnum() else ","

    def _mark(self, i: int, kind: str) -> str:
        if kind == "-":
            joined = 0 < i < len(self.words) - 1 and (
                self.spans[i - 1][1] == self.spans[i][0] and self.spans[i][1] == self.spans[i + 1][0]
            )
            return "-" if joined else ","
        if kind == "." and i and i + 1 < len(self.words):
            abbreviated = self.spans[i - 1][1] == self.spans[i][0] and self.words[i - 1][:1].isupper()
            return "-" if abbreviated and self.words[i + 1][:1].isupper() else kind
        return kind

    def _settle(self, i: int, kind: str) -> str:
        """Decide for small words that have two kinds."""
        word = self.lower[i]
        capital = self.words[i][:1].isupper()
        if kind == "m" and capital and word in ("may", "will") and i > 0:
            return "w"
        if word == "no" and self.lower[i + 1 : i + 2] == ["longer"]:
            return "n"
        if word == "us" and self.words[i] == "US":
            return "w"
        if word == "her" and (i + 1 == len(self.words) or not self.lower[i + 1][:1].isalnum()):
            return "r"
        return kind

    def _hide_parentheses(self) -> None:
        opened = -1
        for i, word in enumerate(self.lower):
            if word in ("(", "["):
                opened = i
            elif word in (")", "]") and opened >= 0 and i - opened <= _LONGEST_PARENTHESIS:
                self.kinds[opened : i + 1] = ["a"] * (i + 1 - opened)
                opened = -1

    def _hide_times(self) -> None:
        """Treat "on Tuesday", "last week" as adverbs, so that they do not hide the subject of a verb."""
        times, modifiers = self.sets["time_nouns"], self.sets["time_modifiers"]
        for i, word in enumerate(self.lower):
            if word in times and i and self.lower[i - 1] in modifiers and self.kinds[i] in "wm":
                first = i - 1
                while first and self.lower[first - 1] in modifiers:
                    first -= 1
                last = i
                while last + 1 < len(self.words) and self.kinds[last + 1] == "#":
                    last += 1
                self.kinds[first : last + 1] = ["a"] * (last + 1 - first)

    def _tell_verbs(self) -> None:
        for i, reading in enumerate(self.verbs):
            if reading is not None and self.kinds[i] == "w" and self.named[i] < 0 and is_verb(self, i, reading[1]):
                self.kinds[i] = "v"

    def is_name(self, i: int) -> bool:
        """Whether the word at ``i`` is capitalised or part of a known name."""
        return 0 <= i < len(self) and (self.words[i][:1].isupper() or self.named[i] >= 0)

    # Moving about.

    def left(self, i: int) -> int:
        """Return the place before ``i``, adverbs and quotation marks skipped; -1 at the start."""
        i -= 1
        while i >= 0 and self.kinds[i] in "aq":
            i -= 1
        return i

    def right(self, i: int) -> int:
        """Return the place after ``i``, adverbs and quotation marks skipped; the length at the end."""
        i += 1
        while i < len(self) and self.kinds[i] in "aq":
            i += 1
        return i

    def kind(self, i: int) -> str:
        """Return the kind at ``i``, ``.`` outside the sentence."""
        return self.kinds[i] if 0 <= i < len(self) else "."

    def form(self, i: int) -> Form | None:
        """Return the form of the verb at ``i``, whether or not it is one here."""
        reading = self.verbs[i] if 0 <= i < len(self) else None
        return reading[1] if reading else None

    def lemma(self, i: int) -> str:
        """Return the lemma of the verb at ``i``, empty when the word is no form of a known verb."""
        reading = self.verbs[i] if 0 <= i < len(self) else None
        return reading[0] if reading else ""

    def matching(self, index: dict[str, list[Entry]], i: int) -> list[tuple[Entry, int]]:
        """Return the entries whose words stand at ``i``, with the place of their last word; longest first."""
        found = []
        for entry in index.get(self.lower[i], ()) if i < len(self) else ():
            last = i
            for particle in entry.particles:
                last += 1
                while last < len(self) and self.kinds[last] in "aq" and self.lower[last] != particle:
                    last += 1
                if last >= len(self) or self.lower[last] != particle or last - i > len(entry.particles) + 2:
                    break
            else:
                found.append((entry, last))
        return found

    # Noun phrases.

    def phrase_from(self, i: int) -> NounPhrase | None:
        """Return the noun phrase that starts at ``i`` (quotation marks skipped), None when there is none."""
        while self.kind(i) == "q":
            i += 1
        if self.kind(i) == "r":
            return NounPhrase(i, i)
        if self.lower[i : i + 1] == ["that"] and self.kind(i + 1) == "w":
            i, first = i + 1, i
        else:
            first = i
        last, j = -1, i
        while j < len(self) and j - first < _LONGEST_PHRASE and self._continues_phrase(j, last):
            if self.kinds[j] in "w#" or (self.kinds[j] == "d" and self.kind(j + 1) not in _NOMINAL):
                last = j
            j += 1
        return NounPhrase(first, last) if last >= 0 else None

    def _continues_phrase(self, i: int, last: int) -> bool:
        """Whether the word at ``i`` may stand in a noun phrase of which ``last`` is the last noun so far, or -1."""
        kind = self.kinds[i]
        if kind == "d":
            return last < 0 or self.kind(i - 1) == "'"
        if kind == "a":
            return last < 0 and self.kind(i + 1) in "wa"
        if kind == "q":
            return last < 0 or self.kind(i + 1) == "w"
        return kind in _NOMINAL

    def phrase_to(self, i: int) -> NounPhrase | None:
        """Return the noun phrase that ends at ``i``, None when there is none."""
        while self.kind(i) == "q" and i > 0:
            i -= 1
        if self.kind(i) in "rd" and i >= 0:
            return NounPhrase(i, i)
        if self.kind(i) not in "w#" or i < 0:
            return None
        first = i
        while first > 0 and i - first < _LONGEST_PHRASE and self.kinds[first - 1] in _NOMINAL | {"q"}:
            first -= 1
        while self.kinds[first] in "q'-":
            first += 1
        while first > 0 and self.kinds[first - 1] == "d":
            first -= 1
        return NounPhrase(first, i)

    def is_gerund(self, i: int) -> bool:
        """Whether a verb in -ing stands at ``i``."""
        return self.form(i) == "ing" and self.kind(i) in "vw" and self.named[i] < 0

    @staticmethod
    def has_cue(words: Sequence[str]) -> bool:
        """Whether any of the words may show a stance."""
        return not load_lexicon().forms.isdisjoint(map(str.lower, words))
