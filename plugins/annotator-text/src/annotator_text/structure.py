"""Structure: what each block of a page is.

First every block is looked at by itself (`annotator_text.clues`); then it is judged by where it stands: before, in or
after the running text, alone or in a row of lines like it. Each annotation bears the name of the rule that decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotator import Layer, LayerBuilder, Value
from annotator_text.clues import Clues, clues_of
from annotator_text.datelines import dateline_end, find_timestamp
from annotator_text.lines import find_blocks
from annotator_text.patterns import Verdict
from annotator_text.schemas import STRUCTURE

__all__ = ["find_structure"]

FRONT_BLOCKS = 12
"""So far down a time stamp or a byline is looked for that closes the head of the article."""

DECK_WORDS = (4, 45)
CROSSHEAD_WORDS = 12
RELATED_WORDS = 4

_PARAGRAPH = Verdict("paragraph", "running-text")


def find_structure(text: str, language: str = "en") -> Layer:
    """Return the layer of the blocks of a text, with the datelines and time stamps inside them.

    Args:
        text: of the document.
        language: its primary language tag; of other languages a line of furniture says so in ``lang``.
    """
    page = [clues_of(text, block) for block in find_blocks(text)]
    builder = LayerBuilder(STRUCTURE)
    lead = True
    for clues, verdict in zip(page, judge(page), strict=True):
        start, end, _ = clues.block
        is_lead = lead and verdict.label == "paragraph"
        builder.add(start, end, verdict.label, _features(text, clues, verdict, is_lead, language), rule=verdict.rule)
        if verdict.label == "paragraph":
            stop = dateline_end(text, clues.block, lead)
            if stop > start:
                builder.add(start, stop, "dateline", rule="dateline")
        elif verdict.label == "byline":
            stamp = find_timestamp(clues.head)
            if stamp:
                builder.add(start + stamp[0], start + stamp[1], "timestamp", rule="timestamp")
        lead = lead and not is_lead
    return builder.build()


def _features(text: str, clues: Clues, verdict: Verdict, is_lead: bool, language: str) -> dict[str, Value]:
    features: dict[str, Value] = {}
    if is_lead:
        features["role"] = "lead"
    elif verdict.role and verdict.label == "boilerplate":
        features["role"] = verdict.role
    if verdict.label == "caption" and text.endswith((",", "…", "..."), clues.block.start, clues.block.end):
        features["truncated"] = True
    if verdict.lang and verdict.lang != language:
        features["lang"] = verdict.lang
    return features


def judge(page: Sequence[Clues]) -> list[Verdict]:
    """Return what each block of a page is."""
    prose = [i for i, clues in enumerate(page) if clues.prose]
    if len(page) == 1 or not prose:
        return _judge_without_prose(page)
    front = _front_end(page, prose[0])
    last = max(i for i, clues in enumerate(page) if clues.prose or _is_caption(clues))
    verdicts: list[Verdict] = _judge_front(page, front)
    rows = _in_rows(page)
    for i in range(front, len(page)):
        verdicts.append(_judge_body(page, i, verdicts[-1] if verdicts else _PARAGRAPH, i in rows, i > last))
    return verdicts


def _judge_without_prose(page: Sequence[Clues]) -> list[Verdict]:
    verdicts = [clues.verdict or _PARAGRAPH for clues in page]
    if len(page) > 1 and page[0].heading and page[0].verdict is None:
        verdicts[0] = Verdict("headline", "first-line")
    return verdicts


def _front_end(page: Sequence[Clues], first_prose: int) -> int:
    """Return the place of the first block of the running text.

    A sentence above the byline or the time stamp is a deck and not yet running text.
    """
    for i in range(min(first_prose + 3, len(page) - 1), first_prose, -1):
        verdict = page[i].verdict
        if i < FRONT_BLOCKS and verdict and verdict.label in ("byline", "timestamp"):
            above = page[first_prose:i]
            if first_prose > 0 and all(clues.words <= DECK_WORDS[1] for clues in above):
                return i + 1
    return first_prose


def _judge_front(page: Sequence[Clues], front: int) -> list[Verdict]:
    """Judge the blocks before the running text: headline, deck, byline, time stamp, and the furniture about them."""
    verdicts: list[Verdict] = []
    titles = {i for i in range(front) if page[i].verdict is None and page[i].heading}
    headline = next((i for i in sorted(titles) if not _is_kicker(page, i, front)), max(titles, default=-1))
    for i in range(front):
        clues = page[i]
        if clues.verdict:
            verdicts.append(clues.verdict)
        elif verdicts and verdicts[-1].label == "caption-label":
            verdicts.append(Verdict("caption", "after-caption-label"))
        elif i == headline:
            verdicts.append(Verdict("headline", "first-title"))
        elif i < headline and i in titles:
            verdicts.append(Verdict("boilerplate", "kicker", "navigation"))
        elif 0 <= headline < i < headline + FRONT_BLOCKS and _may_be_deck(clues) and _only_meta(verdicts, headline):
            verdicts.append(Verdict("deck", "below-headline"))
        else:
            verdicts.append(_PARAGRAPH)
    return verdicts


def _is_kicker(page: Sequence[Clues], i: int, front: int) -> bool:
    """Whether a title of a word or two only names the section that the real headline stands in."""
    following = next((page[j] for j in range(i + 1, front) if page[j].verdict is None), None)
    return page[i].words <= 3 and following is not None and following.heading and following.words >= 5


def _may_be_deck(clues: Clues) -> bool:
    return (clues.heading or clues.final) and DECK_WORDS[0] <= clues.words <= DECK_WORDS[1]


def _only_meta(verdicts: Sequence[Verdict], headline: int) -> bool:
    return all(verdict.label in ("byline", "timestamp", "boilerplate") for verdict in verdicts[headline + 1 :])


def _judge_body(page: Sequence[Clues], i: int, last: Verdict, in_row: bool, after: bool) -> Verdict:
    """Judge a block in or after the running text.

    Args:
        page: all blocks.
        i: the place of this one.
        last: what the block before it is.
        in_row: it stands in a row of titles.
        after: no running text follows.
    """
    clues = page[i]
    if clues.verdict:
        return clues.verdict
    if last.label == "caption-label":
        return Verdict("caption", "after-caption-label")
    if in_row or (clues.heading and not clues.prose and last.rule in ("related-label", "related-row")):
        return Verdict("related-headline", "related-row")
    if clues.prose or not after:
        return Verdict("headline", "crosshead") if _is_crosshead(page, i) else _PARAGRAPH
    return _judge_tail(clues, last)


def _is_crosshead(page: Sequence[Clues], i: int) -> bool:
    """Whether the block is a short title with running text below it that begins a sentence of its own."""
    clues = page[i]
    if clues.prose or not clues.heading or clues.final or clues.words > CROSSHEAD_WORDS:
        return False
    below = page[i + 1 : i + 3]
    if not below or below[0].head[:1].islower():
        return False
    return any(under.prose or _is_caption(under) or (under.final and under.words > 3) for under in below)


def _in_rows(page: Sequence[Clues]) -> set[int]:
    """Return the places of titles that stand in a row, one right below the other, that nothing introduced."""
    found: set[int] = set()
    row: list[int] = []
    for i, clues in enumerate(page):
        if row and (clues.block.gap or not _is_row_item(clues)):
            found |= _row_of_its_own(page, row)
            row = []
        if _is_row_item(clues):
            row.append(i)
    return found | _row_of_its_own(page, row)


def _row_of_its_own(page: Sequence[Clues], row: list[int]) -> set[int]:
    introduced = row and row[0] > 0 and page[row[0] - 1].head.endswith(":")
    return set(row) if len(row) > 1 and not introduced else set()


def _is_row_item(clues: Clues) -> bool:
    return clues.verdict is None and clues.heading and not clues.final and clues.words > RELATED_WORDS


def _is_caption(clues: Clues) -> bool:
    return clues.verdict is not None and clues.verdict.label == "caption"


def _judge_tail(clues: Clues, last: Verdict) -> Verdict:
    if last.label == "boilerplate" and clues.words <= CROSSHEAD_WORDS and not clues.final:
        return Verdict("boilerplate", "below-furniture", last.role)
    if clues.heading and clues.title_case and clues.words > RELATED_WORDS and not clues.final:
        return Verdict("related-headline", "title-after-text")
    return _PARAGRAPH
