"""Beginning, editing, carrying out and ending a plan."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kam.accounts.services.shares import share_account
from kam.audit.models import Entry
from kam.core.errors import Forbidden, Invalid, Stale
from kam.judgements.services import Opinion, judge
from kam.plans.models import Plan
from kam.plans.services import (
    PlanDraft,
    StepDraft,
    activate_plan,
    add_step,
    begin_plan,
    close_plan,
    edit_plan,
    edit_step,
    redraft_plan,
    reopen_plan,
)
from kam.plans.tests.conftest import steps_of
from kam.visits.tests.conftest import WEDNESDAY, make_hospital

pytestmark = pytest.mark.django_db


def archive(account):
    account.archived_at = account.created_at
    account.save()


class TestPlans:
    def test_it_begins_as_a_draft_with_a_step_for_each_stage(self, cast, plan):
        assert (plan.state, plan.currency, plan.author) == ("draft", "CNY", cast.rep)
        rows = steps_of(plan)
        assert [(r.place, r.kind, r.before, r.after) for r in rows] == [
            (1, "stage", 4, 5),
            (2, "stage", 5, 6),
        ]
        assert {row.owner_id for row in rows} == {cast.rep.pk}
        assert all(row.resource and row.sign for row in rows)

    def test_a_and_b_and_the_blocking_term_come_from_what_was_judged(
        self, cast, hospital, reagent
    ):
        told = {"knows": 1, "needs": 1, "agreed": 1, "used": 0}
        opinions = [Opinion(k, v, k, product_id=reagent.pk) for k, v in told.items()]
        opinions += [
            Opinion("risk", 8, "怕担责", product_id=reagent.pk, side="customer"),
            Opinion("target", 5, "年内试用", product_id=reagent.pk),
        ]
        judge(actor=cast.rep, stakeholder=hospital.head, opinions=opinions)
        draft = PlanDraft("x", stakeholder_id=hospital.head.pk, product_id=reagent.pk)
        plan = begin_plan(actor=cast.rep, account=hospital.account, draft=draft)
        assert (plan.stage_a, plan.stage_b, plan.now) == (4, 5, "used")
        told = [(r.kind, r.before, r.after) for r in steps_of(plan)]
        assert told == [("risk", 8, 6), ("stage", 4, 5)]

    def test_without_a_judgement_a_and_b_have_to_be_said(self, cast, hospital):
        with pytest.raises(Invalid) as caught:
            begin_plan(actor=cast.rep, account=hospital.account, draft=PlanDraft("x"))
        assert set(caught.value.fields) == {"stage_a"}

    def test_b_below_a_is_refused_by_verb_and_by_the_database(
        self, cast, hospital, plan
    ):
        draft = PlanDraft("x", stage_a=5, stage_b=4)
        with pytest.raises(Invalid) as caught:
            begin_plan(actor=cast.rep, account=hospital.account, draft=draft)
        assert set(caught.value.fields) == {"stage_b"}
        with pytest.raises(Invalid):
            edit_plan(actor=cast.rep, plan=plan, wanted={"stage_b": 3})
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(stage_b=3)
        with pytest.raises(IntegrityError), transaction.atomic():
            Plan.objects.filter(pk=plan.pk).update(state="closed")

    def test_a_lost_account_takes_no_plan_and_may_only_end_one(
        self, cast, hospital, going
    ):
        archive(hospital.account)
        draft = PlanDraft("x", stage_a=4, stage_b=5)
        with pytest.raises(Invalid):
            begin_plan(actor=cast.rep, account=hospital.account, draft=draft)
        plan = Plan.objects.get(pk=going.pk)
        with pytest.raises(Invalid):
            add_step(actor=cast.rep, plan=plan, draft=StepDraft("x"))
        assert close_plan(actor=cast.rep, plan=plan, ending="流失").is_closed
        with pytest.raises(Invalid):
            reopen_plan(actor=cast.rep, plan=plan)

    def test_people_products_and_owners_out_of_sight_are_as_if_not_there(
        self, cast, hospital, plan
    ):
        elsewhere = make_hospital(cast.stranger, "北区医院")
        for told in ({"stakeholder_id": elsewhere.head.pk}, {"product_id": 999_999}):
            draft = PlanDraft("x", stage_a=4, stage_b=5, **told)
            with pytest.raises(Invalid) as caught:
                begin_plan(actor=cast.rep, account=hospital.account, draft=draft)
            assert set(caught.value.fields) == set(told)
        with pytest.raises(Invalid) as caught:
            edit_step(
                actor=cast.rep,
                step=steps_of(plan)[0],
                wanted={"owner_id": cast.stranger.pk},
            )
        assert set(caught.value.fields) == {"owner_id"}

    def test_only_who_works_on_the_account_may_write(self, cast, hospital, plan):
        step = steps_of(plan)[0]
        for actor in (cast.colleague, cast.stranger, cast.analyst, cast.rival):
            with pytest.raises(Forbidden):
                edit_plan(actor=actor, plan=plan, wanted={"name": "x"})
            with pytest.raises(Forbidden):
                edit_step(actor=actor, step=step, wanted={"what": "x"})
            with pytest.raises(Forbidden):
                close_plan(actor=actor, plan=plan)
        share_account(actor=None, account=hospital.account, user_id=cast.colleague.pk)
        colleague = type(cast.rep).objects.get(pk=cast.colleague.pk)
        assert edit_plan(actor=colleague, plan=plan, wanted={"name": "y"}).name == "y"
        assert edit_plan(actor=cast.lead, plan=plan, wanted={"name": "z"}).name == "z"

    def test_what_another_changed_meanwhile_is_merged_or_asked_about(self, cast, plan):
        opened = {"name": plan.name, "goal": plan.goal}
        edit_plan(actor=cast.lead, plan=plan, wanted={"goal": "占比过半"})
        wanted = {"name": "新名字", "goal": ""}
        row = edit_plan(actor=cast.rep, plan=plan, wanted=wanted, before=opened)
        assert (row.name, row.goal) == ("新名字", "占比过半")
        with pytest.raises(Stale) as caught:
            edit_plan(actor=cast.rep, plan=plan, wanted={"goal": "别的"}, before=opened)
        assert set(caught.value.conflicts) == {"goal"}

    def test_it_begins_to_be_carried_out_when_nothing_is_missing(self, cast, plan):
        with pytest.raises(Invalid) as caught:
            activate_plan(actor=cast.rep, plan=plan)
        assert caught.value.params["n"] == 3

    def test_it_ends_is_taken_up_again_and_goes_back_to_a_draft(self, cast, going):
        row = close_plan(actor=cast.rep, plan=going, ending="走到了 B")
        assert (row.state, row.closed_on) == ("closed", WEDNESDAY)
        assert close_plan(actor=cast.rep, plan=row).ending == "走到了 B"
        with pytest.raises(Invalid):
            edit_plan(actor=cast.rep, plan=row, wanted={"name": "x"})
        row = reopen_plan(actor=cast.rep, plan=row)
        assert (row.state, row.closed_on, row.ending) == ("active", None, "")
        assert redraft_plan(actor=cast.rep, plan=row).state == "draft"
        verbs = Entry.objects.filter(noun="plan", object_id=going.pk).order_by("pk")
        assert [entry.verb for entry in verbs] == [
            f"plan.{verb}"
            for verb in ("begin", "edit", "activate", "close", "reopen", "redraft")
        ]
