"""The calibration page: own history beside 50, 70 and 90 %, and who may see it."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from random import Random

import pytest
from django.urls import reverse

from kam.accounts.models import Account
from kam.core.clock import today
from kam.core.errors import Invalid
from kam.people.services import create_token
from kam.pipeline.models import Opportunity, StageMove
from kam.pipeline.rules.calibration import (
    NOWHERE,
    AgeLine,
    AgeLines,
    firsts,
    standing_at,
    stays_of,
)
from kam.pipeline.rules.calibration.cases import Placed
from kam.pipeline.services import edit_word
from kam.pipeline.terms import Age, Platform

pytestmark = pytest.mark.django_db
DAY = today("Asia/Shanghai")


def bring(cast, stage, reason, many=80, *, owner=None, code="A"):
    """Store opportunities whose ends are known in advance: every third is lost."""
    dice = Random(4)  # noqa: S311 - invented days
    account = Account.objects.create(
        name=f"{code}医院", name_key=code, owner=owner or cast.rep,
        team_id=(owner or cast.rep).team_id, size_class="large",
    )  # fmt: skip
    rows = []
    for n in range(many):
        kind = ("won", "won", "lost", "open")[n % 4]
        start = DAY - timedelta(days=400 if n == many - 1 else 150 + n)
        end = start + timedelta(days=10 + dice.randint(0, 80))
        rows.append(
            Opportunity(
                account=account,
                name=f"{code}{n}",
                stage=stage["engaging"],
                outcome=kind,
                engaged_on=start,
                entered_on=start,
                closed_on=None if kind == "open" else end,
                lost_reason=reason["price"] if kind == "lost" else None,
                value_minor=10_000_00,
            )
        )
    made = Opportunity.objects.bulk_create(rows)
    StageMove.objects.bulk_create(
        StageMove(opportunity=row, stage=row.stage, day=row.engaged_on) for row in made
    )
    return account


def page_of(client, user, query=""):
    client.force_login(user)
    return client.get(reverse("pipeline:calibration") + query)


def test_the_page_says_what_really_happened_beside_what_is_believed(
    client, cast, stage, reason
):
    bring(cast, stage, reason, 400)
    answer = page_of(client, cast.rep)
    page = answer.context["page"]
    assert answer.status_code == 200
    assert (page.stats[0].value, page.few) == ("400", "")
    assert "说得过高" in page.lead
    (cell,) = [line for line in page.cells if line.seen != "0 / 0"]
    assert (cell.size, cell.prior, cell.open) == ("大", "50%", "100")
    assert cell.verdict != "案例还少，照旧"
    assert page.worth is not None
    assert page.late_count == 100
    assert {line.chip for line in page.late} == {"僵尸"}
    assert "没有可以比较的" in page.groups_lead
    assert page.drops == []
    listed = client.get(reverse("pipeline:list")).content.decode()
    assert listed.count("僵尸") > 20
    deal = Opportunity.objects.filter(outcome="open").first()
    detail = client.get(reverse("pipeline:detail", args=[deal.pk]))
    assert "直接问客户还要不要" in detail.content.decode()


def test_the_file_and_the_api_tell_the_numbers_of_the_page(client, cast, stage, reason):
    bring(cast, stage, reason, 120)
    bring(cast, stage, reason, 120, owner=cast.colleague, code="B")
    page = page_of(client, cast.lead).context["page"]
    _row, secret = create_token(actor=None, user=cast.lead, name="t", scopes=["read"])
    bearer = {"authorization": f"Bearer {secret}"}
    told = client.get("/api/v1/calibration", headers=bearer).json()
    answer = client.get(reverse("pipeline:calibration-export") + "?format=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))[1:]
    assert told["n"] == 240
    last = told["cif"][-1]
    assert page.days[-1].won == f"{last['won']['value']:.1%}"
    figures = {row[1]: row[4] for row in rows}
    day = f"{last['day']:g}"
    assert float(figures[f"第 {day} 天 赢单"]) == last["won"]["value"]
    assert told["groups"]["verdict"] == "alike"
    assert "不作排名" in page.groups_lead
    names = {line.name for line in page.groups}
    assert names == {cast.rep.name, cast.colleague.name}
    assert {group["name"] for group in told["groups"]["groups"]} == names
    assert len(told["late"]) == page.late_count


def test_everybody_counts_only_what_they_see_and_an_analyst_reads_codes(
    client, cast, stage, reason
):
    bring(cast, stage, reason, 40)
    bring(cast, stage, reason, 40, owner=cast.colleague, code="B")
    bring(cast, stage, reason, 40, owner=cast.stranger, code="C")
    for user, n in ((cast.rep, 40), (cast.lead, 80)):
        assert page_of(client, user).context["page"].stats[0].value == str(n)
    page = page_of(client, cast.analyst).context["page"]
    assert all(line.name.startswith("R-") for line in page.groups)
    for user in (cast.trainer, cast.admin):
        assert page_of(client, user).status_code == 404
    query = f"?team={cast.first.pk}&by=team&since={DAY - timedelta(days=365)}"
    page = page_of(client, cast.head, query).context["page"]
    assert int(page.stats[0].value) <= 80


def test_little_history_teaches_and_leaves_the_priors(client, cast, stage, reason):
    empty = page_of(client, cast.rep).context["page"]
    assert empty.is_empty
    bring(cast, stage, reason, 8)
    page = page_of(client, cast.rep).context["page"]
    assert "不到 30 个" in page.few
    assert "还说不出谁拖得太久" in page.late_note
    assert all(line.tone == "dashed" for line in page.cells)
    for query in ("?of=market", "?of=working", "?of=nothing", "?by=mood"):
        code = 422 if "nothing" in query or "mood" in query else 200
        assert page_of(client, cast.rep, query).status_code == code


def test_whoever_has_no_first_day_takes_no_part_and_is_named(
    client, cast, stage, reason
):
    bring(cast, stage, reason, 12)
    Opportunity.objects.filter(name__in=("A0", "A1")).update(engaged_on=None)
    page = page_of(client, cast.rep).context["page"]
    assert page.dropped == 2
    ((title, _url), _other) = page.drops[0].shown
    assert title == "A0"


def test_the_page_asks_the_same_number_of_questions_however_many_cases(
    client, cast, stage, reason, django_assert_max_num_queries
):
    client.force_login(cast.rep)
    for n, many in enumerate((1, 10, 100)):
        bring(cast, stage, reason, many, code=f"N{n}")
        with django_assert_max_num_queries(10):
            client.get(reverse("pipeline:calibration"))
    for place in ("list", "detail"):
        args = [Opportunity.objects.first().pk] if place == "detail" else []
        with django_assert_max_num_queries(18):
            client.get(reverse(f"pipeline:{place}", args=args))


def test_stays_on_a_platform_are_cases_too():
    def at(day, platform, level=None, account=1):
        when = date(2026, 1, day)
        return Placed(account, platform, "large", level, when, 5, "CNY", "")

    rows = [
        at(1, Platform.MARKET, 50), at(5, Platform.MARKET, 70),
        at(9, Platform.WORKING, 50), at(12, Platform.MARKET, 50),
        at(3, Platform.MARKET, 50, 2), at(8, Platform.REJECTED, None, 2),
        at(2, Platform.WORKING, 90, 3), at(7, Platform.PURCHASE, None, 3),
    ]  # fmt: skip
    market = list(stays_of(Platform.MARKET, rows))
    assert [(c.outcome, c.start.day) for c in market] == [
        ("won", 1), ("open", 12), ("lost", 3),
    ]  # fmt: skip
    way = [(p, day.day, here) for p, day, here in firsts(market[0], lambda r: r.level)]
    assert way == [(50, 1, False), (70, 5, True)]
    working = list(stays_of(Platform.WORKING, rows))
    assert [(c.outcome, c.end and c.end.day) for c in working] == [
        ("lost", 12), ("won", 7),
    ]  # fmt: skip


def test_age_is_judged_by_the_stage_where_it_is_known_else_by_the_whole_way():
    lines = AgeLines({"7": AgeLine(20.0, 40.0)}, AgeLine(60.0, None))
    day = date(2026, 11, 26)

    def judged(place, since, start):
        reached, started = day - timedelta(since), day - timedelta(start)
        found = standing_at(lines, place, reached, started, day)
        return str(found.age.value), found.days, found.in_place

    assert judged("7", 20, 300) == ("usual", 20, True)
    assert judged("7", 21, 300) == ("stale", 21, True)
    assert judged("7", 40, 300) == ("zombie", 40, True)
    assert judged("8", 20, 300) == ("stale", 300, False)
    assert standing_at(NOWHERE, "7", day, None, day).age == Age.UNKNOWN


def test_a_stage_has_one_of_three_levels_on_the_page_and_in_the_service(
    client, cast, stage
):
    row = stage["proposing"]
    assert (row.likelihood, stage["negotiating"].likelihood) == (70, 90)
    with pytest.raises(Invalid):
        edit_word(actor=cast.admin, word=row, wanted={"likelihood": 55})
    client.force_login(cast.admin)
    place = reverse("pipeline:word", args=["stages", row.pk])
    answer = client.post(place, {"place": 3, "likelihood": 55, "is_active": "on"})
    assert answer.status_code == 422
    row.refresh_from_db()
    assert row.likelihood == 70
