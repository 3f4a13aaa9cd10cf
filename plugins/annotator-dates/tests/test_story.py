"""The years of a story: most dates have none, and the row of them tells."""

import pytest

from annotator import Document
from annotator_dates.document import Annotate

ANNOTATE = Annotate(kind="narrative")


def values(text):
    document = Document("story", text)
    return [(document.words(each), each.features["value"]) for each in ANNOTATE(document)[0]]


def test_a_story_goes_ahead():
    text = "The siege began in October 1641. In January the walls fell. In March the town was sold."
    assert [value for _, value in values(text)] == ["1641-10", "1642-01", "1642-03"]


def test_a_small_step_back_stays_in_the_year():
    text = "The town was sold on 3 May 1642. The council had met on 28 April. The mayor left on 6 May."
    assert [value for _, value in values(text)] == ["1642-05-03", "1642-04-28", "1642-05-06"]


def test_a_date_further_on_tells_of_those_before_it():
    text = "The mill was sold in March 1642. The new owner came in November. He died on 5 December 1642."
    assert values(text)[1] == ("November", "1642-11")


@pytest.mark.parametrize("aside", ["as a letter that was found in 1905 shows", "as in 1514"])
def test_the_story_does_not_move_to_a_time_that_it_glances_at(aside):
    text = f"The siege began on 2 June 1642, {aside}. On 4 July the walls fell. The war ended in 1643."
    assert ("4 July", "1642-07-04") in values(text)


def test_months_before_the_first_year_are_not_invented():
    assert values("In March the walls fell. The town was sold in 1642.")[0] == ("March", "XXXX-03")


def test_the_way_is_the_same_for_a_long_story():
    text = "On 3 May 1642 the walls fell. In June the town was sold. " * 300
    assert {value for _, value in values(text)} == {"1642-05-03", "1642-06"}


@pytest.mark.parametrize(
    ("told", "value"), [("in 1642", "XXXX-SU"), ("on 3 November 1642", "1642-SU"), ("in March 1642", "1641-SU")]
)
def test_last_summer_is_seen_from_a_day_of_the_story_not_from_a_whole_year(told, value):
    assert values(f"The town was sold {told} and the mill was sold last summer.")[1] == ("last summer", value)
