"""The schema of the layer ``entities``: what it may hold, and how it shows in inline TEI."""

from __future__ import annotations

from annotator import MENTIONS, Feature, InlineElement, InlineRule, Label, LayerSchema, LinkRole, ReferentType

__all__ = ["ENTITIES", "NAMED_LABELS"]

NAMED_LABELS = (
    Label("person", "the name of a person, without title and honorific"),
    Label("org", "the name of an organisation: government body, party, company, team, news medium"),
    Label("place", "the name of a place that has no government: peninsula, river, region of the world"),
    Label("gpe", "the name of a country, province or city"),
    Label("facility", "the name of a building, bridge, road, airport, or the like"),
    Label("event", "the name of an event: war, congress, election, summit, tournament"),
    Label("norp", "an adjective or noun for the people of a country or region, or of a religion or political camp"),
    Label("treaty/document", "the name of a treaty, law, report or other document"),
    Label("weapon/other", "the name of a weapon, product, work or other thing"),
)
"""The labels of names, in the order in which people should read them."""

_TYPES = tuple(label.name for label in NAMED_LABELS)

_REF = {"ref": "mention-of"}
_METONYM = InlineElement("rs", literal={"type": "gpe"}, referent={"ref": "refers-to"})


def _named(element: InlineElement, *labels: str) -> InlineRule:
    return InlineRule((element,), labels)


ENTITIES = LayerSchema(
    name="entities",
    description="Mentions of persons, organisations, places, peoples, events and things, chained by what they mention",
    labels=(
        *NAMED_LABELS,
        Label("role-title", "a title attached to the name of a person, without the country"),
        Label("nominal", "a description of a named entity, or of people who speak or hold a view"),
        Label("pronominal", "a personal or possessive pronoun that stands for a named entity"),
    ),
    features=(
        Feature("entity_type", "the type of what is mentioned, also where the label is nominal or pronominal",
                "symbol", (*_TYPES, "role-title")),
        Feature("level", "how it is mentioned", "symbol", ("named", "nominal", "pronominal", "title")),
        Feature("second", "of names the type that is next in probability, when it is close", "symbol", _TYPES),
        Feature("second_confidence", "the probability of that type, 0 to 1", "number"),
    ),
    roles=(
        MENTIONS,
        LinkRole("refers-to", "the state that a capital or a seat of government stands for", ends="referent"),
        LinkRole("title-of", "the person who bears the title", ends="referent"),
    ),
    referents=(
        ReferentType("person", "a person", "person"),
        ReferentType("group", "several people who are spoken of together", "personGrp"),
        ReferentType("org", "an organisation", "org"),
        ReferentType("gpe", "a country, province or city with its government", "place"),
        ReferentType("place", "a place without a government", "place"),
        ReferentType("facility", "a building or other construction", "place"),
        ReferentType("event", "an event", "event"),
        ReferentType("object", "a document, law, product or other thing", "object"),
    ),
    referent_features=(
        Feature("country", "ISO 3166-1 alpha-2 code of the country that a place lies in"),
        Feature("latitude", "degrees north of the equator, WGS 84", "number"),
        Feature("longitude", "degrees east of Greenwich, WGS 84", "number"),
        Feature("gender", "the gender that names, honorifics or pronouns show", "symbol", ("female", "male")),
        Feature("candidates", "ids of the authority file that bear the name, where several do", many=True),
    ),
    inline=(
        InlineRule((_METONYM, InlineElement("placeName", referent=_REF)), ("gpe", "place", "facility"),
                   linked=("refers-to",)),
        InlineRule((_METONYM, InlineElement("orgName", referent=_REF)), ("org",), linked=("refers-to",)),
        _named(InlineElement("persName", referent=_REF), "person"),
        _named(InlineElement("orgName", referent=_REF), "org"),
        _named(InlineElement("placeName", referent=_REF), "gpe", "place", "facility"),
        _named(InlineElement("eventName", referent=_REF), "event"),
        _named(InlineElement("name", referent=_REF, label_as="type"), "norp", "treaty/document", "weapon/other"),
        _named(InlineElement("rs", referent={"ref": "title-of"}, label_as="type"), "role-title"),
        InlineRule((InlineElement("rs", referent=_REF, feature={"type": "entity_type"}),), ("nominal", "pronominal")),
    ),
    inline_priority=1,
)  # fmt: skip
"""The layer that this plugin makes."""
