"""D1, D2: changes of two people merge; a choice only where both changed a field."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kam.core.merging import merge

NAMES = st.sampled_from("abcd")
VALUES = st.sampled_from([None, "", 0, 1, "x"])
FORM = st.fixed_dictionaries(dict.fromkeys("abcd", VALUES))


@given(FORM, FORM)
def test_alone_everything_typed_is_stored(before, mine):
    merged = merge(before=before, mine=mine, theirs=before)
    assert not merged.conflicts
    assert {**before, **merged.changes} == mine


@given(FORM, FORM)
def test_who_typed_nothing_changes_nothing(before, theirs):
    merged = merge(before=before, mine=before, theirs=theirs)
    assert merged.changes == merged.conflicts == {}


@given(FORM, FORM)
def test_two_who_typed_the_same_agree(before, both):
    merged = merge(before=before, mine=both, theirs=both)
    assert merged.changes == merged.conflicts == {}


@given(FORM, FORM, FORM)
def test_no_field_is_overwritten_without_being_asked(before, mine, theirs):
    merged = merge(before=before, mine=mine, theirs=theirs)
    for name in merged.changes:
        assert theirs[name] == before[name]
    for name, values in merged.conflicts.items():
        assert values == {
            "before": before[name], "mine": mine[name], "theirs": theirs[name]
        }  # fmt: skip
        assert len({before[name], mine[name], theirs[name]}) == 3


@given(FORM, FORM, FORM)
def test_every_typed_field_is_stored_asked_about_or_there_already(before, mine, theirs):
    merged = merge(before=before, mine=mine, theirs=theirs)
    for name, value in mine.items():
        told = name in merged.changes or name in merged.conflicts
        assert told != (value in (before[name], theirs[name]))


@given(FORM, FORM, FORM)
def test_the_other_order_gives_the_same_choices(before, mine, theirs):
    one = merge(before=before, mine=mine, theirs=theirs)
    other = merge(before=before, mine=theirs, theirs=mine)
    assert set(one.conflicts) == set(other.conflicts)
    assert not set(one.changes) & set(other.changes)
