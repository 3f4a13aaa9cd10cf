"""The schemas of the two layers."""

from __future__ import annotations

from annotator import Feature, InlineElement, InlineRule, Label, LayerSchema, LinkRole

__all__ = ["DATES", "DOCUMENT_DATE"]

_BOUNDS = (
    Feature("earliest", "the first day or moment it can mean: ISO 8601, proleptic Gregorian, in UTC if with Z"),
    Feature("latest", "the last day or moment that it can mean"),
)

_MODIFIERS = (
    "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE",
    "START", "MID", "END", "APPROX",
)  # fmt: skip

DATES = LayerSchema(
    name="dates",
    description="Expressions of time as TIMEX3, with values resolved against the date of the document",
    labels=(
        Label("DATE", "a day or a longer period of the calendar"),
        Label("TIME", "a clock time or a part of a day"),
        Label("DURATION", "a length of time"),
        Label("SET", "a time that comes again and again"),
    ),
    features=(
        Feature("value", "the TIMEX3 value; XXXX or a name such as PAST_REF where it could not be resolved"),
        Feature("mod", "the TIMEX3 modifier", "symbol", _MODIFIERS),
        Feature("quant", "the quantifier of a set, such as EVERY"),
        Feature("freq", "how often in the period of a set, such as 2X"),
        *_BOUNDS,
        Feature("function", "whether the text states the date of the document here", "symbol", ("CREATION_TIME",)),
        Feature("alternatives", "other values that the words may have", many=True),
    ),
    roles=(
        LinkRole("anchor", "the expression that this one counts from; none means the date of the document"),
        LinkRole("begin", "the expression at which a duration or a set begins"),
        LinkRole("end", "the expression at which a duration or a set ends"),
    ),
    inline=(InlineRule((InlineElement("date", convert="timex"),)),),
    inline_priority=2,
)

DOCUMENT_DATE = LayerSchema(
    name="document-date",
    description="The date of the document itself, and what it rests on",
    labels=(Label("date", "the date of the document; its ranges are the evidence in the text"),),
    features=(
        Feature("value", "as in dates"),
        *_BOUNDS,
        Feature("basis", "where it comes from", "symbol", ("given", "found", "inferred")),
    ),
    about="date",
)
