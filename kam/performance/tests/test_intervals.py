"""How sure an index is: an interval, and a class only where it allows one."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kam.performance.engine import digest_of, draw
from kam.performance.models import FrontierRow
from kam.performance.rules import Constants, Question, Unit
from kam.performance.tests.conftest import EIGHT, PERIOD, text_of
from tests.reference.cravens import TERRITORIES

pytestmark = pytest.mark.django_db
CRAVENS = [(t.id, t.potential, t.sales) for t in TERRITORIES]


def asked(figures=CRAVENS, **constants):
    units = tuple(
        Unit(key=at, code=code, potential=x, sales=y)
        for at, (code, x, y) in enumerate(figures, start=1)
    )
    return Question(
        period=PERIOD,
        method="dea-vrs",
        units=units,
        constants=Constants(**constants),
    )


def test_every_index_has_an_interval_and_the_same_one_again():
    first, again = draw(asked()), draw(asked())
    assert first == again
    for row in first.rows:
        assert 0 < row.bounds.lower < row.bounds.upper <= row.score
    # Another level is another question.
    assert digest_of(asked(level=0.95)) != digest_of(asked())
    wide = {row.code: row.bounds for row in draw(asked(level=0.95)).rows}
    for row in first.rows:
        assert wide[row.code].lower <= row.bounds.lower


def test_a_class_is_allowed_only_where_the_whole_interval_lies_in_it():
    constants = Constants()
    bounds = (constants.middle_at, constants.near_at, constants.frontier_at)
    told = {row.code: row.bounds for row in draw(asked()).rows}
    for one in told.values():
        inside = sum(one.lower < bound <= one.upper for bound in bounds)
        assert (one.sure_class == "undetermined") == (inside > 0)
    # 14 makes the frontier because hardly anybody has so little potential.
    assert told["14"].sure_class == "undetermined"
    assert told["6"].sure_class == "behind"


def test_points_only_have_no_interval_and_no_sales_none_either():
    assert all(row.bounds is None for row in draw(asked(EIGHT[:7])).rows)
    silent = [*CRAVENS, ("99", 30000.0, 0.0)]
    rows = {row.code: row for row in draw(asked(silent)).rows}
    assert rows["99"].bounds is None
    assert rows["9"].bounds is not None


def test_page_file_and_api_say_how_sure(as_, cast, cravens, run_of):
    run = run_of(cravens)
    browser = as_(cast.lead)
    page = browser.get(reverse("performance:run", args=[run.pk])).content.decode()
    row = FrontierRow.objects.get(run=run, code="14")
    assert (row.score, row.frontier_class) == (1.0, "frontier")
    assert row.shown_class == "undetermined"
    assert f"{row.lower:.2f}"[:3] in page
    assert "尚不能定" in page
    assert "90% 的把握在" in page
    url = reverse("performance:export", args=[run.pk])
    told = text_of(browser.get(f"{url}?format=csv"))
    assert "指数下限" in told
    assert repr(row.lower) in told


def test_a_run_of_before_intervals_still_names_its_classes(cravens, run_of):
    run = run_of(cravens)
    FrontierRow.objects.filter(run=run).update(lower=None, upper=None, sure_class="")
    row = FrontierRow.objects.get(run=run, code="14")
    assert row.shown_class == "frontier"
