import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator_quotes.marks import quotations


def spans(text):
    return [text[q.start : q.end] for q in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said, "We sail."', ['"We sail."']),
        ("She said, “We sail.”", ["“We sail.”"]),
        ("She said, ‘We sail.’", ["‘We sail.’"]),
        ("She said, ``We sail.''", ["``We sail.''"]),
        ("She said, ''We sail.''", ["''We sail.''"]),
        ("Sie sagte: „Wir segeln.“ Gut.", ["„Wir segeln.“"]),
        ("Elle dit «On part.» Bien.", ["«On part.»"]),
        ("Han sagde: »Vi sejler.« Godt.", ["»Vi sejler.«"]),
        ("Elle dit : « On part. » Bien.", ["« On part. »"]),
        ("Elle dit : «\u00a0On part.\u00a0» Bien.", ["«\u00a0On part.\u00a0»"]),
        ("«\u202fUn\u202f» et «\u202fdeux\u202f»", ["«\u202fUn\u202f»", "«\u202fdeux\u202f»"]),
        ("« On a dit ‹ non › hier »", ["« On a dit ‹ non › hier »", "‹ non ›"]),
        ("»Vi« og »de« sejler", ["»Vi«", "»de«"]),
        ("a “closing turned round“ here", ["“closing turned round“"]),
        ("“one” and “two”", ["“one”", "“two”"]),
        ("“He said ‘never’ to me”", ["“He said ‘never’ to me”", "‘never’"]),
        ("the ministers' plan and the ships' crews", []),
        ("It’s the crew’s own ’90s boat", []),
        ("a 6' 2\" sailor", []),
        ("''We've 'old' boats,''' she said", ["''We've 'old' boats,'''", "'old'"]),
    ],
)
def test_marks_are_told_by_their_sides(text, expected):
    assert spans(text) == expected


def test_a_mark_never_closed_reaches_to_the_end_of_the_block():
    text = "“We sail at dawn. The crew is ready."
    (quotation,) = quotations(text, 0, len(text))
    assert (quotation.start, quotation.end, quotation.closed) == (0, len(text), False)


def test_a_forgotten_closing_mark_does_not_swallow_the_next_quotation():
    assert spans('"We sail, he said. "We stay," she said.') == ['"We stay,"']


@given(st.text(alphabet="\"'“”‘’„«»‹›`.,! \nab\u0301\U0001f600", max_size=80))
def test_quotations_nest_and_stay_inside_the_text(text):
    found = quotations(text, 0, len(text))
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        for other in found:
            if one.start < other.start < one.end:
                assert other.end <= one.end
                assert other.depth > one.depth


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "’", "''", "«", "“a ", '"a ', "a' "])
@pytest.mark.parametrize("count", [9_999, 10_000])
def test_ten_thousand_marks_are_read(mark, count):
    text = mark * count
    assert all(q.end <= len(text) for q in quotations(text, 0, len(text)))
