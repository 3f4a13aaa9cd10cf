"""Quotations that no cue of their own sentence reports: announced before, continued, carried over, or no speech."""

from __future__ import annotations

from annotator_quotes.cues import verb_beside
from annotator_quotes.marks import Quotation
from annotator_quotes.passage import Attribution, Content, Cue, Scene

__all__ = ["loose_quotations"]

_FEWEST_WORDS = 5
"""A quotation of fewer tokens, marks included, is no sentence."""


def loose_quotations(
    scene: Scene, found: list[Attribution], announcing: dict[int, Cue], *, not_speech: bool
) -> list[Attribution]:
    """Return attributions for the quotations that are in no content yet; continued ones join those in ``found``.

    Args:
        scene: the words and quotations.
        found: what cues report.
        announcing: cues at the end of a block that has nothing for them, by the number of the block.
        not_speech: whether quotations that nobody says are returned too.
    """
    walk = _Walk(scene, found, announcing)
    out: list[Attribution] = []
    for number, quotation in enumerate(scene.quotations):
        if walk.is_reported(quotation):
            continue
        if _stands_alone(scene, quotation):
            made = walk.attribute(number, quotation)
            if made is not None:
                out.append(made)
        elif not_speech:
            out.append(Attribution([Content(quotation.start, quotation.end)], None, "no-cue"))
    return out


class _Walk:
    """Goes through the quotations of a text and knows who spoke last."""

    def __init__(self, scene: Scene, found: list[Attribution], announcing: dict[int, Cue]) -> None:
        self._scene, self._announcing = scene, announcing
        self._spans = sorted((c.start, c.end, n) for n, a in enumerate(found) for c in a.contents)
        self._found = found
        self._left_open = {q.end for q in scene.quotations if not q.closed}
        self._at = self._reach = 0
        self._holder: Attribution | None = None
        self._last: Attribution | None = None
        self._last_block = -2

    def is_reported(self, quotation: Quotation) -> bool:
        """Whether the quotation is in a content; if so its speaker is the last one from now on."""
        while self._at < len(self._spans) and self._spans[self._at][0] <= quotation.start:
            _, end, number = self._spans[self._at]
            if end >= self._reach:
                self._reach, self._holder = end, self._found[number]
            self._at += 1
        if self._reach <= quotation.start:
            return False
        self._last, self._last_block = self._holder, self._scene.block_at(quotation.end - 1)
        return True

    def attribute(self, number: int, quotation: Quotation) -> Attribution | None:
        """Give a quotation that stands alone to a cue that announced it, or to the last speaker.

        Returns a new attribution, or None when the quotation went to one that is known already.
        """
        block = self._scene.block_at(quotation.start)
        cue = self._announcing.get(block - 1) if self._opens_block(quotation, block) else None
        content = Content(quotation.start, quotation.end)
        made: Attribution | None = None
        cue, rule = (cue, "announced") if cue is not None else (verb_beside(self._scene, number), "verb-beside")
        if cue is not None:
            made = Attribution([content], cue.verb.kind, rule, cue, cue.subject, cue.addressee)
        elif self._last is not None and self._goes_on(quotation):
            content.implicit = True
            self._last.contents.append(content)
        else:
            content.implicit = True
            carried = self._last if self._last is not None and self._last_block in (block, block - 1) else None
            made = Attribution([content], "speech", "carried-over" if carried else "no-speaker")
            made.speaker = carried.speaker if carried else None
        self._last, self._last_block = made or self._last, self._scene.block_at(quotation.end - 1)
        return made

    def _goes_on(self, quotation: Quotation) -> bool:
        """Whether the quotation is the next sentence after the last one, or after one that a paragraph left open."""
        assert self._last is not None
        before = self._last.contents[-1]
        end = max(before.end, self._scene.words.end[self._last.cue.stop - 1] if self._last.cue else 0)
        if self._scene.block_at(end - 1) != self._scene.block_at(quotation.start):
            return before.end in self._left_open
        sentence, here = self._scene.sentence_at(end - 1), self._scene.sentence_at(quotation.start)
        return here - sentence <= 1

    def _opens_block(self, quotation: Quotation, block: int) -> bool:
        words = self._scene.words
        return words.start[words.blocks[block][0]] >= quotation.start


def _stands_alone(scene: Scene, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence or more: nothing but a stop before it, and a stop at its end."""
    words = scene.words
    if words.first_at(quotation.end) - words.first_at(quotation.start) < _FEWEST_WORDS:
        return False
    before = words.text[max(0, quotation.start - 3) : quotation.start].rstrip(" \t")[-1:]
    inner = words.text[max(quotation.start, quotation.end - 3) : quotation.end].rstrip("\"'”’»› \u00a0\u202f")[-1:]
    return before in ("", "\n", "\r", ".", "!", "?", "”", '"', ":", "—") and inner in (".", "!", "?", "…", ",", "")
