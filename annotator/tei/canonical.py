"""Canonical JSON that XML can hold: keys sorted, no spare space, strings that come back code point for code point."""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["from_json", "to_json"]

_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")
_SURROGATES = re.compile(r"\\(?:u([dD][89a-fA-F][0-9a-fA-F]{2})|.)")


def to_json(value: object) -> str:
    """Return the value as JSON. Only what XML cannot hold, and controls, are escaped."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def from_json(text: str) -> Any:
    r"""Return the value of JSON that `to_json` wrote.

    A decoder of JSON takes ``\ud83d\ude00`` for one character. Here characters beyond U+FFFF stand as they are, so
    an escaped pair means two lone surrogates; they are put in place before the decoder sees them.

    Raises:
        ValueError: it is no JSON.
    """
    if "\\u" in text:
        text = _SURROGATES.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[0], text)
    return json.loads(text)
