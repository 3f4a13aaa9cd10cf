"""The plugin host: finds plugins, asks them for their records, refuses clashes, and says who is who."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from importlib import metadata
from typing import Any, Literal, TypeVar

import msgspec
import pluggy

from annotator.builtin import BUILTIN
from annotator.checks import check_schema
from annotator.errors import AnnotatorError, PluginError, UnknownNameError, near_match
from annotator.hookspecs import GROUP, HookSpecs
from annotator.records import Annotator, Executor, Exporter, Reader, Record
from annotator.schema import LayerSchema
from annotator.tei.attributes import check_inline_rules

__all__ = ["CORE", "Plugin", "PluginWarning", "Registry", "load_registry"]

CORE = "annotator-tei"
"""The name of the core's distribution."""

FIRST_PARTY_EXTRA = "plugins"
"""The extra of the core's distribution that names the plugins of the same house."""

KINDS: dict[str, type[Record]] = {
    "annotators": Annotator,
    "readers": Reader,
    "exporters": Exporter,
    "executors": Executor,
}

R = TypeVar("R", Annotator, Reader, Exporter, Executor)


class PluginWarning(UserWarning):
    """A plugin of somebody else's is broken, in whole or in part, and the program goes on."""


class Plugin(msgspec.Struct, frozen=True):
    """What the host knows of one plugin.

    Attributes:
        name: the name of its entry point.
        distribution: the distribution that it comes with.
        version: the version of that distribution.
        origin: the module it lives in.
        status: ``loaded``, ``blocked`` (by the user) or ``broken``.
        problem: why it is broken.
    """

    name: str
    distribution: str
    version: str
    origin: str
    status: Literal["loaded", "blocked", "broken"] = "loaded"
    problem: str = ""

    def __str__(self) -> str:
        return f"{self.distribution} {self.version}".strip()


class Registry(msgspec.Struct, frozen=True):
    """All records at hand, by kind and name, and the plugins that yielded them."""

    plugins: tuple[Plugin, ...] = ()
    annotators: dict[str, Annotator] = {}
    readers: dict[str, Reader] = {}
    exporters: dict[str, Exporter] = {}
    executors: dict[str, Executor] = {}
    owners: dict[tuple[str, str], Plugin] = {}
    """The plugin that yielded a record, by kind (as in the attribute's name) and name."""

    @property
    def layers(self) -> set[str]:
        """The names of the layers that some annotator makes, in whatever language."""
        return {schema.name for annotator in self.annotators.values() for schema in annotator.provides}

    def annotator(self, name: str) -> Annotator:
        """Return the annotator of that name, or raise `UnknownNameError` with the near match."""
        return _named(self.annotators, "annotator", name)

    def reader(self, name: str) -> Reader:
        """Return the reader of that name, or raise `UnknownNameError` with the near match."""
        return _named(self.readers, "input format", name)

    def exporter(self, name: str) -> Exporter:
        """Return the exporter of that name, or raise `UnknownNameError` with the near match."""
        return _named(self.exporters, "output format", name)

    def executor(self, name: str) -> Executor:
        """Return the executor of that name, or raise `UnknownNameError` with the near match."""
        return _named(self.executors, "executor", name)

    def records(self) -> list[Record]:
        """Return all records, whatever their kind; a reader and an exporter may bear one name."""
        kinds = (self.annotators, self.readers, self.exporters, self.executors)
        return [record for by_name in kinds for record in by_name.values()]

    def open(self, record: Record, *arguments: Any) -> Any:
        """Return what the ``open`` of a record gives for the arguments.

        Raises:
            PluginError: it fails; whose it is, and what to do. What it raised is the ``__cause__``.
        """
        try:
            return record.open(*arguments)
        except (Exception, SystemExit) as error:
            kind = next(kind for kind, type_ in KINDS.items() if isinstance(record, type_))
            owner = self.owners.get((kind, record.name))
            what = f"{kind.removesuffix('s')} {record.name!r} {record.version}{f' of {owner}' if owner else ''}"
            if isinstance(error, AnnotatorError):  # it says itself what to do
                raise PluginError(f"{what} cannot be opened: {error}") from error
            advice = f"; install that plugin again, or leave it out with --no-plugin {owner.name}" if owner else ""
            raise PluginError(f"{what} cannot be opened: {type(error).__name__}: {error}{advice}") from error

    @property
    def broken(self) -> list[Plugin]:
        """The plugins that could not be loaded."""
        return [plugin for plugin in self.plugins if plugin.status == "broken"]


def load_registry(
    blocked: Iterable[str] = (), extra: Mapping[str, object] | None = None, *, discover: bool = True
) -> Registry:
    """Find the plugins and collect their records.

    Args:
        blocked: entry point or distribution names of plugins to leave out.
        extra: further plugin objects by name, registered after the discovered ones; for tests and programs.
        discover: look for installed plugins.

    Raises:
        UnknownNameError: a blocked name belongs to no plugin.
        PluginError: a first-party plugin is broken, or two records bear one name.

    Warns:
        PluginWarning: somebody else's plugin is broken; the others are loaded.
    """
    manager = pluggy.PluginManager(GROUP)
    manager.add_hookspecs(HookSpecs)
    host = _Host(manager, frozenset(blocked))
    host.add("builtin", BUILTIN, distribution=CORE, strict=True)
    if discover:
        host.discover()
    for name, plugin in (extra or {}).items():
        host.add(name, plugin, strict=True)
    host.refuse_unknown_blocks()
    host.warn_of_unknown_hooks()
    return host.collect()


class _Host:
    """Gathers the registry; every step names the plugin it is about."""

    def __init__(self, manager: pluggy.PluginManager, blocked: frozenset[str]) -> None:
        self.manager = manager
        self.blocked = blocked
        self.plugins: dict[str, Plugin] = {}
        self.first_party = _first_party_names()

    def discover(self) -> None:
        """Register what is installed, in the order of the names, so that the order of installation has no effect."""
        found = metadata.entry_points(group=GROUP)
        for entry_point in sorted(found, key=lambda e: (e.name, e.value)):
            dist = entry_point.dist
            name = dist.name if dist else entry_point.module
            if self.blocked & {entry_point.name, name}:
                self._note(Plugin(entry_point.name, name, dist.version if dist else "", entry_point.value, "blocked"))
                continue
            strict = _normal(name) in self.first_party
            try:
                plugin = entry_point.load()
            except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger's import raises
                self._broken(entry_point.name, name, entry_point.value, error, strict=strict)
            else:
                self.add(entry_point.name, plugin, distribution=name, strict=strict)

    def add(self, name: str, plugin: object, *, distribution: str = "", strict: bool) -> None:
        """Register one plugin object."""
        origin = str(getattr(plugin, "__file__", None) or getattr(plugin, "__name__", type(plugin).__name__))
        if name in self.plugins:
            other = self.plugins[name]
            raise PluginError(
                f"two plugins are called {name!r}: one of {other} and one of {distribution or origin}; "
                f"uninstall one, or leave one out with --no-plugin and the name of its distribution"
            )
        try:
            self.manager.register(plugin, name)
        except Exception as error:  # noqa: BLE001 - pluggy raises several kinds; all mean the same here
            self._broken(name, distribution, origin, error, strict=strict)
        else:
            version = _version(distribution)
            self._note(Plugin(name, distribution or name, version, origin))

    def refuse_unknown_blocks(self) -> None:
        known = {n for plugin in self.plugins.values() for n in (plugin.name, plugin.distribution)}
        for name in sorted(self.blocked - known):
            raise UnknownNameError("plugin", name, known)

    def warn_of_unknown_hooks(self) -> None:
        """Say which plugins answer hooks that this version does not ask: a newer plugin, or a slip of the pen."""
        known = [f"annotator_{kind}" for kind in KINDS]
        for name, plugin in self.manager.list_name_plugin():
            for caller in self.manager.get_hookcallers(plugin) or ():
                if not caller.has_spec():
                    message = (
                        f"plugin {name!r} of {self.plugins[name]} answers the hook {caller.name!r}, which is unknown"
                    )
                    hint = near_match(caller.name, known)
                    warnings.warn(f"{message}{hint}; it is not called", PluginWarning, stacklevel=2)

    def collect(self) -> Registry:
        """Ask each plugin for its records and sort them by kind and name."""
        owners: dict[tuple[str, str], Plugin] = {}
        found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
        for kind in KINDS:
            for plugin, record in self._yielded(kind):
                if record.name in found[kind]:
                    other = owners[kind, record.name]
                    raise PluginError(
                        f"{other} (plugin {other.name!r}) and {plugin} (plugin {plugin.name!r}) both bring "
                        f"{kind[:-1]} {record.name!r}; leave one out with --no-plugin"
                    )
                found[kind][record.name] = record
                owners[kind, record.name] = plugin
        plugins = tuple(self.plugins[name] for name in sorted(self.plugins))
        return Registry(plugins, owners=owners, **{kind: dict(sorted(by.items())) for kind, by in found.items()})

    def _yielded(self, kind: str) -> Iterable[tuple[Plugin, Record]]:
        caller = getattr(self.manager.hook, f"annotator_{kind}")
        for implementation in sorted(caller.get_hookimpls(), key=lambda i: i.plugin_name):
            plugin = self.plugins[implementation.plugin_name]
            try:
                records = _checked(list(implementation.function()), KINDS[kind])
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a stranger's hook may raise anything
                strict = _normal(plugin.distribution) in self.first_party
                self._broken(plugin.name, plugin.distribution, plugin.origin, error, strict=strict)
            else:
                yield from ((plugin, record) for record in records)

    def _broken(self, name: str, distribution: str, origin: str, error: BaseException, *, strict: bool) -> None:
        problem = f"{type(error).__name__}: {error}"
        plugin = Plugin(name, distribution, _version(distribution), origin, "broken", problem)
        message = f"plugin {name!r} of {plugin} cannot be used: {problem}"
        if strict:
            raise PluginError(f"{message}; install it again, or leave it out with --no-plugin {name}") from error
        warnings.warn(f"{message}; the program goes on without it", PluginWarning, stacklevel=2)
        self.plugins[name] = plugin

    def _note(self, plugin: Plugin) -> None:
        self.plugins[plugin.name] = plugin


def _checked(records: list[Any], record_type: type[Record]) -> list[Record]:
    for record in records:
        if not isinstance(record, record_type):
            raise TypeError(f"a hook for {record_type.__name__} records yielded {record!r}")
        for schema in getattr(record, "provides", ()):
            msgspec.convert(msgspec.to_builtins(schema), LayerSchema)  # raises where a part is of a wrong type or name
            for finding in (*check_schema(schema), *check_inline_rules(schema)):
                raise ValueError(f"annotator {record.name!r}, layer {schema.name!r}: {finding}")
    return records


def _named(records: Mapping[str, R], kind: str, name: str) -> R:
    if name not in records:
        raise UnknownNameError(kind, name, records)
    return records[name]


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution) if distribution else ""
    except metadata.PackageNotFoundError:
        return ""


def _first_party_names() -> frozenset[str]:
    """The distributions that the core's own metadata names as its plugins; no plugin is named in code."""
    try:
        requirements = metadata.requires(CORE) or []
    except metadata.PackageNotFoundError:
        return frozenset()
    marked = (line.partition(";") for line in requirements)
    wanted = re.compile(rf"""extra\s*==\s*['"]{FIRST_PARTY_EXTRA}['"]""")
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line, _, marker in marked if wanted.search(marker))
    return frozenset(_normal(match.group()) for match in names if match)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
