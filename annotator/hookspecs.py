"""The hooks: how a plugin tells the host what it has. Each yields records; none does any work.

A plugin is a distribution with an entry point in the group ``annotator`` that names a module (or another object)
with functions marked by `hookimpl`. The host asks them when it starts, so a plugin's module must be quick to
import: whatever is heavy belongs into the ``open`` of a record.
"""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from annotator.records import Annotator, Executor, Exporter, Reader

__all__ = ["GROUP", "HookSpecs", "hookimpl"]

GROUP = "annotator"
"""The entry point group in which plugins are found, and the project name that pluggy ties specs and marks by."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)
"""Marks a function of a plugin as the answer to the hook of the same name."""


class HookSpecs:
    """The hooks of annotator; a plugin answers any of them with a function of the same name, marked `hookimpl`."""

    @hookspec
    def annotator_annotators(self) -> Iterable[Annotator]:  # type: ignore[empty-body]
        """Yield the annotators of the plugin.

        Called once, when the host collects its records, before any document is read.

        Example::

            @hookimpl
            def annotator_annotators():
                yield Annotator(
                    name="ships",
                    version="1.0",
                    description="Names of ships",
                    provides=(LayerSchema("ships", "ships", labels=(Label("ship", "a ship"),)),),
                    requires=("tokens",),
                    open=lambda settings: each_document(find_ships),
                )

        .. versionadded:: 0.1
        """

    @hookspec
    def annotator_readers(self) -> Iterable[Reader]:  # type: ignore[empty-body]
        """Yield the readers of the plugin: input formats, chosen by file name ending.

        Called once, when the host collects its records, before any document is read.

        Example::

            @hookimpl
            def annotator_readers():
                yield Reader(
                    name="shout",
                    version="1.0",
                    description="Plain text in capitals",
                    suffixes=(".shout",),
                    open=lambda settings: lambda source: Document(source.id, source.bytes().decode().upper()),
                )

        .. versionadded:: 0.1
        """

    @hookspec
    def annotator_exporters(self) -> Iterable[Exporter]:  # type: ignore[empty-body]
        """Yield the exporters of the plugin: output formats, chosen by ``--to``.

        Called once, when the host collects its records, before any document is read.

        Example::

            @hookimpl
            def annotator_exporters():
                yield Exporter(
                    name="plain",
                    version="1.0",
                    description="The text alone",
                    suffix=".txt",
                    open=lambda settings: lambda document: document.text.encode(),
                )

        .. versionadded:: 0.1
        """

    @hookspec
    def annotator_executors(self) -> Iterable[Executor]:  # type: ignore[empty-body]
        """Yield the executors of the plugin: ways of running a batch, chosen by ``--executor``.

        Called once, when the host collects its records, before any document is read.

        Example::

            @hookimpl
            def annotator_executors():
                yield Executor(
                    name="in-turn",
                    version="1.0",
                    description="One after the other, in this process",
                    open=lambda settings, jobs: map,
                )

        .. versionadded:: 0.1
        """
