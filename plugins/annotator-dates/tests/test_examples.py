import pytest

from annotator_dates.examples import all_examples, run_example
from annotator_dates.language import load_language


@pytest.mark.parametrize("rule_and_example", list(all_examples()), ids=lambda pair: pair[0].name)
def test_example_of_rule(rule_and_example):
    rule, example = rule_and_example
    assert run_example(rule, example) == example.expected


def test_every_rule_says_what_it_means_and_has_an_example():
    rules = [rule for rules, _ in load_language("en").stages for rule in rules]
    assert [rule.name for rule in rules if not rule.means or not rule.examples] == []


def test_names_of_rules_are_unique():
    names = [rule.name for rules, _ in load_language("en").stages for rule in rules]
    assert len(names) == len(set(names))
