"""Runs the examples that stand beside the rules, for the tests and for the page of rules."""

from __future__ import annotations

from collections.abc import Iterator

from annotator import Document
from annotator_dates.document import Annotate
from annotator_dates.language import load_language
from annotator_dates.rules import Example, Rule

__all__ = ["EXAMPLE_DATE", "all_examples", "run_example"]

EXAMPLE_DATE = "2010-06-16"
"""The date of the document in all examples, a Wednesday."""


def all_examples(language: str = "en") -> Iterator[tuple[Rule, Example]]:
    """Yield each example with its rule, in the order of the rules."""
    for rules, _ in load_language(language).stages:
        for rule in rules:
            for example in rule.examples:
                yield rule, example


def run_example(rule: Rule, example: Example, language: str = "en") -> tuple[tuple[str, str], ...]:
    """Return what comes of an example: for each annotation its words, and value and modifier."""
    annotate = Annotate(language, kind="narrative" if rule.texts == "narrative" else "news")
    document = Document("example", example.sentence, metadata={"date": EXAMPLE_DATE})
    return tuple(
        (document.words(each), " ".join(str(each.features[name]) for name in ("value", "mod") if name in each.features))
        for each in annotate(document)[0]
    )
