"""What a user may choose about the TEI that is written."""

from __future__ import annotations

from typing import Annotated

import msgspec

__all__ = ["SUFFIXES", "TeiSettings"]

SUFFIXES = (".xml", ".tei")
"""How the names of TEI files end."""


class TeiSettings(msgspec.Struct, frozen=True):
    """The settings of the TEI exporter."""

    publisher: Annotated[
        str, msgspec.Meta(description="who publishes the annotated edition; empty: nobody is named")
    ] = ""
    availability: Annotated[
        str, msgspec.Meta(description="the terms under which the file may be used; empty: none")
    ] = ""
    inline: Annotated[
        bool, msgspec.Meta(description="show names, quotations, dates inside the text too, as the layers ask for it")
    ] = True
