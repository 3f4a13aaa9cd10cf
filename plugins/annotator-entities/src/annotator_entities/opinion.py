"""What a language pack says: its layer of mentions as a second opinion, beside the evidence of rules and lexicons."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from annotator import Annotation, Layer
from annotator_entities.scan import Candidate
from annotator_entities.vocabulary import CALENDAR, FUNCTION, GENERIC, HONORIFICS, TITLES
from annotator_entities.words import LOWER, NUMBER, OTHER, UPPER, Words

__all__ = ["Opinion"]

_CLASSES = {
    "person": "person", "org": "org", "location": "place", "facility": "facility", "norp": "norp",
    "misc": "other", "product": "other",
}  # fmt: skip
"""The classes of the table of weights, by the labels of the layer."""

_CLOSING, _OPENING = frozenset("!?)]+"), frozenset("([@#")
"""Marks that may end and begin a name."""

LEAST_TO_CUT = 0.4
"""Confidence from which a mention decides where a name begins and ends."""

OVERLAP = 0.4
"""What the confidence of a mention counts for a stretch of words that it overlaps."""

SILENCE = 0.9
"""Probability that a stretch of words is no name when the pack is silent about it."""

LEAST = 0.01
"""No class is thought less likely than this: a pack may be wrong in a way of its own."""


class Opinion:
    """The mentions of a document by words.

    Args:
        layer: the candidate layer ``mentions``.
        words: of the same document.
    """

    def __init__(self, layer: Layer, words: Words) -> None:
        self._words = words
        self._mentions: dict[tuple[int, int], Annotation] = {}
        self._spans: dict[int, tuple[int, int]] = {}  # the mention that a word stands in
        self._first_parts: set[tuple[int, int]] = set()
        self._last_part: dict[tuple[int, int], tuple[int, int]] = {}  # what is left of a mention, to the mention
        for mention in layer:
            first, last = bisect_left(words.starts, mention.start), bisect_left(words.starts, mention.end)
            for whole in self._parts(first, last) if mention.label in _CLASSES else ():
                part = self._without_honorific(*whole) if mention.label == "person" else whole
                self._mentions[part] = mention
                self._spans |= dict.fromkeys(range(*part), part)

    def recut(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return the candidates with the edges that confident mentions give them; mentions nobody found are added.

        A mention that begins with a name of the lexicon ("Danish Medicines Agency") keeps the cut of the scanner, but
        not that of a person ("Van der Berg").
        """
        candidates = list(candidates)
        sure = {span for span, mention in self._mentions.items() if (mention.confidence or 0) >= LEAST_TO_CUT}
        known = {c.first: c.last for c in candidates if c.known}
        ends = {c.last: c.first for c in candidates}
        parted = {
            (first, last)
            for first, last in sure
            if first < known.get(first, last) <= ends.get(last, first) and self._mentions[first, last].label != "person"
        }
        self._first_parts = {(first, known[first]) for first, _ in parted}
        begins = {last: first for first, last in parted}
        self._last_part = {
            (c.first, c.last): (begins[c.last], c.last) for c in candidates if begins.get(c.last, c.first) < c.first
        }
        self._alone = {self._words.words[first] for first, last in self._mentions if last == first + 1}
        covered = {i: span for span in sure - parted for i in range(*span)}
        kept = [c for c in candidates if self._agrees(c, covered)]
        taken = {i for c in kept for i in range(c.first, c.last)}
        for first, last in sorted(sure):
            if not taken.intersection(range(first, last)):
                kept.append(Candidate(first, last, " ".join(self._words.string(first, last).split())))
        return sorted(kept, key=lambda candidate: candidate.first)

    def _parts(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the ranges of words that a mention names: it is cut where a sentence ends, and at "and the"."""
        words, sentence = self._words.words, self._words.sentence
        begin = first
        for i in range(first + 1, last + 1):
            if i == last or sentence[i] != sentence[i - 1] or words[i : i + 2] == ["and", "the"]:
                part = self._trimmed(begin, i)
                if part[0] < part[1] and not self._is_date(*part):
                    yield part
                begin = i + 2 if i < last and words[i] == "and" else i

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        """Return a range of words without the marks and small words at its edges that belong to the sentence."""
        words, shapes = self._words.words, self._words.shapes
        while first < last and (
            (shapes[last - 1] == OTHER and words[last - 1] not in _CLOSING)
            or (shapes[last - 1] == LOWER and words[last - 1] in FUNCTION and not self._words.glued(last - 1))
        ):
            last -= 1
        while first < last and shapes[first] == OTHER and words[first] not in _OPENING:
            first += 1
        return first, last

    def _without_honorific(self, first: int, last: int) -> tuple[int, int]:
        """Return the words of a person's name without "Sir" and the like before them."""
        while first < last - 1 and self._words.words[first] in HONORIFICS:
            first += 1
        return first, last

    def _is_date(self, first: int, last: int) -> bool:
        """Whether a range holds nothing but names of days and months, and numbers."""
        words, shapes = self._words.words[first:last], self._words.shapes[first:last]
        return all(word in CALENDAR or kind == NUMBER for word, kind in zip(words, shapes, strict=True))

    def _has_initials(self, candidate: Candidate, span: tuple[int, int]) -> bool:
        """Whether a candidate is a mention of a person and the initials before it ("VT Rao")."""
        first = self._words.words[candidate.first]
        return (
            (candidate.first + 1, candidate.last) == span
            and self._mentions[span].label == "person"
            and len(first) == 2
            and self._words.shapes[candidate.first] == UPPER
            and first not in self._alone
            and first not in TITLES | GENERIC
        )

    def _agrees(self, candidate: Candidate, covered: Mapping[int, tuple[int, int]]) -> bool:
        spans = {covered[i] for i in range(candidate.first, candidate.last) if i in covered}
        if not spans or spans == {(candidate.first, candidate.last)}:
            return True
        if len(spans) == 1 and self._has_initials(candidate, min(spans)):
            self._last_part[candidate.first, candidate.last] = min(spans)
            return True
        return bool(candidate.known) and all(candidate.first < first or last < candidate.last for first, last in spans)

    def of(self, candidates: Iterable[Candidate]) -> dict[str, float]:
        """Return the log-probabilities of the classes of one name, the mean over its places.

        Nothing is returned for a name that stands nowhere but in front of another one that the pack takes it to.
        """
        places = [self._at(c) for c in candidates if (c.first, c.last) not in self._first_parts]
        names = places[0] if places else ()
        return {name: math.log(max(sum(at[name] for at in places) / len(places), LEAST)) for name in names}

    def _at(self, candidate: Candidate) -> dict[str, float]:
        span = (candidate.first, candidate.last)
        mention = self._mentions.get(self._last_part.get(span, span))
        classes = dict.fromkeys((*_CLASSES.values(), "none"), 0.0)
        if mention is None and (across := self._across(candidate)):
            for other in across:
                classes[_CLASSES[other.label]] += OVERLAP * (other.confidence or 0.5) / len(across)
            return classes | {"none": 1 - sum(classes.values())}
        if mention is None:
            return {name: (1 - SILENCE) / (len(classes) - 1) for name in classes} | {"none": SILENCE}
        confidence = mention.confidence or 0.5
        second, share = mention.features.get("second"), mention.features.get("second_confidence")
        classes[_CLASSES[mention.label]] += confidence
        if isinstance(second, str) and second in _CLASSES and isinstance(share, float):
            classes[_CLASSES[second]] += share
        classes["none"] = max(0.0, 1 - sum(classes.values()))
        return classes

    def _across(self, candidate: Candidate) -> list[Annotation]:
        """Return the mentions that share words with a candidate."""
        spans = {self._spans[i] for i in range(candidate.first, candidate.last) if i in self._spans}
        return [self._mentions[span] for span in sorted(spans)]
