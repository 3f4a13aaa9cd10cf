"""Discovery through real `*.dist-info` folders: found, blocked, broken, duplicate, unknown hook."""

from __future__ import annotations

import sys

import pytest

from annotator import Annotator, PluginError, UnknownNameError, hookimpl
from annotator.manager import PluginWarning, load_registry
from tests.toys import toy

SHIPS = """
from annotator import Annotator, Label, LayerSchema, hookimpl

@hookimpl
def annotator_annotators():
    yield Annotator(
        name="ships", version="1.0", description="ships", open=lambda settings: None,
        provides=(LayerSchema("ships", "ships", labels=(Label("ship", "a ship"),)),),
    )
"""


def find(name: str, registry):
    return next(plugin for plugin in registry.plugins if plugin.name == name)


def test_an_installed_plugin_is_found_and_told_of(dist_info):
    dist_info("toy-ships", SHIPS, version="2.3")
    registry = load_registry()
    assert "ships" in registry.annotators
    plugin = registry.owners["annotators", "ships"]
    assert (plugin.distribution, plugin.version, plugin.status) == ("toy-ships", "2.3", "loaded")
    assert plugin.origin.endswith("toy_ships.py")


@pytest.mark.parametrize("name", ["toy-ships", "boats"])
def test_a_plugin_is_blocked_by_either_name_and_never_imported(dist_info, name):
    dist_info("toy-ships", "raise RuntimeError('imported')", entry_point="boats")
    registry = load_registry(blocked=[name])
    assert find("boats", registry).status == "blocked"
    assert "toy_ships" not in sys.modules


def test_blocking_nobody_names_the_near_match(dist_info):
    dist_info("toy-ships", SHIPS)
    with pytest.raises(UnknownNameError, match="did you mean 'toy-ships'"):
        load_registry(blocked=["toy-ship"])


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("import no_such_module_at_all", "ModuleNotFoundError"),
        ("raise SystemError('no')", "SystemError: no"),
        ("import sys\nsys.exit('no')", "SystemExit: no"),
        (
            "from annotator import hookimpl\n@hookimpl\ndef annotator_annotators():\n    raise ValueError('late')",
            "ValueError: late",
        ),
        ("from annotator import hookimpl\n@hookimpl\ndef annotator_annotators():\n    yield 'no record'", "no record"),
        (
            "from annotator import hookimpl\n@hookimpl\ndef annotator_annotators(colour):\n    yield from ()",
            "colour",
        ),
        (SHIPS.replace('"ships", "ships"', '"sh ips", "ships"'), "layer name"),
    ],
)
def test_a_broken_stranger_is_named_and_skipped(dist_info, code, problem):
    dist_info("toy-wreck", code)
    with pytest.warns(PluginWarning, match="toy-wreck 1.0 cannot be used"):
        registry = load_registry()
    assert find("toy-wreck", registry).status == "broken"
    assert problem in find("toy-wreck", registry).problem


def test_two_records_of_one_name_name_both_culprits(dist_info):
    dist_info("toy-ships", SHIPS)
    dist_info("toy-vessels", SHIPS)
    with pytest.raises(PluginError, match=r"toy-ships 1\.0.*toy-vessels 1\.0.*annotator 'ships'"):
        load_registry()


def test_two_plugins_of_one_name_are_refused(dist_info):
    dist_info("toy-ships", SHIPS, entry_point="fleet")
    dist_info("toy-vessels", "", entry_point="fleet")
    with pytest.raises(PluginError, match=r"two plugins are called 'fleet'.*toy-"):
        load_registry()


def test_a_broken_plugin_of_the_same_house_is_an_error(dist_info, monkeypatch):
    monkeypatch.setattr("annotator.manager._first_party_names", lambda: frozenset({"toy-wreck"}))
    dist_info("toy-wreck", "import no_such_module_at_all")
    with pytest.raises(PluginError, match="--no-plugin toy-wreck"):
        load_registry()


def test_the_core_names_its_plugins_in_its_metadata():
    from annotator.manager import _first_party_names

    assert {"annotator-text", "annotator-entities", "annotator-quotes"} <= _first_party_names()


def test_a_hook_that_no_version_knows_does_not_harm(dist_info):
    dist_info("toy-ships", SHIPS + "\n@hookimpl\ndef annotator_weather():\n    return 'fine'\n")
    with pytest.warns(PluginWarning, match="annotator_weather"):
        registry = load_registry()
    assert "ships" in registry.annotators


def test_plugin_objects_can_be_given_by_a_program():
    class Given:
        @hookimpl
        def annotator_annotators(self) -> list[Annotator]:
            return [toy("given")]

    registry = load_registry(extra={"given": Given()}, discover=False)
    assert list(registry.annotators) == ["given"]
    with pytest.raises(UnknownNameError, match="did you mean 'given'"):
        registry.annotator("givn")


def test_records_are_sorted_whatever_the_order_of_installation():
    class Given:
        @hookimpl
        def annotator_annotators(self) -> list[Annotator]:
            return [toy("b"), toy("a")]

    assert list(load_registry(extra={"given": Given()}, discover=False).annotators) == ["a", "b"]
