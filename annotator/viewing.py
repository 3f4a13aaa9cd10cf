"""Loading the one document that a person wants to look at."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from pathlib import Path

from annotator.document import Document
from annotator.errors import UnknownNameError, UsageError
from annotator.languages import check_language
from annotator.manager import load_registry
from annotator.pipeline import Pipeline
from annotator.settings import read_settings, record_settings
from annotator.sources import find_sources, reader_for

__all__ = ["load_one"]


def load_one(
    file: Path,
    id: str | None = None,
    *,
    layers: Iterable[str] | None = None,
    language: str | None = None,
    blocked: Iterable[str] = (),
) -> Document:
    """Read one document with its layers; one that brings none is annotated.

    Raises:
        UsageError: no such file, or it holds several documents and none was named; the language is no language tag.
        DocumentError: the document cannot be read or annotated.
    """
    if file.is_dir():
        raise UsageError(f"{file} is a folder; name one file")
    settings = read_settings(None)
    check_language(settings.lang if language is None else language)
    registry = load_registry((*settings.no_plugin, *blocked))
    sources = {source.id: source for source in find_sources(registry, [file], keep_layers=True)}
    if id is None and len(sources) != 1:
        some = ", ".join(list(sources)[:5])
        raise UsageError(f"{file} holds {len(sources)} documents; name one with --id (such as {some})")
    source = next(iter(sources.values())) if id is None else sources.get(id)
    if source is None:
        raise UnknownNameError("document", str(id), sources)
    reader = reader_for(registry, source.path)
    assert reader is not None  # find_sources yields nothing else
    options = record_settings(registry, settings.plugins)
    document = reader.open(options.of(reader))(source)
    if document.layers:
        return document
    said = None if document.language == "und" else document.language
    document = document.with_facts(language=language or said or settings.lang)
    pipeline = Pipeline(registry, wanted=layers, makers=settings.makers, settings=options.of_annotators())
    [outcome] = pipeline.run([document])
    for message in outcome.warnings:
        warnings.warn(message, stacklevel=2)
    if outcome.error is not None:
        raise outcome.error
    return outcome.document
