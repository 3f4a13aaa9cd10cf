"""What the text around the mentions of an entity says of it: its country, field and gender, as far as titles tell."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from annotator import Annotation, Document, Layer, Referent
from annotator_entities import vocabulary as v

__all__ = ["Context"]

_BEFORE = re.compile(r"(?:['’]s?)?[ \u00a0](?:the )?")
_AFTER = re.compile(r",? (?:of|in) (?:the )?")
_RANK = re.compile(r"\bLord(?=[ \u00a0-][A-Z])")
"""What says no more than how high an office is: "Lord Mayor" may be a woman."""
_WORD_BEFORE = re.compile(r"\b(\w+)\.?[ \u00a0]\Z")
LONGEST_HONORIFIC = 16
"""Characters before a name within which an honorific begins."""
_VERBS = frozenset(("author", "coach", "judge", "pastor"))
"""Nouns of titles that are verbs as well: "they coach Ana Torres"."""
_OF_A_NOUN = re.compile(r"(?:\b(?:an?|the|its|his|her|their|our|my|former)|['’]s|[^\w\s])[ \u00a0]\Z", re.IGNORECASE)
"""What ends before a noun, and never before a verb and its object."""
_GENDERS = {"female": v.FEMALE, "male": v.MALE}
_FIELDS = {
    "sport": """athlete batsman bowler boxer coach cricketer defender footballer goalkeeper midfielder pitcher player
        quarterback runner sprinter striker swimmer wicketkeeper winger wrestler""",
    "arts": """actor actress artist author comedian composer designer filmmaker musician novelist painter playwright
        poet rapper singer""",
    "office": """ambassador chancellor congressman congresswoman councillor diplomat envoy governor lawmaker mayor
        minister mp parliamentarian premier president senator vice-president""",
    "church": "archbishop ayatollah bishop cardinal imam pastor pope priest rabbi reverend",
    "court": "judge justice magistrate prosecutor",
    "science": "astronomer biologist chemist economist geologist historian lecturer physicist professor scientist",
}
_FIELD_OF = {word: field for field, words in _FIELDS.items() for word in words.split()}
"""The field that the noun of a title belongs to, where it leaves no doubt."""


class Context:
    """The mentions of a document in reading order, and what they say of each other.

    Attributes:
        sole_country: the code of the one country that the document names, empty when it names none or several.
    """

    def __init__(self, document: Document, layer: Layer) -> None:
        self._text = document.text
        self._named: dict[str, list[Annotation]] = {}
        self._titles: dict[str, list[Annotation]] = {}
        self._country: dict[str, str] = {}  # by id of annotation
        places: list[tuple[int, int, str]] = []
        for annotation in layer:
            if annotation.label == "role-title":
                for id in layer.targets(annotation, "title-of"):
                    self._titles.setdefault(id, []).append(annotation)
            for referent in layer.referents_of(annotation):
                if annotation.features.get("level") == "named":
                    self._named.setdefault(referent.id, []).append(annotation)
                    if annotation.label in ("gpe", "norp", "place") and (code := country_of(referent)):
                        places.append((annotation.start, annotation.end, code))
        places.sort()
        self._starts = [start for start, _, _ in places]
        self._by_end = {end: code for _, end, code in places}
        self._places = places
        codes = {code for _, _, code in places}
        self.sole_country = codes.pop() if len(codes) == 1 else ""

    def named(self, referent: Referent) -> list[Annotation]:
        """Return the names by which a referent is mentioned."""
        return self._named.get(referent.id, [])

    def countries_of(self, mentions: Iterable[Annotation], *, sole: bool = True) -> tuple[str, ...]:
        """Return the codes of the countries that names are tied to, else (``sole``) of the document's one country."""
        beside = {code for mention in mentions for code in (self._before(mention.start), self._after(mention.end))}
        codes = sorted(beside - {""})
        return tuple(codes) if codes else ((self.sole_country,) if sole and self.sole_country else ())

    def facts_of_person(self, referent: Referent) -> dict[str, tuple[str, ...]]:
        """Return what titles and honorifics say of a person: country, field, gender.

        Pronouns are left aside: where two records of one name differ by them, one is mostly tied wrongly.
        """
        countries: set[str] = set()
        called = {self._honorific(mention) for mention in self.named(referent)}
        for title in self._titles.get(referent.id, ()):
            called |= self._words_of(title)
            countries |= {self._before(title.start), self._after(title.end), *self._inside(title)}
        facts = {
            "country": countries - {""},
            "field": {_FIELD_OF[word.lower()] for word in called if word.lower() in _FIELD_OF},
            "gender": {gender for gender, words in _GENDERS.items() if not words.isdisjoint(called)},
        }
        return {kind: tuple(sorted(values)) for kind, values in facts.items() if values}

    def _words_of(self, title: Annotation) -> set[str]:
        """Return the words of a title that say something of its bearer; none where it may be a verb."""
        words = _RANK.sub("", self._text[title.start : title.end])
        if words in _VERBS and not (self._before(title.start) or self._is_noun(title.start)):
            return set()
        return set(re.findall(r"[\w-]+", words))

    def _is_noun(self, start: int) -> bool:
        """Whether what stands before an offset tells that a noun begins there."""
        return _OF_A_NOUN.search(self._text, max(0, start - LONGEST_HONORIFIC), start) is not None

    def _honorific(self, mention: Annotation) -> str:
        """Return the word with a capital right before a name, such as "Mrs" or "Coach"; nothing where there is none.

        What has none may be a verb: "they coach Ana Torres".
        """
        match = _WORD_BEFORE.search(self._text, max(0, mention.start - LONGEST_HONORIFIC), mention.start)
        return match[1] if match and match[1][0].isupper() else ""

    def _before(self, start: int) -> str:
        """Return the country whose name or adjective ends right before an offset: "Chile's", "the Chilean"."""
        for length in (1, 2, 3, 5, 6, 7):
            code = self._by_end.get(start - length)
            if code and _BEFORE.fullmatch(self._text, start - length, start):
                return code
        return ""

    def _after(self, end: int) -> str:
        """Return the country whose name follows with "of" or "in"."""
        match = _AFTER.match(self._text, end)
        at = bisect_left(self._starts, match.end()) if match else len(self._starts)
        return self._places[at][2] if match and at < len(self._starts) and self._starts[at] == match.end() else ""

    def _inside(self, title: Annotation) -> Iterable[str]:
        """Yield the countries of which somebody is the head, by a title such as "president of Chile"."""
        at = bisect_left(self._starts, title.start)
        while at < len(self._starts) and self._starts[at] < title.end:
            start, _, code = self._places[at]
            if start == title.start or self._text[title.start : start].endswith((" of ", " of the ")):
                yield code
            at += 1


def country_of(referent: Referent) -> str:
    """Return the ISO 3166-1 code of a state or of the country that a place lies in, empty when it is not known."""
    code = referent.identifiers.get("ISO 3166-1") or referent.features.get("country") or ""
    return str(code)
