"""A review shows who did not move and signs of loss; a plan, questions and bookings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kam.blueprints.models import BlueprintVersion
from kam.blueprints.services import (
    FindingDraft,
    add_finding,
    close_review,
    edit_blueprint,
    open_review,
    submit_blueprint,
)
from kam.blueprints.tests.conftest import WEDNESDAY, fresh
from kam.judgements.services import Opinion, judge
from kam.questions.services import Draft, create_question
from kam.resources.services import (
    BookingDraft,
    ResourceDraft,
    add_resource,
    ask_booking,
)

pytestmark = pytest.mark.django_db


def page(user, url):
    client = Client()
    client.force_login(user)
    answer = client.get(url)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_a_review_names_who_did_not_move_and_not_who_did(cast, hospital, blueprint):
    review = open_review(actor=cast.lead, blueprint=blueprint)
    url = f"/reviews/{review.pk}?q=people"
    names = [hospital.chief.person.name, hospital.head.person.name]
    still = page(cast.lead, url).split('id="still"')[1]
    assert all(name in still for name in names)
    judge(
        actor=cast.rep,
        stakeholder=hospital.chief,
        opinions=[
            Opinion("business", 4, "一起做了评估"),
            Opinion("personal", 4, "一起吃饭"),
        ],
    )
    still = page(cast.lead, url).split('id="still"')[1]
    assert names[0] not in still
    assert names[1] in still


def test_a_review_of_risks_shows_the_signs_and_what_the_plan_says(
    cast, hospital, blueprint
):
    review = open_review(actor=cast.lead, blueprint=blueprint)
    url = f"/reviews/{review.pk}?q=risks"
    told = page(cast.lead, url)
    assert "逾期的承诺" in told
    assert "计划书里还没有写风险" in told
    edit_blueprint(
        actor=cast.rep, blueprint=blueprint, wanted={"text_risks": "对手换了经销商"}
    )
    told = page(cast.lead, url)
    assert "对手换了经销商" in told
    assert "计划书里还没有写风险" not in told


def test_the_plan_lists_questions_and_bookings_and_freezes_no_question(
    cast, hospital, blueprint
):
    draft = Draft(text="预算由谁批？")
    create_question(actor=cast.rep, account=hospital.account, draft=draft)
    expert = add_resource(
        actor=cast.lead,
        draft=ResourceDraft("林工", kind="expert", unit="天", capacity=1),
    )
    day = WEDNESDAY + timedelta(3)
    ask_booking(
        actor=cast.rep,
        account=hospital.account,
        draft=BookingDraft(expert.pk, day, why="演示"),
    )
    told = page(cast.rep, f"/blueprints/{blueprint.pk}")
    assert "预算由谁批？" in told
    assert "林工 × 1 天" in told
    submit_blueprint(actor=cast.rep, blueprint=fresh(cast.rep, blueprint))
    kept = BlueprintVersion.objects.get(blueprint=blueprint).snapshot
    assert "预算由谁批" not in str(kept)
    assert "林工" in str(kept)
    assert "预算由谁批" not in page(cast.analyst, f"/blueprints/{blueprint.pk}")


def test_a_review_costs_the_same_after_many_others(cast, hospital, blueprint):
    client = Client()
    client.force_login(cast.lead)
    review = open_review(actor=cast.lead, blueprint=blueprint)
    counted, friday = [], WEDNESDAY + timedelta(days=2)
    for more in (0, 3):
        for n in range(more):
            draft = FindingDraft("people", f"结论{n}")
            add_finding(actor=cast.lead, review=review, draft=draft)
            close_review(actor=cast.lead, review=review, minutes="好", next_on=friday)
            review = open_review(actor=cast.lead, blueprint=blueprint)
        for key in ("changed", "last", "people", "steps", "risks", "next"):
            address = f"/reviews/{review.pk}?q={key}"
            client.get(address)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            counted.append(len(asked))
    assert max(counted) <= 12
