"""Characters in XML: escaping, and ``g`` for the code points that XML cannot hold.

A code point that is illegal in XML 1.0 (NUL and most controls, lone surrogates, U+FFFE, U+FFFF) is written as
``<g ref="#c0000">U+FFFD</g>``: one character stands for one code point, so offsets stay right. The header declares
each that was met.
"""

from __future__ import annotations

import re

from annotator.tei.names import Names

__all__ = ["REPLACEMENT", "Characters", "attribute", "plain"]

REPLACEMENT = "\ufffd"

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_LINE = _CONTENT | str.maketrans({"\n": "&#10;"})
_ATTRIBUTE = _LINE | str.maketrans({'"': "&quot;", "\t": "&#9;"})


def attribute(value: str) -> str:
    """Return the value as it stands between quotation marks; illegal code points become U+FFFD."""
    return _ILLEGAL.sub(REPLACEMENT, value).translate(_ATTRIBUTE)


def plain(text: str) -> str:
    """Return content of the header, for people, on one line; illegal code points become U+FFFD."""
    return _ILLEGAL.sub(REPLACEMENT, text).translate(_LINE)


class Characters:
    """Writes text exactly, and remembers which illegal code points were met.

    Attributes:
        met: the illegal code points that stand in what was written.
    """

    def __init__(self, names: Names) -> None:
        self._names = names
        self.met: set[str] = set()

    def text(self, text: str) -> str:
        """Return the text as content, every code point kept."""
        escaped = text.translate(_CONTENT)
        return _ILLEGAL.sub(self._g, escaped) if _ILLEGAL.search(escaped) else escaped

    def _g(self, match: re.Match[str]) -> str:
        character = match[0]
        self.met.add(character)
        return f'<g ref="#{self.id(character)}">{REPLACEMENT}</g>'

    def id(self, character: str) -> str:
        """Return the xml:id of the declaration of an illegal code point."""
        return self._names.own(f"c{ord(character):04X}")
