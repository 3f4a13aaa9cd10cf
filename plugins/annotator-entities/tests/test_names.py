import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chilean President Ana Torres flew to Oslo.",
            [("Chilean", "norp"), ("Ana Torres", "person"), ("Oslo", "gpe")],
        ),
        ("They met Mr. Okonjo in Lagos.", [("Okonjo", "person"), ("Lagos", "gpe")]),
        (
            "He spoke with the Ministry of Trade, Industry and Energy.",
            [("Ministry of Trade, Industry and Energy", "org")],
        ),
        ("She joined the Institute for Polar Research.", [("Institute for Polar Research", "org")]),
        ("It borders the Arabian Peninsula.", [("Arabian Peninsula", "place")]),
        ("He left the People's Party on Monday.", [("People's Party", "org")]),
        ("The deal was signed in Washington, D.C., on Friday.", [("Washington, D.C.", "gpe")]),
        ("She quoted lawyer Pedro de la Vega.", [("Pedro de la Vega", "person")]),
        ("Ahmed bin Khalid al-Mansouri, 57, said so.", [("Ahmed bin Khalid al-Mansouri", "person")]),
        ("Experts praised Park Ji-won in Busan.", [("Park Ji-won", "person"), ("Busan", "gpe")]),
        ("She met J. K. Moyo in Lusaka.", [("J. K. Moyo", "person"), ("Lusaka", "gpe")]),
        ("A spokesman for the Danish Parliament said no.", [("Danish", "norp"), ("Parliament", "org")]),
        ("He works for the Asian Development Bank.", [("Asian Development Bank", "org")]),
        ("In May, May Smith went home.", [("May Smith", "person")]),
    ],
)
def test_names_have_the_right_edges_and_labels(names, text, expected):
    assert names(text) == expected


def test_hyphen_compounds_of_states_are_split(names):
    found = names("The US-North Korea summit and the Chile-Peru border were discussed.")
    assert [text for text, _ in found] == ["US", "North Korea", "Chile", "Peru"]


def test_the_possessive_and_the_title_stay_outside(annotate):
    document = annotate("Foreign Minister Lena Haugen's plan failed.")
    found = [(document.words(a), a.label, a.features["level"]) for a in document["entities"]]
    assert found == [("Foreign Minister", "role-title", "title"), ("Lena Haugen", "person", "named")]


def test_a_title_may_follow_the_name(annotate):
    document = annotate("Lena Haugen, former dean of the University of Bergen, said so.")
    titles = [document.words(a) for a in document["entities"].labelled("role-title")]
    assert titles == ["former dean of the University of Bergen"]


def test_a_word_that_only_opens_a_sentence_is_no_name(names):
    assert names("Yesterday rain fell. Prospects were poor. Workers went home. Bolstered by this, they sang.") == []


def test_months_money_and_common_abbreviations_are_no_names(names):
    assert names("In April the CEO paid US$5 million by DVD on Tuesday.") == []


def test_headlines_show_only_what_is_known_from_the_text(names):
    found = names("RANGERS LOSE AGAIN IN NORWAY AS HAUGEN RESIGNS\nPresident Lena Haugen resigned on Monday.")
    assert found == [("NORWAY", "gpe"), ("HAUGEN", "person"), ("Lena Haugen", "person")]


def test_a_demonym_is_norp_and_a_country_is_gpe_also_before_a_noun(names):
    assert names("The Kenyan team met the Kenya delegation.") == [("Kenyan", "norp"), ("Kenya", "gpe")]


def test_every_named_mention_says_how_sure_it_is_and_why(annotate):
    for annotation in annotate("President Ana Torres of Chile met Mr. Okonjo.")["entities"]:
        assert annotation.rule
        if annotation.features["level"] == "named":
            assert annotation.confidence is not None
            assert 0 < annotation.confidence <= 1
