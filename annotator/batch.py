"""Many documents in, many files out, one report each. A bad document never stops the run."""

from __future__ import annotations

import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, TypeAlias

import msgspec

from annotator.errors import WorkerDied, WriteError
from annotator.files import make_folder
from annotator.jsontext import decode_json, encode_json
from annotator.manager import Registry, load_registry
from annotator.records import Exporter, Source
from annotator.work import Job, Report, Result, Workbench

__all__ = ["CHUNK", "Job", "Report", "prepare", "run_batch"]

CHUNK = 8
"""Documents handed to a worker at once: annotators that take batches gain, and nobody waits long for the last."""


Chunk: TypeAlias = tuple[Source, ...]
Work: TypeAlias = Callable[[Chunk], list[Result]]
Run: TypeAlias = Callable[[Work, Iterable[Chunk]], Iterator[list[Result] | WorkerDied]]
"""An opened executor."""


def prepare(job: Job, registry: Registry | None = None) -> Workbench:
    """Check a request before any document is read.

    Raises:
        UsageError: the request cannot be carried out.
    """
    return Workbench(job, registry or load_registry(job.settings.no_plugin))


def run_batch(job: Job, bench: Workbench | None = None) -> Iterator[Report]:
    """Run a batch and yield a report for each document, in the order of the sources.

    Args:
        job: what to do.
        bench: what `prepare` gave for the job. Worker processes make their own.

    Raises:
        UsageError: the request cannot be carried out.
    """
    bench = bench or prepare(job)
    executor = bench.registry.executor(job.settings.executor)
    run: Run = bench.registry.open(executor, bench.settings.of(executor), job.settings.jobs)
    work = bench.process if job.settings.jobs == 1 else partial(_process_elsewhere, encode_json(job))
    make_folder(Path(job.out))
    with JoinedOutputs(Path(job.out), bench.exporters) as joined:
        for results in _worked(run, work, _chunks(bench.sources())):
            for result in results:
                joined.add(result)
                yield result.report


def _chunks(sources: Iterable[Source]) -> Iterator[Chunk]:
    iterator = iter(sources)
    while chunk := tuple(islice(iterator, CHUNK)):
        yield chunk


def _worked(run: Run, work: Work, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
    """Yield the results of each chunk, whatever happens to the processes that work on them."""
    handed: deque[Chunk] = deque()

    def handing() -> Iterator[Chunk]:
        for chunk in chunks:
            handed.append(chunk)
            yield chunk

    for results in run(work, handing()):
        chunk = handed.popleft()
        yield _worked_alone(run, work, chunk) if isinstance(results, WorkerDied) else results


def _worked_alone(run: Run, work: Work, chunk: Chunk) -> list[Result]:
    """Return the results of a chunk that was lost: work on it with nothing beside it, then on each document alone."""
    [results] = run(work, [chunk])
    if not isinstance(results, WorkerDied):
        return results
    if len(chunk) > 1:
        return [result for source in chunk for result in _worked_alone(run, work, (source,))]
    [source] = chunk
    return [Result(Report(source.id, str(source), error=str(results)))]


def _process_elsewhere(encoded_job: bytes, sources: Chunk) -> list[Result]:
    return _own_bench(encoded_job).process(sources)


@lru_cache(maxsize=1)
def _own_bench(encoded_job: bytes) -> Workbench:
    """Set up once in each worker process; models are loaded once with it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # broken plugins were named by the process that started this one
        return prepare(msgspec.convert(decode_json(encoded_job), Job))


class JoinedOutputs:
    """The outputs that hold all documents in one file. They get their names when the run ends well."""

    def __init__(self, out: Path, exporters: Iterable[Exporter]) -> None:
        self._finals = {e.name: out / f"annotations{e.suffix}" for e in exporters if e.joined}
        self._files: dict[str, BinaryIO] = {}

    def __enter__(self) -> JoinedOutputs:
        for name, final in self._finals.items():
            self._files[name] = _part(final).open("wb")
        return self

    def add(self, result: Result) -> None:
        """Append a document's pieces.

        Raises:
            WriteError: the disk takes no more; what comes after would be lost too.
        """
        for name, piece in result.pieces.items():
            try:
                self._files[name].write(piece)
                self._files[name].flush()
            except OSError as error:
                raise WriteError(f"{self._finals[name]} cannot be written: {error.strerror or error}") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for name, final in self._finals.items():
            if kind is None:
                self._files[name].close()
                _part(final).replace(final)
            else:
                with suppress(OSError):  # what could not be written is tried again, and is of no use now
                    self._files[name].close()
                _part(final).unlink(missing_ok=True)


def _part(final: Path) -> Path:
    return final.with_name(f".{final.name}.part")
