"""Descriptions: people without a name who speak ("experts said"), roles of those named ("the Chilean president")."""

from __future__ import annotations

from bisect import insort

from annotator_entities import vocabulary as v
from annotator_entities.bodies import FORMS, Bodies, before
from annotator_entities.entity import Entity, Mention, Registry
from annotator_entities.lexicon import Lexicon
from annotator_entities.naming import fold
from annotator_entities.syntax import Syntax
from annotator_entities.words import LOWER, OTHER, Words

__all__ = ["Nominals"]

_DETERMINERS = v.word_set("""the some many several most other these those a an two three four few senior both""")
_MODIFIERS = v.word_set(
    """senior former government military political local foreign state security independent unnamed top legal
    human rights police industry market health intelligence army opposition international regional western
    defence defense economic medical federal provincial court rescue aid election"""
)


_POSSESSIVES = frozenset(("his", "her", "its", "their", "my", "our"))

_OFFICES = v.word_set(
    "officers election elections office post seat race position nominee residence palace vote poll job role candidacy"
)
LONGEST = 6
"""Words between a determiner and the noun that it belongs to."""

_PEOPLE = {form: noun for noun in sorted(v.SPEAKERS | v.ROLES) for form in (noun, noun.capitalize())}
"""The nouns that descriptions of people may have, as they are written."""
_HEADS = _PEOPLE.keys() | FORMS.keys()


class Nominals:
    """Finds the descriptions of one document."""

    def __init__(self, words: Words, lexicon: Lexicon, registry: Registry, named: list[Mention]) -> None:
        self.words, self.lexicon, self.registry, self.named = words, lexicon, registry, named
        self.starts = {mention.first: mention for mention in named}
        self.ends = {mention.last: mention for mention in named}
        self.syntax = Syntax(words, [])
        self.by_role: dict[str, list[Mention]] = {}
        for mention in named:
            for role in sorted(mention.entity.roles) if mention.label == "person" else ():
                self.by_role.setdefault(role, []).append(mention)

    def find(self, titles: list[Mention]) -> list[Mention]:
        """Return the descriptions in reading order."""
        taken = {i for mention in (*self.named, *titles) for i in range(mention.first, mention.last)}
        bodies = Bodies(self.words, self.named, Syntax(self.words, titles))
        found = []
        for i in [i for i, word in enumerate(self.words.words) if word in _HEADS and i not in taken]:
            word = self.words.words[i]
            mention = None
            if word not in _PEOPLE:
                mention = bodies.mention(i, FORMS[word])
            elif not self._is_modifier(i):
                mention = self._people(i, _PEOPLE[word])
            if mention is not None:
                found.append(mention)
        return found

    def _people(self, i: int, noun: str) -> Mention | None:
        """Return the description of people or of a person that ends in a noun."""
        if self.words.shapes[i] != LOWER and not self.words.opens[i]:
            return self._official(i, noun) if noun in v.ROLES else None
        if noun in v.SPEAKERS:
            return self._speakers(i, noun)
        return (self._role(i, noun) or self._one_speaker(i, noun)) if self.words.shapes[i] == LOWER else None

    def _official(self, i: int, noun: str) -> Mention | None:
        """Return "the President", "the Prime Minister": who bears that title."""
        words = self.words.words
        first = i - 1 if i and words[i - 1] in v.TITLE_PREFIXES else i
        closed = i + 1 >= len(words) or self.words.shapes[i + 1] in (LOWER, OTHER)
        if (
            first == 0
            or words[first - 1].lower() != "the"
            or not closed
            or words[i + 1 : i + 2] in (["of"], ["for"], ["-"])
        ):
            return None
        entity = self._bearer(noun, "", i)
        if entity is None:
            return None
        return Mention(first - 1, i + 1, "nominal", entity, type="person", level="nominal", rule="office-of-named")

    def _is_modifier(self, i: int) -> bool:
        """Whether a noun stands before another noun for people, or before a noun that is no person at all."""
        after = self.words.words[i + 1] if self.words.spaced(i + 1) else ""
        if not after or self.words.shapes[i + 1] != LOWER:
            return False
        return after in v.ROLES or after in v.SPEAKERS or after in _OFFICES

    # People who are not named.

    def _speakers(self, i: int, noun: str) -> Mention | None:
        first = self._phrase_start(i)
        if not self._speaks(first, i + 1):
            return None
        name = self.words.string(first, i + 1).lower() if first < i else noun
        code = self._code(first, i)
        key = f"group {code} {noun}" if code else f"group {noun}"
        entity = self.registry.named(key, "group", self._without_determiner(first, i + 1) or name)
        return Mention(first, i + 1, "nominal", entity, type="person", level="nominal", rule="speakers")

    def _one_speaker(self, i: int, noun: str) -> Mention | None:
        """Return "a spokesman for X" or "a resident" where it speaks."""
        first = self._phrase_start(i)
        last = self._complement_end(i + 1)
        if first == i or not self._speaks(first, last) or (i + 1 in self.starts and self.words.spaced(i + 1)):
            return None
        text = self._without_determiner(first, last)
        entity = self.registry.named(f"described {fold(text)}", "person", text)
        entity.roles.add(noun)
        return Mention(first, last, "nominal", entity, type="person", level="nominal", rule="one-speaker")

    def _phrase_start(self, i: int) -> int:
        """Return where the noun phrase with the head ``i`` begins: peoples, modifiers, a determiner."""
        first = i
        while first > max(0, i - LONGEST) and self.words.spaced(first):
            before = self.ends.get(first)
            if before is not None and before.label in ("norp", "gpe", "org") and first - before.first < 5:
                first = before.first
            elif self.words.words[first - 1].lower() in _MODIFIERS:
                first -= 1
            else:
                break
        if first > 0 and self.words.spaced(first) and self.words.words[first - 1].lower() in _DETERMINERS:
            first -= 1
        return first

    def _complement_end(self, j: int) -> int:
        """Return where "of X", "for X", "in X" after a noun ends, when X is named."""
        if j + 1 < len(self.words) and self.words.words[j] in ("of", "for", "in", "at", "with", "from"):
            after = j + 2 if self.words.words[j + 1] == "the" else j + 1
            named = self.starts.get(after)
            if named is not None:
                return named.last
        return j

    def _without_determiner(self, first: int, last: int) -> str:
        if self.words.words[first].lower() in _DETERMINERS - {"senior"}:
            first += 1
        return " ".join(self.words.string(first, last).split())

    def _speaks(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands right after (an adverb may come between) or right before."""
        words = self.words.words
        for j in range(last, min(last + 3, len(words))):
            if self.words.sentence[j] != self.words.sentence[first] or self.words.shapes[j] == OTHER:
                break
            if words[j] in v.SAYING or words[j] in v.HOLDING:
                return True
            if words[j] not in ("have", "has", "had", "also", "later", "still", "now") and not words[j].endswith("ly"):
                break
        if first > 1 and words[first - 1] == "to" and words[first - 2].lower() == "according":
            return True
        return first > 0 and words[first - 1] in ("said", "says") and self.words.spaced(first)

    # Descriptions of those who are named.

    def _role(self, i: int, noun: str) -> Mention | None:
        """Return "the Chilean president": the one named person of that role (and country) so far."""
        first = self._phrase_start(i)
        words = self.words.words
        possessed = first == i > 0 and words[i - 1].lower() in _POSSESSIVES and self._in_apposition(i)
        if possessed:
            return Mention(i - 1, i + 1, "nominal", possessed, type="person", level="nominal", rule="apposition")
        if words[first].lower() != "the" or (i + 1 in self.starts and self.words.spaced(i + 1)):
            return None
        if i + 1 < len(words) and (
            words[i + 1] in ("of", "-", "'s", "who") or self.words.shapes[i + 1] not in (LOWER, OTHER)
        ):
            return None
        entity = (
            self._in_apposition(i) or self._after_name(first, i, noun) or self._bearer(noun, self._code(first, i), i)
        )
        if entity is None:
            return None
        return Mention(first, i + 1, "nominal", entity, type="person", level="nominal", rule="role-of-named")

    def _in_apposition(self, i: int) -> Entity | None:
        """Return the person who is named right after a comma: "the Chilean leader, Ana Rojas"."""
        named = self.starts.get(i + 2) if self.words.words[i + 1 : i + 2] == [","] else None
        if named is None or named.label != "person" or self.syntax.is_verb(named.last):
            return None
        return named.entity

    def _after_name(self, first: int, i: int, noun: str) -> Entity | None:
        """Return the person whom "the governor" follows: "Ana Rojas, the governor,"; the role is remembered."""
        words = self.words.words
        named = self.ends.get(first - 1) if first > 1 and words[first - 1] == "," else None
        closed = i + 1 >= len(words) or words[i + 1] in (",", ".", ";")
        if named is None or named.label != "person" or not closed:
            return None
        insort(self.by_role.setdefault(noun, []), named, key=lambda mention: mention.first)
        return named.entity

    def _bearer(self, noun: str, code: str, i: int) -> Entity | None:
        """Return the person of a role who was named last, unless the country speaks against it."""
        for mention in before(self.by_role.get(noun, []), i):
            country = mention.entity.country
            if not code or not country or code == country:
                return mention.entity
        bearers = {m.entity for m in self.by_role.get(noun, ()) if m.entity.country in ("", code)}
        return bearers.pop() if code and len(bearers) == 1 else None

    def _code(self, first: int, i: int) -> str:
        """Return the code of the country named in a phrase."""
        for at in range(first, i):
            mention = self.starts.get(at)
            if mention is not None and mention.label in ("norp", "gpe"):
                return mention.entity.identifiers.get("ISO 3166-1", "")
        return ""
