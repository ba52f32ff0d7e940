"""A record written without signal says whether its visit moved the steps it carried."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from kam.plans.models import Step, StepVisit
from kam.plans.services import (
    PlanDraft,
    StepDraft,
    activate_plan,
    add_step,
    begin_plan,
    link_visit,
)
from kam.sync.models import Envelope
from kam.sync.tests.sending import a_plan, a_record, receipts, states
from kam.visits.models import Visit
from kam.visits.tests.conftest import WEDNESDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(signed, cast, hospital):
    """A visit of today that is to move the only step of a plan under way."""
    thing = uuid4()
    receipts(signed, cast.rep, a_plan(hospital, id=thing, wanted={"day": "2026-03-18"}))
    draft = PlanDraft("急诊凝血", stage_a=4, stage_b=5, by=WEDNESDAY + timedelta(30))
    plan = begin_plan(actor=cast.rep, account=hospital.account, draft=draft, fill=False)
    step = StepDraft(
        what="看比对", kind="stage", before=4, after=5, owner_id=cast.rep.pk,
        due=WEDNESDAY + timedelta(9), resource="一页纸", sign="他说要用",
    )  # fmt: skip
    row = add_step(actor=cast.rep, plan=plan, draft=step)
    activate_plan(actor=cast.rep, plan=plan)
    visit = Visit.objects.get(client_id=thing)
    return link_visit(actor=cast.rep, step=row, visit_id=visit.pk)


def sent(signed, cast, hospital, link, steps, **wanted):
    thing = link.visit.client_id
    return a_record(hospital, thing, steps=steps, wanted=wanted)


@pytest.mark.parametrize(("moved", "state"), [(True, "done"), (False, "open")])
def test_the_step_is_told_with_the_record(signed, cast, hospital, link, moved, state):
    said = [{"link": link.pk, "moved": moved}]
    item = sent(signed, cast, hospital, link, said, outcome="advance")
    assert states(signed, cast.rep, item) == ["stored"]
    assert Step.objects.get().state == state
    assert StepVisit.objects.get().moved is moved


def test_a_step_that_could_not_have_moved_is_kept_beside_the_record(
    signed, cast, hospital, link
):
    said = [{"link": link.pk, "moved": True}]
    item = sent(signed, cast, hospital, link, said, outcome="refusal")
    (told,) = receipts(signed, cast.rep, item)
    assert told["state"] == "quarantined"
    assert Visit.objects.get(pk=link.visit_id).state == "submitted"
    assert Step.objects.get().state == "open"


@pytest.mark.parametrize(
    "steps",
    ["x", [{"link": 0, "moved": True}], [{"link": 1}], [{"link": 1, "moved": 1}], [3]],
)
def test_what_is_no_step_is_refused(signed, cast, hospital, link, steps):
    item = sent(signed, cast, hospital, link, steps)
    (told,) = receipts(signed, cast.rep, item)
    assert told["state"] == "quarantined"
    assert "steps" in told["errors"]
    assert Envelope.objects.filter(state="quarantined").count() == 1


def test_a_step_of_another_visit_is_not_told(signed, cast, hospital, link):
    item = a_record(hospital, uuid4(), steps=[{"link": link.pk, "moved": False}])
    (told,) = receipts(signed, cast.rep, item)
    assert told["state"] == "quarantined"
    assert StepVisit.objects.get().moved is None
