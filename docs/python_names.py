"""Writes the page of the public Python names from their docstrings and annotations."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from itertools import pairwise
from types import ModuleType
from typing import Any, Literal, get_origin

import msgspec

import annotator

__all__ = ["api"]

HOMES = {
    "document": "Documents",
    "layer": "Layers and who made them",
    "span": "Annotations, referents and links",
    "schema": "What a layer may hold",
    "records": "What a plugin yields",
    "hookspecs": "The mark of a hook",
    "offsets": "Offsets elsewhere",
    "authority": "Authority files",
    "errors": "Errors and warnings",
}
"""The modules that the public names live in, in the order of the page, each with its title."""

INTRODUCTION = """# The Python names

Everything that a plugin or a program needs is imported from `annotator` itself; modules below it may change. Offsets
are Unicode code points, ranges half-open. Classes are immutable records unless they say otherwise: their attributes
are also the arguments of their constructors, in this order.

[Use annotator from Python](../how-to/use-from-python.md) has examples that run.
"""


def api() -> str:
    """The page of the public names: what each is, its attributes and its methods."""
    parts = [INTRODUCTION]
    for home, title in HOMES.items():
        module = import_module(f"annotator.{home}")
        parts.append(f"## {title}\n")
        parts += [_entry(name, module) for name in _told(module)]
    parts.append("## The version\n\n### \\_\\_version\\_\\_\n\nThe version of annotator, a string.\n")
    return "\n".join(parts)


def _told(module: ModuleType) -> Iterator[str]:
    """Yield the public names of a module and the lists of values that they speak of, in the order of the source."""
    seen = set()
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names = [(node.lineno, node.name)]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [(node.lineno, target.id) for target in targets if isinstance(target, ast.Name)]
        else:
            continue
        seen |= {(line, name) for line, name in names if name in annotator.__all__ or _is_list(module, name)}
    return iter(dict.fromkeys(name for _, name in sorted(seen)))


def _is_list(module: ModuleType, name: str) -> bool:
    return get_origin(getattr(module, name, None)) is Literal


def _entry(name: str, module: ModuleType) -> str:
    value = getattr(module, name)
    return (
        _class(name, module) if inspect.isclass(value) and value.__module__ == module.__name__ else _other(name, module)
    )


def _class(name: str, module: ModuleType) -> str:
    cls = getattr(module, name)
    bases = [base.__name__ for base in cls.__bases__ if base.__name__ in annotator.__all__]
    kind = f" ({', '.join(f'`{base}`' for base in bases)})" if bases else ""
    doc = _Docstring(cls)
    fields = "__struct_fields__" in dir(cls)
    told = [_attribute(cls, field, doc) for field in cls.__struct_fields__] if fields else _arguments(doc)
    members = {key: value for key, value in vars(cls).items() if not key.startswith("_")}
    properties = {key: value for key, value in members.items() if isinstance(value, property | cached_property)}
    lists = {
        "Attributes" if fields else "Arguments": told,
        "Computed": [_property(key, value) for key, value in properties.items()],
        "Methods": [_method(key, value) for key, value in members.items() if inspect.isfunction(value)],
    }
    parts = [f"### {name}{kind}\n\n{doc.summary}\n"]
    parts += [f"{title}:\n\n" + "\n".join(items) + "\n" for title, items in lists.items() if items]
    return "\n".join(parts)


def _attribute(cls: Any, field: str, doc: _Docstring) -> str:
    defaults = dict(zip(reversed(cls.__struct_fields__), reversed(cls.__struct_defaults__), strict=False))
    default = defaults.get(field, msgspec.NODEFAULT)
    given = "" if default is msgspec.NODEFAULT else f" = {_shown(default)}"
    told = f": {doc.entries[field]}" if field in doc.entries else ""
    return f"- `{field}: {_type(cls, field)}{given}`{told}"


def _shown(default: Any) -> str:
    if inspect.isclass(default):
        return default.__name__
    return repr(default.factory() if hasattr(default, "factory") else default)


def _type(cls: Any, field: str) -> str:
    return next(str(own[field]) for base in cls.__mro__ if field in (own := inspect.get_annotations(base)))


def _arguments(doc: _Docstring) -> list[str]:
    return [f"- `{name}`: {told}" for name, told in doc.entries.items()]


def _property(name: str, value: Any) -> str:
    function = value.fget if isinstance(value, property) else value.func
    return f"- `{name}: {function.__annotations__['return']}`: {_Docstring(function).summary}"


def _method(name: str, function: Any) -> str:
    doc = _Docstring(function)
    raises = "; ".join(f"`{error}`: {why.rstrip('.')}" for error, why in doc.raises.items())
    return f"- `{name}{_signature(function)}`: {doc.summary}{f' Raises {raises}.' if raises else ''}"


def _signature(function: Any) -> str:
    """Return the signature with the annotations as they stand in the source."""
    shown, keyword_only = [], False
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
            shown.append("*")
            keyword_only = True
        if name == "self":
            continue
        star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
        default = "" if parameter.default is parameter.empty else f" = {_shown(parameter.default)}"
        shown.append(f"{star}{name}: {parameter.annotation}{default}")
    return f"({', '.join(shown)}) -> {function.__annotations__['return']}"


def _other(name: str, module: ModuleType) -> str:
    value = getattr(module, name)
    if inspect.isfunction(value):
        return f"### {name}\n\n`{name}{_signature(value)}`\n\n{_Docstring(value).summary}\n"
    source, told = _data(name, module)
    return f"### {name}\n\n```text\n{source}\n```\n\n{told}\n"


def _data(name: str, module: ModuleType) -> tuple[str, str]:
    """Return the line that defines a constant or an alias, and the docstring below it."""
    body = ast.parse(inspect.getsource(module)).body
    for node, below in pairwise(body):
        definitions = [n for n in ast.walk(node) if isinstance(n, ast.Assign | ast.AnnAssign)]
        found = [ast.unparse(n) for n in definitions if re.match(rf"{name}\b", ast.unparse(n))]
        if found and isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            return found[0], _flowed(str(below.value.value))
    raise ValueError(f"{name} has no docstring in {module.__name__}")


class _Docstring:
    """The parts of a docstring: its first paragraph, the entries of Attributes or Args, and what is raised."""

    def __init__(self, of: Any) -> None:
        sections = re.split(
            r"\n\n(?=(?:Attributes|Args|Raises|Example|Returns|Yields)s?:)", inspect.cleandoc(of.__doc__)
        )
        by_title = {section.split(":", 1)[0]: section.partition("\n")[2] for section in sections[1:]}
        self.summary = _flowed(sections[0].split("\n\n")[0])
        self.entries = _entries(by_title.get("Attributes") or by_title.get("Args") or "")
        self.raises = _entries(by_title.get("Raises", ""))


def _entries(section: str) -> dict[str, str]:
    items = re.findall(r"^ {4}(\S[^:]*): ((?:.*\n?)(?:^ {5,}.*\n?)*)", section, re.MULTILINE)
    return {name: _flowed(told) for names, told in items for name in names.split(", ")}


def _flowed(text: str) -> str:
    return " ".join(text.replace("``", "`").split())
