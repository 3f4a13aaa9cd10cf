"""Feature values as TEI feature structures, and back.

========================  =====================================================
string                    ``<string>``; of a closed list: ``<symbol value="">``
integer, float            ``<numeric value="">``: ``1`` is an integer, ``1.0`` a float
boolean                   ``<binary value="">``
null                      an empty ``f``; in a list ``<default/>``
list                      ``<vColl org="list">``
object                    ``<fs>``
========================  =====================================================

What this cannot say (a key that is no XML name, a value nested very deeply, a feature called like one of the two
reserved names) stands in one feature ``json``, as canonical JSON. The rule that made an annotation is the feature
``rule``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from annotator.schema import Feature
from annotator.span import Value
from annotator.tei.canonical import from_json, to_json
from annotator.tei.characters import Characters, attribute
from annotator.tei.names import is_ncname, is_word, tei
from annotator.tei.parsing import Node

__all__ = ["FeatureWriter", "read_features", "text_of"]

RULE, JSON = "rule", "json"
DEEPEST = 16
"""Values nested more deeply are written as JSON: XML parsers refuse very deep trees."""

_BINARY = {True: "true", False: "false"}


class FeatureWriter:
    """Writes the features of one layer.

    Args:
        type: the type of the feature structures.
        declared: the features of the schema; strings of a closed list become symbols.
        characters: writes text.
    """

    def __init__(self, type: str, declared: Iterable[Feature], characters: Characters) -> None:
        self._opening = f'<fs type="{attribute(type)}">'
        self._text = characters.text
        self._symbols = {
            feature.name: frozenset(value for value in feature.values if is_word(value))
            for feature in declared
            if feature.type == "symbol"
        }
        self._names: dict[str, bool] = {}
        self._plain: dict[tuple[str, str], str] = {}
        self._rules: dict[str, str] = {}

    def fs(self, features: Mapping[str, Value], rule: str | None = None) -> str:
        """Return the feature structure; the empty string when there is nothing to say."""
        if not features and rule is None:
            return ""
        parts = [] if rule is None else [self._rule(rule)]
        unsayable: dict[str, Value] = {}
        for name, value in sorted(features.items()):
            if type(value) is str and (name, value) in self._plain:
                parts.append(self._plain[name, value])
            elif self._is_sayable(name, value):
                parts.append(self._f(name, value))
            else:
                unsayable[name] = value
        if unsayable:
            parts.append(f'<f name="{JSON}"><string>{self._text(to_json(unsayable))}</string></f>')
        return f"{self._opening}{''.join(parts)}</fs>"

    def _rule(self, rule: str) -> str:
        written = self._rules.get(rule)
        if written is None:
            value = f'<symbol value="{attribute(rule)}"/>' if is_word(rule) else self._string(rule)
            written = self._rules[rule] = f'<f name="{RULE}">{value}</f>'
        return written

    def _is_sayable(self, name: str, value: Value) -> bool:
        known = self._names.get(name)
        if known is None:
            known = self._names[name] = is_ncname(name) and name not in (RULE, JSON)
        return known and (type(value) not in (list, dict) or _is_sayable(value, DEEPEST))

    def _f(self, name: str, value: Value) -> str:
        written = f'<f name="{name}">{self._value(value, self._symbols.get(name, frozenset()))}</f>'
        if type(value) is str and len(value) < 40:  # most features have few values: write each once
            self._plain[name, value] = written
        return written

    def _value(self, value: Value, symbols: frozenset[str]) -> str:
        if value is None:
            return ""
        if isinstance(value, str):
            return f'<symbol value="{attribute(value)}"/>' if value in symbols else self._string(value)
        if isinstance(value, bool):
            return f'<binary value="{_BINARY[value]}"/>'
        if isinstance(value, int | float):
            return f'<numeric value="{value!r}"/>'
        if isinstance(value, list):
            items = ("<default/>" if item is None else self._value(item, symbols) for item in value)
            return f'<vColl org="list">{"".join(items)}</vColl>'
        parts = (f'<f name="{name}">{self._value(item, frozenset())}</f>' for name, item in sorted(value.items()))
        return f"<fs>{''.join(parts)}</fs>"

    def _string(self, text: str) -> str:
        return f"<string>{self._text(text)}</string>"


def _is_sayable(value: Value, depth: int) -> bool:
    if isinstance(value, list):
        return depth > 0 and all(_is_sayable(item, depth - 1) for item in value)
    if isinstance(value, dict):
        return depth > 0 and all(is_ncname(key) and _is_sayable(item, depth - 1) for key, item in value.items())
    return True


def read_features(fs: Node, characters: Mapping[str, str]) -> tuple[dict[str, Value], str | None]:
    """Return the features of a feature structure, and the rule if it names one.

    Args:
        fs: the element.
        characters: what ``g`` elements stand for, by their pointer.

    Raises:
        ValueError: a value is written in a way that nobody understands.
    """
    features: dict[str, Value] = {}
    rule: str | None = None
    for f in fs.content:
        if not isinstance(f, Node):
            continue
        name = f.attributes.get("name", "")
        value = _read_f(f, characters)
        if name == RULE and isinstance(value, str):
            rule = value
        elif name == JSON and isinstance(value, str):
            features.update(from_json(value))
        else:
            features[name] = value
    return features, rule


def text_of(node: Node, characters: Mapping[str, str]) -> str:
    """Return the text inside a node, illegal code points put back."""
    content = node.content
    if not content:
        return ""
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    return "".join(
        part if isinstance(part, str) else characters.get(part.attributes.get("ref", "")) or text_of(part, characters)
        for part in content
    )


_STRING, _SYMBOL, _NUMERIC, _BINARY_TAG, _DEFAULT, _VCOLL, _FS = map(
    tei, ("string", "symbol", "numeric", "binary", "default", "vColl", "fs")
)


def _read_f(f: Node, characters: Mapping[str, str]) -> Value:
    for child in f.content:
        if isinstance(child, Node):
            return _read_value(child, characters)
    return None


def _read_value(node: Node, characters: Mapping[str, str]) -> Value:  # noqa: PLR0911  # one for each kind
    tag = node.tag
    if tag == _SYMBOL:
        return node.attributes.get("value", "")
    if tag == _STRING:
        return text_of(node, characters)
    if tag == _NUMERIC:
        return _number(node.attributes.get("value", ""))
    if tag == _BINARY_TAG:
        return node.attributes.get("value") in ("true", "1")
    if tag == _DEFAULT:
        return None
    if tag == _VCOLL:
        return [_read_value(item, characters) for item in node.nodes()]
    if tag == _FS:
        return {f.attributes.get("name", ""): _read_f(f, characters) for f in node.nodes()}
    raise ValueError(f"<{tag.rpartition('}')[2]}> is no feature value that annotator knows")


def _number(digits: str) -> int | float:
    try:
        return int(digits)
    except ValueError:
        return float(digits)
