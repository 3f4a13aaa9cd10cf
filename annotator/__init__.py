"""annotator turns documents into a span model, lets plugins add layers, and writes TEI that scholars can trust.

These are the public names; plugins need no others. A document and its layers: `Document`, `Layer`, `Annotation`,
`Span`, `Referent`, `Link`. What a layer may hold: `LayerSchema` and its parts. What a plugin yields: `Annotator`,
`Reader`, `Exporter`, `Executor`, marked by `hookimpl`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from annotator.version import VERSION as _VERSION

if TYPE_CHECKING:
    from annotator.authority import AuthorityRecord, read_authority
    from annotator.document import Document
    from annotator.errors import (
        AnnotatorError,
        AnnotatorFailed,
        DocumentError,
        LayerError,
        OffsetError,
        PlanError,
        PluginError,
        ReadError,
        ReadWarning,
        SettingsError,
        UnknownNameError,
        UsageError,
        WorkerDied,
        WriteError,
    )
    from annotator.hookspecs import hookimpl
    from annotator.layer import Layer, LayerBuilder, Maker
    from annotator.offsets import OffsetMap
    from annotator.records import (
        Annotate,
        Annotator,
        Executor,
        Exporter,
        Identify,
        Identity,
        Known,
        NoSettings,
        Reader,
        Source,
        each_document,
    )
    from annotator.schema import (
        MENTIONS,
        Feature,
        InlineElement,
        InlineRule,
        Label,
        LayerSchema,
        LinkRole,
        ReferentType,
    )
    from annotator.span import MENTION_OF, REFERS_TO, Annotation, Link, Referent, Span, Value

__all__ = [
    "MENTIONS",
    "MENTION_OF",
    "REFERS_TO",
    "Annotate",
    "Annotation",
    "Annotator",
    "AnnotatorError",
    "AnnotatorFailed",
    "AuthorityRecord",
    "Document",
    "DocumentError",
    "Executor",
    "Exporter",
    "Feature",
    "Identify",
    "Identity",
    "InlineElement",
    "InlineRule",
    "Known",
    "Label",
    "Layer",
    "LayerBuilder",
    "LayerError",
    "LayerSchema",
    "Link",
    "LinkRole",
    "Maker",
    "NoSettings",
    "OffsetError",
    "OffsetMap",
    "PlanError",
    "PluginError",
    "ReadError",
    "ReadWarning",
    "Reader",
    "Referent",
    "ReferentType",
    "SettingsError",
    "Source",
    "Span",
    "UnknownNameError",
    "UsageError",
    "Value",
    "WorkerDied",
    "WriteError",
    "__version__",
    "each_document",
    "hookimpl",
    "read_authority",
]

__version__ = _VERSION

_HOMES = ("span", "schema", "layer", "document", "records", "hookspecs", "offsets", "errors", "authority")
"""The modules that the public names live in."""


def __getattr__(name: str) -> Any:
    # Names are looked up on first use: the command line, which needs none of them for --help, starts in half the time.
    if name in __all__:
        for home in _HOMES:
            module = import_module(f"annotator.{home}")
            if name in module.__all__:
                value = globals()[name] = getattr(module, name)
                return value
    raise AttributeError(f"module 'annotator' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
