"""Tokens: one pass of one regular expression, in time linear in the text.

Words split at hyphens (``twenty``, ``-``, ``one``) and before clitics (``Anna``, ``'s``; ``do``, ``n't``); inside a
word an apostrophe joins (``O'Neill``). A number keeps the points, commas and colons between its digits and the letters
after them (``1,200``, ``07:49``, ``1990s``). Single letters with points are one token with the last point (``U.S.``,
``a.m.``); of other abbreviations the point is a token of its own, since to know them takes a language. An ideograph is
a token of its own; scripts that leave no space between words are not segmented further. No token holds white space,
so none runs over a line.
"""

from __future__ import annotations

import re
import unicodedata

from annotator import Layer, LayerBuilder
from annotator_text.schemas import TOKENS

__all__ = ["find_tokens", "token_pattern"]

IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LAST_MARK = 0x1E94A
"""The last combining mark outside the supplementary special-purpose plane."""

SKIN_TONES = range(0x1F3FB, 0x1F400)

# Every repetition is possessive or followed by what it cannot match, so nothing backtracks over more than one word.
_PATTERN = r"""
  (?=\S)  # white space fails here, before any alternative is tried
  (?:
    [A-Za-z]++ (?! [^\s!-&(),\-/;?\[\]—“”] )                            # plain words before plain marks: most of a text
  | {W}++ (?! ['’.@{J}] | [,:]\d | :// )                                # words that nothing joins
  | [!-&(),/;?\[\]—“”] (?! [{J}] )
  | [{HAN}] [{J}]*+
  | (?: https?:// | www\. ) [^\s<>"“”]*+ (?<= [\w/] )                    # addresses that end well
  | (?: https?:// | www\. ) (?: [\w/]++ | [^\s\w/<>"“”]++ (?=[\w/]) )++  # ... or before their last marks
  | (?<![\w.]) (?: {L} | [A-Z][a-z] ) (?: \.{L} (?![\w{J}]) )++ \.?+     # U.S. a.m. Ph.D.
  | (?<=[\w.{J}]) ['’] (?: {CLITIC} ) \b
  | [nN]['’][tT]\b
  | (?= {W}++ ['’][tT]\b ) {W}+ (?= [nN]['’][tT]\b )
  | \d++ (?: [.,:]\d++ )*+ {W}*+ [{J}]*+
  | {W}++ (?: [{J}]++ {W}*+ | ['’] (?! (?: {CLITIC} | [tT] ) \b ) {W}++ )*+
  | \.\.++ | --++
  | [\U0001F1E6-\U0001F1FF]{{2}}                                         # flags
  | \S (?: [{N}]++ | \u200d [^\s\w]? )*+                                 # a mark with all that combines with it
  )
"""


def joiners() -> str:
    """Return, as the inside of a character class, what continues the character before it, save the joiner U+200D.

    These are the combining marks, the modifiers of emoji, the soft hyphen, and the signs that forbid a break.
    """
    numbers = [
        n
        for block in (range(0x300, LAST_MARK + 1), SKIN_TONES, range(0xE0100, 0xE01F0))
        for n in block
        if unicodedata.category(chr(n))[0] == "M" or n in SKIN_TONES
    ]
    runs: list[list[int]] = []
    for n in (0xAD, *numbers, 0x200C, 0x2060):
        if runs and runs[-1][1] == n - 1:
            runs[-1][1] = n
        else:
            runs.append([n, n])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in runs)


def token_pattern() -> re.Pattern[str]:
    """Compile the pattern of a token (takes about 20 ms)."""
    joining = joiners()
    parts = {
        "W": rf"[^\W{IDEOGRAPHS}]",
        "L": rf"[^\W\d_{IDEOGRAPHS}]",
        "J": joining + "\u200d",
        "N": joining,
        "HAN": IDEOGRAPHS,
        "CLITIC": "[sSdDmM]|re|ve|ll|RE|VE|LL",
    }
    return re.compile(_PATTERN.format(**parts), re.VERBOSE)


def find_tokens(pattern: re.Pattern[str], text: str) -> Layer:
    """Return the layer of the tokens of a text."""
    builder = LayerBuilder(TOKENS)
    builder.add_all("t", map(re.Match.span, pattern.finditer(text)))
    return builder.build()
