"""The names that stand in a TEI file: namespaces, identifiers, and words that XML takes.

The span model lets more names be than every XML tool does: identifiers by the fifth edition of XML 1.0, labels with
any character, authorities of identifiers with spaces. What a file cannot carry as it stands gets a written form of
its own, and `Names.renamed` records what it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, count

from annotator.document import Document

__all__ = ["TEI", "XML", "XML_ID", "XML_LANG", "Names", "as_word", "is_ncname", "is_word", "ncname", "tei"]

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID = f"{{{XML}}}id"
XML_LANG = f"{{{XML}}}lang"

# Letters that are name characters in every edition of XML 1.0 (of its production 85, the runs of living scripts).
_LETTERS = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e\u0180-\u01c3\u0388-\u038a"
    "\u038e-\u03a1\u03a3-\u03ce\u0401-\u040c\u040e-\u044f\u0451-\u045c\u045e-\u0481\u05d0-\u05ea\u0621-\u063a"
    "\u0641-\u064a\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_NCNAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9.-]*")
_NOT_IN_NCNAME = re.compile(f"[^{_LETTERS}0-9.-]+")
_ASCII_WORD = re.compile(r"[!-~]+")
_LANGUAGE = re.compile(r"(?:[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)?")
_KHMER_INHERENT_VOWELS = "\u17b4\u17b5"  # marks to some tables of Unicode, format characters to others


def tei(name: str) -> str:
    """Return the name of a TEI element in Clark notation."""
    return f"{{{TEI}}}{name}"


def is_ncname(text: str) -> bool:
    """Whether every validator takes the text as an XML name without colon, whatever its edition of XML."""
    return _NCNAME.fullmatch(text) is not None


def ncname(text: str) -> str:
    """Return an XML name that resembles the text."""
    name = _NOT_IN_NCNAME.sub("-", text)[:200]
    return name if is_ncname(name) else f"_{name}"


def is_word(text: str) -> bool:
    """Whether every validator takes the text for TEI's datatypes word and enumerated: no white space, no controls.

    Validators know different versions of Unicode; a character counts when the oldest (3.2) and the newest agree.
    """
    if _ASCII_WORD.fullmatch(text):
        return True
    return bool(text) and all(map(_is_word_character, text))


def as_word(text: str) -> str:
    """Return a text as a word, `_` in place of what none can hold: white space, controls, nothing at all."""
    return "".join(character if _is_word_character(character) else "_" for character in text) or "_"


def _is_word_character(character: str) -> bool:
    return (
        unicodedata.category(character)[0] not in "CZ"
        and unicodedata.ucd_3_2_0.category(character)[0] not in "CZ"
        and character not in _KHMER_INHERENT_VOWELS
    )


class Names:
    """The names of one document as they stand in its file.

    Attributes:
        renamed: what a written name stands for, where both differ.
    """

    def __init__(self, document: Document) -> None:
        layers = document.layers.values()
        ids = [id for layer in layers for id in chain(layer.by_id, layer.referents_by_id, layer.links_by_id)]
        self._ids = set(ids)
        self._words = set(_words(document))
        self.renamed: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._own: dict[tuple[str, ...], str] = {}
        self._written_words: dict[str, str] = {}
        self._written_ids = {id: self._rename(id, ncname(id)) for id in ids if not is_ncname(id)}

    def id(self, original: str) -> str:
        """Return the xml:id of an annotation, a link or a referent."""
        return self._written_ids.get(original, original)

    def word(self, original: str) -> str:
        """Return how a label, a role or another word is written in an attribute."""
        written = self._written_words.get(original)
        if written is None:
            written = original if is_word(original) else self._rename(original, ncname(original))
            self._written_words[original] = written
        return written

    def language(self, original: str) -> str:
        """Return how a language tag is written; a private tag where it is none."""
        if _LANGUAGE.fullmatch(original):
            return original
        if ("language", original) not in self._own:
            written = next(tag for n in count(1) if (tag := f"x-other{n}") not in self._words)
            self.renamed[written] = original
            self._own["language", original] = written
        return self._own["language", original]

    def own(self, *parts: str) -> str:
        """Return an xml:id for something of the file itself, always the same for the same parts."""
        name = self._own.get(parts)
        if name is None:
            name = self._own[parts] = self._new_id(ncname(".".join(parts)))
        return name

    def fragment(self, id: str, number: int) -> str:
        """Return the xml:id of a fragment of what is shown of an annotation."""
        key = ("fragment", id, str(number))
        if key not in self._own:
            self._own[key] = self._new_id(f"{self.id(id)}.p{number}")
        return self._own[key]

    def _rename(self, original: str, wish: str) -> str:
        written = self._unlike(wish, self._ids, self._words)
        self._ids.add(written)
        self._words.add(written)
        self.renamed[written] = original
        return written

    def _new_id(self, wish: str) -> str:
        name = self._unlike(wish, self._ids)
        self._ids.add(name)
        return name

    def _unlike(self, wish: str, *taken: set[str]) -> str:
        """Return the wish, with a number where it is taken."""
        name, number = wish, self._numbers.get(wish, 1)
        while any(name in names for names in taken):
            number += 1
            name = f"{wish}_{number}"
        self._numbers[wish] = number
        return name


def _words(document: Document) -> Iterator[str]:
    """Yield every name of the model that stands in attributes other than identifiers."""
    yield document.language
    yield from document.layers
    for layer in document.layers.values():
        schema = layer.schema
        yield from (part.name for parts in (schema.labels, schema.roles, schema.referents) for part in parts)
        yield from {annotation.label for annotation in layer.annotations}
        yield from {link.role for link in layer.links}
        for referent in layer.referents:
            yield referent.type
            yield from referent.identifiers
