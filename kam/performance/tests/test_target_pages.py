"""Targets on their pages, in files and through the interface."""

from __future__ import annotations

import json

import pytest

from kam.people.services import create_token
from kam.performance.models import Target
from kam.performance.services import (
    agree_target,
    bulk_figures,
    change_target,
    edit_figure,
)
from kam.performance.tests.conftest import NEXT, PERIOD, bulk_rows, row_in, text_of

pytestmark = pytest.mark.django_db


def change(actor, target, row, **wanted):
    return change_target(actor=actor, target=target, row=row, wanted=wanted)


def move(cast, eight, run_of):
    """Let the figures of a neighbour rise, and calculate again."""
    figure = eight.figures.get(territory__code="102", period=PERIOD)
    edit_figure(actor=cast.lead, figure=figure, wanted={"sales": 40.0})
    return row_in(run_of(eight))


def test_a_new_run_leaves_the_agreed_target_and_the_page_says_it_moved(
    as_, cast, eight, run_of, target
):
    newer = move(cast, eight, run_of)
    assert newer.goal != pytest.approx(target.proposed)
    target.refresh_from_db()
    assert target.run_id != newer.run_id
    page = f"/frontier/{newer.run_id}?unit={newer.territory_id}"
    for path in (page, f"/frontier/targets/{target.pk}"):
        told = text_of(as_(cast.lead).get(path))
        assert "建议已变：商定时 58.5，现在" in told
        assert "商定的目标不变" in told


def test_the_run_shows_proposed_and_agreed_side_by_side(as_, cast, eight, row):
    url = f"/frontier/{row.run_id}?unit={row.territory_id}"
    before = text_of(as_(cast.lead).get(url))
    assert "还没有商定" in before
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院开业")
    after = text_of(as_(cast.lead).get(url))
    assert "商定 61.0" in after
    assert "新医院开业" in after
    assert "58.5" in after


def test_the_form_agrees_and_warns_far_above_the_frontier(as_, cast, row):
    browser = as_(cast.lead)
    url = f"/frontier/{row.run_id}/targets/{row.territory_id}"
    assert 'value="58.5"' in text_of(browser.get(url))
    answer = browser.post(url, {"figure": "600", "reason": "单位写错了"}, follow=True)
    told = text_of(answer)
    assert "目标已商定" in told
    assert "高于前沿的 1.5 倍" in told
    assert Target.objects.get().figure == 600


@pytest.mark.parametrize("figure", ["-5", "nan", "一百", "", "1e400"])
def test_a_refused_form_keeps_what_was_typed(as_, cast, row, figure):
    url = f"/frontier/{row.run_id}/targets/{row.territory_id}"
    answer = as_(cast.lead).post(url, {"figure": figure, "reason": "写过的理由"})
    assert answer.status_code == 422
    assert "写过的理由" in text_of(answer)
    assert not Target.objects.exists()


def test_who_comes_second_chooses_between_both_figures(as_, cast, row):
    browser = as_(cast.lead)
    url = f"/frontier/{row.run_id}/targets/{row.territory_id}"
    page = text_of(browser.get(url))
    opened = page.partition('name="opened" value="')[2].partition('"')[0]
    agree_target(actor=cast.chief, row=row, figure=row.goal)
    typed = {"figure": "61", "reason": "新医院", "opened": opened}
    answer = browser.post(url, typed)
    assert answer.status_code == 409
    assert "keep-figure" in text_of(answer)
    assert Target.objects.get().figure == row.goal


def sell(cast, eight, sales):
    """Bring in the figures of the next period."""
    rows = bulk_rows([("105", 30.0, sales)])
    bulk_figures(actor=cast.lead, comparison_set=eight, period=NEXT, rows=rows)


@pytest.mark.parametrize(
    ("sales", "words"), [(58.5, "达到"), (50.0, "还差 8.5"), (None, "还没有这一期")]
)
def test_the_next_period_says_whether_it_was_reached(
    as_, cast, eight, row, sales, words
):
    target = agree_target(actor=cast.lead, row=row, figure=58.5)
    if sales is not None:
        sell(cast, eight, sales)
    browser = as_(cast.lead)
    for path in (f"/frontier/targets/{target.pk}", "/frontier/targets"):
        assert words in text_of(browser.get(path))


def test_a_representative_reads_the_own_target_and_no_other(
    as_, cast, eight, row, target, hold
):
    other = agree_target(
        actor=cast.lead, row=row_in(row.run, "106"), figure=77.7, reason="悄悄话"
    )
    hold(cast.rep, "105", eight)
    browser = as_(cast.rep)
    own = text_of(browser.get(f"/frontier/{row.run_id}"))
    assert "2026 的目标" in own
    assert "58.5" in own
    for path in (
        f"/frontier/{row.run_id}",
        "/frontier/targets",
        "/frontier/targets/export?format=csv",
        f"/frontier/{row.run_id}/export?format=csv",
        f"/frontier/targets/{target.pk}",
    ):
        told = text_of(browser.get(path))
        assert "77.7" not in told
        assert "悄悄话" not in told
        assert 'name="figure"' not in told
    assert browser.get(f"/frontier/targets/{other.pk}").status_code == 404
    assert browser.get(f"/frontier/targets/{target.pk}/edit").status_code == 403
    assert as_(cast.colleague).get(f"/frontier/targets/{target.pk}").status_code == 404


def test_the_files_hold_what_was_proposed_and_agreed(as_, cast, eight, row):
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院")
    sell(cast, eight, 62.0)
    browser = as_(cast.lead)
    listed = text_of(browser.get("/frontier/targets/export?format=csv")).splitlines()
    assert listed[1].startswith("Cravens,105,2026,58.5")
    assert ",61.0,新医院," in listed[1]
    assert "达到" in listed[1]
    run = text_of(browser.get(f"/frontier/{row.run_id}/export?format=csv"))
    line = next(told for told in run.splitlines() if told.startswith("105,"))
    assert ",2026,61.0,新医院,," in line


def test_the_list_teaches_before_anything_is_agreed(as_, cast, eight, hold):
    assert "前沿为每个区域建议一个目标" in text_of(
        as_(cast.lead).get("/frontier/targets")
    )
    hold(cast.rep, "105", eight)
    assert "主管和您商定之后" in text_of(as_(cast.rep).get("/frontier/targets"))


def test_the_history_tells_who_agreed_what(as_, cast, row, target):
    change(cast.chief, target, row, figure=70.0, reason="新医院")
    told = text_of(as_(cast.lead).get(f"/history/target/{target.pk}"))
    assert "商定了" in told
    assert cast.chief.name in told
    assert "新医院" in told


@pytest.fixture
def ask(client):
    """Send a request with somebody's token, and return status and body."""

    def send(user, method, path, body=None, **headers):
        _token, secret = create_token(
            actor=None, user=user, name="t", scopes=["read", "write"]
        )
        answer = client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )
        return answer.status_code, answer.json()

    return send


def test_the_interface_agrees_changes_undoes_and_tells(ask, cast, row):
    body = {"run": row.run_id, "territory": row.territory_id, "figure": 61}
    status, told = ask(cast.lead, "POST", "/targets", body)
    assert (status, list(told["errors"])) == (422, ["reason"])
    body["reason"] = "新医院"
    status, made = ask(cast.lead, "POST", "/targets", body)
    assert (status, made["figure"], made["proposed"]) == (201, 61, row.goal)
    assert ask(cast.lead, "POST", "/targets", body)[0] == 409
    path = f"/targets/{made['id']}"
    wanted = {"figure": 600}
    assert ask(cast.lead, "PATCH", path, wanted)[0] == 428
    status, told = ask(cast.lead, "PATCH", path, wanted, **{"If-Match": '"1"'})
    assert (status, told["figure"], told["revision"]) == (200, 600, 2)
    assert "1.5" in told["warning"]
    status, told = ask(cast.lead, "POST", f"{path}/undo", **{"If-Match": '"2"'})
    assert (status, told["figure"], told["warning"]) == (200, 61, None)
    run = ask(cast.lead, "GET", f"/frontier/{row.run_id}")[1]
    unit = next(u for u in run["units"] if u["code"] == "105")
    assert unit["target"] == {
        "period": NEXT,
        "figure": 61,
        "reason": "新医院",
        "past_figure": None,
        "past_reached": None,
    }
    status, listed = ask(cast.lead, "GET", "/targets?period=2026")
    assert [one["code"] for one in listed["items"]] == ["105"]


def test_the_list_costs_the_same_whatever_it_holds(
    as_, cast, row, django_assert_num_queries, django_assert_max_num_queries
):
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院")
    browser = as_(cast.lead)
    with django_assert_max_num_queries(10) as counted:
        browser.get("/frontier/targets")
    for code in ("102", "104", "106", "108"):
        other = row_in(row.run, code)
        agree_target(actor=cast.lead, row=other, figure=61, reason="新医院")
    with django_assert_num_queries(len(counted)):
        browser.get("/frontier/targets")
