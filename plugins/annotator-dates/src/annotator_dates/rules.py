"""Reads the rule data of a language: words by class, and rules by stage.

The data are plain text, so that people who do not program can read and extend them; ``docs/reference/dates-rules.md``
describes the form and lists all rules. What cannot be read is an error that names rule and line; whether the rules fit
together is checked by `annotator_dates.language`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from annotator_dates.patterns import Pattern, PatternError

__all__ = ["STAGES", "Example", "Rule", "RuleError", "read_lists", "read_rules", "read_words"]

STAGES = ("numbers", "fields", "dates", "relatives", "frames", "modified", "lists")
"""The stages, in the order in which they run; each sees the results of those before it."""


class RuleError(ValueError):
    """Rule data that cannot be used: what is wrong, in which file and line."""


class Example(NamedTuple):
    """One example of a rule: a sentence, and the annotations that must come of it, as words and value."""

    sentence: str
    expected: tuple[tuple[str, str], ...]


class Rule(NamedTuple):
    """One rule.

    Attributes:
        name: unique; annotations carry it.
        stage: one of `STAGES`.
        means: what the expression is, in words.
        pattern: see `annotator_dates.patterns`.
        operation: the name of the operation that makes the meaning.
        arguments: slots (by key) or constants of the operation.
        classes: further classes of the result.
        guards: conditions on the words around, by kind.
        quiet: the result counts only inside other rules.
        only_class: the one class of the result, in place of those that follow from its meaning.
        texts: ``news`` or ``narrative`` when the rule holds only in such texts.
        line: where it stands in the rule file.
        examples: sentences that are run as tests.
    """

    name: str
    stage: str
    means: str
    pattern: Pattern
    operation: str
    arguments: dict[str, str]
    classes: tuple[str, ...] = ()
    guards: Mapping[str, frozenset[str]] = MappingProxyType({})
    quiet: bool = False
    only_class: str = ""
    texts: str = ""
    line: int = 0
    examples: tuple[Example, ...] = ()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for place, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield place, line.rstrip()


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield name and words of each line of the form ``name: word word``; indented lines go on with the name."""
    name = ""
    for _, line in _lines(text):
        if line[0].isspace():
            yield name, line.split()
        else:
            name, _, words = line.partition(":")
            yield name, words.split()


def read_words(text: str) -> tuple[dict[str, dict[str, int | str]], frozenset[str]]:
    """Return classes and values of each word, and the classes that make it worth looking at the words around."""
    words: dict[str, dict[str, int | str]] = {}
    triggers = set()
    for name, entries in _sections(text):
        title = name.rstrip("*")
        if title != name:
            triggers.add(title)
        for entry in entries:
            word, _, value = entry.partition("=")
            words.setdefault(word, {})[title] = int(value) if value.lstrip("-").isdigit() else value or word
    return words, frozenset(triggers)


def read_lists(text: str) -> dict[str, frozenset[str]]:
    """Return the named lists of words."""
    lists: dict[str, frozenset[str]] = {}
    for name, words in _sections(text):
        lists[name] = lists.get(name, frozenset()) | frozenset(words)
    return lists


_GUARDS = ("after", "not after", "before", "not before", "spelled")


def read_rules(text: str, lists: dict[str, frozenset[str]]) -> Iterator[Rule]:
    """Yield the rules of a rule file.

    Raises:
        RuleError: naming the line.
    """
    stage, key, begun = "", "", 0
    parts: dict[str, str] = {}
    examples: list[str] = []
    for place, line in [*_lines(text), (0, "[end]")]:
        if line.startswith(("[", "==")):
            if parts:
                yield _make(stage, parts, examples, lists, begun)
            parts, examples, begun = {}, [], place
            if line.startswith("=="):
                stage = line.strip("= ")
                if stage not in STAGES:
                    raise RuleError(f"rules, line {place}: unknown stage {stage!r}; there are {', '.join(STAGES)}")
            else:
                parts["name"] = line.strip("[] ")
            continue
        if line[0].isspace() and key:
            parts[key] += " " + line.strip()
            continue
        key, colon, value = line.partition(":")
        if not colon:
            raise RuleError(f"rules, line {place}: expected 'key: value', found {line!r}")
        if key == "e.g.":
            examples.append(value.strip())
        else:
            parts[key] = value.strip()


def _make(stage: str, parts: dict[str, str], examples: list[str], lists: dict[str, frozenset[str]], place: int) -> Rule:
    name = parts.pop("name")
    try:
        pattern = Pattern(parts.pop("match"))
        operation, *arguments = parts.pop("value").split()
        means = parts.pop("means", "")
    except PatternError as problem:
        raise RuleError(f"rule {name!r} (line {place}): {problem}") from None
    except KeyError as missing:
        raise RuleError(f"rule {name!r} (line {place}) has no {missing.args[0]!r}") from None
    classes = tuple(parts.pop("as", "").split())
    quiet = parts.pop("quiet", "") == "yes"
    only_class, texts = parts.pop("class", ""), parts.pop("texts", "")
    guards = {kind: _guard(name, parts.pop(kind), lists) for kind in _GUARDS if kind in parts}
    if parts:
        raise RuleError(f"rule {name!r} (line {place}): unknown key {next(iter(parts))!r}")
    pairs = (argument.partition("=") for argument in arguments)
    return Rule(
        name, stage, means, pattern, operation, {key: value or key for key, _, value in pairs}, classes, guards, quiet,
        only_class, texts, place, tuple(_example(name, example) for example in examples),
    )  # fmt: skip


def _guard(name: str, value: str, lists: dict[str, frozenset[str]]) -> frozenset[str]:
    words: set[str] = set()
    for word in value.split():
        if word.startswith("@"):
            if word[1:] not in lists:
                raise RuleError(f"rule {name!r}: there is no list {word[1:]!r}")
            words |= lists[word[1:]]
        else:
            words.add(word)
    return frozenset(words)


def _example(name: str, line: str) -> Example:
    sentence, arrow, wanted = line.partition(" -> ")
    if not arrow:
        raise RuleError(f"rule {name!r}: an example needs ' -> ' and what comes of it: {line!r}")
    pairs = [pair.rpartition(" = ") for pair in wanted.split("; ") if pair != "nothing"]
    return Example(sentence, tuple((words, value) for words, _, value in pairs))
