"""Finding stretches of words that may be names: where they begin, where they end, what stands before them."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TypeAlias

from annotator_entities import vocabulary as v
from annotator_entities.lexicon import Lexicon
from annotator_entities.runs import HEADS, LONGEST_RUN, Runs
from annotator_entities.words import CAPITAL, LOWER, UPPER, Words

__all__ = ["Candidate", "Scanner"]

_Title: TypeAlias = tuple[int, int] | None


_JOINTS = frozenset((",", "and", "or", "&", "/"))

LONGEST_AUTHOR = 5
"""Words that the name of an author may have, and one more."""

LONGEST_SEEN = 7
"""Words of a name that is sought again in headlines."""


class Candidate:
    """A stretch of words that may be a name.

    Attributes:
        first: the first word.
        last: the word after the last.
        name: the words, with single spaces.
        known: ``place`` or ``people`` when the lexicon knows the whole name, ``byline`` when it names an author.
        title: the words of a title right before it, as a half-open range, or None.
    """

    __slots__ = ("first", "known", "last", "name", "title")

    def __init__(self, first: int, last: int, name: str, known: str = "", title: _Title = None) -> None:
        self.first, self.last, self.name, self.known, self.title = first, last, name, known, title


class Scanner:
    """Finds the candidates of one document."""

    def __init__(self, words: Words, lexicon: Lexicon) -> None:
        self.w, self.lexicon, self.runs = words, lexicon, Runs(words, lexicon)
        self._seen: set[str] = set()

    def scan(self) -> list[Candidate]:
        """Return the candidates in reading order; they do not overlap.

        Sentences whose capitals say nothing come last: there, names are sought that were seen elsewhere.
        """
        found: list[Candidate] = []
        weak: list[tuple[int, int]] = []
        for first, last in self.w.bounds:
            if self.w.words[first] in ("By", "BY") and (authors := list(self._byline(first + 1, last))):
                found += authors
            elif self.w.weak[first]:
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

    # Lines that name the authors in capitals.

    def _byline(self, first: int, last: int) -> Iterator[Candidate]:
        """Yield the persons of "By ANA TORRES and JOHN LEE", none when the line is no such line."""
        i = first
        while i < last and (i == first or self.w.spaced(i)):
            end = i
            while end < last and (end == i or self.w.spaced(end)) and self._is_loud_name(end):
                end += 1
            parts = [word.title() for word in self.w.words[i:end]]
            if not 1 < len(parts) < LONGEST_AUTHOR or HEADS.intersection(parts) or self.runs.known_until(i, end) == end:
                return
            yield Candidate(i, end, " ".join(parts), "byline")
            i = end + 1 if end < last and self.w.words[end] in ("and", "AND", "&", ",") else last
            i += i < last and self.w.words[i] in ("and", "AND")

    def _is_loud_name(self, i: int) -> bool:
        word = self.w.words[i]
        return word != "AND" and (self.w.shapes[i] == UPPER or (word[0].isupper() and word[1:] in (".", "")))

    # Names of languages.

    def is_language(self, i: int, end: int) -> bool:
        """Whether the name of a people stands for its language here: "in Danish", "speaks Danish", "(Danish, Thai)"."""
        words, languages = self.w.words, self.lexicon.languages
        if end != i + 1 or words[i] not in languages:
            return False
        after = end + 1 if words[end : end + 1] == ["-"] else end
        if after < len(words) and words[after] in v.LANGUAGE_NOUNS:
            return True
        first, last = i, end
        furthest = i - LONGEST_RUN
        while first > max(1, furthest) and words[first - 1] in _JOINTS and words[first - 2] in languages:
            first -= 2
        while last + 1 < min(len(words), i + LONGEST_RUN) and words[last] in _JOINTS and words[last + 1] in languages:
            last += 2
        before = words[first - 1] if first else ""
        if before in v.HOW_SPOKEN and first > 1:
            before = words[first - 2]
        follows = words[last] if last < len(words) else "."
        bare = last == len(words) or follows in v.FUNCTION or not follows[0].isalnum()
        if not bare or follows == "-":
            return False
        is_list = last - first > 1 and before in ("(", ":") and follows in (")", ".", ";")
        return is_list or before.lower() in v.OF_SPEECH

    # Headlines.

    def _headline(self, first: int, stop: int) -> Iterator[Candidate]:
        i = first
        loud = self._is_loud(first, stop)
        while i < stop:
            last = min(stop, i + LONGEST_RUN)
            if self.w.shapes[i] not in (CAPITAL, UPPER) or not self.runs.may_begin(i):
                i += 1
                continue
            title = self._title(i, last) if self.w.words[i] in v.TITLES else 0
            start = title if title < last and title else i
            end = (
                self._seen_until(start, last)
                or min(self.runs.known_until(start, last), last)
                or self._person_until(start, last)
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
            if shapes[i] not in (CAPITAL, UPPER) or not self.runs.may_begin(i):
                i += 1
                title = None
                continue
            end = self.runs.end_of_run(i, last)
            title = yield from self._segment(i, end, title)
            if title is not None and end < last and self.w.words[end] in ("of", "for"):
                end, title = self._title_complement(end, last, title)
            i = end

    # Segments: what a run is made of.

    def _segment(self, i: int, end: int, title: _Title) -> Generator[Candidate, None, _Title]:
        """Yield the candidates of a run; return the title that stands at its end, if any."""
        i = self._after_opening(i, end)
        while i < end:
            known = min(self.runs.known_until(i, end), end)
            if known and title is None and self._stands_alone(i, known, end):
                money = known < len(self.w) and self.w.words[known] in v.CURRENCY
                if not money and not self.is_language(i, known):
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
        return Candidate(i, end, name, known, title)

    def _whole(self, i: int, end: int) -> str:
        if self.runs.known_until(i, end) != end:
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
        if lower not in self.lexicon.words or word in v.TITLES or word in v.HONORIFICS or self.runs.known_until(i, end):
            return i
        if word in self.lexicon.given or word in self.lexicon.surnames or self.w.words[end - 1] in HEADS:
            return i
        return i if after.lower() in self.lexicon.words and after not in self.lexicon.given else i + 1

    def _stands_alone(self, i: int, known: int, end: int) -> bool:
        """Whether a known name at the beginning of a run is a name of its own and not part of a longer one."""
        if known == end:
            return True
        rest = self.w.words[known:end]
        if rest[0] in ("-", "–", "/"):
            return bool(self.runs.known_until(known + 1, end)) or rest[1] in self.lexicon.abbreviated
        if not self.w.spaced(known) or rest[0] == "&" or (known == i + 1 and self.w.words[i].lower() in v.COMPASS):
            return False
        name = self.w.string(i, known)
        if name in self.lexicon.peoples:
            return self._people_stands_alone(name, rest)
        return name in self.lexicon.abbreviated or (rest[-1] not in HEADS and self._somebody_follows(name, rest))

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
        body = rest[-1] in v.GOVERNMENT_HEADS or "Ministry" in rest or "Department" in rest
        if body and not self._is_of_region(name):
            return True
        if rest[0] in v.PLACE_HEADS and len(rest) == 1:
            return False  # "Iberian Peninsula", "Indian Ocean"
        official = rest[-1] in HEADS or any(word in ("of", "for") for word in rest)
        return not official and not (name in self.lexicon.given and len(rest) == 1)

    def _is_of_region(self, people: str) -> bool:
        """Whether an adjective belongs to a part of the world: "European Parliament" is one name, for all its states.

        It is told by the ending: "African" of Africa, "European" of Europe.
        """
        places = (self.lexicon.place(people[:-1]), self.lexicon.place(people[:-2]))
        return any(place is not None and place.kind == "region" for place in places)

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
        if j < end and (words[end - 1] in HEADS or words[j] in ("of", "for", "'")) and words[i] not in v.HONORIFICS:
            return 0
        return j

    def _title_complement(self, end: int, last: int, title: tuple[int, int]) -> tuple[int, tuple[int, int] | None]:
        """Take "of State" to the title in "Secretary of State Jane Doe"; what follows is the name."""
        j = begin = end + 2 if end + 1 < last and self.w.words[end + 1] == "the" else end + 1
        while j < last and self.w.spaced(j) and self.w.shapes[j] in (CAPITAL, UPPER):
            if self.w.words[j].lower() not in self.lexicon.words or self.runs.known_until(j, last):
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
        if word not in v.TITLES or word in self.lexicon.surnames or word in HEADS or not self.w.spaced(j):
            return False
        return self.w.words[end - 1] not in HEADS and "of" not in self.w.words[j:end]

    def _splits(self, i: int, j: int, end: int) -> bool:
        left = self.w.string(i, j)
        return (left in self.lexicon.abbreviated or self.runs.known_until(i, j) == j) and bool(
            self.runs.known_until(j + 1, end)
        )
