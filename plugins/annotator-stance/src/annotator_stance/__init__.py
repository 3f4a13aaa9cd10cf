"""annotator-stance: who is for or against what, how certainly, and in which words.

The layer `stance` holds spans with the stance of one holder towards one target, the cue words inside them, and the
topics that no other layer knows. See the README for what such rules can and cannot see.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator import (
    MENTION_OF,
    Annotate,
    Annotator,
    Feature,
    Label,
    LayerSchema,
    LinkRole,
    NoSettings,
    ReferentType,
    hookimpl,
)

__all__ = ["CERTAINTIES", "STANCE", "annotator_annotators"]

CERTAINTIES = ("certain", "probable", "possible", "conditional", "doubtful")

STANCE = LayerSchema(
    name="stance",
    description="Who is for or against what, in which words, and how certainly",
    labels=(
        Label("favor", "the holder is for the target; the smallest clause that shows it"),
        Label("against", "the holder is against the target; the smallest clause that shows it"),
        Label("neutral/mixed", "the holder takes no side, takes both, or judges how likely the target is"),
        Label("cue", "the words that show a stance"),
        Label("topic", "what a stance is about, or who holds it, when no other layer knows the phrase"),
    ),
    features=(
        Feature(
            "dimension",
            "evaluative: what the holder thinks of the target; epistemic: how likely the holder thinks it is",
            "symbol",
            ("evaluative", "epistemic"),
        ),
        Feature(
            "certainty",
            "certain: asserted; probable: softened; possible: under a modal; conditional: hangs on an if; doubtful: "
            "doubted. For an epistemic stance, how likely the holder takes the target to be",
            "symbol",
            CERTAINTIES,
        ),
        Feature("holder", "author: the writer holds the stance; then there is no link", "symbol", ("author",)),
    ),
    roles=(
        LinkRole("holder", "who holds the stance; absent when not named", ("entities", "quotes", "stance"), "either"),
        LinkRole("target", "what the stance is about", ("entities", "quotes", "stance"), "either"),
        LinkRole("cue", "the words that show the stance", ("stance",)),
        LinkRole("source", "the quotation in which the stance is voiced; absent: the writer reports it", ("quotes",)),
        LinkRole(MENTION_OF, "the topic that a topic annotation speaks of", ("stance",), "referent"),
    ),
    referents=(ReferentType("topic", "something that stances are about", "object"),),
    inline_priority=90,
)


def _open(settings: NoSettings) -> Annotate:  # noqa: ARG001
    from annotator_stance.annotate import open_annotator

    return open_annotator()


@hookimpl
def annotator_annotators() -> Iterable[Annotator]:
    """Yield the annotator of the layer `stance`."""
    yield Annotator(
        name="stance",
        version="0.1.0",
        description="Stances with holder, target, cue and certainty, by a lexicon and frames",
        provides=(STANCE,),
        requires=("sentences", "tokens"),
        uses=("entities", "quotes"),
        languages=("en",),
        open=_open,
    )
