"""Reports on results. Documents are of Wednesday, 16 June 2010."""

import pytest

REPORTS = [
    # the period named first stands
    ("First-quarter profit fell to 2 million from 3 million a year earlier.", "a year earlier", "2009-Q1"),
    ("First-quarter profit fell to 2 million. In the latest quarter, sales rose.", "the latest quarter", "2010-Q1"),
    # a quarter that is expected does not take its place
    ("First-quarter profit fell. A third-quarter charge will follow. The year-ago net was 3.", "year-ago", "2009-Q1"),
    # of a number of months only the year can be said
    ("First-quarter profit fell. In the nine months, it was 8, up from 7 a year earlier.", "a year earlier", "2009"),
    # a quarter that is called fiscal is meant by its last day too
    ("Fiscal first-quarter profit fell. In the quarter ended May 31, sales rose.", "the quarter", "2010-Q1"),
    # who says nothing of amounts means a year
    ("First-quarter profit fell. The firm was sold a year ago.", "a year ago", "2009"),
    ("First-quarter profit fell. The firm was sold last year.", "last year", "2009"),
    # a quarter that is named as one stays one
    ("First-quarter profit fell. In the nine months, it was 8. In the quarter a year earlier, it rose.",
     "the quarter a year earlier", "2009-Q1"),
    # without a report there is nothing to compare with
    ("Profit was 2 million, up from 1 million a year earlier.", "a year earlier", "2009"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "value"), REPORTS, ids=[text for text, _, _ in REPORTS])
def test_what_is_compared(dates, text, words, value):
    assert dict(dates.values(text))[words] == value


def test_a_fiscal_quarter_has_no_bounds(dates):
    (quarter,) = dates("Profit in the fiscal first quarter fell.")["dates"]
    assert quarter.features["value"] == "2010-Q1"
    assert not {"earliest", "latest"} & quarter.features.keys()


def test_nor_has_the_one_that_it_is_compared_with(dates):
    _, before = dates("Profit in the fiscal first quarter beat that of the quarter a year ago.")["dates"]
    assert before.features["value"] == "2009-Q1"
    assert not {"earliest", "latest"} & before.features.keys()
