"""Whom the line rests on, and what is said of it on the page of a run."""

from __future__ import annotations

import statistics

import pytest
from django.urls import reverse

from kam.performance.engine import draw, most_left_out, resting
from kam.performance.models import FrontierRow
from kam.performance.rules import Constants, constants_stored
from kam.performance.tests.conftest import EIGHT, text_of
from kam.performance.tests.test_engine import asked, units
from tests.reference.cravens import TERRITORIES

CRAVENS = [(t.id, t.potential, t.sales) for t in TERRITORIES]


@pytest.mark.parametrize("method", ["dea-vrs", "fdh"])
def test_the_largest_fall_is_the_fragility_that_the_run_stores(method):
    drawn = draw(asked(CRAVENS, method=method))
    stored = {row.key: row.fragility for row in drawn.rows}
    keys = {key for key, fall in stored.items() if fall is not None}
    rests = resting(units(CRAVENS), method, Constants(), keys)
    assert {rest.key for rest in rests} == keys
    for rest in rests:
        assert rest.most == pytest.approx(stored[rest.key], abs=1e-12)
        assert 0 <= rest.middle <= rest.most


def test_the_median_counts_only_those_for_whom_the_line_falls():
    at = [code for code, _x, _y in EIGHT].index("103") + 1
    (rest,) = resting(units(), "dea-vrs", Constants(), {at})
    # Without 103 (40, 80) the line runs from 102 (20, 50) straight to 104 (60, 90).
    falls = {"105": 1 - 60 / 65, "106": 1 - 80 / 85}
    assert rest.sinking == len(falls)
    assert rest.most == pytest.approx(max(falls.values()))
    assert rest.middle == pytest.approx(statistics.median(falls.values()))
    assert rest.where == 5


def test_classes_that_would_change_are_counted_by_index():
    one = [("1", 10.0, 10.0), ("2", 10.0, 9.4), ("3", 20.0, 100.0), ("4", 20.0, 60.0)]
    (rest,) = resting(units(one), "dea-vrs", Constants(), {3})
    # Under 100 the fourth is 一般 (0.60); without the third it is the best of all.
    assert rest.changed == (4,)
    assert rest.where == 4


def test_of_very_many_only_the_weightiest_are_left_out():
    assert most_left_out(200) == 40
    assert most_left_out(1_000_000) == 3


def test_constants_of_an_old_run_can_be_read():
    assert constants_stored({"growth": 1.3, "unknown": 1}).growth == 1.3


@pytest.mark.django_db
def test_the_page_says_whom_the_line_rests_on(as_, cast, cravens, run_of):
    run = run_of(cravens)
    told = text_of(as_(cast.lead).get(reverse("performance:run", args=[run.pk])))
    section = told[told.index('id="resting"') :]
    section = section[: section.index("</section>")]
    making = FrontierRow.objects.filter(run=run, fragility__isnull=False)
    assert section.count("<tr>") == making.count() + 1
    row = making.order_by("-fragility").first()
    assert f"{row.fragility * 100:.0f}%" in section
    assert "脆弱" in section
    assert "名次重叠的区域不分先后" in section
    assert f"{row.rank_low}–{row.rank_high}" in section


@pytest.mark.django_db
def test_a_run_of_before_chances_says_how_to_get_them(as_, cast, cravens, run_of):
    run = run_of(cravens)
    FrontierRow.objects.filter(run=run).update(chance=None, rank_low=None)
    told = text_of(as_(cast.lead).get(reverse("performance:run", args=[run.pk])))
    assert "重新计算后会有机会和名次区间" in told


@pytest.mark.django_db
def test_points_only_rest_on_nobody(as_, cast, eight, run_of):
    run = run_of(eight)
    run.line = []
    run.save()
    told = text_of(as_(cast.lead).get(reverse("performance:run", args=[run.pk])))
    assert 'id="resting"' not in told


@pytest.mark.django_db
def test_a_representative_reads_nothing_of_it(as_, cast, cravens, run_of, hold):
    run = run_of(cravens)
    hold(cast.rep, "19", cravens)
    told = text_of(as_(cast.rep).get(reverse("performance:run", args=[run.pk])))
    assert "前沿靠谁" not in told
