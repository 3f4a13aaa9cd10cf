"""Imports go one way only: every module may import what stands below it, and nothing else.

All import statements count, those inside functions too; what they say is read from the source, nothing is run.
"""

import ast
import graphlib
import subprocess
import sys
from pathlib import Path

import pytest

import annotator

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "annotator"
PLUGINS = sorted(path for path in ROOT.glob("plugins/*") if (path / "pyproject.toml").exists())

# From the bottom up. A package stands for its modules, which may import each other; `annotator` is the public surface.
LADDER = (
    {"version", "errors", "span", "jsontext", "readers.dates", "tei.settings"},
    {"files", "languages", "offsets", "schema"},
    {"index", "register"},
    {"layer"},
    {"checks"},
    {"document"},
    {"records"},
    {"hookspecs", "merging", "readers", "exporters", "tei", "executors"},
    {"authority", "registering"},
    {"annotator", "builtin"},
    {"manager"},
    {"plan", "sources"},
    {"pipeline"},
    {"settings"},
    {"work"},
    {"batch", "corpus", "summary", "viewing"},
    {"show"},
    {"console"},
    {"cli"},
    {"__main__"},
)
RUNGS = {name: rung for rung, names in enumerate(LADDER) for name in names}
ONLY_IN = {
    "lxml": {"tei"},
    "pluggy": {"hookspecs", "manager"},
    "typer": {"cli"},
    "click": {"cli"},
    "rich": {"cli", "console", "show"},
    "charset_normalizer": {"readers.text"},
}
LONGEST = 400


def module_name(path):
    parts = path.relative_to(CORE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "annotator"


MODULES = {module_name(path): path for path in sorted(CORE.rglob("*.py"))}


def imports(path):
    """Yield what a file imports, each as a dotted name; `from a import b` gives `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are written in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def target(name):
    """The module of the core that an import leads to, None when it leads elsewhere."""
    if name.split(".")[0] != "annotator":
        return None
    parts = name.split(".")[1:]
    while parts and ".".join(parts) not in MODULES:
        parts.pop()
    return ".".join(parts) or "annotator"


def rung(module):
    """The rung that a module stands on: its own, or that of its package."""
    return RUNGS[module] if module in RUNGS else RUNGS[module.split(".")[0]]


def inside(module, places):
    return module in places or module.split(".")[0] in places


@pytest.mark.parametrize("module", MODULES)
def test_a_module_stands_on_a_rung_and_imports_only_what_is_below(module):
    assert module in RUNGS or module.split(".")[0] in RUNGS, f"say in LADDER where {module} stands"
    package = module.split(".")[0]
    for name in imports(MODULES[module]):
        other = target(name)
        if other is None or other == module or (package == other.split(".")[0] and rung(other) == rung(module)):
            continue
        assert rung(other) < rung(module), f"{module} imports {name}, which does not stand below it"


def test_the_ladder_speaks_of_what_is_there():
    packages = {module.split(".")[0] for module in MODULES}
    # `show` is the part of the command line that may still be missing.
    assert set(RUNGS) - set(MODULES) - packages <= {"show"}


def test_no_cycle():
    graph = {
        module: {other for name in imports(path) if (other := target(name)) not in (None, module)}
        for module, path in MODULES.items()
    }
    assert list(graphlib.TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_used_only_where_it_belongs(library):
    users = {module for module, path in MODULES.items() if any(n.split(".")[0] == library for n in imports(path))}
    assert all(inside(module, ONLY_IN[library]) for module in users), users


@pytest.mark.parametrize("module", MODULES)
def test_no_module_of_the_core_imports_a_plugin(module):
    assert not [name for name in imports(MODULES[module]) if name.startswith("annotator_")]


def plugin_modules():
    return [path for plugin in PLUGINS for path in sorted((plugin / "src").rglob("*.py"))]


@pytest.mark.parametrize("path", plugin_modules(), ids=lambda path: path.stem)
def test_a_plugin_knows_the_public_names_alone_and_no_other_plugin(path):
    own = path.relative_to(ROOT / "plugins").parts[2]
    for name in imports(path):
        top, *rest = name.split(".")
        if top == "annotator":
            assert len(rest) == 1, f"{path.name} imports {name}: take it from `annotator` itself"
            assert rest[0] in annotator.__all__, f"{path.name} imports {name}, which is not public"
        assert not top.startswith("annotator_") or top == own, f"{path.name} imports {name}, another plugin"


@pytest.mark.parametrize("path", MODULES.values(), ids=MODULES)
def test_no_module_of_the_core_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("path", plugin_modules(), ids=lambda path: path.stem)
def test_no_module_of_a_plugin_is_much_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST + 50


def test_the_public_surface_imports_nothing_slow():
    code = "import sys, annotator; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout.split()
    assert not {"lxml", "typer", "click", "rich", "charset_normalizer", "multiprocessing", "sqlite3"} & set(loaded)
