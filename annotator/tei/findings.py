"""What a check of a TEI file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec
from lxml import etree

__all__ = ["Finding", "Kind", "few_of_each_kind", "line_of", "tag_of"]

Kind: TypeAlias = Literal["well-formed", "schema", "pointer", "hash", "range", "agreement"]
"""What was checked: that the file is XML; that it has the elements, attributes and values of annotator's TEI; that
pointers lead somewhere; that the text is the one that was annotated; that offsets lie in the text; that the inline
elements say the same as the stand-off spans."""


class Finding(msgspec.Struct, frozen=True):
    """One thing that a person should know about a file.

    Attributes:
        kind: what was checked.
        line: the line of the file, from 1; 0 when it is about the file as a whole.
        message: what is wrong, in a sentence.
        advice: what to do about it.
        note: whether nothing is wrong: the finding only informs.
    """

    kind: Kind
    line: int
    message: str
    advice: str
    note: bool = False


def few_of_each_kind(findings: Iterable[Finding], most: int) -> list[Finding]:
    """Return the findings without repetitions, of each kind the first ones only, and how many more there are."""
    counts: Counter[tuple[Kind, bool]] = Counter()
    kept: list[Finding] = []
    for finding in dict.fromkeys(findings):
        counts[finding.kind, finding.note] += 1
        if counts[finding.kind, finding.note] <= most:
            kept.append(finding)
    for (kind, note), count in counts.items():
        if count > most:
            more = f"{count - most} more findings of this kind are not shown"
            kept.append(Finding(kind, 0, more, "Mend the ones shown, then check again.", note))
    return kept


def tag_of(element: etree._Element) -> str:
    """Return the element as a person writes it: ``<persName>``."""
    return f"<{etree.QName(element).localname}>"


def line_of(element: etree._Element) -> int:
    """Return the line of the file in which the element starts, 0 when it is not known."""
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs know no type
    return line or 0
