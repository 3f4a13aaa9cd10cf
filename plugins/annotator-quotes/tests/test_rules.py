import pytest

from annotator_quotes.inflection import BASE, ING, PARTICIPLE, PAST, THIRD, forms


@pytest.mark.parametrize(
    ("lemma", "third", "past", "ing"),
    [
        ("say", "says", "said", "saying"),
        ("deny", "denies", "denied", "denying"),
        ("admit", "admits", "admitted", "admitting"),
        ("pledge", "pledges", "pledged", "pledging"),
        ("stress", "stresses", "stressed", "stressing"),
        ("agree", "agrees", "agreed", "agreeing"),
        ("forecast", "forecasts", "forecast", "forecasting"),
    ],
)
def test_verbs_are_inflected(lemma, third, past, ing):
    found = forms(lemma)
    assert found[lemma] & BASE
    assert found[third] & THIRD
    assert found[past] & PAST
    assert found[ing] & ING


def test_a_form_may_be_several_things():
    assert forms("write")["written"] == PARTICIPLE
    assert forms("claim")["claimed"] == PAST | PARTICIPLE


SENTENCES = {
    "The harbour master said that two ferries would stay in port.": [
        ("indirect", "two ferries would stay in port", "said", "The harbour master")
    ],
    "Two ferries would stay in port, the harbour master said on Friday.": [
        ("indirect", "Two ferries would stay in port", "said", "the harbour master")
    ],
    "The ferries, the harbour master said, would stay in port.": [
        ("indirect", "The ferries", "said", "the harbour master"),
        ("indirect", "would stay in port", "said", "the harbour master"),
    ],
    "“Two ferries stay in port,” said the harbour master.": [
        ("direct", "“Two ferries stay in port,”", "said", "the harbour master")
    ],
    'Lena Orlow, who runs the port, said: "Two ferries stay."': [
        ("direct", '"Two ferries stay."', "said", "Lena Orlow")
    ],
    "Orlow said the delay was “deeply regrettable” because of the holidays.": [
        ("mixed", "the delay was “deeply regrettable” because of the holidays", "said", "Orlow")
    ],
    "Two ferries would stay in port, according to the harbour office.": [
        ("indirect", "Two ferries would stay in port", "according to", "the harbour office")
    ],
    "According to the harbour office, two ferries would stay in port.": [
        ("indirect", "two ferries would stay in port", "According to", "the harbour office")
    ],
    "Orlow told reporters that the ferries would sail again.": [
        ("indirect", "the ferries would sail again", "told", "Orlow")
    ],
    "The union called on the port not to cut jobs.": [("indirect", "not to cut jobs", "called on", "The union")],
    "The union accused the port of cutting jobs.": [("indirect", "cutting jobs", "accused", "The union")],
    "The port vowed to keep all crews.": [("indirect", "to keep all crews", "vowed", "The port")],
    "The port denied the reports.": [("indirect", "the reports", "denied", "The port")],
    "Orlow called the delay “regrettable” and sad.": [("mixed", "the delay “regrettable” and sad", "called", "Orlow")],
    "Orlow described the port as a place of hope.": [("indirect", "the port as a place of hope", "described", "Orlow")],
    "Orlow reaffirmed the plan, stressing that “jobs are safe” and calling on crews “to be patient”.": [
        ("indirect", "the plan", "reaffirmed", "Orlow"),
        ("mixed", "“jobs are safe”", "stressing", "Orlow"),
        ("mixed", "“to be patient”", "calling on", "Orlow"),
    ],
    "Orlow was quoted as saying that the ferries were safe.": [
        ("indirect", "the ferries were safe", "quoted as saying", "Orlow")
    ],
    "Crews were told that the ferries would stay in port.": [
        ("indirect", "the ferries would stay in port", "told", None)
    ],
    "Orlow rejected the union's claim that the ferries were unsafe.": [
        ("indirect", "the ferries were unsafe", "claim", "the union"),
    ],
    "“It is late!” the old sailor thundered on.": [("direct", "“It is late!”", "thundered", "the old sailor")],
    "The port said in a statement that the ferries were safe.": [
        ("indirect", "the ferries were safe", "said", "The port")
    ],
    "The storm led Orlow to warn that the ferries would stay.": [
        ("indirect", "the ferries would stay", "warn", "Orlow")
    ],
    "The captain said, however, that the ferries were safe.": [
        ("indirect", "the ferries were safe", "said", "The captain")
    ],
    # A clause before the main clause ends with its comma.
    "Asked if she would support a delay, Orlow replied: “We sail on Friday.”": [
        ("direct", "“We sail on Friday.”", "replied", "Orlow")
    ],
    "Asked whether she feared that jobs would go, Orlow said that the crews were safe.": [
        ("indirect", "jobs would go", "feared", "she"),
        ("indirect", "the crews were safe", "said", "Orlow"),
    ],
    "When asked if she feared a strike, Orlow replied: “We sail on Friday.”": [
        ("indirect", "a strike", "feared", "she"),
        ("direct", "“We sail on Friday.”", "replied", "Orlow"),
    ],
    "If the storm would turn, Orlow said, the ferries would sail.": [
        ("indirect", "If the storm would turn", "said", "Orlow"),
        ("indirect", "the ferries would sail", "said", "Orlow"),
    ],
    "After Orlow announced that the ferries would stay in port, two crews went home.": [
        ("indirect", "the ferries would stay in port", "announced", "Orlow")
    ],
    "After noting that the storm was near, the captain turned back to the port.": [
        ("indirect", "the storm was near", "noting", "the captain")
    ],
    # Praise and blame are reported with "as", "for" or quotation marks.
    "The union condemned the delay as a bad joke.": [("indirect", "the delay as a bad joke", "condemned", "The union")],
    "The union praised Orlow for the new boats.": [("indirect", "Orlow for the new boats", "praised", "The union")],
    "The union denounced the “cowardly” delay.": [("mixed", "the “cowardly” delay", "denounced", "The union")],
    # Sayings that are quoted again and again.
    "As my aunt likes to say, “Boats do not wait for anyone.”": [
        ("direct", "“Boats do not wait for anyone.”", "say", "my aunt")
    ],
    "As Orlow once put it, “Boats do not wait for anyone.”": [
        ("direct", "“Boats do not wait for anyone.”", "put it", "Orlow")
    ],
    "My aunt was fond of saying, “Boats do not wait for anyone.”": [
        ("direct", "“Boats do not wait for anyone.”", "saying", "My aunt")
    ],
    # Scare quotes make no clause of what stands around them.
    "Orlow announced a “clean harbour” plan on Monday, and the crews went home.": [
        ("mixed", "a “clean harbour” plan on Monday", "announced", "Orlow")
    ],
    "The firm, which calls itself “Sail,” reported a loss.": [("mixed", "itself “Sail,”", "calls", "The firm")],
    "The captain maintains “ghost” boats for the museum.": [("not-speech", "“ghost”", None, None)],
    "Orlow said “ghost” boats were seen.": [("mixed", "“ghost” boats were seen", "said", "Orlow")],
    "The firm added a “green” label to boats that were sold in May.": [("not-speech", "“green”", None, None)],
    # Guillemets with space inside.
    "Orlow said: « The ferries will sail again. » Then she left.": [
        ("direct", "« The ferries will sail again. »", "said", "Orlow")
    ],
    "«\u00a0The ferries will sail again,\u00a0» said Orlow.": [
        ("direct", "«\u00a0The ferries will sail again,\u00a0»", "said", "Orlow")
    ],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_what_a_sentence_reports(read, text):
    assert read(text, least_confidence=0) == SENTENCES[text]


@pytest.mark.parametrize(
    "text",
    [
        "The stated goal of the port is to grow.",
        "The report on ferries is long.",
        "Claims of the crews rose by a third.",
        "The United States sent two ferries.",
        "The ferries stayed in port.",
        "",
        "said",
        "said that.",
        "According to.",
        "Council rejects harbour plan after long session",
        "Crews condemned the attack on the port.",
        "Orlow praised the proposal on Monday.",
        "The union praised Orlow as crews cheered.",
        "The minister flew home after concluding his visit to a port that was built in May.",
        "After concluding her visit to the port, the minister opened a school and met the crews.",
        "Orlow concluded the talks that were held in May.",
        "Orlow recalled the envoy who was sent in May.",
    ],
)
def test_what_reports_nothing(read, text):
    assert read(text) == []


def test_a_short_quotation_right_before_its_cue_has_a_speaker(read):
    assert read("“She should go at once,” said the old captain.") == [
        ("direct", "“She should go at once,”", "said", "the old captain")
    ]


def test_the_word_that_is_content_by_setting(read):
    text = "Orlow said that the ferries were safe."
    assert read(text, with_that=True)[0][1] == "that the ferries were safe"


def test_attitudes_are_left_out_by_setting(read):
    text = "Orlow hopes that the ferries will sail."
    assert [row[2] for row in read(text, least_confidence=0)] == ["hopes"]
    assert read(text, least_confidence=0, attitudes=False) == []


def test_a_headline_may_begin_with_its_speaker(read):
    text = "Harbour Chief: Ferries to sail again\nThe day was long.\n"
    assert read(text, headline=True, least_confidence=0) == [
        ("indirect", "Ferries to sail again", ":", "Harbour Chief")
    ]
