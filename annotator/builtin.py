"""The records that the core itself brings, yielded through the same hooks as everybody's.

Nothing heavy is imported here: each record imports its module when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from annotator.document import Document
from annotator.executors import run_in_processes, run_in_turn
from annotator.hookspecs import hookimpl
from annotator.readers.text import TextSettings
from annotator.records import Executor, Exporter, Reader, Source
from annotator.tei.settings import SUFFIXES, TeiSettings
from annotator.version import VERSION

__all__ = ["BUILTIN", "Builtin"]


def _read_text(settings: TextSettings) -> Callable[[Source], Document]:
    from annotator.readers.text import read_text

    return partial(read_text, settings=settings)


def _read_jsonl(_: Any) -> Callable[[Source], Document]:
    from annotator.readers.jsonl import read_jsonl

    return read_jsonl


def _split_jsonl(source: Source) -> Iterator[Source]:
    from annotator.readers.jsonl import split_jsonl

    return split_jsonl(source)


def _read_json(_: Any) -> Callable[[Source], Document]:
    from annotator.exporters.json import read_json

    return read_json


def _read_tei(_: Any) -> Callable[[Source], Document]:
    from annotator.tei.reader import read_tei

    return read_tei


def _split_tei(source: Source) -> Iterator[Source]:
    from annotator.tei.registers import split_tei

    return split_tei(source)


def _write_tei(settings: TeiSettings) -> Callable[[Document], bytes]:
    from annotator.tei.writer import write_tei

    return partial(write_tei, settings=settings)


def _write_jsonl(_: Any) -> Callable[[Document], bytes]:
    from annotator.exporters.jsonl import write_jsonl

    return write_jsonl


def _write_json(_: Any) -> Callable[[Document], bytes]:
    from annotator.exporters.json import write_json

    return write_json


def _in_turn(_: Any, __: int) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]:
    return run_in_turn


def _in_processes(_: Any, jobs: int) -> Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]:
    return partial(run_in_processes, jobs)


class Builtin:
    """The plugin object of the core."""

    @hookimpl
    def annotator_readers(self) -> Iterator[Reader]:
        """Yield the readers of plain text, JSON Lines, our JSON, and TEI."""
        yield Reader(
            name="text",
            version=VERSION,
            description="Plain text in any encoding, one document a file",
            suffixes=(".txt",),
            open=_read_text,
            settings=TextSettings,
        )
        yield Reader(
            name="jsonl",
            version=VERSION,
            description="JSON Lines, one document a line: id, text, meta, spans",
            suffixes=(".jsonl", ".jsonl.gz"),
            open=_read_jsonl,
            split=_split_jsonl,
        )
        yield Reader(
            name="json",
            version=VERSION,
            description="The whole model, as the exporter of the same name writes it",
            suffixes=(".json",),
            open=_read_json,
        )
        yield Reader(
            name="tei",
            version=VERSION,
            description="TEI: ours with all layers, others' as text with inline markup",
            suffixes=SUFFIXES,
            open=_read_tei,
            split=_split_tei,
        )

    @hookimpl
    def annotator_exporters(self) -> Iterator[Exporter]:
        """Yield the exporters of TEI, flat JSON Lines, and the whole model in JSON."""
        yield Exporter(
            name="tei",
            version=VERSION,
            description="TEI P5: complete stand-off annotation with an inline projection",
            suffix=".xml",
            open=_write_tei,
            settings=TeiSettings,
        )
        yield Exporter(
            name="jsonl",
            version=VERSION,
            description="Flat JSON Lines for scoring and statistics, all documents in one file",
            suffix=".jsonl",
            open=_write_jsonl,
            joined=True,
        )
        yield Exporter(
            name="json",
            version=VERSION,
            description="The whole model, lossless",
            suffix=".json",
            open=_write_json,
            working_layers=True,
        )

    @hookimpl
    def annotator_executors(self) -> Iterator[Executor]:
        """Yield the executors: processes of this machine, or this process alone."""
        yield Executor(
            name="processes",
            version=VERSION,
            description="Processes on this machine, as many as --jobs says; one job runs in this process",
            open=_in_processes,
        )
        yield Executor(
            name="in-turn",
            version=VERSION,
            description="One document after the other, in this process",
            open=_in_turn,
        )


BUILTIN = Builtin()
