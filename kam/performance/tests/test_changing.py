"""Two periods in plain figures: the parts multiply, and who is missing is named."""

from __future__ import annotations

import pytest

from kam.core.errors import Invalid
from kam.performance import engine
from kam.performance.rules import (
    FELL,
    ROSE,
    UNSURE,
    ChangeQuestion,
    PeriodUnits,
    Unit,
    direction_of,
    pair_of,
)
from kam.performance.tests.conftest import EARLIER, EIGHT, GROWN, PERIOD


def question(earlier=EIGHT, later=GROWN):
    def units(figures):
        return tuple(
            Unit(key=int(code), code=code, potential=x, sales=y)
            for code, x, y in figures
        )

    return ChangeQuestion(
        earlier=PeriodUnits(name=EARLIER, units=units(earlier)),
        later=PeriodUnits(name=PERIOD, units=units(later)),
    )


def test_the_three_parts_multiply_to_the_change_of_sales():
    later = [(code, x * (1 + int(code) % 3 / 20), y) for code, x, y in GROWN]
    rows = engine.change_between(question(later=later)).rows
    told = [row for row in rows if row.shift is not None]
    assert len(told) >= 7
    for row in told:
        parts = row.catching_up.value * row.shift.value * row.potential_part
        assert parts == pytest.approx(row.growth, rel=1e-12)


def test_when_all_sell_a_tenth_more_the_frontier_moved_and_one_caught_up():
    rows = {row.code: row for row in engine.change_between(question()).rows}
    for row in rows.values():
        assert row.shift.value == pytest.approx(1.1)
        assert row.potential_part == pytest.approx(1.0)
    assert rows["101"].catching_up.value == pytest.approx(1.0)
    assert rows["108"].catching_up.value == pytest.approx(1.5 / 1.1)


def test_there_and_back_again_turns_every_part_over():
    there = engine.change_between(question()).rows
    back = engine.change_between(question(GROWN, EIGHT)).rows
    for one, other in zip(there, back, strict=True):
        for part in ("catching_up", "shift"):
            product = getattr(one, part).value * getattr(other, part).value
            assert product == pytest.approx(1.0)


def test_a_territory_of_one_period_moves_no_line_and_is_named():
    more = [*GROWN, ("109", 30.0, 500.0)]
    compared = engine.change_between(question(later=more))
    assert compared.line_after == engine.change_between(question()).line_after
    (absent,) = compared.absent
    assert (absent.left.code, absent.left.reason) == ("109", "absent")


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        ((10.0, 0.0), "zero_sales"),
        ((0.0, 10.0), "zero_potential"),
        ((None, 10.0), "missing_potential"),
        ((10.0, None), "missing_sales"),
        ((10.0, -1.0), "negative_sales"),
    ],
)
def test_a_figure_that_cannot_be_used_is_said_and_never_guessed(spoilt, reason):
    compared = engine.change_between(question(later=[*GROWN[:-1], ("108", *spoilt)]))
    assert [one.left.reason for one in compared.absent] == [reason]
    assert "108" not in {row.code for row in compared.rows}


def test_fewer_than_eight_in_both_periods_are_not_split():
    compared = engine.change_between(question(later=GROWN[:-1]))
    assert len(compared.rows) == 7
    assert compared.line_after == ()
    assert all(row.catching_up is None for row in compared.rows)


def test_the_same_figures_give_the_same_intervals():
    assert engine.change_between(question()) == engine.change_between(question())


def test_too_many_territories_are_refused_with_what_to_do():
    many = [(str(n), 1.0 + n, 1.0 + n) for n in range(5001)]
    with pytest.raises(Invalid) as refused:
        engine.change_between(question(many, many))
    assert refused.value.todo


def test_a_direction_is_named_only_when_the_interval_lies_on_one_side():
    assert direction_of(1.01, 1.2) == ROSE
    assert direction_of(0.8, 0.99) == FELL
    assert direction_of(0.9, 1.2) == UNSURE
    assert direction_of(None, None) == UNSURE


NAMES = ["2026Q2", "2026Q1", "2026", "2025Q4", "2025"]


def test_the_newest_two_of_the_same_length_are_compared_unless_asked():
    assert pair_of(NAMES) == ("2026Q1", "2026Q2")
    assert pair_of(NAMES, later="2026") == ("2025", "2026")
    assert pair_of(NAMES, earlier="2025Q4") == ("2025Q4", "2026Q2")
    assert pair_of(["2026"]) == ("", "2026")
    assert pair_of([]) == ("", "")


@pytest.mark.parametrize(
    "asked",
    [
        {"earlier": "2025", "later": "2026Q2"},
        {"earlier": "2026Q2", "later": "2026Q1"},
        {"earlier": "2026Q1", "later": "2026Q1"},
        {"earlier": "2019", "later": "2026"},
        {"earlier": "soon"},
    ],
)
def test_periods_that_cannot_be_held_against_each_other_are_refused(asked):
    with pytest.raises(Invalid):
        pair_of(NAMES, **asked)
