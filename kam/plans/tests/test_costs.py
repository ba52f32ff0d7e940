"""What a step takes: what was typed, what was booked, and what no sum holds."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kam.plans.rules.costs import Cost, cost_in, together
from kam.plans.rules.progress import DONE, Move, progress_of
from kam.plans.tests.test_rules import TODAY, climb
from kam.resources.rules.costs import Booked, booked_of

PAGE = Path(__file__).resolve().parents[3] / "docs" / "explain" / "resources.md"
SOME = st.none() | st.integers(0, 10**6)
BOOKED = st.builds(Booked, st.integers(1, 9), st.integers(0, 999), st.integers(0, 999))


def rows():
    lines = PAGE.read_text(encoding="utf-8").split("\n| typed planned |")[1]
    for line in lines.split("\n\n")[0].splitlines()[2:]:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        yield [None if cell == "–" else int(cell) for cell in cells]


def test_the_rule_of_the_sums_is_what_the_page_says():
    for typed, more, booked, used, planned, spent in rows():
        own = Booked() if booked is None else Booked(1, booked, used)
        told = Cost(typed, more, own)
        assert (told.planned, told.spent) == (planned, spent)
        assert told.has_both == (booked is not None and typed is not None)


@given(SOME, SOME, st.dictionaries(st.sampled_from(["CNY", "USD", "EUR"]), BOOKED))
def test_nothing_typed_or_booked_is_lost(planned, spent, booked):
    told = cost_in("CNY", planned, spent, booked)
    own = booked.get("CNY", Booked())
    assert (told.spent or 0) == (spent or 0) + own.used
    assert (told.planned or 0) >= max(planned or 0, own.planned)
    assert set(told.others) == set(booked) - {"CNY"}


def test_another_currency_stands_beside_the_sums_of_a_plan():
    dollars = {"USD": Booked(2, 60_00, 30_00)}
    moves = [
        Move(key=1, increment=climb(4), state=DONE, spent=100_00, others=dollars),
        Move(key=2, others={"EUR": Booked(1, 5_00, 0), **dollars}),
    ]
    told = progress_of(4, moves, TODAY)
    assert (told.spent, told.cost) == (100_00, 100_00)
    assert told.others == {
        "EUR": Booked(1, 5_00, 0),
        "USD": Booked(4, 120_00, 60_00),
    }
    assert together([]) == {}


def test_what_waits_costs_nothing_yet():
    class Row:
        state, currency, planned_minor, actual_minor = "waiting", "CNY", 9, None

    assert booked_of([Row()]) == {}
