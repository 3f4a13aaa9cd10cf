import pytest

from annotator_dates.docdate import parse_date


def found(document):
    return [
        (each.features, [document.text[s.start : s.end] for s in each.ranges]) for each in document["document-date"]
    ]


def test_given(dates):
    ((features, evidence),) = found(dates("Rain fell.", "2010-06-16"))
    assert features == {"basis": "given", "value": "2010-06-16", "earliest": "2010-06-16", "latest": "2010-06-16"}
    assert evidence == []


def test_given_and_stated(dates):
    document = dates("Flood\n\nLIMA, June 16, 2010 - Rain fell.", "2010-06-16")
    assert found(document)[0][1] == ["June 16, 2010"]
    assert document["dates"].annotations[0].features["function"] == "CREATION_TIME"


@pytest.mark.parametrize(
    "text",
    [
        "Flood\n\nPublished: 16 June 2010\n\nRain fell on Monday.",
        "Flood\nLIMA, June 16, 2010 (Andes Wire) - Rain fell on Monday.",
        "Flood\n2010-06-16\nRain fell on Monday.",
        "Flood\nBy Ana Paz | 16/06/2010\nRain fell on Monday.",
    ],
)
def test_found(dates, text):
    document = dates(text, None)
    ((features, evidence),) = found(document)
    assert features["basis"] == "found"
    assert features["value"] == "2010-06-16"
    assert len(evidence) == 1
    assert dict(dates.values(text, None))["Monday"] == "2010-06-14"


REST = "Rain fell on Monday, and the mayor said that the river had not been so high for forty years."


@pytest.mark.parametrize(
    "opening",
    [
        "LIMA – 16 June 2010: ",
        "LIMA - 16 June 2010: ",
        "Lima, 16 June 2010: ",
        "LIMA, 16 June 2010 – ",
        "LIMA, 16 June 2010 - ",
        "LIMA/QUITO — Wednesday, June 16, 2010: ",
        "Flood\nPuerto de la Luz – 16 June 2010: ",
        "Flood\n\nBy Ana Paz\n\nLIMA: 16 June 2010: ",
    ],
)
def test_found_in_a_dateline(dates, opening):
    document = dates(opening + REST, None)
    ((features, _),) = found(document)
    assert (features["basis"], features["value"]) == ("found", "2010-06-16")
    assert dict(dates.values(opening + REST, None))["Monday"] == "2010-06-14"


@pytest.mark.parametrize(
    "text",
    [
        f"The flood of 16 June 2010: {REST}",
        f"On 16 June 2010: {REST}",
        f"Flood\n\nIn brief\n\n{REST}\n\nLIMA – 16 June 2010: {REST}",
        f"Floods\n\nLIMA – 16 June 2010: {REST}\nQUITO – 3 July 2011: {REST}",
        f"Paz, as was said on 16 June 2010: {REST}",
    ],
)
def test_a_colon_alone_makes_no_dateline(dates, text):
    assert found(dates(text, None)) == []


@pytest.mark.parametrize(
    "text",
    [
        f"Ana Paz (3 May 1915 – 4 June 1990) was a poet of the coast. {REST}",
        "Floods\n3 May 1915 – 4 June 1990",
        "Floods\nMay 3-5, 1915",
        "Floods\nMay 3\N{NON-BREAKING HYPHEN}5, 1915",
        f"The mayor died on 3 May 1915 – a day of rain. {REST}",
    ],
)
def test_a_dash_alone_makes_no_dateline(dates, text):
    assert found(dates(text, None)) == []


def test_a_date_in_the_story_is_not_the_date_of_the_document(dates):
    assert found(dates("The old mill by the river burned down on 16 June 2010 and nobody was hurt in it.", None)) == []


def test_inferred_with_an_interval(dates):
    text = (
        "Prospects for a merger in 2031 are under scrutiny. The first since 2027, it is slated for March next year. "
        "In a late-September talk, the owner said so. Last week, he spoke again."
    )
    document = dates(text, None)
    ((features, evidence),) = found(document)
    assert features == {"basis": "inferred", "earliest": "2031-10-01", "latest": "2031-12-31"}
    assert "2031" in evidence
    values = dict(dates.values(text, None))
    assert values["March next year"] == "2032-03"
    assert values["late-September"] == "2031-09"
    assert values["Last week"] == "PAST_REF", "it is not the same at both ends of the interval"


def test_a_past_year_alone_leaves_the_interval_open(dates):
    text = "The bank failed in 2004. Last year, it was sold."
    ((features, evidence),) = found(dates(text, None))
    assert features == {"basis": "inferred", "earliest": "2004-01-01"}
    assert evidence == ["2004"]
    assert dict(dates.values(text, None))["Last year"] == "PAST_REF"


def test_unknown(dates):
    assert found(dates("Last week, it rained.", None)) == []


@pytest.mark.parametrize(
    "value", ["16 June 2010", "2010-13-01", "2010-02-30", "-06-2010", "", 2010, None, "2010-06-16x"]
)
def test_what_is_no_iso_date_is_ignored(value):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("value", "grain", "shown"),
    [
        ("2010", "year", "2010"),
        ("2010-06", "month", "2010-06"),
        ("2010-06-16", "day", "2010-06-16"),
        ("2010-06-16T07:49", "day", "2010-06-16T07:49"),
        ("2010-06-16T07:49:00+07:00", "day", "2010-06-16T07:49:00+07"),
        ("2010-06-16T07:49Z", "day", "2010-06-16T07:49Z"),
    ],
)
def test_iso_dates(value, grain, shown):
    period = parse_date(value)
    assert (period.grain, period.value) == (grain, shown)


def test_numeric_order_from_a_written_date(dates):
    text = "07:49 04/11/2010\n\nThe guards left, he said on November 4."
    assert dates.values(text, None)[0] == ("07:49 04/11/2010", "2010-11-04T07:49")


def test_numeric_order_from_another_numeric_date(dates):
    assert dict(dates.values("Due 05/06/2009, paid 23/06/2009."))["05/06/2009"] == "2009-06-05"
    assert dict(dates.values("Due 05/06/2009, paid 06/23/2009."))["05/06/2009"] == "2009-05-06"


def test_numeric_order_from_the_given_date(dates):
    assert dates.values("Posted 06/12/2010.", "2010-12-06") == [("06/12/2010", "2010-12-06")]
    assert dates.values("Posted 06/12/2010.", "2010-06-12") == [("06/12/2010", "2010-06-12")]


def test_numeric_order_from_the_habit_of_the_outlet(dates):
    assert dates.values("Posted 06/12/2010.", habit="day-first") == [("06/12/2010", "2010-12-06")]
    assert dates.values("Posted 06/12/2010.", habit="month-first") == [("06/12/2010", "2010-06-12")]


def test_numeric_order_that_nothing_tells_keeps_both_readings(dates):
    (each,) = dates("Posted 06/12/2010.")["dates"]
    assert each.features == {
        "value": "2010-XX-XX", "alternatives": ["2010-12-06", "2010-06-12"], "earliest": "2010-06-12",
        "latest": "2010-12-06",
    }  # fmt: skip


def test_dateline_without_a_year_gives_no_year(dates):
    document = dates("LIMA, June 16 - The court ruled yesterday.", date=None)
    (date,) = document["document-date"]
    assert date.features == {"basis": "found", "value": "XXXX-06-16"}
    assert [each.features["value"] for each in document["dates"]] == ["XXXX-06-16", "XXXX-06-15"]
    assert not any({"earliest", "latest"} & each.features.keys() for each in document["dates"])


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("It opened tomorrow.", "XXXX-06-17"),
        ("It closed last month.", "XXXX-05"),
        ("It closed last night.", "XXXX-06-15TNI"),
        ("It closed in April.", "XXXX-04"),
        ("It closed in April 2004.", "2004-04"),
        ("It closed on Tuesday.", "XXXX-WXX-2"),
        ("It closed last week.", "PAST_REF"),
        ("It closed last year.", "PAST_REF"),
        ("It closed in the first quarter.", "XXXX-Q1"),
    ],
)
def test_month_and_day_are_told_where_they_are_the_same_in_any_year(dates, sentence, value):
    assert [found for _, found in dates.values(f"LIMA, June 16 - {sentence}", None)] == ["XXXX-06-16", value]


def test_a_day_that_depends_on_the_year_stays_open(dates):
    assert dates.values("LIMA, March 1 - It closed yesterday.", None)[1] == ("yesterday", "PAST_REF")


def test_dateline_takes_the_year_of_which_the_text_speaks(dates):
    document = dates("LIMA, June 16 - The year 2022 is a hard one. The court ruled yesterday.", date=None)
    (date,) = document["document-date"]
    assert (date.features["basis"], date.features["value"]) == ("found", "2022-06-16")
    assert [each.features["value"] for each in document["dates"]] == ["2022-06-16", "2022", "2022-06-15"]


def test_a_day_in_a_sentence_is_no_dateline(dates):
    assert not list(dates("Lima ruled on June 16 - a holiday.", date=None)["document-date"])


def test_a_text_speaks_from_its_dateline_when_the_date_given_is_close_by(dates):
    document = dates("Thursday, June 17, 2010\n\nThe court ruled yesterday.", "2010-06-15")
    (date,) = document["document-date"]
    assert (date.features["basis"], date.features["value"]) == ("given", "2010-06-15")
    dateline, yesterday = document["dates"]
    assert yesterday.features["value"] == "2010-06-16"
    assert document["dates"].targets(yesterday, "anchor") == [dateline.id]


def test_a_date_far_from_the_one_given_is_no_dateline(dates):
    text = "Thursday, June 17, 2010\n\nThe court ruled yesterday."
    assert dates.values(text, "2010-08-15")[1] == ("yesterday", "2010-08-14")
