"""The second pass: what a name is in one place of a document counts in the others.

The tagger reads a window at a time. A person who is introduced with a title in the first paragraph is a bare surname
in the tenth, where nothing tells a surname from a town. So the places of a name share their evidence, a surname shares
that of the full name, and a name that was clearly seen is looked for in the rest of the text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from annotator_english.decoding import Name, weigh
from annotator_english.encoding import LOWER, case_of
from annotator_english.labels import LABELS, OUTSIDE, TYPES
from annotator_english.model import Floats

__all__ = ["agree"]

SHARE = 0.5
"""How much the other places of a name count, against the place itself."""

CLEAR = 0.8
"""The probability, in its clearest place, from which a name is looked for elsewhere."""

POSSIBLE = 0.05
"""The probability of being part of a name that each token of another place must have."""

PERSON = TYPES.index("person")
FLOOR = np.float32(-7.0)
"""No place may say less than this of a type: one sure mistake must not outweigh all the rest."""

Words = tuple[str, ...]


def agree(names: list[Name], tokens: Sequence[str], logarithms: Floats) -> list[Name]:
    """Return the names of a document after its places have told each other what they know.

    Args:
        names: what was decoded, in order.
        tokens: the words and marks of the document.
        logarithms: of the probability of each label for each token.
    """
    names = sorted([*names, *_missed(names, tokens, logarithms)], key=lambda name: name.start)
    groups: dict[Words, list[Floats]] = defaultdict(list)
    for name in names:
        words = tuple(tokens[name.start : name.end])
        weights = np.maximum(name.weights, FLOOR)
        groups[words].append(weights)
        if len(words) > 1 and weights.argmax() == PERSON:
            groups[words[-1:]].append(weights)
    return [_retyped(name, groups[tuple(tokens[name.start : name.end])]) for name in names]


def _retyped(name: Name, group: list[Floats]) -> Name:
    """Return the name with the evidence of its group; how sure it is to be a name at all stays as it is."""
    if len(group) == 1:
        return name
    shared = np.mean(group, axis=0)
    mixed = (1 - SHARE) * np.maximum(name.weights, FLOOR) + SHARE * shared
    total = _log_sum(name.weights)
    return replace(name, weights=(mixed - _log_sum(mixed) + min(total, 0.0)).astype(np.float32))


def _log_sum(weights: Floats) -> float:
    top = float(weights.max())
    return top + float(np.log(np.exp(weights - top).sum()))


def _missed(names: list[Name], tokens: Sequence[str], logarithms: Floats) -> Iterator[Name]:
    """Yield further places of the names that were clearly seen, the longest first where they overlap."""
    seen: dict[Words, float] = defaultdict(float)
    taken = np.zeros(len(tokens), dtype=bool)
    for name in names:
        taken[name.start : name.end] = True
        words = tuple(tokens[name.start : name.end])
        sure = float(np.exp(name.weights.max()))
        seen[words] = max(seen[words], sure)
        if name.weights.argmax() == PERSON:
            seen[words[-1:]] = max(seen[words[-1:]], sure)
    clear = {words for words, sure in seen.items() if sure >= CLEAR and _looks_like_name(words)}
    sizes = sorted({len(words) for words in clear}, reverse=True)
    openings = {words[0] for words in clear}
    possible = (logarithms[:, OUTSIDE] < np.log1p(-POSSIBLE)) & ~taken
    for start in np.flatnonzero(possible).tolist():
        if tokens[start] not in openings:
            continue
        for size in sizes:
            end = start + size
            if end > len(tokens) or not possible[start:end].all() or taken[start:end].any():
                continue
            if tuple(tokens[start:end]) in clear:
                taken[start:end] = True
                yield Name(start, end, weigh(logarithms, start, end))
                break


def _looks_like_name(words: Words) -> bool:
    """Whether the words have a capital; a name in small letters would be found in ordinary words."""
    return case_of(words[0]) > LOWER


assert len(LABELS) == 1 + 2 * len(TYPES)
