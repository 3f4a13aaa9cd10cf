"""Where a frame leads: the target that it found, and what it made of the sign on the way."""

from __future__ import annotations

from typing import NamedTuple

from annotator_stance.lexicon import is_agent_word
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = ["Aim", "is_somebody"]


class Aim(NamedTuple):
    """A target that a frame led to.

    Attributes:
        phrase: the noun phrase; for a deed, all of its words.
        sign: what the words between cue and target make of the cue's polarity: 1 keeps it, -1 turns it.
        stop: place of the last word of the evidence.
        verb: place of the inner verb that turned or kept it, -1 when there is none.
        deed: the target is what is done, not its object.
    """

    phrase: NounPhrase
    sign: int
    stop: int
    verb: int = -1
    deed: bool = False


def is_somebody(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether the phrase is a pronoun, a name, or a word for somebody."""
    last = phrase.last
    return sentence.kinds[last] == "r" or sentence.named[last] >= 0 or is_agent_word(sentence.lower[last])
