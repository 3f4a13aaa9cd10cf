"""Verbs as cues: whether a word is the verb of a clause here, and who its subject is."""

from __future__ import annotations

from annotator_quotes.clauses import has_verb
from annotator_quotes.inflection import BASE, ING, PARTICIPLE, PAST, THIRD
from annotator_quotes.passage import Cue, Phrase, Scene
from annotator_quotes.phrases import first_phrase, is_adverb, phrase_after, phrase_before
from annotator_quotes.vocabulary import (
    ADJECTIVE,
    ADVERB,
    AUX,
    BE,
    COORDINATOR,
    DETERMINER,
    FINITE,
    GOVERNORS,
    MODAL,
    NOUNS_TOO,
    OBJECT,
    POSSESSIVE,
    PREPOSITION,
    PRONOUN,
    RELATIVE,
    TIME,
    Verb,
    cue_verbs,
)

__all__ = ["verb_cue"]

_FINITE = PAST | THIRD | BASE
_CONTINUES = frozenset({"clause", "that", "tell", "as", "call", "of", "urge", "noun", "show"})
_SHARING = frozenset({"and", "but", "or", "then"})
_BEFORE_PARTICIPLE = frozenset({",", "and", "by", "after", "while", "before", "without", "in"})
_DEFINITE = frozenset({"the", "his", "her", "their", "its", "some", "many"})
_FEW = 2
"""The most words of a quotation that is no sentence before its cue."""

_HABIT = frozenset({"fond", "habit", "tired", "tires", "tire", "weary"})
_CONTRACTED = frozenset({"'s", "’s"})


def verb_cue(scene: Scene, i: int, floor: int, ceiling: int, earlier: list[Cue]) -> Cue | None:
    """Return the cue whose verb is token ``i``, a form in the table; None when it reports nothing here.

    Args:
        scene: the words and quotations.
        i: the token.
        floor: the first token of the sentence.
        ceiling: the token after the sentence.
        earlier: the cues found before it in the sentence.
    """
    form = scene.words.form
    for verb in cue_verbs()[form[i]].verbs:
        stop = i + 1 + len(verb.particles)
        if stop <= ceiling and tuple(form[i + 1 : stop]) == verb.particles:
            return _VerbReader(scene, (floor, ceiling), i, verb).cue(earlier)
    return None


class _VerbReader:
    """Reads one verb in its sentence."""

    def __init__(self, scene: Scene, sentence: tuple[int, int], i: int, verb: Verb) -> None:
        self.scene, self.words = scene, scene.words
        self.i, self.stop, self.verb = i, i + 1 + len(verb.particles), verb
        self.floor, self.ceiling = sentence
        self.forms = cue_verbs()[scene.words.form[i]].forms
        self.group, self.voice = self._verb_group()
        self.tense = 0 if self.voice else self.forms & _FINITE

    def cue(self, earlier: list[Cue]) -> Cue | None:
        """Return the cue, None when the verb reports nothing here."""
        if self.voice == "infinitive":
            return self._infinitive()
        if self.voice == "passive":
            return self._passive()
        if not self.voice and self.forms & ING:
            return self._participle(earlier)
        if (not self.voice and not self.tense) or self._is_noun():
            return None
        inverted = self._inverted()
        if inverted is not None:
            return self._made("inverted", inverted, group=self.i)
        subject, rule = self._subject(earlier)
        return self._made(rule, subject) if subject is not None else None

    def _made(self, rule: str, subject: Phrase | None, *, group: int | None = None) -> Cue:
        group = self.group if group is None else group
        return Cue(self.i, self.stop, group, self.floor, self.ceiling, self.verb, rule, subject, tense=self.tense)

    def _form(self, i: int) -> str:
        """Return a token of the sentence in lower case, nothing outside of it."""
        return self.words.form[i] if self.floor <= i < self.ceiling else ""

    def _verb_group(self) -> tuple[int, str]:
        """Return where the verb group begins, and what its auxiliaries make of the verb; nothing without any."""
        form, flags, entry = self.words.form, self.words.flags, self.forms
        j, voice = self.i - 1, ""
        while j >= self.floor and self.scene.inside[j] < 0:
            if flags[j] & MODAL:
                return j, voice or "finite"
            contracted = form[j] in _CONTRACTED
            if flags[j] & BE and (not contracted or (j > self.floor and flags[j - 1] & PRONOUN)):
                voice = voice or ("finite" if entry & ING else "passive" if entry & PARTICIPLE else "")
            elif flags[j] & AUX:
                voice = voice or "finite"
            elif form[j] == "to" and entry & BASE:
                return j, "infinitive"
            elif not is_adverb(form[j], flags[j]) or flags[j] & PRONOUN:
                break
            j -= 1
        return j + 1, voice

    def _is_noun(self) -> bool:
        """Whether a word that looks like a verb is a noun or an adjective here."""
        if self.voice or self.i == self.floor:
            return False
        before = self.words.flags[self.group - 1] if self.group > self.floor else 0
        determined = before & DETERMINER and not before & (PRONOUN | RELATIVE)
        governed = before & PREPOSITION and not before & RELATIVE and self._form(self.group - 1) != "like"
        if before & (POSSESSIVE | ADJECTIVE) or determined or governed:
            return True
        if self.forms & (PAST | PARTICIPLE) and not self.forms & BASE:
            return "call" in self.verb.frames and self._names_thing()
        after = self.words.flags[self.stop] if self.stop < self.ceiling else 0
        if after & (BE | MODAL | AUX) or _is_finite_cue(self._form(self.stop)):
            return True
        return self.verb.lemma in NOUNS_TOO and not self._is_surely_verb(before, after)

    def _is_surely_verb(self, before: int, after: int) -> bool:
        """Whether a verb that may well be a noun is none, by the words beside it."""
        if before & PRONOUN or (self.group > self.floor and self.words.is_capital(self.group - 1)):
            return True
        if self.forms & BASE and self._form(self.group - 1).endswith("s"):
            return not after & PREPOSITION
        return bool(self.forms & THIRD) and (self._form(self.stop) == "that" or bool(after & (DETERMINER | POSSESSIVE)))

    def _names_thing(self) -> bool:
        """Whether the word before "called" ends an indefinite phrase: "a bill called ..." only names it."""
        last, words = self.group - 1, self.words
        if last < self.floor or not words.is_word(last) or words.is_capital(last) or words.flags[last] & PRONOUN:
            return False
        phrase = phrase_before(self.scene, last + 1, self.floor)
        return phrase is None or words.form[phrase.first] not in _DEFINITE

    def _subject(self, earlier: list[Cue]) -> tuple[Phrase | None, str]:
        """Return the subject before the verb, and the rule that found it."""
        if self._form(self.group - 1) in _SHARING:
            return self._shared_subject(earlier), "coordinated"
        subject = phrase_before(self.scene, self.group, self.floor)
        if subject is None and self._form(self.group - 1) == "," and self.group > self.floor + 1:
            shared = self._shared_subject(earlier)
            if shared is not None or not self.tense & (PAST | THIRD):
                return shared, "coordinated"
            subject = first_phrase(self.scene, self.floor, self.group)
        return subject, "subject-verb"

    def _shared_subject(self, earlier: list[Cue]) -> Phrase | None:
        """Return the subject of the cue before, for a verb of the same tense; else that of the sentence."""
        for cue in reversed(earlier):
            if cue.subject is not None and cue.rule in ("subject-verb", "coordinated", "participle"):
                same = cue.rule == "participle" or not cue.tense or cue.tense & self.tense
                return cue.subject if same else None
        return first_phrase(self.scene, self.floor, self.group) if self.tense & PAST else None

    def _inverted(self) -> Phrase | None:
        """Return the subject after a verb that follows what was said: '"...," said the mayor'."""
        frames, words, before = self.verb.frames, self.words, self.i - 1
        if not self.tense & (PAST | THIRD) or "after" not in frames or "tell" in frames or before < self.floor:
            return None
        quoted = self.scene.inside[before] >= 0
        if not (quoted or words.form[before] == ",") or self._form(self.stop) == "that":
            return None
        phrase = phrase_after(self.scene, self.stop, self.ceiling)
        if quoted and self._is_inserted(before):
            return None
        if phrase is None or phrase.stop >= self.ceiling:
            return phrase
        if quoted:
            ends = not words.is_word(phrase.stop) or self.scene.inside[phrase.stop] >= 0
            follows = TIME | PREPOSITION | RELATIVE | ADVERB | COORDINATOR
            return phrase if ends or words.flags[phrase.stop] & follows else None
        comma = next((k for k in range(phrase.stop, self.ceiling) if words.form[k] == ","), self.ceiling)
        return None if has_verb(self.scene, phrase.stop - 1, comma) else phrase

    def _main_subject(self) -> Phrase | None:
        """Return the subject of the main clause, for a participle before it: "After noting ..., she"."""
        form, inside = self.words.form, self.scene.inside
        comma = next((k for k in range(self.stop, self.ceiling) if form[k] == "," and inside[k] < 0), self.ceiling)
        phrase = phrase_after(self.scene, comma + 1, self.ceiling)
        if phrase is None:
            return None
        verb = next((k for k in range(phrase.first + 1, phrase.stop) if self._is_past(k)), phrase.stop)
        return Phrase(phrase.first, verb, min(phrase.head, verb - 1))

    def _is_past(self, i: int) -> bool:
        past = self.words.flags[i] & FINITE or self.words.form[i].endswith("ed")
        return bool(past) and not self.words.is_capital(i)

    def _is_inserted(self, last: int) -> bool:
        """Whether the quotation that ends with token ``last`` is a name or a word inside a clause: 'itself "Sail,"'."""
        number = self.scene.inside[last]
        first, stop = self.scene.tokens_of(number)
        few = sum(map(self.words.is_word, range(first, stop))) <= _FEW
        return few and first > self.floor and self.words.is_word(first - 1)

    def _participle(self, earlier: list[Cue]) -> Cue | None:
        """A participle that goes on from the main verb: ", stressing that ..."; its subject is that of the sentence."""
        if self.i == self.floor or not self.verb.frames & _CONTINUES:
            return None
        group = self.i
        if is_adverb(self._form(group - 1), self.words.flags[group - 1]) and group - 1 > self.floor:
            group -= 1
        if self._form(group - 1) in _BEFORE_PARTICIPLE or self.scene.inside[group - 1] >= 0:
            known = next((c.subject for c in earlier if c.subject is not None and c.rule != "according-to"), None)
            subject = known or first_phrase(self.scene, self.floor, self.i) or self._main_subject()
            return self._made("participle", subject, group=group)
        if self._form(group - 1) == "of" and self._form(group - 2) in _HABIT and "quote" in self.verb.frames:
            return self._made("participle", first_phrase(self.scene, self.floor, group - 2), group=group)
        agent = phrase_before(self.scene, group, self.floor)
        if agent is None:
            return None
        if self._form(agent.first - 1) == "with":  # "with one critic saying ..."
            return self._made("participle", agent, group=agent.first - 1)
        return self._made("embedded", agent, group=self.i)

    def _infinitive(self) -> Cue | None:
        """An infinitive: "went on to say" leaves the saying real, others may not (the evidence tells)."""
        form, flags = self.words.form, self.words.flags
        governor = self.group - 1 - (self._form(self.group - 1) in ("on", "likely", "ahead"))
        if governor <= self.floor:
            return None
        if form[governor] not in GOVERNORS:
            object_before = self.words.is_capital(governor) or flags[governor] & OBJECT  # "causing Rome to worry"
            if object_before:
                subject = phrase_before(self.scene, self.group, self.floor)
            else:
                subject = first_phrase(self.scene, self.floor, governor)
            return self._made("embedded", subject, group=self.i) if subject is not None else None
        begin = governor
        while begin > self.floor and (flags[begin - 1] & (BE | AUX | MODAL) or is_adverb(form[begin - 1], 0)):
            begin -= 1
        subject = phrase_before(self.scene, begin, self.floor)
        return self._made("infinitive", subject, group=begin) if subject is not None else None

    def _passive(self) -> Cue | None:
        """A passive: "was quoted as saying", or the subject is the one who is told, urged or accused."""
        subject = phrase_before(self.scene, self.group, self.floor)
        if subject is None:
            return None
        if self.verb.lemma == "quote":
            if self._form(self.stop) != "as" or self._form(self.stop + 1) != "saying":
                return None
            self.verb, self.stop = cue_verbs()["saying"].verbs[0], self.stop + 2
            return self._made("quoted-as-saying", subject)
        if not self.verb.frames & {"tell", "of", "urge"} or self.verb.kind == "attitude":
            return None
        cue = self._made("passive", None)
        cue.addressee = subject
        return cue


def _is_finite_cue(form: str) -> bool:
    entry = cue_verbs().get(form)
    return entry is not None and bool(entry.forms & (PAST | THIRD)) and form not in ("calls", "claims", "reports")
