"""Every test runs somewhere in CI, once on each database that it could differ on."""

from __future__ import annotations

from itertools import product

import pytest
from _pytest.mark.expression import Expression

from tools.steps import PLANS, STEPS
from tools.steps import pytest as described

MARKS = ("alike", "apart", "browser", "journey", "more", "soak", "pictures")
CI = (*PLANS["test"], *PLANS["more"])
LATER = {"soak", "pictures"}


def chosen(marks: frozenset[str], database: str, steps: tuple[str, ...] = CI) -> int:
    """Count the steps of CI that run a test with these marks on a database."""
    runs = [STEPS[name] for name in steps]
    expressions = [
        run.command[run.command.index("-m", 2 + run.command.index("-m")) + 1]
        for run in runs
        if run.environment.get("KAM_TEST_DATABASE") == database
    ]
    return sum(
        Expression.compile(text).evaluate(lambda name, **_: name in marks)
        for text in expressions
    )


EVERY = [
    frozenset(mark for mark, has in zip(MARKS, row, strict=True) if has)
    for row in product((True, False), repeat=len(MARKS))
]


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_ci_runs_every_test_that_opens_a_database_once_on_each(database):
    beside = {*LATER, "browser", "journey", "alike"}
    wanted = [marks for marks in EVERY if not marks & beside]
    assert {chosen(marks, database) for marks in wanted} == {1}


def test_ci_runs_what_opens_no_database_once():
    wanted = [m for m in EVERY if "alike" in m and not m & {*LATER, "browser"}]
    assert {chosen(marks, "sqlite") for marks in wanted} == {1}
    assert {chosen(marks, "postgresql") for marks in wanted} == {0}


def test_a_test_that_opens_no_database_is_marked_so(request):
    assert request.node.get_closest_marker("alike")


@pytest.mark.django_db
def test_control_a_test_that_opens_one_is_not(request):
    assert not request.node.get_closest_marker("alike")


def test_ci_runs_every_browser_test_on_sqlite():
    wanted = [m for m in EVERY if "browser" in m and not m & LATER]
    assert {chosen(marks, "sqlite") for marks in wanted} == {1}


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_ci_leaves_long_random_work_and_pictures_to_their_own_commands(database):
    assert {chosen(marks, database) for marks in EVERY if marks & LATER} == {0}


def test_control_a_step_that_forgets_the_long_random_work_is_noticed():
    forgetful = Expression.compile("more")
    assert forgetful.evaluate(lambda name, **_: name in {"more", "soak"})


def test_control_a_plan_without_its_second_half_is_noticed():
    apart = frozenset({"apart"})
    assert not chosen(apart, "postgresql", steps=PLANS["test"])
    assert described("x", "more").command[-1] == "more"
