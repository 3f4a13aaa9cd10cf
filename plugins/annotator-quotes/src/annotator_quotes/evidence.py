"""How likely a content is one: the evidence of its rule, verb, subject and length, weighed on annotated news.

The weights are those of a logistic regression; `scripts/weigh_evidence.py` made them. The probability that comes out
is the confidence of a content. It is measured on US political news, and says how often contents of that kind were
also marked there by a person (overlap of at least 0.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from annotator_quotes.passage import Attribution, Cue, Scene
from annotator_quotes.vocabulary import MODAL, OBJECT, PRONOUN

__all__ = ["confidence", "evidence"]

_NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
_LENGTHS = (2, 3, 5, 8, 12, 20)


def confidence(scene: Scene, attribution: Attribution) -> float:
    """Return the probability, to two decimals, that a person would mark the attribution too."""
    weights = _weights()
    score = sum(weights.get(name, 0.0) for name in evidence(scene, attribution))
    return round(1 / (1 + math.exp(-max(-20.0, min(20.0, score)))), 2)


def evidence(scene: Scene, attribution: Attribution) -> Iterator[str]:
    """Yield the names of what speaks for or against an attribution."""
    words, cue, rule = scene.words, attribution.cue, attribution.rule
    start, end = attribution.contents[0].start, attribution.contents[-1].end
    length = words.first_at(end) - words.first_at(start)
    yield "always"
    yield f"rule={rule}"
    yield f"kind={attribution.kind} rule={rule}"
    yield f"length={next((n for n in _LENGTHS if length < n), 99)}"
    yield f"quoted={bool(scene.quotations_in(start, end))} rule={rule}"
    if cue is not None:
        lemma = "+".join((cue.verb.lemma, *cue.verb.particles))
        yield f"cue={cue.rule}"
        yield f"verb={lemma}"
        yield f"verb={lemma} rule={rule}"
        yield f"verb={lemma} tense={cue.tense}"
        yield f"subject={_subject(scene, cue)}"
        yield f"subject={_subject(scene, cue)} kind={attribution.kind}"
        yield from _auxiliaries(scene, cue)


def _subject(scene: Scene, cue: Cue) -> str:
    if cue.subject is None:
        return "none"
    head, words = cue.subject.head, scene.words
    if words.flags[head] & (PRONOUN | OBJECT) and cue.subject.stop - cue.subject.first == 1:
        return words.form[head]
    return "name" if words.is_capital(head) else "noun"


def _auxiliaries(scene: Scene, cue: Cue) -> Iterator[str]:
    for i in range(cue.group, cue.first):
        if scene.words.form[i] in _NEGATIONS:
            yield "negated"
        elif scene.words.flags[i] & MODAL:
            yield f"modal={scene.words.form[i]}"


@cache
def _weights() -> dict[str, float]:
    lines = files("annotator_quotes").joinpath("evidence.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}
