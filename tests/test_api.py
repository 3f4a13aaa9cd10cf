"""The public surface: named in full, documented in full."""

import ast
import importlib
import importlib.metadata
import inspect
import itertools
import re
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

import annotator
from annotator.hookspecs import HookSpecs

CORE = Path(annotator.__file__).parent
MODULES = sorted(
    ".".join(("annotator", *path.relative_to(CORE).with_suffix("").parts)).removesuffix(".__init__")
    for path in CORE.rglob("*.py")
    if path.name != "__main__.py"
)
HOOKS = [name for name in vars(HookSpecs) if not name.startswith("_")]
CONSTANTS = ("MENTIONS", "MENTION_OF", "REFERS_TO", "Value", "hookimpl", "Annotate", "Identify")


def public(owner):
    return {n: v for n, v in vars(owner).items() if not n.startswith("_") and not isinstance(v, ModuleType)}


def documented_constants(module):
    """Names that are assigned at the top of a module, with a string under them."""
    found = set()
    for node in ast.walk(ast.parse(Path(module.__file__).read_text(encoding="utf-8"))):
        body = getattr(node, "body", None)
        if isinstance(node, ast.Module | ast.If) and isinstance(body, list):
            for here, below in itertools.pairwise(body):
                if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                    targets = getattr(here, "targets", [getattr(here, "target", None)])
                    if isinstance(here, ast.If):  # an alias that is another thing to the type checker
                        targets = [t for s in here.body + here.orelse for t in getattr(s, "targets", [])]
                    found |= {t.id for t in targets if isinstance(t, ast.Name)}
    return found


def test_the_surface_is_what_all_says():
    tree = ast.parse(Path(annotator.__file__).read_text(encoding="utf-8"))
    imported = {a.asname or a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names}
    helpers = {"import_module", "TYPE_CHECKING", "Any", "_VERSION"}
    assert set(annotator.__all__) == imported - helpers | {"__version__"}
    assert len(annotator.__all__) == len(set(annotator.__all__))
    assert set(annotator.__all__) <= set(dir(annotator))


def test_nothing_else_can_be_had():
    with pytest.raises(AttributeError, match="has no attribute 'Sapn'"):
        _ = annotator.Sapn


@pytest.mark.parametrize("name", annotator.__all__)
def test_every_public_name_is_documented(name):
    thing = getattr(annotator, name)
    if name in CONSTANTS:
        modules = [importlib.import_module(f"annotator.{m}") for m in ("span", "schema", "hookspecs", "records")]
        assert any(name in documented_constants(module) for module in modules)
    elif name != "__version__":
        assert re.match(r"[A-Z`]", thing.__doc__ or "")
        assert not thing.__doc__.startswith(f"{name}(")  # what msgspec and dataclasses make up


CLASSES = [getattr(annotator, name) for name in annotator.__all__ if inspect.isclass(getattr(annotator, name))]


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_public_method_is_documented(kind):
    fields = set(getattr(kind, "__struct_fields__", ()))
    bare = [n for n, v in public(kind).items() if n not in fields and callable(v) and not inspect.getdoc(v)]
    bare += [n for n, v in public(kind).items() if isinstance(v, property) and not v.__doc__]
    assert bare == []


@pytest.mark.parametrize("kind", [k for k in CLASSES if issubclass(k, msgspec.Struct)], ids=lambda kind: kind.__name__)
def test_every_field_of_a_record_is_described(kind):
    if len(kind.__struct_fields__) > 3:
        missing = [field for field in kind.__struct_fields__ if f"{field}:" not in kind.__doc__]
        assert missing == []


@pytest.mark.parametrize("kind", [k for k in CLASSES if issubclass(k, msgspec.Struct)], ids=lambda kind: kind.__name__)
def test_records_are_frozen(kind):
    assert kind.__struct_config__.frozen


@pytest.mark.parametrize("name", MODULES)
def test_every_module_says_what_it_is_and_offers_what_it_says(name):
    module = importlib.import_module(name)
    assert module.__doc__
    offered = getattr(module, "__all__", ())
    assert len(offered) == len(set(offered))
    assert all(hasattr(module, one) for one in offered)


@pytest.mark.parametrize("name", HOOKS)
def test_every_hook_is_typed_and_documented(name):
    hook = getattr(HookSpecs, name)
    doc = inspect.getdoc(hook)
    assert inspect.signature(hook).return_annotation is not inspect.Signature.empty
    assert "Called " in doc
    assert re.search(r"^\.\. versionadded:: \d+\.\d+$", doc, flags=re.MULTILINE)
    example = doc.split("Example::\n", 1)[1].split("\n.. ", 1)[0]
    tree = ast.parse(inspect.cleandoc(example))
    [function] = tree.body
    assert function.name == name
    assert [decorator.id for decorator in function.decorator_list] == ["hookimpl"]


def test_there_is_a_hook_for_each_kind_of_record():
    assert [f"annotator_{kind}" for kind in ("annotators", "readers", "exporters", "executors")] == HOOKS


def test_the_version_is_the_one_in_the_metadata():
    assert annotator.__version__ == importlib.metadata.version("annotator-tei")
