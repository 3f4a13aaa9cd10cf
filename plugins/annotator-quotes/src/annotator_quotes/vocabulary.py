"""The words that the rules know: classes of function words, and the table of cue verbs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from annotator_quotes.inflection import forms

__all__ = [
    "ADJECTIVE", "ADVERB", "AUX", "BE", "COORDINATOR", "DETERMINER", "FINITE", "GOVERNORS", "MODAL",
    "NOUNS_TOO", "NOUN_PREPOSITIONS", "NO_SPEAKERS", "OBJECT", "POSSESSIVE", "PREPOSITION", "PRONOUN", "RELATIVE",
    "REPORT_NOUNS", "SPEECH_PLACES", "SUBORDINATOR", "TIME", "WH", "Verb", "VerbForm", "cue_verbs", "word_class",
    "word_set",
]  # fmt: skip

DETERMINER, POSSESSIVE, PRONOUN, OBJECT, RELATIVE, PREPOSITION = (1 << n for n in range(6))
COORDINATOR, SUBORDINATOR, BE, AUX, MODAL, FINITE, ADVERB, TIME, WH, ADJECTIVE = (1 << n for n in range(6, 16))
"""Word classes, as flags; `FINITE` are verb forms of every day that have no regular ending."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


_CLASSES = {
    DETERMINER: "the a an this that these those some any no each every either neither another both all many most"
    " several few one two three four five six seven eight nine ten dozens",
    POSSESSIVE: "my your his her its our their whose 's ’s",
    PRONOUN: "i you he she it we they who this that these those many some others both everyone everybody nobody someone"
    " somebody few most one none several another neither y'all there which",
    OBJECT: "me you him her it us them themselves himself herself itself myself ourselves",
    RELATIVE: "who which that whom",
    PREPOSITION: "of in on at by for from with to about against during before after between among through under over"
    " into upon within without toward towards via per amid near outside inside across since until despite except"
    " alongside behind beyond like as than",
    COORDINATOR: "and or but nor yet &",
    SUBORDINATOR: "that because if when while whereas although though unless until since after before as once whether"
    " so lest wherever whenever where how why what",
    BE: "is are was were be been being am 's 're 'm ’s ’re ’m isn aren wasn weren",
    AUX: "has have had having do does did don doesn didn hasn haven hadn 've 'd ’ve ’d don't doesn't didn't hasn't"
    " haven't hadn't n't n’t",
    MODAL: "will would can could may might must shall should won wouldn couldn can't cannot won't wouldn't couldn't"
    " 'll ’ll shouldn wo ca sha",
    ADVERB: "also then later now again once still just even never always often not n't n’t t further already first"
    " earlier too only soon ever instead otherwise simply today yesterday tomorrow tonight thus therefore meanwhile"
    " however indeed rather merely perhaps long sometimes previously elsewhere nonetheless nevertheless far twice"
    " separately reportedly so well back seldom rarely",
    TIME: "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december today yesterday tomorrow tonight week month year morning afternoon evening"
    " night mon tue wed thu fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec",
    WH: "whether if how what why where when who which",
    FINITE: "became began bought broke brought built came caught chose did drew drove fell felt fought found gave got"
    " grew held hit kept knew led left lost made means met needs paid ran remains rose sat saw seemed seems sent sold"
    " spent spoke stood struck taught thought threw told took understood wants went won wore wrote",
    ADJECTIVE: "new recent latest early late former senior top other own same such initial previous public"
    " repeated recent false true",
}

REPORT_NOUNS: dict[str, str] = {
    noun: kind
    for kind, nouns in {
        "speech": "statement statements claim claims allegation allegations accusation accusations assertion assertions"
        " argument arguments suggestion suggestions warning warnings promise promises pledge pledges vow vows threat"
        " threats contention insistence assurance assurances denial remark remarks comment comments announcement"
        " admission acknowledgment acknowledgement prediction predictions complaint complaints declaration charge"
        " charges rumor rumors rumour rumours conclusion reminder criticism criticisms praise calls demand demands"
        " request requests question questions attack attacks endorsement proposal proposals",
        "writing": "report reports",
        "attitude": "belief beliefs hope hopes fear fears concern concerns worry worries view opinion idea notion sense"
        " suspicion suspicions doubt doubts expectation expectations perception understanding conviction confidence"
        " support opposition decision refusal plan plans desire",
    }.items()
    for noun in nouns.split()
}
"""Nouns that report what follows them, with the kind of content."""

NOUN_PREPOSITIONS: dict[str, frozenset[str]] = {
    noun: frozenset(prepositions.split())
    for nouns, prepositions in {
        "support praise calls demand demands request requests endorsement": "for of",
        "criticism criticisms accusation accusations allegation allegations denial threat threats warning warnings fear"
        " fears view description": "of",
        "concern concerns question questions complaint complaints doubt doubts remarks comments worries": "about over",
        "attack attacks": "on",
        "opposition": "to",
        "decision refusal plan plans promise promises pledge pledges vow vows desire threat proposal proposals": "to",
    }.items()
    for noun in nouns.split()
}
"""The prepositions (or "to") by which such nouns take a phrase for their content."""

SPEECH_PLACES = word_set(
    "statement interview speech tweet letter email e-mail memo post report address memoir op-ed essay column article"
    " conference briefing release testimony video ad message press-conference call remarks"
)


NOUNS_TOO = word_set(
    "report claim estimate call doubt hope fear plan demand request challenge back support order charge note remark"
    " post tweet blog promise pledge vow state view project forecast attack question answer reply offer aim wish"
    " label cry comment caution command appeal document direct favor mock rebuke fault credit blame quote show find"
    " voice caption echo shout yell signal blast slam guess muse reject"
)
"""Verbs whose plain form and third person are nouns or adjectives as often as verbs."""

NO_SPEAKERS = word_set(
    "video watch photo photos image update updated breaking exclusive live opinion analysis note editor source sources"
    " read related pictured file caption correction review explainer transcript listen gallery quiz podcast"
)
"""First words before a colon that name no speaker."""

GOVERNORS = word_set(
    "went go goes going continued continues seemed seems appeared appears declined declines refused refuses rushed"
    " hastened began begins started used were was are is seem appear failed fails like likes liked love loves loved"
)
"""Verbs before "to" that do not make the saying a mere wish."""


class Verb(NamedTuple):
    """One verb of the table: what kind of content it reports, and in which frames."""

    lemma: str
    particles: tuple[str, ...]
    kind: str
    frames: frozenset[str]


class VerbForm(NamedTuple):
    """A word that may be a form of cue verbs; entries with more particles come first."""

    forms: int
    verbs: tuple[Verb, ...]


@cache
def word_class() -> dict[str, int]:
    """Return the classes of each function word, as a sum of flags."""
    found: dict[str, int] = {}
    for flag, words in _CLASSES.items():
        for word in words.split():
            found[word] = found.get(word, 0) | flag
    return found


@cache
def cue_verbs() -> dict[str, VerbForm]:
    """Return the table of cue verbs by word form."""
    found: dict[str, VerbForm] = {}
    text = files("annotator_quotes").joinpath("verbs.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        entry, kind, *frames = line.split()
        lemma, *particles = entry.split("+")
        verb = Verb(lemma, tuple(particles), kind, frozenset(frames))
        for form, which in forms(lemma).items():
            known = found.get(form, VerbForm(0, ()))
            verbs = sorted((*known.verbs, verb), key=lambda v: -len(v.particles))
            found[form] = VerbForm(known.forms | which, tuple(verbs))
    return found
