"""From a document to a document with layers, and what happens when an annotator fails."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from annotator.document import Document
from annotator.errors import (
    AnnotatorError,
    AnnotatorFailed,
    DocumentError,
    LayerError,
    PluginError,
)
from annotator.jsontext import decode_json, encode_json
from annotator.layer import Layer, Maker
from annotator.manager import Registry
from annotator.plan import Plan, check_names, make_plan
from annotator.records import Annotate, Annotator

__all__ = ["OnError", "Outcome", "Pipeline"]

OnError: TypeAlias = Literal["fail", "keep"]
"""When an annotator fails on a document: ``fail`` the document, or ``keep`` the layers that do not depend on it."""

Settings: TypeAlias = Mapping[str, msgspec.Struct]
"""Settings by the name of the record that they are for; a record that is not named runs with its defaults."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of one document.

    Attributes:
        document: with the layers that could be made.
        error: why the document counts as failed, None when it does not.
        skipped: layers that could not be made, each with the reason (only with ``on_error="keep"``).
        warnings: what annotators warned of while they made its layers.
    """

    document: Document
    error: AnnotatorError | None = None
    skipped: dict[str, str] = {}
    warnings: tuple[str, ...] = ()


class _Made(msgspec.Struct, frozen=True):
    """What an annotator gave for one document: layers if all is well, or why there are none; and its warnings."""

    layers: Sequence[Layer] | DocumentError
    warnings: tuple[str, ...] = ()


class Pipeline:
    """Runs annotators on documents. Annotators are opened on first use and kept.

    Args:
        registry: the annotators at hand.
        wanted, makers, costly: as in `make_plan`.
        settings: by the name of the annotator.
        on_error: what happens to a document when an annotator fails on it.
    """

    def __init__(
        self,
        registry: Registry,
        *,
        wanted: Iterable[str] | None = None,
        makers: Mapping[str, str] | None = None,
        settings: Settings | None = None,
        on_error: OnError = "fail",
        costly: bool = True,
    ) -> None:
        self._registry = registry
        self._wanted = None if wanted is None else tuple(wanted)
        self._makers = dict(makers or {})
        self._settings = dict(settings or {})
        self._on_error = on_error
        self._costly = costly
        self._plans: dict[tuple[str, frozenset[str]], Plan] = {}
        self._opened: dict[str, Annotate] = {}
        self._unopened: dict[str, PluginError] = {}

    def check_names(self) -> None:
        """Check the names that the user gave, before any document is read; `annotator.plan.check_names` says how."""
        check_names(self._registry, self._wanted or (), self._makers)

    def plan(self, language: str, present: Iterable[str] = ()) -> Plan:
        """Return the plan for documents of a language that bring the layers ``present``."""
        key = (language, frozenset(present))
        if key not in self._plans:
            self._plans[key] = make_plan(
                self._registry, language, self._wanted, self._makers, present, costly=self._costly
            )
        return self._plans[key]

    def run(self, documents: Sequence[Document]) -> list[Outcome]:
        """Annotate documents; what befalls one does not touch the others.

        Documents of one language that bring the same layers are given to the annotators together.
        """
        outcomes: list[Outcome | None] = [None] * len(documents)
        groups: dict[tuple[str, frozenset[str]], list[int]] = {}
        for place, document in enumerate(documents):
            groups.setdefault((document.language, frozenset(document.layers)), []).append(place)
        for (language, present), places in groups.items():
            done = self._run_group(language, present, [documents[place] for place in places])
            for place, outcome in zip(places, done, strict=True):
                outcomes[place] = outcome
        return [outcome for outcome in outcomes if outcome is not None]

    def _run_group(self, language: str, present: frozenset[str], documents: list[Document]) -> list[Outcome]:
        try:
            plan = self.plan(language, present)
        except AnnotatorError as error:
            return [Outcome(document, error) for document in documents]
        outcomes = [Outcome(document) for document in documents]
        known_to_fail = [step for step in plan.steps if step.name in self._unopened]
        if known_to_fail and self._on_error == "fail":  # whatever the steps before it make, no document would keep
            return [self._fail(known_to_fail[0], outcome, self._not_opened(known_to_fail[0])) for outcome in outcomes]
        for step in plan.steps:
            outcomes = self._run_step(step, outcomes)
        return outcomes

    def _run_step(self, step: Annotator, outcomes: list[Outcome]) -> list[Outcome]:
        ready = [o.error is None and all(layer in o.document for layer in step.requires) for o in outcomes]
        reads = (*step.requires, *step.uses)  # what it did not declare it does not see: the order would be luck
        documents = [o.document.only(reads) for o, is_ready in zip(outcomes, ready, strict=True) if is_ready]
        annotate = self._open(step) if documents else None
        if annotate is None:
            made = iter([_Made(self._not_opened(step)) for _ in documents])
        else:
            made = iter(self._annotate(annotate, step, documents))
        return [
            self._take(step, outcome, next(made)) if is_ready else self._pass(step, outcome)
            for outcome, is_ready in zip(outcomes, ready, strict=True)
        ]

    def _open(self, step: Annotator) -> Annotate | None:
        """Return the opened annotator; None when it cannot be opened, which is tried once."""
        if step.name not in self._opened and step.name not in self._unopened:
            settings = self._settings.get(step.name)
            try:
                self._opened[step.name] = self._registry.open(step, step.settings() if settings is None else settings)
            except PluginError as error:
                self._unopened[step.name] = error
        return self._opened.get(step.name)

    def _not_opened(self, step: Annotator) -> AnnotatorFailed:
        """Return the error of a document that needs it: the same words for each, so that they can be told once."""
        error = self._unopened[step.name]
        failed = AnnotatorFailed(str(error))
        failed.__cause__ = error.__cause__
        return failed

    def _annotate(self, annotate: Annotate, step: Annotator, documents: list[Document]) -> list[_Made]:
        """Annotate a batch; when it fails, each document alone, so that one bad document is the only one to fail."""
        try:
            return _listening(annotate, documents)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
            if len(documents) == 1:
                return [_Made(_failure(step, documents[0], error))]
        return [self._annotate(annotate, step, [document])[0] for document in documents]

    def _take(self, step: Annotator, outcome: Outcome, made: _Made) -> Outcome:
        """Add what a step made to the document, all or nothing."""
        outcome = msgspec.structs.replace(outcome, warnings=outcome.warnings + made.warnings)
        document = outcome.document
        if isinstance(made.layers, DocumentError):
            return self._fail(step, outcome, made.layers)
        try:
            for layer in _promised(step, made.layers):
                document = document.with_layer(layer.made_by(self._maker(step, document)))
        except DocumentError as error:
            return self._fail(step, outcome, error)
        except Exception as error:  # noqa: BLE001 - layers may be so wrong that even the checks stumble
            return self._fail(step, outcome, _failure(step, outcome.document, error))
        return msgspec.structs.replace(outcome, document=document)

    def _fail(self, step: Annotator, outcome: Outcome, error: DocumentError) -> Outcome:
        if self._on_error == "fail":
            return msgspec.structs.replace(outcome, error=error)
        reasons = {schema.name: str(error) for schema in step.provides}
        return msgspec.structs.replace(outcome, skipped=outcome.skipped | reasons)

    def _pass(self, step: Annotator, outcome: Outcome) -> Outcome:
        if outcome.error is not None:
            return outcome
        missing = next(layer for layer in step.requires if layer not in outcome.document)
        reasons = {schema.name: f"requires {missing!r}, which could not be made" for schema in step.provides}
        return msgspec.structs.replace(outcome, skipped=outcome.skipped | reasons)

    def _maker(self, step: Annotator, document: Document) -> Maker:
        own = {schema.name for schema in step.provides}
        return Maker(
            step.name,
            step.version,
            decode_json(encode_json(self._settings.get(step.name) or step.settings(), sort=True)),  # as it is read back
            tuple(layer for layer in (*step.requires, *step.uses) if layer in document and layer not in own),
            tuple(layer for layer in step.uses if layer not in document),
        )


def _listening(annotate: Annotate, documents: Sequence[Document]) -> list[_Made]:
    """Annotate documents, and take down the warnings.

    A warning goes with the document whose layers were being made. What is said of a batch before the first of its
    documents is given may mean any of them, and goes with each.
    """
    made: list[_Made] = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        results = iter(annotate(documents))
        common = len(caught)
        for layers in results:
            made.append(_Made(list(layers), tuple(str(warning.message) for warning in caught)))
            del caught[common:]
    if len(made) != len(documents):
        raise ValueError(f"returned layers for {len(made)} documents when given {len(documents)}")
    return made


def _promised(step: Annotator, made: Sequence[Layer]) -> list[Layer]:
    """Return the layers in the order of the record; raise when they are not those that it promises."""
    promised = {schema.name: schema for schema in step.provides}
    maker = f"{step.name} {step.version}"
    strange = [thing for thing in made if not isinstance(thing, Layer)]
    if strange:
        raise LayerError(maker, ", ".join(promised), [f"made an object of type {type(strange[0]).__name__}, no Layer"])
    by_name = {layer.name: layer for layer in made}
    if by_name.keys() != promised.keys() or len(made) != len(promised):
        got = ", ".join(sorted(layer.name for layer in made)) or "none"
        raise LayerError(maker, ", ".join(promised), [f"promised the layers {', '.join(promised)}, made {got}"])
    for name, schema in promised.items():
        if by_name[name].schema != schema:
            raise LayerError(maker, name, ["its schema is not the one that the annotator declares"])
    return [by_name[name] for name in promised]


def _failure(step: Annotator, document: Document, error: BaseException) -> AnnotatorFailed:
    failed = AnnotatorFailed(
        f"annotator {step.name!r} {step.version} failed on document {document.id!r}: {type(error).__name__}: {error}"
    )
    failed.__cause__ = error
    return failed
