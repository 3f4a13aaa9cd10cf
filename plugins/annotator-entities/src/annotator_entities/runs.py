"""Runs: stretches of words with capitals, and what joins them to one name."""

from __future__ import annotations

from annotator_entities import vocabulary as v
from annotator_entities.lexicon import Lexicon
from annotator_entities.words import CAPITAL, LOWER, NUMBER, UPPER, Words

__all__ = ["HEADS", "LONGEST_RUN", "Runs"]

HEADS = v.ORG_HEADS | v.FACILITY_HEADS | v.PLACE_HEADS | v.EVENT_HEADS | v.DOCUMENT_HEADS | v.SUFFIXES
"""Nouns that end the name of something that is no person."""

LONGEST_RUN = 24
"""Words that a name may have; longer stretches of capitals are cut."""


class Runs:
    """Says where the runs of one document begin and end."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.w, self.lexicon = words, lexicon
        titled = words.text.title()
        self._titled = titled if len(titled) == len(words.text) else words.text

    def may_begin(self, i: int) -> bool:
        """Whether a name may begin with a word."""
        word = self.w.words[i]
        if word in v.CALENDAR:
            return word in self.lexicon.given and self._is_surname(i + 1)
        if word in v.GENERIC:
            return False
        if word.partition("'")[0].lower() in v.FUNCTION and (self.w.shapes[i] == CAPITAL or self.w.weak[i]):
            return bool(self.known_until(i, len(self.w)))
        return len(word) > 1 or (i + 1 < len(self.w) and self.w.shapes[i + 1] in (CAPITAL, UPPER))

    def _is_surname(self, i: int) -> bool:
        return self.w.spaced(i) and self.w.words[i] in self.lexicon.surnames and self.w.words[i] not in v.CALENDAR

    def end_of_run(self, i: int, last: int) -> int:
        """Return the end of the run of name words that begins at ``i``."""
        known = self.known_until(i, last)
        j = max(known, i + 1)
        last = min(last, i + LONGEST_RUN)
        while j < last:
            step = self._glued_step(j, last) if self.w.glued(j) else self._spaced_step(i, j, last)
            if not step:
                break
            j += step
        return self._joined(i, j, last)

    def _glued_step(self, j: int, last: int) -> int:
        word = self.w.words[j]
        if word in ("'s", "'"):
            return self._possessive_step(j, last)
        if word == "&" and j + 1 < last and self.w.shapes[j + 1] == UPPER:
            return 2
        if word in ("-", "–", "'") and j + 1 < last and self.w.glued(j + 1):
            return self._hyphen_step(j, word)
        return 0

    def _possessive_step(self, j: int, last: int) -> int:
        """Go on after the possessive of a common noun inside a name: "People's Party", "Teachers' Union"."""
        noun = self.w.words[j - 1]
        if (
            noun.lower() not in self.lexicon.words
            or noun in self.lexicon.given
            or noun in HEADS
            or self.known_until(j - 1, last)
            or (noun in v.TITLES and self.w.words[j] == "'s")
        ):
            return 0
        end = j + 1
        last = min(last, j + LONGEST_RUN)
        while end < last and self.w.spaced(end) and self.w.shapes[end] in (CAPITAL, UPPER):
            if self.w.words[end] in HEADS:
                return 2
            end += 1
        return 0

    def _hyphen_step(self, j: int, mark: str) -> int:
        words, shapes = self.w.words, self.w.shapes
        after = words[j + 1]
        if shapes[j + 1] in (CAPITAL, UPPER):
            return 2
        if mark != "-" or shapes[j + 1] not in (LOWER, NUMBER) or after in v.COMPOUND:
            return 0
        if shapes[j + 1] == NUMBER:
            return 2 if shapes[j - 1] == UPPER else 0
        # A short second part of a given name; "Paris-bound" and the like are kept out.
        if len(after) > 6 or (len(after) > 4 and after.endswith(("ed", "ing"))) or shapes[j - 1] != CAPITAL:
            return 0
        family = words[j - 2] if j > 1 and self.w.spaced(j - 1) else ""
        return 2 if after not in self.lexicon.words or family in self.lexicon.surnames else 0

    def _spaced_step(self, i: int, j: int, last: int) -> int:
        if not self.w.spaced(j):
            return 0
        word, shape = self.w.words[j], self.w.shapes[j]
        if shape in (CAPITAL, UPPER):
            return self._capital_step(j, word, shape)
        after = j + 1
        if word in v.PARTICLES and self.w.words[j - 1] not in v.TITLES:
            if after < last and self.w.words[after] in v.PARTICLES and self.w.spaced(after):
                after += 1
            if after < last and self.w.glued(after) and self.w.words[after] == "-":
                after += 1
            follows = after < last and self.w.shapes[after] in (CAPITAL, UPPER)
            return after + 1 - j if follows and not self.are_common(i, j) else 0
        if word == "&" and after < last and self.w.shapes[after] in (CAPITAL, UPPER):
            return 2
        return 0

    def _capital_step(self, j: int, word: str, shape: int) -> int:
        if word in v.CALENDAR:
            return 1 if self.w.words[j - 1] in self.lexicon.given else 0
        if word in v.GENERIC:
            return 1 if set(word) <= set("IVX") else 0
        if shape == CAPITAL and word.partition("'")[0].lower() in v.FUNCTION:
            return 0
        if self.w.opens[j] and self.w.words[j - 1] not in v.TITLES:
            return 0
        return 1

    def are_common(self, i: int, j: int) -> bool:
        """Whether all words of a range are common English words."""
        return all(word.lower() in self.lexicon.words for word in self.w.words[i:j])

    def _joined(self, i: int, j: int, last: int) -> int:
        """Return the end of the run with its complements: "Ministry of X and Y", "X and Y Ministry"."""
        words = self.w.words
        inside = False
        while j < last and (self.w.spaced(j) or (inside and words[j] == ",")):
            word = words[j]
            if word == ",":
                if not self._comma_joins(j, last):
                    break
            elif (word in ("of", "for") and words[j - 1] in v.OF_HEADS) or (
                word == "on" and words[j - 1] in v.ORG_HEADS
            ):
                inside = True
            elif word != "and" or not self._and_joins(j, last, inside):
                break
            after = j + 2 if j + 1 < last and words[j + 1] == "the" and word != "and" else j + 1
            if after >= last or self.w.shapes[after] not in (CAPITAL, UPPER) or not self.w.spaced(after):
                break
            if not self.may_begin(after):
                break
            known = self.known_until(after, last)
            j = max(known, after + 1)
            if known and j < last and self.w.words[j] in self.lexicon.given:
                break  # "University of Oslo Anna Berg": another name follows
            while j < last and (
                step := self._glued_step(j, last) if self.w.glued(j) else self._spaced_step(i, j, last)
            ):
                j += step
        return j

    def _comma_joins(self, j: int, last: int) -> bool:
        """Whether a comma goes on with a list of nouns inside a name: "Ministry of Trade, Industry and Energy"."""
        words, end = self.w.words, j
        while end + 1 < last and end - j < LONGEST_RUN:
            if words[end] == "and" or (words[end] == "," and words[end + 1] == "and"):
                at = end + 1 if words[end] == "and" else end + 2
                return end > j and at < last and self.w.shapes[at] == CAPITAL and self.are_common(at, at + 1)
            if words[end] != "," or not self.are_common(end - 1, end):
                return False
            end += 1
            start = end
            while end < last and self.w.shapes[end] == CAPITAL and self.are_common(end, end + 1):
                end += 1
            if end == start or words[start] in v.TITLES or self.known_until(start, last):
                return False
        return False

    def _and_joins(self, j: int, last: int, inside: bool) -> bool:
        """Whether "and" joins two nouns of one name, as in "Ministry of Health and Welfare"."""
        end = j + 1
        while end < last and self.w.shapes[end] in (CAPITAL, UPPER) and (end == j + 1 or self.w.spaced(end)):
            end += 1
        if end == j + 1 or self.w.words[j + 1] in v.TITLES:
            return False
        if inside:
            named = self.w.words[j + 1] in self.lexicon.given or self.known_until(j + 1, end)
            return not named and self.are_common(j - 1, j) and self.w.words[end - 1] not in v.ORG_HEADS
        if not self.are_common(j + 1, end):
            return False
        noun = (
            self.are_common(j - 1, j) and not self.known_until(j - 1, last) and self.w.words[j - 1] not in v.ORG_HEADS
        )
        return noun and self.w.words[end - 1] in v.ORG_HEADS and not self.w.weak[j] and end > j + 2

    def known_until(self, i: int, last: int) -> int:
        """Return the end of the longest name of the lexicon that begins at ``i``, 0 when there is none."""
        name = self.lexicon.longest(self.w.text, self.w.starts[i], self.w.end_offsets)
        if not name and self.w.shapes[i] == UPPER and len(self.w.words[i]) > 3:
            name = self.lexicon.longest(self._titled, self.w.starts[i], self.w.end_offsets)
        if not name:
            return 0
        end, offset = i, self.w.starts[i] + len(name)
        while end < last and self.w.ends[end] <= offset:
            end += 1
        return end
