"""What the three layers may hold."""

from annotator import Feature, Label, LayerSchema

__all__ = ["SENTENCES", "STRUCTURE", "TOKENS"]

STRUCTURE = LayerSchema(
    name="structure",
    description="The parts of the page: each line that is not blank, without white space at the edges",
    labels=(
        Label("headline", "the heading of the article, or of a section of it", block="headline"),
        Label("deck", "the line below the headline that sums the article up", block="subhead"),
        Label("byline", "who wrote it", block="byline"),
        Label("timestamp", "when it was published; may lie inside a byline", block="dateline"),
        Label("dateline", "place, date and agency at the beginning of a paragraph, inside the paragraph"),
        Label("paragraph", "a paragraph of the article's own text", block="paragraph"),
        Label("related-headline", "the headline of another article, which the page links to", block="item"),
        Label("caption", "what stands below a picture", block="caption"),
        Label("caption-label", "a label that only says that a caption follows", block="caption-label"),
        Label("credit", "who took a picture, or which agency supplied it", block="block"),
        Label("embed", "a post of another site, shown inside the article", block="block"),
        Label("boilerplate", "navigation, contact, tags, advertising, copyright", block="boilerplate"),
    ),
    features=(
        Feature(
            "role",
            "of a paragraph: lead, the first of the article; of boilerplate: what it is there for",
            type="symbol",
            values=("lead", "navigation", "contact", "tags", "advertising", "copyright", "sharing", "comments"),
        ),
        Feature("truncated", "the line is visibly cut: it ends in a comma or an ellipsis", type="boolean"),
        Feature("lang", "the language of the line (BCP 47), where its words show that it is not the document's"),
    ),
)

SENTENCES = LayerSchema(
    name="sentences",
    description="Sentences; each lies inside one block of the page",
    labels=(Label("s", "a sentence, or a line that is not one but stands by itself"),),
)

TOKENS = LayerSchema(
    name="tokens",
    description="Words, numbers and marks; no two overlap, and white space alone lies between them",
    labels=(Label("t", "a word, a clitic, a number, or a mark"),),
)
