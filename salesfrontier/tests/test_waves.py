"""Units are solved in waves, large ones side by side; nobody's answer tells that."""

from __future__ import annotations

import os

import numpy as np
import pytest

from salesfrontier import fit_envelope
from salesfrontier.dea import compiled, solving


@pytest.fixture(scope="module")
def crowd():
    draw = np.random.default_rng(11)
    x = 1.0 + draw.random((900, 3))
    y = np.sqrt(x[:, :2].prod(axis=1)) * draw.uniform(0.3, 1.0, 900)
    return {"inputs": x, "outputs": y}


@pytest.fixture
def small_waves(monkeypatch):
    monkeypatch.setattr(solving, "WAVES", (16,))
    monkeypatch.setattr(solving, "BLOCK", 100)


def seen(fit):
    return [getattr(fit, name) for name in ("beta", "peer_index", "peer_weight")]


def test_every_unit_is_in_exactly_one_wave(small_waves):
    cuts = solving._cuts(905)
    assert [len(group) for group in cuts] == [1, 2, 2, 2, 2, 1]
    covered = np.concatenate([np.arange(905)[cut] for group in cuts for cut in group])
    assert covered.tolist() == list(range(905))


def test_answers_do_not_hang_on_the_processors(crowd, small_waves, monkeypatch):
    fits = []
    for processors in (1, 7):
        monkeypatch.setattr(os, "cpu_count", lambda processors=processors: processors)
        fits.append(fit_envelope(**crowd))
    assert fits[0].certified.all()
    for one, other in zip(*map(seen, fits), strict=True):
        np.testing.assert_array_equal(one, other)


def test_answers_are_those_of_one_wave(crowd, monkeypatch):
    whole = fit_envelope(**crowd)
    monkeypatch.setattr(solving, "WAVES", (16,))
    monkeypatch.setattr(solving, "BLOCK", 100)
    np.testing.assert_allclose(fit_envelope(**crowd).beta, whole.beta, atol=1e-12)


def test_work_done_side_by_side_knows_how_often_it_is_repeated():
    ask = [compiled._repeats.get] * 3
    with compiled.repeated(5):
        assert compiled.side_by_side(ask) == [5, 5, 5]
    assert compiled.side_by_side(ask) == [1, 1, 1]


def test_a_fault_in_one_piece_of_work_is_not_swallowed():
    def fail():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        compiled.side_by_side([lambda: 1, fail])
