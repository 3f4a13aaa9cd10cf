"""Who is one and the same in a corpus."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator import Identity
from annotator.merging import Item, merge


def item(likely="", *, given=None, ids=None, perhaps="", called="", same="", **facts):
    def keys(words):
        return tuple(words.split())

    known = {kind: keys(values) for kind, values in facts.items()}
    identity = Identity(keys(same), keys(likely), keys(perhaps), keys(called), known)
    return Item(identity, ids or {}, given)


def groups(*items):
    return merge(items)[0]


def doubts(*items):
    return [(doubt.key, doubt.groups, doubt.reason, doubt.facts) for doubt in merge(items)[1]]


def test_one_name_is_one_person_unless_facts_differ():
    assert groups(item("a"), item("b"), item("a")) == [[0, 2], [1]]
    assert groups(item("a", country="CL"), item("a", country="CL PE"), item("a", country="PE")) == [[0, 1, 2]]
    apart = (item("a", country="CL"), item("a"), item("a", country="PE"), item("a", country="CL"))
    assert groups(*apart) == [[0, 3], [1], [2]]
    assert doubts(*apart) == [("a", (0, 1, 2), "contradiction", ("country",))]


def test_outside_ids_join_and_part():
    assert groups(item("a", ids={"GND": "1"}), item("a", ids={"GND": "2"}), item("a", ids={"VIAF": "1"})) == [
        [0],
        [1],
        [2],
    ]
    assert groups(item("a", same="x", country="CL"), item("b", same="x", country="PE")) == [[0, 1]]


def test_what_may_be_another_stays_apart_and_is_told():
    short = (item("ana-torres", called="torres"), item("luis-torres", called="torres"), item(perhaps="torres"))
    assert groups(*short) == [[0], [1], [2]]
    assert doubts(*short) == [("torres", (0, 1, 2), "perhaps", ())]
    assert doubts(*short[:2]) == []


def test_a_document_with_both_names_joins_those_with_one():
    assert groups(item("un"), item("united-nations"), item("un united-nations")) == [[0, 1, 2]]


def test_ids_that_were_given_are_kept():
    assert groups(item("a", given="x"), item("b", given="x"), item("b")) == [[0, 1, 2]]
    apart = (item("a", given="x"), item("b", given="y"), item("a b"))
    assert groups(*apart) == [[0, 2], [1]]
    assert doubts(*apart) == [("b", (0, 1), "given", ())]
    new = (item("a", given="x", country="CL"), item("a", given="y", country="PE"), item("a", country="CL"))
    assert groups(*new) == [[0, 2], [1]]


words = st.lists(st.sampled_from("abcd"), max_size=2).map(" ".join)
items = st.lists(
    st.builds(
        item, words, given=st.none() | st.sampled_from("xy"), perhaps=words, called=words,
        same=st.sampled_from(["", "s"]),
        country=words, ids=st.dictionaries(st.just("GND"), st.sampled_from("12"), max_size=1),
    ),
    max_size=8,
)  # fmt: skip


def test_a_long_chain_of_facts_is_followed_in_linear_time():
    found = [item("a", flag=f"{number} {number + 1}") for number in range(100_000)]
    assert groups(*found) == [list(range(100_000))]
    apart = [item("a", flag="x y"), item("a", flag="z"), item("a", flag="y w"), item("a", flag="w v")]
    assert groups(*apart) == [[0, 2, 3], [1]]


@given(items)
def test_groups_are_a_partition_and_doubts_speak_of_them(found):
    parts, doubtful = merge(found)
    assert sorted(place for part in parts for place in part) == list(range(len(found)))
    assert [part[0] for part in parts] == sorted(part[0] for part in parts)
    assert all(len(set(doubt.groups)) > 1 and max(doubt.groups) < len(parts) for doubt in doubtful)


@given(items)
def test_what_was_joined_once_stays_as_it_is(found):
    fresh = [Item(i.identity, i.identifiers) for i in found]
    parts, _ = merge(fresh)
    ids = {place: f"id{number}" for number, part in enumerate(parts) for place in part}
    again = [Item(i.identity, i.identifiers, ids[place]) for place, i in enumerate(fresh)]
    assert merge(again)[0] == parts
    more, _ = merge([*again, *fresh])
    first = [[place for place in part if place < len(fresh)] for part in more]
    assert [part for part in first if part] == parts
