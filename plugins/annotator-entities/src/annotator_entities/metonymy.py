"""Capitals that stand for their government: "Oslo rejected the offer", "talks with Oslo", but not "in Oslo"."""

from __future__ import annotations

from annotator_entities import vocabulary as v
from annotator_entities.entity import Mention, Registry
from annotator_entities.lexicon import Lexicon
from annotator_entities.words import CAPITAL, LOWER, OTHER, UPPER, Words

__all__ = ["mark_metonyms", "place_seats"]

_MODALS = v.word_set("""may might will would could should can must has had does did cannot""")
_STATES = v.word_set(
    """ready willing prepared determined expected likely unlikely reluctant concerned keen eager seeking trying
    considering planning preparing pushing pressing working set bound accused urged aware unwilling committed"""
)
_PARTNERS = frozenset(["with", "against", "toward", "towards", "by", "than"])
_MESSAGES = v.word_set(
    """response reply pressure message demand demands criticism support signal signals statement permission
    approval proposal proposals letter offer deal agreement talks signed war dispute tension tensions ties
    relations links access threat threats concession concessions call calls called calling relied rely warning
    warnings opposition loyalty blow boost challenge alternative"""
)
_ACTS_ON = v.word_set(
    """engage urge urged urging urges pressure pressured pressuring accuse accused accusing accuses criticize
    criticized criticise criticised blame blamed blaming warn warned warning ask asked push pushed pushing force
    forced forcing cause caused causing persuade persuaded convince convinced support supported supporting help
    helped allow allowed prompt prompted prompting lead led encourage encouraged call calling called recognize
    on angered anger upset alarm alarmed lobbied lobby that while if because whether as but"""
)
_POLICY = v.word_set(
    """stance position policy policies response demand demands decision decisions plan plans proposal argument
    strategy refusal rejection willingness interests interest concerns concern ambition ambitions approach role
    influence alliance ally allies relations relationship ties support opposition nuclear military foreign
    security economic trade diplomatic leadership government envoy envoys troops forces sanctions claim claims
    status aggression invasion side view views offer agreement commitment attempt attempts efforts effort move
    moves threat threats rhetoric war actions action intentions hand power defence defense diplomacy push call
    calls insistence warning"""
)


def mark_metonyms(mentions: list[Mention], words: Words, lexicon: Lexicon, registry: Registry) -> None:
    """Give the mentions of capitals that act like a government the state that they stand for."""
    acting: list[Mention] = []
    for mention in mentions:
        place = mention.entity.place
        if mention.label == "gpe" and place is not None and place.kind == "capital":
            state = registry.country(place.country)
            if state is not mention.entity and (_acts(mention, words, lexicon) or _is_coupled(mention, acting, words)):
                mention.refers_to = state
                acting.append(mention)


def place_seats(mentions: list[Mention], words: Words) -> None:
    """Take a building that is named as a place for a facility: "at the Red House", but "the Red House said"."""
    for mention in mentions:
        parts = mention.entity.names[0].split()
        if mention.label == "org" and len(parts) > 1 and parts[-1] in v.SEATS:
            i = mention.first - 1
            before = words.words[i - 1] if i > 0 and words.words[i] == "the" else words.words[i] if i >= 0 else ""
            if before.lower() in v.LOCATIVE - {"from"}:
                mention.label = mention.type = "facility"


def _acts(mention: Mention, words: Words, lexicon: Lexicon) -> bool:
    before = (
        words.words[mention.first - 1].lower() if mention.first and _same(mention.first - 1, mention, words) else ""
    )
    further = (
        words.words[mention.first - 2].lower() if mention.first > 1 and _same(mention.first - 2, mention, words) else ""
    )
    after = words.words[mention.last : mention.last + 2]
    if len(after) == 2 and after[0] == "'s" and before not in v.LOCATIVE - {"from"}:
        return after[1].lower() in _POLICY
    if before == "of":
        return False
    if before in ("from", "to", "on", "between"):
        return further in _MESSAGES or (before == "to" and further == "according")
    if (
        before in v.LOCATIVE
        or before in v.BEFORE_PLACE
        or before in ("via", "leave", "leaving", "left", "visit", "visited")
    ):
        return False
    return _is_subject(mention, words, lexicon) or before in _PARTNERS or _is_object(mention, before, words)


def _is_object(mention: Mention, before: str, words: Words) -> bool:
    after = words.words[mention.last] if mention.last < len(words) else ""
    return before in _ACTS_ON - _CLAUSES or (before in _CLAUSES and after in _MODALS)


_CLAUSES = frozenset(("that", "while", "if", "because", "whether", "as", "but", "lead", "led", "called"))


def _is_subject(mention: Mention, words: Words, lexicon: Lexicon) -> bool:
    j = mention.last
    if j >= len(words) or not _same(j, mention, words):
        return False
    word = words.words[j].lower()
    after = words.words[j + 1].lower() if j + 1 < len(words) else ""
    if word == "'s":
        return after in _POLICY
    if words.shapes[j] != LOWER:
        return False
    if word in v.SAYING or word in _MODALS:
        return True
    if word in ("is", "was", "are", "were", "also", "has"):
        return after in _STATES or (word == "also" and (after in v.SAYING or after in _MODALS))
    # A verb right after the name: "Oslo rejects", "Oslo rejected"; such nouns rarely follow a city.
    return (
        word in lexicon.words
        and word.endswith(("ed", "s"))
        and not word.endswith(("ss", "us", "is"))
        and (
            word not in v.AFTER_GPE
            and word not in v.AFTER_ORG
            and word not in v.AFTER_PLACE
            and word not in ("as", "its")
        )
    )


def _is_coupled(mention: Mention, acting: list[Mention], words: Words) -> bool:
    """Whether a capital is tied to another one that acts: "Oslo and Rome", "Oslo-Rome ties"."""
    joint = words.words[mention.first - 1] if mention.first else ""
    after = mention.last < len(words) and words.words[mention.last] == "-"
    beyond = [mention.first - 2] * (joint == "-") + [mention.last + 1] * after
    if any(0 <= i < len(words) and words.shapes[i] in (CAPITAL, UPPER) for i in beyond):
        return True
    return joint in ("and", "or") and bool(acting) and acting[-1].last == mention.first - 1


def _same(i: int, mention: Mention, words: Words) -> bool:
    return words.sentence[i] == words.sentence[mention.first] and (words.shapes[i] != OTHER or words.words[i] in "'s-")
