"""Small real annotators, used by the tests of the host and the pipeline."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from annotator import Annotator, Document, Label, Layer, LayerBuilder, LayerSchema, each_document


def schema(name: str, *, working: bool = False) -> LayerSchema:
    return LayerSchema(name, f"the layer {name}", labels=(Label("x", "anything"),), working=working)


def toy(
    name: str,
    *,
    provides: Sequence[str] = (),
    requires: Sequence[str] = (),
    uses: Sequence[str] = (),
    languages: tuple[str, ...] | None = None,
    annotate: Callable[[Document], Sequence[Layer]] | None = None,
    working: bool = False,
    settings: type[msgspec.Struct] | None = None,
    costly: bool = False,
) -> Annotator:
    """An annotator that marks every word, unless it is given something else to do."""
    schemas = tuple(schema(layer, working=working) for layer in (provides or (name,)))

    def mark_words(document: Document) -> list[Layer]:
        layers = []
        for each in schemas:
            builder = LayerBuilder(each)
            for match in re.finditer(r"\w+", document.text):
                builder.add(match.start(), match.end(), "x", rule=name)
            layers.append(builder.build())
        return layers

    extra = {} if settings is None else {"settings": settings}
    return Annotator(
        name=name,
        version="1.0",
        description=f"toy {name}",
        provides=schemas,
        requires=tuple(requires),
        uses=tuple(uses),
        languages=languages,
        open=lambda settings: each_document(annotate or mark_words),
        costly=costly,
        **extra,
    )
