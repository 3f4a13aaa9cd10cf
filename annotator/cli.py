"""The command line: arguments, exit codes, and who is called. What is printed is made in `console`."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from annotator.manager import Registry
    from annotator.settings import RunSettings
    from annotator.work import Job

__all__ = ["app", "main"]

EXIT_CODES = """Exit codes: 0 all is well; 1 a document failed, or validate found something; 2 the request was wrong and
nothing was done; 70 a fault in annotator itself; 130 interrupted."""

app = typer.Typer(
    name="annotator",
    help=f"Turn documents into annotated TEI XML, through plugins.\n\n{EXIT_CODES}",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)


class OnErrorChoice(StrEnum):
    """What happens to a document when an annotator fails on it."""

    FAIL = "fail"
    KEEP = "keep"


Sources = Annotated[
    list[Path], typer.Argument(metavar="SOURCE...", help="files and folders to read", show_default=False)
]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="folder to write to", show_default=False)]
To = Annotated[
    str | None, typer.Option("--to", metavar="FORMATS", help="output formats, with commas between: tei,jsonl,json")
]
Layers = Annotated[str | None, typer.Option("--layers", metavar="LAYERS", help="only these layers, and what they need")]
LeaveOut = Annotated[
    str | None, typer.Option("--leave-out", metavar="LAYERS", help="do not write these layers, such as tokens")
]
Date = Annotated[str | None, typer.Option("--date", metavar="DATE", help="the date of every document: YYYY[-MM[-DD]]")]
Lang = Annotated[str | None, typer.Option("--lang", metavar="TAG", help="the language of every document, such as en")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="processes to work with")]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="a profile of the settings file, or the built-in one: fast (no costly annotators, such as trained models)",
    ),
]
Config = Annotated[
    Path | None, typer.Option("--config", metavar="FILE", help="settings file; else annotator.toml, if here")
]
OnError = Annotated[
    OnErrorChoice | None,
    typer.Option(
        "--on-error", help="when an annotator fails: fail the document, or keep the layers that do not need it"
    ),
]
KeepLayers = Annotated[bool | None, typer.Option("--keep-layers", help="keep layers that stand in the source")]
NoPlugin = Annotated[
    list[str] | None, typer.Option("--no-plugin", metavar="NAME", help="leave a plugin out (repeatable)")
]
Authority = Annotated[
    list[Path] | None,
    typer.Option(
        "--authority", metavar="FILE", help="CSV or TEI with ids, types and names that go before all else (repeatable)"
    ),
]
ExecutorName = Annotated[str | None, typer.Option("--executor", metavar="NAME", help="way of running the batch")]
Json = Annotated[bool, typer.Option("--json", help="print JSON for a machine to read")]
Debug = Annotated[bool, typer.Option("--debug", help="show tracebacks")]


@app.command()
def run(
    sources: Sources,
    out: Out,
    to: To = None,
    layers: Layers = None,
    leave_out: LeaveOut = None,
    date: Date = None,
    lang: Lang = None,
    jobs: Jobs = None,
    profile: Profile = None,
    config: Config = None,
    on_error: OnError = None,
    keep_layers: KeepLayers = None,
    authority: Authority = None,
    no_plugin: NoPlugin = None,
    executor: ExecutorName = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Annotate documents and write them out.

    \b
    Examples:
      annotator run articles --out out
      annotator run articles --out out --to tei,jsonl --layers entities,dates
      annotator run articles --out out --leave-out tokens,sentences
      annotator run news.jsonl --out out --jobs 2 --date 2025-11-04
      annotator run archive --out out --profile fast
      annotator run articles --out out --authority people.csv
    """
    with speaking_plainly(debug):
        from annotator.manager import load_registry
        from annotator.work import Job

        settings = _settings(
            config, profile, to=_names(to), layers=_names(layers), leave_out=_names(leave_out), jobs=jobs,
            keep_layers=keep_layers, on_error=on_error and on_error.value, no_plugin=no_plugin and tuple(no_plugin),
            executor=executor,
        )  # fmt: skip
        registry = load_registry(settings.no_plugin)
        settings = _with_authority(settings, authority, registry)
        paths = tuple(map(str, sources))
        _batch(Job(paths, str(out), settings, date=_date(date), language=lang, debug=debug), registry, json)


@app.command()
def convert(
    sources: Sources,
    out: Out,
    to: To = None,
    leave_out: LeaveOut = None,
    lang: Lang = None,
    jobs: Jobs = None,
    config: Config = None,
    no_plugin: NoPlugin = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Write documents in another format; their layers are kept, none is added.

    \b
    Examples:
      annotator convert out/article.xml --to json --out json
      annotator convert gold.jsonl --to tei --out tei
    """
    with speaking_plainly(debug):
        from annotator.manager import load_registry
        from annotator.work import Job

        settings = _settings(
            config, None, to=_names(to), leave_out=_names(leave_out), jobs=jobs,
            no_plugin=no_plugin and tuple(no_plugin), keep_layers=True,
        )  # fmt: skip
        paths = tuple(map(str, sources))
        job = Job(paths, str(out), settings, language=lang, annotate=False, debug=debug)
        _batch(job, load_registry(settings.no_plugin), json)


@app.command()
def index(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="the folder that run wrote to", show_default=False)],
    authority: Authority = None,
    profile: Profile = None,
    config: Config = None,
    no_plugin: NoPlugin = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """List the persons, organisations and places of all documents in OUT, each once, and make the documents lead there.

    Writes listPerson.xml, listOrg.xml and listPlace.xml. What may be one person and is not sure is kept apart and told.
    After further documents have been added, the same command keeps the ids that were given.

    \b
    Examples:
      annotator index out
      annotator index out --authority people.csv
    """
    with speaking_plainly(debug):
        from annotator import console
        from annotator.manager import load_registry

        settings = _settings(config, profile, no_plugin=no_plugin and tuple(no_plugin))
        registry = load_registry(settings.no_plugin)
        if not console.index(folder, _with_authority(settings, authority, registry), registry, as_json=json):
            raise typer.Exit(1)


@app.command()
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="TEI, JSON, JSONL or plain text", show_default=False)],
    layers: Layers = None,
    id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="the document to show, where a file has several")
    ] = None,
    width: Annotated[
        int | None, typer.Option("--width", metavar="N", min=20, help="columns; else the terminal's")
    ] = None,
    date: Date = None,
    lang: Lang = None,
    no_plugin: NoPlugin = None,
    debug: Debug = False,
) -> None:
    """Show a document in the terminal, with its layers in colour and overlaps in view. Plain text is annotated first.

    \b
    Examples:
      annotator show out/article.xml
      annotator show article.txt --layers entities,quotes
      annotator show article.txt --date 2025-11-04
    """
    with speaking_plainly(debug):
        from annotator import console
        from annotator.viewing import load_one

        document = load_one(file, id, layers=_names(layers), date=_date(date), language=lang, blocked=no_plugin or ())
        console.show(document, _names(layers), width)


@app.command()
def validate(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="TEI files, and folders of them", show_default=False)
    ],
    json: Json = False,
    debug: Debug = False,
) -> None:
    """Check TEI files: well-formed, by our schema, pointers, text hash, and inline markup that agrees with stand-off.

    \b
    Examples:
      annotator validate out
      annotator validate out/article.xml
    """
    with speaking_plainly(debug):
        from annotator import console
        from annotator.sources import find_files
        from annotator.tei.settings import SUFFIXES
        from annotator.tei.validate import validate as find

        found = {str(path): find(path) for path in list(find_files(files, SUFFIXES))}
        if not console.findings(found, as_json=json):
            raise typer.Exit(1)


@app.command()
def plugins(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="a plugin or record to tell all about")] = None,
    no_plugin: NoPlugin = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """List the plugins: version, origin, what they make and read, and their settings.

    \b
    Examples:
      annotator plugins
      annotator plugins dates
    """
    with speaking_plainly(debug):
        from annotator import console
        from annotator.manager import load_registry

        console.plugins(load_registry(no_plugin or ()), name, as_json=json)


@app.command()
def layers(
    name: Annotated[str | None, typer.Argument(metavar="[LAYER]", help="a layer to tell all about")] = None,
    no_plugin: NoPlugin = None,
    json: Json = False,
    debug: Debug = False,
) -> None:
    """List the layers that can be made, or tell all about one: labels, features, links.

    \b
    Examples:
      annotator layers
      annotator layers quotes
    """
    with speaking_plainly(debug):
        from annotator import console
        from annotator.manager import load_registry

        console.layers(load_registry(no_plugin or ()), name, as_json=json)


def _version(wanted: bool) -> None:
    if wanted:
        from annotator import __version__

        typer.echo(f"annotator {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="show the version")
    ] = False,
) -> None:
    """Root of all commands; the help text is that of the app."""


@contextmanager
def speaking_plainly(debug: bool) -> Iterator[None]:
    """Turn errors into sentences and exit codes; with ``debug`` they keep their tracebacks."""
    from annotator.errors import AnnotatorError, UsageError

    try:
        with _warnings_as_sentences():
            yield
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to print goes nowhere
    except (AnnotatorError, OSError) as error:
        if debug:
            raise
        typer.echo(f"annotator: {error}", err=True)
        raise typer.Exit(2 if isinstance(error, UsageError) else 1) from None
    except KeyboardInterrupt:
        typer.echo("annotator: interrupted; files already written are whole", err=True)
        raise typer.Exit(130) from None
    except typer.Exit:
        raise
    except Exception as error:
        if debug or type(error).__module__.startswith(("typer", "click")):
            raise
        typer.echo(f"annotator: internal error: {type(error).__name__}: {error}; --debug shows where", err=True)
        raise typer.Exit(70) from None


@contextmanager
def _warnings_as_sentences() -> Iterator[None]:
    import warnings

    def tell(message: Warning | str, *_: Any, **__: Any) -> None:
        typer.echo(f"annotator: warning: {message}", err=True)

    with warnings.catch_warnings():
        warnings.showwarning = tell
        yield


def _names(listed: str | None) -> tuple[str, ...] | None:
    return None if listed is None else tuple(name.strip() for name in listed.split(",") if name.strip())


def _date(date: str | None) -> str | None:
    from annotator.errors import UsageError
    from annotator.readers.dates import iso_date

    if date is not None and iso_date(date) is None:
        raise UsageError(f"--date {date!r} is no ISO date; write YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss")
    return date


def _settings(config: Path | None, profile: str | None, **given: Any) -> RunSettings:
    import msgspec

    from annotator.errors import UsageError
    from annotator.settings import read_settings

    if given.get("to") == ():
        raise UsageError("--to names no format")
    told = {key: value for key, value in given.items() if value is not None}
    return msgspec.structs.replace(read_settings(config, profile), **told)


def _with_authority(settings: RunSettings, files: list[Path] | None, registry: Registry) -> RunSettings:
    from annotator.settings import given_to_all

    return given_to_all(registry, settings, "authority", [str(file) for file in files]) if files else settings


def _batch(job: Job, registry: Registry, as_json: bool) -> None:
    from annotator import console

    if not console.batch(job, registry, as_json=as_json):
        raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Whatever a terminal cannot show, and the parts of file names that are no text, shall stop nothing.
            stream.reconfigure(errors="backslashreplace")
    app()
