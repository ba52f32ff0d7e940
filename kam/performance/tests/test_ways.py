"""Which run opens first, and where one gets to from it."""

from __future__ import annotations

import pytest

from kam.core.bulk import BulkRow
from kam.performance.services import SetDraft, agree_target, bulk_figures, create_set
from kam.performance.tests.conftest import PERIOD, bulk_rows, row_in, text_of

pytestmark = pytest.mark.django_db


def test_of_two_sets_the_one_with_agreed_targets_opens_first(
    as_, cast, eight, run_of, hold
):
    """So a representative does not read “none agreed” beside an agreed target."""
    hold(cast.rep, "105", eight)
    run = run_of(eight)
    other = create_set(actor=cast.lead, team=cast.first, draft=SetDraft(name="另一组"))
    bulk_figures(actor=cast.lead, comparison_set=other, period=PERIOD, rows=bulk_rows())
    run_of(other)
    assert "另一组 2025 · " in text_of(as_(cast.lead).get("/frontier"))
    agree_target(actor=cast.lead, row=row_in(run), figure=58.5)
    assert "Cravens 2025 · " in text_of(as_(cast.lead).get("/frontier"))
    told = text_of(as_(cast.rep).get("/frontier"))
    assert "还没有商定" not in told


def test_a_run_leads_to_its_figures_its_chosen_columns_and_the_targets(
    as_, cast, eight, run_of
):
    run_of(eight)
    told = text_of(as_(cast.lead).get("/frontier"))
    for path in (f"/sets/{eight.pk}", f"/sets/{eight.pk}/columns", "/targets"):
        assert f'href="/frontier{path}"' in told


def test_usual_columns_and_units_are_read_in_the_readers_language(as_, cast):
    draft = SetDraft(name="华东", sales_unit="千美元")
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    figures = {"code": "101", "potential": 10.0, "sales": 20.0}
    rows = [BulkRow(1, {**figures, "further": {"拜访数": 3.0, "自定": 4.0}})]
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    cast.lead.language = "en"
    cast.lead.save()
    told = text_of(as_(cast.lead).get(f"/frontier/sets/{made.pk}"))
    assert "US$ thousand" in told
    assert ">visits<" in told
    assert ">自定<" in told
    assert "拜访数" not in told
