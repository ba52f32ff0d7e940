"""Change read from the frontier as it is drawn, and how sure it is."""

import numpy as np
import pytest

from salesfrontier import (
    ConstantError,
    MismatchError,
    Period,
    TooFewError,
    change_intervals,
    compare_periods,
    fit_frontier,
)
from salesfrontier.malmquist import sureness

EARLIER = {"x": [10.0, 20, 40, 60, 30, 50, 60], "y": [20.0, 50, 80, 90, 52, 51, 36]}
LATER = {"x": [11.0, 20, 45, 60, 30, 50, 65], "y": [22.0, 50, 90, 100, 68, 51, 60]}
IDS = "abcdefg"


def period(table, ids=IDS):
    return Period(ids=ids, inputs=table["x"], outputs=table["y"])


@pytest.fixture
def change():
    return compare_periods(
        earlier=period(EARLIER), later=period(LATER), returns="variable"
    )


def test_catching_up_is_the_change_of_the_index_that_the_drawn_frontier_gives(change):
    before, after = (
        fit_frontier(ids=IDS, inputs=t["x"], outputs=t["y"]) for t in (EARLIER, LATER)
    )
    np.testing.assert_allclose(change.catching_up, after.score / before.score)
    np.testing.assert_allclose(change.scale_change, 1.0)


def test_the_shift_is_what_the_line_moved_by_at_both_sizes_of_the_unit(change):
    before, after = (
        fit_frontier(ids=IDS, inputs=t["x"], outputs=t["y"]) for t in (EARLIER, LATER)
    )
    at_old = after.value_at(np.array(EARLIER["x"])) / before.value_at(
        np.array(EARLIER["x"])
    )
    at_new = after.value_at(np.array(LATER["x"])) / before.value_at(
        np.array(LATER["x"])
    )
    np.testing.assert_allclose(
        change.frontier_shift[1:], np.sqrt(at_old * at_new)[1:], rtol=1e-9
    )


def test_sales_change_by_the_index_where_potential_stays_the_same(change):
    same = [at for at in range(7) if EARLIER["x"][at] == LATER["x"][at]]
    grown = np.array(LATER["y"]) / np.array(EARLIER["y"])
    assert len(same) == 4
    np.testing.assert_allclose(change.index[same], grown[same], rtol=1e-9)


def test_where_nobody_was_as_small_there_is_no_shift_and_it_is_said(change):
    assert np.isnan(change.frontier_shift[0])
    assert np.isnan(change.index[0])
    assert change.catching_up[0] == 1.0
    assert change.certified.all()
    (warning,) = change.warnings
    assert (warning.code, warning.ids) == ("out_of_reach", ("a",))


def test_returns_of_another_name_are_refused():
    with pytest.raises(ConstantError):
        compare_periods(earlier=period(EARLIER), later=period(LATER), returns="any")


def world(seed, n=30, *, wide=1, caught=0.0, shift=0.0):
    """Two periods of a known frontier; distances of a unit are alike in both."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(1, 9, (n, wide))
    far = rng.exponential(0.3, n)
    moved = np.abs(far + rng.normal(0, 0.15, n) - caught)
    grown = x * np.exp(rng.normal(0, 0.05, x.shape))
    best, later = (np.prod(size ** (0.5 / wide), axis=1) for size in (x, grown))
    first = Period(ids=range(n), inputs=x, outputs=best * np.exp(-far))
    second = Period(ids=range(n), inputs=grown, outputs=later * np.exp(shift - moved))
    return first, second, np.exp(far - moved), np.exp(np.full(n, shift))


def sure_of(first, second, *, returns="variable", seed=1, times=100, level=0.9):
    change = compare_periods(earlier=first, later=second, returns=returns)
    rng = np.random.default_rng(seed)
    return change_intervals(change, rng=rng, times=times, level=level)


@pytest.mark.parametrize("wide", [1, 2])
@pytest.mark.parametrize("returns", ["variable", "constant"])
def test_the_same_period_twice_leaves_no_change_in_the_interval_out(wide, returns):
    first, _second, _caught, _shift = world(3, wide=wide)
    sure = sure_of(first, first, returns=returns, times=50)
    for part in sureness.PARTS:
        assert (sure.lower[part] <= 1.0).all()
        assert (sure.upper[part] >= 1.0).all()
        assert (sure.lower[part] < sure.upper[part]).any()


def test_a_large_change_is_sure_and_in_the_right_direction():
    first, second, _caught, _shift = world(3, n=60, caught=0.0, shift=0.8)
    sure = sure_of(first, second)
    assert (sure.lower["frontier_shift"] > 1.0).mean() > 0.8
    back = sure_of(second, first)
    assert (back.upper["frontier_shift"] < 1.0).mean() > 0.8


@pytest.mark.parametrize("returns", ["variable", "constant"])
def test_the_quick_way_for_one_column_each_measures_as_the_programme_does(returns):
    first, second, _caught, _shift = world(5)
    task = compare_periods(earlier=first, later=second, returns=returns).task
    units, rays = task.frontiers["earlier"], task.rays["later"]
    quick = sureness._distances(task, units, rays)
    technology = sureness.build_technology(units, 1, task.returns)
    beta = technology.measure(rays).answers.beta
    np.testing.assert_allclose(quick, np.maximum(1.0 + beta, 0.0), rtol=1e-9)


def test_the_same_state_gives_the_same_intervals_and_another_others():
    first, second, _caught, _shift = world(3)
    one, two, other = (sure_of(first, second, seed=seed) for seed in (1, 1, 2))
    for part in sureness.PARTS:
        np.testing.assert_array_equal(one.lower[part], two.lower[part])
    assert (one.lower["catching_up"] != other.lower["catching_up"]).any()
    columns = one.to_columns()
    assert {len(column) for column in columns.values()} == {30}
    assert not columns["catching_up_lower"].flags.writeable


def test_a_unit_without_a_shift_has_no_interval_of_it():
    more = {name: [*column, column[-1]] for name, column in EARLIER.items()}
    later = {name: [*column, column[-1]] for name, column in LATER.items()}
    sure = sure_of(period(more, "abcdefgh"), period(later, "abcdefgh"))
    assert np.isnan(sure.lower["frontier_shift"][0])
    assert np.isfinite(sure.lower["frontier_shift"][1:]).all()
    assert np.isfinite(sure.lower["catching_up"]).all()


def test_too_few_units_too_few_samples_and_unlike_units_are_refused(change):
    rng = np.random.default_rng(1)
    with pytest.raises(TooFewError):
        change_intervals(change, rng=rng)
    first, second, _caught, _shift = world(3)
    whole = compare_periods(earlier=first, later=second)
    with pytest.raises(ConstantError):
        change_intervals(whole, rng=rng, times=49)
    with pytest.raises(ConstantError):
        change_intervals(whole, rng=rng, level=1.0)
    fewer = Period(ids=range(29), inputs=first.inputs[:29], outputs=first.outputs[:29])
    with pytest.raises(MismatchError):
        change_intervals(compare_periods(earlier=fewer, later=second), rng=rng)


def held(n, *, worlds, times):
    """Share of units whose true change lies in its interval, for each part."""
    found = []
    for seed in range(worlds):
        first, second, caught, shift = world(seed, n, caught=0.05, shift=0.05)
        sure = sure_of(first, second, seed=seed, times=times)
        truth = {
            "catching_up": caught,
            "frontier_shift": shift,
            "index": caught * shift,
        }
        found.append(
            [
                np.nanmean(
                    (sure.lower[part] <= truth[part])
                    & (truth[part] <= sure.upper[part])
                )
                for part in sureness.PARTS
            ]
        )
    return dict(zip(sureness.PARTS, np.mean(found, axis=0).tolist(), strict=True))


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("n", [25, 50, 100, 200])
def test_nine_in_ten_intervals_hold_the_true_change_in_many_worlds(n):
    shares = held(n, worlds=100, times=200)
    print(f"{n}: {shares}")  # noqa: T201 - the row of the table
    assert min(shares.values()) >= 0.83
