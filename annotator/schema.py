"""What a layer may hold, as plain data: a plugin declares it, the core checks, writes and explains by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

from annotator.span import MENTION_OF

__all__ = [
    "MENTIONS",
    "Block",
    "Feature",
    "FeatureType",
    "InlineElement",
    "InlineRule",
    "Label",
    "LayerSchema",
    "LinkRole",
    "ReferentType",
]

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]+)*")
"""What layers may be called: the part of an XML name that is safe in a pointer and in a file name."""

FeatureType: TypeAlias = Literal["string", "symbol", "integer", "number", "boolean", "any"]
"""``symbol`` is a string out of a closed list; ``number`` is int or float, finite; ``any`` is any JSON value."""

Block: TypeAlias = Literal[
    "headline", "subhead", "byline", "dateline", "paragraph", "item", "caption", "caption-label", "block", "boilerplate"
]
"""What a label says about the build of the page. Exporters that write blocks (TEI: head, p, item ...) follow it."""

InlineName: TypeAlias = Literal[
    "seg", "rs", "name", "term", "num", "measure", "date", "time", "persName", "orgName", "placeName", "eventName",
    "q", "said", "soCalled",
]  # fmt: skip
"""The TEI elements that an inline rule may ask for."""

RecordName: TypeAlias = Literal["person", "personGrp", "org", "place", "event", "object"]
"""The TEI records that a referent may be written as."""


class Label(msgspec.Struct, frozen=True, omit_defaults=True):
    """One label of a layer.

    Attributes:
        name: no white space, no control characters.
        description: what it means, for the people who read the output.
        block: the part of the page that such an annotation marks, if it marks one.
    """

    name: str
    description: str
    block: Block | None = None


class Feature(msgspec.Struct, frozen=True, omit_defaults=True):
    """One feature that annotations or referents of a layer may have.

    Attributes:
        name: an XML name.
        description: what it means, with the unit if there is one.
        type: what values it takes.
        values: the closed list of a ``symbol``.
        many: the value is a list of such values.
    """

    name: str
    description: str
    type: FeatureType = "string"
    values: tuple[str, ...] = ()
    many: bool = False


class LinkRole(msgspec.Struct, frozen=True, omit_defaults=True):
    """One kind of link that may start from the annotations of a layer.

    Attributes:
        name: an XML name, such as ``speaker``.
        description: what the link says.
        layers: the layers that it may lead into; none named means the layer itself.
        ends: whether it leads to an annotation, to a referent, or to either.
    """

    name: str
    description: str
    layers: tuple[str, ...] = ()
    ends: Literal["annotation", "referent", "either"] = "annotation"


class ReferentType(msgspec.Struct, frozen=True, omit_defaults=True):
    """One type of referent that a layer makes, and the TEI record that it is written as."""

    name: str
    description: str
    record: RecordName = "object"


class InlineElement(msgspec.Struct, frozen=True, omit_defaults=True):
    """One element of an inline projection; attribute values come from literals, features or links.

    An attribute that TEI does not have on the element, or a literal that it does not take, is an error when the plugin
    is loaded. The value of a feature that TEI does not take there is left out.

    Attributes:
        name: the TEI element.
        literal: attribute to fixed value.
        feature: attribute to the name of the feature that holds its value; left out when the feature is absent.
        referent: attribute to the role of a link; it becomes a pointer to the referent at the end of that link
            (or to the referent that the annotation at its end means, see `Document.meant_by`); left out when there is
            none.
        label_as: attribute that takes the annotation's own label.
        convert: a converter of the core that writes further attributes: ``timex`` makes the dating attributes
            from the features value, mod, earliest, latest.
    """

    name: InlineName
    literal: Mapping[str, str] = {}
    feature: Mapping[str, str] = {}
    referent: Mapping[str, str] = {}
    label_as: str | None = None
    convert: Literal["timex"] | None = None


class InlineRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """How some annotations of a layer are shown in inline TEI. The first rule that fits an annotation counts.

    Labels, features and roles that the layer does not declare are an error when the plugin is loaded.

    Attributes:
        labels: the labels that it speaks of; none named means all.
        elements: the elements to write, the outer one first. None: such annotations are not shown inline.
        when: features that must have just this value.
        linked: roles of links that must start from the annotation.
    """

    elements: tuple[InlineElement, ...] = ()
    labels: tuple[str, ...] = ()
    when: Mapping[str, str | int | bool] = {}
    linked: tuple[str, ...] = ()


class LayerSchema(msgspec.Struct, frozen=True, dict=True, omit_defaults=True):
    """What a layer is called and what it may hold.

    Attributes:
        name: starts with a letter; letters, digits, ``_``, ``-``, and single dots inside.
        description: one sentence.
        labels: the labels, in the order in which people should read them.
        features: the features that its annotations may have.
        roles: the kinds of links that may start from its annotations.
        referents: the types of referents that it makes.
        referent_features: the features that its referents may have.
        inline: how annotations are shown in inline TEI; none means they are not.
        inline_priority: the layer with the smaller number wins where inline elements would cross.
        about: what its annotations say of the document as a whole. ``date``: exporters that tell the date of the
            document take it from the features value, mod, earliest and latest, where the metadata do not say it.
        working: a candidate layer for other annotators; written only to ``json`` or when asked for by name.
        open: labels, features, roles and types that are not declared are allowed too.
    """

    name: str
    description: str
    labels: tuple[Label, ...] = ()
    features: tuple[Feature, ...] = ()
    roles: tuple[LinkRole, ...] = ()
    referents: tuple[ReferentType, ...] = ()
    referent_features: tuple[Feature, ...] = ()
    inline: tuple[InlineRule, ...] = ()
    inline_priority: int = 10
    about: Literal["date"] | None = None
    working: bool = False
    open: bool = False

    def label(self, name: str) -> Label | None:
        """Return the label of that name, None when it is not declared."""
        return next((label for label in self.labels if label.name == name), None)

    def role(self, name: str) -> LinkRole | None:
        """Return the link role of that name, None when it is not declared."""
        return next((role for role in self.roles if role.name == name), None)


MENTIONS = LinkRole(MENTION_OF, "the person, place or thing that the annotation mentions", ends="referent")
"""The ready-made role for annotations that mention a referent of their own layer."""
