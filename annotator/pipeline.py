"""From a document to a document with layers: which annotators, in which order, and what happens when one fails."""

from __future__ import annotations

import graphlib
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
    PlanError,
    PluginError,
    UnknownNameError,
    near_match,
)
from annotator.jsontext import decode_json, encode_json
from annotator.languages import primary
from annotator.layer import Layer, Maker
from annotator.manager import Registry
from annotator.records import Annotate, Annotator

__all__ = ["OnError", "Outcome", "Pipeline", "Plan", "make_plan"]

OnError: TypeAlias = Literal["fail", "keep"]
"""When an annotator fails on a document: ``fail`` the document, or ``keep`` the layers that do not depend on it."""

Settings: TypeAlias = Mapping[str, msgspec.Struct]
"""Settings by the name of the record that they are for; a record that is not named runs with its defaults."""


class Plan(msgspec.Struct, frozen=True):
    """The annotators to run on documents of one language, in an order that gives each what it reads.

    Attributes:
        steps: the annotators.
        left_out: layers that nobody can make for the language, each with the reason; only where the user
            asked for no layers by name.
    """

    steps: tuple[Annotator, ...]
    left_out: dict[str, str] = {}


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


def make_plan(
    registry: Registry,
    language: str,
    wanted: Iterable[str] | None = None,
    makers: Mapping[str, str] | None = None,
    present: Iterable[str] = (),
    *,
    costly: bool = True,
) -> Plan:
    """Find who makes the wanted layers and all they require, and in which order.

    Args:
        registry: the annotators at hand.
        language: a BCP 47 tag; annotators of other languages are not considered.
        wanted: names of layers; None for every layer that can be made.
        makers: names of annotators by the layer that they, and no other, shall make.
        present: layers that the documents bring along.
        costly: annotators that are marked as costly may be run.

    Raises:
        UnknownNameError: a layer that no annotator makes in any language, or an unknown annotator in ``makers``.
        PlanError: a layer without a maker in this language, two makers of one layer, or a cycle.
    """
    planner = _Planner(registry, language, makers or {}, frozenset(present), costly)
    if wanted is None:
        return planner.everything()
    return planner.plan(sorted(set(wanted)))


class _Planner:
    def __init__(
        self, registry: Registry, language: str, makers: Mapping[str, str], present: frozenset[str], costly: bool
    ) -> None:
        self.registry, self.language, self.present = registry, language, present
        for layer, name in makers.items():
            own = [schema.name for schema in registry.annotator(name).provides]
            if layer not in own:
                hint = near_match(layer, own)
                raise PlanError(f"[makers] chooses {name!r} for the layer {layer!r}, which it does not make{hint}")
        self.chosen = dict(makers)
        self.makers: dict[str, list[Annotator]] = {}
        self.too_costly: dict[str, str] = {}
        self.all_layers: set[str] = set()
        for annotator in registry.annotators.values():
            layers = {schema.name for schema in annotator.provides}
            self.all_layers |= layers
            if not speaks(annotator, language):
                continue
            if annotator.costly and not costly:
                self.too_costly |= dict.fromkeys(layers, annotator.name)
            else:
                for layer in layers:
                    self.makers.setdefault(layer, []).append(annotator)

    def plan(self, wanted: Iterable[str]) -> Plan:
        needed: dict[str, Annotator] = {}
        for layer in wanted:
            self._need(layer, needed, ())
        return Plan(_in_order(needed))

    def everything(self) -> Plan:
        """Plan all layers; those that cannot be made in this language are left out and said to be."""
        needed: dict[str, Annotator] = {}
        left_out: dict[str, str] = {}
        for layer in sorted(self.all_layers):
            attempt = dict(needed)
            try:
                self._need(layer, attempt, ())
            except _NoMakerError as error:
                left_out[layer] = str(error)
            else:
                needed = attempt
        return Plan(_in_order(needed), left_out)

    def _need(self, layer: str, needed: dict[str, Annotator], path: tuple[str, ...]) -> None:
        if layer in self.present:
            return
        annotator = self._maker(layer, path)
        if annotator.name in needed:
            return
        needed[annotator.name] = annotator
        for required in annotator.requires:
            self._need(required, needed, (*path, annotator.name))

    def _maker(self, layer: str, path: tuple[str, ...]) -> Annotator:
        makers = self.makers.get(layer, [])
        if layer in self.chosen:
            makers = [annotator for annotator in makers if annotator.name == self.chosen[layer]]
        reason = f", which {' -> '.join(path)} requires" if path else ""
        if not makers:
            if layer not in self.all_layers and not path:
                raise UnknownNameError("layer", layer, self.all_layers | self.present)
            raise _NoMakerError(
                f"no annotator makes the layer {layer!r}{reason} for the language {self.language!r}{self._hint(layer)}"
            )
        if len(makers) > 1:
            culprits = " and ".join(f"{a.name!r} of {self._owner(a)}" for a in makers)
            raise PlanError(
                f"two annotators make the layer {layer!r}{reason}: {culprits}; choose one under [makers] "
                f"in the settings ({layer} = {makers[0].name!r}), or leave a plugin out with --no-plugin"
            )
        return makers[0]

    def _owner(self, annotator: Annotator) -> str:
        owner = self.registry.owners.get(("annotators", annotator.name))
        return str(owner) if owner else "an unnamed plugin"

    def _hint(self, layer: str) -> str:
        if layer in self.too_costly:
            return f"; {self.too_costly[layer]!r} would, and is left out because it is costly"
        broken = [f"{plugin.name!r} ({plugin.problem})" for plugin in self.registry.broken]
        return f"; broken plugins were left out: {', '.join(broken)}" if broken else ""


class _NoMakerError(PlanError):
    """Nobody makes a layer; what the user did not ask for by name may then be left out."""


def speaks(annotator: Annotator, language: str) -> bool:
    """Whether the annotator works for the language of a tag; its script, region and variants do not count."""
    return annotator.languages is None or primary(language) in map(primary, annotator.languages)


def _in_order(needed: Mapping[str, Annotator]) -> tuple[Annotator, ...]:
    """Order annotators by what they read; among equals by name, so that the order is always the same."""
    maker_of = {schema.name: annotator.name for annotator in needed.values() for schema in annotator.provides}
    sorter = graphlib.TopologicalSorter(
        {
            name: {maker_of[layer] for layer in (*annotator.requires, *annotator.uses) if layer in maker_of} - {name}
            for name, annotator in needed.items()
        }
    )
    try:
        sorter.prepare()
    except graphlib.CycleError as error:
        raise PlanError(f"annotators wait for each other: {' -> '.join(error.args[1])}; leave one out") from None
    order: list[Annotator] = []
    while ready := sorted(sorter.get_ready()):
        order += [needed[name] for name in ready]
        sorter.done(*ready)
    return tuple(order)


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
        """Check the names that the user gave, whatever language the documents have and whatever layers they bring.

        Raises:
            UnknownNameError: a layer that no annotator makes, or an unknown annotator in ``makers``.
            PlanError: ``makers`` chooses an annotator for a layer that it does not make.
        """
        known = _Planner(self._registry, "und", self._makers, frozenset(), self._costly).all_layers
        for layer in self._wanted or ():
            if layer not in known:
                raise UnknownNameError("layer", layer, known)

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
