"""Which annotators run on documents of a language, and in which order."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Mapping

import msgspec

from annotator.errors import PlanError, UnknownNameError, near_match
from annotator.languages import primary
from annotator.manager import Registry
from annotator.records import Annotator

__all__ = ["Plan", "check_names", "make_plan"]


class Plan(msgspec.Struct, frozen=True):
    """The annotators to run on documents of one language, in an order that gives each what it reads.

    Attributes:
        steps: the annotators.
        left_out: layers that nobody can make for the language, each with the reason; only where the user
            asked for no layers by name.
    """

    steps: tuple[Annotator, ...]
    left_out: dict[str, str] = {}


def make_plan(
    registry: Registry,
    language: str,
    wanted: Iterable[str] | None = None,
    makers: Mapping[str, str] | None = None,
    present: Iterable[str] = (),
    *,
    costly: bool = True,
) -> Plan:
    """Find who makes the wanted layers, all they require and the working layers that they use, and in which order.

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


def check_names(registry: Registry, wanted: Iterable[str], makers: Mapping[str, str] | None = None) -> None:
    """Check the names that the user gave, whatever the language and whatever layers the documents bring.

    Raises:
        UnknownNameError: a layer that no annotator makes, or an unknown annotator in ``makers``.
        PlanError: ``makers`` chooses an annotator for a layer that it does not make.
    """
    _check_makers(registry, makers or {})
    known = registry.layers
    for layer in wanted:
        if layer not in known:
            raise UnknownNameError("layer", layer, known)


def _check_makers(registry: Registry, makers: Mapping[str, str]) -> None:
    for layer, name in makers.items():
        own = [schema.name for schema in registry.annotator(name).provides]
        if layer not in own:
            hint = near_match(layer, own)
            raise PlanError(f"[makers] chooses {name!r} for the layer {layer!r}, which it does not make{hint}")


class _Planner:
    def __init__(
        self, registry: Registry, language: str, makers: Mapping[str, str], present: frozenset[str], costly: bool
    ) -> None:
        self.registry, self.language, self.present = registry, language, present
        _check_makers(registry, makers)
        self.chosen = dict(makers)
        self.makers: dict[str, list[Annotator]] = {}
        self.too_costly: dict[str, str] = {}
        self.all_layers = registry.layers
        for annotator in registry.annotators.values():
            if not _speaks(annotator, language):
                continue
            layers = {schema.name for schema in annotator.provides}
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
            if problem := self._try(layer, needed):
                left_out[layer] = problem
        return Plan(_in_order(needed), left_out)

    def _try(self, layer: str, needed: dict[str, Annotator]) -> str:
        """Plan a layer if it can be made; else nothing is planned for it, and why is returned."""
        attempt = dict(needed)
        try:
            self._need(layer, attempt, ())
        except _NoMakerError as error:
            return str(error)
        needed.update(attempt)
        return ""

    def _need(self, layer: str, needed: dict[str, Annotator], path: tuple[str, ...]) -> None:
        if layer in self.present:
            return
        annotator = self._maker(layer, path)
        if annotator.name in needed:
            return
        needed[annotator.name] = annotator
        for required in annotator.requires:
            self._need(required, needed, (*path, annotator.name))
        for used in annotator.uses:
            self._offer(used, needed)

    def _offer(self, layer: str, needed: dict[str, Annotator]) -> None:
        """Plan a used layer when it is a working one that can be made: those exist for the annotators that use them."""
        schemas = (schema for annotator in self.makers.get(layer, []) for schema in annotator.provides)
        if any(schema.working for schema in schemas if schema.name == layer):
            self._try(layer, needed)

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


def _speaks(annotator: Annotator, language: str) -> bool:
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
