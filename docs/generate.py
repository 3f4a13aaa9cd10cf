"""Writes the pages of the documentation that follow from the code, so that they cannot drift from it.

`python dev.py docs` runs this; a test compares what it would write with what stands there.
"""

from __future__ import annotations

import inspect
import io
import os
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

import msgspec
from lxml import etree
from rich.console import Console

from annotator.document import Document
from annotator.hookspecs import GROUP, HookSpecs
from annotator.manager import KINDS, Registry, load_registry
from annotator.pipeline import Pipeline
from annotator.readers.text import read_text
from annotator.records import Source
from annotator.schema import Feature, LayerSchema
from annotator.settings import BUILT_IN, RunSettings, Setting, described
from annotator.show import render
from annotator.tei.writer import write_tei

sys.path.insert(0, str(Path(__file__).resolve().parent))
from python_names import api

DOCS = Path(__file__).resolve().parent
COMMANDS = ("run", "convert", "index", "show", "validate", "plugins", "layers")
PICTURE_LINES = 34
SHOWN = ("persName", "said", "date")
QUOTED = re.compile(r'<said [^>]*>["“]')
RECORDS = ("person", "personGrp", "org", "place")
GENERATED = "<!-- Written by docs/generate.py; change the code, then run `python dev.py docs`. -->\n\n"


def command_line() -> str:
    """The page of the command line: the help of every command."""
    parts = ["# The command line\n"]
    for arguments in ([], *([command] for command in COMMANDS)):
        title = " ".join(["annotator", *arguments])
        parts.append(f"## {title}\n\n```text\n{_help(arguments)}\n```\n")
    return "\n".join(parts)


def _help(arguments: list[str]) -> str:
    environment = {**os.environ, "COLUMNS": "110", "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from annotator.cli import app; app(prog_name='annotator')", *arguments, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())


def hooks() -> str:
    """The page of the hooks: signature and docstring of each."""
    parts = [
        "# The hooks\n",
        "A plugin is a distribution with an entry point in the group `annotator`. The entry point names a module; "
        "the host asks its functions marked `@hookimpl` for records. See the "
        "[tutorial](../tutorial/first-plugin.md) for a whole plugin.\n",
    ]
    for kind in KINDS:
        function = getattr(HookSpecs, f"annotator_{kind}")
        doc = inspect.getdoc(function) or ""
        text, _, rest = doc.partition("Example::")
        code, _, version = rest.partition(".. versionadded::")
        parts.append(f"## annotator_{kind}{inspect.signature(function)}\n".replace("(self)", "()"))
        parts.append(
            f"{text.strip()}\n\n```python\n{inspect.cleandoc(code)}\n```\n\nSince version {version.strip()}.\n"
        )
    return "\n".join(parts)


def layers(registry: Registry) -> str:
    """The page of the layers that ship: every label, feature and link."""
    parts = ["# The layers that ship\n", (DOCS / "reference" / "layers.intro.md").read_text(encoding="utf-8")]
    made = {s.name: (s, record) for record in registry.annotators.values() for s in record.provides}
    for schema, record in made.values():
        owner = registry.owners["annotators", record.name]
        reads = [f"`{name}`" for name in record.requires] + [f"`{name}` (if there)" for name in record.uses]
        parts.append(f"## {schema.name}\n\n{schema.description}\n")
        parts.append(f"Made by {owner.distribution}; reads {', '.join(reads) or 'the text alone'}.\n")
        parts += _tables(schema)
    return "\n".join(parts)


def _tables(schema: LayerSchema) -> list[str]:
    sections = {
        "label": [(label.name, label.description) for label in schema.labels],
        "feature": [(feature.name, _told(feature)) for feature in schema.features],
        "link": [(r.name, f"{r.description} ({r.ends} of {', '.join(r.layers) or schema.name})") for r in schema.roles],
        "referent": [(kind.name, f"{kind.description} (TEI `{kind.record}`)") for kind in schema.referents],
        "feature of referents": [(feature.name, _told(feature)) for feature in schema.referent_features],
    }
    tables = []
    for title, rows in sections.items():
        if rows:
            lines = [f"| {title} | meaning |", "| --- | --- |", *(f"| `{name}` | {text} |" for name, text in rows)]
            tables.append("\n".join(lines) + "\n")
    return tables


def _told(feature: Feature) -> str:
    kind = f"one of {', '.join(feature.values)}" if feature.values else feature.type
    return f"{feature.description} ({'list of ' if feature.many else ''}{kind})"


def settings(registry: Registry) -> str:
    """The page of the settings: the file, and the settings of each record."""
    parts = [
        "# Settings\n",
        "`annotator.toml` in the current folder, or the file that `--config` names. What the command line says "
        "goes before. An unknown key is an error that names the near match.\n",
        _settings_table(described(RunSettings)),
        "A profile is a table `[profiles.NAME]` with any of these keys; `--profile NAME` lays it over the rest. "
        f"Built in, unless the file has its own of that name: {_built_in()}.\n",
    ]
    parts += (
        f"## [plugins.{record.name}]\n\n{record.description}.\n\n{_settings_table(rows)}"
        for record in sorted(registry.records(), key=lambda record: record.name)
        if (rows := described(record.settings))
    )
    return "\n".join(parts)


def _built_in() -> str:
    return ", ".join(
        f"`{name}`, which says "
        + ", ".join(f"`{key} = {msgspec.json.encode(value).decode()}`" for key, value in table.items())
        for name, table in BUILT_IN.items()
    )


def _settings_table(rows: list[Setting]) -> str:
    lines = [f"| `{row.name}` | {_default(row.default)} | {row.description} |" for row in rows]
    return "\n".join(["| key | default | meaning |", "| --- | --- | --- |", *lines]) + "\n"


def _default(value: object) -> str:
    """The value as TOML has it, which is as JSON for all but null."""
    return "not set" if value is None else f"`{msgspec.json.encode(value).decode()}`"


@cache
def house() -> Registry:
    """Return the records of the core and of the plugins in `plugins/`, whatever else is installed."""
    own = {path.parent.name for path in DOCS.parent.glob("plugins/*/pyproject.toml")}
    found = entry_points(group=GROUP)
    return load_registry({point.name for point in found if point.dist is None or point.dist.name not in own})


@cache
def seed_articles() -> tuple[Document, ...]:
    """Return the seed articles with all layers, as `annotator run seeds` makes them."""
    sources = [Source(path.stem, str(path)) for path in sorted((DOCS.parent / "seeds").glob("*.txt"))]
    documents = [read_text(source).with_facts(language="en") for source in sources]
    outcomes = Pipeline(house()).run(documents)
    for outcome in outcomes:
        if outcome.error:
            raise outcome.error
    return tuple(outcome.document.without_working_layers() for outcome in outcomes)


def picture() -> str:
    """The picture of the README: the head of a seed article as `annotator show` prints it."""
    document = next(document for document in seed_articles() if document.id.startswith("001"))
    console = Console(record=True, width=112, file=io.StringIO(), force_terminal=True, highlight=False)
    for line in list(render(document, None, console.width))[2:PICTURE_LINES]:
        console.print(line, soft_wrap=True)
    svg = console.export_svg(title="annotator show", unique_id="show")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # no font is fetched: any monospaced one will do


def front_page() -> str:
    """The README, its two samples of TEI written anew from the seed articles."""
    inline, standoff = samples()
    text = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    for name, sample in (("inline", inline), ("stand-off", standoff)):
        begin, end = f"<!-- {name} sample, written by docs/generate.py -->\n", "<!-- end of sample -->"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}```xml\n{sample}\n```\n{end}{rest.partition(end)[2]}"
    return text


def samples() -> tuple[str, str]:
    """Return a short sentence of the seeds with a name, a said and a date, and what standOff says of the said.

    One whose said begins with a quotation mark is taken before the others.
    """
    found = []
    for document in seed_articles():
        lines = write_tei(document).decode().splitlines()
        blocks = [line for line in lines if "<said " in line]
        found += [(sentence, lines) for block in blocks for sentence in _sentences(block)]
    sentence, lines = min(found, key=lambda each: (not QUOTED.search(each[0]), len(re.sub("<.*?>", "", each[0]))))
    quotation = re.search(r'<said [^>]*corresp="#(.*?)"', sentence)[1]  # type: ignore[index]
    return "\n".join(textwrap.wrap(sentence, 112, break_on_hyphens=False)), "\n".join(_standoff(quotation, lines))


def _sentences(block: str) -> list[str]:
    """Return the sentences of a block of TEI that are whole elements and have a name, a said and a date."""
    text = re.sub(r"^(?:</?(?:p|item|list|dateline|ab|div|head)\b[^>]*>)+|</.?p>$", "", block)
    sentences = re.split(r"(?<=[.>”\"]) (?=(?:<[^>]*>)*[A-Z“\"])", text)
    return [sentence for sentence in sentences if _is_whole(sentence) and all(f"<{e}" in sentence for e in SHOWN)]


def _is_whole(sentence: str) -> bool:
    try:
        etree.fromstring(f"<s>{sentence}</s>")
    except etree.XMLSyntaxError:
        return False
    return sentence.endswith(".")


def _standoff(quotation: str, lines: list[str]) -> list[str]:
    """Return the lines that say all of a quotation: the record of its speaker, spans, links."""
    links = [line for line in lines if f'target="#{quotation} #' in line]
    ends = [re.search(r"target=\"#\S+ #(.*?)\"", line)[1] for line in links]  # type: ignore[index]
    spans = [line for line in lines if any(f'<span xml:id="{id}"' in line for id in (quotation, *ends))]
    mentioned = {id for line in spans for id in re.findall(r' corresp="#(.*?)"', line)}
    records = [
        i for i, line in enumerate(lines) if any(f'<{e} xml:id="{id}"' in line for id in mentioned for e in RECORDS)
    ]
    return [*(line for i in records for line in _element(lines, i)), *spans, *links]


def _element(lines: list[str], first: int) -> list[str]:
    indent = re.match(" *", lines[first])[0]  # type: ignore[index]
    last = next(i for i in range(first, len(lines)) if lines[i].startswith(indent + "</"))
    return lines[first : last + 1]


def pages() -> dict[Path, str]:
    """Return the generated pages by path."""
    registry = house()
    written: dict[str, Callable[[], str]] = {
        "api.md": api,
        "cli.md": command_line,
        "hooks.md": hooks,
        "layers.md": lambda: layers(registry),
        "settings.md": lambda: settings(registry),
    }
    texts = {DOCS / "reference" / name: GENERATED + make() for name, make in written.items()}
    return texts | {DOCS / "images" / "show.svg": picture(), DOCS.parent / "README.md": front_page()}


if __name__ == "__main__":
    for path, text in pages().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
