import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from annotator.tei.timex import DATING_ATTRIBUTES, DATING_METHOD, dating_attributes, is_dating_value

CUSTOM = {"datingMethod": DATING_METHOD}

# The datatypes of TEI for these attributes, one grammar for all of them.
TYPES = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="date">{attributes}<empty/></element></start>
<define name="w3c"><choice><data type="date"/><data type="gYear"/><data type="gMonth"/><data type="gDay"/>
 <data type="gYearMonth"/><data type="gMonthDay"/><data type="time"/><data type="dateTime"/></choice></define>
<define name="iso"><data type="token"><param name="pattern">[0-9.,DHMPRSTWYZ/:+\\-]+</param></data></define>
<define name="duration"><data type="duration"/></define>
<define name="word"><data type="token"><param name="pattern">[^\\p{{C}}\\p{{Z}}]+</param></data></define>
</grammar>"""


def kind(name):
    if name == "dur":
        return "duration"
    if name.endswith("-iso"):
        return "iso"
    return "w3c" if name in ("when", "from", "to", "notBefore", "notAfter") else "word"


GRAMMAR = etree.RelaxNG(
    etree.fromstring(
        TYPES.format(
            attributes="".join(
                f'<optional><attribute name="{name}"><ref name="{kind(name)}"/></attribute></optional>'
                for name in DATING_ATTRIBUTES
            )
        )
    )
)


def assert_valid(attributes):
    element = etree.Element("date", attributes)
    assert GRAMMAR.validate(element), (attributes, GRAMMAR.error_log)
    names = set(attributes)
    assert names <= set(DATING_ATTRIBUTES)
    if "when" in names:
        assert not names & {"from", "to", "notBefore", "notAfter"}
    assert not ({"from", "from-iso"} & names and "notBefore" in names)
    assert not ({"to", "to-iso"} & names and "notAfter" in names)
    assert ("when-custom" in names) == ("datingMethod" in names)
    assert all(is_dating_value(name, value) for name, value in attributes.items()), attributes


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019", {"when": "2019"}),
        ("2019-03", {"when": "2019-03"}),
        ("2019-03-08", {"when": "2019-03-08"}),
        ("2020-02-29", {"when": "2020-02-29"}),
        ("0001", {"when": "0001"}),
        ("9999-12-31", {"when": "9999-12-31"}),
        ("--03-08", {"when": "--03-08"}),
        ("--02-29", {"when": "--02-29"}),
        ("--03", {"when": "--03"}),
        ("---31", {"when": "---31"}),
        ("2019-03-08T07:49:00", {"when": "2019-03-08T07:49:00"}),
        ("2019-03-08T07:49:00.5", {"when": "2019-03-08T07:49:00.5"}),
        ("2019-03-08T24:00:00", {"when": "2019-03-08T24:00:00"}),
        ("2019-03-08T07:49:00Z", {"when": "2019-03-08T07:49:00Z"}),
        ("2019-03-08T07:49:00+07", {"when": "2019-03-08T07:49:00+07:00"}),
        ("2019-03-08T07:49:00+0700", {"when": "2019-03-08T07:49:00+07:00"}),
        ("07:49:00", {"when": "07:49:00"}),
        ("T07:49:00", {"when": "07:49:00"}),
        ("T07:49", {"when-iso": "T07:49"}),
        ("07:49", {"when-iso": "07:49"}),
        ("2019-03-08T07:49", {"when-iso": "2019-03-08T07:49"}),
        ("2019-03-08T07", {"when-iso": "2019-03-08T07"}),
        ("2019-03-08T07:49-04", {"when-iso": "2019-03-08T07:49-04:00"}),
        ("2019-W10", {"when-iso": "2019-W10", "notBefore": "2019-03-04", "notAfter": "2019-03-10"}),
        ("2020-W53", {"when-iso": "2020-W53", "notBefore": "2020-12-28", "notAfter": "2021-01-03"}),
        ("2019-W10-5", {"when-iso": "2019-W10-5", "notBefore": "2019-03-08", "notAfter": "2019-03-08"}),
        ("P3D", {"dur": "P3D"}),
        ("PT2H", {"dur": "PT2H"}),
        ("P1Y6M", {"dur": "P1Y6M"}),
        ("P1W", {"dur-iso": "P1W"}),
        ("P1.5Y", {"dur-iso": "P1.5Y"}),
        ("R/P1W", {"dur-iso": "R/P1W"}),
        ("2019-03-08/2019-03-10", {"from": "2019-03-08", "to": "2019-03-10"}),
        ("2019/2021-05", {"from": "2019", "to": "2021-05"}),
        ("2019-03-08/..", {"from": "2019-03-08"}),
        ("/2019-03-08", {"to": "2019-03-08"}),
        ("2019-03-08T07:00/2019-03-08T09:30", {"from-iso": "2019-03-08T07:00", "to-iso": "2019-03-08T09:30"}),
        ("22:00:00/02:00:00", {"from": "22:00:00", "to": "02:00:00"}),
    ],
)
def test_values_that_w3c_or_iso_can_say(value, expected):
    assert dating_attributes({"value": value}) == expected
    assert_valid(expected)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("PAST_REF", None, None),
        ("PRESENT_REF", None, None),
        ("FUTURE_REF", None, None),
        ("2019-Q3", "2019-07-01", "2019-09-30"),
        ("2019-QX", "2019-01-01", "2019-12-31"),
        ("2020-H1", "2020-01-01", "2020-06-30"),
        ("2019-SP", None, None),
        ("202X", "2020-01-01", "2029-12-31"),
        ("198", "1980-01-01", "1989-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("00", "0001-01-01", "0099-12-31"),
        ("2019-XX", "2019-01-01", "2019-12-31"),
        ("2020-02-XX", "2020-02-01", "2020-02-29"),
        ("2019-03-08TMO", "2019-03-08", "2019-03-08"),
        ("2019-03-XXTNI", "2019-03-01", "2019-03-31"),
        ("2019-W10-WE", "2019-03-09", "2019-03-10"),
        ("2019-WXX", None, None),
        ("XXXX-WXX-1", None, None),
        ("XXXX-XX-XXT07:00", None, None),
        ("XXXX-11-04", None, None),
        ("XXXX-SU", None, None),
        ("TNI", None, None),
        ("FY2019", None, None),
        ("BC0044-03-15", None, None),
        ("-0044", None, None),
        ("BC05XX", None, None),
        ("PXM", None, None),
        ("P2DE", None, None),
        ("2019-Q1/2019-Q2", "2019-01-01", "2019-06-30"),
        ("2019-Q1/..", "2019-01-01", None),
    ],
)
def test_values_that_only_timex3_can_say(value, first, last):
    bounds = {name: day for name, day in (("notBefore", first), ("notAfter", last)) if day}
    attributes = dating_attributes({"value": value})
    assert attributes == {"when-custom": value} | CUSTOM | bounds
    assert_valid(attributes)


@pytest.mark.parametrize(
    "value",
    [
        "", "yesterday", "2025-02-30", "2019-02-29", "2019-13", "2019-00", "2019-3-8", "0000", "0000-01-01", "12019",
        "2019-W00", "2019-W53", "2019-W10-8", "2019-W10-0", "9999-W52-7T", "--02-30", "--13", "---32", "2019-03-08T",
        "2019-03-08T25:00", "2019-03-08T24:01:00", "2019-03-08T07:60", "2019-03-08T07:49:60", "2019-03-08T07:49:00+15",
        "2019-03-08T07:49:00+07:60", "2019-03T07:49", "2019T07", "P", "PT", "P1D2", "P1H", "-P1D", "PT1.5", "P1Y/..",
        "P" + "9" * 40 + "Y", "R/PXM", "2019-Q5", "2019-H3", "2019-13-XX", "2019-02-30TMO", "2019-03-10/2019-03-08",
        "2019/07:00:00", "../..", "/", "a/b", "2019/2020/2021", "2019-03-08 ", "２０１９", "2019\n", "X" * 200,
        "T:", ":", "2025-W", "R", "R/", "BC", "2019-03-08\u200b", "\ud800",
    ],
)  # fmt: skip
def test_what_is_no_value_is_left_out(value):
    assert dating_attributes({"value": value}) == {}
    assert not any(is_dating_value(name, value) for name in DATING_ATTRIBUTES)


@pytest.mark.parametrize("value", [None, 2019, 2019.0, True, ["2019"], {"year": "2019"}])
def test_a_value_that_is_no_string_is_left_out(value):
    assert dating_attributes({"value": value, "earliest": value, "latest": value}) == {}


@pytest.mark.parametrize(
    ("value", "mod", "expected"),
    [
        ("2019-03", "END", {"when": "2019-03"}),
        ("2019", "APPROX", {"when": "2019"}),
        ("2019", "BEFORE", {"notAfter": "2018-12-31"}),
        ("2019", "ON_OR_BEFORE", {"notAfter": "2019-12-31"}),
        ("2019-03", "AFTER", {"notBefore": "2019-04-01"}),
        ("2019-03", "ON_OR_AFTER", {"notBefore": "2019-03-01"}),
        ("2019-03-08T07:00", "BEFORE", {"notAfter": "2019-03-08"}),
        ("2019-03-08T07:00:00", "AFTER", {"notBefore": "2019-03-08"}),
        ("0001", "BEFORE", {}),
        ("9999", "AFTER", {}),
        ("PAST_REF", "BEFORE", {"when-custom": "PAST_REF"} | CUSTOM),
        ("P3Y", "APPROX", {"dur": "P3Y"}),
        ("P3Y", "MORE_THAN", {}),
        ("P3Y", "EQUAL_OR_LESS", {}),
    ],
)
def test_modifiers(value, mod, expected):
    assert dating_attributes({"value": value, "mod": mod}) == expected
    assert_valid(expected)


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ({"value": "P1W", "quant": "EVERY"}, {"dur-iso": "R/P1W"}),
        ({"value": "P1M", "freq": "2X"}, {"dur-iso": "R/P1M"}),
        ({"value": "XXXX-WXX", "quant": "EVERY"}, {"when-custom": "XXXX-WXX"} | CUSTOM),
        ({"value": "PXM", "quant": "EVERY"}, {"when-custom": "PXM"} | CUSTOM),
    ],
)
def test_sets(features, expected):
    assert dating_attributes(features) == expected
    assert_valid(expected)


@pytest.mark.parametrize(
    ("features", "expected"),
    [
        ({"value": "2019", "earliest": "2019-01-01"}, {"when": "2019"}),
        ({"earliest": "2019-03", "latest": "2019-05-02"}, {"notBefore": "2019-03", "notAfter": "2019-05-02"}),
        ({"latest": "2019-05-02T07:30:00"}, {"notAfter": "2019-05-02T07:30:00"}),
        ({"earliest": "2019-05-02T07:30"}, {"notBefore": "2019-05-02"}),
        ({"latest": "2019-Q1"}, {"notAfter": "2019-03-31"}),
        ({"latest": "2019-02-30"}, {}),
        ({"latest": "07:30:00"}, {}),
        ({"earliest": "2019-05-03", "latest": "2019-05-02"}, {}),
        ({"value": "PAST_REF", "latest": "2019-05-02"},
         {"when-custom": "PAST_REF"} | CUSTOM | {"notAfter": "2019-05-02"}),
        ({"value": "2019-SP", "earliest": "2019-03-01", "latest": "2019-05-31"},
         {"when-custom": "2019-SP"} | CUSTOM | {"notBefore": "2019-03-01", "notAfter": "2019-05-31"}),
        ({"value": "2019-Q1", "earliest": "2019-02-01"},
         {"when-custom": "2019-Q1"} | CUSTOM | {"notBefore": "2019-02-01", "notAfter": "2019-03-31"}),
        ({"value": "2019-Q1", "earliest": "2019-06-01"},
         {"when-custom": "2019-Q1"} | CUSTOM | {"notBefore": "2019-01-01", "notAfter": "2019-03-31"}),
        ({"value": "2019-03-08T07:30", "latest": "2019-03-09"}, {"when-iso": "2019-03-08T07:30"}),
        ({"value": "nonsense", "latest": "2019-03-09"}, {"notAfter": "2019-03-09"}),
        ({"value": "2019", "mod": "BEFORE", "earliest": "2017"}, {"notBefore": "2017", "notAfter": "2018-12-31"}),
    ],
)  # fmt: skip
def test_bounds(features, expected):
    assert dating_attributes(features) == expected
    assert_valid(expected)


# fmt: off
PIECES = st.sampled_from([
    "2019", "0000", "20", "-", "--", "03", "13", "31", "T", "W", "Q", "X", "XX", "WE", "P", "R/", "/", "..", "1", "Y",
    "D", "BC", "FY", ":", "07", "60", "Z", "+", ".5", "MO", "SP", "PAST_REF", "H", "M", "S", "\x00", "é", "\ud800",
])
# fmt: on
DAYS = st.tuples(st.sampled_from(["2019", "XXXX", "BC0044", "0000"]), st.sampled_from(["02", "W10", "XX", "Q1", "13"]))
values = st.lists(PIECES, max_size=9).map("".join) | DAYS.map("-".join)
mods = st.sampled_from(["", "START", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "MORE_THAN", "?"])


SETS = {"quant": st.just("EVERY"), "freq": st.just("2X")}


@settings(max_examples=500)
@given(st.fixed_dictionaries({}, optional={"value": values, "mod": mods, "earliest": values, "latest": values, **SETS}))
def test_whatever_is_written_is_valid(features):
    assert_valid(dating_attributes(features))


@given(st.dates(), st.sampled_from(["%Y-%m-%d", "%G-W%V-%u", "%Y-%m", "%Y"]))
def test_every_day_that_there_is_can_be_written(day, form):
    # strftime does not fill up years on every platform
    value = re.sub(r"^\d+", lambda year: year[0].zfill(4), day.strftime(form))
    if value.startswith(("0000", "10000")):
        return
    attributes = dating_attributes({"value": value})
    assert value in attributes.values()
    assert_valid(attributes)


@given(st.integers(1, 9999), st.integers(0, 99), st.integers(0, 99))
def test_no_day_that_there_is_not_can_be_written(year, month, day):
    value = f"{year:04}-{month:02}-{day:02}"
    try:
        datetime.date(year, month, day)
    except ValueError:
        assert dating_attributes({"value": value}) == {}
    else:
        assert dating_attributes({"value": value}) == {"when": value}
