"""Lines among many units, found in a band of few: the same as from all of them."""

import warnings

import numpy as np
import pytest

from salesfrontier.quantile import lines as lines_module
from salesfrontier.quantile import sheet as sheet_module
from salesfrontier.quantile import thinning
from salesfrontier.quantile.lines import fit_line
from salesfrontier.quantile.sheet import ON_LINE, Sheet, each_block
from salesfrontier.quantile.spreads import covariance_iid, covariance_nid

N = 5_000


def plain(draw):
    x = draw.normal(size=(N, 3))
    return x, 1 + x @ [0.3, 0.4, 0.2] + draw.normal(size=N)


def with_a_rare_column(draw):
    """Three units alone tell a coefficient: a sample knows nothing of it."""
    x, y = plain(draw)
    x[:, 2] = 0.0
    x[[7, 70, 700], 2] = 1.0
    return x, y + 50 * x[:, 2]


def with_heavy_tails(draw):
    x = draw.standard_t(1.5, (N, 3))
    return x, x @ [1.0, -2.0, 0.5] + draw.standard_t(1.2, N) * (1 + np.abs(x[:, 0]))


def with_ties(draw):
    x, y = plain(draw)
    return np.round(x), np.round(y)


def with_sorted_units(draw):
    x, y = plain(draw)
    order = np.argsort(y)
    return x[order], y[order]


def with_very_unequal_columns(draw):
    x, y = plain(draw)
    return x * [1e-6, 1.0, 1e6], y


WORLDS = [
    plain,
    with_a_rare_column,
    with_heavy_tails,
    with_ties,
    with_sorted_units,
    with_very_unequal_columns,
]


def sheet_of(world, seed=5):
    x, y = world(np.random.default_rng(seed))
    return Sheet(matrix=np.column_stack([np.ones(len(y)), x]), target=y)


@pytest.mark.parametrize("tau", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("world", WORLDS)
def test_a_band_gives_the_line_of_all_units(monkeypatch, world, tau):
    sheet = sheet_of(world)
    whole = fit_line(sheet, tau)
    monkeypatch.setattr(lines_module, "MANY", 100)
    banded = fit_line(sheet, tau)
    assert banded.certified
    assert banded.rho == pytest.approx(whole.rho, rel=1e-10)


def test_units_on_the_wrong_side_come_back_into_the_band(monkeypatch):
    sheet = sheet_of(plain)
    whole = fit_line(sheet, 0.9)
    sizes = []
    real = thinning._condensed

    def watched(sheet, band):
        sizes.append(len(band.close))
        return real(sheet, band)

    monkeypatch.setattr(thinning, "_condensed", watched)
    monkeypatch.setattr(thinning, "WIDE", 0.02)
    monkeypatch.setattr(lines_module, "MANY", 100)
    narrow = fit_line(sheet, 0.9)
    assert len(sizes) > 1
    assert sizes[1] > sizes[0]
    assert narrow.rho == pytest.approx(whole.rho, rel=1e-10)


def test_a_line_of_the_band_that_is_not_best_of_all_is_not_taken(monkeypatch):
    sheet = sheet_of(plain)
    whole = fit_line(sheet, 0.9)
    monkeypatch.setattr(lines_module, "MANY", 100)
    wrong = whole.coefficients + 0.01
    monkeypatch.setattr(lines_module, "thinned_lines", lambda *_: iter([wrong]))
    assert fit_line(sheet, 0.9).rho == pytest.approx(whole.rho, rel=1e-10)


def test_sides_are_counted_as_one_by_one(monkeypatch):
    monkeypatch.setattr(sheet_module, "BLOCK", 64)
    sheet = sheet_of(with_ties)
    b = np.array([1.0, 0.5, 0.5, 0.0])
    sides = sheet.sides(b)
    rest = sheet.target - sheet.matrix @ b
    size = np.abs(sheet.target) + np.abs(sheet.matrix) @ np.abs(b)
    on = np.abs(rest) <= ON_LINE * size
    above = ~on & (rest > 0)
    assert len(sides.on) > 1
    np.testing.assert_array_equal(sides.on, np.flatnonzero(on))
    np.testing.assert_allclose(sides.above, sheet.matrix[above].sum(axis=0))
    assert sides.rho[0] == pytest.approx(rest[above].sum())
    assert sides.rho[1] == pytest.approx(-rest[~on & (rest < 0)].sum())


def test_blocks_cover_each_unit_once(monkeypatch):
    monkeypatch.setattr(sheet_module, "BLOCK", 4)
    cuts = each_block(10, lambda cut: list(range(cut.start, cut.stop)))
    assert [unit for cut in cuts for unit in cut] == list(range(10))


@pytest.mark.parametrize("spread", ["iid", "nid"])
def test_blocks_do_not_change_standard_errors(monkeypatch, spread):
    sheet = sheet_of(plain)
    rest = sheet.target - sheet.matrix @ fit_line(sheet, 0.9).coefficients

    def covariance():
        if spread == "iid":
            return covariance_iid(sheet, rest, 0.9)
        return covariance_nid(sheet, 0.9)

    whole = covariance()
    monkeypatch.setattr(sheet_module, "BLOCK", 333)
    monkeypatch.setattr(lines_module, "MANY", 100)
    np.testing.assert_allclose(covariance(), whole, rtol=1e-7)


def test_a_column_whose_density_is_unknown_has_no_standard_errors_and_no_noise():
    x = np.concatenate([np.arange(1.0, 20.0) * 1e-14, [5e14]])
    y = np.arange(20.0) % 7 + 50
    sheet = Sheet(matrix=np.column_stack([np.ones(20), x / x.max()]), target=y)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert np.isnan(covariance_nid(sheet, 0.9)).all()
