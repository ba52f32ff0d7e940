"""The pages and the API of column runs: ask, watch, read, stop, take along."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kam.people.services import create_token
from kam.performance import background
from kam.performance.models import ColumnRun
from kam.performance.pages.columns.chart import frontier_line, is_drawable
from kam.performance.queries.columns import column_rows_of
from kam.performance.services import comparing, edit_figure
from kam.performance.tests.columned import VISITS, asked_for, choice, fill, made
from kam.performance.tests.conftest import PERIOD, text_of

pytestmark = pytest.mark.django_db
FORM = {
    "inputs": ["potential", VISITS],
    "outputs": ["sales"],
    "period": PERIOD,
    "method": "dea-vrs",
    "orientation": "output",
    "draws": "60",
    "level": "95",
    "seed": "1",
}


@pytest.fixture
def visited(cast, cravens):
    return fill(cast.lead, cravens)


@pytest.fixture
def ask(client):
    """Send one request as somebody."""

    def send(user, method, path, body=None):
        _token, secret = create_token(
            actor=None, user=user, name="t", scopes=["read", "write"]
        )
        return client.generic(
            method,
            f"/api/v1/frontier/columns{path}",
            json.dumps(body) if body is not None else b"",
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )

    return send


def page_of(answer):
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_small_question_is_answered_at_once(as_, cast, visited):
    browser = as_(cast.lead)
    asked = browser.post(f"/frontier/sets/{visited.pk}/columns/ask", FORM)
    run = ColumnRun.objects.get()
    assert (asked.status_code, asked["Location"]) == (
        303,
        f"/frontier/columns/{run.pk}",
    )
    text = page_of(browser.get(asked["Location"]))
    assert "区域潜力、拜访 → 销售" in text
    assert "用于辅导，不作奖惩依据" in text
    assert "不作排名、奖惩或任用的依据" in text
    again = browser.post(f"/frontier/sets/{visited.pk}/columns/ask", FORM)
    assert again["Location"] == asked["Location"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"method": "sfa"}, "draws"),
        ({"method": "sfa", "draws": "", "orientation": "input"}, "orientation"),
        ({"tau": "0.5"}, "tau"),
        ({"order": "5"}, "order"),
        ({"log": "on"}, "log"),
        ({"draws": "49"}, "draws"),
        ({"draws": "10001"}, "draws"),
        ({"outputs": ["potential"]}, "outputs"),
        ({"outputs": []}, "outputs"),
        ({"inputs": ["further:没有"]}, "inputs"),
        ({"period": "2031"}, "period"),
        ({"level": "100"}, "level"),
        ({"seed": "-1"}, "seed"),
    ],
)
def test_what_does_not_fit_stands_beside_its_field_and_nothing_is_lost(
    as_, cast, visited, change, field
):
    answer = as_(cast.lead).post(
        f"/frontier/sets/{visited.pk}/columns/ask", FORM | {"seed": "77"} | change
    )
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    if field != "seed":
        assert 'value="77"' in answer.content.decode()
    assert not ColumnRun.objects.exists()


def test_a_long_run_is_shown_under_way_and_can_be_cancelled(as_, cast, visited):
    run = asked_for(cast.lead, visited).run
    ColumnRun.objects.filter(pk=run.pk).update(state="working", done=30)
    browser = as_(cast.lead)
    text = page_of(browser.get(f"/frontier/columns/{run.pk}"))
    assert "已抽样 30 / 120 次" in text
    assert "每个样本抽两遍" in text
    watched = browser.get(f"/frontier/columns/{run.pk}/progress")
    assert "HX-Refresh" not in watched
    browser.post(f"/frontier/columns/{run.pk}/cancel")
    assert browser.get(f"/frontier/columns/{run.pk}/progress")["HX-Refresh"] == "true"
    text = page_of(browser.get(f"/frontier/columns/{run.pk}"))
    assert "没有留下一半的结果" in text
    again = browser.post(f"/frontier/columns/{run.pk}/again")
    assert again["Location"] != f"/frontier/columns/{run.pk}"
    assert "名次范围" in page_of(browser.get(again["Location"]))


def test_a_large_question_is_worked_out_in_a_thread_after_the_request(
    as_, cast, visited, monkeypatch, django_capture_on_commit_callbacks
):
    begun = []
    monkeypatch.setattr(comparing, "SMALL_WORK", 100)
    monkeypatch.setattr(background, "_started", lambda run, _tongue: begun.append(run))
    with django_capture_on_commit_callbacks(execute=True):
        asked = as_(cast.lead).post(f"/frontier/sets/{visited.pk}/columns/ask", FORM)
    run = ColumnRun.objects.get()
    assert (run.state, begun) == ("waiting", [run])
    assert "等待计算" in page_of(as_(cast.lead).get(asked["Location"]))


def test_a_refusal_is_read_in_the_language_of_the_reader(as_, cast, cravens):
    def twice(_number, row):
        return row | {"further": {"拜访": 2 * row["potential"], "客户": 1.0}}

    run = made(cast.lead, fill(cast.lead, cravens, twice), choice(method="sfa"))
    text = page_of(as_(cast.lead).get(f"/frontier/columns/{run.pk}"))
    assert "这些列可以由其他列算出" in text
    assert "further:" not in text


def test_a_repeat_says_on_its_page_that_the_same_came_out(as_, cast, visited):
    run = made(cast.lead, visited)
    browser = as_(cast.lead)
    answer = browser.post(f"/frontier/columns/{run.pk}/repeat")
    assert "重算得到同样的结果" in page_of(browser.get(answer["Location"]))


def test_the_form_begins_as_a_run_was_asked(as_, cast, visited):
    run = made(cast.lead, visited, choice(method="sfa", log=True, level=0.9))
    url = f"/frontier/sets/{visited.pk}/columns?like={run.pk}"
    form = as_(cast.lead).get(url).context["form"]
    assert form["method"].value() == "sfa"
    assert (form["level"].value(), form["log"].value()) == (90.0, True)
    assert form["inputs"].value() == ["potential", VISITS]


@pytest.mark.parametrize("method", ["dea-vrs", "dea-crs", "fdh", "quantile", "sfa"])
def test_one_input_and_one_output_are_drawn_and_nobody_stands_above_an_envelope(
    cast, visited, method
):
    run = made(cast.lead, visited, choice(method=method, inputs=["potential"]))
    rows = column_rows_of(run)
    assert is_drawable(run, rows)
    line = frontier_line(run, rows)
    assert line == sorted(line, key=lambda point: point[0])
    if method in ("dea-vrs", "fdh"):
        assert line[-1][0] == max(row.figures["potential"] for row in rows)
        assert [y for _x, y in line] == sorted(y for _x, y in line)


def test_two_inputs_are_not_drawn(as_, cast, visited):
    run = made(cast.lead, visited)
    assert not is_drawable(run, column_rows_of(run))
    assert "<kam-chart" not in page_of(
        as_(cast.lead).get(f"/frontier/columns/{run.pk}")
    )


@pytest.mark.parametrize("tongue", ["zh-hans", "en"])
def test_the_file_holds_every_digit_and_who_took_no_part(as_, cast, visited, tongue):
    figure = visited.figures.select_related("territory").order_by("pk").first()
    edit_figure(actor=cast.lead, figure=figure, wanted={"exclusion": "空缺三个月"})
    run = made(cast.lead, visited)
    cast.lead.language = tongue
    cast.lead.save(update_fields=["language"])
    with translation.override(tongue):
        answer = as_(cast.lead).get(f"/frontier/columns/{run.pk}/export?format=csv")
        rows = list(csv.reader(io.StringIO(text_of(answer))))
    head, *lines = rows
    assert len(lines) == 25
    assert {len(line) for line in lines} == {len(head)}
    assert figure.territory.code == lines[-1][0]
    assert "空缺三个月" in lines[-1]
    scores = sorted(str(row.score) for row in column_rows_of(run))
    assert sorted(line[4] for line in lines[:-1]) == scores


def test_the_page_asks_the_same_few_questions_whatever_it_shows(as_, cast, visited):
    run, other = made(cast.lead, visited), made(cast.lead, visited, choice("fdh"))
    browser = as_(cast.lead)
    browser.get(f"/frontier/columns/{run.pk}")
    counts = []
    for pk in (run.pk, other.pk):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page_of(browser.get(f"/frontier/columns/{pk}"))
        counts.append(len(asked))
    assert max(counts) <= 12
    assert abs(counts[0] - counts[1]) <= 1


def test_a_representative_is_led_nowhere(as_, cast, visited, hold):
    hold(cast.rep, "9", visited)
    run = made(cast.lead, visited)
    browser = as_(cast.rep)
    for path in (f"/frontier/sets/{visited.pk}/columns", f"/frontier/columns/{run.pk}"):
        assert browser.get(path).status_code == 404
    assert "自选列" not in browser.get(f"/frontier/sets/{visited.pk}").content.decode()


def test_the_api_asks_reads_and_pages_the_units(ask, cast, visited):
    body = {
        "set": visited.pk,
        "period": PERIOD,
        "inputs": ["potential", VISITS],
        "outputs": ["sales"],
        "bootstrap": 60,
    }
    first = ask(cast.lead, "POST", "", body)
    assert (first.status_code, first.json()["state"]) == (201, "done")
    assert ask(cast.lead, "POST", "", body).status_code == 200
    pk = first.json()["id"]
    detail = ask(cast.lead, "GET", f"/{pk}").json()
    assert (detail["n"], detail["done"], detail["total"]) == (25, 120, 120)
    page = ask(cast.lead, "GET", f"/{pk}/units?limit=20").json()
    rest = ask(cast.lead, "GET", f"/{pk}/units?limit=20&cursor={page['next']}").json()
    units = page["items"] + rest["items"]
    assert len({unit["code"] for unit in units}) == 25
    weights = [sum(peer["weight"] for peer in unit["peers"]) for unit in units]
    assert weights == pytest.approx([1.0] * 25)
    again = ask(cast.lead, "POST", f"/{pk}/repeat")
    assert (again.status_code, again.json()["is_same"]) == (201, True)
    listed = ask(cast.lead, "GET", f"?set={visited.pk}").json()["items"]
    assert [one["id"] for one in listed] == [again.json()["id"], pk]


def test_the_api_cancels_and_refuses_in_its_own_shape(ask, cast, visited):
    run = asked_for(cast.lead, visited).run
    assert ask(cast.lead, "POST", f"/{run.pk}/cancel").json()["state"] == "cancelled"
    assert ask(cast.rival, "GET", f"/{run.pk}").status_code == 404
    assert ask(cast.lead, "POST", f"/{run.pk}/repeat").status_code == 422
    body = {"set": visited.pk, "period": PERIOD, "inputs": ["x"], "outputs": ["sales"]}
    refused = ask(cast.lead, "POST", "", body)
    assert refused.status_code == 422
    assert refused.headers["Content-Type"].startswith("application/problem+json")
