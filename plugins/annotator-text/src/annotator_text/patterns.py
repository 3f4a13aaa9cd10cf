"""What the words of one block say that it is, whatever stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from annotator_text.datelines import find_timestamp, is_dateline
from annotator_text.furniture import BYLINE_WORDS, CAPTION_LABELS, LABELS, RELATED_LABELS, SMALL_WORDS, WHOLE_LINES

__all__ = ["Verdict", "verdict_of"]

LONGEST_NOTICE = 80
LONGEST_CAPTION = 90
PHONE_DIGITS = 9

_NAME = r"[A-Z][\w.'’\-]*"
_WORD = re.compile(r"[^\W_]")
_VERBOSE = re.VERBOSE | re.IGNORECASE

_CREDIT = re.compile(
    r"""\(? (?: (?:photo(?:graph)?|image|picture|foto|video|audio|graphic|illustration|ảnh|bild)s?
          (?: \s (?:credits?|courtesy(?:\sof)?|by|source|copyright|nguồn) \b | \s?: | \s?/ | \s?© )
        | (?:credits?|source|quelle|fuente|fonte|nguồn) \s?: | © | \(c\)\s
        | (?:additional\s)? (?:reporting|writing|editing|translation|translated|edited|compiled)\sby\b
        )""",
    _VERBOSE,
)
_SLASH_CREDIT = re.compile(rf"\(?{_NAME}(?:\s{_NAME}){{1,4}}\s?/\s?{_NAME}(?:\s(?:via\s)?{_NAME}){{0,3}}\s?/?\)?")
_CAPTION = re.compile(
    r"""\(? (?: (?:file\s)?(?:photo|picture|image)s?\s?:
      | in\sthis\s(?:\w+\s){0,2}(?:file\s)?(?:photo|picture|image)
      | (?:file|archive|archivo|archiv)\s?(?:[-–—:]|photo|picture|image)
      | pictured\b | foto\s?: | caption\s?: | bild\s?: )""",
    _VERBOSE,
)
_CREDITED = re.compile(
    r"""(?: (?<=[.!?"”’)\]\s]) (?:photo|image|picture|foto|video|audio|photograph)s?
          (?: \s?:\s? | \s by\s | \scourtesy\s (?:of\s)? | \scredit\s?:?\s ) [^.!?:]{2,50} \.?
        | \( [^()]{0,60} (?:photo|foto|images?|ảnh) [^()]{0,60} \)
        | \[ [^\[\]]{0,60} (?:photo|images?) [^\[\]]{0,60} \] ) $""",
    _VERBOSE,
)
_EMBED = re.compile(
    r"""pic\.twitter\.com/ | https?://t\.co/ | [(\s]@\w{2,}\)\s (?:[A-Z][a-z]+\s\d{1,2},\s\d{4}|[·•]) | <tweet\b
      | view\sthis\spost\son | a\s(?:post|photo|video)\sshared\sby""",
    _VERBOSE,
)
_COPYRIGHT = re.compile(
    r"""^(?:copyright\b|\(c\)\s|©)
      | \b(?:all\srights\sreserved|alle\srechte\svorbehalten|tous\sdroits\sréservés
          |todos\slos\sderechos\sreservados|todos\sos\sdireitos\sreservados)\b
      | \bmay\snot\sbe\s(?:published|reproduced|copied|redistributed)\b""",
    _VERBOSE,
)
_RESERVED = re.compile(r"\b(?:\d{4}|reserved|reproduced)\b", re.IGNORECASE)
_ENLARGE = re.compile(r"(?:enlarge|hide|toggle|open|view)\s(?:this\s)?(?:image|caption|gallery)\b", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"""^(?: (?:please\s)?(?:sign\sup|subscribe)\s(?:to|for|now|today)\b | click\shere\b | (?:get|download)\sour\b
      | (?:like|follow)\s(?:us|@\w+|the\spage)\b | your\semail\b | join\sour\b | by\ssigning\sup\b
      | support\sour\s(?:work|journalism) )
      | \bagree\sto\s(?:our|the)\s(?:privacy|terms)\b""",
    _VERBOSE,
)
_PHONE = re.compile(r"(?<![\w.,$€£/=\"])(?:\+\d|\(?\d)[\d ()./\-]{6,20}\d(?![\w,])")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}(?![\w@])")
_CRUMBS = re.compile(r"[^\n.!?|>»›]{2,30}(?:\s?[|>»›]\s?[^\n.!?|>»›]{2,30}){1,8}")
_LABELLED = re.compile(r"[(\[\-–—•*>\s]*(?P<label>[^\W\d][^:：|()]{0,40}?)\s*(?:\([^()]{1,60}\)\s*)?[:：|]")
_BYLINE = re.compile(r"(?P<by>[^\W\d]+(?: by)?)\s*:?\s+(?P<names>.+)")


class Verdict(NamedTuple):
    """What a block is, with the name of the rule that says so.

    Attributes:
        label: of the layer `structure`.
        rule: the rule.
        role: what a piece of boilerplate is there for.
        lang: the language of the words that decided, where they belong to one.
    """

    label: str
    rule: str
    role: str | None = None
    lang: str | None = None


def verdict_of(head: str, tail: str, words: int, whole: bool) -> Verdict | None:
    """Return what the words of a block say that it is, None when they say nothing.

    Args:
        head: its beginning.
        tail: its end.
        words: how many words it has.
        whole: head and tail are the whole block.
    """
    if _COPYRIGHT.search(head) and (words < LONGEST_NOTICE or _COPYRIGHT.match(head)):
        pictured = head[0] == "©" and words <= 6 and not _RESERVED.search(head)
        return Verdict("credit", "credit") if pictured else Verdict("boilerplate", "copyright", "copyright")
    if not whole:
        return Verdict("caption", "credited-caption") if words < LONGEST_CAPTION and _CREDITED.search(tail) else None
    if not _WORD.search(head):
        return Verdict("boilerplate", "separator")
    fitting = (verdict for verdict, fits in _PATTERNS if fits(head, words))
    return _whole_line(head) or _labelled_line(head, words) or next(fitting, None)


def _whole_line(line: str) -> Verdict | None:
    folded = _fold(line.strip(" \t.:：»>›…|-–—[]()"))
    if folded in CAPTION_LABELS:
        return Verdict("caption-label", "caption-label", lang=CAPTION_LABELS[folded])
    for role, lines in WHOLE_LINES.items():
        if folded in lines:
            return Verdict("boilerplate", f"furniture-{role}", role, lines[folded])
    if folded in RELATED_LABELS:
        return Verdict("boilerplate", "related-label", "navigation", RELATED_LABELS[folded])
    return None


def _labelled_line(line: str, words: int) -> Verdict | None:
    match = _LABELLED.match(line) if words <= 40 else None
    label = _fold(match["label"]) if match else ""
    if label in RELATED_LABELS or label.startswith("also on "):
        return Verdict("related-headline", "related-label")
    return Verdict("boilerplate", f"furniture-{LABELS[label]}", LABELS[label]) if label in LABELS else None


def _fold(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def _has_phone(line: str) -> bool:
    """Whether a telephone number stands in the line: enough digits, in groups."""
    found = (match[0] for match in _PHONE.finditer(line))
    grouped = (number for number in found if not number.replace(".", "", 1).isdigit())
    return any(sum(c.isdigit() for c in number) >= PHONE_DIGITS for number in grouped)


def _is_byline(line: str, words: int) -> bool:
    """Whether the line names its writer: ``By`` and names, or names beside a time stamp."""
    if words > 16 or len(line) > 160:
        return False
    stamp = find_timestamp(line)
    names = (line[: stamp[0]] + line[stamp[1] :] if stamp else line).strip(" \t|•·/–—-,")
    lead = _BYLINE.match(names)
    if lead and lead["by"].casefold() in BYLINE_WORDS:
        return _are_names(lead["names"])
    return bool(stamp and stamp[0] > 0) and _are_names(names) and len(names.split()) > 1


def _are_names(words: str) -> bool:
    parts = words.replace(",", " ").replace("|", " ").split()
    return any(part[0].isupper() or part[0] == "@" for part in parts) and all(
        part[0].isupper() or part in SMALL_WORDS or part[0] in "@(–—-/" for part in parts
    )


_PATTERNS: tuple[tuple[Verdict, Callable[[str, int], object]], ...] = (
    (Verdict("timestamp", "timestamp"), lambda line, _: find_timestamp(line) == (0, len(line))),
    (Verdict("boilerplate", "furniture-contact", "contact"), lambda line, words: words <= 12 and _has_phone(line)),
    (Verdict("boilerplate", "furniture-contact", "contact"), lambda line, words: words <= 8 and _MAIL.search(line)),
    (Verdict("byline", "byline"), _is_byline),
    (Verdict("embed", "embed"), lambda line, _: _EMBED.search(line)),
    (
        Verdict("boilerplate", "furniture-navigation", "navigation"),
        lambda line, words: words <= 12 and _ENLARGE.match(line),
    ),
    (
        Verdict("boilerplate", "furniture-advertising", "advertising"),
        lambda line, words: words <= 40 and _SIGN_UP.search(line),
    ),
    (Verdict("credit", "credit"), lambda line, words: words <= 14 and _CREDIT.match(line)),
    (Verdict("credit", "credit"), lambda line, words: words <= 9 and _SLASH_CREDIT.fullmatch(line)),
    (Verdict("caption", "captioned"), lambda line, _: _CAPTION.match(line)),
    (Verdict("caption", "credited-caption"), lambda line, words: words <= 60 and _CREDITED.search(line)),
    (
        Verdict("boilerplate", "breadcrumbs", "navigation"),
        lambda line, words: words <= 10 and _CRUMBS.fullmatch(line),
    ),
    (Verdict("dateline", "dateline"), lambda line, _: is_dateline(line)),
)
"""The first pattern that a line fits decides."""
