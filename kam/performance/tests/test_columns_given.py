"""Given columns and super-efficiency, from the form to the file and the API."""

from __future__ import annotations

import csv
import io
import json

import numpy as np
import pytest

from kam.core.errors import Invalid
from kam.people.services import create_token
from kam.performance.engine import Columns, analyse
from kam.performance.models import ColumnRow, ColumnRun
from kam.performance.pages.columns.above import leads
from kam.performance.pages.columns.chart import frontier_line
from kam.performance.queries.columns import column_rows_of
from kam.performance.rules import ColumnChoice, Inquiry, check_given
from kam.performance.services import repeat_columns, work_out
from kam.performance.tests.columned import VISITS, asked_for, choice, fill, made
from kam.performance.tests.conftest import PERIOD, text_of

pytestmark = pytest.mark.django_db
FORM = {
    "inputs": ["potential", VISITS],
    "outputs": ["sales"],
    "period": PERIOD,
    "method": "dea-vrs",
    "orientation": "input",
    "draws": "0",
    "level": "95",
    "seed": "77",
}
GIVEN = choice(orientation="input", fixed=("potential",))
ABOVE = choice(super_efficiency=True)


@pytest.fixture
def visited(cast, cravens):
    return fill(cast.lead, cravens)


def rows_of(run):
    return list(ColumnRow.objects.filter(run=run).order_by("place"))


def scores_of(run, **asked):
    """What the analysis of a file says of the figures of a run."""
    rows = rows_of(run)
    table = Columns(
        ids=[row.code for row in rows],
        inputs={key: [row.figures[key] for row in rows] for key in run.inputs},
        outputs={key: [row.figures[key] for row in rows] for key in run.outputs},
    )
    answer = analyse(table, Inquiry(method=run.method, **asked))
    return [one.score for one in answer.scores]


def post(browser, visited, **change):
    return browser.post(f"/frontier/sets/{visited.pk}/columns/ask", FORM | change)


def test_a_given_column_bounds_and_does_not_move(cast, visited):
    run = made(cast.lead, visited, GIVEN)
    scores = [row.score for row in rows_of(run)]
    assert scores == scores_of(run, orientation="input", fixed=("potential",))
    assert not np.allclose(scores, scores_of(run, orientation="input"))
    for row in rows_of(run):
        kept = row.targets["potential"] + row.slacks["potential"]
        assert kept == pytest.approx(row.figures["potential"])


def test_a_given_column_has_intervals_as_well(cast, visited):
    wanted = choice(orientation="input", fixed=("potential",), bootstrap=60)
    run = made(cast.lead, visited, wanted)
    assert all(row.lower <= min(row.score, row.upper) for row in rows_of(run))


@pytest.mark.parametrize("method", ["dea-vrs", "dea-crs", "fdh"])
def test_super_efficiency_compares_each_territory_with_the_others_only(
    cast, visited, method
):
    run = made(cast.lead, visited, choice(method=method, super_efficiency=True))
    usual = {r.code: r.score for r in rows_of(made(cast.lead, visited, choice(method)))}
    scores = scores_of(run, super_efficiency=True)
    for row, score in zip(rows_of(run), scores, strict=True):
        assert row.score == score
        assert (row.score is None) == (row.name in run.out_of_reach)
        if usual[row.code] < 0.999:
            assert row.score == pytest.approx(usual[row.code])
        else:
            assert leads(row, run)
        assert row.territory_id not in {peer["key"] for peer in row.peers}


def test_both_are_part_of_the_question_and_come_back_when_it_is_repeated(cast, visited):
    plain = made(cast.lead, visited, choice(orientation="input"))
    for wanted in (GIVEN, ABOVE):
        run = made(cast.lead, visited, wanted)
        assert run.inputs_digest != plain.inputs_digest
        assert asked_for(cast.lead, visited, wanted).run == run
        again = work_out(repeat_columns(actor=cast.lead, run=run).run)
        assert again.result_digest == run.result_digest != ""
        assert (again.fixed, again.is_above) == (run.fixed, run.is_above)


def test_whom_nobody_can_reach_says_so_instead_of_a_number(as_, cast, visited):
    run = made(cast.lead, visited, ABOVE)
    beyond = [row for row in rows_of(run) if row.name in run.out_of_reach]
    assert beyond
    assert {row.score for row in beyond} == {None}
    browser = as_(cast.lead)
    url = f"/frontier/columns/{run.pk}"
    told = text_of(browser.get(f"{url}?unit={beyond[0].territory_id}"))
    assert "没有上限" in told
    assert "其余区域谁也够不到它" in told
    head, *lines = csv.reader(
        io.StringIO(text_of(browser.get(f"{url}/export?format=csv")))
    )
    why = head.index("没有指数的原因")
    named = {line[0] for line in lines if "谁也够不到" in line[why]}
    assert named == {row.code for row in beyond}
    assert {line[head.index("超效率")] for line in lines} == {"1"}


def test_without_an_interval_super_efficiency_names_no_class_and_no_place(
    as_, cast, visited
):
    run = made(cast.lead, visited, ABOVE)
    assert {row.first_place for row in rows_of(run)} == {None}
    assert {row.unit_class for row in rows_of(run)} <= {"undetermined", ""}
    assert {"no_class"} == {n["code"] for n in run.warnings} & {
        "no_class",
        "no_samples",
    }
    told = text_of(as_(cast.lead).get(f"/frontier/columns/{run.pk}"))
    assert "超效率没有区间" in told
    assert "抽样 200 次以上" not in told


def test_the_line_is_drawn_through_who_leads_not_through_their_absence(cast, visited):
    usual = made(cast.lead, visited, choice(inputs=["potential"]))
    above = made(
        cast.lead, visited, choice(inputs=["potential"], super_efficiency=True)
    )
    drawn = [frontier_line(run, column_rows_of(run)) for run in (usual, above)]
    grid = np.linspace(drawn[0][0][0], drawn[0][-1][0], 200)
    heights = [np.interp(grid, *np.transpose(line)) for line in drawn]
    assert np.allclose(*heights)


def test_the_form_asks_for_both_and_the_page_says_what_they_mean(as_, cast, visited):
    browser = as_(cast.lead)
    asked = post(browser, visited, fixed=["potential"])
    told = text_of(browser.get(asked["Location"]))
    assert "区域潜力（给定）、拜访 → 销售" in told
    assert "区域潜力是给定的，不能选择" in told
    assert "投入，给定" in told
    asked = post(browser, visited, orientation="output", super_efficiency="on")
    told = text_of(browser.get(asked["Location"]))
    assert "每个区域只与其余区域比较" in told
    run = ColumnRun.objects.first()
    form = browser.get(f"/frontier/sets/{visited.pk}/columns?like={run.pk}").context[
        "form"
    ]
    assert form["super_efficiency"].value() is True


def test_left_empty_super_efficiency_draws_nothing(as_, cast, visited):
    assert post(as_(cast.lead), visited, super_efficiency="on", draws="").status_code
    assert ColumnRun.objects.get().total == 0


REFUSED = [
    ({"orientation": "output", "fixed": ["potential"]}, "fixed", "不动投入"),
    ({"fixed": ["sales"]}, "fixed", "不动产出"),
    ({"fixed": ["potential", VISITS]}, "fixed", "至少留一列"),
    ({"fixed": ["further:客户"]}, "fixed", "只有选为"),
    (
        {"orientation": "directional", "fixed": ["potential", VISITS, "sales"]},
        "fixed",
        "至少留一列",
    ),
    (
        {"method": "sfa", "orientation": "output", "fixed": ["potential"]},
        "fixed",
        "用不到它",
    ),
    ({"method": "order-m", "super_efficiency": "on"}, "super_efficiency", "用不到它"),
    (
        {"method": "quantile", "orientation": "output", "super_efficiency": "on"},
        "super_efficiency",
        "用不到它",
    ),
    ({"super_efficiency": "on", "draws": "60"}, "draws", "超效率没有区间"),
]


@pytest.mark.parametrize(("change", "field", "words"), REFUSED)
def test_what_makes_no_sense_is_said_beside_its_field_with_what_to_do(
    as_, cast, visited, change, field, words
):
    answer = post(as_(cast.lead), visited, **change)
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert set(errors) == {field}
    assert words in str(errors[field])
    assert "请" in str(errors[field])
    assert 'value="77"' in answer.content.decode()
    assert not ColumnRun.objects.exists()


@pytest.mark.parametrize(
    ("orientation", "fixed"),
    [("input", ("potential",)), ("directional", ("sales",)), ("output", ())],
)
def test_what_leaves_something_to_move_is_not_refused(orientation, fixed):
    asked = Inquiry(orientation=orientation, fixed=fixed)
    inputs = ("potential", VISITS)
    check_given(ColumnChoice(inputs=inputs, outputs=("sales",), asked=asked))


@pytest.fixture
def ask(client):
    def send(user, method, path, body=None):
        _token, secret = create_token(
            actor=None, user=user, name="t", scopes=["read", "write"]
        )
        return client.generic(
            method,
            f"/api/v1/frontier/columns{path}",
            b"" if body is None else json.dumps(body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return send


def test_the_api_asks_and_tells_both(ask, cast, visited):
    body = {
        "set": visited.pk,
        "period": PERIOD,
        "inputs": ["potential", VISITS],
        "outputs": ["sales"],
    }
    both = {"orientation": "directional", "fixed": ["sales", "potential"]}
    first = ask(cast.lead, "POST", "", body | both)
    assert first.status_code == 201
    assert first.json()["fixed"] == ["potential", "sales"]
    turned = ask(cast.lead, "POST", "", body | both | {"fixed": ["potential", "sales"]})
    assert turned.json()["id"] == first.json()["id"]
    above = ask(cast.lead, "POST", "", body | {"super_efficiency": True}).json()
    assert above["super_efficiency"] is True
    units = ask(cast.lead, "GET", f"/{above['id']}/units").json()["items"]
    assert any(unit["out_of_reach"] for unit in units)
    for unit in units:
        assert not (unit["out_of_reach"] and unit["score"] is not None)


@pytest.mark.parametrize(
    "change",
    [
        {"fixed": ["potential"]},
        {"fixed": ["potential"], "method": "sfa"},
        {"orientation": "input", "fixed": ["potential", VISITS]},
        {"super_efficiency": True, "method": "quantile"},
        {"super_efficiency": True, "method": "order-m"},
        {"super_efficiency": True, "bootstrap": 60},
    ],
)
def test_the_api_refuses_what_makes_no_sense(ask, cast, visited, change):
    body = {
        "set": visited.pk,
        "period": PERIOD,
        "inputs": ["potential", VISITS],
        "outputs": ["sales"],
    }
    refused = ask(cast.lead, "POST", "", body | change)
    assert refused.status_code == 422
    told = refused.json()
    assert "请" in str(told), told
    assert not ColumnRun.objects.exists()


def test_a_refusal_comes_from_the_service_for_every_door(cast, visited):
    with pytest.raises(Invalid) as refused:
        asked_for(cast.lead, visited, choice(fixed=("potential",)))
    assert "fixed" in refused.value.fields
