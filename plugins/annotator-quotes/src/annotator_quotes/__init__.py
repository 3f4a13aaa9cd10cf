"""Quotations in English news: who said what, in marks or in other words.

The plugin makes the layer ``quotes``: contents that are direct, mixed or indirect, the cues that report them, and
the sources that no entity stands for, joined by links. Rules and vocabularies are in the modules beside this one;
they are imported when the annotator is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec

from annotator import (
    MENTION_OF,
    Annotate,
    Annotator,
    Feature,
    InlineElement,
    InlineRule,
    Label,
    LayerSchema,
    LinkRole,
    each_document,
    hookimpl,
)

__all__ = ["QUOTES", "QuotesSettings", "annotator_annotators"]

_SPOKEN = ("entities", "quotes")


class QuotesSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Settings of annotator-quotes."""

    attitudes: Annotated[
        bool, msgspec.Meta(description="also mark what people hope, fear, want or believe (kind = attitude)")
    ] = True
    not_speech: Annotated[
        bool, msgspec.Meta(description="also mark words in quotation marks that nobody is reported to say")
    ] = True
    with_that: Annotated[
        bool, msgspec.Meta(description='the "that" before a reported clause is content too, as in PARC and PolNeAR')
    ] = False
    least_confidence: Annotated[
        float, msgspec.Meta(ge=0, le=1, description="leave out contents that are less likely than this")
    ] = 0.7


QUOTES = LayerSchema(
    name="quotes",
    description="Reported speech, writing and thought, with cue, speaker and addressee.",
    labels=(
        Label("direct", "all of the content stands in quotation marks, as a clause of its own"),
        Label("mixed", "words in and out of quotation marks, or marks around a part of the reporting clause"),
        Label("indirect", "content in the reporter's words"),
        Label("not-speech", "words in quotation marks that nobody is reported to say: scare quotes, nicknames, titles"),
        Label("cue", "the verb or expression that reports"),
        Label("source", "a speaker or addressee that the entities layer does not know"),
    ),
    features=(
        Feature("kind", "what is reported", type="symbol", values=("speech", "writing", "attitude")),
        Feature("group", "the same for the stretches of one quotation"),
        Feature("implicit", "there is no cue of its own; the speaker is that of the quotation before", type="boolean"),
    ),
    roles=(
        LinkRole("speaker", "who says, writes or thinks it", layers=_SPOKEN),
        LinkRole("addressee", "to whom it is said", layers=_SPOKEN),
        LinkRole("cue", "the expression that reports it"),
        LinkRole("nested-in", "the content in which this content is reported"),
        LinkRole(MENTION_OF, "whom the source mentions", layers=("entities",), ends="referent"),
    ),
    inline=(
        InlineRule(
            labels=("direct",),
            elements=(
                InlineElement("said", literal={"direct": "true"}, referent={"who": "speaker", "toWhom": "addressee"}),
            ),
        ),
        InlineRule(
            labels=("mixed", "indirect"),
            elements=(
                InlineElement("said", literal={"direct": "false"}, referent={"who": "speaker", "toWhom": "addressee"}),
            ),
        ),
        InlineRule(labels=("not-speech",), elements=(InlineElement("soCalled"),)),
        InlineRule(labels=("cue", "source")),
    ),
    inline_priority=0,
)


def _open(settings: QuotesSettings) -> Annotate:
    from annotator_quotes.annotate import QuoteFinder  # vocabularies load on first use

    return each_document(
        QuoteFinder(
            QUOTES,
            attitudes=settings.attitudes,
            not_speech=settings.not_speech,
            with_that=settings.with_that,
            least_confidence=settings.least_confidence,
        )
    )


@hookimpl
def annotator_annotators() -> Iterator[Annotator]:
    """Yield the annotator of the layer ``quotes``."""
    yield Annotator(
        name="quotes",
        version="0.1.0",
        description="Direct, mixed and indirect quotations with cue and speaker, by rules",
        provides=(QUOTES,),
        requires=("sentences", "tokens"),
        uses=("entities", "structure"),
        languages=("en",),
        settings=QuotesSettings,
        open=_open,
    )
