"""Finding stretches of words that may be names: where they begin, where they end, what stands before them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TypeAlias

from annotator_entities import vocabulary as v
from annotator_entities.lexicon import Lexicon
from annotator_entities.words import CAPITAL, LOWER, NUMBER, UPPER, Words

__all__ = ["Candidate", "Scanner"]

_Title: TypeAlias = tuple[int, int] | None
_HEADS = v.ORG_HEADS | v.FACILITY_HEADS | v.PLACE_HEADS | v.EVENT_HEADS | v.DOCUMENT_HEADS | v.SUFFIXES


LONGEST_RUN = 24
"""Words that a name may have; longer stretches of capitals are cut."""


LONGEST_SEEN = 7
"""Words of a name that is sought again in headlines."""


class Candidate:
    """A stretch of words that may be a name.

    Attributes:
        first: the first word.
        last: the word after the last.
        name: the words, with single spaces.
        known: ``place`` or ``people`` when the lexicon knows the whole name, else empty.
        title: the words of a title right before it, as a half-open range, or None.
    """

    __slots__ = ("first", "known", "last", "name", "title")

    def __init__(self, first: int, last: int, name: str, known: str = "", title: _Title = None) -> None:
        self.first, self.last, self.name, self.known, self.title = first, last, name, known, title


class Scanner:
    """Finds the candidates of one document."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.w, self.lexicon = words, lexicon
        titled = words.text.title()
        self._titled = titled if len(titled) == len(words.text) else words.text
        self._seen: set[str] = set()

    def scan(self) -> list[Candidate]:
        """Return the candidates in reading order; they do not overlap.

        Sentences whose capitals say nothing come last: there, names are sought that were seen elsewhere.
        """
        found: list[Candidate] = []
        weak: list[tuple[int, int]] = []
        for first, last in self.w.bounds:
            if self.w.weak[first]:
                weak.append((first, last))
            else:
                found += self._sentence(first, last)
        clear = [
            candidate.name.casefold() for candidate in found if not self.w.opens[candidate.first] or candidate.title
        ]
        self._seen = {*clear, *(name.split()[-1] for name in clear)} - self.lexicon.words
        for first, last in weak:
            found += self._headline(first, last)
        return sorted(found, key=lambda candidate: candidate.first)

    # Headlines.

    def _headline(self, first: int, stop: int) -> Iterator[Candidate]:
        i = first
        loud = self._is_loud(first, stop)
        while i < stop:
            last = min(stop, i + LONGEST_RUN)
            if self.w.shapes[i] not in (CAPITAL, UPPER) or not self._may_begin(i):
                i += 1
                continue
            title = self._title(i, last) if self.w.words[i] in v.TITLES else 0
            start = title if title < last and title else i
            end = (
                self._seen_until(start, last) or min(self._known(start, last), last) or self._person_until(start, last)
            )
            if end:
                yield self._candidate(start, end, self._whole(start, end), (i, start) if start > i else None)
            elif self.w.shapes[i] == UPPER and not loud:
                yield self._candidate(i, i + 1, "")
            i = end or i + 1

    def _seen_until(self, i: int, last: int) -> int:
        """Return the end of the longest name at ``i`` that stands elsewhere in the text, 0 when there is none."""
        for end in range(min(i + LONGEST_SEEN, last), i, -1):
            if " ".join(self.w.string(i, end).split()).casefold() in self._seen:
                return end
        return 0

    def _person_until(self, i: int, last: int) -> int:
        """Return the end of a given name and a surname at ``i``, 0 when these do not stand there."""
        given, surname = self.w.words[i].title(), self.w.words[i + 1].title() if i + 1 < last else ""
        is_person = given in self.lexicon.given and surname in self.lexicon.surnames and self.w.spaced(i + 1)
        return i + 2 if is_person and not {given.lower(), surname.lower()} & self.lexicon.words else 0

    def _is_loud(self, first: int, last: int) -> bool:
        return all(shape == UPPER for shape in self.w.shapes[first:last] if shape in (CAPITAL, UPPER, LOWER))

    # Runs: stretches of words with capitals, and what joins them.

    def _sentence(self, first: int, last: int) -> Iterator[Candidate]:
        i = first
        title: _Title = None
        shapes = self.w.shapes
        while i < last:
            if shapes[i] not in (CAPITAL, UPPER) or not self._may_begin(i):
                i += 1
                title = None
                continue
            end = self._run(i, last)
            if self._is_district(end):
                end += 2
            title = yield from self._segment(i, end, title)
            if title is not None and end < last and self.w.words[end] in ("of", "for"):
                end, title = self._title_complement(end, last, title)
            i = end

    def _is_district(self, j: int) -> bool:
        """Whether ", D.C." follows."""
        return self.w.words[j : j + 2] == [",", "D.C."]

    def _may_begin(self, i: int) -> bool:
        word = self.w.words[i]
        if word in v.CALENDAR:
            return word in self.lexicon.given and self._is_surname(i + 1)
        if word in v.GENERIC:
            return False
        if word.partition("'")[0].lower() in v.FUNCTION and (self.w.shapes[i] == CAPITAL or self.w.weak[i]):
            return bool(self._known(i, len(self.w)))
        return len(word) > 1 or (i + 1 < len(self.w) and self.w.shapes[i + 1] in (CAPITAL, UPPER))

    def _is_surname(self, i: int) -> bool:
        return self.w.spaced(i) and self.w.words[i] in self.lexicon.surnames and self.w.words[i] not in v.CALENDAR

    def _run(self, i: int, last: int) -> int:
        """Return the end of the run of name words that begins at ``i``."""
        known = self._known(i, last)
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
            or noun in _HEADS
            or self._known(j - 1, last)
            or (noun in v.TITLES and self.w.words[j] == "'s")
        ):
            return 0
        end = j + 1
        last = min(last, j + LONGEST_RUN)
        while end < last and self.w.spaced(end) and self.w.shapes[end] in (CAPITAL, UPPER):
            if self.w.words[end] in _HEADS:
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
            return after + 1 - j if follows and not self._common(i, j) else 0
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

    def _common(self, i: int, j: int) -> bool:
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
            if not self._may_begin(after):
                break
            known = self._known(after, last)
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
                return end > j and at < last and self.w.shapes[at] == CAPITAL and self._common(at, at + 1)
            if words[end] != "," or not self._common(end - 1, end):
                return False
            end += 1
            start = end
            while end < last and self.w.shapes[end] == CAPITAL and self._common(end, end + 1):
                end += 1
            if end == start or words[start] in v.TITLES or self._known(start, last):
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
            named = self.w.words[j + 1] in self.lexicon.given or self._known(j + 1, end)
            return not named and self._common(j - 1, j) and self.w.words[end - 1] not in v.ORG_HEADS
        if not self._common(j + 1, end):
            return False
        noun = self._common(j - 1, j) and not self._known(j - 1, last) and self.w.words[j - 1] not in v.ORG_HEADS
        return noun and self.w.words[end - 1] in v.ORG_HEADS and not self.w.weak[j] and end > j + 2

    def _known(self, i: int, last: int) -> int:
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

    # Segments: what a run is made of.

    def _segment(self, i: int, end: int, title: _Title) -> Generator[Candidate, None, _Title]:
        """Yield the candidates of a run; return the title that stands at its end, if any."""
        i = self._after_opening(i, end)
        while i < end:
            known = min(self._known(i, end), end)
            if known and title is None and self._stands_alone(i, known, end):
                if self.w.words[known : known + 1] == [] or self.w.words[known] not in v.CURRENCY:
                    yield self._candidate(i, known, self._whole(i, known))
                i = self._skip_joint(known, end)
                continue
            head = self._title(i, end)
            if head:
                title = (i, head)
                i = head
                continue
            stop = self._stop(i, end)
            yield self._candidate(i, stop, self._whole(i, stop), title)
            title = None
            i = self._skip_joint(stop, end)
        return title

    def _candidate(self, i: int, end: int, known: str, title: _Title = None) -> Candidate:
        words = self.w.words
        if known == "people" and i > 1 and words[i - 2] == "inter" and words[i - 1] == "-" and self.w.glued(i):
            i -= 2
        name = " ".join(self.w.string(i, end).split())
        if name.endswith(", D.C."):
            name = name.removesuffix(", D.C.")
            known = "place" if self.lexicon.place(name) else known
        return Candidate(i, end, name, known, title)

    def _whole(self, i: int, end: int) -> str:
        if self._known(i, end) != end:
            return ""
        name = self.w.string(i, end)
        return "people" if name in self.lexicon.peoples or name.title() in self.lexicon.peoples else "place"

    def _skip_joint(self, i: int, end: int) -> int:
        return i + 1 if i < end and self.w.words[i] in ("-", "–", "/", "&", "'") else i

    def _after_opening(self, i: int, end: int) -> int:
        """Leave out a common word that has its capital only because it opens the sentence."""
        if not self.w.opens[i] or end - i < 2 or self.w.shapes[i] != CAPITAL or self.w.glued(i + 1):
            return i
        word, after = self.w.words[i], self.w.words[i + 1]
        lower = word.lower()
        if lower not in self.lexicon.words or word in v.TITLES or word in v.HONORIFICS or self._known(i, end):
            return i
        if word in self.lexicon.given or word in self.lexicon.surnames or self.w.words[end - 1] in _HEADS:
            return i
        return i if after.lower() in self.lexicon.words and after not in self.lexicon.given else i + 1

    def _stands_alone(self, i: int, known: int, end: int) -> bool:
        """Whether a known name at the beginning of a run is a name of its own and not part of a longer one."""
        if known == end:
            return True
        rest = self.w.words[known:end]
        if rest[0] in ("-", "–", "/"):
            return bool(self._known(known + 1, end)) or rest[1] in v.ABBREVIATED
        if not self.w.spaced(known) or rest[0] == "&" or (known == i + 1 and self.w.words[i].lower() in v.COMPASS):
            return False
        name = self.w.string(i, known)
        if name in self.lexicon.peoples:
            return self._people_stands_alone(name, rest)
        return name in v.ABBREVIATED or (rest[-1] not in _HEADS and self._somebody_follows(name, rest))

    def _somebody_follows(self, name: str, rest: list[str]) -> bool:
        """Whether a title or a person follows the name of a place in one run."""
        if rest[0] in v.TITLES or (rest[0] in v.TITLE_PREFIXES and set(rest) & v.TITLES):
            return True
        if name in self.lexicon.given or len(rest) < 2:
            return False
        return rest[0] in self.lexicon.given or self._is_person_after_state(name, rest)

    def _is_person_after_state(self, name: str, rest: list[str]) -> bool:
        """Whether the name of a state is followed by what can only be a person ("envoy to Chile Ana Rojas")."""
        place = self.lexicon.place(name)
        strange = all(word[0].isupper() and word.lower() not in self.lexicon.words for word in rest)
        return (
            place is not None and place.kind in ("country", "capital") and strange and rest[-1] in self.lexicon.surnames
        )

    def _people_stands_alone(self, name: str, rest: list[str]) -> bool:
        if rest[-1] in v.GOVERNMENT_HEADS or "Ministry" in rest or "Department" in rest:
            return True
        if rest[0] in v.PLACE_HEADS and len(rest) == 1:
            return False  # "Korean Peninsula", "Indian Ocean"
        official = rest[-1] in _HEADS or any(word in ("of", "for") for word in rest)
        return not official and not (name in self.lexicon.given and len(rest) == 1)

    def _title(self, i: int, end: int) -> int:
        """Return the end of a title that begins at ``i`` and stands before a name, 0 when there is none."""
        words = self.w.words
        j = i
        while j < end and words[j] not in v.TITLES:
            common = words[j].lower() in self.lexicon.words and self.w.shapes[j] == CAPITAL
            if words[j] not in v.TITLE_PREFIXES and not common:
                return 0
            j += 1
            if j < end and words[j] in ("-", "and", "&") and j + 1 < end:
                j += 1
        if j >= end or (j > i and self.w.weak[i] and words[i] not in v.TITLE_PREFIXES):
            return 0
        while j < end and (
            words[j] in v.TITLES or (words[j] in v.TITLE_PREFIXES and words[j].lower() in self.lexicon.words)
        ):
            j += 1
            if j + 1 < end and words[j] == "-" and words[j + 1] in v.TITLES | {"General", "Elect", "elect"}:
                j += 2
        if j < end and (words[end - 1] in _HEADS or words[j] in ("of", "for", "'")) and words[i] not in v.HONORIFICS:
            return 0
        return j

    def _title_complement(self, end: int, last: int, title: tuple[int, int]) -> tuple[int, tuple[int, int] | None]:
        """Take "of State" to the title in "Secretary of State Jane Doe"; what follows is the name."""
        j = begin = end + 2 if end + 1 < last and self.w.words[end + 1] == "the" else end + 1
        while j < last and self.w.spaced(j) and self.w.shapes[j] in (CAPITAL, UPPER):
            if self.w.words[j].lower() not in self.lexicon.words or self._known(j, last):
                break
            j += 1
            if j + 1 < last and self.w.words[j] in ("and", "of", "for") and self.w.shapes[j + 1] == CAPITAL:
                j += 1
        named = j > begin and j < last and self.w.spaced(j) and self.w.shapes[j] == CAPITAL
        return (j, (title[0], j)) if named else (end, None)

    def _stop(self, i: int, end: int) -> int:
        """Return where a name that begins at ``i`` ends: at a joint of two names, or before a title."""
        for j in range(i + 1, end):
            if self._cuts(j, end):
                stop = j
                while stop > i + 1 and self.w.words[stop - 1] in v.TITLE_PREFIXES - v.ORG_HEADS:
                    stop -= 1
                return stop
            if self.w.words[j] in ("-", "–", "/") and self.w.words[j + 1 : j + 2] and self._splits(i, j, end):
                return j
        return end

    def _cuts(self, j: int, end: int) -> bool:
        """Whether a title at ``j`` ends the name before it ("Acme Chairman Jane Doe")."""
        word = self.w.words[j]
        if word not in v.TITLES or word in self.lexicon.surnames or word in _HEADS or not self.w.spaced(j):
            return False
        return self.w.words[end - 1] not in _HEADS and "of" not in self.w.words[j:end]

    def _splits(self, i: int, j: int, end: int) -> bool:
        left = self.w.string(i, j)
        return (left in v.ABBREVIATED or self._known(i, j) == j) and bool(self._known(j + 1, end))
