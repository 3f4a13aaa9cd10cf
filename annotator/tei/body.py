"""The body: the text in its blocks, with the inline projection. Its string value is the text, nothing more or less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from annotator.document import Document
from annotator.tei.blocks import Element, Region, arrange, leaves, regions
from annotator.tei.characters import Characters
from annotator.tei.markup import opening
from annotator.tei.names import Names
from annotator.tei.projection import Piece, project

__all__ = ["text_element"]


def text_element(document: Document, names: Names, characters: Characters, *, inline: bool) -> str:
    """Return the ``text`` element. There is no white space in it but the document's own."""
    elements = arrange(regions(document))
    blocks = [(leaf.region.start, leaf.name) for leaf in leaves(elements) if leaf.region]
    pieces = project(document, blocks, names) if inline else []
    writer = _BodyWriter(document, names, characters, pieces)
    attributes = {"xml:id": names.own("t"), "xml:space": "preserve"}
    return f"{opening('text', attributes)}<body>{''.join(writer.elements(elements))}</body></text>"


class _BodyWriter:
    def __init__(self, document: Document, names: Names, characters: Characters, pieces: list[Piece]) -> None:
        self._text = document.text
        self._names = names
        self._content: Callable[[str], str] = characters.text
        self._pieces = iter(pieces)
        self._next = next(self._pieces, None)
        self._numbers = count(1)

    def elements(self, elements: list[Element]) -> Iterator[str]:
        """Yield the elements, in the order of the text."""
        for element in elements:
            if element.region is None:
                yield opening(element.name, {"type": element.type})
                yield from self.elements(element.children)
            else:
                yield opening(element.name, self._block_attributes(element, element.region))
                yield from self._marked_up(element.region)
            yield f"</{element.name}>"

    def _block_attributes(self, element: Element, region: Region) -> dict[str, str | None]:
        names = self._names
        return {
            "xml:id": names.own("b", str(next(self._numbers))),
            "type": element.type,
            "ana": f"#{names.own('tx', region.layer, region.label)}" if element.labelled else None,
            "corresp": f"#{names.id(region.annotation)}" if region.annotation else None,
        }

    def _marked_up(self, region: Region) -> Iterator[str]:
        """Yield the text of a block with the elements that are shown in it."""
        done = region.start
        unclosed: list[tuple[int, str]] = []  # where elements end, and the tags to be written there
        while (piece := self._next) is not None and piece.start < region.end:
            while unclosed and unclosed[-1][0] <= piece.start:
                end, tags = unclosed.pop()
                yield self._content(self._text[done:end]) + tags
                done = end
            yield self._content(self._text[done : piece.start]) + self._open(piece)
            done = piece.start
            unclosed.append((piece.end, "".join(f"</{shown.name}>" for shown in reversed(piece.shown))))
            self._next = next(self._pieces, None)
        for end, tags in reversed(unclosed):
            yield self._content(self._text[done:end]) + tags
            done = end
        yield self._content(self._text[done : region.end])

    def _open(self, piece: Piece) -> str:
        corresp = {"corresp": f"#{self._names.id(piece.annotation)}"}
        outer, *inner = piece.shown
        tags = [opening(outer.name, self._fragment(piece) | outer.attributes | corresp)]
        tags += [opening(shown.name, shown.attributes | corresp) for shown in inner]
        return "".join(tags)

    def _fragment(self, piece: Piece) -> dict[str, str]:
        if piece.fragments == 1:
            return {}
        attributes = {"xml:id": self._names.fragment(piece.annotation, piece.number)}
        if piece.number < piece.fragments:
            attributes["next"] = f"#{self._names.fragment(piece.annotation, piece.number + 1)}"
        if piece.number > 1:
            attributes["prev"] = f"#{self._names.fragment(piece.annotation, piece.number - 1)}"
        return attributes
