"""What must hold of every map: bounds, and what may not fall or grow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.accounts.rules.threads import LAYERS, WEIGHTS
from kam.relations.rules.advice import Case, advise
from kam.relations.rules.arranging import arrange
from kam.relations.rules.map import (
    NOWHERE,
    USUAL,
    Contact,
    concentration,
    coverage,
    deciders,
    on_our_side,
    read_map,
    without,
)
from kam.relations.rules.matrix import CLASSES, Standpoint, class_of, movement
from kam.relations.rules.paths import runner_up, steps_of, warmest
from kam.relations.rules.reporting import closes_circle
from kam.relations.rules.scales import CONFLICT

score = st.none() | st.integers(1, 5)
contact = st.builds(
    Contact,
    id=st.integers(0, 30),
    layer=st.sampled_from([*LAYERS, ""]),
    business=score,
    personal=score,
    influence=score,
    role=st.sampled_from(["", "decider", "user"]),
)
contacts = st.lists(contact, max_size=20, unique_by=lambda c: c.id)
weights = st.fixed_dictionaries(dict.fromkeys(LAYERS, st.floats(0, 1)))
line = st.tuples(
    st.sampled_from(["reports", "influence", "support", CONFLICT]),
    st.integers(0, 9),
    st.integers(0, 9),
    st.integers(1, 3),
).filter(lambda told: told[1] != told[2])
lines = st.lists(line, max_size=25)


def steps(told):
    return [
        step
        for number, (kind, a, b, strength) in enumerate(told)
        for step in steps_of(number, kind, (a, b), strength)
    ]


@given(contacts, weights)
def test_coverage_is_a_share(people, chosen):
    assert 0 <= coverage(people, chosen) <= 1 + 1e-9


@given(contacts, contact, weights)
def test_one_more_contact_never_lowers_coverage_or_widens_the_gap(
    people, further, chosen
):
    more = [*people, replace(further, id=99)]
    assert coverage(more, chosen) >= coverage(people, chosen)
    assert read_map(more).gap <= read_map(people).gap


@given(contacts, st.data())
def test_a_better_relationship_never_lowers_coverage(people, data):
    if not people:
        return
    place = data.draw(st.integers(0, len(people) - 1))
    better = replace(people[place], business=5)
    more = [*people[:place], better, *people[place + 1 :]]
    assert coverage(more, WEIGHTS) >= coverage(people, WEIGHTS)


@given(contacts)
def test_a_leaving_never_raises_coverage(people):
    now = read_map(people)
    for one in people:
        after = without(people, one.id)
        assert after.coverage <= now.coverage + 1e-9
        assert after.gap >= now.gap


@given(contacts)
def test_the_gap_is_counted_in_layers(people):
    reading = read_map(people)
    assert 0 <= reading.gap <= NOWHERE
    assert (reading.reached == "") == (reading.gap == NOWHERE)


@given(st.dictionaries(st.integers(0, 9), st.floats(0, 1), max_size=9))
def test_the_strongest_holds_at_least_an_equal_share(strengths):
    found = concentration(strengths)
    if found is None:
        assert sum(strengths.values()) == 0
        return
    assert 1 / len(strengths) - 1e-9 <= found.share <= 1 + 1e-9


@given(
    contacts,
    st.dictionaries(
        st.integers(0, 30),
        st.dictionaries(st.integers(0, 4), st.integers(0, 5), max_size=4),
        max_size=9,
    ),
)
def test_our_side_holds_the_strength_of_those_we_know(people, ties):
    held = on_our_side(people, ties)
    known = [one for one in people if any(ties.get(one.id, {}).values())]
    assert sum(held.values()) == pytest.approx(sum(one.strength for one in known))


@given(contacts)
def test_who_decides_stands_in_the_decision_layer_where_somebody_does(people):
    found = deciders(people)
    if any(one.layer == "decision" for one in people):
        assert found
        assert all(one.layer == "decision" for one in found)
    else:
        assert all(one.role == "decider" for one in found)


@given(lines)
def test_a_path_runs_along_lines_and_is_as_long_as_they_are(told):
    way = warmest([0, 1], [8, 9], steps(told))
    if way is None:
        return
    assert way.people[0] in (0, 1)
    assert way.people[-1] in (8, 9)
    assert len(set(way.people)) == len(way.people)
    assert way.length == pytest.approx(sum(1 / told[n][3] for n in way.lines))
    assert all(told[n][0] != CONFLICT for n in way.lines)


@given(lines, line)
def test_one_more_line_never_lengthens_the_path(told, further):
    before = warmest([0], [9], steps(told))
    after = warmest([0], [9], steps([*told, further]))
    if before is not None:
        assert after is not None
        assert after.length <= before.length + 1e-9


@given(lines)
def test_the_next_best_is_another_and_no_shorter(told):
    along = steps(told)
    best = warmest([0, 1], [8, 9], along)
    second = runner_up(best, [0, 1], [8, 9], along) if best else None
    if best and second:
        assert second.people != best.people
        assert second.length >= best.length - 1e-9


def test_conflict_leads_nowhere_and_influence_one_way():
    assert warmest([0], [1], steps([(CONFLICT, 0, 1, 3)])) is None
    assert warmest([1], [0], steps([("influence", 0, 1, 3)])) is None
    assert warmest([0], [1], steps([("influence", 0, 1, 3)])).length == 1 / 3
    assert warmest([1], [0], steps([("reports", 0, 1, 1)])).length == 1


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30))
def test_lines_drawn_one_by_one_never_close_a_circle(pairs):
    above = {}
    for low, high in pairs:
        if low not in above and not closes_circle(above, low, high):
            above[low] = high
    for start in above:
        seen, here = set(), start
        while here in above:
            assert here not in seen
            seen.add(here)
            here = above[here]


@given(score, score, st.integers(2, 5))
def test_a_class_is_one_of_four_or_unknown(business, personal, high):
    found = class_of(business, personal, high)
    assert (found == "") == (business is None or personal is None)
    assert found == "" or found in CLASSES


@given(score, score, score, score)
def test_a_movement_back_undoes_a_movement(b, p, c, q):
    there = movement(Standpoint(b, p), Standpoint(c, q), 3)
    back = movement(Standpoint(c, q), Standpoint(b, p), 3)
    assert there.step == -back.step
    assert (there.class_before, there.class_now) == (back.class_now, back.class_before)


@given(
    st.lists(
        st.tuples(st.integers(0, 40), st.none() | st.integers(0, 20)),
        max_size=30,
        unique_by=lambda card: card[0],
    )
)
def test_every_card_lies_once_and_where_it_was_laid(cards):
    slots = arrange(cards)
    assert sorted(pk for pk in slots if pk is not None) == sorted(pk for pk, _ in cards)
    places = [place for _pk, place in cards if place is not None]
    if len(set(places)) == len(places):
        assert all(slots[place] == pk for pk, place in cards if place is not None)


def test_of_two_laid_in_one_place_the_weightier_keeps_it():
    assert arrange([(7, 1), (8, 1), (9, None)]) == [9, 7, 8]


@given(contacts)
def test_advice_names_people_of_the_map_and_a_reason(people):
    case = Case(
        contacts=people,
        reading=read_map(people),
        bounds=USUAL,
        deciders=deciders(people),
        without_concerns=frozenset(one.id for one in people),
    )
    known = {one.id for one in people}
    for one in advise(case):
        assert set(one.people) <= known
        assert one.why
        assert one.level in ("kam1", "kam2")
