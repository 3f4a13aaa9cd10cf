"""Finds the expressions of a text: one pass over its words, then the stages of rules over each promising stretch.

A stretch ("run") is a row of words that some rule knows, with at least one that makes it worth looking at (a month, a
unit, a digit). Within a run each stage goes once from left to right and replaces the longest match that holds by a
single item; the stages after it see that item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from annotator_dates.language import Language
from annotator_dates.lists import LISTS
from annotator_dates.meaning import Calendar, Duration, Every, Meaning, Reference, Relative, Several, finest
from annotator_dates.operations import OPERATIONS, Result
from annotator_dates.patterns import Symbol
from annotator_dates.rules import Rule

__all__ = ["Found", "Item", "Scanner"]

_WORDS = re.compile(r"([^\W0-9_]+)|([0-9]+)|([^\w\s])")
_BEFORE = re.compile(r"([^\W0-9_]+|[0-9]+|[^\w\s])\s*\Z")
_AFTER = re.compile(r"\s*([^\W0-9_]+|[0-9]+|[^\w\s])")
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‐": "-", "‑": "-", "−": "-", "­": "-"}
_MOST_BINDINGS = 20_000


class Item:
    """A word of a run, or the result of a rule over some of them."""

    __slots__ = ("end", "quiet", "result", "rule", "start", "symbol", "texts", "values", "words")

    def __init__(self, start: int, end: int, symbol: Symbol, values: dict[str, Any]) -> None:
        self.start = start
        self.end = end
        self.symbol = symbol
        self.values = values
        self.result: Result = None
        self.rule = ""
        self.texts = ""
        self.quiet = True
        self.words: Sequence[Item] = ()


class Found:
    """An expression that was found: where, what it means, by which rule, and what else it may mean."""

    __slots__ = ("end", "meaning", "others", "rule", "start", "texts")

    def __init__(self, start: int, end: int, meaning: Meaning, rule: str, texts: str = "") -> None:
        self.start = start
        self.end = end
        self.meaning = meaning
        self.rule = rule
        self.texts = texts
        self.others: Sequence[Meaning] = ()


class Scanner:
    """Finds expressions by the rules of a language.

    Args:
        language: its words and rules.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._symbols: dict[tuple[frozenset[str], bool], Symbol] = {}
        self._known: dict[str, tuple[Symbol, Symbol, dict[str, Any], bool]] = {}
        entries = {id(values): self._entry(values) for values in {id(v): v for v in language.words.values()}.values()}
        for word, values in language.words.items():
            self._known[word] = entries[id(values)]  # the spellings of a word share their values
        for same, mark in _SAME.items():
            if mark in self._known:
                self._known[same] = self._known[mark]
        self._digits: dict[str, tuple[Symbol, Symbol, dict[str, Any], bool]] = {}
        self._bindings: dict[tuple[str, tuple[Symbol, ...]], dict[str, list[int]]] = {}

    def _entry(self, values: dict[str, Any]) -> tuple[Symbol, Symbol, dict[str, Any], bool]:
        classes = frozenset(values)
        trigger = not classes.isdisjoint(self._language.triggers)
        return self._symbol(classes, False), self._symbol(classes, True), values, trigger

    def _symbol(self, classes: frozenset[str], glued: bool) -> Symbol:
        key = (classes, glued)
        symbol = self._symbols.get(key)
        if symbol is None:
            symbol = self._symbols[key] = Symbol(classes, glued)
        return symbol

    def _digit_entry(self, digits: str) -> tuple[Symbol, Symbol, dict[str, Any], bool]:
        entry = self._entry(_digit_values(digits))
        if len(digits) <= 4:
            self._digits[digits] = entry
        return (*entry[:3], True)

    def find(self, text: str) -> list[Found]:
        """Return the expressions of the text, in its order."""
        found: list[Found] = []
        for run in self._runs(text):
            for item in self._parse(text, run):
                if not item.quiet:
                    _collect(item, found)
        return found

    def _runs(self, text: str) -> Iterator[list[Item]]:
        known, digits = self._known, self._digits
        hard = not _is_wrapped(text)
        run: list[tuple[int, int, Symbol, dict[str, Any]]] = []  # items are made only of runs that are worth it
        worth, last = False, -1
        for match in _WORDS.finditer(text):
            word = match.group()
            entry = known.get(word)
            if entry is None:
                if match.lastindex == 2:
                    entry = digits.get(word) or self._digit_entry(word)
                elif word.lower() in known:
                    entry = known[word.lower()]
                else:
                    if worth:
                        yield [Item(*each) for each in run]
                    if run:
                        run, worth = [], False
                    continue
            start, end = match.span()
            if run and start != last and ((gap := text[last:start]) != " ") and _breaks(gap, hard):
                if worth:
                    yield [Item(*each) for each in run]
                run, worth = [], False
            if entry[3] or match.lastindex == 2:
                worth = True
            run.append((start, end, entry[1] if start == last else entry[0], entry[2]))
            last = end
        if worth:
            yield [Item(*each) for each in run]

    def _parse(self, text: str, items: list[Item]) -> list[Item]:
        for rules, machine in self._language.stages:
            begins = machine.begins
            begun = [begins[item.symbol] for item in items]
            if not any(begun):
                continue
            place, following = 0, []
            while place < len(items):
                if not begun[place]:
                    following.append(items[place])
                    place += 1
                    continue
                for end, numbers in reversed(machine.match(items, place)):
                    made = self._first(text, [rules[n] for n in numbers], items, place, end)
                    if made is not None:
                        following.append(made)
                        place = end
                        break
                else:
                    following.append(items[place])
                    place += 1
            items = following
        return items

    def _first(self, text: str, rules: list[Rule], items: list[Item], start: int, end: int) -> Item | None:
        for rule in rules:
            if rule.guards and not _allowed(rule, text, items[start].start, items[end - 1].end):
                continue
            made = self._apply(rule, items[start:end])
            if made is not None:
                return made
        return None

    def _apply(self, rule: Rule, items: list[Item]) -> Item | None:
        symbols = tuple(item.symbol for item in items)
        slots = self._bindings.get((rule.name, symbols))
        if slots is None:
            slots = rule.pattern.bind(symbols) or {}
            if len(self._bindings) >= _MOST_BINDINGS:
                self._bindings.clear()
            self._bindings[rule.name, symbols] = slots
        result = _evaluate(rule, slots, items)
        if result is None:
            return None
        names = [rule.only_class] if rule.only_class else [*_classes(result), *rule.classes]
        values = dict.fromkeys(names, result)
        if len(items) == 1:
            values = items[0].values | values
        item = Item(items[0].start, items[-1].end, self._symbol(frozenset(values), items[0].symbol.glued), values)
        item.result = result
        item.texts = rule.texts
        item.rule = rule.name
        item.quiet = rule.quiet or isinstance(result, (int, float, str))
        item.words = items
        return item


def _evaluate(rule: Rule, slots: dict[str, list[int]], items: list[Item]) -> Result:
    if rule.operation in LISTS:
        places = {name: [(p, _slot_value(rule, name, items[p])) for p in taken] for name, taken in slots.items()}
        return LISTS[rule.operation](places, len(items))
    arguments: dict[str, list[Any]] = {}
    for name, source in rule.arguments.items():
        if source in rule.pattern.slots:
            if source in slots:
                arguments[name] = [_slot_value(rule, source, items[place]) for place in slots[source]]
        else:
            arguments[name] = [source]
    return OPERATIONS[rule.operation](arguments)


def _slot_value(rule: Rule, slot: str, item: Item) -> Any:
    wanted = rule.pattern.class_of.get(slot, slot)
    for name in wanted:
        if name in item.values:
            return item.values[name]
    return None


def _classes(result: Result) -> Iterator[str]:
    if isinstance(result, Calendar):
        yield "date"
        yield finest(result) + "-date"
        if "year" in result.fields or result.frame is not None:
            yield "dated"
    elif isinstance(result, Relative):
        yield from ("date", "relative", finest(result) + "-date", "dated")
    elif isinstance(result, Duration):
        yield "span"
    elif isinstance(result, Every):
        yield "set"
    elif isinstance(result, Reference):
        yield "reference"
    elif isinstance(result, Several):
        yield "several"


def _allowed(rule: Rule, text: str, start: int, end: int) -> bool:
    guards = rule.guards
    if "spelled" in guards and not _is_spelled(text[start:end], guards["spelled"]):
        return False
    if "after" in guards or "not after" in guards:
        match = _BEFORE.search(text[max(0, start - 32) : start])
        word = _before(match)
        if ("after" in guards and not _fits(word, guards["after"])) or _fits(word, guards.get("not after", _NONE)):
            return False
    if "before" in guards or "not before" in guards:
        match = _AFTER.match(text[end : end + 32])
        word = match[1].lower() if match and "\n" not in match[0] else "$"
        if ("before" in guards and not _fits(word, guards["before"])) or (
            _fits(word, guards.get("not before", _NONE)) and not (match and match[1][:1].isupper())
        ):
            return False
        if match and "*Capital" in guards.get("not before", _NONE) and match[1][:1].isupper():
            return False
    return True


_NONE: frozenset[str] = frozenset()


def _before(match: re.Match[str] | None) -> str:
    """Return the word before an expression; ``^`` at the beginning of a line or a sentence."""
    if match is None or "\n" in match[0] or (match[1] in ".!?" and match[0] != match[1]):
        return "^"
    return match[1].lower()


def _fits(word: str, wanted: frozenset[str]) -> bool:
    """Whether a word is in a list; ``*s`` stands for all that end in s, but for those after an exclamation mark."""
    if word in wanted:
        return True
    return "*s" in wanted and word.endswith("s") and len(word) > 1 and "!" + word not in wanted


def _is_spelled(words: str, ways: frozenset[str]) -> bool:
    if "capital" in ways and words[:1].isupper():
        return True
    if "any" in ways:
        return True
    if "CAPITALS" in ways and words[:2].isupper():
        return True
    return "small" in ways and words[:1].islower()


def _collect(item: Item, found: list[Found]) -> None:
    value = item.result
    if isinstance(value, (Calendar, Relative, Duration, Every, Reference)):
        found.append(Found(item.start, item.end, value, item.rule, item.texts))
    if not isinstance(value, Several):
        return
    for first, stop, meaning in value.parts:
        found.append(Found(item.words[first].start, item.words[stop - 1].end, meaning, item.rule))


def _digit_values(digits: str) -> dict[str, Any]:
    """Return the classes of a row of digits: what sort of number each could be."""
    size = len(digits)
    number = int(digits) if size <= 9 else 10**9
    values: dict[str, Any] = {"digits": digits, f"digits{min(size, 9)}": digits, "num": number}
    if size <= 2:
        values |= {"hour": number} if number <= 24 else {}
        values |= {"day": number} if 1 <= number <= 31 else {}
        values |= {"monthnum": number} if 1 <= number <= 12 else {}
        if size == 2:
            values |= {"yy": number}
            values |= {"minute": number} if number < 60 else {}
    elif size == 4:
        values |= {"year": number} if 1000 <= number <= 2199 else {}
        values |= {"modernyear": number} if 1900 <= number <= 2059 else {}
        values |= {"hhmm": number} if number < 2400 and number % 100 < 60 else {}
    return values


def _is_wrapped(text: str) -> bool:
    """Whether the lines of the text were broken at a width, so that a line end is no more than a space."""
    sample = text[:20_000]
    lines = [line for line in sample.split("\n") if line.strip()]
    if len(lines) < 4:
        return False
    full = sum(50 <= len(line) <= 100 for line in lines)
    return full >= 0.6 * len(lines) and max(map(len, lines)) <= 110


def _breaks(gap: str, hard: bool) -> bool:
    lines = gap.count("\n")
    return lines > 1 or (lines == 1 and hard) or gap.count("\r") > gap.count("\n") or not gap.isspace()
