"""What operations of rules are called with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from annotator_dates.meaning import Meaning, Several

__all__ = ["Arguments", "Fields", "Result", "integer", "one"]

Result: TypeAlias = "Meaning | Several | int | float | None"
"""What an operation gives: None when the words mean nothing sensible together."""

Arguments: TypeAlias = Mapping[str, list[Any]]
"""For each argument the values it stands for: as many as words that filled its slot, or one constant."""

Fields: TypeAlias = dict[str, int | str]
"""The fields of a calendar expression."""


def one(arguments: Arguments, name: str, default: Any = None) -> Any:
    """Return the first value of an argument, or the default when it has none."""
    values = arguments.get(name)
    return values[0] if values else default


def integer(value: Any) -> int:
    """Return a number of the rule data, which may be written as digits, as an int."""
    return int(value)
