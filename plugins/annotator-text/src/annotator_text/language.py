"""What the splitter of sentences knows of a language: class vocabularies, no names."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Language", "language_of", "primary_tag"]


class Language(NamedTuple):
    """The words that decide whether a point ends a sentence; abbreviations without their last point, case as written.

    Attributes:
        open: abbreviations that always have something after them (``Mr``, ``vs``).
        before_numbers: abbreviations that have a number after them (``No``).
        ambiguous: abbreviations that may also end a sentence (``Inc``).
        clock: what follows a time of day (``a.m``); ends a sentence unless one of `after_clock` follows.
        after_clock: time zones, days and months.
        openers: words that open sentences and are no names, in the case in which they do (``The``).
        attribution: matches a speaker with a verb of saying, as after ``"Why?"``.
    """

    open: frozenset[str] = frozenset()
    before_numbers: frozenset[str] = frozenset()
    ambiguous: frozenset[str] = frozenset()
    clock: frozenset[str] = frozenset()
    after_clock: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    attribution: re.Pattern[str] = re.compile(r"(?!)")


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"

_ANY = Language(
    open=_words("Dr Prof Mr Mrs Ms Mme Mlle Sr Sra Hr Fr St vs cf ca"),
    before_numbers=_words("No no Nr nr Art art p pp vol n"),
    ambiguous=_words("Inc Ltd Co Corp Jr etc"),
)

_ENGLISH = Language(
    open=_words(
        """Mr Mrs Ms Messrs Mmes Dr Drs Prof Sen Sens Rep Reps Gov Govs Gen Col Lt Capt Cpt Cmdr Sgt Cpl Pvt Maj Adm
        Brig Rev Fr Msgr Hon Pres Supt Insp Atty Asst Assoc Dept St Ste Mt Ft vs v e.g i.e cf ca viz approx al"""
    ),
    before_numbers=_words(
        f"No no Nos nos Art art Arts arts p pp Vol vol Vols vols Fig fig Figs figs Sec Ch ch Chap Op op {_MONTHS}"
    ),
    ambiguous=_words(
        """Inc Ltd Co Cos Corp Plc Llc Bros Jr Sr Esq etc Ave Blvd Rd Hwy Bldg Govt Intl Natl Univ est min max
        Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa
        Penn Tenn Tex Va Vt Wash Wis Wyo Ont Que Sask Alta Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"""
    ),
    clock=_words("a.m p.m A.M P.M am pm AM PM"),
    after_clock=_words(
        """EST EDT ET CST CDT CT MST MDT MT PST PDT PT GMT UTC BST CET CEST KST JST IST SGT HKT AEST Eastern Central
        Mountain Pacific Greenwich Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs
        Fri Sat Sun January February March April May June July August September October November December Jan Feb Mar
        Apr Jun Jul Aug Sept Sep Oct Nov Dec"""
    ),
    openers=_words(
        """The A An This That These Those He She It They We You I His Her Its Their Our My Your There Here What
        Which Who Whose Whom When Where Why How Whether If Although Though Because Since While As After Before Until
        Unless Once But And Or Nor So Yet For In On At By From To With Without Within Of Under Over During Through
        Between Among Against About Across Around Behind Beyond Despite Following Given Instead Like Also Still Then
        Thus Therefore However Moreover Meanwhile Nevertheless Otherwise Previously Earlier Later Recently Now Today
        Yesterday Tomorrow Last Next Not No None Some Many Most Much More Few Several Both Each Every All Any
        Another Other Others Such Only Even Just Perhaps Maybe According Asked Critics Officials Experts Analysts
        Supporters Opponents Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should May Might Must Let
        Please Yes Well Oh One Two Three Four Five Six Seven Eight Nine Ten Nearly Almost Overall Indeed Finally
        First Second Third"""
    ),
    attribution=re.compile(
        r"""(?: [A-Z][\w’'.-]*+ \s++ | (?:the|a|an|of) \s++ ){1,6}
        (?: said | says | asked | asks | replied | wrote | writes | added | told | shouted | cried | wondered | tweeted
          | exclaimed | demanded | yelled | quipped | responded | answered | declared | joked | remarked ) \b""",
        re.VERBOSE,
    ),
)


def language_of(tag: str) -> Language:
    """Return what is known of the language of a BCP 47 tag; of those that are not known, what many share."""
    return _ENGLISH if primary_tag(tag) == "en" else _ANY


def primary_tag(tag: str) -> str:
    """Return the first part of a BCP 47 tag, which names the language, in lower case."""
    return re.split("[-_]", tag.lower())[0]
