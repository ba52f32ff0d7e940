"""Planning a visit: its days, its people, its tie to the last record."""

from __future__ import annotations

from datetime import date, time

import pytest

from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, Stale
from kam.visits.models import Rhythm, Visit
from kam.visits.services import (
    cancel_visit,
    carry_objective,
    edit_plan,
    mark_reviewed,
    plan_visit,
    record_visit,
    restore_visit,
)
from kam.visits.services.writing import Locked
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_account, make_person

pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 25)


def plan(cast, hospital, **values):
    wanted = {"day": LATER, "people": [hospital.head.pk], **values}
    return plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)


def people_of(visit):
    return list(visit.seats.order_by("pk").values_list("stakeholder_id", flat=True))


def test_a_plan_is_stored_with_its_people_and_written_down(cast, hospital):
    visit = plan(cast, hospital, objective="定试用范围", start_time=time(14, 0))
    visit.refresh_from_db()
    assert (visit.state, visit.owner, visit.day) == ("planned", cast.rep, LATER)
    assert people_of(visit) == [hospital.head.pk]
    entry = Entry.objects.get(noun="visit", object_id=visit.pk)
    assert entry.verb == "visit.plan"
    assert {"day", "objective", "people", "start_time"} <= set(entry.digests)


def test_a_plan_shows_in_the_rhythm_of_the_account(cast, hospital):
    plan(cast, hospital)
    rhythm = Rhythm.objects.get(account=hospital.account)
    assert (rhythm.next_day, rhythm.last_day, rhythm.interval_days) == (LATER, None, 30)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2200, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_in_words(cast, hospital, day):
    with pytest.raises(Invalid) as refused:
        plan(cast, hospital, day=day)
    assert refused.value.fields == {"day": ["日期要在 2000 年到 2100 年之间"]}


def test_nothing_is_planned_in_the_past(cast, hospital):
    with pytest.raises(Invalid) as refused:
        plan(cast, hospital, day=date(2026, 3, 17))
    assert "已经过去" in refused.value.fields["day"][0]
    assert plan(cast, hospital, day=WEDNESDAY).pk


def test_people_of_another_account_are_refused(cast, hospital):
    other = make_person(make_account(cast.rep, "云栖三院"), "傅青")
    with pytest.raises(Invalid) as refused:
        plan(cast, hospital, people=[hospital.head.pk, other.pk])
    assert refused.value.fields == {"people": ["只能选择这个客户的人"]}
    assert not Visit.objects.exists()


def test_unknown_names_are_refused(cast, hospital):
    for name in ("state", "owner_id", "carried_from_id", "revision", "fact"):
        with pytest.raises(Invalid) as refused:
            plan(cast, hospital, **{name: "1"})
        assert name in refused.value.fields


def test_only_who_works_on_the_account_plans(cast, hospital):
    for actor in (
        cast.colleague,
        cast.stranger,
        cast.rival,
        cast.analyst,
        cast.trainer,
        cast.admin,
        cast.gone,
    ):
        with pytest.raises(Forbidden):
            plan_visit(actor=actor, account=hospital.account, wanted={"day": LATER})
    assert plan_visit(actor=cast.lead, account=hospital.account, wanted={"day": LATER})


def test_an_objective_that_follows_from_the_last_record_is_linked(cast, hospital):
    record = record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head], day=date(2026, 3, 12), next_day=date(2026, 3, 13)
        ),
    ).visit
    same = plan(cast, hospital, objective=" 看第一周结果, 定要不要加第二类样本 ")
    other = plan(cast, hospital, objective="谈付款条件")
    assert same.carried_from_id == record.pk
    assert other.carried_from_id is None


def test_one_click_carries_the_last_objective(cast, hospital):
    record = record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head], day=date(2026, 3, 12), next_day=date(2026, 3, 13)
        ),
    ).visit
    visit = plan(cast, hospital, objective="谈付款条件")
    carried = carry_objective(actor=cast.rep, visit=visit)
    assert carried.objective == record.next_objective
    assert carried.carried_from_id == record.pk
    edited = edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "谈付款"})
    assert edited.carried_from_id is None


def test_without_a_record_there_is_nothing_to_carry(cast, hospital):
    with pytest.raises(Invalid):
        carry_objective(actor=cast.rep, visit=plan(cast, hospital))


def test_two_who_edit_different_fields_merge_and_the_same_field_asks(cast, hospital):
    visit = plan(cast, hospital, objective="一")
    before = {"objective": "一", "planned_ask": "", "people": [hospital.head.pk]}
    edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "二"}, before=before)
    both = edit_plan(
        actor=cast.rep,
        visit=visit,
        wanted={"planned_ask": "请同意", "people": [hospital.chief.pk]},
        before=before,
    )
    assert (both.objective, both.planned_ask) == ("二", "请同意")
    assert people_of(both) == [hospital.chief.pk]
    with pytest.raises(Stale) as stale:
        edit_plan(
            actor=cast.rep,
            visit=visit,
            wanted={"objective": "三", "people": [hospital.buyer.pk]},
            before=before,
        )
    assert stale.value.conflicts["objective"] == {
        "before": "一",
        "mine": "三",
        "theirs": "二",
    }
    assert set(stale.value.conflicts) == {"objective", "people"}


def test_a_saved_change_counts_one_revision_and_no_change_none(cast, hospital):
    visit = plan(cast, hospital, objective="一")
    again = edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "一"})
    assert again.revision == 1
    changed = edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "二"})
    changed.refresh_from_db()
    assert (changed.revision, changed.objective) == (2, "二")
    assert Entry.objects.filter(noun="visit", object_id=visit.pk).count() == 2


def test_only_who_goes_edits(cast, hospital):
    visit = plan(cast, hospital)
    for actor in (cast.lead, cast.chief, cast.colleague, cast.analyst):
        with pytest.raises(Forbidden):
            edit_plan(actor=actor, visit=visit, wanted={"objective": "二"})


def test_the_author_without_the_account_may_not_write_any_more(cast, hospital):
    visit = plan(cast, hospital)
    hospital.account.owner = cast.colleague
    hospital.account.save()
    with pytest.raises(Forbidden):
        edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "二"})
    assert not Visit.objects.visible_to(cast.rep).exists()


def test_a_cancelled_visit_needs_a_reason_and_comes_back(cast, hospital):
    visit = plan(cast, hospital, objective="一")
    with pytest.raises(Invalid):
        cancel_visit(actor=cast.rep, visit=visit, reason=" ")
    assert cancel_visit(actor=cast.rep, visit=visit, reason="她出差").state == (
        "cancelled"
    )
    assert Rhythm.objects.get(account=hospital.account).next_day is None
    with pytest.raises(Locked):
        edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "二"})
    back = restore_visit(actor=cast.rep, visit=visit)
    assert (back.state, back.objective, back.cancel_reason) == ("planned", "一", "")
    assert Rhythm.objects.get(account=hospital.account).next_day == LATER
    with pytest.raises(Locked):
        restore_visit(actor=cast.rep, visit=visit)


def test_reading_the_last_notes_is_written_down_once(cast, hospital):
    visit = plan(cast, hospital)
    first = mark_reviewed(actor=cast.rep, visit=visit).reviewed_at
    assert first is not None
    assert mark_reviewed(actor=cast.rep, visit=visit).reviewed_at == first
    assert Entry.objects.filter(verb="visit.review").count() == 1
