"""Values of expressions in context. Documents are of Wednesday, 16 June 2010 unless it is said."""

import pytest

NEWS = [
    # bare weekdays and months, by tense and sense
    ("The board met on Friday.", [("Friday", "2010-06-11")]),
    ("The board will meet on Friday.", [("Friday", "2010-06-18")]),
    ("The board met on Wednesday.", [("Wednesday", "2010-06-16")]),
    ("The board is set to meet on Friday.", [("Friday", "2010-06-18")]),
    ("The vote is to be held on Friday.", [("Friday", "2010-06-18")]),
    ("The vote had been planned for Friday.", [("Friday", "2010-06-11")]),
    ("The meeting is Thursday.", [("Thursday", "2010-06-17")]),
    ("Talks resume Monday in Lima.", [("Monday", "2010-06-21")]),
    ("They agreed to meet on Friday.", [("Friday", "2010-06-18")]),
    ("They agreed to a plan on Friday.", [("Friday", "2010-06-11")]),
    ("They announced plans on Friday.", [("Friday", "2010-06-11")]),
    ("She was willing to skip school Friday.", [("Friday", "2010-06-11")]),
    ("The team put a tent up on Friday.", [("Friday", "2010-06-11")]),
    ("The team has to put a tent up on Friday.", [("Friday", "2010-06-18")]),
    ("The talks follow Friday's vote, which was close.", [("Friday", "2010-06-11")]),
    ("The firm changed the name of the plant and of its port in August.", [("August", "2009-08")]),
    ("The loan was extended through August.", [("August", "2010-08")]),
    ("Tuesday's vote was close.", [("Tuesday", "2010-06-15")]),
    ("The planned April visit is at risk.", [("April", "2011-04")]),
    ("In a September session, the mayor remarked on it.", [("September", "2009-09")]),
    ("The rail link opened in August.", [("August", "2009-08")]),
    ("The rail link will open in August.", [("August", "2010-08")]),
    ("The fund, closed since March, reopens.", [("March", "2010-03")]),
    ("It must be paid by August.", [("August", "2010-08")]),
    ("By Tuesday, the river had risen.", [("Tuesday", "2010-06-15")]),
    ("He came this Tuesday.", [("this Tuesday", "2010-06-15")]),
    ("He will come this Tuesday.", [("this Tuesday", "2010-06-22")]),
    # what is said counts from the day on which it was said
    ('"We met today," he said on Monday.', [("today", "2010-06-14"), ("Monday", "2010-06-14")]),
    ('On Monday she said: "It opens tomorrow."', [("Monday", "2010-06-14"), ("tomorrow", "2010-06-15")]),
    ('"We met today." On Monday he left.', [("today", "2010-06-16"), ("Monday", "2010-06-14")]),
    ("He said on Monday that they met today.", [("Monday", "2010-06-14"), ("today", "2010-06-16")]),
    # what follows a told date counts from it
    ("He came on 3 May 2008. The same day, he left.", [("3 May 2008", "2008-05-03"), ("The same day", "2008-05-03")]),
    ("He came on 3 May 2008. The next day, he left.", [("3 May 2008", "2008-05-03"), ("The next day", "2008-05-04")]),
    ("He came in May 2008. A year later, he left.", [("May 2008", "2008-05"), ("A year later", "2009")]),
    ("He came in 2008. In 2009 he left, and that year", [("2008", "2008"), ("2009", "2009"), ("that year", "2009")]),
    # ranges, lists, alternatives
    ("Open May 3-5, 2009.", [("May 3", "2009-05-03"), ("5, 2009", "2009-05-05")]),
    ("Open May 3–5, 2009.", [("May 3", "2009-05-03"), ("5, 2009", "2009-05-05")]),
    ("Open from 3 to 5 May 2009.", [("3", "2009-05-03"), ("5 May 2009", "2009-05-05")]),
    ("Open in January or February 2009.", [("January", "2009-01"), ("February 2009", "2009-02")]),
    ("The wars of 1914-18 and 1939-1945.", [("1914", "1914"), ("18", "1918"), ("1939", "1939"), ("1945", "1945")]),
    ("It closed between April and June 2009.", [("April", "2009-04"), ("June 2009", "2009-06")]),
    # parts of days, clocks, zones
    ("The alarm came at 10 p.m. EDT on Tuesday.", [("10 p.m. EDT on Tuesday", "2010-06-15T22:00-04")]),
    ("The alarm came at 0900 GMT.", [("0900 GMT", "2010-06-16T09:00Z")]),
    ("It was due at midnight Friday.", [("midnight Friday", "2010-06-11T24:00")]),
    ("The alarm came late last night.", [("late last night", "2010-06-15TNI")]),
    # lengths and repetitions
    ("A two-year-old deal of almost three weeks.", [("two-year-old", "P2Y"), ("almost three weeks", "P3W")]),
    ("It may take one or two years.", [("one or two years", "P2Y")]),
    ("It took two years and six months.", [("two years", "P2Y"), ("six months", "P6M")]),
    ("They meet every Monday and twice a year.", [("every Monday", "XXXX-WXX-1"), ("a year", "P1Y")]),
    # other calendars and eras
    ("A coin of the 3rd century BC and of AD 410.", [("the 3rd century BC", "BC02"), ("AD 410", "0410")]),
    ("Founded in Juche 98.", [("Juche 98", "2009")]),
    ("A vote in Minguo 98.", [("Minguo 98", "2009")]),
    ("Born on 15 Rajab 1430.", [("15 Rajab 1430", "2009-07-08")]),
    # two digits
    ("The crash of '87 and the boom of the '90s.", [("'87", "1987"), ("the '90s", "199")]),
    # vague ones
    ("Recently, and now.", [("Recently", "PAST_REF"), ("now", "PRESENT_REF")]),
    ("In the coming days, it may rain.", [("the coming days", "FUTURE_REF")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NEWS, ids=[text for text, _ in NEWS])
def test_news(dates, text, expected):
    assert dates.values(text) == expected


TRAPS = [
    "It may be that they march on.",
    "The sun rose on her second spring of water.",
    "Sales may fall.",
    "He has 1,200 sheep.",
    "Boeing 747 and World War II.",
    "Open 24/7, they won 3-2.",
    "See section 12 on page 1984.",
    "Call 555-1234 or +49 30 1234.",
    "It costs $2000 or €1999.",
    "April Smith met August Jones.",
    "A mayor of 2000 people.",
    "Flight 1984 was late.",
    "Jan spoke, and May said no.",
    "In three quarters of all cases.",
    "The former mayor still waits.",
]


@pytest.mark.parametrize("text", TRAPS)
def test_words_that_only_look_like_dates(dates, text):
    assert dates.values(text) == []


STORY = (
    "The war began in May 1741. In June the fort fell. On 12 August 1741 the king fled; two days later he was taken. "
    "In December the river froze. The army left in January. By March 1742 all was lost. The following year, in 1743, "
    "peace was made. In the spring of 1744 it broke. In 1745 it was renewed."
)


def test_a_story_goes_on_from_the_date_told_last(dates):
    found = dict(dates.values(STORY))
    assert found["June"] == "1741-06"
    assert found["two days later"] == "1741-08-14"
    assert found["December"] == "1741-12"
    assert found["January"] == "1742-01"
    assert found["The following year"] == "1743"


def test_a_story_is_told_by_itself_whatever_the_metadata(dates):
    assert dates.values(STORY, None) == dates.values(STORY, "2010-06-16")


def test_without_any_date_values_stay_symbolic(dates):
    text = "Yesterday and next week; on Monday, in April and on May 3 at 5 p.m."
    assert dates.values(text, None) == [
        ("Yesterday", "PAST_REF"), ("next week", "FUTURE_REF"), ("Monday", "XXXX-WXX-1"), ("April", "XXXX-04"),
        ("May 3 at 5 p.m.", "XXXX-05-03T17:00"),
    ]  # fmt: skip


def test_anchors_and_limits_are_links(dates):
    document = dates("It lasted 64 days from 21 May 1948 to 23 July 1948. A week later, rain came.")
    layer = document["dates"]
    length, begin, end, later = layer
    assert layer.targets(length, "begin") == [begin.id]
    assert layer.targets(length, "end") == [end.id]
    assert layer.targets(later, "anchor") == [end.id]
    assert later.features["value"] == "1948-W31"


def test_bounds(dates):
    found = {each.features["value"]: each.features for each in dates(
        "In 1998, in May 2008, on 4 May 2008 at 10 p.m. EDT, last week, in the last two years, in 310 BC, recently."
    )["dates"]}  # fmt: skip
    assert (found["1998"]["earliest"], found["1998"]["latest"]) == ("1998-01-01", "1998-12-31")
    assert (found["2008-05"]["earliest"], found["2008-05"]["latest"]) == ("2008-05-01", "2008-05-31")
    moment = found["2008-05-04T22:00-04"] if "2008-05-04T22:00-04" in found else found["2008-05-04"]
    assert moment["earliest"][:10] in ("2008-05-05", "2008-05-04")
    assert (found["2010-W23"]["earliest"], found["2010-W23"]["latest"]) == ("2010-06-07", "2010-06-13")
    assert (found["P2Y"]["earliest"], found["P2Y"]["latest"]) == ("2008-06-16", "2010-06-16")
    assert (found["BC0310"]["earliest"], found["BC0310"]["latest"]) == ("-0309-01-01", "-0309-12-31")
    assert found["PAST_REF"]["latest"] == "2010-06-16"
    assert "earliest" not in found["PAST_REF"]


def test_zones_are_honoured_in_bounds(dates):
    (moment,) = dates("At 10 p.m. EDT on Tuesday.")["dates"]
    assert moment.features["earliest"] == "2010-06-16T02:00:00Z"


def test_nothing_depends_on_the_day_of_the_run(dates):
    assert dates.values("Today, tomorrow, in May.", "1803-02-03") == [
        ("Today", "1803-02-03"), ("tomorrow", "1803-02-04"), ("May", "1803-05"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The talks begin at 9 a.m. on Monday.", "2010-06-21T09:00"),
        ("The blast came at 10 p.m., police said on Tuesday.", "2010-06-16T22:00"),
        ("The blast came at 10 p.m., according to a statement on Tuesday.", "2010-06-16T22:00"),
    ],
)
def test_a_clock_time_takes_no_day_on_which_something_was_said(dates, text, value):
    assert dates.values(text)[0][1] == value


def test_no_weekday_is_counted_from_a_day_told_far_away(dates):
    text = "He came on 3 May 1998.\n\nThe town was small.\n\nThe shop was open from Monday to Friday."
    assert dates.values(text, None)[1:] == [("Monday", "XXXX-WXX-1"), ("Friday", "XXXX-WXX-5")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("last summer", "XXXX-SU"),
        ("last May", "XXXX-05"),
        ("next winter", "XXXX-WI"),
        ("on Tuesday", "XXXX-WXX-2"),
        ("last week", "PAST_REF"),
        ("yesterday", "PAST_REF"),
        ("this month", "PRESENT_REF"),
        ("next year", "FUTURE_REF"),
    ],
)
@pytest.mark.parametrize("told", ["in 2003", "on 3 May 2003"])
def test_what_counts_from_the_day_of_speech_takes_no_date_told_beside(dates, words, value, told):
    assert dates.values(f"The bridge was closed {told} and opened again {words}.", None)[1][1] == value


def test_a_length_up_to_the_day_of_speech_takes_no_date_told_beside(dates):
    (_, length) = dates("The bridge, built in 2003, was closed for the last two years.", None)["dates"]
    assert length.features == {"value": "P2Y"}


def test_a_month_without_a_year_takes_the_one_told_beside(dates):
    assert dates.values("The bridge was closed in 2003 and opened again in May.", None)[1] == ("May", "2003-05")
