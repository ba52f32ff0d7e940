"""Figures and frontiers over the API, in everybody's own scope."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.people.services import create_territory, create_token
from kam.performance.models import Figure, FrontierRow, FrontierRun
from kam.performance.services import bulk_figures, create_set, edit_figure
from kam.performance.tests.conftest import PERIOD, bulk_rows
from kam.performance.tests.test_own import OWN, PEERS, leaks

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    """Send one request as somebody."""

    def send(user, method, path, body=None, **headers):
        _token, secret = create_token(
            actor=None, user=user, name="t", scopes=["read", "write"]
        )
        return client.generic(
            method,
            f"/api/v1{path}",
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}", **headers},
        )

    return send


@pytest.fixture
def run(cast, cravens, run_of, hold):
    hold(cast.rep, OWN, cravens)
    return run_of(cravens)


def test_figures_are_listed_by_pages(ask, cast, cravens):
    first = ask(cast.lead, "GET", f"/figures?set={cravens.pk}&limit=20").json()
    rest = ask(
        cast.lead, "GET", f"/figures?set={cravens.pk}&limit=20&cursor={first['next']}"
    ).json()
    codes = [row["code"] for row in first["items"] + rest["items"]]
    assert len(set(codes)) == 25
    assert first["items"][0]["set_name"] == "Cravens"
    assert ask(cast.rival, "GET", "/figures").json()["items"] == []
    assert ask(cast.trainer, "GET", "/figures").status_code == 404


def test_a_figure_is_changed_with_its_tag(ask, cast, eight):
    figure = Figure.objects.get(comparison_set=eight, territory__code="105")
    path = f"/figures/{figure.pk}"
    found = ask(cast.lead, "GET", path)
    tag = found.headers["ETag"]
    assert ask(cast.lead, "PATCH", path, {"sales": 53}).status_code == 428
    changed = ask(cast.lead, "PATCH", path, {"sales": 53}, **{"If-Match": tag})
    assert (changed.status_code, changed.json()["sales"]) == (200, 53.0)
    again = ask(cast.lead, "PATCH", path, {"sales": 54}, **{"If-Match": tag})
    assert again.status_code == 412
    figure.refresh_from_db()
    assert (figure.sales, figure.potential, figure.exclusion) == (53.0, 30.0, "")


@pytest.mark.parametrize(
    "body",
    [
        '{"sales": -1}',
        '{"sales": 1.8e308}',
        '{"sales": 1e999}',
        '{"sales": NaN}',
        '{"sales": 1' + "0" * 400 + "}",
        '{"sales": "many"}',
        '{"exclusion": "a\\u0000b"}',
        '{"exclusion": "\\ud800"}',
        '{"exclusion": "' + "x" * 121 + '"}',
        '{"further": [{"name": "a", "value": "b"}]}',
        '{"further": [{"name": "", "value": 1}]}',
        '{"further": {"a": 1}}',
        '{"team": 1}',
        '{"territory": 1}',
    ],
)
def test_bad_figures_are_refused_and_change_nothing(ask, cast, eight, client, body):
    figure = Figure.objects.get(comparison_set=eight, territory__code="105")
    _token, secret = create_token(
        actor=None, user=cast.lead, name="t", scopes=["read", "write"]
    )
    answer = client.generic(
        "PATCH",
        f"/api/v1/figures/{figure.pk}",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", "If-Match": '"1"'},
    )
    assert answer.status_code in (400, 422)
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    figure.refresh_from_db()
    assert figure.revision == 1


def test_a_figure_is_added_to_a_visible_set_of_a_visible_territory(
    ask, cast, eight, draft
):
    own = create_territory(actor=None, code="109", team=cast.first)
    foreign = create_territory(actor=None, code="9", team=cast.north)
    body = {"set": eight.pk, "territory": own.pk, "period": "2025", "sales": 4}
    made = ask(cast.lead, "POST", "/figures", body)
    assert (made.status_code, made.json()["code"]) == (201, "109")
    assert ask(cast.lead, "POST", "/figures", body).status_code == 422
    other = create_set(actor=cast.rival, team=cast.north, draft=draft)
    for change in ({"territory": foreign.pk}, {"set": other.pk}):
        assert ask(cast.lead, "POST", "/figures", body | change).status_code == 404
    assert ask(cast.colleague, "POST", "/figures", body).status_code == 404


def test_a_run_is_made_once_and_read(ask, cast, cravens):
    body = {"set": cravens.pk, "period": PERIOD, "method": "dea-vrs"}
    made = ask(cast.lead, "POST", "/frontier", body)
    again = ask(cast.analyst, "POST", "/frontier", body)
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json()["id"] == again.json()["id"]
    assert FrontierRun.objects.count() == 1
    told = ask(cast.lead, "GET", f"/frontier/{made.json()['id']}").json()
    assert (told["n"], len(told["units"]), told["is_provisional"]) == (25, 25, True)
    assert sorted(u["code"] for u in told["units"] if u["phi"] == 1.0) == [
        "14", "25", "9",
    ]  # fmt: skip
    unit = next(u for u in told["units"] if u["code"] == "6")
    assert unit["class"] == "behind"
    assert [peer["code"] for peer in unit["peers"]] == ["25", "9"]
    listed = ask(cast.lead, "GET", "/frontier").json()["items"]
    assert [row["id"] for row in listed] == [told["id"]]


def test_a_run_is_made_only_by_who_sees_every_unit(ask, cast, run, cravens):
    body = {"set": cravens.pk, "period": PERIOD, "method": "fdh"}
    assert ask(cast.rep, "POST", "/frontier", body).status_code == 403
    for user in (cast.colleague, cast.rival, cast.trainer, cast.admin):
        assert ask(user, "POST", "/frontier", body).status_code == 404
    assert FrontierRun.objects.count() == 1
    for wrong in ({"method": "ols"}, {"period": "soon"}, {"period": "1999"}, {"x": 1}):
        assert ask(cast.lead, "POST", "/frontier", body | wrong).status_code == 422


def test_a_representative_reads_own_rows_and_the_peers_code_and_score(ask, cast, run):
    answer = ask(cast.rep, "GET", f"/frontier/{run.pk}")
    told = answer.json()
    assert [unit["code"] for unit in told["units"]] == [OWN]
    assert {peer["code"] for peer in told["units"][0]["peers"]} == PEERS
    assert told["units"][0]["peers"][0]["weight"] is None
    assert (told["line"], told["dropped"]) == (None, [])
    assert leaks(answer.content.decode()) == []
    listed = ask(cast.rep, "GET", "/figures").json()["items"]
    assert [row["code"] for row in listed] == [OWN]
    other = Figure.objects.get(comparison_set=run.comparison_set, territory__code="9")
    assert ask(cast.rep, "GET", f"/figures/{other.pk}").status_code == 404


def test_control_the_same_search_finds_them_in_the_managers_answer(ask, cast, run):
    answer = ask(cast.lead, "GET", f"/frontier/{run.pk}")
    assert len(leaks(answer.content.decode())) > 20


def test_warnings_and_drops_name_nobody_to_a_representative(
    ask, cast, cravens, hold, run_of
):
    hold(cast.rep, OWN, cravens)
    figure = Figure.objects.get(comparison_set=cravens, territory__code="7")
    edit_figure(actor=cast.lead, figure=figure, wanted={"exclusion": "空缺"})
    run = run_of(cravens)
    told = ask(cast.rep, "GET", f"/frontier/{run.pk}").json()
    assert told["dropped"] == []
    assert all(warning["codes"] == [] for warning in told["warnings"])
    whole = ask(cast.lead, "GET", f"/frontier/{run.pk}").json()
    assert [row["message"] for row in whole["dropped"]] == ["空缺"]


def test_whoever_is_not_in_a_run_finds_nothing(ask, cast, run):
    for user in (cast.colleague, cast.stranger, cast.rival, cast.trainer, cast.admin):
        assert ask(user, "GET", f"/frontier/{run.pk}").status_code == 404
        assert ask(user, "GET", "/frontier/999999").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/figures?set=0",
        "/figures?limit=0",
        "/figures?unknown=1",
        "/figures?limit=1000",
        "/figures?cursor=x",
        "/figures/99999999999999999999",
        "/frontier?method=ols",
        "/frontier/0",
    ],
)
def test_senseless_questions_are_refused(ask, cast, path):
    assert ask(cast.lead, "GET", path).status_code == 422


def test_a_list_costs_the_same_whatever_it_holds(ask, cast, draft):
    made = create_set(actor=cast.lead, team=cast.first, draft=draft)
    costs = []
    for n in (1, 10, 100):
        figures = [(f"{n}-{at}", 1.0, 1.0) for at in range(n)]
        bulk_figures(
            actor=cast.lead,
            comparison_set=made,
            period=PERIOD,
            rows=bulk_rows(figures),
        )
        _token, secret = create_token(
            actor=None, user=cast.lead, name="t", scopes=["read"]
        )
        with CaptureQueriesContext(connection) as told:
            ask.__closure__[0].cell_contents.get(
                "/api/v1/figures?limit=200",
                headers={"Authorization": f"Bearer {secret}"},
            )
        costs.append(len(told))
    assert len(set(costs)) == 1
    assert costs[0] <= 8


def test_a_run_costs_the_same_whatever_it_holds(cast, run, client):
    _token, secret = create_token(actor=None, user=cast.lead, name="t", scopes=["read"])
    with CaptureQueriesContext(connection) as told:
        client.get(
            f"/api/v1/frontier/{run.pk}", headers={"Authorization": f"Bearer {secret}"}
        )
    assert len(told) <= 10
    assert FrontierRow.objects.count() == 25
