"""From a document to its layer of entities."""

from __future__ import annotations

from annotator import Document, Layer, LayerBuilder, Referent
from annotator_entities import vocabulary as v
from annotator_entities.lexicon import Lexicon, load_lexicon
from annotator_entities.scan import Candidate, Scanner
from annotator_entities.schema import ENTITIES
from annotator_entities.words import UPPER, Words

__all__ = ["EntityAnnotator"]


class EntityAnnotator:
    """Finds the entities of documents; holds the lexicons and nothing of the documents."""

    def __init__(self) -> None:
        self.lexicon: Lexicon = load_lexicon()

    def __call__(self, document: Document) -> tuple[Layer]:
        """Return the layer ``entities`` of a document that has tokens and sentences."""
        words = Words(document)
        builder = LayerBuilder(ENTITIES)
        referents: dict[str, Referent] = {}
        for candidate in Scanner(words, self.lexicon).scan():
            label = self._label(candidate, words)
            if label:
                self._add(builder, referents, candidate, label, words)
        return (builder.build(),)

    def _label(self, candidate: Candidate, words: Words) -> str:
        tokens = words.words[candidate.first : candidate.last]
        last = tokens[-1]
        if candidate.known == "people":
            return "norp"
        if candidate.known == "place":
            return "gpe"
        if candidate.title:
            return "person"
        if last in v.ORG_HEADS or last in v.SUFFIXES or (tokens[0] in v.ORG_HEADS and len(tokens) > 1):
            return "org"
        if last in v.PLACE_HEADS:
            return "place"
        if last in v.FACILITY_HEADS:
            return "facility"
        if tokens[0] in self.lexicon.given or (last in self.lexicon.surnames and last.lower() not in self.lexicon.words):
            return "person"
        if words.shapes[candidate.first] == UPPER and len(tokens) == 1:
            return "org"
        return "" if all(word.lower() in self.lexicon.words for word in tokens) or len(tokens) == 1 else "person"

    def _add(
        self, builder: LayerBuilder, referents: dict[str, Referent], candidate: Candidate, label: str, words: Words
    ) -> None:
        annotation = builder.add(
            words.starts[candidate.first],
            words.ends[candidate.last - 1],
            label,
            {"entity_type": label, "level": "named"},
        )
        referent = referents.get(candidate.name)
        if referent is None:
            type = {"norp": "group", "treaty/document": "object", "weapon/other": "object"}.get(label, label)
            referent = referents[candidate.name] = builder.refer(type, (candidate.name,))
        builder.link("mention-of", annotation, referent)
