"""What the one page still asks for: A and B in words, and a judgement of what moved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kam.judgements.models import Judgement
from kam.plans.models import Step
from kam.plans.pages import six_step_page
from kam.plans.services import edit_plan, finish_step
from kam.plans.tests.conftest import steps_of
from kam.plans.tests.test_sheet import client_of, know
from kam.visits.tests.conftest import WEDNESDAY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["stage", "risk"])
def test_a_finished_step_asks_for_a_new_judgement_until_there_is_one(
    cast, hospital, reagent, going, kind
):
    going.stakeholder, going.product = hospital.head, reagent
    going.save(update_fields=["stakeholder", "product"])
    first = steps_of(going)[0]
    Step.objects.filter(pk=first.pk).update(
        kind=kind, before=4, after=5 if kind == "stage" else 3
    )
    know(cast, hospital.head, reagent)
    Judgement.objects.update(day=WEDNESDAY - timedelta(1))

    def asked():
        page = six_step_page(cast.rep, going.pk)
        return page.way.steps[0].anew_url

    assert not asked()
    finish_step(actor=cast.rep, step=Step.objects.get(pk=first.pk))
    url = asked()
    assert str(hospital.head.pk) in url
    assert client_of(cast.rep).get(url).status_code == 200
    assert not six_step_page(cast.analyst, going.pk).way.steps[0].anew_url
    Judgement.objects.update(day=WEDNESDAY)
    assert not asked()


def test_a_plan_is_not_complete_before_a_and_b_are_in_words(cast, going):
    def percent():
        page = six_step_page(cast.rep, going.pk)
        return next(stat.value for stat in page.stats if stat.url == "#checks")

    assert percent() != "100%"
    words = {"now": "凭经验判断", "goal": "急诊都用上"}
    edit_plan(actor=cast.rep, plan=going, wanted=words)
    page = six_step_page(cast.rep, going.pk)
    assert page.stats[-1].value == "100%"
    assert not page.checks
