"""Registers: the records of a corpus, each of one person, organisation or place with the documents that name it."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

from annotator.schema import LayerSchema, RecordName
from annotator.span import Value

__all__ = ["BEGINNING", "FILES", "Appearance", "RegisterName", "RegisterRecord", "is_into_register", "register_of"]

RegisterName: TypeAlias = Literal["listPerson", "listOrg", "listPlace"]
FILES: dict[RegisterName, tuple[RecordName, ...]] = {
    "listPerson": ("person", "personGrp"),
    "listOrg": ("org",),
    "listPlace": ("place",),
}
"""The registers, and the kinds of records that they hold. Each is a file of its name in the folder of the corpus."""


BEGINNING = 2000
"""Bytes at the beginning of a file that tell whether it is a register."""

_POINTER = re.compile(rf"(?:\.\./)*(?:{'|'.join(FILES)})\.xml#\S+")


class Appearance(msgspec.Struct, frozen=True, order=True):
    """Where a record appears.

    Attributes:
        file: the path of a document below the folder of the corpus, with slashes.
        referent: the id of the record in that document.
        mentions: how many annotations mention it there.
    """

    file: str
    referent: str
    mentions: int = 0


class RegisterRecord(msgspec.Struct, frozen=True):
    """One record of a corpus.

    Attributes:
        id: an XML name, unique in the corpus.
        layer: the layer that its referents belong to.
        type: their type.
        names: that tell it from others, the preferred one first.
        short: the other names, by which it goes where it is clear who is meant.
        identifiers: outside ids by authority.
        sort_key: the word that it is sorted by; empty when it is not known.
        features: what its referents agree on.
        appearances: in the order of the documents.
    """

    id: str
    layer: str
    type: str
    names: tuple[str, ...]
    short: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}
    sort_key: str = ""
    features: dict[str, Value] = {}
    appearances: tuple[Appearance, ...] = ()

    @property
    def name(self) -> str:
        """The preferred name, of those that tell it from others or else of the short ones; empty without any."""
        return next(iter((*self.names, *self.short)), "")


def register_of(schema: LayerSchema, type: str) -> RegisterName | None:
    """Return the register that holds referents of a type; None when none does."""
    record = next((known.record for known in schema.referents if known.name == type), "object")
    return next((name for name, records in FILES.items() if record in records), None)


def is_into_register(pointer: str) -> bool:
    """Whether a pointer of a document leads to a record of a register."""
    return _POINTER.fullmatch(pointer) is not None
