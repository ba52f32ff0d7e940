"""Micro-marketing in one territory: right customer, information and frequency."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from kam.core import clock
from kam.core.bulk import BulkRow
from kam.desk.rules import frequency_kept
from kam.desk.tests.story import account, days_ago, note, person, plan
from kam.people.services import assign_territory
from kam.performance.models import FrontierRow
from kam.performance.services import (
    SetDraft,
    agree_target,
    bulk_figures,
    create_set,
    open_card,
    run_frontier,
)

pytestmark = pytest.mark.django_db
BEFORE, PERIOD, NEXT = "2024", "2025", "2026"
FIGURES = [
    ("101", 10.0, 20.0),
    ("102", 20.0, 50.0),
    ("103", 40.0, 80.0),
    ("104", 60.0, 90.0),
    ("105", 30.0, 52.0),
    ("106", 50.0, 51.0),
    ("107", 70.0, 90.0),
    ("108", 60.0, 36.0),
]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def told(user, path):
    answer = client_of(user).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def row(cast):
    """Territory 105 of the first team, worked by rep, in a frontier of eight."""
    made = create_set(
        actor=cast.lead, team=cast.first, draft=SetDraft(name="华东", sales_unit="件")
    )
    rows = [
        BulkRow(n, {"code": code, "potential": x, "sales": y})
        for n, (code, x, y) in enumerate(FIGURES, start=1)
    ]
    bulk_figures(actor=cast.lead, comparison_set=made, period=PERIOD, rows=rows)
    asked = {"comparison_set": made, "period": PERIOD, "method": "dea-vrs"}
    run = run_frontier(actor=cast.lead, **asked).run
    rows = FrontierRow.objects.select_related("run__comparison_set", "territory")
    found = rows.get(run=run, code="105")
    day = clock.today(cast.rep.time_zone) - timedelta(days=400)
    assign_territory(
        actor=None, territory=found.territory, user=cast.rep, starts_on=day
    )
    return found


@pytest.fixture
def url(row):
    return f"/territories/{row.territory_id}"


def fill(cast, row, count):
    """Give the territory customers, some of them visited."""
    for n in range(count):
        with clock.pretend(days_ago(80)):
            customer = account(
                cast.rep,
                f"客户{n}-{clock.now()}",
                territory_id=row.territory_id,
                size_class="large",
                potential_minor=1_000_000_00 + n,
            )
            who = person(customer, f"人{n}", "expert", "user", "职位")
        note(customer, who, 70, ("advance", "事实", "洞察", "目标"), 0)
        plan(customer, 5, "10:00", "另起", who)


def test_an_empty_territory_teaches_in_every_block(cast, row, url):
    page = told(cast.rep, url)
    for words in (
        "微观市场营销",
        "对的客户",
        "这个区域还没有客户",
        "对的信息",
        "没有记着还要问的问题",
        "对的频率",
        "还没有约定拜访间隔",
        "两周内没有到期的步骤",
        "还没有商定",
    ):
        assert words in page


def test_it_shows_the_index_with_its_interval_the_gap_and_the_target(cast, row, url):
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院开业")
    page = told(cast.rep, url)
    for words in ("0.80", "与前沿差距", "58.5", "新医院开业", "2026 的目标", "看前沿"):
        assert words in page
    assert "尚不能定" in page or "接近" in page


def test_an_agreed_target_stands_with_its_own_period_not_with_an_older_outcome(
    cast, row, url
):
    asked = {"comparison_set": row.run.comparison_set, "period": BEFORE}
    rows = [
        BulkRow(n, {"code": code, "potential": x, "sales": y})
        for n, (code, x, y) in enumerate(FIGURES, start=1)
    ]
    bulk_figures(actor=cast.lead, rows=rows, **asked)
    run = run_frontier(actor=cast.lead, method="dea-vrs", **asked).run
    earlier = FrontierRow.objects.get(run=run, code="105")
    agree_target(actor=cast.lead, row=earlier, figure=60, reason="新医院开业")
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院开业")
    stat = told(cast.rep, url).partition('href="#target"')[2].partition("</a>")[0]
    assert f"{NEXT} · {PERIOD} 还差 8" in stat


def test_the_list_says_of_which_period_an_index_is(cast, row):
    page = told(cast.lead, "/territories")
    line = page.partition(f"/territories/{row.territory_id}")[2].partition("</tr>")[0]
    assert PERIOD in line


def test_the_customers_stand_by_potential_with_their_next_step(cast, row, url):
    fill(cast, row, 2)
    quiet = account(cast.rep, "安静的客户", territory_id=row.territory_id)
    elsewhere = account(cast.colleague, "别处的客户")
    page = told(cast.lead, url)
    assert page.index("客户1-") < page.index("客户0-") < page.index(quiet.name)
    assert elsewhere.name not in page
    assert "约拜访" in page
    assert f"/accounts?territory={row.territory_id}" in page
    assert "不在平台上" in page


def test_each_customer_counts_at_most_as_often_as_agreed():
    assert frequency_kept([(9, 30), (0, 30)]) == 0.5
    assert frequency_kept([]) is None


def test_customers_below_their_frequency_can_be_visited_from_there(cast, row, url):
    late = account(
        cast.rep, "很久没去", territory_id=row.territory_id, visit_interval_days=30
    )
    who = person(late, "甲", "expert", "user", "职位")
    note(late, who, 70, ("advance", "事实", "洞察", "目标"), 60)
    page = told(cast.rep, url)
    block = page.partition('id="frequency"')[2].partition("</section>")[0]
    assert late.name in block
    assert "每 30 天" in block
    assert "约拜访" in block
    assert "1 家低于频率" in page


@pytest.mark.parametrize("part", ["rep", "lead", "analyst"])
def test_the_page_asks_at_most_fifteen_questions_whatever_it_holds(
    cast, row, url, part, django_assert_max_num_queries, django_assert_num_queries
):
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院开业")
    client = client_of(getattr(cast, part))
    fill(cast, row, 1)
    with django_assert_max_num_queries(15) as counted:
        assert client.get(url).status_code == 200
    fill(cast, row, 6)
    with django_assert_num_queries(len(counted)):
        assert client.get(url).status_code == 200


def test_a_territory_opens_to_who_works_it_and_to_whom_it_belongs(cast, row, url):
    for user in (cast.rep, cast.lead, cast.chief, cast.analyst):
        assert client_of(user).get(url).status_code == 200
    for user in (cast.colleague, cast.stranger, cast.rival, cast.trainer, cast.admin):
        assert client_of(user).get(url).status_code == 404


def test_a_representative_reads_codes_of_peers_and_no_figures_of_theirs(cast, row, url):
    page = told(cast.rep, url)
    assert '<b class="ok">103</b>' in page or '<b class="ok">102</b>' in page
    learn = page.partition("向谁学")[2].partition("</p>")[0]
    for figure in ("50.0", "80.0", "40.0"):
        assert figure not in learn


def test_who_may_not_know_names_reads_none_beside_the_figures(cast, row, url):
    assert cast.rep.name in told(cast.lead, url)
    assert cast.rep.name in told(cast.lead, "/territories")
    for path in (url, "/territories", "/territories/export?format=csv"):
        answer = client_of(cast.analyst).get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        head = content.decode().partition('id="customer"')[0]
        assert cast.rep.name not in head
        assert "受限" in head


def test_the_list_has_a_line_a_territory_in_sight_by_code(cast, row):
    agree_target(actor=cast.lead, row=row, figure=61, reason="新医院开业")
    page = told(cast.lead, "/territories")
    codes = [code for code, _x, _y in FIGURES]
    places = [page.index(f">{code}</a>") for code in codes]
    assert places == sorted(places)
    assert "不作排名" in page
    assert "0.80" in page
    own = told(cast.rep, "/territories")
    assert ">105</a>" in own
    assert ">106</a>" not in own
    assert "还没有分到您的区域" in told(cast.colleague, "/territories")


def test_the_list_asks_the_same_number_of_questions(
    cast, row, django_assert_max_num_queries, django_assert_num_queries
):
    client = client_of(cast.lead)
    with django_assert_max_num_queries(14) as counted:
        client.get("/territories?q=105")
    fill(cast, row, 3)
    with django_assert_num_queries(len(counted)):
        client.get("/territories")


def test_the_dashboard_is_found_from_the_frontier(cast, row, url):
    run = f"/frontier/{row.run_id}?unit={row.territory_id}"
    purpose = {"unit": row.territory_id, "purpose": "talk"}
    client_of(cast.lead).post(f"/frontier/{row.run_id}/look", purpose)
    assert f'href="{url}"' in told(cast.lead, run)
    assert f'href="{url}"' in told(cast.rep, run)


def test_whom_to_learn_from_waits_until_it_is_said_what_for(cast, row, url):
    closed = told(cast.lead, url)
    assert "向谁学" in closed
    assert "先说为什么看" in closed
    assert not [peer for peer in row.peers if peer["code"] in _learning(closed)]
    open_card(actor=cast.lead, territory=row.territory, purpose="talk")
    opened = told(cast.lead, url)
    assert "先说为什么看" not in opened
    assert all(peer["code"] in _learning(opened) for peer in row.peers)


def _learning(page):
    return page.partition("向谁学")[2].partition("</p>")[0]
