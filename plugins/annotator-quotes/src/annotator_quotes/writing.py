"""Turning what was found into annotations and links."""

from __future__ import annotations

from annotator import Annotation, Layer, LayerBuilder
from annotator_quotes.passage import Attribution, Content, Phrase, Scene

__all__ = ["write_layer"]


def write_layer(builder: LayerBuilder, scene: Scene, found: list[Attribution], entities: Layer | None) -> None:
    """Add contents, cues and sources in the order of the text, with their links."""
    speakers = _Speakers(builder, scene, entities)
    written: list[tuple[Annotation, int]] = []
    groups = 0
    for number, attribution in enumerate(sorted(found, key=lambda a: (a.contents[0].start, -a.contents[0].end))):
        cue = _write_cue(builder, scene, attribution)
        speaker, addressee = speakers.find(attribution.speaker), speakers.find(attribution.addressee)
        several = len(attribution.contents) > 1
        groups += several
        for content in attribution.contents:
            added = _write_content(builder, scene, attribution, content, f"g{groups}" if several else None)
            written.append((added, number))
            if speaker is not None:
                builder.link("speaker", added, speaker)
            if addressee is not None:
                builder.link("addressee", added, addressee)
            if cue is not None and not content.implicit:
                builder.link("cue", added, cue)
    for inner, outer in _nested(written):
        builder.link("nested-in", inner, outer)


def _write_cue(builder: LayerBuilder, scene: Scene, attribution: Attribution) -> Annotation | None:
    if attribution.cue is None:
        return None
    start, end = scene.words.start[attribution.cue.first], scene.words.end[attribution.cue.stop - 1]
    return builder.add(start, end, "cue", rule=attribution.cue.rule)


def _write_content(
    builder: LayerBuilder, scene: Scene, attribution: Attribution, content: Content, group: str | None
) -> Annotation:
    features: dict[str, str | bool] = {}
    if attribution.kind is not None:
        features["kind"] = attribution.kind
    if group is not None:
        features["group"] = group
    if content.implicit:
        features["implicit"] = True
    label = "not-speech" if attribution.kind is None else _label(scene, content, attribution)
    return builder.add(
        content.start, content.end, label, {**features}, confidence=attribution.confidence, rule=attribution.rule
    )


def _label(scene: Scene, content: Content, attribution: Attribution) -> str:
    """Return direct, mixed or indirect, by the quotation marks in a content and its place in the sentence."""
    inner = scene.quotations_in(content.start, content.end)
    if not inner:
        return "indirect"
    whole = len(inner) == 1 and inner[0].start <= content.start and inner[0].end >= content.end
    if not whole:
        return "mixed"
    letter = next((c for c in scene.words.text[content.start : content.start + 4] if c.isalpha()), "")
    depends = letter.islower() and attribution.rule not in ("after-content", "inside-content") and not content.implicit
    return "mixed" if depends else "direct"


def _nested(written: list[tuple[Annotation, int]]) -> list[tuple[Annotation, Annotation]]:
    """Return each content that lies in a content of another attribution, with the innermost such one."""
    found: list[tuple[Annotation, Annotation]] = []
    around: list[tuple[Annotation, int]] = []
    for content, number in sorted(written, key=lambda pair: (pair[0].start, -pair[0].end, pair[1])):
        around = [pair for pair in around if pair[0].end > content.start][-_DEEPEST:]
        outer = next((a for a, n in reversed(around) if n != number and a.end >= content.end), None)
        if outer is not None and outer.hull != content.hull:
            found.append((content, outer))
        around.append((content, number))
    return found


_DEEPEST = 8
"""How many contents around another are looked at."""


class _Speakers:
    """Finds the entity that a noun phrase names, or adds a source for it."""

    def __init__(self, builder: LayerBuilder, scene: Scene, entities: Layer | None) -> None:
        self._builder, self._scene, self._entities = builder, scene, entities
        self._sources: dict[tuple[int, int], Annotation] = {}

    def find(self, phrase: Phrase | None) -> Annotation | None:
        """Return the entity or the source that stands for a phrase, None for no phrase."""
        if phrase is None:
            return None
        words = self._scene.words
        start, end = words.start[phrase.first], words.end[phrase.stop - 1]
        entity = self._entity(start, words.start[phrase.head], words.end[phrase.head])
        if entity is not None:
            return entity
        if (start, end) not in self._sources:
            self._sources[start, end] = self._builder.add(start, end, "source", rule="noun-phrase")
        return self._sources[start, end]

    def _entity(self, start: int, head_start: int, head_end: int) -> Annotation | None:
        """Return the entity at the head of a phrase, named ones and longer ones first."""
        if self._entities is None:
            return None
        near = [a for a in self._entities.overlapping(head_start, head_end) if a.start >= start - 1]
        speaking = [a for a in near if a.features.get("level") != "title" and a.label != "role-title"]
        return max(
            speaking, key=lambda a: (_LEVELS.get(str(a.features.get("level")), 0), a.end - a.start), default=None
        )


_LEVELS = {"named": 3, "nominal": 2, "pronominal": 1}
