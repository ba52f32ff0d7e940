"""The week planner: proposals planned once, moves that collide, who may look."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.audit.models import Entry
from kam.core.errors import Invalid, NotFound, Stale
from kam.people.services import change_setting
from kam.probing.services import Draft, plan_probe
from kam.visits.models import Rhythm, Visit
from kam.visits.services import (
    Pick,
    cancel_visit,
    edit_plan,
    move_visit,
    plan_week,
    refresh_rhythm,
    take_back,
)
from kam.visits.tests.conftest import WEDNESDAY, make_account, make_hospital
from kam.visits.tests.steps import note, plan

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY = (WEDNESDAY + timedelta(days=n) for n in (1, 2))
YESTERDAY = WEDNESDAY - timedelta(days=1)


def a_due_hospital(cast, name="东湖医院", **values):
    """Make an account that was last seen forty days ago, nothing planned since."""
    hospital = make_hospital(cast.rep, name, **values)
    note(cast, hospital, days_ago=40)
    return hospital


def body(client, url="/visits/week"):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_proposal_is_planned_with_people_and_objective(signed, cast):
    hospital = a_due_hospital(cast, city="武汉")
    page = body(signed)
    assert f'value="{hospital.account.pk}:{WEDNESDAY}"' in page
    for words in ("逾期 10 天", "每 30 天", "看第一周结果", "未验证"):
        assert words in page
    sent = {"pick": f"{hospital.account.pk}:{WEDNESDAY}", "next": "/visits/week"}
    answer = signed.post("/visits/week/plan", sent)
    assert (answer.status_code, answer["Location"]) == (303, "/visits/week")
    visit = Visit.objects.get(day=WEDNESDAY)
    assert visit.objective.startswith("看第一周结果")
    assert visit.carried_from_id is not None
    assert [seat.stakeholder_id for seat in visit.seats.all()] == [hospital.head.pk]
    page = body(signed)
    assert "排上了 1 次拜访" in page
    assert "is-proposed" not in page


def test_a_visit_that_waits_for_its_record_is_not_proposed_again(signed, cast):
    hospital = a_due_hospital(cast)
    visit = plan(cast, hospital)
    Visit.objects.filter(pk=visit.pk).update(day=WEDNESDAY - timedelta(days=5))
    page = body(signed)
    assert "3月13日 周五 的记录还没写" in page
    assert "is-proposed" not in page
    Visit.objects.filter(pk=visit.pk).update(day=WEDNESDAY + timedelta(days=20))
    assert "已约 4月7日" in body(signed)


def test_undo_takes_back_what_was_planned_and_nothing_else(signed, cast):
    first, second = (a_due_hospital(cast, name).account for name in ("甲", "乙"))
    picks = [f"{first.pk}:{WEDNESDAY}", f"{second.pk}:{THURSDAY}"]
    signed.post("/visits/week/plan", {"pick": picks, "proposed": "1"})
    page = body(signed)
    undo = page.split("<kam-undo")[1].split('action="')[1].split('"')[0]
    mine = Visit.objects.get(day=THURSDAY)
    cancel_visit(actor=cast.rep, visit=mine, reason="自己取消")
    answer = signed.post(undo.replace("&amp;", "&"))
    assert (answer.status_code, answer["Location"]) == (303, "/visits/week")
    assert Visit.objects.filter(day__gte=WEDNESDAY).get() == mine
    told = Entry.objects.get(verb="visit.unplan")
    assert Entry.objects.filter(object_id=told.object_id, verb="visit.plan").exists()
    assert Rhythm.objects.get(account=first).next_day is None


def test_undo_calls_off_what_somebody_wrote_into(signed, cast):
    picks = [
        Pick(a_due_hospital(cast, name).account.pk, WEDNESDAY) for name in "甲乙丙"
    ]
    visits = plan_week(actor=cast.rep, picks=picks).visits
    edit_plan(actor=cast.rep, visit=visits[0], wanted={"planned_ask": "定样本"})
    plan_probe(
        actor=cast.rep,
        account=visits[1].account,
        occasion=visits[1].client_id,
        draft=Draft("谁来比对？"),
    )
    assert take_back(actor=cast.rep, visits=visits, reason="不去了") == 3
    left = Visit.objects.filter(day=WEDNESDAY).order_by("pk").values_list("pk", "state")
    assert [*left] == [(visits[0].pk, "cancelled"), (visits[1].pk, "cancelled")]


def test_the_same_account_is_not_planned_twice_on_a_day(signed, cast):
    hospital = a_due_hospital(cast)
    pick = Pick(hospital.account.pk, WEDNESDAY)
    plan_week(actor=cast.rep, picks=[pick])
    with pytest.raises(Stale, match="没有再排一次"):
        plan_week(actor=cast.rep, picks=[pick])
    sent = {"pick": f"{pick.account_id}:{pick.day}"}
    answer = signed.post("/visits/week/plan", sent)
    assert answer.status_code == 409
    assert "这一天已经有这个客户的拜访" in answer.content.decode()
    assert Visit.objects.filter(day=WEDNESDAY).count() == 1
    later = plan_week(actor=cast.rep, picks=[pick, Pick(pick.account_id, THURSDAY)])
    assert (len(later.visits), later.twice) == (1, (pick,))


def test_all_proposals_stop_where_a_day_is_full(cast):
    accounts = [a_due_hospital(cast, name).account for name in ("甲", "乙", "丙")]
    picks = [Pick(account.pk, WEDNESDAY) for account in accounts]
    done = plan_week(actor=cast.rep, picks=picks, most=2)
    assert (len(done.visits), done.full) == (2, (picks[2],))
    with pytest.raises(Stale, match="排满"):
        plan_week(actor=cast.rep, picks=picks[2:], most=2)


def test_the_company_says_how_much_a_day_holds(signed, cast):
    for name in ("甲", "乙", "丙", "丁"):
        a_due_hospital(cast, name, city="武汉")
    change_setting(actor=None, key="visit.most_a_day", value=1)
    page = body(signed)
    assert page.count("is-proposed") == 3
    assert "这周排不下" in page


def test_moving_takes_the_objective_along(signed, cast, hospital):
    visit = plan(cast, hospital, objective="谈付款")
    sent = {"day": f"{FRIDAY}", "seen": f"{WEDNESDAY}"}
    assert signed.post(f"/visits/{visit.pk}/move", sent).status_code == 303
    visit.refresh_from_db()
    assert (visit.day, visit.objective) == (FRIDAY, "谈付款")


def test_of_two_who_move_at_once_the_second_hears_what_happened(signed, cast, hospital):
    visit = plan(cast, hospital)
    move_visit(actor=cast.rep, visit=visit, day=THURSDAY, seen=WEDNESDAY)
    sent = {"day": f"{FRIDAY}", "seen": f"{WEDNESDAY}"}
    answer = signed.post(f"/visits/{visit.pk}/move", sent)
    assert answer.status_code == 409
    assert "在别处已改到 3月19日 周四" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.day == THURSDAY
    same = {"day": f"{THURSDAY}", "seen": f"{WEDNESDAY}"}
    assert signed.post(f"/visits/{visit.pk}/move", same).status_code == 303


def test_control_seen_where_it_stands_it_moves(cast, hospital):
    visit = plan(cast, hospital)
    moved = move_visit(actor=cast.rep, visit=visit, day=THURSDAY, seen=WEDNESDAY)
    assert (
        move_visit(actor=cast.rep, visit=moved, day=FRIDAY, seen=THURSDAY).day == FRIDAY
    )


def test_a_move_onto_a_day_with_the_same_account_is_refused(cast, hospital):
    visit = plan(cast, hospital)
    plan(cast, hospital, day=THURSDAY)
    with pytest.raises(Stale, match="没有再排一次"):
        move_visit(actor=cast.rep, visit=visit, day=THURSDAY, seen=WEDNESDAY)
    with pytest.raises(Invalid, match="无法保存"):
        move_visit(actor=cast.rep, visit=visit, day=YESTERDAY, seen=WEDNESDAY)


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/visits/week?monday=never", None),
        ("/visits/week?monday=1990-01-01", None),
        ("/visits/week?person=0", None),
        ("/visits/week/plan", {"pick": "1:gone"}),
        ("/visits/week/plan", {"pick": "99999999999999999999:2026-03-18"}),
        ("/visits/week/plan", {}),
        ("/visits/week/undo?visits=x", {}),
        ("/visits/week/undo?visits=", {}),
    ],
)
def test_a_broken_address_leads_nowhere(signed, path, typed):
    answer = signed.get(path) if typed is None else signed.post(path, typed)
    assert answer.status_code == 404


def test_a_manager_looks_and_the_representative_plans(client, cast, hospital):
    note(cast, hospital, days_ago=40)
    client.force_login(cast.lead)
    page = body(client, f"/visits/week?person={cast.rep.pk}")
    assert "东湖医院" in page
    assert "计划由本人排" in page
    assert "data-day" not in page
    assert client.get(f"/visits/week?person={cast.stranger.pk}").status_code == 404
    client.force_login(cast.colleague)
    assert client.get(f"/visits/week?person={cast.rep.pk}").status_code == 404
    assert "东湖医院" not in body(client)
    client.force_login(cast.analyst)
    assert client.get("/visits/week").status_code == 403
    with pytest.raises(NotFound):
        plan_week(actor=cast.stranger, picks=[Pick(hospital.account.pk, THURSDAY)])


def test_the_page_asks_the_same_at_any_size(signed, cast):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            body(signed)
        return len(seen)

    for name in "甲乙丙丁":
        account = make_account(cast.rep, name, city="武汉")
        refresh_rhythm([account.pk])
    plan(cast, make_hospital(cast.rep, "戊"))
    body(signed)
    few = asked()
    for number in range(30):
        plan(cast, make_hospital(cast.rep, f"院{number}"))
    assert asked() == few <= 12


def test_planning_costs_the_same_for_one_and_for_many(cast):
    def cost(names):
        picks = [
            Pick(a_due_hospital(cast, name).account.pk, THURSDAY) for name in names
        ]
        with CaptureQueriesContext(connection) as seen:
            planned = plan_week(actor=cast.rep, picks=picks)
        return len(seen), planned

    one, planned = cost("甲")
    many, _planned = cost("乙丙丁戊己庚")
    assert many <= one + 1
    assert take_back(actor=cast.rep, visits=planned.visits, reason="不去了") == 1


def test_in_english(client, cast):
    cast.rep.language = "en"
    cast.rep.save()
    a_due_hospital(cast, city="武汉")
    client.force_login(cast.rep)
    page = body(client)
    for words in ("Week plan", "10 days late", "every 30 days"):
        assert words in page
