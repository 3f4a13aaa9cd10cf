"""What stands around a verb: its auxiliaries, its negation and modality, and its subject."""

from __future__ import annotations

from typing import NamedTuple

from annotator_stance.lexicon import is_agent_word, load_grammar, load_words
from annotator_stance.sentence import NounPhrase, Sentence

__all__ = [
    "VerbGroup",
    "condition",
    "copula_before",
    "extend",
    "is_agent",
    "reporter",
    "subject",
    "subjects",
    "unsaid",
    "verb_group",
]

_LINKING = frozenset(("remain", "become", "seem", "appear", "feel", "grow", "sound", "stay", "look", "get"))
_RELATIVE = frozenset(("who", "which", "that"))
_CLAUSE_PREPOSITIONS = frozenset(("by", "after", "while", "before", "without"))
_CLIMBING = frozenset(
    ("of", "in", "from", "at", "for", "with", "on", "to", "among", "within", "between", "near", "across", "around")
)
_MOST_STEPS = 4
_LONGEST_INSERTION = 18


class VerbGroup(NamedTuple):
    """A verb with its auxiliaries.

    Attributes:
        first: place of the first word of the group.
        verb: place of the verb.
        negated: it is denied.
        modal: the modal verb, empty when there is none.
        passive: a participle after a form of "be".
        infinitive: "to" stands before it.
    """

    first: int
    verb: int
    negated: bool
    modal: str
    passive: bool
    infinitive: bool


def verb_group(sentence: Sentence, verb: int) -> VerbGroup:
    """Return the verb at ``verb`` with the auxiliaries, negations and adverbs that stand before it."""
    first, negated, modal, has_be, infinitive = verb, False, "", False, False
    i = verb - 1
    while i >= 0:
        kind = sentence.kinds[i]
        if kind == "t" and not infinitive and first == i + 1:
            infinitive = True
        elif kind == "n":
            negated = True
        elif infinitive or kind not in "anbhomq":
            break
        elif kind == "m":
            modal = modal or sentence.lower[i]
        elif kind == "b":
            has_be = True
        if kind != "q":
            first = i
        i -= 1
    while sentence.kinds[first] == "a" and first < verb:
        first += 1
    before = sentence.left(first)
    if not modal and sentence.kind(before) == "c" and sentence.form(verb) == "base" and not infinitive:
        other = _verb_before(sentence, before, 12)
        modal = verb_group(sentence, other).modal if other >= 0 else ""
    passive = sentence.form(verb) == "ed" and has_be
    return VerbGroup(first, verb, negated, modal, passive, infinitive)


def subject(sentence: Sentence, verb: int, steps: int = 0) -> NounPhrase | None:
    """Return the subject of the verb at ``verb``, None when it cannot be told."""
    group = verb_group(sentence, verb)
    if group.infinitive or steps > _MOST_STEPS:
        return _controller(sentence, group.first, steps) if steps <= _MOST_STEPS else None
    i = sentence.left(group.first)
    kind = sentence.kind(i) if i >= 0 else "."
    if kind in ",." and group.first == verb and sentence.lemma(verb) in sentence.sets["saying"]:
        inverted = sentence.phrase_from(verb + 1)  # "..., said the mayor."
        if inverted and sentence.kinds[inverted.last] != "r" and sentence.kind(inverted.last + 1) in ",.":
            return inverted
    if kind in "wr#d,":
        return _across_comma(sentence, i, verb, steps) if kind == "," else _subject_ending(sentence, i, verb)
    if kind == "s" and sentence.lower[i] in _RELATIVE:
        j = sentence.left(i)
        return sentence.phrase_to(j - 1 if sentence.kind(j) == "," else j)
    adverbial = kind == "p" and sentence.lower[i] in _CLAUSE_PREPOSITIONS and sentence.is_gerund(verb)
    if kind == "c" or (adverbial and sentence.kind(i - 1) != ","):
        return _subject_of(sentence, _verb_before(sentence, i, 30), steps)
    return None


def subjects(sentence: Sentence, verb: int) -> list[NounPhrase]:
    """Return the subject of a verb, two when the clause opens with a pair: "smiths and weavers oppose ..."."""
    last = subject(sentence, verb)
    if last is None:
        return []
    joint = last.first - 1
    pair = joint > 0 and sentence.lower[joint] == "and" and sentence.form(verb) != "s"
    first = sentence.phrase_to(joint - 1) if pair else None
    opens = first is not None and sentence.kind(first.first - 1 if first.first else -1) in ",.sq"
    return [first, last] if first is not None and opens and sentence.kinds[first.last] == "w" else [last]


def _subject_of(sentence: Sentence, verb: int, steps: int) -> NounPhrase | None:
    return subject(sentence, verb, steps + 1) if verb >= 0 else None


def _subject_ending(sentence: Sentence, last: int, verb: int) -> NounPhrase | None:
    phrase = sentence.phrase_to(last)
    if phrase and sentence.form(verb) == "ing" and sentence.lower[phrase.first - 1 : phrase.first] == ["with"]:
        return phrase  # "with both sides showing ..."
    return _climb(sentence, phrase)


def _controller(sentence: Sentence, to: int, steps: int) -> NounPhrase | None:
    """Return the subject of the infinitive whose "to" stands at ``to``, from the verb that governs it."""
    governor = _verb_before(sentence, to, 8, gerunds=True)
    if governor < 0 or sentence.kind(to - 1) == "h":  # "has to" is no wish
        return None
    lemma, i = sentence.lemma(governor), sentence.left(to)
    if i > governor and lemma in load_words()["causing"]:
        return sentence.phrase_to(i)
    return None if i > governor and lemma in load_words()["directing"] else _subject_of(sentence, governor, steps)


def reporter(sentence: Sentence, phrase: NounPhrase) -> NounPhrase | None:
    """Return who says the clause whose subject is the pronoun given: "the mayor said (that) she ..."."""
    i = phrase.first - 1
    if i >= 0 and sentence.lower[i] == "that":
        i -= 1
    if i < 0 or sentence.kinds[i] != "v" or sentence.lemma(i) not in load_grammar().sets["saying"]:
        return None
    return subject(sentence, i)


def _across_comma(sentence: Sentence, comma: int, verb: int, steps: int) -> NounPhrase | None:
    """Return the subject of a participle that follows a comma, or of a verb after an insertion between commas."""
    if sentence.form(verb) == "ing":
        return _subject_of(sentence, _verb_before(sentence, comma, 40), steps)
    near = range(comma - 1, max(comma - _LONGEST_INSERTION, 0), -1)
    opened = next((i for i in near if sentence.kinds[i] in ",."), -1)
    if opened < 0 or sentence.words[comma] != "," or sentence.words[opened] != ",":
        return None
    inside, outside = sentence.phrase_to(comma - 1), _climb(sentence, sentence.phrase_to(opened - 1))
    apposed = inside is not None and inside.first == opened + 1 and sentence.named[inside.last] >= 0
    if apposed and (outside is None or sentence.named[outside.last] < 0):
        return inside  # "the first secretary, NAME, complained"
    return outside


def _verb_before(sentence: Sentence, place: int, reach: int, gerunds: bool = False) -> int:
    """Return the place of the nearest finite-looking verb before ``place``, -1 when there is none in reach."""
    for i in range(place - 1, max(place - 1 - reach, -1), -1):
        if sentence.kinds[i] == "v" and (gerunds or not _opens_clause(sentence, i)):
            return i
        if sentence.kinds[i] in ".":
            return -1
    return -1


def _opens_clause(sentence: Sentence, place: int) -> bool:
    return sentence.is_gerund(place) and sentence.kind(sentence.left(place)) == ","


def _climb(sentence: Sentence, phrase: NounPhrase | None) -> NounPhrase | None:
    """Go from the noun before the verb to the head of the subject: "leaders of the party" -> "leaders"."""
    for _ in range(_MOST_STEPS):
        if phrase is None:
            return None
        before = sentence.left(phrase.first)
        if sentence.kind(before) == "v" and sentence.kind(before - 1) == "t":
            return None  # the object of an infinitive, not the subject of what follows
        if before < 0 or sentence.lower[before] not in _CLIMBING:
            return phrase
        outer = sentence.phrase_to(before - 1)
        if outer is None:
            return None  # "In the end the mayor ..." would need a parser; "To Rome he went" too
        phrase = outer
    return phrase


def extend(sentence: Sentence, phrase: NounPhrase) -> int:
    """Return the last place of a noun phrase with one "of" phrase taken in."""
    after = phrase.last + 1
    if sentence.lower[after : after + 1] == ["of"]:
        inner = sentence.phrase_from(after + 1)
        if inner is not None and sentence.kinds[inner.first] != "r":
            return inner.last
    return phrase.last


def copula_before(sentence: Sentence, place: int) -> int:
    """Return the place of the "be" or linking verb that the word at ``place`` is predicated by, -1 if none."""
    i = place - 1
    while i >= 0 and sentence.kinds[i] in "anq":
        i -= 1
    if i < 0:
        return -1
    return i if sentence.kinds[i] == "b" or sentence.lemma(i) in _LINKING else -1


_CONDITIONS = frozenset(("if", "unless", "whether"))
_PROVISOS = (("provided",), ("providing",), ("as", "long", "as"), ("so", "long", "as"), ("on", "condition", "that"))
_PROVISO_WORDS = frozenset(("provided", "providing", "long", "condition"))
_ADDING = frozenset(("and", "while", "whereas"))


def condition(sentence: Sentence, place: int) -> str:
    """Return how an if-clause bears on the word at ``place``.

    Returns:
        ``inside``: the word stands in the condition itself; ``hangs``: a condition is tied to it; ``depends``: there is
        a condition elsewhere in the sentence; empty: there is none.
    """
    proviso = _proviso(sentence, place)
    if _CONDITIONS.isdisjoint(sentence.lower):
        return "hangs" if proviso else ""
    depends = "hangs" if proviso else ""
    for i, word in enumerate(sentence.lower):
        if word in _CONDITIONS and (i == 0 or sentence.lower[i - 1] not in ("even", "as")):
            if i < place and "," not in sentence.kinds[i:place]:
                return "inside"
            if word != "whether" and not (i and sentence.lemma(i - 1) in load_words()["asking"]):
                depends = "hangs" if _is_tied(sentence, place, i) else depends or "depends"
    return depends


def _proviso(sentence: Sentence, place: int) -> bool:
    """Whether "provided that", "as long as" and the like after the word at ``place`` is tied to it."""
    if _PROVISO_WORDS.isdisjoint(sentence.lower):
        return False
    for words in _PROVISOS:
        for i in range(place + 1, len(sentence) - len(words)):
            if sentence.lower[i] == words[0] and tuple(sentence.lower[i : i + len(words)]) == words:
                follows = sentence.lower[i + 1] == "that" or sentence.kinds[i - 1] == ","
                if (len(words) > 1 or follows) and not _adds_clause(sentence, place, i):
                    return True
    return False


def _adds_clause(sentence: Sentence, place: int, until: int) -> bool:
    """Whether another clause with a verb of its own begins between two places: ", and the guild would ..."."""
    added = False
    for i in range(place + 1, until):
        added = added or (sentence.kinds[i] == "," and sentence.lower[i + 1] in _ADDING)
        if added and sentence.kinds[i] in "vbm":
            return True
    return False


def _is_tied(sentence: Sentence, place: int, condition: int) -> bool:
    """Whether nothing stands between the word at ``place`` and the condition after it that it could hang on instead."""
    if sentence.lower[condition - 1 : condition] == ["only"] or sentence.lower[condition] == "unless":
        return condition > place and not _adds_clause(sentence, place, condition)
    between = range(place + 1, condition)
    finite = any(sentence.kinds[i] == "v" and sentence.form(i) != "ing" for i in between)
    return condition > place and not finite and not set(sentence.kinds[place:condition]) & set(",sm")


def unsaid(sentence: Sentence, place: int) -> bool:
    """Whether the word at ``place`` stands in what nobody is said to have said or believed.

    "She never said that she wants it", "he denied that they back it", "they refused to say who wants it": none of this
    shows a stance.
    """
    verbs, apart = 0, False
    for i in range(verb_group(sentence, place).first - 1, -1, -1):
        kind = sentence.kinds[i]
        if kind in ",.":
            return False
        apart = apart or kind == "c"
        if kind == "v":
            if (not apart or verbs) and _is_unsaid(sentence, i):
                return True
            verbs += 1
    return False


def _is_unsaid(sentence: Sentence, verb: int) -> bool:
    lemma, sets = sentence.lemma(verb), sentence.sets
    if lemma in sets["denying"]:
        return True
    if lemma not in sets["saying"] | sets["believing"]:
        return False
    group = verb_group(sentence, verb)
    before = sentence.left(group.first)
    if group.negated or sentence.lower[before : before + 1] == ["without"]:
        return True
    if group.infinitive:
        return sentence.lemma(before) in sets["refusing"]
    bearer = subject(sentence, verb)
    return bearer is not None and sentence.lower[bearer.first] in ("no", "nobody", "none", "neither")


def is_agent(sentence: Sentence, phrase: NounPhrase) -> bool:
    """Whether the head of the phrase is a word for somebody, or a name."""
    if sentence.words[phrase.last][:1].isupper() and phrase.last > 0:
        return True
    return is_agent_word(sentence.lower[phrase.last])
