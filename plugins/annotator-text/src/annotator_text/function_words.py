"""Whether a text that is taken for English looks like it, told by its function words.

Articles, pronouns, prepositions and conjunctions make up a third or more of running text in any language that writes
them as words of their own. Only sentences of running text are looked at, so that tables, lists of names and pages of
headings say nothing; and only so many of them as are needed, so that the cost does not grow with the text.
"""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections import Counter
from collections.abc import Iterable

__all__ = ["likely_language", "warn_unless_english"]

SAMPLE = 2_000
"""So many code points of running text are looked at."""

FEWEST_LETTERS = 300
"""Shorter texts may be anything."""

SENTENCE_WORDS = 6
"""Shorter sentences may be headings, and rows of a table."""

CLEAR_SHARE = 0.15
CLEAR_LEAD = 1.3
"""A text is clearly in a language when this share of its words is function words of it, so many times more than of the
next. English news has 0.3 to 0.5."""

FEWEST_ENGLISH = 0.08
"""A text that is clearly in no language is not English either when it has fewer English function words than this."""

_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ]")
_FINAL = re.compile(r"[.!?…。！？।][\"'”’»)\]」]*$")

_FUNCTION_WORDS = {
    language: frozenset(words.split())
    for language, words in {
        "English": """the of and to in a is that for on was with as it by be at from are this he she his her they their
            we our you have has had not but were which an or who will would been its there when if all said what about
            after than into more no can out so i my do him them these where how before over could should did""",
        "German": """der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden
            aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber
            vor zur bis mehr durch man sein wurde wir ich kann gegen vom schon wenn ihre seine diese""",
        "French": """de la le et les des en un une du que est pour qui dans au sur par plus pas ce il a se son ne avec
            sont mais ou aux cette elle ont été ces sa nous leur je y être lui comme fait ses même aussi on vous tout
            leurs d l qu s n c sans entre après depuis très dont""",
        "Spanish": """de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me
            si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está
            nos durante porque qué han estos ellos""",
        "Italian": """di e il la che in un a per è una del non sono le si da con i della dei nel lo al ha come gli alla
            anche più ma delle dal ed se nella su o questo ai dalla tra degli hanno stato sul ci essere cui alle suo
            era dell l loro sua perché fino""",
        "Portuguese": """de a o que e do da em um para com não uma os no se na por mais as dos como mas ao das à seu sua
            ou quando muito nos já também só pelo pela até isso ela entre depois sem mesmo aos foi são está ser tem ele
            pelos nas às num porque""",
        "Dutch": """de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij nog uit wordt
            door naar heeft hij ze wat tot zich ze werd over hebben deze kan meer wel geen of was worden moet dit haar
            hun onder toen omdat""",
        "Swedish": """och i att det som en på är av för med den till inte har de ett om han var jag men från så vi sig
            man kan ska vid nu efter eller när under också än hade sin där mot hon skulle alla kommer mycket år här
            blev vara detta""",
        "Polish": """i w na z się nie do to że jest o jak po co dla od za przez ale tak ze by są już tym był który jego
            czy oraz było także tylko może która ma które przed ich bardzo pod być jej będzie gdy tego jednak przy""",
        "Turkish": """ve bir bu da de için ile çok daha olarak olan gibi kadar en sonra o ne var ama değil ise ki her
            bin yeni göre iki oldu olduğunu ancak dedi diye şu veya tarafından büyük ilk biz ben""",
        "Vietnamese": """và của là có cho không được trong một các người những với đã này để ở từ khi đến về ra cũng như
            vào nhiều đang sẽ tại phải trên theo nhưng lại bị sau năm hay mà do rằng thì còn việc bằng trước đó""",
        "Indonesian": """yang dan di dari untuk dengan pada ini itu tidak dalam akan ke adalah juga oleh mereka ada
            karena telah sebagai bisa kami kita atau saat lebih sudah para seperti tersebut menjadi hanya tetapi bahwa
            dapat setelah secara saya ia belum namun""",
        "Romanian": """de și în a la cu nu pe care din să o un este mai că pentru ce se au fost al ale sau dar după prin
            cel lui ca fi sunt am cum iar între acest această fără până când le va își ar unei unui asupra""",
        "Russian": """и в не на что с по а как это из у к он для от его но за так о то все было же быть также мы они бы
            был она или их до при только во после уже если когда который которые чтобы года со об""",
    }.items()
}


def warn_unless_english(text: str, sentences: Iterable[tuple[int, int]]) -> None:
    """Warn when a text that is taken for English does not look like it.

    Args:
        text: of the document.
        sentences: start and end of each.
    """
    sample = _running_text(text, sentences)
    letters = len(_LETTER.findall(sample))
    if letters <= FEWEST_LETTERS:
        return
    words = _WORD.findall(unicodedata.normalize("NFC", sample).lower())
    english = _share(words, "English")
    in_latin = 2 * len(_LATIN.findall(sample)) >= letters
    if in_latin and english >= CLEAR_SHARE:
        return
    likely = likely_language(words)
    if likely == "English":  # beside much text in another script
        return
    if likely or english < FEWEST_ENGLISH or not in_latin:
        looks = f"it looks like {likely}; " if likely else ""
        warnings.warn(
            f"the text is taken for English and does not look like it; {looks}say the language with --lang",
            stacklevel=2,
        )


def likely_language(words: list[str]) -> str | None:
    """Return the name of the language whose function words stand out among the words, None when none does.

    Args:
        words: in lower case.
    """
    shares = Counter({language: _share(words, language) for language in _FUNCTION_WORDS})
    (first, most), (_, next_most) = shares.most_common(2)
    return first if most >= CLEAR_SHARE and most >= CLEAR_LEAD * next_most else None


def _share(words: list[str], language: str) -> float:
    known = _FUNCTION_WORDS[language]
    return sum(word in known for word in words) / max(len(words), 1)


def _running_text(text: str, sentences: Iterable[tuple[int, int]]) -> str:
    """Return the first sentences that are running text, as many as make a sample."""
    taken: list[str] = []
    length = 0
    for start, end in sentences:
        sentence = text[start : min(end, start + SAMPLE)]
        if _is_running_text(sentence):
            taken.append(sentence)
            length += len(sentence)
            if length > SAMPLE:
                break
    return "\n".join(taken)[:SAMPLE]


def _is_running_text(sentence: str) -> bool:
    """Whether a sentence ends as one and most of its words have no capital."""
    if not _FINAL.search(sentence[-10:]):
        return False
    if not sentence.isascii() and 2 * len(_LATIN.findall(sentence)) < len(_LETTER.findall(sentence)):
        return True  # scripts that know no capitals, or no spaces
    words = _WORD.findall(sentence)
    return len(words) >= SENTENCE_WORDS and 2 * sum(word[0].islower() for word in words) > len(words)
