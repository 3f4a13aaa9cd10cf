"""Records: what a plugin yields. The host lists them, orders them and runs them when it wants.

A record is light: its ``open`` is called once in each process that needs it, on first use, and only there may
models be loaded and heavy modules be imported.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec

from annotator.document import Document
from annotator.layer import Layer
from annotator.schema import LayerSchema

__all__ = [
    "Annotate",
    "Annotator",
    "Executor",
    "Exporter",
    "Identify",
    "Identity",
    "Known",
    "NoSettings",
    "Reader",
    "Record",
    "Source",
    "each_document",
]

T = TypeVar("T")
R = TypeVar("R")

Annotate: TypeAlias = Callable[[Sequence[Document]], Iterable[Sequence[Layer]]]
"""What an opened annotator is: a batch of documents in, for each document its layers out, in the same order."""


class Known(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an authority file says of somebody or something: `Identity.known`.

    Attributes:
        id: an XML name; the record of the corpus bears it.
        type: one of the referent types of the layer's schema; empty for that of the referent.
        names: the preferred one first.
        identifiers: outside ids by authority.
    """

    id: str
    type: str = ""
    names: tuple[str, ...] = ()
    identifiers: dict[str, str] = {}


class Identity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a referent of one document is known by among those of a whole corpus.

    The keys are any strings; two that are equal mean the same. They are compared within one layer.

    Attributes:
        same: what one alone can have, such as the id of an authority. Who shares one is one.
        likely: what one alone is likely to have, such as a full name in a form without case and diacritics. Who shares
            one is one, unless a fact or an outside id speaks against it.
        perhaps: what several may well have, such as a surname or an acronym, where nothing better is known. Who shares
            no more is kept apart, and people are told.
        called: short forms that it goes by; somebody who has one of them in `perhaps` may be this one, and people are
            told.
        facts: what is known, by kind; two that have values of one kind, and none in common, are not the same.
        names: those of its names that tell it from others; what else it is called are short forms.
        sort_key: where its preferred name (the first of `Known.names`, else of `names`, else of the referent's) stands
            in an alphabetical list, in small letters without diacritics: ``torres, ana``. Empty for that name as it is.
        known: what an authority file says of it; its id and its names go before those of the documents.
    """

    same: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    facts: dict[str, tuple[str, ...]] = {}
    names: tuple[str, ...] = ()
    sort_key: str = ""
    known: Known | None = None


Identify: TypeAlias = Callable[[Document], Mapping[str, Identity]]
"""Takes a document with the layers that an annotator makes, gives identities by the ids of referents. Those that it
leaves out, such as people without a name, belong to their document alone."""


class NoSettings(msgspec.Struct, frozen=True):
    """The settings of a record that has none."""


class Source(msgspec.Struct, frozen=True):
    """One document to be read: a file, or a piece of one.

    Attributes:
        id: the id that the document shall have.
        path: the file it comes from, as the user named it.
        data: its bytes; None means all bytes of the file.
        place: where in the file the piece begins, for messages, such as ``line 3``.
        keep_layers: layers that stand in the source are wanted.
    """

    id: str
    path: str
    data: bytes | None = None
    place: str = ""
    keep_layers: bool = False

    def bytes(self) -> bytes:
        """Return the bytes to read the document from.

        Raises:
            OSError: the file cannot be read.
        """
        return Path(self.path).read_bytes() if self.data is None else self.data

    def __str__(self) -> str:
        return f"{self.path}, {self.place}" if self.place else self.path


class Annotator(msgspec.Struct, frozen=True, kw_only=True):
    """Makes one or several layers.

    Attributes:
        name: what users call it, in ``[plugins.NAME]`` of the settings file among other places.
        version: the plugin's.
        description: one sentence.
        provides: the schemas of the layers it makes; for each document it returns all of them.
        open: takes the settings, gives the annotating function. The function must not keep state between
            documents: the same document gives the same layers, whatever came before it.
        requires: layers that must be there.
        uses: layers that are read when they are there.
        languages: the languages (BCP 47 primary tags) it works for; None means all.
        settings: a frozen struct; each field has a default and, through ``msgspec.Meta``, a description.
        costly: it takes several times as long as rules would, as trained models do. The setting ``costly = false``,
            and so the built-in profile ``fast``, leaves it out; annotators that use its layers do without.
        identify: takes the settings, gives a function that says by what the referents of a document are known in a
            corpus; None: its referents are not listed. Used by ``annotator index`` alone.
    """

    name: str
    version: str
    description: str
    provides: tuple[LayerSchema, ...]
    open: Callable[[Any], Annotate]
    requires: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    languages: tuple[str, ...] | None = None
    settings: type[msgspec.Struct] = NoSettings
    costly: bool = False
    identify: Callable[[Any], Identify] | None = None


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Turns files of one format into documents.

    Attributes:
        name: the format.
        version: the plugin's.
        description: one sentence.
        suffixes: the file name endings it answers for, lower case, with the dot.
        open: takes the settings, gives a function from a source to a document. The function raises
            `ReadError` when it cannot, and warns (`warnings.warn`) about what the user should know.
        split: divides a file that holds many documents into sources, without reading more than it must;
            None for formats of one document a file.
        settings: as in `Annotator`.
    """

    name: str
    version: str
    description: str
    suffixes: tuple[str, ...]
    open: Callable[[Any], Callable[[Source], Document]]
    split: Callable[[Source], Iterator[Source]] | None = None
    settings: type[msgspec.Struct] = NoSettings


class Exporter(msgspec.Struct, frozen=True, kw_only=True):
    """Writes documents in one format.

    Attributes:
        name: the format, as in ``--to NAME``.
        version: the plugin's.
        description: one sentence.
        suffix: the file name ending, with the dot.
        open: takes the settings, gives a function from a document to bytes, the same for the same document.
        joined: all documents go into one file, one after the other, in the order of the sources.
        working_layers: working layers are wanted too.
        settings: as in `Annotator`.
    """

    name: str
    version: str
    description: str
    suffix: str
    open: Callable[[Any], Callable[[Document], bytes]]
    joined: bool = False
    working_layers: bool = False
    settings: type[msgspec.Struct] = NoSettings


class Executor(msgspec.Struct, frozen=True, kw_only=True):
    """A way of running the work of a batch, such as local processes or a cluster engine.

    Attributes:
        name: as in ``--executor NAME``.
        version: the plugin's.
        description: one sentence.
        open: takes the settings and the number of jobs, gives a function ``run(work, items)`` that yields
            ``work(item)`` for each item, in the order of the items. ``work`` and the items can be pickled;
            ``work`` raises nothing for a bad document. Where a process dies, it yields a `WorkerDied` in the
            place of each result that is lost, and goes on; the core works on these items again, each alone.
            Items come from an iterator that may be long: take only as many ahead as keep the workers busy.
        settings: as in `Annotator`.
    """

    name: str
    version: str
    description: str
    open: Callable[[Any, int], Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]]
    settings: type[msgspec.Struct] = NoSettings


Record: TypeAlias = Annotator | Reader | Exporter | Executor


def each_document(annotate: Callable[[Document], Sequence[Layer]]) -> Annotate:
    """Make an annotating function out of one that knows a single document.

    Example:
        >>> Annotator(name="ships", ..., open=lambda settings: each_document(find_ships))  # doctest: +SKIP
    """
    return partial(_annotate_each, annotate)


def _annotate_each(
    annotate: Callable[[Document], Sequence[Layer]], documents: Sequence[Document]
) -> Iterator[Sequence[Layer]]:
    return (annotate(document) for document in documents)
