"""Promises of the chart arithmetic."""

import doctest
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.web.plot import (
    Box,
    LinearScale,
    axes,
    axis_texts,
    boxes,
    clouds,
    coarsen,
    gathered,
    line_boxes,
    nice_ticks,
    place_labels,
    scatter,
    sheet_for,
)

SCREEN = Box(0.0, 0.0, 600.0, 400.0)
figure = st.floats(-1e15, 1e15)
spots = st.lists(
    st.tuples(st.floats(0, 600), st.floats(0, 400)), min_size=1, max_size=40
)


@pytest.mark.parametrize("module", [axes, boxes, clouds, scatter])
def test_the_examples_run(module):
    outcome = doctest.testmod(module)
    assert outcome.attempted
    assert outcome.failed == 0


@given(first=figure, second=figure, target=st.integers(2, 12))
def test_ticks_enclose_the_figures_and_are_not_too_many(first, second, target):
    low, high = sorted((first, second))
    ticks = nice_ticks(low, high, target)
    assert ticks[0] <= low
    assert high <= ticks[-1]
    assert 2 <= len(ticks) <= 2 * target + 2
    assert all(before < after for before, after in pairwise(ticks))


@pytest.mark.parametrize(
    ("low", "high", "wanted"),
    [
        (0, 1, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        (0, 300, (0.0, 50.0, 100.0, 150.0, 200.0, 250.0, 300.0)),
        (0, 0.3, (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3)),
        (1000, 7000, (1000.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0, 7000.0)),
    ],
)
def test_ticks_are_round_numbers(low, high, wanted):
    assert nice_ticks(low, high) == wanted


def test_equal_bounds_get_an_axis_around_them():
    assert nice_ticks(0, 0)[0] == 0
    ticks = nice_ticks(5, 5)
    assert 0 <= ticks[0] < 5 < ticks[-1]
    assert nice_ticks(-4, -4)[-1] <= 0


@pytest.mark.parametrize(
    ("low", "high"), [(1, 0), (0, float("inf")), (float("nan"), 1), (-1.7e308, 1.7e308)]
)
def test_bounds_that_make_no_axis_are_refused(low, high):
    with pytest.raises(ValueError, match="finite bounds in order"):
        nice_ticks(low, high)


@pytest.mark.parametrize(
    ("ticks", "wanted"),
    [
        ((0.0, 20000.0), ("0", "20,000")),
        ((-0.5, 0.0, 0.5), ("-0.5", "0.0", "0.5")),
        ((0.0, 0.05, 0.1), ("0.00", "0.05", "0.10")),
        ((0.0, 5e14, 1e15), ("0", "5e14", "1e15")),
        ((1e15, 1e15 + 2000), ("1e15", "1.000000000002e15")),
        ((0.0, 2e-9), ("0", "2e-9")),
        ((3.0,), ("3",)),
        ((), ()),
    ],
)
def test_ticks_are_written_with_the_decimals_they_need(ticks, wanted):
    assert axis_texts(ticks) == wanted


@given(low=figure, high=figure)
def test_the_texts_of_ticks_differ(low, high):
    texts = axis_texts(nice_ticks(min(low, high), max(low, high)))
    assert len(set(texts)) == len(texts)


@given(number=st.floats(-1e6, 1e6))
def test_a_scale_can_be_read_back(number):
    scale = LinearScale(domain=(-1e6, 1e6), range=(400, 0))
    assert scale.invert(scale(number)) == pytest.approx(number, abs=1e-6)


def test_a_scale_without_length_is_refused():
    with pytest.raises(ValueError, match="domain with a length"):
        LinearScale(domain=(1, 1), range=(0, 10))
    with pytest.raises(ValueError, match="range without length"):
        LinearScale(domain=(0, 1), range=(3, 3)).invert(3)


@given(points=spots)
def test_labels_cover_no_label_no_marker_and_no_obstacle(points):
    obstacle = Box(250.0, 150.0, 350.0, 250.0)
    found = place_labels(points, [(28.0, 12.0)] * len(points), SCREEN, [obstacle])
    boxes = [spot.box for spot in found if spot]
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert not any(box.overlaps(obstacle) for box in boxes)
    assert all(SCREEN.holds(box) for box in boxes)
    for x, y in points:
        marker = Box(x - 4, y - 4, x + 4, y + 4)
        assert not any(box.overlaps(marker) for box in boxes)


def test_the_sides_are_tried_in_their_order():
    middle, wide = (100.0, 100.0), (30.0, 12.0)
    right = Box(116.0, 90.0, 140.0, 110.0)
    left = Box(60.0, 90.0, 84.0, 110.0)
    above = Box(95.0, 60.0, 105.0, 95.0)
    below = Box(95.0, 105.0, 105.0, 140.0)
    anchors = []
    for count in range(5):
        blocked = [right, left, above, below][:count]
        (spot,) = place_labels([middle], [wide], SCREEN, blocked)
        anchors.append((spot.anchor, spot.y < 100, spot.y > 100) if spot else None)
    assert anchors == [
        ("start", False, False),
        ("end", False, False),
        ("middle", True, False),
        ("middle", False, True),
        None,
    ]


def test_a_diagonal_is_the_last_resort():
    walls = [Box(106.0, 98.0, 107.0, 102.0), Box(93.0, 98.0, 94.0, 102.0)]
    walls += [Box(99.0, 93.0, 101.0, 94.0), Box(99.0, 106.0, 101.0, 107.0)]
    (spot,) = place_labels([(100.0, 100.0)], [(30.0, 12.0)], SCREEN, walls)
    assert spot.anchor == "start"
    assert spot.y < 100


def test_a_label_that_fits_nowhere_is_left_out():
    assert place_labels([(5.0, 5.0)], [(700.0, 12.0)], SCREEN) == (None,)
    assert place_labels([(float("nan"), 5.0)], [(20.0, 12.0)], SCREEN) == (None,)


def test_points_at_one_place_get_labels_on_different_sides():
    found = place_labels([(100.0, 100.0)] * 2, [(30.0, 12.0)] * 2, SCREEN)
    assert [spot.anchor for spot in found] == ["start", "end"]


def test_three_hundred_labels_are_placed_the_same_way_each_time():
    points = [(at * 37.0 % 600, at * 53.0 % 400) for at in range(300)]
    sizes = [(24.0, 11.0)] * 300
    first = place_labels(points, sizes, SCREEN)
    assert first == place_labels(points, sizes, SCREEN)
    assert any(first)


def test_points_and_sizes_must_match():
    with pytest.raises(ValueError, match="1 points but 0"):
        place_labels([(1.0, 1.0)], [], SCREEN)


def test_a_line_is_covered_without_a_hole():
    boxes = line_boxes([(0.0, 0.0), (30.0, 40.0), (60.0, 40.0)])
    for share in range(101):
        x, y = 0.3 * share, 0.4 * share
        assert any(b.left <= x <= b.right and b.top <= y <= b.bottom for b in boxes)
    assert max(b.right - b.left for b in boxes) < 12


@given(points=spots, cells=st.integers(1, 20))
def test_a_coarse_cloud_keeps_the_number_and_hides_the_place(points, cells):
    cloud = coarsen(points, cells, bounds=SCREEN)
    assert sum(cell.count for cell in cloud) == len(points)
    centres = {(at + 0.5) * 600 / cells for at in range(cells)}
    assert {cell.x for cell in cloud} <= centres
    assert coarsen(points[::-1], cells, bounds=SCREEN) == cloud


def test_points_outside_count_in_the_nearest_cell():
    (cell,) = coarsen([(-50.0, 999.0)], 2, bounds=SCREEN)
    assert (cell.x, cell.y, cell.count) == (150.0, 300.0, 1)


@pytest.mark.parametrize(
    ("points", "cells", "bounds"),
    [
        ([], 0, SCREEN),
        ([], 3, Box(0.0, 0.0, 0.0, 5.0)),
        ([(float("nan"), 1.0)], 3, SCREEN),
    ],
)
def test_a_grid_that_makes_no_sense_is_refused(points, cells, bounds):
    with pytest.raises(ValueError, match=r"grid needs|must be finite"):
        coarsen(points, cells, bounds=bounds)


@given(points=spots, least=st.integers(2, 6))
def test_a_gathered_cloud_never_stands_for_fewer_than_asked(points, least):
    groups = gathered(points, least, bounds=SCREEN)
    assert all(group.count >= least for group in groups)
    assert sum(group.count for group in groups) == (
        len(points) if len(points) >= least else 0
    )
    lines_x = {SCREEN.right / 20 * step for step in range(21)}
    assert all(any(abs(g.x - line) < 1e-9 for line in lines_x) for g in groups)


@given(points=spots)
def test_a_gathered_cloud_does_not_depend_on_the_order(points):
    assert gathered(points, 4, bounds=SCREEN) == gathered(
        points[::-1], 4, bounds=SCREEN
    )


@given(x=st.floats(0, 1e14), y=st.floats(0, 1e14))
def test_a_sheet_begins_at_zero_and_holds_every_figure(x, y):
    sheet = sheet_for(x, y)
    across, up = sheet.place(x, y)
    assert sheet.place(0, 0) == (sheet.left, 400.0)
    assert sheet.left - 0.1 <= across <= sheet.bounds.right + 0.1
    assert sheet.bounds.top - 0.1 <= up <= 400.1
    assert sheet.left < sheet.bounds.right / 2


def test_the_left_edge_grows_with_the_texts_beside_it():
    assert sheet_for(10, 1_000_000).left > sheet_for(10, 100).left
