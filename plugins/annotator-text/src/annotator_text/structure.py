"""Structure: what each block of a page is."""

from __future__ import annotations

from annotator import Layer, LayerBuilder
from annotator_text.lines import find_blocks
from annotator_text.schemas import STRUCTURE

__all__ = ["find_structure"]


def find_structure(text: str) -> Layer:
    """Return the layer of the blocks of a text."""
    builder = LayerBuilder(STRUCTURE)
    blocks = find_blocks(text)
    for i, block in enumerate(blocks):
        words = text[block.start : block.end].split()
        heading = i == 0 and len(blocks) > 1 and len(words) < 25 and text[block.end - 1] != "."
        builder.add(block.start, block.end, "headline" if heading else "paragraph")
    return builder.build()
