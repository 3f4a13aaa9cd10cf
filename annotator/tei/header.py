"""The TEI header: what the file is, of which text, under which rules, and what restores the model exactly."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from annotator.document import Document
from annotator.readers.dates import iso_date
from annotator.span import Value
from annotator.tei.canonical import to_json
from annotator.tei.characters import Characters, plain
from annotator.tei.declarations import applications, character_declarations, feature_systems, taxonomies
from annotator.tei.markup import element, nested
from annotator.tei.names import Names
from annotator.tei.settings import TeiSettings
from annotator.tei.timex import DATING_METHOD, dating_attributes

__all__ = ["LAYERS", "METADATA", "RENAMED", "header"]

METADATA, LAYERS, RENAMED = "metadata", "layers", "names"
"""The types of ``xenoData``: the metadata, the layer schemas in order, and what written names stand for."""


def header(document: Document, names: Names, characters: Characters, settings: TeiSettings) -> str:
    """Return the ``teiHeader``. The rest of the file must be written before, so that all that it uses is declared."""
    description = _file_description(document, names, characters, settings)
    encoding = nested(
        "encodingDesc",
        [
            _PROJECT.replace("#t", f"#{names.own('t')}").replace("(t,", f"({names.own('t')},"),
            _editorial(document, settings),
            taxonomies(document, names),
            feature_systems(document),
            applications(document, names),
            character_declarations(characters),
        ],
    )
    parts = [description, encoding, _profile(document, names), *_model(document, names)]
    return nested("teiHeader", parts)


def _title_of(document: Document) -> str:
    """Return the title that the metadata state, else the first headline, else the id."""
    stated = document.metadata.get("title")
    if isinstance(stated, str) and stated.strip():
        return stated
    for layer in document.layers.values():
        headlines = {label.name for label in layer.schema.labels if label.block == "headline"}
        for annotation in layer.annotations if headlines else ():
            if annotation.label in headlines and annotation.ranges:
                return " ".join(document.words(annotation).split())
    return document.id


def _file_description(document: Document, names: Names, characters: Characters, settings: TeiSettings) -> str:
    title, authors = plain(_title_of(document)), list(_persons(document.metadata.get("author")))
    length = str(len(document.text))
    return nested(
        "fileDesc",
        [
            nested("titleStmt", [element("title", f"{title}: annotated edition"), *authors]),
            nested(
                "extent",
                [element("measure", f"{length} code points", {"unit": "codepoint", "quantity": length})],
            ),
            _publication(settings),
            nested("sourceDesc", [nested("bibl", _source(document, title, authors, characters, names))]),
        ],
    )


def _publication(settings: TeiSettings) -> str:
    if not settings.publisher:
        return nested("publicationStmt", [element("p", plain(settings.availability or "Not published."))])
    terms = nested("availability", [element("p", plain(settings.availability))] if settings.availability else [])
    return nested("publicationStmt", [element("publisher", plain(settings.publisher)), terms])


def _source(document: Document, title: str, authors: list[str], characters: Characters, names: Names) -> Iterator[str]:
    yield element("title", title, {"level": "a"})
    yield from authors
    publisher, date = document.metadata.get("publisher"), document.metadata.get("date")
    if isinstance(publisher, str) and publisher:
        yield element("publisher", plain(publisher))
    if not (isinstance(date, str) and date):
        yield from _found_date(document, names)
    else:
        dating = dating_attributes({"value": date}) if iso_date(date) else {}
        yield element(
            "date", plain(date), {name: value for name, value in dating.items() if name in ("when", "when-iso")}
        )
    filename = document.metadata.get("filename")
    if isinstance(filename, str):
        yield element("idno", plain(filename), {"type": "filename"})
    yield element("idno", characters.text(document.id).replace("\n", "&#10;"), {"type": "document"})
    yield element("idno", document.sha256, {"type": "sha256"})


def _found_date(document: Document, names: Names) -> Iterator[str]:
    """Yield the date that a layer tells of the document, and which layer that is."""
    for layer in document.layers.values():
        if layer.schema.about == "date" and layer.annotations:
            [first, *_] = layer.annotations
            dating = dating_attributes(first.features)
            kept = {name: value for name, value in dating.items() if name in _HEADER_DATES}
            if kept:
                who = {"resp": f"#{names.own('app', layer.name)}"} if layer.maker else {}
                yield element("date", plain(str(first.features.get("value", ""))), kept | who)
                return


_HEADER_DATES = ("when", "when-iso", "notBefore", "notAfter", "from", "to")


def _persons(value: Value) -> Iterator[str]:
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str) and name.strip():
            yield element("author", plain(name))


_PROJECT = nested(
    "projectDesc",
    [
        element(
            "p",
            "The annotations in standOff are complete; the elements inside the text are a projection of them. "
            "The string value of the text element is the source text, code point for code point: pointers such as "
            "#string-range(t,OFFSET,LENGTH) count its Unicode code points. "
            "A g element stands for one code point that XML cannot hold.",
        )
    ],
)


def _editorial(document: Document, settings: TeiSettings) -> str:
    shown = [n for n, layer in document.layers.items() if layer.schema.inline] if settings.inline else []
    layers = f"Layers: {', '.join(document.layers) or 'none'}. Shown inside the text: {', '.join(shown) or 'none'}."
    return nested(
        "editorialDecl",
        [
            nested("normalization", [element("p", "None: characters and white space are kept.")], {"method": "silent"}),
            nested("quotation", [element("p", "Quotation marks are kept as content.")], {"marks": "all"}),
            nested(
                "interpretation",
                [
                    element("p", layers),
                    element(
                        "p",
                        "On spans and links, cert is the probability that the annotator gave; else none is known.",
                    ),
                ],
            ),
        ],
    )


def _profile(document: Document, names: Names) -> str:
    language = names.language(document.language)
    usage = nested("langUsage", [element("language", plain(document.language), {"ident": language})])
    dated = any(
        element.convert == "timex"
        for layer in document.layers.values()
        for rule in layer.schema.inline
        for element in rule.elements
    )
    notation = "TIMEX3 (ISO-TimeML) values, in when-custom where no attribute of TEI can say them."
    calendar = nested("calendar", [element("p", notation)], {"xml:id": names.own(DATING_METHOD.removeprefix("#"))})
    return nested("profileDesc", [usage, nested("calendarDesc", [calendar]) if dated else ""])


def _model(document: Document, names: Names) -> Iterator[str]:
    """Yield what restores the model: metadata, schemas, names."""
    yield element("xenoData", plain(to_json(document.metadata)), {"type": METADATA})
    schemas = [msgspec.to_builtins(layer.schema) for layer in document.layers.values()]
    yield element("xenoData", plain(to_json(schemas)), {"type": LAYERS})
    if names.renamed:
        yield element("xenoData", plain(to_json(names.renamed)), {"type": RENAMED})
