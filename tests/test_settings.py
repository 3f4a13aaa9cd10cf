from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec
import pytest
from msgspec import Meta

from annotator import NoSettings, SettingsError, UnknownNameError, UsageError
from annotator.manager import load_registry
from annotator.settings import RunSettings, described, given_to_all, read_settings, record_settings
from annotator.tei.settings import TeiSettings
from tests.toys import toy


def write(folder: Path, text: str) -> Path:
    path = folder / "annotator.toml"
    path.write_text(text)
    return path


def test_no_file_gives_the_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_settings(None) == RunSettings()


def test_the_file_in_the_folder_is_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, 'to = ["tei", "json"]\non-error = "keep"\n')
    settings = read_settings(None)
    assert (settings.to, settings.on_error) == (("tei", "json"), "keep")


def test_a_profile_lies_over_the_rest(tmp_path):
    path = write(tmp_path, "jobs = 2\n[plugins.a]\nx = 1\ny = 1\n[profiles.fast.plugins.a]\ny = 2\n")
    assert read_settings(path).plugins == {"a": {"x": 1, "y": 1}}
    fast = read_settings(path, "fast")
    assert (fast.jobs, fast.plugins) == (2, {"a": {"x": 1, "y": 2}})
    with pytest.raises(UnknownNameError, match="unknown profile 'fats'; did you mean 'fast'"):
        read_settings(path, "fats")


def test_the_profile_fast_is_built_in(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_settings(None, "fast") == RunSettings(costly=False)
    with pytest.raises(UnknownNameError, match="unknown profile 'fats'; did you mean 'fast'"):
        read_settings(None, "fats")


def test_a_profile_of_the_user_takes_the_place_of_a_built_in_one(tmp_path):
    path = write(tmp_path, "[profiles.fast]\njobs = 2\n")
    assert read_settings(path, "fast") == RunSettings(jobs=2)
    assert read_settings(write(tmp_path, "jobs = 2\n"), "fast") == RunSettings(jobs=2, costly=False)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("job = 2", r"unknown key 'job'; did you mean 'jobs'\?"),
        ("jobs = 'two'", "Expected `int`, got `str` - at `\\$.jobs`"),
        ("jobs = 0", ">= 1"),
        ("jobs = ", "is not TOML"),
        ("on-error = 'explode'", "Invalid enum value 'explode'"),
        ("profiles = 3", "each profile must be a table"),
        ("[profiles]\nfast = 3", "each profile must be a table"),
        ("[profiles.fast]\njbos = 2", r"\[profiles.fast\]: unknown key 'jbos'; did you mean 'jobs'"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_place(tmp_path, text, message):
    with pytest.raises(SettingsError, match=message):
        read_settings(write(tmp_path, text))


def test_a_file_that_is_named_must_be_there(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


class Wishes(msgspec.Struct, frozen=True, rename="kebab"):
    line_width: Annotated[int, Meta(description="columns")] = 3


def test_settings_of_records(registry_of):
    registry = registry_of(toy("a", settings=Wishes), toy("b"))
    assert record_settings(registry, {"a": {"line-width": 4}}).of_annotators() == {"a": Wishes(4)}
    with pytest.raises(UnknownNameError, match=r"did you mean 'a'|known: a, b"):
        record_settings(registry, {"aa": {}})
    with pytest.raises(SettingsError, match=r"\[plugins.a\]: unknown key 'line_width'; did you mean 'line-width'"):
        record_settings(registry, {"a": {"line_width": 4}})
    with pytest.raises(SettingsError, match=r"\[plugins.a\]: Expected `int`"):
        record_settings(registry, {"a": {"line-width": "4"}})
    with pytest.raises(SettingsError, match="it has no settings"):
        record_settings(registry, {"b": {"x": 1}})


def test_a_reader_and_an_exporter_of_one_name_take_each_their_own():
    registry = load_registry(discover=False)
    settings = record_settings(registry, {"tei": {"publisher": "We"}})
    assert settings.of(registry.exporter("tei")) == TeiSettings(publisher="We")
    assert settings.of(registry.reader("tei")) == NoSettings()
    assert settings.of(registry.exporter("json")) == NoSettings()
    with pytest.raises(SettingsError, match="unknown key 'publishr'; did you mean 'publisher'"):
        record_settings(registry, {"tei": {"publishr": "We"}})


def test_settings_are_described():
    [setting] = described(Wishes)
    assert (setting.name, setting.default, setting.description) == ("line-width", 3, "columns")
    assert all(setting.description for setting in described(RunSettings))


class Listed(msgspec.Struct, frozen=True):
    authority: tuple[str, ...] = ()


def test_what_is_given_to_all_reaches_those_that_have_such_a_setting(registry_of):
    registry = registry_of(toy("a", settings=Listed), toy("b"))
    settings = given_to_all(registry, RunSettings(plugins={"a": {"x": 1}}), "authority", ["f.csv"])
    assert settings.plugins == {"a": {"x": 1, "authority": ["f.csv"]}}
    with pytest.raises(
        UsageError, match=r"--authority: no annotator has a setting 'authority' \(annotators at hand: b\)"
    ):
        given_to_all(registry_of(toy("b")), RunSettings(), "authority", ["f.csv"])
