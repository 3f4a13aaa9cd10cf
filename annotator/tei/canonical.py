"""Canonical JSON that XML can hold: keys sorted, no spare space, strings that come back code point for code point."""

from __future__ import annotations

import json
import re
from typing import Any

from annotator.jsontext import escaped, surrogates_apart

__all__ = ["from_json", "to_json"]

_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")


def to_json(value: object) -> str:
    """Return the value as JSON. Only what XML cannot hold, and controls, are escaped."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return escaped(text, _ILLEGAL)


def from_json(text: str) -> Any:
    """Return the value of JSON that `to_json` wrote; surrogates in escapes are code points each.

    Raises:
        ValueError: it is no JSON.
    """
    return json.loads(surrogates_apart(text))
