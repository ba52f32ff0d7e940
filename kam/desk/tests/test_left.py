"""A customer who has left: nothing of their plans is due any more, anywhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Value
from django.urls import reverse

from kam.accounts.models import Account
from kam.accounts.services import archive_account
from kam.blueprints.models import Blueprint
from kam.blueprints.rules.handing import SHAREABLE
from kam.blueprints.services import (
    HandoutDraft,
    begin_blueprint,
    edit_blueprint,
    make_handout,
    open_review,
)
from kam.core.bulk import BulkRow, Fate
from kam.core.errors import Invalid
from kam.pipeline.models import Reason
from kam.pipeline.services import PlacementDraft, lose_account, place_account
from kam.pipeline.services import take_back_placement as take_back
from kam.plans.queries.carried import steps_beside, steps_from
from kam.plans.queries.due import steps_due
from kam.plans.services import (
    PlanDraft,
    activate_plan,
    begin_plan,
    close_plan,
    edit_plan,
    edit_step,
    leave_by_visit,
    link_visit,
)
from kam.resources.services import (
    BookingDraft,
    ResourceDraft,
    add_resource,
    ask_booking,
    bulk_bookings,
    cancel_booking,
)
from kam.visits.models import Visit
from kam.visits.services import plan_visit, record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital, wednesday

__all__ = ["wednesday"]
pytestmark = pytest.mark.django_db
LATE = WEDNESDAY - timedelta(days=5)
SAID = "让主任看比对"


@pytest.fixture
def hospital(cast):
    return make_hospital(cast.rep)


@pytest.fixture
def plan(cast, hospital):
    """A plan under way with one late step, and one carried by a visit tomorrow."""
    draft = PlanDraft("急诊凝血", stage_a=4, stage_b=6)
    plan = begin_plan(actor=cast.rep, account=hospital.account, draft=draft)
    for step in plan.steps.all():
        wanted = {"what": f"{SAID}{step.place}", "due": LATE}
        edit_step(actor=cast.rep, step=step, wanted=wanted)
    edit_plan(actor=cast.rep, plan=plan, wanted={"by": WEDNESDAY})
    return activate_plan(actor=cast.rep, plan=plan)


@pytest.fixture
def link(cast, hospital, plan):
    wanted = {"day": WEDNESDAY + timedelta(days=1), "people": [hospital.head.pk]}
    visit = plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)
    step = plan.steps.order_by("place").last()
    return link_visit(actor=cast.rep, step=step, visit_id=visit.pk)


def told(client, cast, plan, link):
    """Return where the steps of the plan are asked for."""
    rows = Visit.objects.annotate(own=Value(1))
    beside = {"steps": steps_beside(cast.rep, "account_id", "pk")}
    steps = steps_from(rows.annotate(**beside).get(pk=link.visit_id).steps, 0)
    list_url, account = reverse("plans:list"), plan.account_id
    pages = {
        "today": "/today",
        "snapshot": "/sync/snapshot",
        "room": reverse("desk:account", args=[account]),
        "preparation": reverse("visits:detail", args=[link.visit_id]),
        "late": f"{list_url}?pace=late",
        "list": list_url,
        "sheet": reverse("desk:plan", args=[plan.pk]),
        "asking": reverse("desk:ask"),
    }
    asked = {name: client.get(url).content.decode() for name, url in pages.items()}
    named = {"today", "snapshot", "preparation", "asking"}
    found = {name for name in named if SAID in asked[name]}
    found |= {name for name, text in asked.items() if "逾期 5 天" in text}
    found |= {"digest"} if steps_due(cast.rep, WEDNESDAY, 9) else set()
    found |= {"carried"} if steps.carried else set()
    found |= {"offered"} if steps.offered else set()
    begins = client.get(f"{reverse('plans:new')}?account={account}").status_code
    return found | ({"begins"} if begins == 200 else set())


def test_a_record_that_is_in_asks_on_today_whether_its_step_moved(
    client, cast, hospital, plan
):
    client.force_login(cast.rep)
    note = a_note([hospital.head], day=LATE, next_day=WEDNESDAY, outcome="advance")
    row = record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    visit, step = row.visit, plan.steps.order_by("place").first()
    asked = f'href="{reverse("visits:detail", args=[visit.pk])}#steps"'
    assert asked not in client.get("/today").content.decode()
    edit_step(actor=cast.rep, step=step, wanted={"due": WEDNESDAY + timedelta(50)})
    link = link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
    assert asked in client.get("/today").content.decode()
    leave_by_visit(actor=cast.rep, link=link)
    assert asked not in client.get("/today").content.decode()


def lose(cast, account):
    draft = PlacementDraft("working", "large", warmth=50, note="x")
    place_account(actor=cast.rep, account=account, draft=draft)
    return lose_account(
        actor=cast.rep,
        account=account,
        reason_id=Reason.objects.first().pk,
        revisit_on=WEDNESDAY + timedelta(days=90),
    )


EVERYWHERE = {
    "today", "snapshot", "room", "preparation", "late", "list", "sheet", "asking",
    "digest", "carried", "offered", "begins",
}  # fmt: skip


def test_steps_of_a_lost_customer_are_nowhere_due_and_come_back(
    client, cast, plan, link
):
    client.force_login(cast.rep)
    assert told(client, cast, plan, link) == EVERYWHERE
    lost = lose(cast, plan.account)
    assert told(client, cast, plan, link) == set()
    take_back(actor=cast.rep, placement=lost)
    assert told(client, cast, plan, link) == EVERYWHERE


def leave(cast, account, way):
    if way == "lost":
        lose(cast, account)
    else:
        archive_account(actor=cast.lead, account=account)
    return Account.objects.get(pk=account.pk)


@pytest.mark.parametrize("way", ["lost", "archived"])
def test_who_has_left_takes_no_resource_no_account_plan_and_shows_no_link(
    client, cast, hospital, way
):
    account = hospital.account
    row = begin_blueprint(actor=cast.rep, account=account, year=2026)
    _handout, secret = make_handout(
        actor=cast.rep, blueprint=row, draft=HandoutDraft(SHAREABLE)
    )
    told = ResourceDraft("林工", kind="expert", unit="天", needs_approval=False)
    expert = add_resource(actor=cast.lead, draft=told)
    wish = BookingDraft(expert.pk, WEDNESDAY + timedelta(3), why="演示")
    used = ask_booking(actor=cast.rep, account=account, draft=wish)
    shared = reverse("blueprints:shared", args=[secret])
    assert client.get(shared).status_code == 200
    client.force_login(cast.rep)
    assert account.name in client.get(reverse("blueprints:list")).content.decode()
    account = leave(cast, account, way)
    row = Blueprint.objects.get(pk=row.pk)
    for refused in (
        lambda: ask_booking(actor=cast.rep, account=account, draft=wish),
        lambda: edit_blueprint(
            actor=cast.rep, blueprint=row, wanted={"text_risks": "甲"}
        ),
        lambda: begin_blueprint(actor=cast.rep, account=account, year=2027),
        lambda: open_review(actor=cast.rep, blueprint=row),
    ):
        with pytest.raises(Invalid, match="流失或归档"):
            refused()
    cell = {"account": account.name, "resource": "林工", "first_day": "2026-03-30"}
    (answer,) = bulk_bookings(actor=cast.rep, rows=[BulkRow(1, cell)])
    assert answer.fate is Fate.FAILED
    assert account.name not in client.get(reverse("blueprints:list")).content.decode()
    assert client.get(shared).status_code == 410
    assert cancel_booking(actor=cast.rep, booking=used).state == "cancelled"


def test_of_one_archived_as_well(client, cast, plan, link):
    client.force_login(cast.rep)
    archive_account(actor=cast.lead, account=plan.account)
    assert told(client, cast, plan, link) == set()


def test_steps_of_a_plan_that_ended_are_nowhere_due_and_what_was_told_stays(
    client, cast, plan, link
):
    client.force_login(cast.rep)
    close_plan(actor=cast.rep, plan=plan)
    assert told(client, cast, plan, link) == {"begins"}


def test_what_a_visit_was_said_to_have_moved_or_not_stays_readable(
    client, cast, plan, link
):
    client.force_login(cast.rep)
    leave_by_visit(actor=cast.rep, link=link)
    close_plan(actor=cast.rep, plan=plan)
    assert told(client, cast, plan, link) >= {"carried", "preparation"}
