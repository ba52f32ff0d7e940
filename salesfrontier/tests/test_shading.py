"""Units inside a technology are told quickly, and no corner among them."""

from __future__ import annotations

import numpy as np
import pytest

from salesfrontier.dea import compiled, frame
from salesfrontier.dea.compiled import SWITCH


@pytest.fixture(scope="module")
def cloud():
    draw = np.random.default_rng(5)
    x = 1.0 + draw.random((9_000, 2))
    y = np.sqrt(x.prod(axis=1))
    y[400:] *= draw.uniform(0.2, 0.95, 8_600)
    return np.column_stack([x / 2.0, -y / 2.0])


def patient(cloud, monkeypatch):
    """Return the frame when nobody is told apart beforehand."""
    monkeypatch.setattr(frame, "WIDE", len(cloud) + 1)
    return frame.find_frame(cloud, 2)


WAYS = [
    "0",
    pytest.param(
        "1", marks=pytest.mark.skipif(not compiled.INSTALLED, reason="without numba")
    ),
]


@pytest.mark.parametrize("switch", WAYS)
def test_the_frame_is_the_same_whoever_is_told_apart_first(cloud, monkeypatch, switch):
    monkeypatch.setenv(SWITCH, switch)
    quick = frame.find_frame(cloud, 2)
    assert len(quick) > 100
    assert quick.tolist() == patient(cloud, monkeypatch).tolist()


@pytest.mark.parametrize("switch", WAYS)
def test_most_units_inside_are_told_before_anything_is_solved(
    cloud, monkeypatch, switch
):
    monkeypatch.setenv(SWITCH, switch)
    first = frame._first_guess(cloud)
    assert len(frame._without_shadowed(cloud, first, 2)) < len(cloud) / 2


def test_without_a_margin_for_rounding_corners_would_be_lost(cloud, monkeypatch):
    monkeypatch.setenv(SWITCH, "0")
    monkeypatch.setattr(frame, "MARGIN", -0.05)
    quick = frame.find_frame(cloud, 2)
    assert quick.tolist() != patient(cloud, monkeypatch).tolist()
