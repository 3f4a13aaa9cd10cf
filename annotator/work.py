"""The work on a few documents of a batch: read, annotate, write, and report whatever goes wrong."""

from __future__ import annotations

import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from annotator.document import Document
from annotator.errors import (
    AnnotatorError,
    PluginError,
    ReadError,
    UnknownNameError,
    UsageError,
    WriteError,
    near_match,
)
from annotator.files import output_path, write_atomically
from annotator.languages import check_language
from annotator.manager import Registry
from annotator.pipeline import Outcome, Pipeline
from annotator.readers.dates import iso_date
from annotator.records import Reader, Source
from annotator.settings import RunSettings, record_settings
from annotator.sources import find_sources, reader_for

__all__ = ["Job", "Report", "Result", "Workbench"]


class Job(msgspec.Struct, frozen=True):
    """A whole batch: what to read, what to make, where to write. Plain data, so that it travels to any worker.

    Attributes:
        sources: files and folders.
        out: the folder to write to.
        settings: from the settings file and the command line.
        date: the date of every document, ISO; None when the sources say it, or nobody does.
        language: the language of every document; None when the sources say it, else the setting.
        annotate: run annotators; without, documents are converted only.
        debug: errors are reported with their traceback.
    """

    sources: tuple[str, ...]
    out: str
    settings: RunSettings = RunSettings()
    date: str | None = None
    language: str | None = None
    annotate: bool = True
    debug: bool = False


class Report(msgspec.Struct):
    """What became of one source.

    Attributes:
        id: of the source; the id of its document too, unless the file itself says another.
        source: file and place.
        files: what was written, relative to the output folder.
        annotations: their number by layer.
        warnings: what the user should know.
        skipped: layers that could not be made, with the reason.
        undated: whether a date of the document was looked for, and none is known.
        error: why it failed, None when it did not.
        seconds: time spent on it, its share of what was done for several documents at once included.
    """

    id: str
    source: str
    files: list[str] = []
    annotations: dict[str, int] = {}
    warnings: list[str] = []
    skipped: dict[str, str] = {}
    undated: bool = False
    error: str | None = None
    seconds: float = 0.0


class Result(msgspec.Struct):
    """What a worker sends back: the report, and the document's piece of each joined output by the exporter's name."""

    report: Report
    pieces: dict[str, bytes] = {}


class Workbench:
    """All that a process needs for the documents of one job. Making one checks the request.

    Raises:
        UsageError: an unknown format, layer, setting or language, layers that cannot be made, or an exporter that
            cannot be opened.
    """

    def __init__(self, job: Job, registry: Registry) -> None:
        self.job, self.registry, self.out = job, registry, Path(job.out)
        check_language(job.settings.lang if job.language is None else job.language)
        self.settings = record_settings(registry, job.settings.plugins)
        self.exporters = [registry.exporter(name) for name in dict.fromkeys(job.settings.to)]
        self._writers = {
            exporter.name: registry.open(exporter, self.settings.of(exporter)) for exporter in self.exporters
        }
        self._readers: dict[str, Callable[[Source], Document] | PluginError] = {}
        self._pipeline = Pipeline(
            registry,
            wanted=job.settings.layers if job.annotate else (),
            makers=job.settings.makers,
            settings=self.settings.of_annotators(),
            on_error=job.settings.on_error,
            costly=job.settings.costly,
        )
        if job.annotate:
            self._pipeline.check_names()
        if not self._keep_layers:  # what the sources bring is not known yet
            self._pipeline.plan(job.language or job.settings.lang)
        self._check_left_out()

    def _check_left_out(self) -> None:
        both = set(self.job.settings.layers or ()) & set(self.job.settings.leave_out)
        if both and self.job.annotate:
            raise UsageError(f"the layer {min(both)!r} is asked for and left out; say one of the two")
        unknown = sorted(set(self.job.settings.leave_out) - self.registry.layers)
        if unknown and not self._keep_layers:
            raise UnknownNameError("layer", unknown[0], self.registry.layers)

    @property
    def left_out(self) -> dict[str, str]:
        """Layers that nobody can make for the language of the job, each with the reason."""
        return {} if self._keep_layers else self._pipeline.plan(self.job.language or self.job.settings.lang).left_out

    @property
    def _keep_layers(self) -> bool:
        return self.job.settings.keep_layers or not self.job.annotate

    def sources(self) -> Iterator[Source]:
        """Yield the sources; one whose id an earlier one has is given an empty id, by which it fails when read."""
        taken: set[str] = set()
        paths = map(Path, self.job.sources)
        for source in find_sources(self.registry, paths, keep_layers=self._keep_layers, out=self.out):
            yield msgspec.structs.replace(source, id="") if source.id in taken else source
            taken.add(source.id)

    def process(self, sources: Sequence[Source]) -> list[Result]:
        """Read, annotate and write documents; whatever goes wrong with one is told in its report."""
        results = [Result(Report(source.id, str(source))) for source in sources]
        documents: dict[int, Document] = {}
        for place, source in enumerate(sources):
            with self._recording(results[place].report):
                documents[place] = self.read(source)
        outcomes = self._annotated(documents, results)
        for place, outcome in outcomes.items():
            with self._recording(results[place].report):
                if outcome.error is not None:
                    raise outcome.error
                results[place].report.undated = self.job.annotate and _is_undated(outcome.document)
                self._write(outcome.document, sources[place], results[place])
        return results

    def _recording(self, report: Report) -> Recording:
        return Recording(report, debug=self.job.debug)

    def read(self, source: Source) -> Document:
        """Return the document of a source, with what the user says of all documents.

        Raises:
            ReadError: it cannot be read.
        """
        if not source.id:
            raise ReadError(f"{source}: a document of the same id came before it; rename one of the two")
        reader = reader_for(self.registry, source.path)
        if reader is None:
            raise ReadError(f"{source}: no reader answers for this kind of file")
        read = self._opened(reader)
        try:
            document = read(source)
        except OSError as error:
            raise ReadError(f"{source}: cannot be read: {error.strerror or error}") from error
        return self._with_defaults(document)

    def _opened(self, reader: Reader) -> Callable[[Source], Document]:
        """Return the opened reader; one that cannot be opened is tried once."""
        if reader.name not in self._readers:
            try:
                self._readers[reader.name] = self.registry.open(reader, self.settings.of(reader))
            except PluginError as error:
                self._readers[reader.name] = error
        read = self._readers[reader.name]
        if isinstance(read, PluginError):
            raise ReadError(str(read)) from read.__cause__
        return read

    def _with_defaults(self, document: Document) -> Document:
        """Give the document what the user says of all documents."""
        said = None if document.language == "und" else document.language
        language = self.job.language or said or self.job.settings.lang
        return document.with_facts(language=language, metadata={"date": self.job.date} if self.job.date else None)

    def annotate(self, documents: Sequence[Document]) -> list[Outcome]:
        """Run the annotators of the job on documents."""
        return self._pipeline.run(documents)

    def _annotated(self, documents: dict[int, Document], results: list[Result]) -> dict[int, Outcome]:
        if not documents:
            return {}
        started = time.perf_counter()
        with warnings.catch_warnings(record=True) as opening:  # of a model that is loaded, for one
            warnings.simplefilter("always")
            outcomes = dict(zip(documents, self.annotate(list(documents.values())), strict=True))
        results[next(iter(documents))].report.warnings += [str(warning.message) for warning in opening]
        seconds = time.perf_counter() - started
        for place, outcome in outcomes.items():
            report = results[place].report
            report.seconds += seconds / len(documents)
            report.warnings += outcome.warnings
            report.skipped = outcome.skipped
        return outcomes

    def _write(self, document: Document, source: Source, result: Result) -> None:
        document = self._without_left_out(document)
        written: dict[str, int] = {}
        for exporter in self.exporters:
            wanted = frozenset(document.layers if exporter.working_layers else self.job.settings.layers or ())
            shown = document.without_working_layers(wanted)
            written |= {name: len(layer) for name, layer in shown.layers.items()}
            data = self._writers[exporter.name](shown)
            if exporter.joined:
                result.pieces[exporter.name] = data
                continue
            # By the id of the source, which no other has in this run: two files may hold documents of one id.
            path = output_path(self.out, source.id, exporter.suffix)
            if path.exists() and path.samefile(source.path):
                raise WriteError(f"{path} would be written over its own source; choose another folder with --out")
            try:
                write_atomically(path, data)
            except OSError as error:
                raise WriteError(f"{path} cannot be written: {error.strerror or error}") from error
            result.report.files.append(path.relative_to(self.out).as_posix())
        result.report.annotations = written

    def _without_left_out(self, document: Document) -> Document:
        for name in self.job.settings.leave_out:
            if name not in document and name not in self.registry.layers:
                message = f"there is no layer {name!r} to leave out{near_match(name, document.layers)}"
                warnings.warn(message, stacklevel=2)
        return document.without(self.job.settings.leave_out)


def _is_undated(document: Document) -> bool:
    """Whether a layer tells of the date of a document that it is not known."""
    dates = [layer for layer in document.layers.values() if layer.schema.about == "date"]
    known = any("value" in annotation.features for layer in dates for annotation in layer)
    return bool(dates) and not known and iso_date(document.metadata.get("date")) is None


class Recording:
    """Takes down time, warnings and error of a piece of work in a report, and lets the run go on."""

    def __init__(self, report: Report, *, debug: bool = False) -> None:
        self._report, self._debug = report, debug
        self._catcher = warnings.catch_warnings(record=True)
        self._caught: list[warnings.WarningMessage] = []
        self._started = 0.0

    def __enter__(self) -> None:
        self._started = time.perf_counter()
        caught = self._catcher.__enter__()
        assert caught is not None  # it records
        self._caught = caught
        warnings.simplefilter("always")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        self._catcher.__exit__(kind, error, trace)
        self._report.seconds += time.perf_counter() - self._started
        self._report.warnings += [str(caught.message) for caught in self._caught]
        if not isinstance(error, Exception | SystemExit):
            return False
        self._report.error = self._told(error)
        return True

    def _told(self, error: BaseException) -> str:
        if self._debug:
            return "".join(traceback.format_exception(error))
        return str(error) if isinstance(error, AnnotatorError) else f"{type(error).__name__}: {error}"
