"""Makes the layer `stance` of a document out of what was found in its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from annotator import Annotate, Annotation, Document, Layer, LayerBuilder, Referent, Value, each_document
from annotator_stance import STANCE
from annotator_stance.clauses import extend, is_agent, reporter
from annotator_stance.finder import find
from annotator_stance.finding import Finding
from annotator_stance.inflection import singular
from annotator_stance.lexicon import load_grammar, load_lexicon, load_words
from annotator_stance.sentence import NounPhrase, Sentence
from annotator_stance.topics import TopicIndex
from annotator_stance.voices import Entities, Quotations

__all__ = ["annotate", "open_annotator"]

LONGEST_SENTENCE = 400
"""Tokens of a sentence that are read at once: text without sentence ends must not make the frames slow."""

_LABELS = {1: "favor", 0: "neutral/mixed", -1: "against"}


def open_annotator() -> Annotate:
    """Read the lexicon and return the annotating function."""
    load_lexicon()
    load_grammar()
    load_words()
    return each_document(lambda document: (annotate(document),))


def annotate(document: Document) -> Layer:
    """Return the layer `stance` of a document that has tokens and sentences."""
    writer = _Writer(document)
    for sentence in sentences(document, writer.entities):
        for finding in find(sentence):
            writer.write(sentence, finding)
    return writer.builder.build()


def sentences(document: Document, entities: Entities) -> Iterator[Sentence]:
    """Yield the sentences that may hold a stance, as the finder reads them; endless ones come in pieces."""
    text = document.text
    tokens = sorted((t.start, t.end) for t in document["tokens"] if t.ranges)
    starts = [start for start, _ in tokens]
    names = _Names(entities.names)
    for span in sorted((s.start, s.end) for s in document["sentences"] if s.ranges):
        first, last = bisect_left(starts, span[0]), bisect_left(starts, span[1])
        for piece in range(first, last, LONGEST_SENTENCE):
            spans = tokens[piece : min(piece + LONGEST_SENTENCE, last)]
            words = [text[start:end] for start, end in spans]
            if Sentence.has_cue(words):
                yield Sentence(words, spans, names.over(spans))


class _Names:
    """Walks along the names of a text, which are sorted by start, beside its tokens."""

    def __init__(self, names: list[Annotation]) -> None:
        self._names = [(name.start, name.end) for name in names]
        self._next = 0

    def over(self, spans: list[tuple[int, int]]) -> list[int]:
        """Return for each token the number of the name that holds it, -1 when there is none."""
        found = []
        for start, end in spans:
            while self._next < len(self._names) and self._names[self._next][1] <= start:
                self._next += 1
            held = (
                self._next < len(self._names)
                and self._names[self._next][0] <= start
                and end <= self._names[self._next][1]
            )
            found.append(self._next if held else -1)
        return found


class _Held(NamedTuple):
    """Who holds a stance: a mention or a phrase of ours, None when not named; or the writer."""

    mention: Annotation | None
    author: bool = False


class _Writer:
    """Turns findings into annotations and links; leaves out those whose holder or target cannot be what they seem."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.builder = LayerBuilder(STANCE)
        self.entities = Entities(document.get("entities"))
        self.quotations = Quotations(document)
        self._first_person = load_grammar().sets["first_person"]
        self._topics = TopicIndex()
        self._referents: dict[int, Referent] = {}
        self._annotations: dict[tuple[str, int, int], Annotation] = {}
        self._stances: set[tuple[str, int, int, str, str]] = set()

    def write(self, sentence: Sentence, finding: Finding) -> None:
        """Add the stance, unless its holder cannot hold one or its target is not known."""
        spans = sentence.spans
        cue = spans[finding.cues[0][0]][0], spans[finding.cues[0][1]][1]
        quote = self.quotations.around(*cue)
        if finding.holder == finding.aim.phrase or not self._is_target(sentence, finding):
            return
        held = self._holder(sentence, finding, quote)
        if held is None:
            return
        holder, target = held.mention, self._target(sentence, finding)
        if holder is not None and self._same(holder, target):
            return
        start, end = self._evidence(sentence, finding)
        if target.label == "topic" and start <= target.start:
            end = max(end, target.end)  # with the "of" phrase of the topic
        key = (_LABELS[finding.polarity], start, end, holder.id if holder else "", target.id)
        if key in self._stances:
            return
        self._stances.add(key)
        features: dict[str, Value] = {"dimension": finding.dimension, "certainty": finding.certainty}
        if held.author:
            features["holder"] = "author"
        stance = self.builder.add(start, end, key[0], features, rule=finding.rule)
        if holder is not None:
            self.builder.link("holder", stance, holder)
        self.builder.link("target", stance, target)
        for first, last in finding.cues:
            self.builder.link("cue", stance, self._annotation("cue", spans[first][0], spans[last][1]))
        source = quote or self.quotations.introduced_at(*cue)
        if source is not None:
            self.builder.link("source", stance, source)

    def _same(self, holder: Annotation, target: Annotation) -> bool:
        ours = {r.id for r in self.document.mentioned_by(holder)} if self.entities.layer else set()
        return bool(ours) and bool(ours & {r.id for r in self.document.mentioned_by(target)})

    @staticmethod
    def _evidence(sentence: Sentence, finding: Finding) -> tuple[int, int]:
        first = min(finding.first, finding.cues[0][0])
        last = max(finding.last, finding.cues[-1][1])
        if sum(kind == "q" for kind in sentence.kinds[first : last + 1]) % 2:  # take the other mark in
            last += sentence.kind(last + 1) == "q"
            first -= sentence.kind(last) != "q" and first > 0 and sentence.kinds[first - 1] == "q"
        return sentence.spans[first][0], sentence.spans[last][1]

    # Who holds it.

    def _holder(self, sentence: Sentence, finding: Finding, quote: Annotation | None) -> _Held | None:
        """Return who holds it, None when what stands there can hold no stance."""
        phrase = finding.holder
        if phrase is None or (phrase == "speaker" and quote is None):
            return None
        if isinstance(phrase, str):
            return self._voice(sentence, finding, quote)
        if sentence.lower[phrase.last] in self._first_person:
            return self._voice(sentence, finding, quote)
        mention = self.entities.ending_at(sentence.spans[phrase.last][1])
        if mention is not None:
            return _Held(mention) if self.entities.can_act(mention) else None
        return self._unknown(sentence, finding, phrase, quote)

    def _unknown(
        self, sentence: Sentence, finding: Finding, phrase: NounPhrase, quote: Annotation | None
    ) -> _Held | None:
        """Return the holder where no entity is known: the speaker that a pronoun goes back to, or a phrase of ours."""
        if sentence.kinds[phrase.last] == "r":
            said = reporter(sentence, phrase)
            if said is not None and sentence.kinds[said.last] != "r":
                return self._holder(sentence, finding._replace(holder=said), quote)
        if sentence.kinds[phrase.last] in "rds":
            return _Held(None) if sentence.lower[phrase.last] in _PERSONAL else None
        if not is_agent(sentence, phrase):
            return None
        last = extend(sentence, phrase)
        return _Held(self._annotation("topic", sentence.spans[phrase.first][0], sentence.spans[last][1]))

    def _voice(self, sentence: Sentence, finding: Finding, quote: Annotation | None) -> _Held:
        """Return the speaker of the quotation, or the writer, unless somebody else may be speaking."""
        if quote is not None:
            return _Held(self.quotations.speaker(quote))
        unsure = self.quotations.layer is None and (finding.holder != "voice" or self._is_attributed(sentence))
        marked = sum(kind == "q" for kind in sentence.kinds[: finding.cues[0][0]]) % 2
        return _Held(None, author=not (marked or unsure))

    @staticmethod
    def _is_attributed(sentence: Sentence) -> bool:
        """Whether somebody may be speaking here; asked only when there is no layer of quotations to say so."""
        saying = load_grammar().sets["saying"]
        return any(sentence.lemma(i) in saying for i in range(len(sentence))) or "according" in sentence.lower

    # What it is about.

    def _is_target(self, sentence: Sentence, finding: Finding) -> bool:
        """Whether the phrase says what it is about; a pronoun does when the entities layer resolves it."""
        last = finding.aim.phrase.last
        if finding.aim.deed or self._target_mention(sentence, finding):
            return True
        head = sentence.lower[last]
        return sentence.kinds[last] == "w" and load_words()["vacuous"].isdisjoint((head, singular(head)))

    def _target_mention(self, sentence: Sentence, finding: Finding) -> Annotation | None:
        return None if finding.aim.deed else self.entities.ending_at(sentence.spans[finding.aim.phrase.last][1])

    def _target(self, sentence: Sentence, finding: Finding) -> Annotation:
        phrase, deed = finding.aim.phrase, finding.aim.deed
        mention = self._target_mention(sentence, finding)
        if mention is not None:
            return mention
        last = phrase.last if deed or is_agent(sentence, phrase) else extend(sentence, phrase)
        topic = self._annotation("topic", sentence.spans[phrase.first][0], sentence.spans[last][1])
        self._mention(topic, sentence, phrase.first, phrase.first if deed else phrase.last, last)
        return topic

    def _mention(self, topic: Annotation, sentence: Sentence, first: int, head: int, last: int) -> None:
        number = self._topics.topic_of(sentence.lower[first : last + 1], head - first)
        referent = self._referents.get(number)
        if referent is None:
            name = self.document.text[topic.start : topic.end]
            referent = self._referents[number] = self.builder.refer("topic", (name,))
        if ("mention", topic.start, topic.end) not in self._annotations:
            self._annotations["mention", topic.start, topic.end] = topic
            self.builder.link("mention-of", topic, referent)

    def _annotation(self, label: str, start: int, end: int) -> Annotation:
        known = self._annotations.get((label, start, end))
        if known is None:
            known = self._annotations[label, start, end] = self.builder.add(start, end, label)
        return known


_PERSONAL = frozenset(("he", "she", "they", "him", "her", "them", "it", "his", "its", "their", "who", "we", "us"))
