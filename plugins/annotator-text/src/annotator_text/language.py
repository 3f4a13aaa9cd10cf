"""What the splitter of sentences knows of a language: class vocabularies, no names."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Language", "language_of"]


class Language(NamedTuple):
    """The words that decide whether a point ends a sentence.

    Attributes:
        titles: abbreviations that always have something after them (``mr``), lower case, without the point.
        before_numbers: abbreviations that have a number after them (``no``).
        ambiguous: abbreviations that may also end a sentence (``inc``).
        clock: what follows a time of day (``a.m``); ends a sentence unless one of `after_clock` follows.
        after_clock: time zones, days and months.
        openers: words that open sentences and are no names, in the case in which they do (``The``).
        attribution: matches a speaker with a verb of saying, as after ``"Why?"``.
    """

    titles: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    after_clock: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    attribution: re.Pattern[str] = re.compile(r"(?!)")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = "jan feb mar apr jun jul aug sep sept oct nov dec"

_ENGLISH = Language(
    titles=_words(
        """mr mrs ms messrs mmes dr drs prof sen sens rep reps gov govs gen col lt capt cpt cmdr sgt cpl pvt maj adm brig
        rev fr msgr hon pres supt insp atty asst assoc dept st ste mt ft vs v e.g i.e cf ca viz approx al"""
    ),
    before_numbers=_words(f"no nos art arts p pp vol vols fig figs sec ch chap par op para {_MONTHS}"),
    ambiguous=_words(
        """inc ltd co cos corp plc llc bros jr sr esq etc ave blvd rd hwy bldg govt intl natl univ est min max dist
        ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa
        penn tenn tex va vt wash wis wyo ont que sask alta mon tue tues wed thu thur thurs fri sat sun"""
    ),
    clock=_words("a.m p.m am pm"),
    after_clock=_words(
        """EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST KST JST IST SGT HKT AEST Eastern Central
        Mountain Pacific Greenwich Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs
        Fri Sat Sun January February March April May June July August September October November December Jan Feb Mar
        Apr Jun Jul Aug Sept Sep Oct Nov Dec"""
    ),
    openers=_words(
        """The A An This That These Those He She It They We You I His Her Its Their Our My Your There Here What Which Who
        Whose Whom When Where Why How Whether If Although Though Because Since While As After Before Until Unless Once
        But And Or Nor So Yet For In On At By From To With Without Within Of Under Over During Through Between Among
        Against About Across Around Behind Beyond Despite Following Given Instead Like Also Still Then Thus Therefore
        However Moreover Meanwhile Nevertheless Otherwise Previously Earlier Later Recently Now Today Yesterday Tomorrow
        Last Next Not No None Some Many Most Much More Few Several Both Each Every All Any Another Other Others Such
        Only Even Just Perhaps Maybe According Asked Some Critics Officials Experts Analysts Supporters Opponents
        Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should May Might Must Let Please Yes Well Oh
        One Two Three Four Five Six Seven Eight Nine Ten Nearly Almost About Overall Indeed Finally First Second Third"""
    ),
    attribution=re.compile(
        r"""(?: [A-Z][\w’'.-]*+ \s++ | (?:the|a|an|of) \s++ ){1,6}
        (?: said | says | asked | asks | replied | wrote | writes | added | told | shouted | cried | wondered | tweeted
          | exclaimed | demanded | yelled | quipped | responded | answered | declared | joked | remarked ) \b""",
        re.VERBOSE,
    ),
)


def language_of(tag: str) -> Language:
    """Return what is known of the language of a BCP 47 tag; nothing of those that are not known."""
    return _ENGLISH if re.split("[-_]", tag.lower())[0] == "en" else Language()
