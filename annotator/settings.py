"""The settings file: read, checked to the last key, and laid over by a profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from annotator.errors import SettingsError, UnknownNameError, UsageError, near_match
from annotator.manager import Registry
from annotator.pipeline import OnError
from annotator.records import Annotator, Record

__all__ = [
    "BUILT_IN",
    "DEFAULT_FILE",
    "RecordSettings",
    "RunSettings",
    "Setting",
    "described",
    "given_to_all",
    "read_settings",
    "record_settings",
]

DEFAULT_FILE = "annotator.toml"
"""Read from the current folder when no other file is named."""

PROFILES = "profiles"

BUILT_IN: dict[str, dict[str, Any]] = {"fast": {"costly": False}}
"""The profiles that need no settings file; a user's own of the same name takes the place of one."""


class RunSettings(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What the settings file may say, and what the command line may say instead."""

    to: Annotated[tuple[str, ...], Meta(description="output formats")] = ("tei",)
    layers: Annotated[
        tuple[str, ...] | None, Meta(description="layers to make, with what they need; all if left out")
    ] = None
    leave_out: Annotated[tuple[str, ...], Meta(description="layers to make and not to write, such as tokens")] = ()
    lang: Annotated[str, Meta(description="language of documents that do not say theirs, BCP 47")] = "en"
    jobs: Annotated[int, Meta(description="processes to work with", ge=1)] = 1
    executor: Annotated[str, Meta(description="way of running the batch")] = "processes"
    on_error: Annotated[
        OnError, Meta(description="when an annotator fails: fail the document, or keep the layers that do not need it")
    ] = "fail"
    keep_layers: Annotated[bool, Meta(description="keep the layers that stand in the source")] = False
    no_plugin: Annotated[tuple[str, ...], Meta(description="plugins to leave out")] = ()
    costly: Annotated[bool, Meta(description="run annotators that are marked as costly, such as trained models")] = True
    makers: Annotated[dict[str, str], Meta(description="which annotator makes a layer, where two could")] = {}
    plugins: Annotated[dict[str, dict[str, Any]], Meta(description="settings by the name of the record")] = {}


def read_settings(path: Path | None, profile: str | None = None) -> RunSettings:
    """Read the settings file.

    Args:
        path: the file; None for `DEFAULT_FILE` in the current folder, if it is there.
        profile: the table under ``[profiles]`` to lay over the rest, or the name of one in `BUILT_IN`.

    Raises:
        SettingsError: the file is missing, is no TOML, or has an unknown key or a value that does not fit.
        UnknownNameError: there is no such profile.
    """
    raw, name = _load(path)
    profiles = raw.pop(PROFILES, {})
    if not (isinstance(profiles, dict) and all(isinstance(table, dict) for table in profiles.values())):
        raise SettingsError(f"{name}: each profile must be a table, [{PROFILES}.NAME]")
    known = {field.encode_name for field in msgspec.structs.fields(RunSettings)}
    _refuse_unknown(raw, known | {PROFILES}, name)
    for each, table in profiles.items():
        _refuse_unknown(table, known, f"{name}, [{PROFILES}.{each}]")
    if profile is not None:
        profiles = BUILT_IN | profiles
        if profile not in profiles:
            raise UnknownNameError("profile", profile, profiles)
        raw = _overlay(raw, profiles[profile])
    settings: RunSettings = _convert(raw, RunSettings, name)
    return settings


def given_to_all(registry: Registry, settings: RunSettings, name: str, value: Any) -> RunSettings:
    """Return the settings with one value given to every annotator that has a setting of that name.

    Raises:
        UsageError: no annotator has one.
    """
    takers = [a.name for a in registry.annotators.values() if name in {s.name for s in described(a.settings)}]
    if not takers:
        known = ", ".join(registry.annotators) or "none"
        raise UsageError(f"--{name}: no annotator has a setting {name!r} (annotators at hand: {known})")
    given = {taker: {**settings.plugins.get(taker, {}), name: value} for taker in takers}
    return msgspec.structs.replace(settings, plugins={**settings.plugins, **given})


def record_settings(registry: Registry, tables: Mapping[str, Mapping[str, Any]]) -> RecordSettings:
    """Turn the tables ``[plugins.NAME]`` into the settings structs of the records they name.

    A reader and an exporter of one format bear one name: a table speaks to both, each takes the keys that it knows.

    Raises:
        UnknownNameError: no record has that name.
        SettingsError: an unknown key, or a value that does not fit.
    """
    records = registry.records()
    converted: dict[tuple[type[Record], str], msgspec.Struct] = {}
    for name, table in tables.items():
        meant = [record for record in records if record.name == name]
        if not meant:
            raise UnknownNameError("plugin record in the settings", name, {record.name for record in records})
        where = f"[plugins.{name}]"
        keys = [{field.encode_name for field in msgspec.structs.fields(record.settings)} for record in meant]
        _refuse_unknown(table, set().union(*keys), where)
        for record, known in zip(meant, keys, strict=True):
            own = {key: value for key, value in table.items() if key in known}
            converted[type(record), name] = _convert(own, record.settings, where)
    return RecordSettings(converted)


class RecordSettings:
    """The settings that the user gave to records; for the others, their defaults."""

    def __init__(self, given: Mapping[tuple[type[Record], str], msgspec.Struct]) -> None:
        self._given = given

    def of(self, record: Record) -> msgspec.Struct:
        """Return the settings to open a record with."""
        return self._given.get((type(record), record.name)) or record.settings()

    def of_annotators(self) -> dict[str, msgspec.Struct]:
        """Return the settings that were given to annotators, by name."""
        return {name: settings for (kind, name), settings in self._given.items() if kind is Annotator}


def _load(path: Path | None) -> tuple[dict[str, Any], str]:
    chosen = Path(DEFAULT_FILE) if path is None else path
    if path is None and not chosen.is_file():
        return {}, DEFAULT_FILE
    try:
        return tomllib.loads(chosen.read_text(encoding="utf-8")), str(chosen)
    except OSError as error:
        raise SettingsError(f"the settings file {chosen} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"the settings file {chosen} is not TOML in UTF-8: {error}") from error


def _overlay(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _overlay(below, value) if isinstance(value, dict) and isinstance(below, dict) else value
    return merged


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in table:
        if key not in known:
            hint = near_match(key, known) if known else "; it has no settings"
            raise SettingsError(f"{where}: unknown key {key!r}{hint}")


def _convert(table: Mapping[str, Any], struct: type[Any], where: str) -> Any:
    try:
        return msgspec.convert(table, struct)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{where}: {error}") from error


class Setting(msgspec.Struct, frozen=True):
    """One setting as users are told of it; ``default`` as a JSON value."""

    name: str
    default: Any
    description: str


def described(struct: type[msgspec.Struct]) -> list[Setting]:
    """Return the settings of a struct with their defaults and descriptions."""
    defaults = msgspec.to_builtins(struct())
    info = msgspec.inspect.type_info(struct)
    assert isinstance(info, msgspec.inspect.StructType)
    return [
        Setting(field.encode_name, defaults.get(field.encode_name), _description(field.type)) for field in info.fields
    ]


def _description(type_: msgspec.inspect.Type) -> str:
    if isinstance(type_, msgspec.inspect.Metadata):
        return str((type_.extra_json_schema or {}).get("description", ""))
    return ""
