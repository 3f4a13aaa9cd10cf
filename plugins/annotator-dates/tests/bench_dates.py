"""Speed of annotator-dates alone and with the tokens of annotator-text, in one run with a bare scan of the words and,
where it is installed, with dateparser.search. Words a second stand in the extra information of each figure.
"""

import re
import subprocess
import sys
import time

import pytest

from annotator import Document
from annotator_dates.document import Annotate

pytestmark = pytest.mark.bench

PARAGRAPH = (
    "The harbour board said on Tuesday that the new pier, planned since March 2004, would open late next year. "
    "Work began in the spring and stopped twice; the contractor blamed the storms of last winter. Nobody in the "
    "town had believed the date of 3 May, said the mayor, who was elected in 1998 and has fought for the pier for "
    "almost twelve years. About 1,200 people signed a petition. A report is due by the end of the month, and the "
    "council meets every Monday at 7 p.m. to discuss the cost, which rose by nine per cent from a year earlier, "
    "when it was last put before the people of the town. Others in the town take another view. They say that the "
    "money should go to the school, whose roof leaks, and to the road along the cliff, where stones fall whenever "
    "the wind blows from the sea. The owner of the fish market, who asked not to be named, said that a pier "
    "without ships is only a place for gulls. The board rejects this. Ships will come, it says, once there is "
    "room for them, and with the ships will come crews who eat, drink and buy what they need. A study of two "
    "other harbours on the coast found that trade grew after such works, although it could not show that the "
    "works were the cause. The engineers, for their part, are worried about the ground, which is softer than the "
    "maps had led them to believe, and about the price of steel. Whether the council will listen to them is "
    "another question. Its members were elected on a promise to build, and few of them wish to explain to the "
    "voters why nothing stands in the water but a row of poles.\n"
)
"""With about one expression in 21 words; news has one in 30 to 50."""


def text(size):
    return PARAGRAPH * (size // len(PARAGRAPH) + 1)


@pytest.fixture(scope="module")
def annotate():
    made = Annotate()
    made(Document("warm", PARAGRAPH, metadata={"date": "2010-06-16"}))
    return made


@pytest.fixture(scope="module")
def tokens():
    module = pytest.importorskip("annotator_text.tokens")
    pattern = module.token_pattern()
    return lambda document: module.find_tokens(pattern, document.text)


TEXTS = {
    "1 MB": lambda: [Document("big", text(1_000_000), metadata=DATE)],
    "10 MB": lambda: [Document("big", text(10_000_000), metadata=DATE)],
    "articles": lambda: [Document(str(n), PARAGRAPH * 2, metadata=DATE) for n in range(400)],
}
DATE = {"date": "2010-06-16"}


def measure(benchmark, work, documents):
    words = sum(len(document.text.split()) for document in documents)
    benchmark.pedantic(lambda: [work(document) for document in documents], rounds=5 if words < 1_000_000 else 2)
    benchmark.extra_info["words per second"] = round(words / benchmark.stats.stats.min)


@pytest.mark.parametrize("name", TEXTS)
def test_dates(benchmark, annotate, name):
    measure(benchmark, annotate, TEXTS[name]())


@pytest.mark.parametrize("name", TEXTS)
def test_tokens(benchmark, tokens, name):
    measure(benchmark, tokens, TEXTS[name]())


@pytest.mark.parametrize("name", TEXTS)
def test_tokens_and_dates(benchmark, annotate, tokens, name):
    measure(benchmark, lambda document: [tokens(document), *annotate(document)], TEXTS[name]())


@pytest.mark.parametrize("name", TEXTS)
def test_tokens_and_dates_in_their_document(benchmark, annotate, tokens, name):
    """With the checks of the layers as they are added to the document."""

    def work(document):
        for layer in (tokens(document), *annotate(document)):
            document = document.with_layer(layer)

    measure(benchmark, work, TEXTS[name]())


def test_bare_scan_of_words(benchmark):
    words, whole = re.compile(r"([^\W0-9_]+)|([0-9]+)|([^\w\s])"), text(1_000_000)
    benchmark.pedantic(lambda: [match.span() for match in words.finditer(whole)], rounds=3)
    benchmark.extra_info["words per second"] = round(len(whole.split()) / benchmark.stats.stats.min)


def test_dateparser_search(benchmark):
    search = pytest.importorskip("dateparser.search")
    short = text(20_000)
    benchmark.pedantic(lambda: search.search_dates(short, languages=["en"]), rounds=1)
    benchmark.extra_info["words per second"] = round(len(short.split()) / benchmark.stats.stats.min)


def test_start(benchmark):
    """Import of the modules and reading of the rules, over an interpreter that has imported annotator."""
    code = (
        "import annotator, time; begun = time.process_time(); import annotator_dates.document as d; d.Annotate();"
        "print(time.process_time() - begun)"
    )

    def once():
        return float(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout)

    benchmark.extra_info["own start in ms"] = round(1000 * min(once() for _ in range(5)), 1)
    benchmark.pedantic(once, rounds=1)
    assert time.process_time() > 0
