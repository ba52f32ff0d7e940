"""From a review to the resource of a step, and from a record to what it cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kam.blueprints.services import begin_blueprint, open_review
from kam.core.clock import now, pretend, today
from kam.desk.pages.papers.way import way_section
from kam.desk.tests.resources.test_doors import as_one, text_of
from kam.plans.pages import six_step_page
from kam.plans.services import link_visit
from kam.resources.models import Booking
from kam.resources.services import approve_booking, use_booking
from kam.visits.services import cancel_visit, plan_visit, submit_visit
from kam.visits.tests.conftest import a_note

pytestmark = pytest.mark.django_db
DAY = today("Asia/Shanghai")


@pytest.fixture
def review(field, step):
    """The review of the account's plan, and where it asks about steps."""
    cast = field.cast
    row = begin_blueprint(actor=cast.rep, account=field.account, year=DAY.year)
    met = open_review(actor=cast.lead, blueprint=row)
    return f"/reviews/{met.pk}?q=steps"


def test_a_review_shows_what_a_step_waits_for_and_the_manager_approves_it_there(
    field, step, review
):
    row = field.ask(field.resource(), step_id=step.pk)
    told = text_of(field.cast.lead, review)
    for said in (step.what, f"/steps/{step.pk}", row.resource.name, row.why):
        assert said in told
    approve = f"/requests/{row.pk}/approve"
    assert approve in told
    assert approve not in text_of(field.cast.rep, review)
    analyst = text_of(field.cast.analyst, review)
    assert row.why not in analyst
    assert step.what not in analyst
    answer = as_one(field.cast.lead).post(approve, {"quantity": "1", "next": review})
    assert (answer.status_code, answer.url) == (303, review)
    assert Booking.objects.get().state == "booked"
    after = text_of(field.cast.lead, review)
    assert "已预订" in after
    assert approve not in after


def test_a_review_that_is_over_asks_for_no_decision(field, step, review):
    row = field.ask(field.resource(), step_id=step.pk)
    ended = as_one(field.cast.lead).post(
        f"{review.split('?')[0]}/close",
        {"minutes": "先见院长", "next_on": str(DAY + timedelta(days=30))},
    )
    assert ended.status_code == 303
    assert f"/requests/{row.pk}" not in text_of(field.cast.lead, review)


def test_only_a_path_of_this_site_is_gone_back_to(field, step):
    row = field.ask(field.resource(), step_id=step.pk)
    told = {"quantity": "1", "next": "//elsewhere.example/"}
    answer = as_one(field.cast.lead).post(f"/requests/{row.pk}/approve", told)
    assert answer.url == f"/requests/{row.pk}"


def test_the_question_costs_the_same_for_many_requests(field, step, review):
    client, counted = as_one(field.cast.lead), []
    client.get(review)
    for many in (1, 6):
        for n in range(many):
            field.ask(field.resource(f"专家 {many}-{n}"), step_id=step.pk)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(review).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1]


def test_what_changed_leads_to_the_step_that_is_late(field, step, review):
    with pretend(now() + timedelta(days=90)):
        told = text_of(field.cast.lead, review.replace("steps", "changed"))
    assert f'<a href="/steps/{step.pk}">' in told


def test_the_paper_of_a_plan_names_what_was_asked_for_a_step(field, step):
    row = field.ask(field.resource(), step_id=step.pk)
    said = str(way_section(six_step_page(field.cast.lead, step.plan_id)))
    assert f"{row.resource.name} × 1 {row.get_state_display()}" in said


@pytest.fixture
def carried(field, step):
    """A visit of today that carries the step, and what is booked for it."""
    cast = field.cast
    wanted = {"day": DAY, "people": [field.person.pk], "objective": "看比对"}
    visit = plan_visit(actor=cast.rep, account=field.account, wanted=wanted)
    link_visit(actor=cast.rep, step=step, visit_id=visit.pk)
    rows = [
        field.ask(field.resource(name), step_id=step.pk, first_day=day)
        for name, day in (("今天的专家", DAY), ("以后的专家", field.day))
    ]
    for row in rows:
        approve_booking(actor=cast.lead, booking=row)
    return visit, rows[0]


def test_a_record_asks_what_the_resources_of_that_day_cost_until_it_is_noted(
    field, carried
):
    visit, row = carried
    url, rep = f"/visits/{visit.pk}", field.cast.rep
    assert "要带的资源" in text_of(rep, url)
    submit_visit(actor=rep, visit=visit, wanted=a_note([field.person]))
    told = text_of(rep, url)
    assert "带去的资源，用了吗？" in told
    assert f"/requests/{row.pk}" in told
    assert "以后的专家" not in told
    use_booking(actor=rep, booking=row)
    assert "带去的资源，用了吗？" not in text_of(rep, url)


def test_a_visit_that_was_called_off_asks_nothing(field, carried):
    visit, _row = carried
    cancel_visit(actor=field.cast.rep, visit=visit, reason="改期")
    assert "今天的专家" not in text_of(field.cast.rep, f"/visits/{visit.pk}")
