"""From a document to its layer of entities."""

from __future__ import annotations

from annotator import Document, Layer, LayerBuilder, Referent
from annotator_entities.evidence import Name, collect, relate
from annotator_entities.lexicon import Lexicon, load_lexicon
from annotator_entities.scan import Candidate, Scanner
from annotator_entities.schema import ENTITIES
from annotator_entities.weights import Weights
from annotator_entities.words import Words

__all__ = ["EntityAnnotator"]


class EntityAnnotator:
    """Finds the entities of documents; holds the lexicons and nothing of the documents."""

    def __init__(self) -> None:
        self.lexicon: Lexicon = load_lexicon()
        self.weights = Weights.load()

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer ``entities`` of a document that has tokens and sentences."""
        words = Words(document)
        builder = LayerBuilder(ENTITIES)
        referents: dict[str, Referent] = {}
        names = collect(Scanner(words, self.lexicon).scan(), words, self.lexicon)
        found = []
        for name, (label, confidence, rule) in self._judge(list(names.values())):
            if label != "none":
                label = self._label(name, label)
                found += [(candidate, label, round(confidence, 2), rule) for candidate in name.mentions]
        for candidate, label, confidence, rule in sorted(found, key=lambda row: row[0].first):
            self._add(builder, referents, candidate, label, words, confidence, rule)
        return (builder.build(),)

    def _judge(self, names: list[Name]) -> list[tuple[Name, tuple[str, float, str]]]:
        """Judge names of several words first, and single words in their light."""
        longer = [(name, self.weights.judge(name.strength())) for name in names if name.is_long]
        single = [name for name in names if not name.is_long]
        relate(((name, verdict[0]) for name, verdict in longer), single)
        return [*longer, *((name, self.weights.judge(name.strength())) for name in single)]

    def _label(self, name: Name, label: str) -> str:
        evidence = name.evidence
        if label == "place":
            known = self.lexicon.place(name.text)
            region = known and known.kind == "region" or "head-place" in evidence and not known
            return "place" if region else "gpe"
        if label == "other":
            if any(piece.startswith("head-event") for piece in evidence):
                return "event"
            return "treaty/document" if any(p.startswith("head-document") for p in evidence) else "weapon/other"
        return label

    def _add(
        self, builder: LayerBuilder, referents: dict[str, Referent], candidate: Candidate, label: str, words: Words,
        confidence: float, rule: str,
    ) -> None:
        annotation = builder.add(
            words.starts[candidate.first],
            words.ends[candidate.last - 1],
            label,
            {"entity_type": label, "level": "named"},
            confidence=confidence,
            rule=rule,
        )
        referent = referents.get(candidate.name)
        if referent is None:
            type = {"norp": "group", "treaty/document": "object", "weapon/other": "object"}.get(label, label)
            referent = referents[candidate.name] = builder.refer(type, (candidate.name,))
        builder.link("mention-of", annotation, referent)
