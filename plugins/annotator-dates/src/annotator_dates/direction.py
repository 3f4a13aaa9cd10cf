"""Whether the sentence around an expression looks back or ahead, by light rules on the words beside it.

"The planned June visit" lies ahead, "at an October hearing, she remarked" lies back. No parser is needed: the nearest
sign counts, and what stands before the expression counts more than what follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["Direction"]

_WORD = re.compile(r"[^\W\d_]+|['’][^\W\d_]+")
_STOP = re.compile(r"[.!?;]['\"”’)]*\s|\n|[“”\"](?=\s)")
_NUMBER = re.compile(r"[0-9]")
_COMMA = re.compile(r"(?:^|(?<=\w\w)),\s|;|—")
_BESIDE = 3
_AFTER = 1.5
"""How much farther off, in words, a sign counts that follows the expression."""

_REACH = 240


class Direction:
    """Finds directions by the word lists of a language: ``pastverbs``, ``futurewords``, ``pastleads`` and so on.

    Args:
        lists: the lists by name.
    """

    def __init__(self, lists: Mapping[str, frozenset[str]]) -> None:
        self._past = lists["pastverbs"]
        self._future = lists["futurewords"]
        self._past_leads = lists["pastleads"]
        self._future_leads = lists["futureleads"]
        self._not_past = lists["notpastverbs"]
        self._present = lists["presentverbs"]
        self._by = lists["bywords"]
        self._ahead_before = lists["aheadbefore"]
        self._ahead_links = lists["aheadlinks"]
        self._to_be = lists["tobe"]
        self._to_links = lists["tolinks"]
        self._plural = lists["pluralahead"]
        self._resolved = lists["resolvedto"]
        self._reports = lists["reportverbs"]
        self._ends = lists["endleads"]
        self._told = lists["toldleads"]
        self._not_verbs = lists["notverbs"]
        self._either = lists["eithertense"]
        self._before_base = lists["beforebase"] | lists["futurewords"]
        self._signs = (
            self._past | self._future | self._ahead_before | self._resolved | self._plural | self._either | self._to_be
        )
        self._past_plans = lists["pastplans"]
        self._glances = lists["glances"]
        self._comparisons = lists["comparisons"]
        self._skipped = lists["leadskips"]

    def __call__(self, text: str, start: int, end: int, *, clause: bool = False) -> float:
        """Return -1 when the words around ``start:end`` look back, 1 when they look ahead, 0 when neither is seen.

        Half of that is returned when the sign stands more than `_BESIDE` words away.

        Args:
            text: the text.
            start: where the expression begins.
            end: where it ends.
            clause: look no further than the next comma.
        """
        before, after = _sentence(text, start, end)
        left = _WORD.findall(before)[::-1]
        lead = next((word for word in left if word.lower() not in self._skipped), "").lower()
        if lead in self._past_leads:
            return -1
        if lead in self._future_leads or lead in self._to_be:
            return 1
        near = _WORD.findall(_COMMA.split(after, maxsplit=1)[0])
        if lead in self._by:
            # "By Tuesday, the river had risen": at the beginning of a sentence its own verb comes after the comma.
            opens = left[-1].lower() == lead
            return self._nearest([], _WORD.findall(after) if opens else near[: _BESIDE + 1]) or 1
        found = self._nearest(left, near)
        if lead in self._ends:  # the verb places the beginning rather than the end: "loans were extended through May"
            return found / 2 if abs(found) == 1 else found
        if found or clause:
            return found
        right = _WORD.findall(after)
        return self._nearest([], right) or (0 if lead in self._told else self._outlook(left[::-1], near))

    def compares(self, text: str, start: int, end: int) -> bool:
        """Whether the sentence compares amounts: a number before the expression, or "from", or a number after it."""
        before, after = _sentence(text, start, end)
        words = _WORD.findall(before)
        if not words:
            return bool(_NUMBER.search(after))
        return words[-1].lower() in self._comparisons or bool(_NUMBER.search(before))

    def glances(self, text: str, start: int) -> bool:
        """Whether the word before an expression only glances at its time: since, until, by."""
        words = _WORD.findall(text[max(0, start - 40) : start])
        return bool(words) and words[-1].lower() in self._glances

    def is_present(self, text: str, start: int, end: int) -> bool:
        """Whether the clause around an expression speaks in the present tense."""
        before, after = _sentence(text, start, end)
        near = _COMMA.split(before)[-1] + " " + _COMMA.split(after, maxsplit=1)[0]
        return any(word.lower() in self._present for word in _WORD.findall(near))

    def _nearest(self, left: list[str], right: list[str]) -> float:
        signs: list[tuple[float, int, str]] = []
        for n, word in enumerate(left):
            if self._may_sign(word) and (sign := self._sign(word, left[n + 1 : n + 2], left[max(0, n - 2) : n][::-1])):
                signs.append((n, self._turned(sign, left[n + 1 : n + 4]), word))
                break
        for n, word in enumerate(right):
            if self._may_sign(word) and (sign := self._sign(word, right[max(0, n - 1) : n], right[n + 1 : n + 3])):
                signs.append((n * 1.2 + _AFTER, self._turned(sign, right[max(0, n - 3) : n][::-1]), word))
                break
        if not signs:
            return 0
        distance, sign, word = min(signs)
        clear = distance <= _BESIDE or (sign < 0 and word.lower() not in self._reports)
        return sign if clear else sign / 2

    def _outlook(self, *parts: list[str]) -> float:
        """Return a weak sign ahead for what is under way or has yet to be done: "is meeting", "has to return"."""
        for words in parts:
            for n, word in enumerate(words[:-1]):
                if word in self._to_links and self._is_infinitive(words[n : n + 2]):
                    return 0.5
                if word.lower() in self._to_be and any(w.endswith("ing") for w in words[n + 1 : n + 3]):
                    return 0.5
        return 0

    def _turned(self, sign: int, before: list[str]) -> int:
        """Turn a sign round by the words before it: "is to be held" lies ahead, "had been scheduled" does not."""
        if sign < 0:
            return 1 if before[:1] == ["be"] and before[1:2] != ["have"] else sign
        return -1 if any(word in self._past_plans for word in before[:2]) else sign

    def _may_sign(self, word: str) -> bool:
        """Whether a word may be a sign: most are not, and need no look at what stands beside them."""
        return word.lower() in self._signs or word[-2:].lower() == "ed"

    def _sign(self, word: str, preceding: list[str], following: list[str]) -> int:
        if word == "May":
            return 0
        word, before = word.lower(), preceding[0].lower() if preceding else ""
        if self._looks_ahead(word, before, following):
            return 1
        return -1 if self._looks_back(word, before) else 0

    def _looks_ahead(self, word: str, before: str, following: list[str]) -> bool:
        after = following[0] if following else ""
        told = before in self._past
        if word in self._ahead_before and (told or after in self._ahead_links):
            return after in self._ahead_links
        if word in self._resolved and not told and self._is_infinitive(following):
            return True
        if word in self._plural:
            return before not in self._before_base
        return word in self._future or (word in self._to_be and after in self._to_links)

    def _looks_back(self, word: str, before: str) -> bool:
        if word in self._either:
            return before not in self._before_base and not (word in self._ahead_before and before in self._past)
        return word in self._past or (word.endswith("ed") and len(word) > 4 and word not in self._not_past)

    def _is_infinitive(self, words: list[str]) -> bool:
        return (
            words[:1] != []
            and words[0] in self._to_links
            and words[1:2] != []
            and words[1].islower()
            and words[1] not in self._not_verbs
        )


def _sentence(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the words of the sentence before and after the expression, as far as they matter."""
    before = text[max(0, start - _REACH) : start]
    stops = list(_STOP.finditer(before))
    after = text[end : end + _REACH]
    stop = _STOP.search(after)
    return before[stops[-1].end() :] if stops else before, after[: stop.start()] if stop else after
