"""Every error that annotator raises on purpose.

AnnotatorError                 base; str() is a sentence for a person
├── UsageError                 the request itself is wrong: nothing was started
│   ├── UnknownNameError       a name that nobody answers to; carries the near match
│   ├── SettingsError          a settings file or value that does not fit
│   ├── PlanError              the wanted layers cannot be made: no maker, two makers, a cycle
│   └── PluginError            a plugin cannot be loaded, or what it yields clashes
├── DocumentError              one document fails; the others are not touched
│   ├── ReadError              a source cannot be turned into a document
│   ├── LayerError             a layer does not fit its schema or its document
│   ├── AnnotatorFailed        an annotator raised an exception
│   └── WriteError             an exporter cannot write a document
├── WorkerDied                 a process died while it worked on documents; what it held is lost with it
└── OffsetError                an offset outside the text, or inside a character

ReadWarning                    a document was read, and the user should look at how
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

__all__ = [
    "AnnotatorError",
    "AnnotatorFailed",
    "DocumentError",
    "LayerError",
    "OffsetError",
    "PlanError",
    "PluginError",
    "ReadError",
    "ReadWarning",
    "SettingsError",
    "UnknownNameError",
    "UsageError",
    "WorkerDied",
    "WriteError",
    "near_match",
]


class AnnotatorError(Exception):
    """Base of all errors raised on purpose; its text says what, where, and what to do."""


class UsageError(AnnotatorError):
    """The request cannot be carried out as it stands; no work was started."""


class UnknownNameError(UsageError, KeyError):
    """A name that nobody answers to.

    Args:
        kind: what the name should be, such as ``"layer"``.
        name: the name as it was given.
        known: the names that would have been understood.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name, self.known = kind, name, sorted(known)
        super().__init__(f"unknown {kind} {name!r}{near_match(name, self.known)}")

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would print the repr

    def __reduce__(self) -> tuple[type[UnknownNameError], tuple[str, str, list[str]]]:
        return type(self), (self.kind, self.name, self.known)


class SettingsError(UsageError):
    """A settings file cannot be read, or holds a key or value that does not fit."""


class PlanError(UsageError):
    """The wanted layers cannot be made by the plugins at hand."""


class PluginError(UsageError):
    """A plugin cannot be loaded, or yields something that clashes with another plugin."""


class DocumentError(AnnotatorError):
    """One document cannot be processed; other documents are not affected."""


class ReadError(DocumentError):
    """A source cannot be turned into a document."""


class LayerError(DocumentError):
    """A layer does not fit its schema or its document.

    Args:
        maker: who made the layer, as a person would name it.
        layer: the name of the layer.
        findings: what is wrong, one sentence for each finding, the annotation named.
    """

    def __init__(self, maker: str, layer: str, findings: Iterable[str]) -> None:
        self.maker, self.layer, self.findings = maker, layer, list(findings)
        super().__init__(f"layer {layer!r} made by {maker}: " + "; ".join(self.findings))

    def __reduce__(self) -> tuple[type[LayerError], tuple[str, str, list[str]]]:
        return type(self), (self.maker, self.layer, self.findings)


class AnnotatorFailed(DocumentError):
    """An annotator raised an exception on a document; the exception is the ``__cause__``."""


class WriteError(DocumentError):
    """An exporter cannot write a document."""


class WorkerDied(AnnotatorError):
    """A process died while it worked; executors yield this in the place of the results that are lost with it."""


class OffsetError(AnnotatorError, ValueError):
    """An offset lies outside the text, or inside a character."""


class ReadWarning(UserWarning):
    """A source was read, and something about it was guessed or left aside; the text says what, and what to do."""


def near_match(name: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the closest known name, else the known names, else nothing.

    Case does not count: to somebody who writes TEI, tei is close.
    """
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if not close:
        folded = {known.casefold(): known for known in reversed(names)}
        close = [folded[each] for each in difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)]
    if close:
        return f"; did you mean {close[0]!r}?"
    return f"; known: {', '.join(names)}" if names else ""
