import pytest

from annotator import Document
from annotator_dates.document import Annotate


class Dates:
    """What the annotator makes of a text, in short: words and values."""

    def __init__(self):
        self._known = {}

    def __call__(self, text, date="2010-06-16", **options):
        key = tuple(sorted(options.items()))
        annotate = self._known.setdefault(key, Annotate(**options))
        document = Document("d", text, metadata={"date": date} if date else {})
        for layer in annotate(document):
            document = document.with_layer(layer)
        return document

    def values(self, text, date="2010-06-16", **options):
        document = self(text, date, **options)
        return [(document.words(each), each.features["value"]) for each in document["dates"]]


@pytest.fixture(scope="session")
def dates():
    return Dates()
