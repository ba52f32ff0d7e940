"""What would be with other figures: for the territory, the line and the others."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from kam.audit.models import Entry
from kam.core.errors import Invalid
from kam.performance.engine import suppose, suppose_under
from kam.performance.models import Figure, FrontierRow, FrontierRun
from kam.performance.pages.own import SAMPLES, own_sheet
from kam.performance.pages.supposing import supposed_for
from kam.performance.queries import spots_of
from kam.performance.rules import Constants, Unit
from kam.performance.tests.conftest import EIGHT, text_of
from kam.performance.tests.test_engine import units
from kam.performance.tests.test_own import OWN, leaks

KEYS = {code: at for at, (code, _x, _y) in enumerate(EIGHT, start=1)}


def tried(code, potential, sales, method="dea-vrs"):
    return suppose(
        units(), method, Constants(), key=KEYS[code], potential=potential, sales=sales
    )


def test_the_figures_as_they_are_change_nothing():
    answer = tried("105", 30.0, 52.0)
    assert answer.before == answer.after
    assert answer.moved == ()
    assert (answer.after.score, answer.after.goal) == (0.8, 58.5)


def test_more_sales_under_the_line_move_nobody_else():
    answer = tried("105", 30.0, 60.0)
    assert answer.after.score == pytest.approx(60 / 65)
    assert answer.after.pf_class == "frontier"
    assert answer.after.goal is None
    assert answer.moved == ()


def test_whoever_passes_the_line_lifts_it_over_the_neighbours():
    answer = tried("105", 30.0, 75.0)
    assert (answer.after.score, answer.after.gap) == (1.0, 0.0)
    moved = {one.code: one for one in answer.moved}
    # 105 at (30, 75) and 104 at (60, 90): the line over 103 and 106 is 80 and 85.
    assert set(moved) == set()
    answer = tried("105", 30.0, 79.0)
    moved = {one.code: one for one in answer.moved}
    assert set(moved) == {"103", "106"}
    assert all(one.loses for one in moved.values())
    assert moved["103"].score_after == pytest.approx(80 / (79 + 11 / 30 * 10))


def test_a_corner_that_falls_lets_the_line_down_for_whom_it_carried():
    answer = tried("103", 40.0, 40.0)
    moved = {one.code: one for one in answer.moved}
    assert set(moved) == {"105", "106"}
    assert not any(one.loses for one in moved.values())
    assert moved["105"].score_after == pytest.approx(52 / 60)
    assert (moved["106"].class_before, moved["106"].class_after) == ("middle",) * 2


def test_a_larger_potential_is_held_against_a_higher_line():
    answer = tried("105", 60.0, 52.0)
    assert answer.after.frontier == 90.0
    assert answer.after.score < answer.before.score


def test_figures_that_no_line_can_hold_are_refused_by_name():
    with pytest.raises(Invalid) as told:
        tried("105", float("inf"), 1.0)
    assert "画不出前沿" in str(told.value)


def test_under_a_given_line_nothing_else_is_looked_at():
    line = [(0.0, 0.0), (10.0, 100.0), (20.0, 150.0)]
    answer = suppose_under(line, Constants(), before=(10.0, 50.0), after=(15.0, 130.0))
    assert (answer.after.frontier, answer.after.score) == (130.0, 1.0)
    assert answer.moved == ()


@pytest.mark.more
def test_two_hundred_territories_answer_within_three_tenths_of_a_second():
    table = tuple(
        Unit(key=at, code=str(at), potential=at * 7.0 % 199 + 1, sales=at * 13.0 % 97)
        for at in range(1, 201)
    )
    began = time.perf_counter()
    suppose(table, "dea-vrs", Constants(), key=5, potential=50.0, sales=300.0)
    assert time.perf_counter() - began < 0.3


@pytest.fixture
def run(cravens, run_of, hold, cast):
    hold(cast.rep, OWN, cravens)
    return run_of(cravens)


def everything():
    models = (Figure, FrontierRow, FrontierRun, Entry)
    return [list(model.objects.order_by("pk").values()) for model in models]


def address(run, code, **asked):
    unit = FrontierRow.objects.get(run=run, code=code).territory_id
    told = "".join(f"&{name}={value}" for name, value in asked.items())
    return f"{reverse('performance:suppose', args=[run.pk])}?unit={unit}{told}"


@pytest.mark.django_db
def test_a_manager_reads_what_would_be_and_nothing_is_stored(as_, cast, run):
    before = everything()
    told = text_of(as_(cast.lead).get(address(run, "6", potential=30000, sales=5000)))
    assert everything() == before
    assert "不保存" in told
    assert "个区域头上的前沿升高，指数变低" in told
    assert 'id="suppose-point"' in told
    assert "5,000" in told


@pytest.mark.django_db
def test_without_figures_the_page_begins_with_those_there_are(as_, cast, run):
    row = FrontierRow.objects.get(run=run, code="6")
    told = text_of(as_(cast.lead).get(address(run, "6")))
    assert f'value="{row.potential!r}"' in told
    assert "别的区域不受影响" in told


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", ["-1", "abc", "nan", "inf", "1e99"])
def test_a_wrong_figure_is_named_and_kept(as_, cast, run, wrong):
    answer = as_(cast.lead).get(address(run, "6", sales=wrong))
    told = text_of(answer)
    assert answer.status_code == 422
    assert "没有试算" in told
    assert f'value="{wrong}"' in told


@pytest.mark.django_db
def test_a_territory_that_is_not_in_the_run_is_not_found(as_, cast, run):
    where = reverse("performance:suppose", args=[run.pk])
    for query in ("?unit=", "?unit=999999", "?unit=abc"):
        assert as_(cast.lead).get(where + query).status_code == 404


@pytest.mark.django_db
def test_without_a_territory_one_is_led_to_the_run_to_choose_it(as_, cast, run):
    where = reverse("performance:suppose", args=[run.pk])
    answer = as_(cast.lead).get(where)
    assert (answer.status_code, answer["Location"]) == (302, f"/frontier/{run.pk}")
    assert as_(cast.rival).get(where).status_code == 404


@pytest.mark.django_db
def test_a_representative_supposes_the_own_territory_only(as_, cast, run):
    browser = as_(cast.rep)
    told = text_of(browser.get(address(run, OWN, potential=40000, sales=3000)))
    assert leaks(told) == []
    assert "别的区域的数字不在这里" in told
    assert browser.get(address(run, "6")).status_code == 404
    assert as_(cast.colleague).get(address(run, OWN)).status_code == 404


@pytest.mark.django_db
def test_trying_many_potentials_tells_a_representative_no_corner_of_the_line(cast, run):
    row = FrontierRow.objects.get(run=run, code=OWN)
    for corner, height in run.line[1:-1]:
        answer = supposed_for(cast.rep, run, row, corner, 0.0)
        assert answer.after.frontier != pytest.approx(height, rel=1e-9)
    whole = supposed_for(cast.lead, run, row, row.potential, row.sales)
    own = supposed_for(cast.rep, run, row, row.potential, row.sales)
    assert own.after.score == pytest.approx(whole.after.score)


@pytest.mark.django_db
def test_straight_pieces_of_the_line_do_not_meet_in_the_figures_of_a_peer(cast, run):
    row = FrontierRow.objects.get(run=run, code=OWN)
    last = own_sheet(spots_of(run)).across.domain[1]
    places = [last * at / SAMPLES for at in range(SAMPLES + 1)]

    def read(x):
        return supposed_for(cast.rep, run, row, x, 0.0).after.frontier

    tried = 0
    for (x0, _y0), (x1, y1), (x2, _y2) in zip(
        run.line, run.line[1:], run.line[2:], strict=False
    ):
        left = [x for x in places if x0 <= x <= x1][-2:]
        right = [x for x in places if x1 <= x <= x2][:2]
        if len(left) == len(right) == 2:
            tried += 1
            x, y = meeting(*((at, read(at)) for at in (*left, *right)))
            assert (x, y) != (pytest.approx(x1, rel=1e-5), pytest.approx(y1, rel=1e-5))
    assert tried
    highest = max(spot.sales for spot in spots_of(run))
    assert read(last * 2) != pytest.approx(highest, rel=1e-6)


def meeting(a, b, c, d):
    """Return where the line through a and b meets that through c and d."""
    one, other = ((q[1] - p[1]) / (q[0] - p[0]) for p, q in ((a, b), (c, d)))
    x = (c[1] - a[1] + one * a[0] - other * c[0]) / (one - other)
    return x, a[1] + one * (x - a[0])


@pytest.mark.django_db
def test_points_only_cannot_be_tried_and_the_page_says_so(as_, cast, eight, run_of):
    run = run_of(eight)
    run.line = []
    run.save()
    told = text_of(as_(cast.lead).get(address(run, "105")))
    assert "还没有前沿可以试算" in told


@pytest.mark.django_db
def test_both_faces_lead_to_the_supposition(as_, cast, run):
    for user, code in ((cast.lead, "6"), (cast.rep, OWN)):
        unit = FrontierRow.objects.get(run=run, code=code).territory_id
        told = text_of(as_(user).get(f"/frontier/{run.pk}?unit={unit}"))
        assert f"/frontier/{run.pk}/suppose?unit={unit}" in told
