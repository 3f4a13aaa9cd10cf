import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import UsageError
from annotator.document import Document
from annotator.languages import _LANGUAGES, check_language, primary
from annotator.manager import Registry
from annotator.plan import make_plan
from annotator.tei.names import Names
from tests.toys import toy


@pytest.mark.parametrize(
    "tag",
    [
        "en",
        "EN",
        "en-US",
        "pt-BR",
        "zh-Hant-TW",
        "de-CH-1996",
        "sl-rozaj-biske",
        "kok",
        "cmn",
        "und",
        "es-419",
        "iw",
        "en-a-bbb-x-a",
        "x-newspeak",
        "de-DE-u-co-phonebk",
        "zh-yue-HK",
    ],
)
def test_language_tags_are_taken(tag):
    check_language(tag)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("english", "did you mean 'en', English?"),
        ("Englsh", "did you mean 'en', English?"),
        ("german", "did you mean 'de', German?"),
        ("deutsch", "did you mean 'de', German?"),
        ("eng", "did you mean 'en', English?"),
        ("ger-AT", "did you mean 'de-AT', German?"),
        ("en_US", "did you mean 'en-US', English?"),
        ("en_US.UTF-8", "did you mean 'en-US', English?"),
        (" en", "did you mean 'en', English?"),
        ("xx", "write one such as en, ko or pt-BR"),
        ("klingon", "write one such as en, ko or pt-BR"),
        ("en--US", "write one such as en, ko or pt-BR"),
        ("en-", "write one such as en, ko or pt-BR"),
        ("", "write one such as en, ko or pt-BR"),
        ("ｅｎ", "write one such as en, ko or pt-BR"),
    ],
)
def test_what_is_no_tag_is_refused_with_the_tag_that_was_meant(wrong, hint):
    with pytest.raises(UsageError, match=re.escape(f"the language {wrong!r} is no language tag (BCP 47); {hint}")):
        check_language(wrong)


@given(st.text(max_size=12) | st.from_regex(r"[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8}){0,3}", fullmatch=True))
def test_a_tag_that_is_taken_can_stand_in_tei_and_one_that_is_proposed_is_taken(text):
    try:
        check_language(text)
    except UsageError as error:
        if meant := re.search("did you mean '([^']+)'", str(error)):
            check_language(meant[1])
    else:
        assert Names(Document("a", "", text)).language(text) == text


def test_the_table_of_languages_is_whole():
    rows = [row.split() for row in _LANGUAGES.split(";")]
    codes = [word for row in rows for word in row if re.fullmatch("[a-z]{2,3}", word)]
    assert len(rows) == 184
    assert len(set(codes)) == len(codes)
    assert all(len(row[0]) == 2 and row[-1][0].isupper() for row in rows)


def test_codes_of_two_and_three_letters_mean_one_language():
    assert (primary("eng-GB"), primary("EN-gb"), primary("cmn"), primary("")) == ("en", "en", "cmn", "")
    registry = Registry(annotators={"a": toy("a", languages=("en",)), "b": toy("b", languages=("ger",))})
    assert [step.name for step in make_plan(registry, "eng-GB").steps] == ["a"]
    assert [step.name for step in make_plan(registry, "de-AT").steps] == ["b"]
