"""Sentences inside blocks.

A mark that may end a sentence is looked at with the word before it and the word after it. Nothing is learned; the
language knows its abbreviations and the words that open sentences (`annotator_text.language`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator import Document, Layer, LayerBuilder
from annotator_text.language import Language, language_of
from annotator_text.lines import trim
from annotator_text.schemas import SENTENCES

__all__ = ["find_sentences", "split_sentences"]

_CLOSING = "\"'”’»›)\\]}"
_OPENING = "\"'“‘„«‹(\\[{¿¡—–\\-•*"

_STOP = re.compile(
    rf"""
    (?P<mark> [.!?…‼⁇⁈⁉]++ ) (?P<close> [{_CLOSING}]*+ (?: \s '' (?=\s|$) )?+ ) (?= \s | $ | (?P<tight> [{_OPENING}]?[A-Z][a-z]*[\s,’'] ) )
    | [。！？｡]++ [{_CLOSING}」』）]*+
    """,
    re.VERBOSE,
)
_NEXT = re.compile(rf"[\s{_OPENING}]*+(?P<word>[^\W_]*+)(?P<point>\.?)")
_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$")
_DIGITS = re.compile(r"[\s(]*\d{1,3}$")
LONGEST_WORD = 40
"""No abbreviation is longer; so far back a mark looks for the word before it."""


def find_sentences(document: Document) -> Layer:
    """Return the layer of the sentences of a document that has a structure."""
    builder = LayerBuilder(SENTENCES)
    language = language_of(document.language)
    for start, end in _stretches(document["structure"]):
        for first, last in split_sentences(document.text, start, end, language):
            builder.add(first, last, "s")
    return builder.build()


def _stretches(structure: Layer) -> Iterator[tuple[int, int]]:
    """Yield what blocks cover, cut wherever a block begins or ends, so that no sentence leaves a block."""
    spans = sorted(span for block in structure for span in block.ranges)
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    covered = next_span = 0
    for i, edge in enumerate(edges[:-1]):
        while next_span < len(spans) and spans[next_span].start <= edge:
            covered = max(covered, spans[next_span].end)
            next_span += 1
        if covered > edge:
            yield edge, edges[i + 1]


def split_sentences(text: str, start: int, end: int, language: Language) -> Iterator[tuple[int, int]]:
    """Yield the sentences of ``text[start:end]``, without white space at their edges."""
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if stop["mark"] is None or _ends(text, begin, stop, end, language):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trim(text, start, end)
    if start < end:
        yield start, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int, language: Language) -> bool:
    """Whether the mark ends the sentence that began at ``begin``."""
    follower = _NEXT.match(text, stop.end(), end)
    word = follower["word"] if follower else ""
    if not text[stop.end() : end].strip():
        return True
    if stop["tight"] is not None:
        return word in language.openers and text[max(stop.start() - 2, 0) : stop.start()].islower()
    if word[:1].islower():
        return False
    if stop["mark"] != ".":
        return not (stop["close"] and _is_attribution(text, follower.start("word") if follower else end, end, language))
    if stop["close"].strip(")]}"):
        return True
    return not _is_abbreviated(text, begin, stop.start(), word, language)


def _is_attribution(text: str, start: int, end: int, language: Language) -> bool:
    return bool(language.attribution.match(text, start, end))


def _is_abbreviated(text: str, begin: int, point: int, following: str, language: Language) -> bool:
    """Whether the point at ``point`` belongs to the word before it and leaves the sentence open."""
    window = text[max(begin, point - LONGEST_WORD) : point]
    found = _BEFORE.search(window)
    if not found:
        return bool(_DIGITS.fullmatch(text[begin:point])) if point - begin < 6 else False
    word = found[0]
    opens = following in language.openers
    if word.lower() in language.titles:
        return True
    if word.lower() in language.before_numbers:
        return following[:1].isdigit() or (following.isupper() and not opens)
    if word.lower() in language.clock:
        return following in language.after_clock
    if word.lower() in language.ambiguous or "." in word:
        return not opens
    return len(word) == 1 and word.isupper() and not (opens and word == "I")
