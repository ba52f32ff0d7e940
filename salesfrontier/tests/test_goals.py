"""Classes, goals and benchmarks of method §3.14."""

import pytest
from hypothesis import given

from salesfrontier import (
    METHODS,
    ConstantError,
    GoalKind,
    GoalRules,
    NumberError,
    PFClass,
    fit_frontier,
    next_target,
    pf_class,
    set_goals,
)
from salesfrontier.tests.oracle import tables


@pytest.mark.parametrize(
    ("score", "wanted"),
    [
        (1.0, PFClass.FRONTIER),
        (0.90, PFClass.FRONTIER),
        (0.8999, PFClass.NEAR),
        (0.75, PFClass.NEAR),
        (0.7499, PFClass.MIDDLE),
        (0.50, PFClass.MIDDLE),
        (0.4999, PFClass.BEHIND),
        (0.0, PFClass.BEHIND),
    ],
)
def test_each_bound_belongs_to_the_higher_class(score, wanted):
    assert pf_class(score) is wanted


@pytest.mark.parametrize("score", [-0.1, 1.1, float("nan")])
def test_a_score_outside_zero_to_one_is_refused(score):
    with pytest.raises(NumberError, match="not from 0 to 1"):
        pf_class(score)


def test_far_from_the_frontier_the_goal_is_a_fifth_more():
    assert next_target(output=50, frontier=100, kind=GoalKind.REACH) == 60


def test_near_the_frontier_the_goal_is_nine_tenths_of_it():
    assert next_target(output=80, frontier=100, kind=GoalKind.REACH) == 90


def test_at_the_frontier_the_goal_is_a_twentieth_more():
    assert next_target(output=100, frontier=100, kind=GoalKind.STRETCH) == 105


def test_without_output_people_set_the_first_goal():
    assert next_target(output=0, frontier=100, kind=GoalKind.REACH) is None


def test_all_constants_can_be_changed():
    rules = GoalRules(
        frontier_at=0.8, near_at=0.6, middle_at=0.4, share_of_frontier=0.7, growth=2.0
    )
    assert pf_class(0.8, rules=rules) is PFClass.FRONTIER
    assert next_target(output=50, frontier=100, kind=GoalKind.REACH, rules=rules) == 70


@pytest.mark.parametrize(
    "changes",
    [
        {"near_at": 0.95},
        {"middle_at": 0.0},
        {"frontier_at": 1.1},
        {"share_of_frontier": 0.0},
        {"growth": 0.9},
        {"stretch": float("nan")},
        {"growth": float("inf")},
    ],
)
def test_constants_that_contradict_each_other_are_refused(changes):
    with pytest.raises(ConstantError, match="wanted"):
        GoalRules(**changes)


@pytest.mark.parametrize("method", METHODS)
def test_the_benchmarks_span_the_same_potential(method):
    fit = fit_frontier(
        ids="abcdef",
        inputs=[1, 4, 8, 5, 4, 9],
        outputs=[2, 6, 8, 3, 1, 4],
        method=method,
    )
    found = {goal.id: goal.benchmarks for goal in set_goals(fit)}
    assert found == {
        "a": (),
        "b": (),
        "c": (),
        "d": ("b", "c"),
        "e": ("b",),
        "f": ("c",),
    }


@pytest.mark.parametrize("method", METHODS)
def test_nobody_learns_from_a_unit_without_output(method):
    fit = fit_frontier(ids="abc", inputs=[1, 3, 2], outputs=[0, 4, 0], method=method)
    assert set_goals(fit)[2].benchmarks == ("b",)


@given(table=tables())
def test_a_goal_asks_for_more_than_today_and_never_leaves_the_method(table):
    fit = fit_frontier(**table.columns())
    for goal, unit in zip(set_goals(fit), fit.units, strict=True):
        assert (goal.kind is GoalKind.STRETCH) == (unit.score >= 0.9)
        assert unit.id not in goal.benchmarks
        assert len(goal.benchmarks) <= 2
        if unit.y > 1e-300:
            assert goal.target > unit.y
            assert goal.target <= 1.2 * unit.y
