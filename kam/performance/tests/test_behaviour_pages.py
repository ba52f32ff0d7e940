"""The pages of behaviour: who reads whose, what they say, what they cost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.audit.models import Entry
from kam.core.clock import pretend
from kam.people.services import change_setting
from kam.performance.models import Look, SelfRating
from kam.performance.pages.behaviour.lines import Reading, all_measured
from kam.performance.pages.behaviour.team import _row, told_of
from kam.performance.queries.behaviour import Crew, Somebody, Tallies
from kam.performance.rules.behaviour import Count, Limits
from kam.performance.services import look_at
from kam.performance.tests.conftest import text_of
from kam.performance.tests.year import FIRST, NOW, make_year, visit_on
from kam.visits.tests.conftest import make_account
from tests.forms import form_of

pytestmark = pytest.mark.django_db
OWN = reverse("performance:behaviour")
TEAM = reverse("performance:behaviour-team")
RATING = reverse("performance:behaviour-rating")
TEAM_LOOK = reverse("performance:behaviour-team-look")
RETURNS = reverse("performance:returns")
EXPORT = reverse("performance:behaviour-team-export")


@pytest.fixture(autouse=True)
def march():
    with pretend(NOW):
        yield


def read(client, url, **asked):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url, asked)
    assert len(queries) <= 12
    return answer, len(queries)


def test_one_reads_the_own_year_with_counts_and_what_waits(as_, cast):
    make_year(cast.rep)
    page, few = read(as_(cast.rep), OWN, period="2026")
    text = page.content.decode()
    assert "样本不足：n=4，至少 10" in text
    assert "用于辅导，不作奖惩依据" in text
    assert "需要前沿" in text
    assert "需要公开的自评" in text
    assert "上一期的记录还不够" in text
    make_year(cast.colleague, "西山医院")
    assert read(as_(cast.rep), OWN, period="2026")[1] == few


@pytest.mark.parametrize("period", ["2026-03", "soon", "x" * 20])
def test_a_period_that_is_no_quarter_or_year_is_refused(as_, cast, period):
    assert as_(cast.rep).get(OWN, {"period": period}).status_code == 422


def opened(client, person, purpose="talk"):
    url = reverse("performance:behaviour-look", args=[person.pk])
    return client.post(url, {"purpose": purpose, "period": "2026"})


def page_of(person):
    return reverse("performance:behaviour-person", args=[person.pk])


def test_another_is_read_only_after_saying_what_for_and_sees_it(as_, cast):
    make_year(cast.rep)
    lead, url = as_(cast.lead), page_of(cast.rep)
    closed = lead.get(url, {"period": "2026"}).content.decode()
    assert "先说为什么看" in closed
    assert "七种武器" not in closed
    assert opened(lead, cast.rep, "sanction").status_code == 422
    assert Look.objects.count() == 0
    assert opened(lead, cast.rep).status_code == 303
    assert opened(lead, cast.rep, "along").status_code == 303
    assert Look.objects.get().purpose == "talk"
    assert Entry.objects.filter(verb="look.create").count() == 1
    page, _few = read(lead, url, period="2026")
    assert "七种武器" in page.content.decode()
    told = as_(cast.rep).get(OWN).content.decode()
    assert "周敬之" in told
    assert "一对一辅导" in told
    tomorrow = NOW + timedelta(days=1)
    with pretend(tomorrow):
        assert "先说为什么看" in as_(cast.lead).get(url).content.decode()


def test_nobody_reads_beyond_their_reach(as_, cast):
    for reader, person, status in (
        (cast.rep, cast.colleague, 404),
        (cast.colleague, cast.rep, 404),
        (cast.rival, cast.rep, 404),
        (cast.lead, cast.gone, 404),
        (cast.lead, cast.admin, 404),
        (cast.chief, cast.rep, 200),
        (cast.admin, cast.rep, 404),
        (cast.trainer, cast.rep, 404),
    ):
        assert as_(reader).get(page_of(person)).status_code == status, reader
    assert opened(as_(cast.rival), cast.rep).status_code == 404
    assert opened(as_(cast.rep), cast.colleague).status_code == 403
    assert Look.objects.count() == 0


def test_a_manager_reads_a_team_by_name_without_ranks(as_, cast):
    for owner, name in ((cast.rep, "东湖医院"), (cast.colleague, "西山医院")):
        make_year(owner, name)
    lead = as_(cast.lead)
    assert "先说为什么看" in lead.get(TEAM).content.decode()
    done = lead.post(TEAM_LOOK, {"purpose": "review", "period": "2026Q1"})
    assert done.url == f"{TEAM}?team={cast.first.pk}&period=2026Q1"
    assert {look.subject for look in Look.objects.all()} == {cast.rep, cast.colleague}
    page, _few = read(lead, TEAM, period="2026Q1")
    text = page.content.decode()
    assert text.index("周敬之") < text.index("孙小满") < text.index("陈一诺")
    # Two people, eight visits: too few to tell a share of ten.
    assert "样本不足：n=8，至少 10" in text
    assert page_of(cast.rep) in text
    assert as_(cast.rep).get(TEAM).url == OWN


def test_the_analyst_reads_codes_and_only_where_they_hide_somebody(as_, cast):
    change_setting(actor=None, key="performance.fewest_coded", value=3)
    make_year(cast.rep)
    make_year(cast.colleague, "西山医院")
    analyst, asked = as_(cast.analyst), {"team": cast.first.pk, "period": "2026"}
    opening = analyst.get(TEAM, asked).content.decode()
    analyst.post(TEAM_LOOK, {"purpose": "study", **asked})
    # Three people, of whom two wrote: even a sum would tell who is meant.
    few = analyst.get(TEAM, asked).content.decode()
    assert "不到 3 位" in few
    assert "七种武器" not in few
    assert analyst.get(EXPORT, asked).status_code == 303
    make_year(cast.lead, "南湖医院")
    many = analyst.get(TEAM, asked).content.decode()
    sheet = text_of(analyst.get(EXPORT, {**asked, "format": "csv"}))
    assert "七种武器" in many
    for told in (opening, few, many, sheet):
        assert not any(name in told for name in ("陈一诺", "孙小满", "周敬之"))
        assert f"/behaviour/{cast.rep.pk}" not in told
    codes = re.findall(r"R-[0-9A-F]{6}", many)
    assert len(codes) == 3
    assert codes == sorted(codes)
    assert {*codes} == {*re.findall(r"R-[0-9A-F]{6}", sheet)}


def test_one_person_s_page_file_and_look_are_closed_to_codes(as_, cast):
    """Whoever knows a number would know a code; a manager's are open (control)."""
    make_year(cast.rep)
    look_at(actor=cast.analyst, people=[cast.rep], purpose="study")
    look_at(actor=cast.lead, people=[cast.rep], purpose="talk")
    one = reverse("performance:behaviour-export", args=[cast.rep.pk])
    for url in (page_of(cast.rep), one):
        assert as_(cast.analyst).get(url, {"format": "csv"}).status_code == 404
        asked = {} if url != one else {"format": "csv"}
        assert as_(cast.lead).get(url, asked).status_code == 200
    assert opened(as_(cast.analyst), cast.colleague).status_code == 404
    assert opened(as_(cast.lead), cast.colleague).status_code == 303


def test_a_team_out_of_sight_or_unknown_leads_nowhere(as_, cast):
    lead = as_(cast.lead)
    for team in (cast.north.pk, cast.company.pk, 10**6, "x"):
        assert lead.get(TEAM, {"team": team}).status_code == 404, team
    assert lead.post(TEAM_LOOK, {"purpose": "talk", "team": cast.north.pk}).status_code
    assert Look.objects.count() == 0


def test_only_a_person_apart_from_all_others_is_marked(cast):
    people = [Somebody(pk, f"{pk}", "Asia/Shanghai", "representative") for pk in (1, 2)]
    crew, found = Crew(people, Limits(), 3), Tallies()
    for pk, k in ((1, 38), (2, 4)):
        found.add(pk, "now", "ask", Count(k, 40))
        found.add(pk, "now", "review", Count(20 + pk, 40))
    told = told_of(crew, found)
    cells = {pk: {c.label: c for c in _row(cast.lead, told, one).cells}
             for pk, one in zip((1, 2), people, strict=True)}  # fmt: skip
    assert cells[1]["有明确请求"].apart == "高于其余人"
    assert cells[2]["有明确请求"].apart == "低于其余人"
    assert not cells[1]["访前回看记录"].apart
    assert told.team["ask"].count == Count(42, 80)


def test_another_s_visit_return_is_opened_like_a_page_of_behaviour(as_, cast):
    visit_on(cast.rep, make_account(cast.rep), FIRST, [], outcome="order")
    lead, asked = as_(cast.lead), {"person": cast.rep.pk}
    closed = lead.get(RETURNS, asked).content.decode()
    assert "先说为什么看" in closed
    assert "每个月的结果" not in closed
    url = reverse("performance:behaviour-look", args=[cast.rep.pk])
    sent = form_of(closed, url).filled(purpose="along")
    assert lead.post(url, sent).url == f"{RETURNS}?person={cast.rep.pk}"
    page, _few = read(lead, RETURNS, **asked)
    assert "每个月的结果" in page.content.decode()
    assert Look.objects.get().subject == cast.rep
    # The own stands open (control), and nobody reads beyond their reach.
    assert "每个月的结果" in as_(cast.rep).get(RETURNS).content.decode()
    for reader in (cast.colleague, cast.rival, cast.stranger):
        assert as_(reader).get(RETURNS, asked).status_code == 404
    assert Look.objects.count() == 1


def test_the_first_line_says_what_changed_beyond_both_intervals():
    def told(**shares):
        counts = {key: Count(k, 40) for key, k in shares.items()}
        return all_measured(counts, 10)

    now, before = told(ask=38, review=20, acted=4), told(ask=4, review=22, acted=38)
    reading = Reading(Limits(), now, before, {})
    said = reading.lead(("ask", "review", "acted", "plans"), "2025")
    assert said == "比 2025 高：有明确请求。 比 2025 低：洞察变成行动。"
    assert "分不出变化" in reading.lead(("review",), "2025")


def rated(client, **told):
    typed = {"period": "2026", "continuity": "5", "closing": "1", **told}
    return client.post(RATING, typed)


def test_a_self_rating_is_one_s_own_until_it_is_shared(as_, cast):
    make_year(cast.rep)
    rep = as_(cast.rep)
    assert rep.post(RATING, {"period": "2026"}).status_code == 422
    assert rated(rep, closing="6").status_code == 422
    assert rated(rep, period="2026-03").status_code == 422
    assert rated(rep).status_code == 303
    text = read(rep, OWN, period="2026")[0].content.decode()
    assert "只有您自己看得到这份自评" in text
    lead, url = as_(cast.lead), page_of(cast.rep)
    opened(lead, cast.rep)
    assert "自评与记录" not in lead.get(url, {"period": "2026"}).content.decode()
    row = SelfRating.objects.get()
    share = reverse("performance:behaviour-share", args=[row.pk])
    assert as_(cast.lead).post(share, {"shared": "1"}).status_code == 404
    assert as_(cast.rep).post(share, {"shared": "1"}).status_code == 303
    page, _few = read(as_(cast.lead), url, period="2026")
    assert "对方愿意给您看的自评" in page.content.decode()
    # A newer one, not shared, stands: the older one is no longer shown either.
    assert rated(as_(cast.rep), closing="3").status_code == 303
    assert "自评与记录" not in as_(cast.lead).get(url).content.decode()
    assert SelfRating.objects.count() == 2
    for other in (cast.colleague, cast.rival, cast.analyst):
        assert not SelfRating.objects.visible_to(other).exists()
        assert not SelfRating.objects.told_to(other).exists()


def test_a_blind_spot_is_told_kindly_with_a_next_step(as_, cast):
    account = make_account(cast.rep)
    for week in range(12):
        visit_on(cast.rep, account, FIRST + timedelta(days=5 * week), [])
    rep = as_(cast.rep)
    assert rated(rep, closing="5").status_code == 303
    text = rep.get(OWN, {"period": "2026"}).content.decode()
    assert "您觉得做到的，比记录里看得到的多" in text
    assert "访前写下想请客户做的一件事" in text


@pytest.mark.parametrize("who", ["analyst", "trainer", "admin"])
def test_whoever_visits_nobody_rates_nothing(as_, cast, who):
    assert as_(getattr(cast, who)).get(RATING).status_code == 404
