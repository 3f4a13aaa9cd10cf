"""What one block shows by itself: its length, how it ends, and the patterns of page furniture that it fits."""

from __future__ import annotations

import re
from typing import NamedTuple

from annotator_text.furniture import (
    BYLINE_WORDS,
    CAPTION_LABELS,
    LABELS,
    RELATED_LABELS,
    SMALL_WORDS,
    TIME_WORDS,
    WHOLE_LINES,
)
from annotator_text.lines import Block

__all__ = ["Clues", "Verdict", "clues_of", "dateline_end", "find_timestamp", "verdict_of"]

SHORT = 400
"""Code points of a block that are looked at from either end; furniture is shorter, or shows there."""

HEADING_WORDS = 22
PROSE_WORDS = 8
TITLE_CASE = 0.9

_FINAL = re.compile(r"(?:[.!?…。！？]|\.\.\.)[\"'”’»)\]]*$")
_OPEN_END = re.compile(r"[,;:–—-]$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_CAPS = r"[A-Z][A-Z.'’\-]+"
_NAME = r"[A-Z][\w.'’\-]*"
_DATE = r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?"
_DASH = r"(?:\s*(?:—|–|--|_)|\s-(?=\s|$))"

_DATELINE = re.compile(
    rf"""
    (?: {_CAPS} (?:[ /]{_CAPS}){{0,4}} (?: ,\s{_NAME}(?:[ ]{_NAME}){{0,2}} ){{0,2}}? (?:,\s{_DATE})?
        (?: \s? \( [^()]{{2,40}} \) | \s? / [^/]{{2,40}} / )?
      | {_NAME} (?:[ ]{_NAME}){{0,3}} (?: ,\s{_NAME}(?:[ ]{_NAME}){{0,2}} ){{0,2}}?
        (?: ,\s{_DATE} (?: \s? \( [^()]{{2,40}} \) )? | \s? \( [A-Z][^()]{{1,40}} \) )
    )
    {_DASH}
    """,
    re.VERBOSE,
)
_COLON_DATELINE = re.compile(rf"{_CAPS}(?:[ /]{_CAPS}){{0,2}}(?:/[A-Z][a-z]+)?:(?=\s)")
_NO_PLACE = re.compile(
    r"(?:BREAKING|UPDATED?|EXCLUSIVE|WATCH|READ|VIDEO|PHOTOS?|LIVE|NEWS|ANALYSIS|OPINION|CORRECTION|NOTE|FILE|WARNING|BY"
    r"|MORE|RELATED|ALSO|QUESTION|ANSWER|INTERVIEWER|NEW|FACTBOX|TIMELINE|EXPLAINER|EDITORIAL)\b"
)

_CREDIT = re.compile(
    r"""\(? (?: (?:photo(?:graph)?|image|picture|foto|video|audio|graphic|illustration|ảnh|bild)s?
          (?: \s (?:credits?|courtesy(?:\sof)?|by|source|copyright|nguồn) \b | \s?: | \s?/ | \s?© )
        | (?:credits?|source|quelle|fuente|fonte|nguồn) \s?: | © | \(c\)\s
        | \(? (?:additional\s)? (?:reporting|writing|editing|translation|translated|edited|compiled)\sby\b
        ) """,
    re.VERBOSE | re.IGNORECASE,
)
_SLASH_CREDIT = re.compile(rf"\(?{_NAME}(?:\s{_NAME}){{1,4}}\s?/\s?{_NAME}(?:\s(?:via\s)?{_NAME}){{0,3}}\s?/?\)?")
_CAPTION = re.compile(
    r"""\(? (?: (?:file\s)?(?:photo|picture|image)s?\s?: | in\sthis\s(?:\w+\s){0,2}(?:file\s)?(?:photo|picture|image)
      | (?:file|archive|archivo|archiv)\s?(?:[-–—:]|photo|picture|image) | pictured\b | foto\s?: | caption\s?: | bild\s?: )""",
    re.VERBOSE | re.IGNORECASE,
)
_CREDITED = re.compile(
    r"""(?: (?<=[.!?"”’)\]\s]) (?:photo|image|picture|foto|video|audio|photograph)s?
          (?: \s?:\s? | \s by\s | \scourtesy\s (?:of\s)? | \scredit\s?:?\s ) [^.!?:]{2,50} \.?
        | \( [^()]{0,60} (?:photo|foto|images?|ảnh) [^()]{0,60} \) | \[ [^\[\]]{0,60} (?:photo|images?) [^\[\]]{0,60} \] ) $""",
    re.VERBOSE | re.IGNORECASE,
)
_EMBED = re.compile(
    r"""pic\.twitter\.com/ | https?://t\.co/ | [(\s]@\w{2,}\)\s (?:[A-Z][a-z]+\s\d{1,2},\s\d{4}|[·•]) | <tweet\b
      | view\sthis\spost\son | a\s(?:post|photo|video)\sshared\sby""",
    re.VERBOSE | re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"""^(?:copyright\b|\(c\)\s|©) | \ball\srights\sreserved\b | \balle\srechte\svorbehalten\b | \btous\sdroits\sréservés\b
      | \btodos\slos\sderechos\sreservados\b | \btodos\sos\sdireitos\sreservados\b
      | \bmay\snot\sbe\s(?:published|reproduced|copied|redistributed)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ENLARGE = re.compile(r"(?:enlarge|hide|toggle|open|view)\s(?:this\s)?(?:image|caption|gallery)\b", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"""^(?: (?:please\s)?(?:sign\sup|subscribe)\s(?:to|for|now|today)\b | click\shere\b | (?:get|download)\sour\b
      | (?:like|follow)\s(?:us|@\w+|the\spage)\b | your\semail\b | join\sour\b | by\ssigning\sup\b | support\sour\s(?:work|journalism) )
      | \bagree\sto\s(?:our|the)\s(?:privacy|terms)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_PHONE = re.compile(r"(?<![\w.,$€£/=\"])(?:\+\d|\(?\d)[\d ()./\-]{6,20}\d(?![\w,])")
_PHONE_DIGITS = 9
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}(?![\w@])")
_CRUMBS = re.compile(r"[^\n.!?|>»›]{2,30}(?:\s?[|>»›]\s?[^\n.!?|>»›]{2,30}){1,8}")
_LEADING_LABEL = re.compile(
    r"[(\[\-–—•*>\s]*(?P<label>[^\W\d][^:：|()]{0,40}?)\s*(?:\([^()]{1,60}\)\s*)?[:：|]\s*(?P<rest>.*)"
)
_OPENING = re.compile(r"[\"'“‘„«¿¡(\[#$€£]*[A-Z\d]|[\"'“‘„«¿¡(\[]*[^\W\d_a-z]")
_BULLET = re.compile(r"(?:[•●◦▪‣*·–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s?")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_NUMERIC_DATE = re.compile(r"\b\d{1,4}([./-])\d{1,2}\1\d{2,4}\b|\b\d{4}年|\b\d{4}-\d{2}-\d{2}")
_STRAY_QUOTE = re.compile(r"\s[\"'’”]$")
_SEPARATED = re.compile(r"\s*(?:[|•·/–—]|\s-\s|,\s|\son\s)\s*")
_TIME_PUNCTUATION = re.compile(r"[\d\s.,:;/|()•·+–—\-\[\]TZ年月日]*")


class Verdict(NamedTuple):
    """What a block is by its own words, with the rule that says so."""

    label: str
    rule: str
    role: str | None = None
    lang: str | None = None


class Clues(NamedTuple):
    """What can be seen of one block.

    Attributes:
        block: where it stands.
        head: its text, at most `SHORT` code points of it.
        words: how many words it has (estimated from the length where it is long).
        final: it ends as sentences do.
        heading: it could be a headline: short, a capital first, no full stop.
        prose: it is surely a piece of running text.
        title_case: most of its words have a capital.
        verdict: what its words say that it is; None when they say nothing.
    """

    block: Block
    head: str
    words: int
    final: bool
    heading: bool
    prose: bool
    title_case: bool
    verdict: Verdict | None


def clues_of(text: str, block: Block) -> Clues:
    """Look at one block."""
    length = block.end - block.start
    head = text[block.start : min(block.end, block.start + SHORT)]
    tail = text[max(block.start, block.end - SHORT) : block.end]
    found = _WORD.findall(head)
    words = len(found) if length <= SHORT else length * len(found) // SHORT
    final = bool(_FINAL.search(tail))
    verdict = verdict_of(head, tail, words, length <= SHORT)
    title_case = _is_title_case(found)
    heading = (
        1 <= words <= HEADING_WORDS
        and length <= SHORT // 2
        and not _OPEN_END.search(tail)
        and (not final or tail[-1] in "?!" or (title_case and words >= 3))
        and bool(_OPENING.match(head))
        and _is_balanced(head)
        and not _BULLET.match(head)
    )
    prose = verdict is None and final and words >= PROSE_WORDS and not (heading and title_case)
    return Clues(block, head, words, final, heading, prose, title_case, verdict)


def _is_title_case(words: list[str]) -> bool:
    """Whether all words but the small ones have a capital, as in many headlines."""
    large = [word for word in words if word.casefold() not in SMALL_WORDS]
    return len(large) >= 2 and sum(word[0].isupper() for word in large) >= TITLE_CASE * len(large)


def _is_balanced(line: str) -> bool:
    """Whether every quotation mark that opens also closes, as far as one line can tell."""
    return line.count('"') % 2 == 0 and line.count("“") == line.count("”") and not _STRAY_QUOTE.search(line)


def verdict_of(head: str, tail: str, words: int, whole: bool) -> Verdict | None:
    """Return what the words of a block say that it is.

    Args:
        head: its beginning.
        tail: its end.
        words: how many words it has.
        whole: head and tail are the whole block.
    """
    if _COPYRIGHT.search(head) and (words < 80 or _COPYRIGHT.match(head)):
        return Verdict("credit" if words <= 6 and head[0] == "©" else "boilerplate", "copyright", "copyright")
    if not whole:
        return Verdict("caption", "credited-caption") if words < 90 and _CREDITED.search(tail) else None
    if not _WORD.search(head) and not any(c.isalnum() for c in head):
        return Verdict("boilerplate", "separator")
    return _of_vocabulary(head, words) or _of_pattern(head, words)


def _of_vocabulary(head: str, words: int) -> Verdict | None:
    folded = " ".join(head.casefold().strip(" \t.:：»>›…|-–—[]()").replace("’", "'").split())
    if folded in CAPTION_LABELS:
        return Verdict("caption-label", "caption-label", lang=CAPTION_LABELS[folded])
    for role, lines in WHOLE_LINES.items():
        if folded in lines:
            return Verdict("boilerplate", f"furniture-{role}", role, lines[folded])
    if folded in RELATED_LABELS:
        return Verdict("boilerplate", "related-label", "navigation", RELATED_LABELS[folded])
    label = _LEADING_LABEL.match(head)
    if label and words <= 40:
        name = " ".join(label["label"].casefold().replace("’", "'").split())
        if name in RELATED_LABELS or name.startswith("also on "):
            return Verdict("related-headline", "related-label", lang=RELATED_LABELS.get(name))
        if name in LABELS:
            return Verdict("boilerplate", f"furniture-{LABELS[name]}", LABELS[name])
    return None


def _of_pattern(head: str, words: int) -> Verdict | None:
    if find_timestamp(head) == (0, len(head)):
        return Verdict("timestamp", "timestamp")
    if words <= 12 and (_has_phone(head) or (words <= 8 and _MAIL.search(head))):
        return Verdict("boilerplate", "furniture-contact", "contact")
    if _is_byline(head, words):
        return Verdict("byline", "byline")
    if _EMBED.search(head):
        return Verdict("embed", "embed")
    if words <= 12 and _ENLARGE.match(head):
        return Verdict("boilerplate", "furniture-navigation", "navigation")
    if words <= 40 and _SIGN_UP.search(head):
        return Verdict("boilerplate", "furniture-sign-up", "advertising")
    if _CREDIT.match(head) and words <= 14 or (words <= 9 and _SLASH_CREDIT.fullmatch(head)):
        return Verdict("credit", "credit")
    if _CAPTION.match(head) or (words <= 60 and _CREDITED.search(head)):
        return Verdict("caption", "credited-caption")
    if words <= 10 and _CRUMBS.fullmatch(head) and not _FINAL.search(head):
        return Verdict("boilerplate", "breadcrumbs", "navigation")
    match = _DATELINE.match(head)
    if match and match.end() == len(head) and not _NO_PLACE.match(head):
        return Verdict("dateline", "dateline")
    return None


def _has_phone(line: str) -> bool:
    """Whether a telephone number stands in the line: enough digits, in groups."""
    found = (match[0] for match in _PHONE.finditer(line))
    return any(
        not number.replace(".", "", 1).isdigit() and sum(c.isdigit() for c in number) >= _PHONE_DIGITS
        for number in found
    )


def _is_byline(head: str, words: int) -> bool:
    """Whether the line names its writer: ``By`` and names, or names beside a time stamp."""
    if words > 16 or len(head) > 160:
        return False
    stamp = find_timestamp(head)
    names = head[: stamp[0]] if stamp else head
    names = names.strip(" \t|•·/–—-,")
    lead = re.match(r"(?P<by>[^\W\d]+(?: by)?)\s*:?\s+(?P<names>.+)", names)
    if lead and lead["by"].casefold() in BYLINE_WORDS:
        return _are_names(lead["names"])
    return stamp is not None and stamp[0] > 0 and stamp[1] == len(head) and _are_names(names) and len(names.split()) > 1


def _are_names(words: str) -> bool:
    parts = words.replace(",", " ").replace("|", " ").split()
    named = [part for part in parts if part[0].isupper() or part[0] == "@"]
    return len(named) >= 1 and all(part[0].isupper() or part in SMALL_WORDS or part[0] in "@(–—-/" for part in parts)


def find_timestamp(line: str) -> tuple[int, int] | None:
    """Return where in a line its time stamp stands: all of it, or its end after a separator; None if there is none."""
    if len(line) > 160 or not any(c.isdigit() for c in line):
        return None
    starts = [0, *(match.end() for match in _SEPARATED.finditer(line))]
    return next(((start, len(line)) for start in starts if _is_timestamp(line[start:])), None)


def _is_timestamp(words: str) -> bool:
    found = [word.casefold() for word in re.findall(r"[^\W\d_]+", words)]
    if not all(word in TIME_WORDS for word in found) or not any(c.isdigit() for c in words):
        return False
    if not _TIME_PUNCTUATION.fullmatch(re.sub(r"[^\W\d_]+", "", words)):
        return False
    dated = any(len(word) > 2 for word in found) and re.search(r"\d", words)
    return bool(
        _CLOCK.search(words) or _NUMERIC_DATE.search(words) or (dated and re.search(r"\b\d{4}\b|\bago\b", words))
    )


def dateline_end(text: str, block: Block, first: bool) -> int:
    """Return where the dateline at the beginning of a paragraph ends, the start of the block when there is none.

    Args:
        text: the text.
        block: the paragraph.
        first: it is the first paragraph of the article, where also ``PLACE:`` counts.
    """
    stop = min(block.end, block.start + 150)
    if _NO_PLACE.match(text, block.start, stop):
        return block.start
    match = _DATELINE.match(text, block.start, stop)
    if not match and first:
        match = _COLON_DATELINE.match(text, block.start, stop)
    return match.end() if match and match.end() < block.end else block.start
