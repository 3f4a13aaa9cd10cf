"""Finds the expressions of a text: one pass over its words, then the stages of rules over each promising stretch.

A stretch ("run") is a row of words that some rule knows, with at least one that makes it worth looking at (a month, a
unit, a digit). Within a run each stage goes once from left to right and replaces the longest match that holds by a
single item; the stages after it see that item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_
from typing import Any, Literal, NamedTuple, TypeAlias

from annotator_dates.language import Language
from annotator_dates.lists import LISTS
from annotator_dates.meaning import Calendar, Duration, Every, Meaning, Reference, Relative, Several, finest
from annotator_dates.operations import OPERATIONS, Result
from annotator_dates.patterns import Answers, Match, Symbol
from annotator_dates.rules import Rule

__all__ = ["Found", "Item", "Scanner"]

_PIECES = re.compile(r"[^\W0-9_]+ ?|[0-9]+ ?|[^\w\s] ?|\s+|_+")
"""A word, a row of digits or a mark, each with one space if that follows it, or the rest of the white space."""

_BEFORE = re.compile(r"([^\W0-9_]+|[0-9]+|[^\w\s])\s*\Z")
_AFTER = re.compile(r"\s*([^\W0-9_]+|[0-9]+|[^\w\s])")
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "–": "-", "‐": "-", "‑": "-", "−": "-", "­": "-"}
_STRETCH = 1 << 16
"""How many characters are cut into pieces at once; a bound on memory, of no meaning."""

_MOST_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 24


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


class _Entry(NamedTuple):
    """What is known of a piece of a text: its symbol after white space, its symbol without, its values by class.

    Attributes:
        apart: the symbol when white space comes before.
        glued: the symbol when none does.
        values: by class.
        size: how long the word is, without the space after it.
        worth: whether it makes it worth looking at the words around.
    """

    apart: Symbol
    glued: Symbol
    values: dict[str, Any]
    size: int
    worth: bool


class _Entries(dict[str, "_Entry | Literal[True] | None"]):
    """The entries of pieces, each made only once: True for white space, None for what no rule knows."""

    def __init__(self, make: Callable[[str], _Entry | Literal[True] | None]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, piece: str) -> _Entry | Literal[True] | None:
        entry = self._make(piece)
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _MOST_REMEMBERED:
                self.clear()
            self[piece] = entry
        return entry


class Scanner:
    """Finds expressions by the rules of a language.

    Args:
        language: its words and rules.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._symbols: dict[tuple[frozenset[str], bool], Symbol] = {}
        self._entries = _Entries(self._entry)
        self._stages_of = Answers(self._find_stages)
        self._plans: dict[tuple[str, tuple[Symbol, ...]], _Plan] = {}
        self._results: dict[tuple[tuple[str, ...], Symbol | bool], Symbol] = {}

    def _entry(self, piece: str) -> _Entry | Literal[True] | None:
        word = piece.rstrip()
        if not word:
            return True
        if word.isascii() and word.isdigit():
            values, worth = _digit_values(word), True
        else:
            known = self._language.words.get(_SAME.get(word) or word.lower())
            if known is None:
                return None
            values, worth = known, not self._language.triggers.isdisjoint(known)
        classes = frozenset(values)
        return _Entry(self._symbol(classes, False), self._symbol(classes, True), values, len(word), worth)

    def _symbol(self, classes: frozenset[str], glued: bool) -> Symbol:
        key = (classes, glued)
        symbol = self._symbols.get(key)
        if symbol is None:
            symbol = self._symbols[key] = Symbol(classes, glued)
        return symbol

    def _find_stages(self, symbol: Symbol) -> int:
        """Return which stages have a pattern that begins with the symbol, as bits."""
        stages = enumerate(self._language.stages)
        return sum(1 << number for number, (_, machine) in stages if machine.begins[symbol])

    def find(self, text: str) -> list[Found]:
        """Return the expressions of the text, in its order."""
        found: list[Found] = []
        for run in self._runs(text):
            for item in self._parse(text, run):
                if not item.quiet:
                    _collect(item, found)
        return found

    def _runs(self, text: str) -> Iterator[list[Item]]:
        """Yield the rows of known words that are worth a look. Items are made only of these."""
        hard = not _is_wrapped(text)
        run: list[tuple[int, int, Symbol, dict[str, Any]]] = []
        worth, last = False, -1
        for begin, stop in _stretches(text):
            # All that is done for every word of a text is done in C: this loop only looks at what came of it.
            pieces = _PIECES.findall(text, begin, stop)
            starts = accumulate(map(len, pieces), initial=begin)
            for piece, entry, start in zip(pieces, map(self._entries.__getitem__, pieces), starts, strict=False):
                if entry is None or (entry is True and _breaks(piece, hard)):
                    if worth:
                        yield [Item(*each) for each in run]
                    if run:
                        run, worth = [], False
                elif entry is not True:
                    apart, glued, values, size, is_worth = entry
                    run.append((start, start + size, glued if start == last else apart, values))
                    last = start + size
                    worth = worth or is_worth
        if worth:
            yield [Item(*each) for each in run]

    def _parse(self, text: str, items: list[Item]) -> list[Item]:
        stages_of = self._stages_of
        stages = reduce(or_, [stages_of[item.symbol] for item in items], 0)
        for number, (rules, machine) in enumerate(self._language.stages):
            if not stages >> number & 1:
                continue
            begins, done, following = machine.begins, 0, []
            for start in [place for place, item in enumerate(items) if begins[item.symbol]]:
                made = self._longest(text, rules, machine.match(items, start), items, start) if start >= done else None
                if made is not None:
                    following += items[done:start]
                    following.append(made)
                    done = start + len(made.words)
                    stages |= stages_of[made.symbol]
            if done:
                items = following + items[done:]
        return items

    def _longest(
        self, text: str, rules: Sequence[Rule], matches: Sequence[Match], items: list[Item], start: int
    ) -> Item | None:
        """Return the result of the longest match that holds, and of the first rule among those of one length."""
        for end, numbers in reversed(matches):
            for rule in [rules[number] for number in numbers]:
                if rule.guards and not _allowed(rule, text, items[start].start, items[end - 1].end):
                    continue
                made = self._apply(rule, items[start:end])
                if made is not None:
                    return made
        return None

    def _apply(self, rule: Rule, items: list[Item]) -> Item | None:
        symbols = tuple([item.symbol for item in items])
        plan = self._plans.get((rule.name, symbols))
        if plan is None:
            if len(self._plans) >= _MOST_REMEMBERED:
                self._plans.clear()
            plan = self._plans[rule.name, symbols] = _plan(rule, symbols)
        result = _evaluate(rule, plan, items)
        if result is None:
            return None
        names = (rule.only_class,) if rule.only_class else (*_classes(result), *rule.classes)
        values = dict.fromkeys(names, result)
        if len(items) == 1:
            values = items[0].values | values
        item = Item(items[0].start, items[-1].end, self._result_symbol(names, symbols), values)
        item.result = result
        item.texts = rule.texts
        item.rule = rule.name
        item.quiet = rule.quiet or isinstance(result, (int, float, str))
        item.words = items
        return item

    def _result_symbol(self, names: tuple[str, ...], symbols: tuple[Symbol, ...]) -> Symbol:
        """Return the symbol of a result: a single word keeps the classes that it had."""
        key = (names, symbols[0] if len(symbols) == 1 else symbols[0].glued)
        symbol = self._results.get(key)
        if symbol is None:
            classes = frozenset(names) | (symbols[0].classes if len(symbols) == 1 else frozenset())
            symbol = self._results[key] = self._symbol(classes, symbols[0].glued)
        return symbol


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield begin and end of stretches of the text that end with white space, so that no piece is cut."""
    begin = 0
    while begin < len(text):
        gap = _GAP.search(text, begin + _STRETCH)
        stop = gap.end() if gap else len(text)
        yield begin, stop
        begin = stop


_GAP = re.compile(r"\s(?=\S)")

_Plan: TypeAlias = list[tuple[str, "list[Any] | None", list[tuple[int, str]]]]
"""For each argument of an operation its constant, or None and the words (by place and class) that give its values."""


def _plan(rule: Rule, symbols: tuple[Symbol, ...]) -> _Plan:
    """Return where the arguments of a rule come from, in words with these symbols."""
    slots = rule.pattern.bind(symbols) or {}
    found = {
        slot: [(place, next(c for c in rule.pattern.class_of[slot] if c in symbols[place].classes)) for place in places]
        for slot, places in slots.items()
    }
    if rule.operation in LISTS:
        return [(slot, None, places) for slot, places in found.items()]
    return [
        (name, None, found[source]) if source in found else (name, [source], [])
        for name, source in rule.arguments.items()
        if source in found or source not in rule.pattern.slots
    ]


def _evaluate(rule: Rule, plan: _Plan, items: list[Item]) -> Result:
    if rule.operation in LISTS:
        slots = {slot: [(place, items[place].values[name]) for place, name in where] for slot, _, where in plan}
        return LISTS[rule.operation](slots, len(items))
    arguments = {
        name: [items[place].values[each] for place, each in where] if constant is None else constant
        for name, constant, where in plan
    }
    return OPERATIONS[rule.operation](arguments)


def _classes(result: Result) -> tuple[str, ...]:
    """Return the classes that a result has by what it means."""
    if isinstance(result, Calendar):
        grain = finest(result) + "-date"
        return ("date", grain, "dated") if "year" in result.fields or result.frame is not None else ("date", grain)
    if isinstance(result, Relative):
        return ("date", "relative", finest(result) + "-date", "dated")
    return next((names for kind, names in _CLASSES if isinstance(result, kind)), ())


_CLASSES = ((Duration, ("span",)), (Every, ("set",)), (Reference, ("reference",)), (Several, ("several",)))


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
        if match and match[1][:1].isupper() and not guards.get("not before", _NONE).isdisjoint(("*Capital", match[1])):
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
    if digits[0] == "0" and size > 2:
        values["zeroled"] = digits
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
