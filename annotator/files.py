"""Writing outputs: names that every file system takes, and files that are either whole or not there."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from annotator.errors import UsageError

__all__ = ["make_folder", "output_path", "write_atomically"]

LONGEST = 200
"""Bytes of one part of a path before it is cut: file systems take 255, and a temporary name needs some too."""


def output_path(out: Path, id: str, suffix: str) -> Path:
    """Return where the output for a document goes: its id, slashes making folders, below ``out``.

    Different ids give different paths: what a file system may refuse is written as ``%XX``, and a part that is too
    long ends in a hash of the whole.
    """
    *folders, name = (_portable(part) for part in id.split("/"))
    return out.joinpath(*folders, name + suffix)


def _portable(part: str) -> str:
    encoded = re.sub(r"[^\w .,+=@()\[\]-]|^[. ]|[. ]$", _percent, part, flags=re.ASCII) or "%"
    if len(encoded.encode()) <= LONGEST:
        return encoded
    digest = hashlib.sha256(part.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return encoded.encode()[: LONGEST - 17].decode(errors="ignore") + "-" + digest


def _percent(match: re.Match[str]) -> str:
    character = match.group()
    if character.isprintable() and not character.isascii():
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))


def make_folder(folder: Path) -> None:
    """Make a folder for outputs, and see that files can be written into it.

    Raises:
        UsageError: they cannot.
    """
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"the output folder {folder} is a file; name a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UsageError(f"the output folder {folder} cannot be written to: {error.strerror or error}") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file so that it is never seen half written; folders are made as needed.

    Raises:
        OSError: it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
