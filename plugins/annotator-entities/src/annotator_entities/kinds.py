"""The labels of the layer for the classes of the table of weights: a place with a government or without, an event."""

from __future__ import annotations

from annotator_entities import vocabulary as v
from annotator_entities.evidence import Name
from annotator_entities.lexicon import Lexicon

__all__ = ["label_of"]

_GATHERINGS = frozenset(("Congress", "Conference", "Convention", "Summit"))


_LANDSCAPE = frozenset(("head-place", "before-locative-the"))
"""Evidence for seas, mountains and the like."""


def label_of(name: Name, kind: str, lexicon: Lexicon) -> str:
    """Return the label of a name of this class."""
    if kind == "place":
        return _place(name, lexicon)
    if kind == "org" and _is_gathering(name.text.split()):
        return "event"
    return _thing(name, lexicon) if kind == "other" else kind


def _place(name: Name, lexicon: Lexicon) -> str:
    known = lexicon.place(name.text) or lexicon.place(f"The {name.text}")
    if not known and ("head-facility" in name.evidence or name.text.split()[-1] in v.SEATS):
        return "facility"
    # Towns and states bear no article, but for those that the lexicon knows.
    region = known.kind == "region" if known else not _LANDSCAPE.isdisjoint(name.evidence)
    return "place" if region else "gpe"


def _is_gathering(parts: list[str]) -> bool:
    """Whether a name is that of a gathering of an organisation: "Party Congress", "Union Conference"."""
    return len(parts) > 1 and parts[-2] in v.ORG_HEADS and parts[-1] in _GATHERINGS


def _thing(name: Name, lexicon: Lexicon) -> str:
    """Return whether a name that is neither a person nor a body nor a place is an event or a document.

    Its head decides: the noun before "of", "on" or "for", else the last, else the first, else one inside.
    """
    parts = [part[0].upper() + part[1:] for part in name.text.replace("-", " ").split() if part[0].isalpha()]
    if not parts:
        return "weapon/other"
    at = next((i for i, part in enumerate(parts) if i and part in ("Of", "On", "For")), 0)
    on = bool(at) and parts[at] == "On"
    for head in (*parts[at - 1 : at], parts[-1], parts[0], *parts[1:-1]):
        if head in v.DOCUMENT_HEADS and (on or head not in v.EVENT_HEADS):
            return "treaty/document"
        if head in lexicon.writings:
            return "treaty/document"
        if head in v.EVENT_HEADS:
            return "event"
    return "weapon/other"
