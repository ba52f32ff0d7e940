"""The preparation shows what is ready to be said to the people of the visit."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from kam.accounts.services import (
    AccountDraft,
    Affiliation,
    Identity,
    create_account,
    create_person,
)
from kam.core.clock import today
from kam.needs.services import create_message, ready_message
from kam.visits.services import plan_visit

pytestmark = pytest.mark.django_db
WHOLE = {
    "feature": "双波长检测",
    "effect": "溶血样本不用重抽",
    "concern": "夜班漏检",
    "benefit": "夜班一个人也不会漏掉急诊样本",
    "term": "risk",
}


@pytest.fixture
def meeting(cast):
    """A visit to one of two people, and a way to say something to each."""
    account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    seen, other = (
        create_person(
            actor=cast.rep,
            account=account,
            identity=Identity(name=name),
            affiliation=Affiliation(concerns="夜班漏检"),
        )
        for name in ("沈若澜", "顾明慧")
    )
    visit = plan_visit(
        actor=cast.rep,
        account=account,
        owner=cast.rep,
        wanted={
            "day": today("Asia/Shanghai"),
            "people": (seen.pk,),
            "objective": "谈夜班",
        },
    )
    return visit, seen, other


def page_of(user, visit):
    client = Client()
    client.force_login(user)
    return client.get(reverse("visits:detail", args=[visit.pk])).content.decode()


def test_only_ready_messages_of_those_present_are_shown(cast, meeting):
    visit, seen, other = meeting
    for person in (seen, other):
        wanted = {**WHOLE, "benefit": f"{WHOLE['benefit']}{person.pk}"}
        row = create_message(actor=cast.rep, stakeholder=person, wanted=wanted)
        assert WHOLE["benefit"] not in page_of(cast.rep, visit)
        if person == other:
            ready_message(actor=cast.rep, message=row)
            assert WHOLE["benefit"] not in page_of(cast.rep, visit)
        else:
            first = row
    ready_message(actor=cast.rep, message=first)
    page = page_of(cast.rep, visit)
    assert f"{WHOLE['benefit']}{seen.pk}" in page
    assert f"{WHOLE['benefit']}{other.pk}" not in page
    assert "要说的信息" in page
    assert WHOLE["benefit"] not in page_of(cast.analyst, visit)
