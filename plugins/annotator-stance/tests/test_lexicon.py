"""Every example that stands in the lexicon, and what the lexicon must be like."""

import pytest

from annotator_stance import CERTAINTIES
from annotator_stance.complements import _FRAMES
from annotator_stance.inflection import noun_forms, singular, verb_forms
from annotator_stance.lexicon import TABLES, load_grammar, load_lexicon, load_words, read_table

EXAMPLES = [
    pytest.param(example, id=f"{table}.{group}: {example[0]}")
    for _, table in TABLES
    for group, row in read_table(table).items()
    for example in row.get("examples", ())
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_example(example, read, stances):
    text, *wanted = example
    found = stances(read(text))
    if wanted[0]:
        assert tuple(wanted) in found
    else:
        assert found == []


def test_a_group_without_examples_is_rare():
    groups = [(table, group) for _, table in TABLES for group in read_table(table)]
    without = [g for g in groups if not read_table(g[0])[g[1]].get("examples")]
    assert len(without) < len(groups) / 3, without


def test_entries_are_well_formed():
    lexicon = load_lexicon()
    for index in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for entries in index.values():
            for entry in entries:
                assert entry.polarity in (-1, 0, 1)
                assert entry.certainty in ("", *CERTAINTIES)
                for frame in entry.frames:
                    last = frame.split()[-1]
                    assert frame in _FRAMES or last in ("NP", "VPing"), (entry, frame)


def test_no_word_stands_twice_in_one_group():
    for _, table in TABLES:
        for group, row in read_table(table).items():
            words = [w.strip() for w in row["words"].replace("\n", " ").split(",")]
            assert len(words) == len(set(words)), (table, group, sorted(w for w in words if words.count(w) > 1))


def test_no_word_means_its_opposite_as_an_attitude():
    for index in (load_lexicon().verbs, load_lexicon().nouns, load_lexicon().adjectives):
        for form, entries in index.items():
            signs = {}
            for entry in entries:
                if entry.role == "attitude" and entry.polarity:
                    for frame in entry.frames:
                        signs.setdefault((entry.particles, frame), set()).add(entry.polarity)
            assert all(len(s) == 1 for s in signs.values()), (form, signs)


@pytest.mark.parametrize(
    ("base", "irregular", "forms"),
    [
        ("back", "", {"back", "backs", "backing", "backed"}),
        ("plan", "", {"plan", "plans", "planning", "planned"}),
        ("deny", "", {"deny", "denies", "denying", "denied"}),
        ("praise", "", {"praise", "praises", "praising", "praised"}),
        ("agree", "", {"agree", "agrees", "agreeing", "agreed"}),
        ("seek", "sought sought", {"seek", "seeks", "seeking", "sought"}),
        ("veto", "", {"veto", "vetoes", "vetoing", "vetoed"}),
    ],
)
def test_verb_forms(base, irregular, forms):
    assert set(verb_forms(base, irregular)) == forms


def test_noun_forms_and_back():
    for noun in ("policy", "speech", "threat", "process", "crisis"):
        assert singular(noun_forms(noun)[0]) == noun
    assert [singular(word) for word in ("policies", "speeches", "threats")] == ["policy", "speech", "threat"]


def test_word_lists_hold_lower_case_words():
    for words in (*load_words().values(), *load_grammar().sets.values()):
        assert all(word == word.lower() and word for word in words)
