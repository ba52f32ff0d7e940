"""The phases of an account as its records show them, and the page that says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kam.judgements.services import Opinion, judge
from kam.needs.services import ProblemDraft, create_problems
from kam.plans.queries import work_of
from kam.visits.services import Task, open_action, record_visit
from kam.visits.tests.conftest import WEDNESDAY, a_note, make_hospital, make_person

pytestmark = pytest.mark.django_db
GATES = {"knows": 1, "needs": 1, "agreed": 1, "used": 1, "share": 20}


@pytest.fixture
def hospital(cast, hospital):
    """A later account than the first, so that no other number equals its own."""
    for n in range(7):
        make_hospital(cast.rep, f"先来医院{n}")
    return make_hospital(cast.rep, "后来医院")


def ago(days):
    return WEDNESDAY - timedelta(days=days)


def meet(cast, hospital, days, **told):
    """Record a visit to the director."""
    note = a_note([hospital.chief], day=ago(days), next_day=WEDNESDAY, **told)
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)


def hold(cast, person, days, product=None, **told):
    """Judge somebody on a day."""
    judge(
        actor=cast.rep,
        stakeholder=person,
        opinions=[
            Opinion(k, v, "x", day=ago(days), product_id=product)
            for k, v in told.items()
        ],
    )


def standing(cast, hospital):
    """Return number, days and missing items of the phase."""
    told = work_of(cast.rep, hospital.account, WEDNESDAY).standing
    return told.number, told.days, told.missing


def test_records_lead_an_account_from_phase_to_phase(cast, hospital, reagent):
    assert standing(cast, hospital)[0::2] == (1, ("met", "need"))
    meet(cast, hospital, 40)
    draft = ProblemDraft("concept", "急诊时限", note="他说的", day=ago(30))
    create_problems(actor=cast.rep, stakeholder=hospital.head, drafts=[draft])
    assert standing(cast, hospital) == (2, 30, ("partner", "using"))
    hold(cast, hospital.chief, 25, business=4, personal=4)
    hold(cast, hospital.head, 20, reagent.pk, **GATES)
    assert standing(cast, hospital) == (3, 20, ("joint",))
    hold(cast, hospital.chief, 5, business=5)
    assert standing(cast, hospital) == (3, 20, ())
    hold(cast, hospital.chief, 2, personal=1)
    assert standing(cast, hospital)[0::2] == (2, ("partner",))


def test_the_four_steps_are_read_from_records(cast, hospital, reagent):
    meet(cast, hospital, 9, insight_kind="priority", outcome="advance")
    parts = work_of(cast.rep, hospital.account, WEDNESDAY).parts
    assert [part.done for part in parts][2:] == [(), ("communication",)]
    note = a_note([hospital.head], day=ago(8), next_day=WEDNESDAY)
    record_visit(actor=cast.rep, account=hospital.account, wanted=note)
    task = Task("准备样品", WEDNESDAY, resource="样品")
    open_action(actor=cast.rep, account=hospital.account, task=task)
    parts = work_of(cast.rep, hospital.account, WEDNESDAY).parts
    assert parts[0].done == ("interest",)
    assert parts[1].done == ("decision", "ranking")
    assert parts[2].done == ("known",)
    assert parts[3].done == ("implementation", "communication")
    assert [part.is_thin for part in parts] == [False, True, False, True]


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "见过至少一位"), ("en", "Met at least one")]
)
def test_the_page_says_what_is_missing_and_where_to_go(cast, hospital, language, words):
    client = Client(headers={"accept-language": language})
    client.force_login(cast.rep)
    cast.rep.language = language
    cast.rep.save()
    url = reverse("plans:phases", args=[hospital.account.pk])
    told = client.get(url).content.decode()
    assert words in told
    assert reverse("needs:account", args=[hospital.account.pk]) in told
    assert told.count('class="phase is-now"') == 1


def test_who_does_not_see_the_account_finds_nothing(cast, hospital):
    url = reverse("plans:phases", args=[hospital.account.pk])
    for user, status in ((cast.stranger, 404), (cast.trainer, 404), (cast.lead, 200)):
        client = Client()
        client.force_login(user)
        assert client.get(url).status_code == status


def test_it_costs_the_same_with_many_people(cast, hospital, reagent):
    client = Client()
    client.force_login(cast.rep)
    other = make_hospital(cast.rep, "南山医院")
    for n in range(30):
        person = make_person(other.account, f"人{n}")
        hold(cast, person, 3, business=4, personal=4)
        hold(cast, person, 3, reagent.pk, **GATES)
    counted = []
    for row in (hospital, other):
        url = reverse("plans:phases", args=[row.account.pk])
        client.get(url)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(url).status_code == 200
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 12
