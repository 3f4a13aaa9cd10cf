"""Loading the one document that a person wants to look at."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

import msgspec

from annotator.document import Document
from annotator.errors import UnknownNameError, UsageError
from annotator.manager import load_registry
from annotator.records import Source
from annotator.settings import read_settings
from annotator.work import Job, Workbench

__all__ = ["load_one"]


def load_one(
    file: Path,
    id: str | None = None,
    *,
    layers: Iterable[str] | None = None,
    date: str | None = None,
    language: str | None = None,
    blocked: Iterable[str] = (),
) -> Document:
    """Read one document with its layers; one that brings none is annotated.

    Args:
        file: a file of any format that a reader answers for.
        id: of the document, where the file holds several.
        layers: those to make; None for those of the settings, else all.
        date: of the document, ISO, as in a batch; None when the source says it, or nobody does.
        language: of the document; None when the source says it, else the setting.
        blocked: plugins to leave out, besides those that the settings leave out.

    Raises:
        UsageError: no such file, or it holds several documents and none was named; what is wrong in a batch too.
        DocumentError: the document cannot be read or annotated.
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name one file")
    settings = read_settings(None)
    wanted = settings.layers if layers is None else tuple(layers)
    settings = msgspec.structs.replace(settings, to=(), layers=wanted, no_plugin=(*settings.no_plugin, *blocked))
    registry = load_registry(settings.no_plugin)
    job = Job((str(file),), "", settings, date=date, language=language, annotate=False)
    reading = Workbench(job, registry)
    document = reading.read(_chosen(reading, file, id))
    if document.layers:
        if date or language:
            warnings.warn(f"{file} has its layers already; they are shown as they are", stacklevel=2)
        return document
    return _annotated(document, Workbench(msgspec.structs.replace(job, annotate=True), registry))


def _chosen(bench: Workbench, file: Path, id: str | None) -> Source:
    sources = {source.id: source for source in bench.sources()}
    if not sources:
        raise UsageError(f"{file} holds no document")
    if id is None and len(sources) != 1:
        some = ", ".join(list(sources)[:5])
        raise UsageError(f"{file} holds {len(sources)} documents; name one with --id (such as {some})")
    source = next(iter(sources.values())) if id is None else sources.get(id)
    if source is None:
        raise UnknownNameError("document", str(id), sources)
    return source


def _annotated(document: Document, bench: Workbench) -> Document:
    [outcome] = bench.annotate([document])
    reasons = (f"layer {layer!r} could not be made: {reason}" for layer, reason in outcome.skipped.items())
    for message in (*outcome.warnings, *reasons):
        warnings.warn(message, stacklevel=2)
    if outcome.error is not None:
        raise outcome.error
    return outcome.document
