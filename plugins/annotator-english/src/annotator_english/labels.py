"""The types of names, and the labels that the model gives to tokens: B- begins a name, I- goes on, O is outside."""

from __future__ import annotations

__all__ = ["LABELS", "OUTSIDE", "TYPES", "begin", "inside"]

TYPES = ("person", "org", "location", "norp", "facility", "misc", "product")
"""The types of names, in the order of the model's outputs."""

LABELS = ("O", *(f"{part}-{type_}" for type_ in TYPES for part in "BI"))
"""The labels of tokens, in the order of the model's outputs: O, B-person, I-person, B-org ..."""

OUTSIDE = 0
"""The number of the label O."""


def begin(type_: int) -> int:
    """Return the number of the label that begins a name of the type of that number."""
    return 1 + 2 * type_


def inside(type_: int) -> int:
    """Return the number of the label that goes on with a name of the type of that number."""
    return 2 + 2 * type_
