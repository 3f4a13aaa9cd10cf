"""JSON that loses nothing: lone surrogates, integers of any size, floats to the last bit; no NaN."""

from __future__ import annotations

import json
import math
from typing import Any

import msgspec

__all__ = ["decode_json", "encode_json"]


def encode_json(value: Any, *, sort: bool = False) -> bytes:
    """Return the value as JSON in UTF-8, without line breaks; all in escapes where UTF-8 cannot hold the text.

    Structs are written as objects. The caller has seen to it that floats are finite.

    Args:
        value: what to write.
        sort: write the keys of mappings in order, so that equal values give equal bytes; fields of structs stay.
    """
    try:
        return msgspec.json.encode(value, order="deterministic" if sort else None)
    except UnicodeEncodeError:  # a lone surrogate
        plain = msgspec.to_builtins(value, order="deterministic" if sort else None)
        return json.dumps(plain, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode("ascii")


def decode_json(data: bytes) -> Any:
    """Return the value that the JSON says, in plain Python types.

    Raises:
        ValueError: it is no JSON, or holds what JSON cannot say, such as NaN or a number beyond all floats.
    """
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError):  # or a lone surrogate, or a large integer: msgspec has neither
        pass
    except RecursionError:
        raise ValueError("nested too deeply") from None
    try:
        text = data.decode("utf-8", "surrogatepass")
        return json.loads(text, parse_constant=_refuse, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not a JSON value")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"the number {digits[:30]} is too large")
    return number
