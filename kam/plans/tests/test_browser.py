"""A plan as people walk it: begun, mended, carried by a visit, moved by its outcome."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.core.clock import today
from kam.judgements.services import Opinion, judge
from kam.judgements.terms import Source
from kam.plans.models import Plan, Step
from kam.visits.services import plan_visit, submit_visit
from kam.visits.tests.conftest import a_note
from tests.faces import BOTH

pytestmark = pytest.mark.browser


def know(cast, person, product):
    """Let somebody be known to consult, and to fear the risk."""
    said = {"evidence": "亲口问过细节", "source": Source.SEEN, "product_id": product.pk}
    gates = {"knows": 1, "needs": 1, "agreed": 1, "used": 0}
    terms = {"value": 3, "risk": 8, "switch": 2, "post": 2}
    held = [Opinion(name, value, **said) for name, value in gates.items()]
    held += [Opinion(n, v, side="customer", **said) for n, v in terms.items()]
    held += [Opinion(name, 5, side="ours", **said) for name in terms]
    judge(actor=cast.rep, stakeholder=person, opinions=held)


def begin(page, url, look):
    """Begin a plan in three taps, put it under way, let the next visit carry a step."""
    page.goto(url)
    look("whom")
    page.locator("main .list a.strong").first.click()
    look("begin")
    page.locator("form.record-form button[type=submit]").click()
    expect(page.locator(".way-step")).to_have_count(2)
    look("draft")
    plan = Plan.objects.get()
    activate = reverse("plans:activate", args=[plan.pk])
    page.locator(f'form[action="{activate}"] button').click()
    expect(page.locator(".way-step.is-now .btn-primary")).to_be_visible()
    page.locator(".way-step.is-now form[action$='/visits'] button").click()
    expect(page.locator(".way-step .step-visit")).to_have_count(1)
    return plan


@pytest.mark.parametrize(("width", "theme", "language"), BOTH)
def test_from_a_to_b_by_a_visit(
    page_at, axe, shot, live, cast, hospital, reagent, width, theme, language
):
    know(cast, hospital.head, reagent)
    day = today("Asia/Shanghai")
    wanted = {"day": day, "people": [hospital.head.pk], "objective": "看比对"}
    visit = plan_visit(actor=cast.rep, account=hospital.account, wanted=wanted)
    cast.rep.language = language
    cast.rep.save()
    page = page_at(width, theme, language, user=cast.rep)

    def look(name):
        expect(page.locator("h1").first).to_be_visible()
        axe(page)
        shot(page, f"plans-{name}-{width}-{theme}-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    new = f"{reverse('plans:new')}?account={hospital.account.pk}"
    plan = begin(page, live.url + new, look)
    page.goto(live.url + reverse("visits:detail", args=[visit.pk]))
    expect(page.locator("#steps")).to_contain_text(Step.objects.first().what)
    look("prepare")
    submit_visit(actor=cast.rep, visit=visit, wanted=a_note([hospital.head]))
    page.reload()
    page.locator("#steps form[action$='/moved'] button").click()
    expect(page.locator("#steps .chip.good")).to_be_visible()
    look("record")
    page.goto(live.url + reverse("desk:plan", args=[plan.pk]))
    expect(page.locator(".way-step.is-done")).to_have_count(1)
    expect(page.locator(".stat-value").first).to_contain_text("1 / 2")
    look("page")
    page.goto(live.url + reverse("plans:list"))
    expect(page.locator("tbody tr")).to_have_count(1)
    look("list")
