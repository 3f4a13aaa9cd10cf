"""Turning what was found into annotations and links."""

from __future__ import annotations

from bisect import bisect_right

from annotator import Annotation, Layer, LayerBuilder
from annotator.span import Value
from annotator_quotes.passage import Attribution, Content, Phrase, Scene

__all__ = ["write_layer"]


def write_layer(builder: LayerBuilder, scene: Scene, found: list[Attribution], entities: Layer | None) -> None:
    """Add contents, cues and sources in the order of the text, with their links."""
    speakers = _Speakers(builder, scene, entities)
    groups = 0
    for attribution in sorted(found, key=lambda a: (a.contents[0].start, -a.contents[0].end)):
        cue = speaker = addressee = None
        if attribution.cue is not None:
            words = scene.words
            cue = builder.add(
                words.start[attribution.cue.first], words.end[attribution.cue.stop - 1], "cue", rule=attribution.rule
            )
            speaker = speakers.find(attribution.speaker)
            addressee = speakers.find(attribution.addressee)
        several = len(attribution.contents) > 1
        groups += several
        for n, content in enumerate(attribution.contents):
            features: dict[str, Value] = {"kind": attribution.kind} if attribution.kind else {}
            if several:
                features["group"] = f"g{groups}"
            if content.implicit:
                features["implicit"] = True
            label = attribution.labels[n] if n < len(attribution.labels) else _label(scene, content, attribution)
            added = builder.add(content.start, content.end, label, features, rule=attribution.rule)
            if speaker is not None:
                builder.link("speaker", added, speaker)
            if addressee is not None:
                builder.link("addressee", added, addressee)
            if cue is not None and not content.implicit:
                builder.link("cue", added, cue)


def _label(scene: Scene, content: Content, attribution: Attribution) -> str:
    """Return direct, mixed or indirect, by the quotations in a content."""
    inner = [q for q in scene.quotations if q.start < content.end and q.end > content.start]
    if not inner:
        return "indirect"
    whole = len(inner) == 1 and inner[0].start <= content.start and inner[0].end >= content.end
    return "direct" if whole else "mixed"


class _Speakers:
    """Finds the entity that a noun phrase names, or adds a source for it."""

    def __init__(self, builder: LayerBuilder, scene: Scene, entities: Layer | None) -> None:
        self._builder, self._scene, self._entities = builder, scene, entities
        self._sources: dict[tuple[int, int], Annotation] = {}

    def find(self, phrase: Phrase | None) -> Annotation | None:
        if phrase is None:
            return None
        words = self._scene.words
        start, end = words.start[phrase.first], words.end[phrase.stop - 1]
        if self._entities is not None:
            entity = self._entity(start, words.start[phrase.head], words.end[phrase.head])
            if entity is not None:
                return entity
        if (start, end) not in self._sources:
            self._sources[start, end] = self._builder.add(start, end, "source", rule="noun-phrase")
        return self._sources[start, end]

    def _entity(self, start: int, head_start: int, head_end: int) -> Annotation | None:
        assert self._entities is not None
        near = [a for a in self._entities.overlapping(head_start, head_end) if a.start >= start - 1]
        return max(near, key=lambda a: (a.features.get("level") == "named", a.end - a.start), default=None)
