r"""JSON that loses nothing: lone surrogates, integers of any size, floats to the last bit; no NaN.

JSON says ``\ud83d\ude00`` for one character beyond U+FFFF. A text that holds these two surrogates as two code points
(from a file in CESU-8, for one) has no JSON of its own. What is written here has such characters as they are and only
surrogates in escapes, so a pair of escapes means two; but whoever else writes JSON may mean one. A file that holds such
pairs must therefore say so, in a way of its own, and be read by `surrogates_apart`.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any

import msgspec

__all__ = ["decode_json", "encode_json", "escaped", "holds_pairs", "surrogates_apart"]

_SURROGATE = re.compile("[\ud800-\udfff]")
_PAIR = re.compile(rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F]")
_ESCAPE = re.compile(r"\\(?:u([dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL)


def encode_json(value: Any, *, sort: bool = False) -> bytes:
    """Return the value as JSON in UTF-8, without line breaks; surrogates, which UTF-8 cannot hold, are escaped.

    Structs are written as objects. The caller has seen to it that floats are finite.

    Args:
        value: what to write.
        sort: write the keys of mappings in order, so that equal values give equal bytes; fields of structs stay.
    """
    try:
        return msgspec.json.encode(value, order="deterministic" if sort else None)
    except UnicodeEncodeError:  # a lone surrogate
        plain = msgspec.to_builtins(value, order="deterministic" if sort else None)
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        return escaped(text, _SURROGATE).encode("utf-8")


def escaped(text: str, characters: re.Pattern[str]) -> str:
    """Return JSON with some characters of the Basic Multilingual Plane, which stand inside strings, as escapes."""
    return characters.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def holds_pairs(data: bytes) -> bool:
    """Whether JSON that `encode_json` made holds two surrogates that others would take for one character.

    It may say so, too, of a text that speaks of such escapes; to read it by `surrogates_apart` does no harm.
    """
    return _PAIR.search(data) is not None


def surrogates_apart(text: str) -> str:
    """Return JSON with the surrogates that are escaped put in place, so that no decoder joins them to pairs."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[0], text) if "\\u" in text else text


def decode_json(data: bytes, *, apart: bool = False) -> Any:
    """Return the value that the JSON says, in plain Python types.

    Args:
        data: JSON in UTF-8.
        apart: surrogates in escapes are code points each, also where one could join them to a character.

    Raises:
        ValueError: it is no JSON, or holds what JSON cannot say, such as NaN or a number beyond all floats.
    """
    try:
        if not apart:
            return msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):  # or a lone surrogate, or a large integer: msgspec has neither
        pass
    except RecursionError:
        raise ValueError("nested too deeply") from None
    try:
        text = data.decode("utf-8", "surrogatepass")
        return json.loads(surrogates_apart(text) if apart else text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits[:30]} is too large")
    return number
