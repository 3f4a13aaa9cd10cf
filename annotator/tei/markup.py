"""Elements as strings. Content is given escaped (see `annotator.tei.characters`), attribute values are not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.tei.characters import attribute

__all__ = ["element", "empty", "nested", "opening"]

_NONE: Mapping[str, str | None] = {}


def opening(name: str, attributes: Mapping[str, str | None] = _NONE) -> str:
    """Return a start tag; attributes that are None are left out."""
    return f"<{name}{_attributes(attributes)}>"


def empty(name: str, attributes: Mapping[str, str | None] = _NONE) -> str:
    """Return an element without content."""
    return f"<{name}{_attributes(attributes)}/>"


def element(name: str, content: str, attributes: Mapping[str, str | None] = _NONE) -> str:
    """Return an element on one line."""
    return f"<{name}{_attributes(attributes)}>{content}</{name}>" if content else empty(name, attributes)


def nested(name: str, children: Iterable[str], attributes: Mapping[str, str | None] = _NONE) -> str:
    """Return an element with one indented line for each child; the empty string when there are no children.

    Children that are empty strings are left out. They must not hold line ends that count: they get indented.
    """
    lines = [line for child in children if child for line in child.split("\n")]
    if not lines:
        return ""
    inner = "\n".join(f" {line}" for line in lines)
    return f"{opening(name, attributes)}\n{inner}\n</{name}>"


def _attributes(attributes: Mapping[str, str | None]) -> str:
    return "".join(f' {name}="{attribute(value)}"' for name, value in attributes.items() if value is not None)
