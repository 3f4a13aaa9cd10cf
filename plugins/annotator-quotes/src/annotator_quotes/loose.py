"""Quotations that no cue of their own sentence reports: continued, carried over, or no speech at all."""

from __future__ import annotations

from bisect import bisect_right

from annotator_quotes.passage import Attribution, Content, Scene

__all__ = ["loose_quotations"]


def loose_quotations(scene: Scene, found: list[Attribution], *, not_speech: bool) -> list[Attribution]:
    """Return attributions for the quotations that are in no content yet.

    A quotation that stands as a sentence of its own after an attributed one goes on with it: it joins its stretches
    (as an implicit content). Others are marked as not speech.
    """
    words = scene.words
    spans = sorted((c.start, c.end, n) for n, a in enumerate(found) for c in a.contents)
    starts = [s for s, _, _ in spans]
    starts_of_blocks = [words.start[first] for first, _ in words.blocks]
    out: list[Attribution] = []
    before: Attribution | None = None
    before_block = -2
    reach = at = 0
    for quotation in scene.quotations:
        while at < len(spans) and spans[at][0] <= quotation.start:
            if spans[at][1] >= reach:
                reach = spans[at][1]
                holder = found[spans[at][2]]
            at += 1
        block = bisect_right(starts_of_blocks, quotation.start) - 1
        if reach > quotation.start:
            before, before_block = holder, block
            continue
        if _stands_alone(scene, quotation.start, quotation.end):
            if before is not None and before_block in (block, block - 1):
                before.contents.append(Content(quotation.start, quotation.end, implicit=True))
            else:
                before = Attribution([Content(quotation.start, quotation.end, implicit=True)], "speech", "alone")
                out.append(before)
            before_block = block
        elif not_speech:
            out.append(Attribution([Content(quotation.start, quotation.end)], "", "no-cue", labels=["not-speech"]))
    del starts
    return out


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    """Whether a quotation is a sentence or more: nothing but its marks before and after it."""
    words = scene.words
    first, stop = words.first_at(start), words.first_at(end)
    if stop - first < 5:
        return False
    before = scene.words.text[:start].rstrip(" \t")[-1:] if first else "\n"
    inner = words.text[max(start, end - 2) : end].rstrip("\"'”’»")[-1:]
    return before in ("", "\n", ".", "!", "?", "”", '"', ":", "—") and (inner in ".!?…," or not inner)
