"""Puts the words and rules of a language together, ready to run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from annotator_dates.lists import LISTS
from annotator_dates.operations import OPERATIONS
from annotator_dates.patterns import Machine
from annotator_dates.rules import STAGES, Rule, RuleError, read_lists, read_rules, read_words

__all__ = ["Language", "build", "faults", "load_language"]

_DIGITS = frozenset(
    {"digits", "num", "hour", "day", "monthnum", "yy", "minute", "year", "modernyear", "hhmm", "zeroled"}
)
_DIGITS |= {f"digits{size}" for size in range(1, 10)}
"""Classes that rows of digits have; see `annotator_dates.scanner`."""

_KINDS = frozenset({"date", "dated", "relative", "span", "set", "reference", "several"})
"""Classes that results have by what they mean; besides there are those that end in ``-date``."""


class Language(NamedTuple):
    """The rules and words of one language, ready to run.

    Attributes:
        words: classes and values of each known word, in small letters.
        triggers: classes that make it worth looking at the words around.
        stages: rules and machine of each stage.
        lists: named lists of words, for conditions and for finding directions.
    """

    words: Mapping[str, dict[str, int | str]]
    triggers: frozenset[str]
    stages: tuple[tuple[tuple[Rule, ...], Machine], ...]
    lists: Mapping[str, frozenset[str]]


@cache
def load_language(code: str) -> Language:
    """Return the language of that code.

    Raises:
        RuleError: the data are faulty.
    """
    folder = Path(__file__).parent / "data" / code
    return build(*((folder / f"{name}.txt").read_text("utf-8") for name in ("words", "lists", "rules")))


def build(words_text: str, lists_text: str, rules_text: str) -> Language:
    """Return a language out of the text of its three files.

    Raises:
        RuleError: the data are faulty.
    """
    words, triggers = read_words(words_text)
    lists = read_lists(lists_text)
    rules = tuple(read_rules(rules_text, lists))
    for finding in faults(rules, {name for classes in words.values() for name in classes}):
        raise RuleError(finding)
    for rule in rules:
        for word in rule.pattern.words:
            words.setdefault(word, {})["=" + word] = word
    stages = []
    for stage in STAGES:
        chosen = tuple(rule for rule in rules if rule.stage == stage)
        stages.append((chosen, Machine([rule.pattern for rule in chosen])))
    return Language(words, triggers, tuple(stages), lists)


def faults(rules: Iterable[Rule], classes: set[str]) -> Iterator[str]:
    """Yield what does not fit together: unknown operations, classes that nothing has, arguments that no slot gives.

    Args:
        rules: all rules of a language.
        classes: the classes that its words have.
    """
    rules = tuple(rules)
    known = classes | _DIGITS | _KINDS | {name for rule in rules for name in (*rule.classes, rule.only_class)}
    for rule in rules:
        where = f"rule {rule.name!r} (line {rule.line})"
        if rule.operation not in OPERATIONS and rule.operation not in LISTS:
            yield f"{where}: there is no operation {rule.operation!r}"
        for name in sorted({name for names in rule.pattern.class_of.values() for name in names}):
            if name not in known and not name.endswith("-date"):
                yield f"{where}: no word and no rule has the class {name!r}"
        for name, source in rule.arguments.items():
            if name == source and source not in rule.pattern.slots and rule.operation not in LISTS:
                yield f"{where}: {source!r} is no slot of the match; a constant is written as name=value"
