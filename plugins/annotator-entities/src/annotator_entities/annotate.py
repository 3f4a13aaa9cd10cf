"""From a document to its layer of entities: find, judge, chain, describe, write."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from annotator import Annotation, Document, Layer, LayerBuilder, Referent, Value
from annotator_entities.authority import RULE, Authority, ListedRegistry
from annotator_entities.chains import Judged, chain
from annotator_entities.entity import Entity, Mention
from annotator_entities.evidence import Name, collect, relate
from annotator_entities.kinds import label_of
from annotator_entities.lexicon import load_lexicon
from annotator_entities.metonymy import mark_metonyms, place_seats
from annotator_entities.nominals import Nominals
from annotator_entities.opinion import Opinion
from annotator_entities.pronouns import Choose, resolve_pronouns
from annotator_entities.ranking import Ranking
from annotator_entities.scan import Candidate, Scanner
from annotator_entities.schema import ENTITIES
from annotator_entities.slips import Slips
from annotator_entities.titles import find_titles
from annotator_entities.weights import Verdict, Weights
from annotator_entities.words import Words

__all__ = ["EntityAnnotator"]

CLOSE = 0.1
"""The second type is told when its probability is no less than this."""

_SHORT_PLACE = frozenset(("last-of-place", "head-place-alone", "clear"))
"""Evidence that a single word names a place by its head alone ("the Peninsula")."""


_SHORT_BODY = frozenset(("before-people", "head-government-alone", "clear"))
"""Evidence that a single word names a body of a state ("the Danish Parliament")."""


_FOR_BODY = frozenset(("after-org-noun", "after's-org-noun", "before-joining", "before-org-noun-of", "part-of-org"))
_FOR_PLACE = frozenset(
    ("before-compass", "before-place-noun", "before-place-noun-of", "before-locative-the", "before-place,",
     "after,place", "after-place-noun", "after-gpe-noun", "after's-place-noun", "after's-gpe-noun")
)  # fmt: skip
_LOCATED = frozenset(f"before:{word}" for word in ("in", "at", "near", "from", "around", "across", "inside", "outside"))
"""Evidence for and against taking the name of a little-known town for that of an organisation."""


class EntityAnnotator:
    """Finds the entities of documents; holds the lexicons and nothing of the documents.

    Args:
        authority: the names whose bearers the user knows.
        choose: says whom a pronoun means; without it the weights that ship with the package do.
    """

    def __init__(self, authority: Authority | None = None, choose: Choose | None = None) -> None:
        self.authority = authority or Authority()
        self.choose = choose or Ranking.load().choose
        self.lexicon = load_lexicon()
        self.slips = Slips(self.lexicon)
        self.weights = Weights.load()

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer ``entities`` of a document that has tokens and sentences."""
        words = Words(document, self.lexicon.words)
        registry = ListedRegistry(self.lexicon.countries, self.authority)
        candidates = Scanner(words, self.lexicon).scan()
        mentions = document.get("mentions")
        opinion = None if mentions is None else Opinion(mentions, words)
        if opinion is not None:
            candidates = opinion.recut(candidates)
        candidates = self.authority.recut(candidates, words)
        judged = self._judge(candidates, words, opinion)
        named = chain(judged, words, self.slips, registry)
        registry.note_doubt(named, words)
        place_seats(named, words)
        mark_metonyms(named, words, self.lexicon, registry)
        scanned = {candidate.first: candidate.title for candidate in candidates}
        titles = find_titles([(m, scanned[m.first]) for m in named if m.label == "person"], words)
        nominals = Nominals(words, self.lexicon, registry, named).find(titles)
        found = [*named, *titles, *nominals]
        found += resolve_pronouns(found, words, self.choose)
        doubts = {(c.first, c.last): name.second for name, *_ in judged if name.second for c in name.mentions}
        return (write(found, words, doubts),)

    def _judge(self, candidates: list[Candidate], words: Words, opinion: Opinion | None) -> list[Judged]:
        """Return the names with their labels: names of several words first, and single words in their light."""
        names = list(collect(candidates, words, self.lexicon).values())
        longer = [(name, self._verdict(name, opinion)) for name in names if name.is_long]
        single = [name for name in names if not name.is_long]
        relate(((name, verdict[0]) for name, verdict in longer), single)
        verdicts = [*longer, *((name, self._verdict(name, opinion)) for name in single)]
        found: list[Judged] = [
            (name, self.authority.label(name.text) or self._label(name, kind), sure, rule)
            for name, (kind, sure, rule) in verdicts
            if kind != "none"
        ]
        passed = [name for name, (kind, _, _) in verdicts if kind == "none"]
        found += [(name, "place", None, "head-of-place") for name in passed if name.evidence >= _SHORT_PLACE]
        found += [(name, "org", None, "head-after-people") for name in passed if name.evidence >= _SHORT_BODY]
        return [part for row in found for part in self._before_bearer(row, found, words)]

    def _before_bearer(self, row: Judged, found: list[Judged], words: Words) -> list[Judged]:
        """Let "Lima" be the place until a person of that name is named in full.

        This holds for countries, capitals and states alone; under a title and in headlines the person may be meant.
        """
        name, label, _, _ = row
        place = self.lexicon.place(name.text) if label == "person" and not name.is_long else None
        if place is None or row[3] == RULE or place.kind not in ("country", "capital", "state"):
            return [row]
        full = [c.first for other, kind, _, _ in found if kind == "person" and other.is_long
                and name.text in other.text.split() for c in other.mentions]  # fmt: skip
        first = min(full, default=0)
        early = [c for c in name.mentions if c.first < first and not c.title and not words.weak[c.first]]
        if not early:
            return [row]
        before, after = Name(name.text), Name(name.text)
        before.mentions, before.evidence = early, name.evidence
        after.mentions, after.evidence = [c for c in name.mentions if c not in early], name.evidence
        return [(before, "gpe", None, "place-before-person"), *([(after, *row[1:])] if after.mentions else [])]

    def _verdict(self, name: Name, opinion: Opinion | None) -> tuple[str, float | None, str]:
        """Return class, probability and rule of a name; an author is a person, a little-known town may be none."""
        if listed := self.authority.kind(name.text):
            return listed, None, RULE
        if any(candidate.known == "byline" for candidate in name.mentions):
            return "person", None, "byline"
        verdict = self._weigh(name, opinion)
        if name.other_form is not None:
            verdict = verdict.together(self._weigh(name.other_form, opinion))
        kind, sure, rule = verdict.kind, verdict.sure(verdict.kind), verdict.rule
        name.second = self._second(name, verdict)
        if kind == "none" and name.evidence >= {"known-people", "after-title"}:
            return "norp", None, "people-before-title"
        if kind == "place" and not name.is_long and "place-town" in name.evidence:
            speaks = sorted(name.evidence & _FOR_BODY)
            if speaks and not name.evidence & _FOR_PLACE and not _LOCATED.intersection(name.neighbours):
                return "org", None, speaks[0]
        return kind, sure, rule

    def _weigh(self, name: Name, opinion: Opinion | None) -> Verdict:
        return self.weights.judge(name.strength(), opinion.of(name.mentions) if opinion else None)

    def _second(self, name: Name, verdict: Verdict) -> tuple[str, float] | None:
        """Return the label that is next in probability, where that is close."""
        share = verdict.sure(verdict.second)
        return (self._label(name, verdict.second), share) if share >= CLOSE else None

    def _label(self, name: Name, kind: str) -> str:
        """Return the label for a class of the table of weights."""
        return label_of(name, kind, self.lexicon)


_Doubts: TypeAlias = Mapping[tuple[int, int], tuple[str, float]]
"""The label that is next in probability, and that probability, by words."""


def write(mentions: list[Mention], words: Words, doubts: _Doubts) -> Layer:
    """Return the layer: referents in the order of their first mention, mentions in reading order."""
    builder = LayerBuilder(ENTITIES)
    referents: dict[Entity, Referent] = {}
    for mention in sorted(mentions, key=lambda m: (m.first, -m.last)):
        annotation = _annotation(builder, mention, words, doubts)
        role = "title-of" if mention.level == "title" else "mention-of"
        if not mention.entity.is_open:
            builder.link(role, annotation, _referent(builder, referents, mention.entity))
        if mention.refers_to is not None:
            builder.link("refers-to", annotation, _referent(builder, referents, mention.refers_to))
    return builder.build()


def _annotation(builder: LayerBuilder, mention: Mention, words: Words, doubts: _Doubts) -> Annotation:
    features: dict[str, Value] = {"entity_type": mention.type, "level": mention.level}
    if mention.level == "named" and (doubt := doubts.get((mention.first, mention.last))) and doubt[0] != mention.label:
        features |= {"second": doubt[0], "second_confidence": round(doubt[1], 2)}
    return builder.add(
        words.starts[mention.first],
        words.ends[mention.last - 1],
        mention.label,
        features,
        confidence=mention.confidence,
        rule=mention.rule,
    )


def _referent(builder: LayerBuilder, referents: dict[Entity, Referent], entity: Entity) -> Referent:
    if entity not in referents:
        features: dict[str, Value] = {}
        if entity.place is not None:
            if entity.place.country and entity.place.kind != "country":
                features["country"] = entity.place.country
            if entity.place.latitude is not None and entity.place.longitude is not None:
                features |= {"latitude": entity.place.latitude, "longitude": entity.place.longitude}
        if entity.candidates:
            features["candidates"] = list(entity.candidates)
        if entity.gender:
            features["gender"] = entity.gender
        referents[entity] = builder.refer(
            entity.type, tuple(entity.names), identifiers=entity.identifiers, features=features, id=entity.id
        )
    return referents[entity]
