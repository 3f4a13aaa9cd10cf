"""Holders and targets through other layers, voices, scope, topics."""

import subprocess
import sys

import pytest

import annotator_stance
from annotator import NoSettings
from annotator_stance.annotate import annotate

from .conftest import with_entities, with_quote


def record():
    (found,) = annotator_stance.annotator_annotators()
    return found


def test_the_record_makes_the_layer_that_it_promises(read):
    annotator = record()
    ((layer,),) = annotator.open(NoSettings())([read("The guild opposes the toll.")])
    assert layer.schema is annotator_stance.STANCE
    assert sorted(a.label for a in layer) == ["against", "cue", "topic", "topic"]


def test_listing_the_plugin_reads_no_lexicon():
    code = "import annotator_stance, sys; list(annotator_stance.annotator_annotators());"
    code += "sys.exit('annotator_stance.lexicon' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_holder_and_target_are_entity_mentions_when_known(read):
    document = with_entities(
        read("Ostmark again accused Westmark of piracy."), {"Ostmark": ("gpe", "o"), "Westmark": ("gpe", "w")}
    )
    layer = annotate(document)
    document.with_layer(layer)
    (stance,) = layer.labelled("against")
    ends = [document["entities"][id] for role in ("holder", "target") for id in layer.targets(stance, role)]
    assert [document.words(end) for end in ends] == ["Ostmark", "Westmark"]
    assert document.words(stance) == "Ostmark again accused Westmark"
    assert layer.labelled("topic") == []
    assert stance.rule == "verb.disapprove:accuse"


def test_a_pronoun_is_a_holder_through_its_mention(read, stances):
    text = "Ada Brook spoke. She praised the weavers."
    known = with_entities(read(text), {"Ada Brook": ("person", "a"), "She": ("pronominal", "a")})
    assert stances(known) == [("favor", "She", "the weavers", "certain")]
    assert stances(read(text)) == [("favor", "", "the weavers", "certain")]


def test_a_pronoun_after_a_verb_of_saying_goes_back_to_who_says_it(read, stances):
    assert ("favor", "The mayor", "the weavers", "certain") in stances(
        read("The mayor said that she supports the weavers.")
    )


def test_a_pronoun_alone_is_no_target(read, stances):
    assert stances(read("The guild rejected it.")) == []


def test_nobody_is_for_or_against_himself(read, stances):
    two = with_entities(read("Ada praised Brook."), {"Ada": ("person", "a"), "Brook": ("person", "b")})
    one = with_entities(read("Ada praised Brook."), {"Ada": ("person", "a"), "Brook": ("person", "a")})
    assert len(stances(two)) == 1
    assert stances(one) == []


def test_things_hold_no_stance(read, stances):
    assert stances(read("The beam supports the roof.")) == []


def test_first_person_in_a_quotation_is_its_speaker(read):
    text = "“We oppose the toll,” the ferryman said."
    document = with_quote(read(text), "“We oppose the toll,”", "the ferryman", "said")
    layer = annotate(document)
    document = document.with_layer(layer)
    (stance,) = layer.labelled("against")
    assert [document.words(document.find(id)) for id in layer.targets(stance, "holder")] == ["the ferryman"]
    assert [document.words(document.find(id)) for id in layer.targets(stance, "source")] == ["“We oppose the toll,”"]
    assert "holder" not in stance.features


def test_a_stance_whose_cue_introduces_a_quotation_has_it_as_source(read):
    text = "The ferryman hopes for calmer waters."
    document = with_quote(read(text), "calmer waters", "The ferryman", "hopes")
    layer = annotate(document)
    (stance,) = layer.labelled("favor")
    assert [document["quotes"][id].label for id in layer.targets(stance, "source")] == ["direct"]


def test_the_writer_judges_what_nobody_else_says(read, stances):
    assert stances(read("The drought could end the siege.")) == [("neutral/mixed", "author", "the siege", "doubtful")]
    said = stances(read("Scouts said that the drought could end the siege."))
    assert said == [("neutral/mixed", "", "the siege", "doubtful")]


def test_what_should_be_done_is_the_view_of_who_says_so(read, stances):
    assert stances(read("The council must reject the toll.")) == [("against", "author", "the toll", "certain")]


def test_a_denial_bears_on_its_own_clause(read, stances):
    assert stances(read("Without saying much, the guild opposed the toll.")) == [
        ("against", "the guild", "the toll", "certain")
    ]
    assert stances(read("The guild did not report the loss and opposed the toll.")) == [
        ("against", "The guild", "the toll", "certain")
    ]


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("The clerk should resign.", "resign"),
        ("They should give it all back.", "give it all back"),
        ("The clerk must hand over the keys.", "hand over the keys"),
        ("The clerk ought to step down.", "step down"),
        ("The clerk should return the bribe to the bank.", "return the bribe"),
    ],
)
def test_who_says_that_somebody_should_make_amends_is_for_it(text, deed, read, stances):
    assert stances(read(text)) == [("favor", "author", deed, "certain")]


def test_amends_asked_for_in_a_quotation_are_the_view_of_its_speaker(read, stances):
    text = "“The clerk should resign,” the ferryman said."
    document = with_quote(read(text), "“The clerk should resign,”", "the ferryman", "said")
    assert stances(document) == [("favor", "the ferryman", "resign", "certain")]


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("The guild opposes the toll.", "certain"),
        ("The guild might oppose the toll.", "possible"),
        ("The guild would oppose the toll.", "probable"),
        ("The guild reportedly opposes the toll.", "probable"),
        ("The guild will oppose the toll if bread gets dearer.", "conditional"),
        ("If bread gets dearer, the guild will oppose the toll.", "conditional"),
        ("The guild opposes the toll even if bread gets cheaper.", "certain"),
        ("The guild opposes the toll, but only if bread gets dearer.", "conditional"),
        ("The guild opposes the toll unless bread gets cheaper.", "conditional"),
        ("The guild opposes the toll as long as bread is dear.", "conditional"),
        ("The guild opposes the toll provided that bread gets dearer.", "conditional"),
        ("The guild opposes the toll, and the bishop would back the mill only if bread gets cheaper.", "certain"),
    ],
)
def test_certainty(text, certainty, read, stances):
    assert ("against", "the guild" if "the guild" in text else "The guild", "the toll", certainty) in stances(
        read(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Does the guild oppose the toll?",
        "Nobody knows whether the guild opposes the toll.",
        "If the guild opposes the toll, bread gets dearer.",
        "The guild declined to comment on the toll.",
        "The guild does not fear the toll.",
        "The bishop urged the mayor.",
        "The guild backed off the toll.",
        "The guild did not intend to harm the orchard.",
        "The guild has to fire the clerk.",
        "The league threatened a ban.",
        "The guild lent technical support for the mill.",
        "The clerks are certain.",
        "The reeve never said that she supports the toll.",
        "The reeve has never said she opposes the toll and backs the mill.",
        "The reeve does not believe that the guild opposes the toll.",
        "Nobody believes that the guild opposes the toll.",
        "The reeve denied that the guild supports the toll.",
        "The reeve refused to say that she supports the toll.",
        "The reeve left without saying that she opposes the toll.",
        "The reeve never said that the clerk should resign.",
        "If the clerk should resign, bread gets dearer.",
        "The clerk should not resign.",
        "The clerk should have resigned.",
        "The ferry should return at noon.",
        "The clerk should return on Monday.",
        "The clerk should resign, the reeve said.",
    ],
)
def test_no_stance_is_claimed(text, read, stances):
    assert stances(read(text)) == []


def test_who_speaks_of_wrongs_is_against_the_doer(read):
    text = "The clerk misled the board, the reeve said."
    assert annotate(read(text)).labelled("against") == []
    document = with_quote(read(text), "The clerk misled the board", "the reeve", "said")
    layer = annotate(document)
    document = document.with_layer(layer)
    (stance,) = layer.labelled("against")
    ends = [document.words(document.find(id)) for role in ("holder", "target") for id in layer.targets(stance, role)]
    assert ends == ["the reeve", "The clerk"]


def test_evidence_takes_both_quotation_marks_in(read):
    document = read("The vicar called the toll “disastrous”.")
    (stance,) = annotate(document).labelled("against")
    assert document.words(stance) == "The vicar called the toll “disastrous”"


def test_two_deeds_give_two_stances(read, stances):
    found = stances(read("The guild vowed to abolish the toll and restore the market."))
    assert found == [
        ("against", "The guild", "the toll", "certain"),
        ("favor", "The guild", "the market", "certain"),
    ]


def test_two_subjects_give_two_stances(read, stances):
    text = "On Sunday, smiths and weavers opposed the toll."
    assert [holder for _, holder, _, _ in stances(read(text))] == ["smiths", "weavers"]


@pytest.mark.parametrize("denial", ["does not support", "no longer supports", "never supported", "failed to support"])
def test_not_to_support_is_to_be_against(denial, read, stances):
    assert stances(read(f"The guild {denial} the toll.")) == [("against", "The guild", "the toll", "probable")]


def test_one_topic_for_the_same_words_and_for_the_bare_noun_after(read):
    text = (
        "The guild opposes the salt toll. Brewers like bread. The bishop welcomed the toll. Clerks back the new mill."
    )
    layer = annotate(read(text))
    names = [layer.referents_of(topic)[0].names[0] for topic in layer.labelled("topic") if layer.referents_of(topic)]
    assert names == ["the salt toll", "the salt toll", "the new mill"]
    assert [referent.type for referent in layer.referents] == ["topic", "topic"]


def test_every_stance_has_cue_target_and_rule_and_covers_its_cue(read):
    text = "The guild opposes the toll. The bishop is wary of the mill, and clerks voiced support for the mayor's plan."
    layer = annotate(read(text))
    found = layer.labelled("favor", "against")
    assert len(found) == 3
    for stance in found:
        assert len(layer.targets(stance, "target")) == 1
        assert stance.rule
        assert stance.confidence is None
        for id in layer.targets(stance, "cue"):
            assert stance.start <= layer[id].start < layer[id].end <= stance.end


def test_every_topic_is_the_end_of_a_link(read):
    text = "The guild opposes it. The bishop opposes the bishop. Brewers praised themselves. Clerks back the new mill."
    layer = annotate(read(text))
    ends = {link.target for link in layer.links}
    assert layer.labelled("topic")
    assert all(topic.id in ends for topic in layer.labelled("topic", "cue"))


def test_the_same_text_gives_the_same_layer(read):
    text = "The guild opposes the toll. The bishop is wary of the mill."
    assert annotate(read(text)) == annotate(read(text))
