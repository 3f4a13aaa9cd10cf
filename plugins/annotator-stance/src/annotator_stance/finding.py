"""A stance as the finder hands it on, in places of words, and how certain it is."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from annotator_stance.aims import Aim
from annotator_stance.clauses import VerbGroup, condition
from annotator_stance.lexicon import Entry
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = ["Finding", "Holder", "certainty_of", "denied", "evidence_start"]

Holder: TypeAlias = NounPhrase | Literal["voice", "speaker"] | None
"""A phrase; ``voice`` for whoever is speaking here, the writer or the speaker of a quotation; ``speaker`` for the
latter alone; None when unnamed."""


class Finding(NamedTuple):
    """One stance, in places of words.

    Attributes:
        polarity: 1 favor, -1 against, 0 neutral or mixed.
        dimension: ``evaluative`` or ``epistemic``.
        certainty: as the layer's feature.
        holder: who holds it.
        aim: what it is about.
        cues: first and last places of the words that show it.
        first: where the evidence starts.
        last: where it ends.
        rule: the entry of the lexicon and the frame.
    """

    polarity: int
    dimension: str
    certainty: str
    holder: Holder
    aim: Aim
    cues: tuple[tuple[int, int], ...]
    first: int
    last: int
    rule: str


_MODALS = {
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "would": "probable",
    "should": "probable",
    "'d": "probable",
}
_SOFTENERS = {
    **dict.fromkeys(("reportedly", "apparently", "seemingly", "probably", "presumably", "likely"), "probable"),
    **dict.fromkeys(("perhaps", "maybe", "possibly", "potentially"), "possible"),
    "allegedly": "doubtful",
}


def certainty_of(sentence: Sentence, group: VerbGroup, entry: Entry, polarity: int) -> str:
    """Return the certainty that modality, conditions, softeners and the entry itself give to a stance."""
    hypothesis = condition(sentence, group.verb)
    if hypothesis == "hangs" or (hypothesis == "depends" and group.modal):
        return "conditional"
    modal = _MODALS.get(group.modal.replace("’", "'"), "")
    if modal:
        return modal
    for word in sentence.lower[max(group.first - 2, 0) : group.verb]:
        if word in _SOFTENERS:
            return _SOFTENERS[word]
    if group.negated and entry.polarity > 0 and polarity < 0 and entry.role == "attitude":
        return "probable"
    return entry.certainty or "certain"


def denied(polarity: int, negated: bool) -> int:
    """Not to support is to be against; not to oppose is not yet to support."""
    return polarity if not negated else -1 if polarity > 0 else 0


def evidence_start(sentence: Sentence, holder: NounPhrase, group: VerbGroup) -> int:
    """The clause starts with its subject, unless other things stand between that and the verb."""
    between = sentence.kinds[holder.last + 1 : group.first]
    near = holder.first <= group.first and len(between) <= 6 and not set(between) & set("v,s")
    return holder.first if near else group.first
