"""From the probabilities of labels to names: the likeliest sequence of labels in which no name begins in its middle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from annotator_english.encoding import Ints
from annotator_english.labels import LABELS, OUTSIDE, TYPES, begin, inside
from annotator_english.model import Floats

__all__ = ["BEGINS", "INSIDES", "Name", "decode", "weigh"]

NEVER = np.float32(-1e4)
"""The logarithm of the probability of what must not be."""

SURE = np.float32(np.log(0.999))
"""A token is surely outside when the logarithm of the probability of that is no less."""


@dataclass(frozen=True)
class Name:
    """A name: its tokens, half-open, and the logarithm of the probability of each type of names for it."""

    start: int
    end: int
    weights: Floats


def _transitions() -> Floats:
    allowed = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for type_ in range(len(TYPES)):
        allowed[:, inside(type_)] = NEVER
        allowed[[begin(type_), inside(type_)], inside(type_)] = 0
    return allowed


_TRANSITIONS = _transitions()
BEGINS = np.array([begin(type_) for type_ in range(len(TYPES))])
INSIDES = np.array([inside(type_) for type_ in range(len(TYPES))])


def decode(logarithms: Floats) -> list[Name]:
    """Return the names of a text, in order.

    Args:
        logarithms: of the probability of each label (columns) for each token (rows).
    """
    labels = best_labels(logarithms)
    names: list[Name] = []
    start = None
    for place, label in enumerate([*labels.tolist(), OUTSIDE]):
        goes_on = label != OUTSIDE and label % 2 == 0  # the labels I- have even numbers
        if start is not None and not goes_on:
            names.append(Name(start, place, weigh(logarithms, start, place)))
            start = None
        if label % 2 == 1:
            start = place
    return names


def weigh(logarithms: Floats, start: int, end: int) -> Floats:
    """Return the logarithm of the probability that these tokens are a name, by type.

    It is the least over the tokens: neighbouring tokens are wrong together, so that a product would be too low.
    """
    weights: Floats = logarithms[start, BEGINS]
    if end - start > 1:
        np.minimum(weights, logarithms[start + 1 : end, INSIDES].min(axis=0), out=weights)
    return weights


def best_labels(logarithms: Floats) -> Ints:
    """Return the likeliest labels in which each I- follows a B- or I- of its type.

    Tokens that are surely outside divide the text, and between them only the stretches that need it are searched.
    """
    labels: Ints = logarithms.argmax(axis=1)
    previous = np.concatenate(([OUTSIDE], labels[:-1]))
    wrong = _TRANSITIONS[previous, labels] < 0
    if wrong.any():
        for start, end in _stretches((labels != OUTSIDE) | (logarithms[:, OUTSIDE] < SURE), wrong):
            labels[start:end] = _viterbi(logarithms[start:end])
    return labels


def _stretches(open_: NDArray[np.bool_], wrong: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the stretches of tokens that are open and hold something wrong."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], open_, [False])).astype(np.int8)))
    held = np.concatenate(([0], np.cumsum(wrong)))
    return [(start, end) for start, end in edges.reshape(-1, 2).tolist() if held[end] > held[start]]


def _viterbi(logarithms: Floats) -> Ints:
    best = logarithms[0] + _TRANSITIONS[OUTSIDE]
    came = np.zeros(logarithms.shape, dtype=np.int64)
    for place in range(1, len(logarithms)):
        ways = best[:, None] + _TRANSITIONS
        came[place] = ways.argmax(axis=0)
        best = ways.max(axis=0) + logarithms[place]
    labels = np.zeros(len(logarithms), dtype=np.int64)
    labels[-1] = best.argmax()
    for place in range(len(labels) - 1, 0, -1):
        labels[place - 1] = came[place, labels[place]]
    return labels
