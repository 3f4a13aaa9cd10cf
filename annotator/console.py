"""What people see in the terminal: progress, summaries, findings, lists."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from annotator.batch import prepare, run_batch
from annotator.corpus import FORMATS, Corpus, DoubtReport, IndexSummary, is_indexed
from annotator.document import Document
from annotator.errors import UnknownNameError
from annotator.manager import Plugin, Registry
from annotator.records import Annotator, Record
from annotator.schema import Feature, LayerSchema
from annotator.settings import RunSettings, described, record_settings
from annotator.summary import Notice, Summary
from annotator.work import Job

if TYPE_CHECKING:
    from annotator.tei.validate import Finding

__all__ = ["batch", "findings", "index", "layers", "plugins", "show"]

T = TypeVar("T")

MOST_SHOWN = 20
"""Lines of one kind, such as failed documents, in the summary; all of them stand in the output of ``--json``."""


def batch(job: Job, registry: Registry, *, as_json: bool) -> bool:
    """Run a batch with a progress bar and print what it came to; return whether every document was done in full."""
    bench = prepare(job, registry)
    summary = Summary(language=job.language or job.settings.lang, left_out=bench.left_out)
    started = time.perf_counter()
    # Counting takes a walk over the sources; only somebody who watches wants to know.
    watched = sys.stderr.isatty() and not as_json
    total = sum(1 for _ in bench.sources()) if watched else None
    for report in _with_progress(run_batch(job, bench), total, watched=watched):
        summary.add(report)
    summary.seconds = time.perf_counter() - started
    written = summary.documents > len(summary.failed) and not set(FORMATS).isdisjoint(job.settings.to)
    summary.indexed = written and is_indexed(Path(job.out))
    if as_json:
        _print_json(summary)
    else:
        _print_summary(_Output(soft_wrap=True), summary, job)
    return summary.succeeded


def index(folder: Path, settings: RunSettings, registry: Registry, *, as_json: bool) -> bool:
    """Index a corpus with a progress bar and print what came of it; return whether all files could be dealt with."""
    corpus = Corpus(folder, registry, record_settings(registry, settings.plugins))
    documents = corpus.documents()
    watched = sys.stderr.isatty() and not as_json
    for _ in _with_progress(corpus.read(documents), len(documents), watched=watched, task="reading"):
        pass
    for _ in _with_progress(corpus.write(documents), len(documents), watched=watched, task="writing"):
        pass
    if as_json:
        _print_json(corpus.summary)
    else:
        _print_index(_Output(soft_wrap=True), corpus.summary, folder)
    return not corpus.summary.failed


def _print_index(console: Console, summary: IndexSummary, folder: Path) -> None:
    if not summary.documents and not summary.failed:
        console.print(f"no documents found in {escape(str(folder))}; `annotator run` with --to tei or json makes them")
        _print_removed(console, summary)
        return
    console.print(f"{_many(summary.documents, 'document')} indexed, {_many(summary.changed, 'file')} changed")
    for name, count in summary.registers.items():
        if count:
            console.print(f"  {escape(str(folder / name))}.xml  {_many(count, 'record')}")
    _print_removed(console, summary)
    if any(summary.registers.values()):
        console.print(f"  {_many(summary.merged, 'record')} in more than one document")
    else:
        console.print("  nothing to list: no plugin at hand tells who is who in these documents")
    _print_some(console, "[yellow]kept apart[/]", [_doubtful(doubt) for doubt in summary.doubts])
    if summary.doubts:
        console.print("to decide, give who is meant an id in a file for --authority")
    _print_some(console, "[red]failed[/]", [f"{escape(f.file)}: {escape(f.error)}" for f in summary.failed])
    if summary.failed:
        console.print(f"{_many(len(summary.failed), 'file')} failed; the others are not affected")


def _print_removed(console: Console, summary: IndexSummary) -> None:
    for file in summary.removed:
        console.print(f"  {escape(file)}  removed: no document has a record for it now")


def _doubtful(doubt: DoubtReport) -> str:
    some = [f"{name} ({id})" for id, name in list(doubt.records.items())[:3]]
    more = f" and {len(doubt.records) - 3:,} more" if len(doubt.records) > 3 else ""
    why = {
        "contradiction": f"the same name, but another {' and another '.join(doubt.facts)}",
        "given": "had different ids before",
        "authority": "had one id before, and have different ones in the authority file",
        "perhaps": "the name alone does not tell",
    }[doubt.reason]
    return escape(f"{', '.join(some)}{more}: {why}")


class _Output(Console):
    """Standard output; numbers and paths stay plain."""

    def __init__(self, *, soft_wrap: bool = False, width: int | None = None) -> None:
        super().__init__(highlight=False, soft_wrap=soft_wrap, width=width)

    def on_broken_pipe(self) -> None:
        """Leave it to the command line; rich would end the program as if something had failed."""
        raise BrokenPipeError


def _with_progress(reports: Iterator[T], total: int | None, *, watched: bool, task: str = "documents") -> Iterator[T]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not watched) as progress:
        shown = progress.add_task(task, total=total)
        for report in reports:
            progress.advance(shown)
            yield report


def _print_summary(console: Console, summary: Summary, job: Job) -> None:
    if not summary.documents:
        console.print(f"no documents found in {escape(', '.join(job.sources))}")
        return
    done = summary.documents - len(summary.failed)
    rate = f", {done / summary.seconds:.1f} a second" if summary.seconds > 0 and done else ""
    verb = "annotated" if job.annotate else "converted"
    console.print(f"{_many(done, 'document')} {verb} in {summary.seconds:.1f} s{rate}; written to {escape(job.out)}")
    if job.annotate and job.language is None:
        console.print(f"language, where the source does not say it: {summary.language} (--lang says another)")
    if summary.annotations:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        table.add_column(style="bold")
        table.add_column(justify="right")
        for layer, count in summary.annotations.items():
            table.add_row(layer, f"{count:,}")
        console.print(table)
    for layer, reason in summary.left_out.items():
        console.print(f"[yellow]left out[/] {layer}: {escape(reason)}")
    if summary.undated.documents:
        console.print(
            f"[yellow]no date[/] is known of {summary.undated.documents:,} of {_many(summary.documents, 'document')}: "
            "'last Friday' and the like stay unresolved there; give dates in the metadata, or one for all with --date"
        )
    _print_some(console, "[yellow]warning[/]", [_noticed(*item) for item in summary.warnings.items()])
    _print_some(console, "[red]not made[/]", [_noticed(*item) for item in summary.skipped.items()])
    _print_some(console, "[red]failed[/]", [_failed(*item) for item in summary.failures.items()])
    if summary.failed:
        console.print(f"{_many(len(summary.failed), 'document')} failed; the others are not affected")
    if summary.indexed:
        told = f"with `annotator index {job.out}`: the registers there do not know what was written"
        console.print(f"[yellow]index again[/] {escape(told)}")


def _print_some(console: Console, kind: str, lines: Sequence[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        console.print(f"{kind} {line}")
    if len(lines) > MOST_SHOWN:
        console.print(f"{kind} {len(lines) - MOST_SHOWN:,} more; --json lists all")


def _failed(message: str, notice: Notice) -> str:
    """One document is named before what befell it; several after it, as with warnings."""
    return f"{escape(notice.sources[0])}: {escape(message)}" if notice.documents == 1 else _noticed(message, notice)


def _noticed(message: str, notice: Notice) -> str:
    where = ", ".join(notice.sources) + (" ..." if notice.documents > len(notice.sources) else "")
    return f"{escape(message)} ({_many(notice.documents, 'document')}: {escape(where)})"


def _many(count: int, noun: str) -> str:
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def _print_json(value: Any) -> None:
    print(json.dumps(msgspec.to_builtins(value), indent=2))  # noqa: T201 - the output is the point


def findings(found: Mapping[str, Sequence[Finding]], *, as_json: bool) -> bool:
    """Print the findings on some files; return whether all files are in order."""
    if as_json:
        _print_json(found)
        return all(finding.note for each in found.values() for finding in each)
    console = _Output(soft_wrap=True)
    wrong = 0
    for path, each in found.items():
        for finding in each:
            place = f"{path}:{finding.line}" if finding.line else path
            colour = "cyan" if finding.note else "red"
            advice = f" ({finding.advice})" if finding.advice else ""
            console.print(f"{escape(place)}: [{colour}]{finding.kind}[/]: {escape(finding.message)}{escape(advice)}")
        wrong += not all(finding.note for finding in each)
    console.print(f"{_many(len(found), 'file')} checked, {wrong} with findings" if wrong else _fine(len(found)))
    return not wrong


def _fine(count: int) -> str:
    return f"{_many(count, 'file')} checked, all in order"


def show(document: Document, names: Iterable[str] | None, width: int | None) -> None:
    """Print a document with its layers."""
    from annotator.show import render

    console = _Output(width=width)
    for name in names or ():
        if name not in document:
            raise UnknownNameError("layer", name, document.layers)
    for line in render(document, None if names is None else tuple(names), console.width):
        console.print(line, soft_wrap=True)


def plugins(registry: Registry, name: str | None, *, as_json: bool) -> None:
    """Print all plugins, or all about one plugin or record."""
    chosen = _chosen_plugins(registry, name)
    if as_json:
        _print_json([_plugin_facts(registry, plugin) for plugin in chosen])
        return
    console = _Output(soft_wrap=True)
    for plugin in chosen:
        mark = "" if plugin.status == "loaded" else f" [red]{plugin.status}[/]"
        console.print(f"[bold]{escape(plugin.name)}[/] ({escape(str(plugin))}){mark}")
        console.print(f"  from {escape(plugin.origin)}", style="dim")
        if plugin.problem:
            console.print(f"  {escape(plugin.problem)}", style="red")
        for kind, record in _records_of(registry, plugin):
            console.print(f"  {kind} [bold]{record.name}[/] {record.version}: {escape(record.description)}")
            if isinstance(record, Annotator):
                _print_reads(console, record)
            if name is not None:
                for setting in described(record.settings):
                    console.print(f"    setting {setting.name} = {setting.default!r}: {escape(setting.description)}")


def _chosen_plugins(registry: Registry, name: str | None) -> list[Plugin]:
    if name is None:
        return list(registry.plugins)
    named = [p for p in registry.plugins if name in {p.name, p.distribution}]
    owning = [plugin for (_, record), plugin in registry.owners.items() if record == name]
    if not named and not owning:
        known = {p.name for p in registry.plugins} | {record for _, record in registry.owners}
        raise UnknownNameError("plugin", name, known)
    return named or owning


def _records_of(registry: Registry, plugin: Plugin) -> Iterator[tuple[str, Record]]:
    for (kind, name), owner in registry.owners.items():
        if owner == plugin:
            yield kind.removesuffix("s"), getattr(registry, kind)[name]


def _print_reads(console: Console, record: Annotator) -> None:
    made = ", ".join(schema.name + (" (working)" if schema.working else "") for schema in record.provides)
    reads = [*record.requires, *(f"{layer} (if there)" for layer in record.uses)]
    languages = "all languages" if record.languages is None else ", ".join(record.languages)
    cost = "; costly" if record.costly else ""
    console.print(f"    makes {made}; reads {', '.join(reads) or 'the text alone'}; {languages}{cost}")


def _plugin_facts(registry: Registry, plugin: Plugin) -> dict[str, Any]:
    records = []
    for kind, record in _records_of(registry, plugin):
        facts: dict[str, Any] = {"kind": kind, "name": record.name, "version": record.version}
        facts["description"] = record.description
        facts["settings"] = [msgspec.to_builtins(setting) for setting in described(record.settings)]
        if isinstance(record, Annotator):
            facts |= {"makes": [s.name for s in record.provides], "requires": record.requires, "uses": record.uses}
            facts |= {"languages": record.languages, "costly": record.costly}
        records.append(facts)
    return {**msgspec.to_builtins(plugin), "records": records}


def layers(registry: Registry, name: str | None, *, as_json: bool) -> None:
    """Print all layers, or all about one."""
    made = {schema.name: (schema, record) for record in registry.annotators.values() for schema in record.provides}
    if name is not None and name not in made:
        raise UnknownNameError("layer", name, made)
    chosen = [made[name]] if name is not None else list(made.values())
    if as_json:
        _print_json([{"maker": record.name, **msgspec.to_builtins(schema)} for schema, record in chosen])
        return
    console = _Output(soft_wrap=True)
    for schema, record in chosen:
        console.print(f"[bold]{schema.name}[/] by {record.name} {record.version}: {escape(schema.description)}")
        if name is None:
            console.print(f"  {', '.join(label.name for label in schema.labels)}", style="dim")
        else:
            _print_schema(console, schema)


def _print_schema(console: Console, schema: LayerSchema) -> None:
    sections: list[tuple[str, Iterable[tuple[str, str]]]] = [
        ("labels", ((label.name, label.description) for label in schema.labels)),
        ("features", ((f.name, _feature_text(f)) for f in schema.features)),
        (
            "links",
            ((role.name, f"{role.description} (to {', '.join(role.layers) or schema.name})") for role in schema.roles),
        ),
        ("referents", ((t.name, t.description) for t in schema.referents)),
        ("features of referents", ((f.name, _feature_text(f)) for f in schema.referent_features)),
    ]
    for title, rows in sections:
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
        for row in rows:
            table.add_row(*map(escape, row))
        if table.row_count:
            console.print(f"  {title}")
            console.print(table)


def _feature_text(feature: Feature) -> str:
    kind = f"one of {', '.join(feature.values)}" if feature.values else feature.type
    return f"{feature.description} ({'list of ' if feature.many else ''}{kind})"
