"""The steps of a plan: increments, order, finishing, and the visits that move them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kam.accounts.services import archive_account, change_owner
from kam.core.errors import Invalid
from kam.plans.models import Step, StepVisit
from kam.plans.queries import moves_of
from kam.plans.rules.progress import progress_of
from kam.plans.services import (
    PlanDraft,
    StepDraft,
    add_step,
    arrange_step,
    begin_plan,
    drop_step,
    edit_step,
    finish_by_visit,
    finish_step,
    link_visit,
    redraft_plan,
    relink_visit,
    reopen_step,
    unlink_visit,
    unsay_visit,
)
from kam.plans.tests.conftest import steps_of
from kam.visits.services import plan_visit, record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital

pytestmark = pytest.mark.django_db


def order_of(plan):
    """Return the places and keys of the steps, as stored."""
    return [(row.place, row.pk) for row in steps_of(plan)]


class TestSteps:
    def test_they_are_added_at_the_end_and_edited(self, cast, plan):
        draft = StepDraft("降低风险", "risk", 8, 7, planned_minor=400_00)
        step = add_step(actor=cast.rep, plan=plan, draft=draft)
        assert (step.place, step.state) == (3, "open")
        row = edit_step(actor=cast.rep, step=step, wanted={"spent_minor": 100_00})
        assert row.spent_minor == 100_00
        for wanted in ({"place": 1}, {"state": "done"}, {"plan_id": 1}):
            with pytest.raises(Invalid):
                edit_step(actor=cast.rep, step=step, wanted=wanted)

    @pytest.mark.parametrize(
        ("told", "field"),
        [
            (("stage", 4, 6), "after"),
            (("risk", 4, 6), "after"),
            (("stage", 7, 8), "after"),
            (("risk", 11, 6), "before"),
            (("", 4, None), ""),
            (("stage", None, 5), ""),
        ],
    )
    def test_an_increment_is_one_stage_or_one_term_the_right_way(
        self, cast, plan, told, field
    ):
        with pytest.raises(Invalid) as caught:
            add_step(actor=cast.rep, plan=plan, draft=StepDraft("x", *told))
        assert field in caught.value.fields

    def test_the_database_keeps_an_increment_and_a_state_together(self, plan):
        rows = Step.objects.filter(pk=steps_of(plan)[0].pk)
        for told in (
            {"before": None},
            {"kind": ""},
            {"state": "done"},
            {"done_on": WEDNESDAY},
            {"planned_minor": -1},
            {"after": 11},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows.update(**told)
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(waits_for=rows.get())

    def test_they_may_not_wait_in_a_circle_or_for_a_step_elsewhere(
        self, cast, hospital, plan
    ):
        first, second = steps_of(plan)
        edit_step(actor=cast.rep, step=second, wanted={"waits_for_id": first.pk})
        draft = PlanDraft("y", stage_a=4, stage_b=5)
        other = begin_plan(actor=cast.rep, account=hospital.account, draft=draft)
        for pk in (second.pk, first.pk, steps_of(other)[0].pk):
            with pytest.raises(Invalid) as caught:
                edit_step(actor=cast.rep, step=first, wanted={"waits_for_id": pk})
            assert set(caught.value.fields) == {"waits_for_id"}

    def test_they_are_brought_into_another_order_and_back(self, cast, plan):
        add_step(actor=cast.rep, plan=plan, draft=StepDraft("z"))
        before = order_of(plan)
        first, second, third = steps_of(plan)
        assert arrange_step(actor=cast.rep, step=third, place=1).place == 1
        assert order_of(plan) == [(1, third.pk), (2, first.pk), (3, second.pk)]
        arrange_step(actor=cast.rep, step=third, place=99)
        assert order_of(plan) == before

    def test_moving_costs_the_same_for_many_steps(
        self, cast, plan, django_assert_max_num_queries
    ):
        for n in range(20):
            add_step(actor=cast.rep, plan=plan, draft=StepDraft(f"{n}"))
        last = steps_of(plan)[-1]
        with django_assert_max_num_queries(20):
            arrange_step(actor=cast.rep, step=last, place=1)

    def test_a_plan_holds_forty_and_no_more(self, cast, plan):
        for n in range(38):
            add_step(actor=cast.rep, plan=plan, draft=StepDraft(f"{n}"))
        with pytest.raises(Invalid):
            add_step(actor=cast.rep, plan=plan, draft=StepDraft("x"))

    def test_they_are_finished_in_a_plan_under_way_and_opened_again(self, cast, going):
        first, second = steps_of(going)
        edit_step(actor=cast.rep, step=second, wanted={"waits_for_id": first.pk})
        second.refresh_from_db()
        with pytest.raises(Invalid) as caught:
            finish_step(actor=cast.rep, step=second)
        assert set(caught.value.fields) == {"waits_for_id"}
        with pytest.raises(Invalid):
            finish_step(actor=cast.rep, step=first, day=WEDNESDAY + timedelta(days=1))
        row = finish_step(actor=cast.rep, step=first)
        assert (row.state, row.done_on) == ("done", WEDNESDAY)
        told = progress_of(4, moves_of(steps_of(going)), WEDNESDAY)
        assert (told.done, told.stage, told.next) == (1, 5, second.pk)
        with pytest.raises(Invalid):
            drop_step(actor=cast.rep, step=row, reason="改走别的路")
        assert reopen_step(actor=cast.rep, step=row).done_on is None
        assert (
            drop_step(actor=cast.rep, step=row, reason="改走别的路").state == "dropped"
        )
        assert finish_step(actor=cast.rep, step=second).state == "done"

    def test_a_draft_or_something_missing_stands_in_the_way(self, cast, going):
        step = steps_of(going)[0]
        edit_step(actor=cast.rep, step=step, wanted={"sign": "", "owner_id": None})
        with pytest.raises(Invalid) as caught:
            finish_step(actor=cast.rep, step=step)
        assert set(caught.value.fields) == {"sign", "owner_id"}
        redraft_plan(actor=cast.rep, plan=going)
        with pytest.raises(Invalid) as caught:
            finish_step(actor=cast.rep, step=steps_of(going)[1])
        assert set(caught.value.fields) == {""}


def test_open_steps_go_along_with_the_account_and_finished_ones_stay(
    cast, hospital, going
):
    finish_step(actor=cast.rep, step=steps_of(going)[0])
    change_owner(actor=cast.lead, account=hospital.account, owner=cast.colleague)
    owners = [row.owner_id for row in steps_of(going)]
    assert owners == [cast.rep.pk, cast.colleague.pk]


def test_an_archived_account_asks_for_no_step_any_more(signed, cast, hospital, going):
    what = steps_of(going)[0].what
    edit_step(actor=cast.rep, step=steps_of(going)[0], wanted={"due": WEDNESDAY})
    assert what in signed.get("/today").content.decode()
    archive_account(actor=cast.lead, account=hospital.account)
    assert what not in signed.get("/today").content.decode()


class TestVisits:
    def met(self, cast, hospital, outcome="advance"):
        """Record a visit of last week."""
        day = WEDNESDAY - timedelta(days=6)
        wanted = a_note([hospital.head], day=day, next_day=WEDNESDAY, outcome=outcome)
        return record_visit(
            actor=cast.rep, account=hospital.account, wanted=wanted
        ).visit

    def test_the_outcome_of_a_visit_moves_its_step_on_its_day(
        self, cast, hospital, going
    ):
        step = steps_of(going)[0]
        visit = self.met(cast, hospital)
        link = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
        row = finish_by_visit(actor=cast.rep, link=link)
        assert (row.state, row.done_on) == ("done", visit.day)

    def test_a_visit_neither_claims_nor_reopens_what_somebody_else_finished(
        self, cast, hospital, going
    ):
        step = steps_of(going)[0]
        visit = self.met(cast, hospital)
        link = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
        finish_by_visit(actor=cast.rep, link=link)
        finish_by_visit(actor=cast.rep, link=link)
        reopen_step(actor=cast.lead, step=step)
        finish_step(actor=cast.lead, step=step, day=WEDNESDAY)
        unsay_visit(actor=cast.rep, link=link)
        with pytest.raises(Invalid):
            finish_by_visit(actor=cast.rep, link=link)
        row = steps_of(going)[0]
        assert (row.state, row.done_on) == ("done", WEDNESDAY)

    def test_a_refusal_or_a_visit_to_come_moves_nothing(self, cast, hospital, going):
        step = steps_of(going)[0]
        coming = plan_visit(
            actor=cast.rep,
            account=hospital.account,
            wanted={"day": WEDNESDAY, "people": [hospital.head.pk]},
        )
        for visit in (self.met(cast, hospital, "refusal"), coming):
            link = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
            with pytest.raises(Invalid):
                finish_by_visit(actor=cast.rep, link=link)

    def test_it_is_linked_once_taken_back_and_put_back(self, cast, hospital, going):
        step = steps_of(going)[0]
        visit = self.met(cast, hospital)
        link = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
        again = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
        assert again.pk == link.pk
        gone = unlink_visit(actor=cast.rep, link=link)
        with pytest.raises(Invalid):
            finish_by_visit(actor=cast.rep, link=gone)
        assert relink_visit(actor=cast.rep, link=gone).retracted_at is None
        assert StepVisit.objects.standing().count() == 1

    def test_a_visit_to_another_account_is_as_if_not_there(self, cast, going):
        other = make_hospital(cast.rep, "西山医院")
        wanted = {"day": WEDNESDAY, "people": [other.head.pk]}
        visit = plan_visit(actor=cast.rep, account=other.account, wanted=wanted)
        with pytest.raises(Invalid) as caught:
            link_visit(actor=cast.rep, step=steps_of(going)[0], visit_id=visit.pk)
        assert set(caught.value.fields) == {"visit_id"}
