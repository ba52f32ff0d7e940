"""What the window to the library says of a board: cells, skill, value, open ones."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from kam.pipeline.engine import LOST, OPEN, WON, Board, Columns, Place, forecast

TODAY = date(2026, 11, 26)
CELLS = [
    Place(size=size, likelihood=likelihood)
    for size in ("small", "large")
    for likelihood in (50, 70, 90)
]
SMALL_50, LARGE_90 = CELLS[0], CELLS[-1]


def asked(rows, **options):
    """Ask for rows of (days watched, outcome, place, value)."""
    closed = TODAY - timedelta(days=500)
    last = [closed if kind > OPEN else TODAY for _, kind, *_ in rows]
    watched = [timedelta(days=days) for days, *_ in rows]
    columns = Columns(
        rows=[100 + at for at in range(len(rows))],
        starts=[end - days for end, days in zip(last, watched, strict=True)],
        ends=[end if end == closed else None for end in last],
        outcomes=[kind for _, kind, *_ in rows],
        words=["" for _ in rows],
    )
    board = Board(
        places=[place for *_, place, _ in rows], values=[value for *_, value in rows]
    )
    return forecast(columns, board, cells=CELLS, censor=TODAY, **options)


def cell_of(found, place):
    return next(row for row in found.cells if row.place == place)


def test_without_history_the_priors_stand_and_count():
    found = asked([(10, OPEN, SMALL_50, 100.0), (10, OPEN, LARGE_90, 1000.0)])
    assert [row.used for row in found.cells] == [0.5, 0.7, 0.9] * 2
    assert {row.verdict for row in found.cells} == {"few"}
    assert found.value.value == pytest.approx(50 + 900)
    assert (found.horizon, found.skill.refit, found.unvalued) == (None, None, 0)
    assert [one.expected for one in found.prospects] == [50.0, 900.0]
    assert {one.standing for one in found.open_ones.rows} == {"unknown"}


def test_a_cell_learns_from_its_own_closed_ones_and_no_other_does():
    history = [
        (20 + at % 20, WON if at % 4 else LOST, SMALL_50, None) for at in range(80)
    ]
    found = asked([*history, (0, OPEN, SMALL_50, 100.0), (0, OPEN, LARGE_90, 100.0)])
    small, large = cell_of(found, SMALL_50), cell_of(found, LARGE_90)
    assert (small.closed, small.verdict) == (80, "higher")
    assert small.used == pytest.approx((5 + 60) / 90, abs=0.01)
    assert (large.used, large.verdict, large.open) == (0.9, "few", 1)
    assert found.horizon == 39
    assert small.expected == pytest.approx(100 * small.used)


def test_an_old_one_counts_what_its_age_leaves_and_is_named():
    history = [(1 + at % 40, WON, SMALL_50, None) for at in range(80)]
    vain = [(300, OPEN, SMALL_50, 10.0)] * 200
    found = asked([*history, *vain, (0, OPEN, SMALL_50, 100.0)])
    *old, new = found.prospects
    assert {one.chance for one in old} == {0.0}
    assert found.value.value == pytest.approx(100 * new.chance)
    assert found.open_ones.counts["zombie"] == 200
    assert found.open_ones.rows[0].row == old[0].row == 180


def test_an_open_one_without_a_value_is_counted_apart():
    found = asked([(1, OPEN, SMALL_50, None), (1, OPEN, SMALL_50, 8.0)])
    assert (found.unvalued, found.value.n, found.value.value) == (1, 1, 4.0)
    assert found.prospects[0].expected is None
    assert asked([(1, OPEN, SMALL_50, None)]).value is None


def test_the_interval_may_be_simulated():
    rows = [(1, OPEN, SMALL_50, 100.0)] * 3
    found = asked(rows, rng=np.random.default_rng(1))
    assert found.value.manner == "simulation"
    assert found.value.low % 100 == 0


def test_an_empty_board_is_an_answer():
    found = asked([])
    assert (found.prospects, found.value, found.open_ones) == ((), None, None)
    assert len(found.cells) == len(CELLS)
