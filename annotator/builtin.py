"""The records that the core itself brings, yielded through the same hooks as everybody's.

Nothing heavy is imported here: each record imports its module when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec

from annotator.document import Document
from annotator.records import Source

__all__ = ["BUILTIN", "VERSION"]

VERSION = "0.1.0"


class TextSettings(msgspec.Struct, frozen=True):
    """Settings of the reader of plain text."""

    encoding: str | None = None


def _read_text(settings: Any) -> Callable[[Source], Document]:
    from annotator.readers.text import read_text

    return partial(read_text, settings=settings)
