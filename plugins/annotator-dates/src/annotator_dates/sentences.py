"""What stands between two expressions: whether one sentence holds both, and whether somebody says something there."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["STOP", "WORD", "in_one_sentence", "is_said"]

STOP = re.compile(r"[.!?;]['\"”’)]*\s|\n")
"""The end of a sentence, or of a part of one that stands for itself."""

WORD = re.compile(r"[^\W\d_]+")


def in_one_sentence(between: str, farthest: int) -> bool:
    """Whether what lies between two expressions is no longer than that and ends no sentence."""
    return len(between) <= farthest and not STOP.search(between)


def is_said(between: str, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether the words between two expressions hold a verb of saying (``reportverbs``)."""
    return any(word.lower() in lists["reportverbs"] for word in WORD.findall(between))
