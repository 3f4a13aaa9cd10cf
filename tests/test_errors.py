"""Errors are sentences for people, and travel between processes."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import errors
from annotator.errors import (
    AnnotatorError,
    DocumentError,
    LayerError,
    OffsetError,
    PlanError,
    ReadError,
    ReadWarning,
    SettingsError,
    UnknownNameError,
    UsageError,
    near_match,
)

EXAMPLES = [
    LayerError("fleet 1.2", "ships", ["ships.1: one", "ships.2: two"]),
    UnknownNameError("layer", "quots", ["entities", "quotes"]),
    *(
        getattr(errors, name)("a.txt: what, and what to do")
        for name in errors.__all__
        if name not in ("LayerError", "UnknownNameError", "near_match")
    ),
]


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_they_travel(error):
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert vars(again) == vars(error)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_their_text_is_a_sentence(error):
    assert not str(error).startswith(("'", '"', "("))
    assert isinstance(error, UserWarning if isinstance(error, ReadWarning) else AnnotatorError)


def test_the_families():
    assert issubclass(UnknownNameError, UsageError)
    assert issubclass(UnknownNameError, KeyError)
    assert issubclass(SettingsError, UsageError)
    assert issubclass(PlanError, UsageError)
    assert issubclass(LayerError, DocumentError)
    assert issubclass(ReadError, DocumentError)
    assert issubclass(OffsetError, ValueError)
    assert not issubclass(DocumentError, UsageError)


def test_every_error_stands_in_the_tree_at_the_head_of_the_module():
    for name in errors.__all__:
        if name != "near_match":
            assert f"{name} " in errors.__doc__, name


def test_a_layer_error_names_all():
    assert str(EXAMPLES[0]) == "layer 'ships' made by fleet 1.2: ships.1: one; ships.2: two"


def test_an_unknown_name_is_told_with_its_near_match():
    error = EXAMPLES[1]
    assert str(error) == "unknown layer 'quots'; did you mean 'quotes'?"
    assert (error.kind, error.name, error.known) == ("layer", "quots", ["entities", "quotes"])


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("quots", ["entities", "quotes"], "; did you mean 'quotes'?"),
        ("zzz", ["quotes", "entities"], "; known: entities, quotes"),
        ("zzz", [], ""),
        ("", ["a"], "; known: a"),
        ("TEI", ["json", "tei"], "; did you mean 'tei'?"),
        ("quotes", ["Quotes", "QUOTES"], "; did you mean 'Quotes'?"),
    ],
)
def test_near_match(name, known, hint):
    assert near_match(name, known) == hint
    assert near_match(name, reversed(known)) == hint
    assert near_match(name, set(known)) == hint


@given(st.text(), st.lists(st.text(max_size=5)))
def test_a_near_match_is_one_of_the_known(name, known):
    hint = near_match(name, known)
    assert bool(hint) == bool(known)
    assert any(repr(one) in hint for one in known) or not hint.startswith("; did you mean")
