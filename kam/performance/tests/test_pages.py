"""The pages of the frontier: what they show, to whom, and at what cost."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.core.bulk import BulkRow
from kam.performance.models import FrontierRun
from kam.performance.services import SetDraft, bulk_figures, create_set, edit_figure
from kam.performance.tests.conftest import EARLIER, PERIOD, bulk_rows, text_of

pytestmark = pytest.mark.django_db


def figure_of(comparison_set, code="105"):
    return comparison_set.figures.get(territory__code=code, period=PERIOD)


def test_without_a_set_the_page_teaches_how_to_begin(as_, cast):
    told = text_of(as_(cast.lead).get("/frontier"))
    assert "还没有比较组" in told
    assert "kind=figures" in told


def test_figures_without_a_run_offer_to_calculate_it(as_, cast, eight):
    browser = as_(cast.lead)
    told = text_of(browser.get("/frontier"))
    assert "计算前沿" in told
    answer = browser.post(
        f"/frontier/sets/{eight.pk}/runs", {"period": PERIOD, "method": "dea-vrs"}
    )
    run = FrontierRun.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/frontier/{run.pk}")
    told = text_of(browser.get("/frontier"))
    assert "polyline" in told
    assert "前沿已算好" in told


def test_reading_never_stores_a_run(as_, cast, eight):
    as_(cast.lead).get(f"/frontier?set={eight.pk}&period={PERIOD}&method=fdh")
    assert not FrontierRun.objects.exists()


def test_the_same_inputs_twice_lead_to_the_stored_run(as_, cast, eight, run_of):
    run = run_of(eight)
    answer = as_(cast.lead).post(
        f"/frontier/sets/{eight.pk}/runs", {"period": PERIOD, "method": "dea-vrs"}
    )
    assert answer["Location"] == f"/frontier/{run.pk}"
    assert "数据没有变化" in text_of(as_(cast.lead).get(answer["Location"]))


def test_one_period_is_marked_provisional(as_, cast, eight, run_of):
    run_of(eight)
    told = text_of(as_(cast.lead).get("/frontier"))
    assert "暂定" in told
    assert "先锋（暂定）" in told
    assert "只有一期数据" in told


def test_few_units_show_points_and_say_why(as_, cast, draft):
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    rows = bulk_rows()[:5]
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    browser = as_(cast.lead)
    browser.post(f"/frontier/sets/{made.pk}/runs", {"period": PERIOD, "method": "fdh"})
    told = text_of(browser.get("/frontier"))
    assert "只有 5 个区域可以比较" in told
    assert 'class="frontier" points' not in told
    assert "data-unit" in told


def test_excluded_territories_are_listed_with_their_reason(as_, cast, eight, run_of):
    bulk_figures(
        actor=cast.lead,
        comparison_set=eight,
        period=PERIOD,
        rows=[BulkRow(1, {"code": "109", "potential": 9.0, "sales": 1.0})],
    )
    edit_figure(
        actor=cast.lead, figure=figure_of(eight), wanted={"exclusion": "空缺 3 个月"}
    )
    run_of(eight)
    told = text_of(as_(cast.lead).get("/frontier"))
    assert "不参与：空缺 3 个月" in told


def test_the_card_shows_gap_goal_and_peers(as_, cast, eight, run_of):
    run = run_of(eight)
    unit = figure_of(eight, "105").territory_id
    told = text_of(as_(cast.lead).get(f"/frontier/{run.pk}?unit={unit}"))
    card = told[told.index('id="unit-card"') :]
    for words in ("0.80", "13", "58.5", "102", "103", "50%"):
        assert words in card
    assert "差距 13" in told


def test_a_change_of_figures_is_told_and_the_stored_run_stays(as_, cast, eight, run_of):
    run_of(eight)
    browser = as_(cast.lead)
    assert "改过" not in text_of(browser.get("/frontier"))
    edit_figure(actor=cast.lead, figure=figure_of(eight), wanted={"sales": 60.0})
    told = text_of(browser.get("/frontier"))
    assert "数据或设置在这次计算之后改过" in told
    assert "0.80" in told


@pytest.mark.parametrize(
    "query",
    [
        "set=0",
        "set=99999999999999999999",
        "set=x",
        "method=ols",
        "sort=password",
        "cursor=nonsense",
        "unit=-1",
        "further=1",
        "period=aaaaaaaaaaaaaaaaaaaaaa",
    ],
)
def test_an_unknown_state_is_refused(as_, cast, eight, run_of, query):
    run_of(eight)
    assert as_(cast.lead).get(f"/frontier?{query}").status_code == 422


@pytest.mark.parametrize("query", ["set=123456", "period=1999", "unit=123456"])
def test_what_is_absent_is_not_found(as_, cast, eight, run_of, query):
    run_of(eight)
    assert as_(cast.lead).get(f"/frontier?{query}").status_code == 404


def test_the_page_costs_the_same_at_1_10_and_100_territories(as_, cast, run_of):
    costs = []
    for n in (1, 10, 100):
        made = create_set(
            actor=cast.lead, team=cast.first, draft=SetDraft(name=f"{n} units")
        )
        figures = [(f"{n}-{at}", at + 1.0, 10.0 + at % 7) for at in range(n)]
        for period in (EARLIER, PERIOD):
            bulk_figures(
                actor=cast.lead,
                comparison_set=made,
                period=period,
                rows=bulk_rows(figures),
            )
        run = run_of(made)
        browser = as_(cast.lead)
        browser.get(f"/frontier/{run.pk}")
        with CaptureQueriesContext(connection) as told:
            assert browser.get(f"/frontier/{run.pk}").status_code == 200
        costs.append(len(told))
    # One territory alone has no gap whose parts would be asked for.
    assert costs[0] <= costs[1] == costs[2]
    assert costs[0] <= 12


def test_the_export_holds_every_digit_and_what_was_left_out(as_, cast, cravens, run_of):
    edit_figure(
        actor=cast.lead, figure=figure_of(cravens, "7"), wanted={"exclusion": "空缺"}
    )
    run = run_of(cravens)
    told = text_of(as_(cast.lead).get(f"/frontier/{run.pk}/export?format=csv"))
    lines = told.splitlines()
    assert len(lines) == 26
    assert "74065.1" in told
    assert lines[-1].startswith("7,50935.3,5031.66")
    assert "空缺" in lines[-1]
    book = as_(cast.lead).get(f"/frontier/{run.pk}/export?format=xlsx")
    assert b"".join(book).startswith(b"PK")
    assert (
        as_(cast.lead).get(f"/frontier/{run.pk}/export?format=pdf").status_code == 422
    )


def test_sets_and_figures_are_listed(as_, cast, cravens, run_of):
    run = run_of(cravens)
    browser = as_(cast.lead)
    told = text_of(browser.get("/frontier/sets"))
    assert f"/frontier/sets/{cravens.pk}" in told
    assert f"/frontier/{run.pk}" in told
    told = text_of(browser.get(f"/frontier/sets/{cravens.pk}"))
    assert "74,065" in told
    told = text_of(browser.get(f"/frontier/sets/{cravens.pk}?q=25"))
    assert "74,065" not in told
    told = text_of(browser.get(f"/frontier/sets/{cravens.pk}/export?q=25&format=csv"))
    assert len(told.splitlines()) == 2


def test_the_list_of_figures_costs_the_same_whatever_it_holds(as_, cast, draft):
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    browser = as_(cast.lead)
    costs = []
    for n in (1, 10, 100):
        figures = [(f"{n}-{at}", 1.0, 1.0) for at in range(n)]
        bulk_figures(
            actor=cast.lead,
            comparison_set=made,
            period=PERIOD,
            rows=bulk_rows(figures),
        )
        with CaptureQueriesContext(connection) as told:
            browser.get(f"/frontier/sets/{made.pk}")
        costs.append(len(told))
    assert len(set(costs)) == 1
    assert costs[0] <= 12


def test_a_stale_form_offers_a_choice_and_keeps_what_was_typed(as_, cast, eight):
    figure = figure_of(eight)
    browser = as_(cast.lead)
    page = text_of(browser.get(f"/frontier/figures/{figure.pk}"))
    opened = re.search(r'name="opened" value="([^"]+)"', page)[1]
    edit_figure(actor=cast.chief, figure=figure, wanted={"sales": 55.0})
    typed = {"potential": "31", "sales": "56", "exclusion": "", "opened": opened}
    answer = browser.post(f"/frontier/figures/{figure.pk}", typed)
    told = text_of(answer)
    assert answer.status_code == 409
    assert 'name="keep-sales"' in told
    assert 'value="31"' in told
    opened = re.search(r'name="opened" value="([^"]+)"', told)[1]
    typed |= {"opened": opened, "keep-sales": "theirs"}
    assert browser.post(f"/frontier/figures/{figure.pk}", typed).status_code == 303
    figure.refresh_from_db()
    assert (figure.potential, figure.sales) == (31.0, 55.0)


def test_figures_that_cannot_be_stored_are_told_beside_their_field(as_, cast, eight):
    figure = figure_of(eight)
    for typed in ("-5", "nan", "1e400", "1.8e308", "many"):
        answer = as_(cast.lead).post(
            f"/frontier/figures/{figure.pk}", {"potential": typed, "sales": "1"}
        )
        assert answer.status_code == 422
    figure.refresh_from_db()
    assert figure.potential == 30.0


def test_a_set_is_made_and_edited_on_its_page(as_, cast):
    browser = as_(cast.lead)
    typed = {
        "name": "医院",
        "team": cast.first.pk,
        "potential_label": "床位",
        "sales_label": "销售",
        "idempotency_key": "one",
    }
    first = browser.post("/frontier/sets/new", typed)
    again = browser.post("/frontier/sets/new", typed)
    assert first.status_code == 303
    assert first["Location"] == again["Location"]
    assert "医院" in text_of(browser.get(first["Location"]))
    answer = browser.post("/frontier/sets/new", typed | {"idempotency_key": "two"})
    assert answer.status_code == 422
    assert "已有同名比较组" in text_of(answer)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_both_languages_are_complete(as_, cast, eight, run_of, hold, language):
    run = run_of(eight)
    hold(cast.rep, "105", eight)
    for user in (cast.lead, cast.rep):
        user.language = language
        user.save(update_fields=["language"])
        told = text_of(as_(user).get(f"/frontier/{run.pk}"))
        chinese = re.findall(r"[\u4e00-\u9fff]+", re.sub(r"<[^>]*>", " ", told))
        own = {"百件", "件", user.name, user.name[0], "华东一组", "绩效先锋"}
        if language == "en":
            assert set(chinese) <= own, set(chinese) - own


def test_the_history_of_figures_can_be_read(as_, cast, eight):
    figure = figure_of(eight)
    edit_figure(actor=cast.lead, figure=figure, wanted={"exclusion": "空缺 3 个月"})
    browser = as_(cast.lead)
    page = text_of(browser.get(f"/frontier/figures/{figure.pk}"))
    assert f"/history/figure/{figure.pk}" in page
    told = text_of(browser.get(f"/history/figure/{figure.pk}"))
    assert "空缺 3 个月" in told
    assert "周敬之" in told
    assert as_(cast.rival).get(f"/history/figure/{figure.pk}").status_code == 404
