"""What speaks for a stretch of words being a name, and for a name being of a type: the evidence, as plain words.

Every piece of evidence has a name ("title-before", "head-org"); `annotator_entities.weights` says how much each is
worth. All mentions of one name in a document share their evidence, so that a name seen clearly once is known
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from annotator_entities import vocabulary as v
from annotator_entities.lexicon import Lexicon
from annotator_entities.scan import Candidate
from annotator_entities.words import LOWER, NUMBER, UPPER, Words

__all__ = ["Name", "collect", "relate"]

_HEADS = (
    ("org", v.ORG_HEADS), ("company", v.SUFFIXES), ("facility", v.FACILITY_HEADS), ("place", v.PLACE_HEADS),
    ("event", v.EVENT_HEADS), ("document", v.DOCUMENT_HEADS), ("government", v.GOVERNMENT_HEADS),
)  # fmt: skip
_BEFORE_CLASSES = (
    ("role", v.ROLES), ("saying", v.SAYING), ("place-noun", v.BEFORE_PLACE), ("compass", v.COMPASS),
    ("joining", v.JOINING),
)  # fmt: skip
_AFTER_CLASSES = (
    ("saying", v.SAYING), ("gpe-noun", v.AFTER_GPE), ("org-noun", v.AFTER_ORG), ("place-noun", v.AFTER_PLACE),
)  # fmt: skip


class Name:
    """One name of a document, with its mentions and all that speaks for what it is.

    Attributes:
        text: the words, with single spaces.
        mentions: the candidates that bear it.
        evidence: the names of the pieces of evidence.
        neighbours: how often each word stands before or after a mention.
        other_form: the short form that stands behind it in brackets, or the long one that it stands behind.
        second: the label that is next in probability, and that probability, when it is close.
    """

    __slots__ = ("evidence", "mentions", "neighbours", "other_form", "second", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.mentions: list[Candidate] = []
        self.evidence: set[str] = set()
        self.neighbours: dict[str, int] = {}
        self.other_form: Name | None = None
        self.second: tuple[str, float] | None = None

    @property
    def is_long(self) -> bool:
        """Whether the name has several words."""
        return " " in self.text

    def strength(self) -> dict[str, float]:
        """Return all evidence with its strength: 1, and for a neighbour the share of the mentions that have it."""
        number = len(self.mentions)
        shares = {piece: count / number for piece, count in self.neighbours.items()}
        return dict.fromkeys(sorted(self.evidence), 1.0) | shares


def collect(candidates: Iterable[Candidate], words: Words, lexicon: Lexicon) -> dict[str, Name]:
    """Return the names of a document by text, with their evidence."""
    names: dict[str, Name] = {}
    candidates = list(candidates)
    spelled = {candidate.name for candidate in candidates}
    spelled |= {name.split()[-1] for name in spelled}
    bearers: list[Name] = []
    for candidate in candidates:
        text = candidate.name
        if text.isupper() and len(text) > 3 and (text.title() in spelled or lexicon.knows(text.title())):
            text = text.title()  # a headline or a place line in capitals
        name = names.get(text)
        if name is None:
            name = names[text] = Name(text)
            name.evidence |= _spelling(text, candidate, words, lexicon)
        name.mentions.append(candidate)
        bearers.append(name)
        for piece in sorted(_surroundings(candidate, words, lexicon)):
            if ":" in piece:
                name.neighbours[piece] = name.neighbours.get(piece, 0) + 1
            else:
                name.evidence.add(piece)
    _coordinate(candidates, bearers, words)
    _pair(candidates, bearers, words)
    _compare(names, words)
    return names


def _coordinate(candidates: list[Candidate], bearers: list[Name], words: Words) -> None:
    """Things named side by side in a list are mostly of one type: let the clear ones speak for their neighbours."""
    kinds = [_plain_kind(name) for name in bearers]
    for at in range(1, len(candidates)):
        left, right = candidates[at - 1], candidates[at]
        between = words.words[left.last : right.first]
        if between in ([","], ["and"], ["or"], [",", "and"]) and right.title is None:
            for name, kind in ((bearers[at - 1], kinds[at]), (bearers[at], kinds[at - 1])):
                if kind:
                    piece = f"beside:{kind}"
                    name.neighbours[piece] = name.neighbours.get(piece, 0) + 1


def _pair(candidates: list[Candidate], bearers: list[Name], words: Words) -> None:
    """Tie a name of several words to the acronym that stands behind it in brackets."""
    for at in range(1, len(candidates)):
        long, short = candidates[at - 1], candidates[at]
        around = words.words[long.last : short.first], words.words[short.last : short.last + 1]
        if around == (["("], [")"]) and bearers[at - 1].is_long and _abbreviates(short.name, long.name):
            bearers[at - 1].other_form, bearers[at].other_form = bearers[at], bearers[at - 1]


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of an acronym ("NSA", "MoD") stand in a name in this order, the first at its beginning."""
    if not (short.isalpha() and len(short) > 1 and (short[0] + short[-1]).isupper() and long[:1] == short[:1]):
        return False
    letters = iter(long.upper())
    return all(letter in letters for letter in short.upper())


def _plain_kind(name: Name) -> str:
    """Return what a name is by its spelling alone, where that is plain."""
    evidence = name.evidence
    if "known-place" in evidence and "place-or-person" not in evidence:
        return "place"
    if "given-and-surname" in evidence:
        return "person"
    if "known-people" in evidence:
        return "people"
    return "org" if evidence & {"head-org", "head-org-of", "head-company"} else ""


def relate(judged: Iterable[tuple[Name, str]], names: Iterable[Name]) -> None:
    """Let the names of several words that have been judged speak for the single words that they are made of."""
    parts: dict[str, set[str]] = {}
    for name, label in judged:
        pieces = [word for word in name.text.replace("-", " ").split() if word[0].isupper()]
        if len(pieces) > 1 and label != "none":
            parts.setdefault(pieces[-1], set()).add(f"last-of-{label}")
            parts.setdefault(pieces[0], set()).add(f"first-of-{label}")
            initials = "".join(piece[0] for piece in pieces)
            if len(initials) > 1 and label != "person":
                parts.setdefault(initials, set()).add(f"acronym-of-{label}")
    for name in names:
        name.evidence |= parts.get(name.text.replace(".", ""), set())


# The name itself.


def _spelling(text: str, candidate: Candidate, words: Words, lexicon: Lexicon) -> set[str]:
    tokens = words.words[candidate.first : candidate.last]
    shapes = words.shapes[candidate.first : candidate.last]
    parts = [token for token in tokens if token[0].isalnum()] or tokens
    size = min(len(parts), 5)
    found = {f"size-{size}"}
    if candidate.known:
        found.add(f"known-{candidate.known}")
    found |= _as_place(text, lexicon)
    found |= _as_person(parts, size, lexicon)
    found |= _heads(tokens, parts, size)
    if parts[-1] in lexicon.writings:
        found.add("head-document" if size > 1 else "head-document-alone")
    upper = all(shape == UPPER for shape in shapes)
    found |= {"acronym"} if upper and size == 1 and len(parts[0]) < 6 else _as_word(parts, size, lexicon)
    if upper:
        found.add(f"upper-{min(len(parts[0]), 6)}" if size == 1 else "upper-many")
    elif any(shape == UPPER for shape in shapes):
        found.add("upper-part")
    if any(c.isdigit() for c in candidate.name):
        found.add("digit")
    if any(part[1:] != part[1:].lower() and not part.isupper() for part in parts):
        found.add("inner-capital")
    if "-" in tokens:
        found.add(f"hyphen-{size}")
    if "&" in tokens:
        found.add("ampersand")
    return found


def _as_place(name: str, lexicon: Lexicon) -> set[str]:
    found = set()
    place = lexicon.place(name)
    if place:
        found.add(f"place-{place.kind}")
        if name in lexicon.given or name in lexicon.surnames:
            found.add("place-or-person")
        if name.lower() in lexicon.words and not name.isupper():
            found.add("place-or-word")
        if name in lexicon.abbreviated:
            found.add("place-short")
    if name in lexicon.peoples:
        found.add("people-of-state" if lexicon.peoples[name] else "people-other")
        if name in lexicon.given or name in lexicon.surnames:
            found.add("people-or-person")
        if name.lower() in lexicon.words:
            found.add("people-or-word")
    return found


def _as_person(parts: list[str], size: int, lexicon: Lexicon) -> set[str]:
    first, last = parts[0], parts[-1]
    number = "one" if size == 1 else "two" if size == 2 else "many"
    is_given, is_surname, lower = first in lexicon.given, last in lexicon.surnames, last.lower()
    holds = {
        f"given-{number}": is_given,
        "given-or-word": is_given and size > 1 and first.lower() in lexicon.words,
        f"surname-{number}": is_surname,
        "surname-or-word": is_surname and lower in lexicon.words,
    }
    if size > 1:
        holds |= {
            "given-and-surname": is_given and is_surname,
            "surname-first": first in lexicon.surnames,
            "given-last": last in lexicon.given,
            "initial": any(part.isupper() and len(part.rstrip(".")) == 1 for part in parts),
            "particle": any(part in v.PARTICLES for part in parts),
            "arabic": not _ARABIC.isdisjoint(parts),
            "numbered": last in _NUMBERED,
        }
    found = {piece for piece, true in holds.items() if true}
    for kind, endings in (("person", v.PERSON_ENDINGS), ("place", v.PLACE_ENDINGS), ("people", v.PEOPLE_ENDINGS)):
        if len(lower) > 4 and lower.endswith(endings):
            found.add(f"ending-{kind}-{number}")
    return found


_ARABIC = frozenset(("Al", "al", "Abdul", "Abdel", "bin", "bint", "ibn", "Ibn"))
_NUMBERED = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "VI"))


def _heads(tokens: list[str], parts: list[str], size: int) -> set[str]:
    found = set()
    complement = next((i for i, token in enumerate(tokens) if i and token in ("of", "for")), 0)
    for kind, heads in _HEADS:
        if complement and tokens[complement - 1] in heads:
            found.add(f"head-{kind}-of")
        elif parts[-1] in heads:
            found.add(f"head-{kind}" if size > 1 else f"head-{kind}-alone")
        elif parts[0] in heads and size > 1:
            found.add(f"head-{kind}-first")
        elif any(part in heads for part in parts):
            found.add(f"head-{kind}-inside")
    if complement:
        found.add("complement")
    return found


def _as_word(parts: list[str], size: int, lexicon: Lexicon) -> set[str]:
    number = sum(part.lower() in lexicon.words for part in parts)
    kind = "all" if number == len(parts) else "some" if number else "none"
    found = {f"words-{kind}-{'one' if size == 1 else 'many'}"}
    if size == 1 and parts[0].lower() in lexicon.words:
        lower = parts[0].lower()
        if lower.endswith(("s", "ing", "ed", "ly")):
            found.add("word-inflected")
        if parts[0] in v.TITLES or lower in v.ROLES or lower.rstrip("s") in v.ROLES:
            found.add("word-role")
    return found


# What stands around it.


def _surroundings(candidate: Candidate, words: Words, lexicon: Lexicon) -> set[str]:
    i, j = candidate.first, candidate.last
    found: set[str] = set()
    opens, weak = words.opens[i], words.weak[i]
    found.add("weak" if weak else "opens" if opens else "clear")
    if candidate.title:
        title = words.words[candidate.title[0]]
        found.add("honorific-before" if title in v.HONORIFICS else "title-before")
    same = words.sentence[i]
    if i > 0 and words.sentence[i - 1] == same and not candidate.title:
        found |= _before(i - 1, words, lexicon, same)
    if j < len(words) and words.sentence[j] == same:
        found |= _after(j, words, lexicon, same)
    return found


def _before(i: int, words: Words, lexicon: Lexicon, same: int) -> set[str]:
    word = words.words[i]
    lower = word.lower()
    found = set()
    if lower in v.NEIGHBOURS:
        found.add(f"before:{lower}")
    if words.shapes[i] == LOWER:
        found |= {f"before-{kind}" for kind, group in _BEFORE_CLASSES if word in group}
    if word in lexicon.peoples or word in lexicon.abbreviated:
        found.add("before-people")
    if lower in ("of", "the") and i > 0 and words.sentence[i - 1] == same:
        before = words.words[i - 1].lower()
        if before in v.BEFORE_PLACE:
            found.add("before-place-noun-of")
        elif before in v.LOCATIVE:
            found.add("before-locative-the")
        elif lower == "of" and before in v.AFTER_ORG:
            found.add("before-org-noun-of")
    if word == "," and i > 0 and lexicon.place(words.words[i - 1]):
        found.add("before-place,")
    return found


def _after(j: int, words: Words, lexicon: Lexicon, same: int) -> set[str]:
    word = words.words[j]
    found = set()
    if word.lower() in v.NEIGHBOURS:
        found.add(f"after:{word.lower()}")
    if words.shapes[j] == LOWER:
        found |= {f"after-{kind}" for kind, group in _AFTER_CLASSES if word in group}
    elif words.shapes[j] == NUMBER:
        found.add("after-number")
    elif word in v.TITLES or word in v.TITLE_PREFIXES:
        found.add("after-title")
    if j + 1 >= len(words) or words.sentence[j + 1] != same:
        return found
    second = words.words[j + 1]
    if word == ",":
        if words.shapes[j + 1] == NUMBER and len(second) < 4 and words.words[j + 2 : j + 3] == [","]:
            found.add("after-age")
        if lexicon.place(second) and words.shapes[j + 1] != LOWER:
            found.add("after,place")
        if second in ("a", "an", "the", "who", "whose", "which", "where"):
            found.add(f"after,{second}")
        if second in v.ROLES:
            found.add("after,role")
    elif word == "'s":
        found |= {f"after's-{kind}" for kind, group in _AFTER_CLASSES if second in group}
    elif word == "(" and words.shapes[j + 1] == UPPER and words.words[j + 2 : j + 3] == [")"]:
        found.add("after-acronym" if second[0] == words.words[j - 1][0] or len(second) < 7 else "after-bracket")
    return found


# How it stands to the other names.


def _compare(names: dict[str, Name], words: Words) -> None:
    lower = {word for word, kind in zip(words.words, words.shapes, strict=True) if kind == LOWER}
    longer: dict[str, list[Name]] = {}
    for name in names.values():
        parts = name.text.replace("-", " ").split()
        if len(parts) > 1:
            for part in {parts[0], parts[-1]}:
                longer.setdefault(part, []).append(name)
    for name in names.values():
        _compare_one(name, lower, longer)


def _compare_one(name: Name, lower: set[str], longer: dict[str, list[Name]]) -> None:
    found = name.evidence
    if "clear" not in found:
        found.add("never-clear")
    if len(name.mentions) > 1:
        found.add("repeated")
    if name.text.lower() in lower and not name.text.isupper():
        found.add("lower-case-twin")
    for other in longer.get(name.text, ()):
        spelled = other.evidence
        last = other.text.endswith(name.text)
        if spelled & {"title-before", "honorific-before", "before-role", "after-age"}:
            found.add("part-of-titled")
        if spelled & {"given-two", "given-many"}:
            found.add("part-of-given" if last else "part-of-given-first")
        if any(piece.startswith(("head-org", "head-company")) for piece in spelled):
            found.add("part-of-org")
        found.add("part-last" if last else "part-first")
