"""What a user may choose about the annotator of entities."""

from __future__ import annotations

from typing import Annotated

import msgspec

__all__ = ["EntitiesSettings"]


class EntitiesSettings(msgspec.Struct, frozen=True, rename="kebab"):
    """The settings of the annotator.

    Authority files are looked at as soon as settings are made, so that what is wrong with them is told before any
    document is read; their hashes become part of the settings, and so of what outputs say of how they were made.

    Raises:
        SettingsError: an authority file cannot be read or understood, or is not the one that was asked for.
    """

    authority: Annotated[
        tuple[str, ...],
        msgspec.Meta(description="authority files, CSV or TEI: ids, types and names that go before all else"),
    ] = ()
    authority_sha256: Annotated[
        tuple[str, ...],
        msgspec.Meta(description="SHA-256 of each authority file; if given, other files are refused"),
    ] = ()

    def __post_init__(self) -> None:
        if not self.authority:
            return
        from annotator_entities.authority import load_authority

        digests = load_authority(self.authority, self.authority_sha256).sha256
        msgspec.structs.force_setattr(self, "authority_sha256", digests)
