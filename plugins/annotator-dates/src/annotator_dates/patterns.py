"""The pattern language of the rules, and the machine that runs all patterns of a stage at once.

A pattern is a regular expression over classes of words: ``[the] <month> <day> [,] <year:y>``. It is compiled to a
finite automaton, and the automata of one stage are run together and made deterministic as they are used (Thompson's
construction, read lazily). Nothing ever backtracks, and no match is longer than `LONGEST`, so the time is linear in the
text whatever the rules say.

===================  ==========================================================
``word``             this word, in any case; punctuation stands for itself
``<class>``          a word or an earlier result of this class, kept as ``class``
``<class:slot>``     the same, kept as ``slot``
``[ ... ]``          may be left out
``{ ... }``          any number of times, also none
``( a | b )``        one of these
``_``                no white space here
``"("``              a mark of the notation itself
===================  ==========================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeAlias

__all__ = ["LONGEST", "Answers", "Edge", "Machine", "Match", "Pattern", "PatternError", "Symbol"]

LONGEST = 32
"""No expression has more words; without this bound a row of "3, 3, 3" would be read to its end from each of them."""

_LEXEMES = re.compile(r'\s*(?:<([^<>\s:]+)(?::([^<>\s:]+))?>|"([^"\s]+)"|([\[\]{}()|_])|([^\s\[\]{}()|<>"_]+))')


class PatternError(ValueError):
    """A pattern that cannot be read: what is wrong, and where."""


class Symbol:
    """What a pattern knows of one word: its classes, and whether no white space comes before it.

    Symbols are compared by identity, which is quick: make each only once.
    """

    __slots__ = ("classes", "glued")

    def __init__(self, classes: frozenset[str], glued: bool) -> None:
        self.classes = classes
        self.glued = glued


class Edge(NamedTuple):
    """One step of an automaton: a word of that class leads to a state; it is kept in a slot."""

    wanted: str
    glued: bool
    slot: str
    target: int


Match: TypeAlias = tuple[int, tuple[int, ...]]
"""Where patterns end that begin at one place, and the numbers of these patterns."""


class Pattern:
    """One pattern as an automaton that starts in state 0 and accepts in state 1.

    Attributes:
        source: the pattern as it was written.
        words: the literal words in it.
        slots: the names that it may bind.
        class_of: for each slot the classes that it takes.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.words: set[str] = set()
        self.slots: set[str] = set()
        self.class_of: dict[str, list[str]] = {}
        self.edges: list[list[Edge]] = [[], []]
        self.empty: list[list[int]] = [[], []]
        self._lexemes = self._read(source)
        self._place = 0
        self._glue = False
        end = self._alternatives(0)
        if self._place < len(self._lexemes):
            raise PatternError(f"pattern {source!r}: {self._lexemes[self._place][3]!r} closes nothing")
        self.empty[end].append(1)

    @staticmethod
    def _read(source: str) -> list[tuple[str, ...]]:
        found, place = [], 0
        length = len(source.rstrip())
        while place < length:
            match = _LEXEMES.match(source, place)
            if match is None:
                raise PatternError(f"pattern {source!r}: cannot read {source[place:].strip()!r}")
            found.append(match.groups(default=""))
            place = match.end()
        return found

    def _state(self) -> int:
        self.edges.append([])
        self.empty.append([])
        return len(self.edges) - 1

    def _alternatives(self, start: int) -> int:
        glue, end = self._glue, self._state()
        self.empty[self._sequence(start)].append(end)
        while self._place < len(self._lexemes) and self._lexemes[self._place][3] == "|":
            self._place += 1
            self._glue, branch = glue, self._state()
            self.empty[start].append(branch)
            self.empty[self._sequence(branch)].append(end)
        self._glue = False
        return end

    def _sequence(self, state: int) -> int:
        while self._place < len(self._lexemes):
            name, slot, quoted, mark, word = self._lexemes[self._place]
            if mark in ("]", "}", ")", "|") and mark:
                return state
            self._place += 1
            if mark == "_":
                self._glue = True
            elif mark:
                state = self._group(mark, state)
            else:
                state = self._step(state, name, slot, (quoted or word).lower())
        return state

    def _step(self, state: int, name: str, slot: str, word: str) -> int:
        target = self._state()
        if name:
            self.slots.add(slot or name)
            self.class_of.setdefault(slot or name, []).append(name)
            self.edges[state].append(Edge(name, self._glue, slot or name, target))
        else:
            self.words.add(word)
            self.edges[state].append(Edge("=" + word, self._glue, "", target))
        self._glue = False
        return target

    def _group(self, mark: str, state: int) -> int:
        start = self._state()
        self.empty[state].append(start)
        end = self._alternatives(start)
        closing = {"[": "]", "{": "}", "(": ")"}[mark]
        if self._place >= len(self._lexemes) or self._lexemes[self._place][3] != closing:
            raise PatternError(f"pattern {self.source!r}: {mark!r} is never closed")
        self._place += 1
        after = self._state()
        self.empty[end].append(after)
        if mark != "(":
            self.empty[start].append(after)
        if mark == "{":
            self.empty[end].append(start)
        return after

    def closure(self, states: Iterable[int]) -> list[int]:
        """Return the states that can be reached without a word, in a fixed order."""
        found: dict[int, None] = {}
        waiting = list(states)[::-1]
        while waiting:
            state = waiting.pop()
            if state not in found:
                found[state] = None
                waiting.extend(reversed(self.empty[state]))
        return list(found)

    def bind(self, symbols: Sequence[Symbol]) -> dict[str, list[int]] | None:
        """Return for each slot the places of the words it took, when all the words fit; None when they do not."""
        steps: list[dict[int, tuple[int, str]]] = []
        states = self.closure([0])
        origin = dict.fromkeys(states, 0)
        for place, symbol in enumerate(symbols):
            reached: dict[int, tuple[int, str]] = {}
            following: dict[int, int] = {}
            for state in states:
                for edge in self.edges[state]:
                    fits = edge.wanted in symbol.classes and (symbol.glued or not edge.glued or place == 0)
                    if fits and edge.target not in reached:
                        reached[edge.target] = (origin[state], edge.slot)
                        for inner in self.closure([edge.target]):
                            following.setdefault(inner, edge.target)
            steps.append(reached)
            states, origin = list(following), following
        if 1 not in states:
            return None
        slots: dict[str, list[int]] = {}
        state = origin[1]
        for place in range(len(symbols) - 1, -1, -1):
            state, slot = steps[place][state]
            if slot:
                slots.setdefault(slot, []).insert(0, place)
        return slots


class _State:
    """A deterministic state: the states of the single patterns that it stands for, and where words lead."""

    __slots__ = ("accepts", "members", "steps")

    def __init__(self, members: frozenset[tuple[int, int]], accepts: tuple[int, ...]) -> None:
        self.members = members
        self.accepts = accepts
        self.steps: dict[Symbol, _State | None] = {}


class Answers(dict[Symbol, int]):
    """Answers about symbols, each worked out only once."""

    def __init__(self, ask: Callable[[Symbol], int]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, symbol: Symbol) -> int:
        answer = self[symbol] = self._ask(symbol)
        return answer


class Machine:
    """All patterns of a stage, run together.

    Args:
        patterns: in order of preference.

    Attributes:
        begins: for each symbol whether any pattern can begin with it; found out when it is first asked for.
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._states: dict[frozenset[tuple[int, int]], _State] = {}
        self._start = self._intern({(n, s) for n, p in enumerate(patterns) for s in p.closure([0])})
        self.begins = Answers(self._can_begin)

    def _intern(self, members: set[tuple[int, int]]) -> _State:
        key = frozenset(members)
        state = self._states.get(key)
        if state is None:
            state = self._states[key] = _State(key, tuple(sorted(n for n, s in members if s == 1)))
        return state

    def _step(self, state: _State, symbol: Symbol) -> _State | None:
        reached: set[tuple[int, int]] = set()
        for n, s in state.members:
            pattern = self._patterns[n]
            for edge in pattern.edges[s]:
                first = state is self._start
                if edge.wanted in symbol.classes and (symbol.glued or not edge.glued or first):
                    reached.update((n, inner) for inner in pattern.closure([edge.target]))
        following = state.steps[symbol] = self._intern(reached) if reached else None
        return following

    def _can_begin(self, symbol: Symbol) -> bool:
        return self._step(self._start, symbol) is not None

    def match(self, items: Sequence[Any], start: int) -> list[Match]:
        """Return where patterns end that begin at ``start``, the shortest first, with the numbers of the patterns.

        The items have a ``symbol``. Matches of more than `LONGEST` items are not looked for.
        """
        state, found = self._start, []
        for place in range(start, min(start + LONGEST, len(items))):
            symbol = items[place].symbol
            following = state.steps[symbol] if symbol in state.steps else self._step(state, symbol)
            if following is None:
                break
            state = following
            if state.accepts:
                found.append((place + 1, state.accepts))
        return found
