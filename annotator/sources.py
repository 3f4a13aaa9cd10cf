"""What the user names on the command line, turned into one source for each document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from annotator.errors import UsageError
from annotator.manager import Registry
from annotator.records import Reader, Source

__all__ = ["find_files", "find_sources", "reader_for"]


def reader_for(registry: Registry, path: str) -> Reader | None:
    """Return the reader whose suffix the file name ends with, the longest suffix first; None when none does.

    Raises:
        UsageError: two readers answer for that suffix.
    """
    name = Path(path).name.lower()
    fits = [(s, reader) for reader in registry.readers.values() for s in reader.suffixes if name.endswith(s)]
    if not fits:
        return None
    longest = max(len(suffix) for suffix, _ in fits)
    best = [reader for suffix, reader in fits if len(suffix) == longest]
    if len(best) > 1:
        raise UsageError(f"{path}: two readers answer for it: {' and '.join(r.name for r in best)}; leave a plugin out")
    return best[0]


def find_sources(
    registry: Registry, paths: Iterable[Path], *, keep_layers: bool = False, out: Path | None = None
) -> Iterator[Source]:
    """Yield one source for each document in the files and folders named, in the order of their names.

    Folders are searched to any depth, hidden files left out, and files that no reader answers for. A file that is
    named itself must have a reader. The id of a document is its path below the named folder, without the suffix.
    What an earlier run wrote to ``out`` is no source, unless that folder, or a file in it, is what the user names.

    Raises:
        UsageError: a path does not exist, or a file that is named has no reader.
    """
    chosen = list(paths)
    for path in chosen:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        if path.is_file() and reader_for(registry, str(path)) is None:
            known = ", ".join(sorted({s for reader in registry.readers.values() for s in reader.suffixes}))
            raise UsageError(f"{path}: no reader answers for this kind of file; known endings: {known}")
    for path in chosen:
        base = path if path.is_dir() else path.parent
        for file in _files_below(path, out):
            reader = reader_for(registry, str(file))
            if reader is not None:
                yield from _split(reader, _source(file, base, reader, keep_layers=keep_layers))


def find_files(paths: Iterable[Path], suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Yield the files named, and those in the folders named whose names end so, found as `find_sources` finds them.

    What is named and is no folder counts as a file, such as a pipe.

    Raises:
        UsageError: a path does not exist, or there is no such file in a folder.
    """
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        found = (
            [path] if not path.is_dir() else [f for f in _files_below(path, None) if f.name.lower().endswith(suffixes)]
        )
        if not found:
            raise UsageError(f"{path}: there is no file in this folder whose name ends in {' or '.join(suffixes)}")
        yield from found


def _files_below(path: Path, out: Path | None) -> list[Path]:
    if path.is_file():
        return [path]
    files = (file for file in path.rglob("*") if file.is_file())
    if out is not None and path.resolve() in out.resolve().parents:
        files = (file for file in files if not file.resolve().is_relative_to(out.resolve()))
    return sorted(f for f in files if not any(part.startswith(".") for part in f.relative_to(path).parts))


def _source(file: Path, base: Path, reader: Reader, *, keep_layers: bool) -> Source:
    relative = file.relative_to(base).as_posix()
    suffix = max((s for s in reader.suffixes if relative.lower().endswith(s)), key=len)
    # A name that is all suffix, such as `.txt`, is hidden; what is left here has a stem.
    return Source(relative[: len(relative) - len(suffix)], str(file), keep_layers=keep_layers)


def _split(reader: Reader, source: Source) -> Iterator[Source]:
    if reader.split is None:
        yield source
    else:
        yield from reader.split(source)
