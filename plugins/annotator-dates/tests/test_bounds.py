import pytest

from annotator.tei.timex import dating_attributes

CUT = [
    ("The bridge opened in late October 2009.", "2009-10", ("2009-10-21", "2009-10-31")),
    ("The bridge opened in early May 2009.", "2009-05", ("2009-05-01", "2009-05-10")),
    ("It should be done by the end of 2027.", "2027", ("2027-10-01", "2027-12-31")),
    ("It was built in mid-1987.", "1987", ("1987-04-01", "1987-09-30")),
    ("It was built in the late 1970s.", "197", ("1977-01-01", "1979-12-31")),
    ("It was built in the first half of the 19th century.", "18", ("1800-01-01", "1849-12-31")),
    ("It was built in the last third of the 18th century.", "17", ("1767-01-01", "1799-12-31")),
    ("The court ruled early Tuesday.", "2010-06-15", ("2010-06-15T00:00:00", "2010-06-15T11:59:59")),
    ("It was built about 1450.", "1450", ("1445-01-01", "1455-12-31")),
    ("It was built about 1400.", "1400", ("1350-01-01", "1450-12-31")),
    ("It was built around 1998.", "1998", ("1997-01-01", "1999-12-31")),
    ("It was built around May 1998.", "1998-05", ("1998-04-01", "1998-06-30")),
    ("He came at about 5:30 p.m. on Tuesday.", "2010-06-15T17:30", ("2010-06-15T17:15:00", "2010-06-15T17:45:59")),
    ("They moved more than three years ago.", "2007", (None, "2007-12-31")),
]


@pytest.mark.parametrize(("text", "value", "bounds"), CUT, ids=[text for text, _, _ in CUT])
def test_modifiers_narrow_the_bounds_and_leave_the_value(dates, text, value, bounds):
    features = next(iter(dates(text)["dates"])).features
    assert features["value"] == value
    assert (features.get("earliest"), features.get("latest")) == bounds
    attributes = dating_attributes(features)
    assert "when" not in attributes or attributes.keys() == {"when"}


TIED = [
    ("Every Tuesday in May 2020 the choir met.", "Every Tuesday", ("2020-05-01", "2020-05-31")),
    ("The fair is held on Mondays in June and July 2009.", "Mondays", ("2009-06-01", "2009-07-31")),
    ("In May 2020 the choir met every Tuesday.", "every Tuesday", ("2020-05-01", "2020-05-31")),
    ("In May 2020 she said that the choir meets every Tuesday.", "every Tuesday", (None, None)),
    ("She began a three-year term in 2009.", "three-year", ("2009-01-01", "2012-12-31")),
    ("She began a three-year term, and in 2009 she left.", "three-year", (None, None)),
    ("The fair is held every year in May.", "every year", (None, None)),
    ("The strike lasted three weeks from 4 May 2010.", "three weeks", ("2010-05-04", "2010-05-25")),
    ("Ten days from 3 May to 12 May 2010 were dry.", "Ten days", ("2010-05-03", "2010-05-12")),
    ("Sales for the year ended March 31 fell.", "the year", ("2009-03-31", "2010-03-31")),
    ("It lasted three weeks.", "three weeks", (None, None)),
]


@pytest.mark.parametrize(("text", "words", "bounds"), TIED, ids=[text for text, _, _ in TIED])
def test_bounds_of_sets_and_lengths(dates, text, words, bounds):
    document = dates(text)
    features = next(each.features for each in document["dates"] if document.words(each) == words)
    assert (features.get("earliest"), features.get("latest")) == bounds


CLOCKS = [
    ("At 3 p.m. the council met, on Tuesday, May 4.", "2010-05-04T15:00"),
    ("On Tuesday the council met from 3 p.m. on.", "2010-06-15T15:00"),
    ("Doors open at 3 p.m., the mayor said Tuesday.", "2010-06-16T15:00"),
    ("The council met on Tuesday. It began at 3 p.m. sharp.", "2010-06-16T15:00"),
]


@pytest.mark.parametrize(("text", "value"), CLOCKS, ids=[text for text, _ in CLOCKS])
def test_clock_times_take_the_day_of_their_sentence(dates, text, value):
    assert value in [found for _, found in dates.values(text)]
