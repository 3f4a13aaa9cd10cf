from __future__ import annotations

import sys
import warnings

import msgspec
import pytest

from annotator import (
    AnnotatorFailed,
    Document,
    Label,
    LayerBuilder,
    LayerError,
    LayerSchema,
    Maker,
    PlanError,
    UnknownNameError,
)
from annotator.manager import Plugin
from annotator.pipeline import Pipeline
from annotator.plan import make_plan
from tests.toys import schema, toy


def names(plan):
    return [step.name for step in plan.steps]


def test_order_comes_from_what_each_reads(registry_of):
    registry = registry_of(toy("a", requires=["b"], uses=["c"]), toy("b"), toy("c", requires=["b"]))
    assert names(make_plan(registry, "en")) == ["b", "c", "a"]


def test_only_what_the_wanted_layers_need_is_run(registry_of):
    registry = registry_of(toy("a", requires=["b"], uses=["c"]), toy("b"), toy("c"), toy("d"))
    assert names(make_plan(registry, "en", ["a"])) == ["b", "a"]


def test_a_working_layer_that_a_wanted_one_uses_is_made_too(registry_of):
    hints = toy("hints", requires=["b"], working=True)
    registry = registry_of(toy("a", uses=["hints", "c"]), hints, toy("b"), toy("c"))
    assert names(make_plan(registry, "en", ["a"])) == ["b", "hints", "a"]
    assert names(make_plan(registry, "en", ["a"], present=["hints"])) == ["a"]


def test_a_used_working_layer_that_is_too_costly_is_left_out(registry_of):
    registry = registry_of(toy("a", uses=["hints"]), toy("hints", working=True, costly=True))
    assert names(make_plan(registry, "en", ["a"])) == ["hints", "a"]
    assert names(make_plan(registry, "en", ["a"], costly=False)) == ["a"]


def test_a_used_working_layer_whose_requirements_nobody_makes_is_left_out_with_all_it_needs(registry_of):
    hints = toy("hints", requires=["b", "tokens"], working=True)
    registry = registry_of(toy("a", uses=["hints"]), hints, toy("b"))
    assert names(make_plan(registry, "en", ["a"])) == ["a"]


def test_one_annotator_of_two_layers_runs_once(registry_of):
    registry = registry_of(toy("a", provides=["x", "y"]), toy("b", requires=["x", "y"]))
    assert names(make_plan(registry, "en", ["b", "y"])) == ["a", "b"]


def test_an_unknown_layer_names_the_near_match(registry_of):
    with pytest.raises(UnknownNameError, match="did you mean 'entities'"):
        make_plan(registry_of(toy("entities")), "en", ["entitys"])


def test_a_missing_maker_is_an_error_before_work_starts(registry_of):
    with pytest.raises(PlanError, match=r"no annotator makes the layer 'tokens', which a requires"):
        make_plan(registry_of(toy("a", requires=["tokens"])), "en", ["a"])


def test_without_wishes_what_cannot_be_made_is_left_out_and_said(registry_of):
    plan = make_plan(registry_of(toy("a", requires=["tokens"]), toy("b", languages=("ko",)), toy("c")), "en")
    assert names(plan) == ["c"]
    assert set(plan.left_out) == {"a", "b"}


def test_costly_annotators_are_left_out_when_the_settings_say_so(registry_of):
    registry = registry_of(toy("a", uses=["model"]), toy("model", costly=True), toy("b", requires=["model"]))
    assert names(make_plan(registry, "en")) == ["model", "a", "b"]
    plan = make_plan(registry, "en", costly=False)
    assert names(plan) == ["a"]
    assert plan.left_out["model"].endswith("'model' would, and is left out because it is costly")
    assert "which b requires" in plan.left_out["b"]
    with pytest.raises(PlanError, match="because it is costly"):
        make_plan(registry, "en", ["model"], costly=False)


def test_of_two_makers_the_one_that_is_not_costly_is_left(registry_of):
    registry = registry_of(toy("model", provides=["x"], costly=True), toy("rules", provides=["x"]))
    assert names(make_plan(registry, "en", costly=False)) == ["rules"]
    assert make_plan(registry, "en", costly=False).left_out == {}


def test_a_pipeline_without_costly_annotators_says_what_was_absent(registry_of):
    registry = registry_of(toy("a", uses=["model"]), toy("model", costly=True))
    [outcome] = Pipeline(registry, costly=False).run([Document("d", "two words", "en")])
    assert outcome.document["a"].maker.absent == ("model",)


def test_a_cycle_is_named(registry_of):
    registry = registry_of(toy("a", uses=["b"]), toy("b", requires=["a"]))
    with pytest.raises(PlanError, match=r"wait for each other: (a -> b -> a|b -> a -> b)"):
        make_plan(registry, "en")


def test_two_makers_are_refused_unless_the_settings_choose(registry_of):
    registry = registry_of(toy("one", provides=["x"]), toy("two", provides=["x"]))
    with pytest.raises(PlanError, match=r"two annotators make the layer 'x': 'one' .* and 'two'"):
        make_plan(registry, "en")
    assert names(make_plan(registry, "en", makers={"x": "two"})) == ["two"]
    with pytest.raises(PlanError, match="does not make"):
        make_plan(registry, "en", makers={"y": "two"})


def test_the_language_chooses_among_makers(registry_of):
    registry = registry_of(toy("one", provides=["x"], languages=("en",)), toy("two", provides=["x"], languages=("ko",)))
    assert names(make_plan(registry, "en-GB")) == ["one"]
    assert names(make_plan(registry, "ko")) == ["two"]


def test_layers_get_their_maker(registry_of):
    class Wishes(msgspec.Struct, frozen=True):
        width: int = 3

    registry = registry_of(toy("a"), toy("b", requires=["a"], uses=["c", "z"], settings=Wishes), toy("c"))
    [outcome] = Pipeline(registry, settings={"b": Wishes(4)}).run([Document("d", "two words", "en")])
    assert outcome.document["b"].maker == Maker("b", "1.0", {"width": 4}, ("a", "c"), ("z",))
    assert len(outcome.document["b"]) == 2


def fail_on(word):
    def annotate(document):
        if word in document.text:
            raise ValueError(f"cannot stand {word}")
        return [LayerBuilder(schema("bad")).build()]

    return annotate


def test_the_settings_of_a_maker_are_plain_json(registry_of):
    class Files(msgspec.Struct, frozen=True):
        files: tuple[str, ...] = ("a", "\udcff")

    [outcome] = Pipeline(registry_of(toy("a", settings=Files))).run([Document("1", "x", "en")])
    assert outcome.document["a"].maker.settings == {"files": ["a", "\udcff"]}


def test_an_exception_fails_its_document_alone_and_names_all(registry_of):
    registry = registry_of(toy("bad", annotate=fail_on("beta")), toy("after", requires=["bad"]))
    documents = [Document(str(n), text, "en") for n, text in enumerate(["alpha", "beta", "gamma"])]
    first, second, third = Pipeline(registry).run(documents)
    assert first.error is None
    assert "after" in third.document
    assert isinstance(second.error, AnnotatorFailed)
    assert str(second.error) == "annotator 'bad' 1.0 failed on document '1': ValueError: cannot stand beta"
    assert isinstance(second.error.__cause__, ValueError)


def test_other_layers_are_kept_when_the_user_asks(registry_of):
    registry = registry_of(toy("bad", annotate=fail_on("beta")), toy("after", requires=["bad"]), toy("other"))
    [outcome] = Pipeline(registry, on_error="keep").run([Document("1", "beta", "en")])
    assert outcome.error is None
    assert list(outcome.document.layers) == ["other"]
    assert set(outcome.skipped) == {"bad", "after"}
    assert "requires 'bad'" in outcome.skipped["after"]


@pytest.fixture
def unopenable(registry_of):
    """A registry with an annotator that cannot be opened, between two that can; and what was tried and done."""
    done = []

    def refuse(settings):
        done.append("opened")
        raise OSError("no model")

    def note(document):
        done.append(f"annotated {document.id}")
        return [LayerBuilder(schema("before")).build()]

    plugin = Plugin("toys", "annotator-toys", "2.0", "toys")
    middle = msgspec.structs.replace(toy("middle", requires=["before"]), open=refuse)
    registry = registry_of(toy("before", annotate=note), middle, toy("other"))
    return msgspec.structs.replace(registry, owners={("annotators", "middle"): plugin}), done


CANNOT_BE_OPENED = (
    "annotator 'middle' 1.0 of annotator-toys 2.0 cannot be opened: OSError: no model; "
    "install that plugin again, or leave it out with --no-plugin toys"
)


def test_an_annotator_that_cannot_be_opened_fails_each_document_and_is_tried_once(unopenable):
    registry, done = unopenable
    pipeline = Pipeline(registry)
    outcomes = pipeline.run([Document("1", "x", "en"), Document("2", "y", "en")])
    assert done == ["annotated 1", "annotated 2", "opened"]
    outcomes += pipeline.run([Document("3", "z", "en")])
    assert done == ["annotated 1", "annotated 2", "opened"]  # nothing is done that no document would keep
    assert [str(outcome.error) for outcome in outcomes] == [CANNOT_BE_OPENED] * 3
    assert all(isinstance(outcome.error.__cause__, OSError) for outcome in outcomes)


def test_an_annotator_that_cannot_be_opened_leaves_the_other_layers_to_who_keeps_them(unopenable):
    registry, done = unopenable
    pipeline = Pipeline(registry, on_error="keep")
    for id in ("1", "2"):
        [outcome] = pipeline.run([Document(id, "x", "en")])
        assert outcome.error is None
        assert set(outcome.document.layers) == {"before", "other"}
        assert outcome.skipped == {"middle": CANNOT_BE_OPENED}
    assert done.count("opened") == 1


@pytest.mark.parametrize(
    "annotate",
    [
        lambda document: [],
        lambda document: [LayerBuilder(schema("other")).build()],
        lambda document: [LayerBuilder(schema("a")).build()] * 2,
    ],
)
def test_layers_that_were_not_promised_are_refused(registry_of, annotate):
    [outcome] = Pipeline(registry_of(toy("a", annotate=annotate))).run([Document("1", "x", "en")])
    assert isinstance(outcome.error, LayerError)
    assert "promised" in str(outcome.error)


@pytest.mark.parametrize(
    "annotate",
    [
        lambda document: None,
        lambda document: [None],
        lambda document: LayerBuilder(schema("a")).build(),
        lambda document: [LayerBuilder(schema("a"))],
        lambda document: [LayerBuilder(LayerSchema("a", "another", labels=(Label("y", "y"),))).build()],
        lambda document: [msgspec.structs.replace(LayerBuilder(schema("a")).build(), annotations=None)],
        lambda document: sys.exit(3),
        lambda document: 1 / 0,
    ],
)
def test_whatever_an_annotator_gives_only_its_document_fails(registry_of, annotate):
    def sometimes(document):
        return annotate(document) if document.text == "odd" else [LayerBuilder(schema("a")).build()]

    documents = [Document(str(n), text, "en") for n, text in enumerate(["plain", "odd", "plain"])]
    first, odd, last = Pipeline(registry_of(toy("a", annotate=sometimes))).run(documents)
    assert (first.error, last.error) == (None, None)
    assert isinstance(odd.error, AnnotatorFailed | LayerError)
    assert "'a'" in str(odd.error)


def test_warnings_go_with_the_document_that_they_are_about(registry_of):
    def annotate(document):
        if document.text == "odd":
            warnings.warn(f"look at {document.id}", stacklevel=1)
        return [LayerBuilder(schema("a")).build()]

    documents = [Document(str(n), text, "en") for n, text in enumerate(["plain", "odd", "odd", "plain"])]
    outcomes = Pipeline(registry_of(toy("a", annotate=annotate))).run(documents)
    assert [outcome.warnings for outcome in outcomes] == [(), ("look at 1",), ("look at 2",), ()]


def test_what_is_said_of_a_batch_as_a_whole_goes_with_each_document(registry_of):
    def annotate(documents):
        warnings.warn("the model is old", stacklevel=1)
        return [[LayerBuilder(schema("a")).build()] for _ in documents]

    registry = registry_of(msgspec.structs.replace(toy("a"), open=lambda settings: annotate))
    outcomes = Pipeline(registry).run([Document(str(n), "x", "en") for n in range(2)])
    assert [outcome.warnings for outcome in outcomes] == [("the model is old",)] * 2


def test_a_wrong_offset_names_plugin_and_annotation(registry_of):
    def annotate(document):
        builder = LayerBuilder(schema("a"))
        builder.add(0, 99, "x")
        return [builder.build()]

    [outcome] = Pipeline(registry_of(toy("a", annotate=annotate))).run([Document("1", "short", "en")])
    assert "made by a 1.0" in str(outcome.error)
    assert "a.1 at 0:99" in str(outcome.error)


def test_an_annotator_that_loses_a_document_is_refused(registry_of):
    lossy = msgspec.structs.replace(toy("a"), open=lambda settings: lambda documents: [])
    outcomes = Pipeline(registry_of(lossy)).run([Document("1", "x", "en"), Document("2", "y", "en")])
    assert all("returned layers for 0 documents when given 1" in str(outcome.error) for outcome in outcomes)


def test_layers_that_the_document_brings_are_not_made_again(registry_of):
    registry = registry_of(toy("a"), toy("b", requires=["a"]))
    document = Document("1", "x", "en").with_layer(LayerBuilder(schema("a")).build().made_by(Maker("source")))
    [outcome] = Pipeline(registry).run([document])
    assert outcome.document["a"].maker == Maker("source")
    assert "b" in outcome.document


def test_batches_and_single_documents_give_the_same(registry_of):
    registry = registry_of(toy("a"), toy("b", requires=["a"]))
    documents = [Document(str(n), "word " * n, "en" if n % 2 else "ko") for n in range(7)]
    together = Pipeline(registry).run(documents)
    assert together == [Pipeline(registry).run([document])[0] for document in documents]


def test_an_annotator_sees_only_the_layers_that_it_declared(registry_of):
    seen = []

    def look(document):
        seen.append(sorted(document.layers))
        return [LayerBuilder(schema("look")).build()]

    registry = registry_of(toy("a"), toy("b"), toy("c"), toy("look", requires=["a"], uses=["b"], annotate=look))
    [outcome] = Pipeline(registry).run([Document("1", "x", "en")])
    assert seen == [["a", "b"]]
    assert sorted(outcome.document.layers) == ["a", "b", "c", "look"]
