"""Sentences inside blocks.

A mark that may end a sentence is looked at with the word before it and the word after it. Nothing is learned; the
language knows its abbreviations and the words that open sentences (`annotator_text.language`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annotator import Document, Layer, LayerBuilder
from annotator_text.function_words import warn_unless_english
from annotator_text.language import Language, language_of, primary_tag
from annotator_text.lines import trim
from annotator_text.schemas import SENTENCES

__all__ = ["find_sentences", "split_sentences"]

_CLOSING = "\"'”’»›)\\]}"
_OPENING = "\"'“‘„«‹(\\[{¿¡—–\\-•*"

_STOP = re.compile(
    rf"""
    (?P<mark> \.(?:[ ]\.)++ | [.!?…‼⁇⁈⁉؟۔।॥]++ )
    (?P<close> [{_CLOSING}]*+ (?: \s[”»](?=\s|$) )*+ )   # typesetters put a space between two closing marks
    (?: \[\d{{1,3}}\] )*+                                # footnotes
    (?P<loose> \s (?: " | '' ) (?=\s|$) )?+             # a mark between two spaces: it may close or open
    (?= \s | $ | (?P<tight> [{_OPENING}]?[A-Z][a-z]*[\s,’'] ) )
  | [。！？｡]++ [{_CLOSING}」』）]*+
    """,
    re.VERBOSE,
)
_NEXT = re.compile(rf"[\s{_OPENING}]*+(?P<word>[^\W_]*+)")
_BEFORE = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]+$")
_ENUMERATOR = re.compile(r"[\s(]*(?:\d{1,3}|[a-zA-Z])$")
_FUNCTION_WORD = 3
"""Shorter openers of sentences may as well be surnames after an initial."""

LONGEST_WORD = 40
"""No abbreviation is longer; so far back a mark looks for the word before it."""


def find_sentences(document: Document) -> Layer:
    """Return the layer of the sentences of a document that has a structure.

    Warns when the document is taken for English and does not look like it.
    """
    builder = LayerBuilder(SENTENCES)
    language = language_of(document.language)
    for start, end in _stretches(document["structure"]):
        for first, last in split_sentences(document.text, start, end, language):
            builder.add(first, last, "s")
    layer = builder.build()
    if primary_tag(document.language) == "en":
        warn_unless_english(document.text, ((sentence.start, sentence.end) for sentence in layer))
    return layer


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
    begin = seen = start
    inside = False  # a straight double quotation mark is open
    for stop in _STOP.finditer(text, start, end):
        last = stop.end()
        if stop["loose"]:
            inside ^= text.count('"', seen, stop.start("loose")) % 2 == 1
            seen = stop.start("loose")
            if not inside and stop["loose"].endswith('"'):
                last = seen
        if stop["mark"] is None or _ends(text, begin, stop, end, language):
            yield from _trimmed(text, begin, last)
            begin = last
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    start, end = trim(text, start, end)
    if start < end:
        yield start, end


def _ends(text: str, begin: int, stop: re.Match[str], end: int, language: Language) -> bool:
    """Whether the mark ends the sentence that began at ``begin``."""
    follower = _NEXT.match(text, stop.end(), end)
    if follower is None or follower.end() == end:
        return True
    word = follower["word"]
    if stop["tight"] is not None:
        return word in language.openers and text[max(stop.start() - 2, 0) : stop.start()].islower()
    if word[:1].islower():
        return False
    if stop["mark"] != ".":
        return not (stop["close"] and language.attribution.match(text, follower.start("word"), end))
    if stop["close"].strip(")]}") or stop["loose"]:
        return True
    return not (_is_enumerator(text, begin, stop.start()) or _is_abbreviated(text, begin, stop.start(), word, language))


def _is_enumerator(text: str, begin: int, point: int) -> bool:
    return point - begin < 6 and bool(_ENUMERATOR.fullmatch(text, begin, point))


def _is_abbreviated(text: str, begin: int, point: int, following: str, language: Language) -> bool:
    """Whether the point at ``point`` belongs to the word before it and leaves the sentence open."""
    found = _BEFORE.search(text[max(begin, point - LONGEST_WORD) : point])
    if not found:
        return False
    word, opens = found[0], following in language.openers
    if word in language.open or (word.isupper() and len(word) > 1 and word.capitalize() in language.open):
        return True
    if len(word) == 1:
        return word.isupper() and not (opens and (word == "I" or len(following) >= _FUNCTION_WORD))
    if word in language.before_numbers:
        return following[:1].isdigit()
    if word in language.clock:
        return following in language.after_clock
    return (word in language.ambiguous or "." in word) and not opens
