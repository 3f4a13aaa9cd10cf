"""What the layer ``mentions`` may hold."""

from __future__ import annotations

from annotator import Feature, Label, LayerSchema
from annotator_english.labels import TYPES

__all__ = ["MENTIONS"]

_MEANINGS = {
    "person": "the name of a person",
    "org": "the name of an organisation: a company, an authority, a party, a team, a medium",
    "location": "the name of a place: a state, a city, a region, a river",
    "norp": "a nationality, or a religious, ethnic or political group",
    "facility": "the name of something built: an airport, a bridge, a stadium",
    "misc": "any other name: an event, a law, a prize, a work, a language",
    "product": "the name of a product: a weapon, a vehicle, a drug, a device",
}

MENTIONS = LayerSchema(
    name="mentions",
    description="Candidates for names, typed coarsely, none inside another",
    labels=tuple(Label(type_, _MEANINGS[type_]) for type_ in TYPES),
    features=(
        Feature("second", "the type that is next in probability, when it is close", type="symbol", values=TYPES),
        Feature("second_confidence", "the probability of that type, 0 to 1", type="number"),
    ),
    working=True,
)
