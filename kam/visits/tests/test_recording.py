"""Writing a record, locking it, and what it hands on."""

from __future__ import annotations

from datetime import date

import pytest

from kam.audit.models import Entry
from kam.audit.queries import verify
from kam.core.errors import Forbidden, Invalid
from kam.visits.models import Action, Promise, Rhythm, Visit
from kam.visits.services import (
    Further,
    Pledge,
    Task,
    amend_visit,
    plan_visit,
    record_visit,
    save_draft,
    start_record,
    submit_visit,
)
from kam.visits.services.writing import Locked
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital

pytestmark = pytest.mark.django_db
NEXT = date(2026, 4, 8)


def planned(cast, hospital, **values):
    wanted = {"day": WEDNESDAY, "people": [hospital.head.pk], **values}
    return plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)


def submit(cast, hospital, visit, **changes):
    return submit_visit(
        actor=cast.rep, visit=visit, wanted=a_note([hospital.head], **changes)
    )


def test_a_submitted_record_is_locked(cast, hospital):
    visit = submit(cast, hospital, planned(cast, hospital)).visit
    visit.refresh_from_db()
    assert (visit.state, visit.outcome) == ("submitted", "advance")
    assert visit.submitted_at is not None
    for verb in (save_draft, submit_visit):
        with pytest.raises(Locked):
            verb(actor=cast.rep, visit=visit, wanted={"fact": "别的"})


def test_five_things_are_required_and_each_says_so(cast, hospital):
    visit = planned(cast, hospital)
    with pytest.raises(Invalid) as refused:
        submit_visit(
            actor=cast.rep,
            visit=visit,
            wanted={"people": [], "fact": " ", "minutes": 40},
        )
    assert set(refused.value.fields) == {
        "people",
        "fact",
        "insight",
        "outcome",
        "next_objective",
    }
    visit.refresh_from_db()
    assert (visit.state, visit.minutes) == ("planned", None)


def test_the_next_visit_is_proposed_by_the_frequency(cast, hospital):
    done = submit(cast, hospital, planned(cast, hospital))
    assert done.next_is_new
    assert done.next_carries
    following = Visit.objects.get(pk=done.next_visit.pk)
    assert following.day == date(2026, 4, 17)
    assert following.state == "planned"
    assert following.carried_from_id == done.visit.pk
    assert following.objective == done.visit.next_objective
    assert list(following.seats.values_list("stakeholder_id", flat=True)) == [
        hospital.head.pk
    ]
    rhythm = Rhythm.objects.get(account=hospital.account)
    assert (rhythm.last_day, rhythm.last_visit_id) == (WEDNESDAY, done.visit.pk)
    assert (rhythm.next_day, rhythm.due_on) == (following.day, date(2026, 4, 17))


def test_the_proposal_does_not_fall_on_a_weekend(cast):
    hospital = make_hospital(cast.rep, visit_interval_days=3)
    done = submit(cast, hospital, planned(cast, hospital))
    assert done.next_visit.day == date(2026, 3, 23)


def test_the_chosen_day_is_kept_even_on_a_sunday(cast, hospital):
    done = submit(cast, hospital, planned(cast, hospital), next_day=date(2026, 3, 29))
    assert done.next_visit.day == date(2026, 3, 29)


def test_a_visit_that_waits_on_that_day_takes_the_objective_over(cast, hospital):
    waiting = plan_visit(
        actor=cast.lead, account=hospital.account, wanted={"day": NEXT}
    )
    done = submit(cast, hospital, planned(cast, hospital), next_day=NEXT)
    waiting.refresh_from_db()
    assert done.next_visit.pk == waiting.pk
    assert (done.next_is_new, done.next_carries) == (False, True)
    assert waiting.objective == done.visit.next_objective
    assert waiting.carried_from_id == done.visit.pk
    assert waiting.owner == cast.lead


def test_an_objective_that_somebody_wrote_is_left_alone(cast, hospital):
    waiting = plan_visit(
        actor=cast.lead,
        account=hospital.account,
        wanted={"day": NEXT, "objective": "谈付款条件"},
    )
    done = submit(cast, hospital, planned(cast, hospital), next_day=NEXT)
    waiting.refresh_from_db()
    assert (done.next_visit.pk, done.next_carries) == (waiting.pk, False)
    assert (waiting.objective, waiting.carried_from_id) == ("谈付款条件", None)
    assert Visit.objects.filter(day=NEXT).count() == 1


def test_a_newer_record_renews_a_carried_objective(cast, hospital):
    first = submit(cast, hospital, planned(cast, hospital), next_day=NEXT)
    second = submit(
        cast,
        hospital,
        planned(cast, hospital),
        next_objective="带付款方案",
        next_day=NEXT,
    )
    assert second.next_visit.pk == first.next_visit.pk
    renewed = Visit.objects.get(pk=first.next_visit.pk)
    assert (renewed.objective, renewed.carried_from_id) == (
        "带付款方案",
        second.visit.pk,
    )


def test_no_record_of_tomorrow(cast, hospital):
    visit = planned(cast, hospital, day=date(2026, 3, 19))
    with pytest.raises(Invalid) as refused:
        submit(cast, hospital, visit)
    assert "还没有到" in refused.value.fields["day"][0]
    draft = save_draft(actor=cast.rep, visit=visit, wanted={"fact": "先记下"})
    assert draft.state == "draft"


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2200, 1, 1)])
def test_no_record_outside_the_calendar(cast, hospital, day):
    with pytest.raises(Invalid) as refused:
        record_visit(
            actor=cast.rep,
            account=hospital.account,
            wanted=a_note([hospital.head], day=day),
        )
    assert refused.value.fields["day"] == ["日期要在 2000 年到 2100 年之间"]


def test_the_next_day_comes_after_the_visit(cast, hospital):
    for day in (WEDNESDAY, date(2026, 3, 1)):
        with pytest.raises(Invalid) as refused:
            submit(cast, hospital, planned(cast, hospital), next_day=day)
        assert refused.value.fields == {"next_day": ["下次日期要晚于这次拜访"]}


def test_history_plans_nothing(cast, hospital):
    done = record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note(
            [hospital.head], day=date(2025, 3, 3), next_day=date(2025, 3, 31)
        ),
    )
    assert done.next_visit is None
    silent = record_visit(
        actor=cast.rep,
        account=hospital.account,
        wanted=a_note([hospital.head], day=date(2025, 6, 2)),
    )
    assert (silent.next_visit, silent.visit.next_day) == (None, None)


def test_actions_and_promises_come_with_the_record(cast, hospital):
    further = Further(
        actions=[Task("寄步骤表", date(2026, 3, 24))],
        promises=[
            Pledge("一页停止规则", date(2026, 3, 24), ours=True),
            Pledge(
                "每周不一致例数",
                NEXT,
                ours=False,
                stakeholder_id=hospital.buyer.pk,
            ),
        ],
    )
    visit = planned(cast, hospital)
    submit_visit(
        actor=cast.rep, visit=visit, wanted=a_note([hospital.head]), further=further
    )
    action = Action.objects.get()
    assert (action.owner, action.source_visit) == (cast.rep, visit)
    ours, theirs = Promise.objects.order_by("side")
    assert (ours.side, theirs.side) == ("ours", "theirs")
    assert theirs.stakeholder == hospital.buyer
    assert verify().sound


def test_a_faulty_promise_stores_nothing(cast, hospital):
    visit = planned(cast, hospital)
    with pytest.raises(Invalid):
        submit_visit(
            actor=cast.rep,
            visit=visit,
            wanted=a_note([hospital.head]),
            further=Further(promises=[Pledge("", NEXT, ours=True)]),
        )
    visit.refresh_from_db()
    assert (visit.state, Promise.objects.count()) == ("planned", 0)


def test_an_insight_that_copies_the_fact_is_stored_and_told(cast, hospital):
    note = a_note([hospital.head])
    copied = submit(cast, hospital, planned(cast, hospital), insight=note["fact"][:-1])
    own = submit(cast, hospital, planned(cast, hospital))
    assert (copied.copies_fact, own.copies_fact) == (True, False)


def test_a_draft_needs_nothing_and_keeps_what_there_is(cast, hospital):
    visit = planned(cast, hospital)
    draft = save_draft(actor=cast.rep, visit=visit, wanted={"insight": "像是"})
    draft.refresh_from_db()
    assert (draft.state, draft.insight) == ("draft", "像是")
    assert submit(cast, hospital, draft).visit.state == "submitted"


def test_two_taps_begin_an_unplanned_record(cast, hospital):
    visit = start_record(
        actor=cast.rep,
        account=hospital.account,
        wanted={"people": [hospital.head.pk], "outcome": "advance"},
    )
    assert (visit.state, visit.day, visit.outcome) == ("draft", WEDNESDAY, "advance")


def test_an_addition_leaves_the_record_as_it_was(cast, hospital):
    visit = submit(cast, hospital, planned(cast, hospital)).visit
    added = amend_visit(actor=cast.lead, visit=visit, text="例数是 55，不是 50")
    assert added.author == cast.lead
    visit.refresh_from_db()
    assert visit.revision == 2
    with pytest.raises(Forbidden):
        amend_visit(actor=cast.colleague, visit=visit, text="我也说")
    with pytest.raises(Invalid):
        amend_visit(actor=cast.rep, visit=planned(cast, hospital), text="早了")
    with pytest.raises(Invalid):
        amend_visit(actor=cast.rep, visit=visit, text=" ")


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_broken_characters_are_refused_before_the_database(cast, hospital, bad):
    with pytest.raises(Invalid) as refused:
        submit(cast, hospital, planned(cast, hospital), fact=bad)
    assert "fact" in refused.value.fields


def test_a_record_too_long_is_refused(cast, hospital):
    with pytest.raises(Invalid) as refused:
        submit(cast, hospital, planned(cast, hospital), next_objective="长" * 501)
    assert "next_objective" in refused.value.fields


def test_the_audit_tells_both_visits(cast, hospital):
    done = submit(cast, hospital, planned(cast, hospital), next_day=NEXT)
    verbs = Entry.objects.filter(noun="visit").order_by("pk")
    assert list(verbs.values_list("verb", "object_id")) == [
        ("visit.plan", done.visit.pk),
        ("visit.plan", done.next_visit.pk),
        ("visit.submit", done.visit.pk),
    ]
    assert verify().sound
