import pytest

from annotator_dates.language import build, load_language
from annotator_dates.rules import RuleError

WORDS = "month*: june=6\n"
LISTS = "leads: in on\n"


def rules(*lines):
    return "== dates ==\n\n[one]\n" + "\n".join(lines) + "\n"


def test_a_language_of_one_rule():
    made = build(WORDS, LISTS, rules("means: a month", "match: <month>", "value: calendar month", "after: @leads"))
    rule = made.stages[2][0][0]
    assert rule.name == "one"
    assert rule.guards["after"] == {"in", "on"}
    assert made.words["june"] == {"month": 6}


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["match: <month>", "value: kalendar month"], r"rule 'one' \(line 3\): there is no operation 'kalendar'"),
        (["match: <mont>", "value: calendar mont"], "no word and no rule has the class 'mont'"),
        (["match: <month>", "value: calendar moon"], "'moon' is no slot of the match"),
        (["match: <month>", "value: calendar month", "aftr: in"], "unknown key 'aftr'"),
        (["match: <month>", "value: calendar month", "after: @leeds"], "there is no list 'leeds'"),
        (["match: <month>"], "has no 'value'"),
        (["match: [ <month>", "value: calendar month"], "is never closed"),
        (["match: <month>", "value: calendar month", "e.g.: In June."], "an example needs"),
        (["gibberish"], "expected 'key: value'"),
    ],
)
def test_faults_are_named_with_their_place(lines, message):
    with pytest.raises(RuleError, match=message):
        build(WORDS, LISTS, rules(*lines))


def test_unknown_stage():
    with pytest.raises(RuleError, match="unknown stage 'datez'"):
        build(WORDS, LISTS, "== datez ==\n")


def test_english_is_read_once():
    assert load_language("en") is load_language("en")
