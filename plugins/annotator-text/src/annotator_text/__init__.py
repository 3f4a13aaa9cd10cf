"""The build of a page, its sentences and its tokens: the layers that other annotators stand on.

Three records, for three prices: `tokens` is one pass of a regular expression and reads nothing else; `structure`
looks at every line and its neighbours; `sentences` needs the structure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TypeAlias

from annotator import Annotator, Document, Layer, NoSettings, each_document, hookimpl
from annotator_text.schemas import SENTENCES, STRUCTURE, TOKENS

__all__ = ["SENTENCES", "STRUCTURE", "TOKENS", "annotator_annotators"]

VERSION = "0.1.0"

Annotate: TypeAlias = Callable[[Sequence[Document]], Iterable[Sequence[Layer]]]


def _open_structure(_: NoSettings) -> Annotate:
    from annotator_text.structure import find_structure

    return each_document(lambda document: (find_structure(document.text, document.language),))


def _open_sentences(_: NoSettings) -> Annotate:
    from annotator_text.sentences import find_sentences

    return each_document(lambda document: (find_sentences(document),))


def _open_tokens(_: NoSettings) -> Annotate:
    from annotator_text.tokens import find_tokens, token_pattern

    find = partial(find_tokens, token_pattern())
    return each_document(lambda document: (find(document.text),))


@hookimpl
def annotator_annotators() -> Iterable[Annotator]:
    """Yield the records of structure, sentences and tokens."""
    yield Annotator(
        name="structure",
        version=VERSION,
        description="What each line of the page is: headline, byline, paragraph, caption, page furniture",
        provides=(STRUCTURE,),
        open=_open_structure,
    )
    yield Annotator(
        name="sentences",
        version=VERSION,
        description="Sentences inside the blocks of the page",
        provides=(SENTENCES,),
        requires=("structure",),
        open=_open_sentences,
    )
    yield Annotator(
        name="tokens",
        version=VERSION,
        description="Words, numbers and marks",
        provides=(TOKENS,),
        open=_open_tokens,
    )
