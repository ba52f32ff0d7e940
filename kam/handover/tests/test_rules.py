"""What has been read only grows, keeps its order, and is whole with the last part."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kam.handover.rules import (
    PARTS,
    READING,
    is_whole,
    next_unread,
    read_with,
    strangers,
)
from kam.handover.terms import Part

some = st.lists(st.sampled_from(PARTS))


@given(some, some, some)
def test_reading_only_grows_and_never_depends_on_the_order(first, second, third):
    read = read_with(read_with(first, second), third)
    assert read == read_with(third, [*second, *first])
    assert set(read) == {*first, *second, *third}
    assert read == sorted(read, key=PARTS.index)
    assert read_with(read, read) == read
    assert is_whole(read) == (len(read) == len(PARTS))


def test_the_parts_are_those_of_the_vocabulary():
    assert tuple(Part.values) == PARTS
    assert strangers(["people", "gossip"]) == ["gossip"]


@given(some, st.sampled_from(["", *PARTS]))
def test_one_reads_on_where_one_was_and_each_part_once(read, after):
    assert sorted(READING) == sorted(PARTS)
    part = next_unread(read, after)
    assert (part == "") == is_whole(read)
    assert part not in read
    assert next_unread(["people"], "people") == "notes"
