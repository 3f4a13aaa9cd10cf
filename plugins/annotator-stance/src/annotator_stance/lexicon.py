"""The lexicon of stance: reads the data files, inflects their words, and finds entries in a sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple, TypeAlias

from annotator_stance.inflection import Form, noun_forms, singular, verb_forms

__all__ = [
    "Entry",
    "Grammar",
    "Lexicon",
    "PartOfSpeech",
    "is_agent_word",
    "load_grammar",
    "load_lexicon",
    "load_words",
    "read_table",
]

PartOfSpeech: TypeAlias = Literal["verb", "noun", "adjective"]

TABLES: tuple[tuple[PartOfSpeech, str], ...] = (("verb", "verbs"), ("noun", "nouns"), ("adjective", "adjectives"))


class Entry(NamedTuple):
    """One word of the lexicon with the class that it belongs to.

    Attributes:
        lemma: the word, with its particles.
        particles: the words that must follow it.
        pos: its part of speech.
        group: the class, as the data file calls it.
        role: what the word does with its arguments; see ``verbs.toml``.
        polarity: 1 towards, -1 against, 0 neither.
        frames: what may follow, in the order in which it is tried.
        certainty: what the word alone says of the certainty; empty when it says nothing.
        clause: which part of a that-clause the stance is about: what the clause does to its object, or its subject.
        target: ``phrase`` when the deed is the target, and not its object; ``somebody`` when only a person, group or
            body can be the object; ``attitude`` when only a verb of attitude can follow.
    """

    lemma: str
    particles: tuple[str, ...]
    pos: PartOfSpeech
    group: str
    role: str
    polarity: int
    frames: tuple[str, ...]
    certainty: str
    clause: str
    target: str

    @property
    def rule(self) -> str:
        """The name under which annotations say that this entry made them."""
        return f"{self.pos}.{self.group}:{self.lemma.replace(' ', '_')}"


class Lexicon(NamedTuple):
    """All entries by the form of their first word, longer entries first."""

    verbs: dict[str, list[Entry]]
    nouns: dict[str, list[Entry]]
    adjectives: dict[str, list[Entry]]
    forms: frozenset[str]


class Grammar(NamedTuple):
    """What the chunker knows of words.

    Attributes:
        kinds: the kind of each small word; see `annotator_stance.sentence`.
        verb_forms: lemma and form of each form of a known verb.
        sets: the other word lists by name.
    """

    kinds: dict[str, str]
    verb_forms: dict[str, tuple[str, Form]]
    sets: dict[str, frozenset[str]]


KIND_CODES = {
    "determiner": "d",
    "preposition": "p",
    "coordinator": "c",
    "subordinator": "s",
    "pronoun": "r",
    "be": "b",
    "have": "h",
    "do": "o",
    "modal": "m",
    "negation": "n",
    "to": "t",
    "adverb": "a",
}


@cache
def read_table(name: str) -> Mapping[str, Any]:
    """Return one data file of the plugin as it stands."""
    return tomllib.loads(files("annotator_stance").joinpath("data", f"{name}.toml").read_text("utf-8"))


def _entries(pos: PartOfSpeech, table: Mapping[str, Any]) -> Iterator[Entry]:
    for group, row in table.items():
        for phrase in row["words"].replace("\n", " ").split(","):
            head, *particles = phrase.split()
            yield Entry(
                lemma=" ".join((head, *particles)),
                particles=tuple(particles),
                pos=pos,
                group=group,
                role=row["role"],
                polarity=row["polarity"],
                frames=tuple(row["frames"]),
                certainty=row.get("certainty", ""),
                clause=row.get("clause", "effect"),
                target=row.get("target", "object"),
            )


def _forms_of_verb(lemma: str) -> dict[str, Form]:
    grammar = read_table("grammar")
    doubling = lemma in grammar["verbs"]["doubling"].split()
    return verb_forms(lemma, grammar["irregular"].get(lemma, ""), doubling)


def _forms(entry: Entry) -> tuple[str, ...]:
    head = entry.lemma.split()[0]
    if head == "be":
        return tuple(read_table("grammar")["kinds"]["be"].split())
    if entry.pos == "verb":
        return tuple(_forms_of_verb(head))
    return noun_forms(head) if entry.pos == "noun" else (head,)


@cache
def load_lexicon() -> Lexicon:
    """Read and inflect the lexicon; once in a process."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for pos, name in TABLES:
        index = found.setdefault(name, {})
        for entry in _entries(pos, read_table(name)):
            for form in _forms(entry):
                index.setdefault(form, []).append(entry)
        for entries in index.values():
            entries.sort(key=lambda entry: -len(entry.particles))
    forms = {form for index in found.values() for form in index}
    forms |= load_words()["favoring_participles"] | load_words()["obliging"]
    for lemma in load_words()["wronging"] | load_words()["yielding"]:
        forms.update(_forms_of_verb(lemma))
    for noun in load_words()["chances"]:
        forms.update(noun_forms(noun))
    return Lexicon(found["verbs"], found["nouns"], found["adjectives"], frozenset(forms))


@cache
def load_words() -> dict[str, frozenset[str]]:
    """Read the word lists that frames ask about."""
    return {name: frozenset(words.split()) for name, words in read_table("roles").items()}


@cache
def is_agent_word(word: str) -> bool:
    """Whether a lower-case noun is a word for somebody who can hold a stance."""
    words, noun = load_words(), singular(word)
    if not words["agents"].isdisjoint((word, noun)):
        return True
    return len(noun) > 5 and noun.endswith(tuple(words["agent_endings"])) and noun not in words["no_agents"]


@cache
def load_grammar() -> Grammar:
    """Read the small words and the forms of all verbs; once in a process."""
    table = read_table("grammar")
    kinds = {word: KIND_CODES[name] for name, words in table["kinds"].items() for word in words.split()}
    lemmas = [*table["verbs"]["common"].split(), *table["verbs"]["saying"].split()]
    lemmas += [verb for name in ("wronging", "yielding", "rising", "fading") for verb in sorted(load_words()[name])]
    lemmas += [entry.lemma.split()[0] for entry in _entries("verb", read_table("verbs"))]
    forms: dict[str, tuple[str, Form]] = {}
    for lemma in lemmas:
        if lemma not in ("be", "have", "do"):
            for form, tag in _forms_of_verb(lemma).items():
                if form not in forms or tag == "base":
                    forms[form] = (lemma, tag)
    sections = ("pronouns", "words", "verbs")
    sets = {name: frozenset(words.split()) for part in sections for name, words in table[part].items()}
    return Grammar(kinds, forms, sets)
