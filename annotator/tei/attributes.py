"""The attributes that inline rules may ask for: what TEI allows on which element, and what is wrong with a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from annotator.checks import is_pointer
from annotator.errors import near_match
from annotator.schema import InlineElement, InlineRule, LayerSchema
from annotator.tei.names import is_word

__all__ = ["ALLOWED", "check_inline_rules", "fits"]

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def _are(check: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda value: bool(value) and all(map(check, value.split(" ")))


def _is_text(value: str) -> bool:
    return value.isprintable()


_POINTERS, _WORDS = _are(is_pointer), _are(is_word)
_TRUTH = frozenset({"true", "false", "unknown", "inapplicable"}).__contains__
_DATATYPES: dict[str, Callable[[str], bool]] = {
    "aloud": _TRUTH,
    "ana": _POINTERS,
    "commodity": is_word,
    "direct": _TRUTH,
    "full": frozenset({"yes", "abb", "init"}).__contains__,
    "function": is_word,
    "key": _is_text,
    "n": _is_text,
    "nymRef": _POINTERS,
    "quantity": lambda value: _NUMBER.fullmatch(value) is not None,
    "ref": _POINTERS,
    "rend": _WORDS,
    "role": _WORDS,
    "subtype": is_word,
    "toWhom": _POINTERS,
    "type": is_word,
    "unit": is_word,
    "value": lambda value: _NUMBER.fullmatch(value) is not None,
    "who": _POINTERS,
}
"""What a value must look like, by attribute."""

_EVERYWHERE = frozenset({"ana", "n", "rend"})
_TYPED = _EVERYWHERE | {"type", "subtype"}
_NAMED = _TYPED | {"ref", "key", "role", "nymRef"}
_DATED = frozenset({
    "when", "from", "to", "notBefore", "notAfter", "when-iso", "from-iso", "to-iso", "notBefore-iso", "notAfter-iso",
    "when-custom", "from-custom", "to-custom", "notBefore-custom", "notAfter-custom", "datingMethod", "datingPoint",
})  # fmt: skip
ALLOWED: dict[str, frozenset[str]] = {
    "seg": _TYPED | {"function"},
    "rs": _NAMED,
    "name": _NAMED | _DATED | {"full"},
    "term": _TYPED | {"ref", "key"},
    "num": _TYPED | {"value"},
    "measure": _TYPED | {"quantity", "unit", "commodity"},
    "date": _TYPED | _DATED | {"ref", "key", "dur", "dur-iso", "quantity", "unit"},
    "time": _TYPED | _DATED | {"ref", "key", "dur", "dur-iso", "quantity", "unit"},
    "q": _TYPED | {"who", "toWhom"},
    "said": _EVERYWHERE | {"who", "toWhom", "direct", "aloud"},
    "soCalled": _EVERYWHERE,
} | {name: _NAMED | _DATED | {"full"} for name in ("persName", "orgName", "placeName", "eventName")}
"""The attributes that TEI allows, by element."""


def fits(attribute: str, value: str) -> bool:
    """Whether TEI takes the value for the attribute; no value of a dating attribute, which converters write."""
    is_fit = _DATATYPES.get(attribute)
    return is_fit is not None and is_fit(value)


def check_inline_rules(schema: LayerSchema) -> Iterator[str]:
    """Yield what is wrong with the inline rules of a layer: names that nothing answers to, attributes left out."""
    labels = [label.name for label in schema.labels]
    features = [feature.name for feature in schema.features]
    roles = [role.name for role in schema.roles]
    for number, rule in enumerate(schema.inline, start=1):
        asked: list[tuple[str, Iterable[str], list[str]]] = [
            ("label", rule.labels, labels),
            ("feature", rule.when, features),
            ("link role", rule.linked, roles),
            ("feature", (name for element in rule.elements for name in element.feature.values()), features),
            ("link role", (name for element in rule.elements for name in element.referent.values()), roles),
        ]
        for kind, names, known in asked:
            for name in names:
                if name not in known and not schema.open:
                    yield f"inline rule {number}: unknown {kind} {name!r}{near_match(name, known)}"
        yield from (f"inline rule {number}, {fault}" for fault in _check_elements(rule))


def _check_elements(rule: InlineRule) -> Iterator[str]:
    for element in rule.elements:
        told = f"element {element.name}"
        allowed = ALLOWED[element.name]
        asked = _asked_for(element)
        for name in asked:
            if name in allowed and name in _DATED:
                yield f"{told}: the attribute {name!r} is written by convert='timex' alone"
            elif name not in allowed:
                yield f"{told}: unknown attribute {name!r}{near_match(name, allowed & _DATATYPES.keys())}"
        for name, value in element.literal.items():
            if name in allowed and name in _DATATYPES and not fits(name, value):
                yield f"{told}: the attribute {name!r} may not be {value!r}"
        if "subtype" in asked and "type" in allowed and "type" not in asked:
            yield f"{told}: the attribute 'subtype' needs a 'type' beside it"


def _asked_for(element: InlineElement) -> list[str]:
    label_as = [element.label_as] if element.label_as else []
    return sorted({*element.literal, *element.feature, *element.referent, *label_as})
