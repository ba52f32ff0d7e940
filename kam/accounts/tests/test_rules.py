"""The method in plain values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.queries.lists import Known
from kam.accounts.rules.likeness import Likeness, alike
from kam.accounts.rules.threads import LAYERS, coverage, single_thread, uncovered
from kam.accounts.rules.unknowns import Somebody, unknowns
from kam.accounts.rules.writeups import BLOCKS, lacking, write_up

MANY = st.lists(st.sampled_from([*LAYERS, ""]), max_size=6)


@given(MANY)
def test_the_list_judges_the_risk_like_the_room(layers):
    known = Known(len(layers), len({layer for layer in layers if layer}))
    assert known.is_single_thread == (single_thread(layers) is not None)
    assert coverage(layers) + len(uncovered(layers)) == len(LAYERS)


@given(MANY)
def test_one_more_person_never_adds_the_risk(layers):
    if single_thread(layers) is None:
        assert all(single_thread([*layers, more]) is None for more in [*LAYERS, ""])


def test_an_unknown_layer_never_proves_a_second_one():
    assert single_thread(["management", ""]).key == "unsure"
    assert single_thread(["", ""]).key == "no-layer"


def test_what_is_not_written_is_lacking():
    assert lacking({}) == ("name", "title", "organisation", "obstacle")
    told = {
        "name": "沈",
        "title": "主任",
        "organisation": "东湖",
        "obstacle": "字" * 30,
    }
    assert lacking(told) == ()
    assert lacking({**told, "obstacle": "字" * 29}) == ("obstacle",)


def test_a_full_write_up_lacks_nothing():
    known = {name: "字" * 30 for names in BLOCKS.values() for name in names}
    assert write_up(known).share == 1
    assert all(not block.missing for block in write_up(known).blocks)


def test_questions_about_those_who_decide_come_first():
    people = [
        Somebody(1, "周", {"layer": "decision", "name": "周"}),
        Somebody(2, "叶", {"layer": "support", "name": "叶"}),
    ]
    found = unknowns({}, people)
    assert (found[0].field, found[0].person_id, found[0].impact) == (
        "obstacle",
        1,
        "high",
    )
    fields = [u.field for u in found if u.person_id == 2]
    assert fields[0] == "obstacle"
    assert {u.layer for u in found if u.field == "layer" and u.person_id is None} == {
        "management",
        "expert",
        "purchasing",
    }


def test_nothing_is_asked_twice_and_nothing_known_is_asked():
    known = {name: "字" * 30 for names in BLOCKS.values() for name in names}
    people = [
        Somebody(n, layer, {**known, "layer": layer, "concerns": "x"})
        for n, layer in enumerate(LAYERS)
    ]
    account = {**known, "potential_minor": 1}
    assert unknowns(account, people) == []
    found = unknowns({}, [])
    assert len({(u.field, u.layer) for u in found}) == len(found)


def test_names_that_begin_alike_are_alike():
    assert alike("东湖医院", "东湖医院检验科")
    assert not alike("东湖", "东湖医院")
    assert not alike("中国石", "中国石油天然气")
    known = Likeness()
    known.learn("东湖医院", "东湖医院")
    known.learn("湖北医院", "湖北医院")
    assert known.like("东湖医院检验科") == ["东湖医院"]
    assert known.like("北湖医院") == ["湖北医院"]
    assert known.like("东湖医院") == []
    assert known.like("") == []


@given(
    st.lists(st.text("甲乙丙", max_size=7), max_size=8), st.text("甲乙丙", max_size=7)
)
def test_the_index_finds_what_comparing_all_finds(names, name):
    known = Likeness()
    for one in names:
        known.learn(one, one)
    same_letters = {n for n in names if sorted(n) == sorted(name)}
    expected = {n for n in names if n and alike(n, name)} | same_letters
    assert set(known.like(name)) <= expected - {name}
    if expected - {name} and len(name) >= 3:
        assert known.like(name)
