"""A resource is asked for from a step, approved by the manager, and stands there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from kam.resources.models import Booking
from kam.resources.services import approve_booking
from tests.faces import NARROW, WIDE

pytestmark = [pytest.mark.browser, pytest.mark.more]


@pytest.fixture(params=[WIDE, NARROW])
def face(request, page_at, axe, shot, live, cast):
    """Open pages as somebody, and look at them: axe, a picture, nothing cut off."""
    width, theme, language = request.param
    for user in (cast.rep, cast.lead):
        user.language = language
        user.save()

    def looked(page, name, place=""):
        if place:
            page.goto(live.url + place)
        expect(page.locator("h1").first).to_be_visible()
        axe(page)
        shot(page, f"resources-{name}-{width}-{theme}-{language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    return lambda user: page_at(width, theme, language, user=user), looked


def ask(page, field, step, expert):
    """Ask from the card of the step; without the tick it is refused first."""
    page.locator(f"#step-{step.pk} a[href*='?step={step.pk}']").click()
    page.locator("#id_resource").select_option(str(expert.pk))
    page.locator("#id_stakeholder").select_option(str(field.person.pk))
    later = field.day + timedelta(days=1)
    page.locator("#id_first_day").fill(later.isoformat())
    page.locator("form.record-form button[type=submit]").click()
    expect(page.locator("#id_assured_error")).to_be_visible()
    page.locator("#id_assured").check()


def test_a_step_asks_and_the_approval_books_it(face, field, step, watch):
    watch.expect(422)
    opened, look = face
    cast, expert = field.cast, field.resource()
    held = field.ask(field.resource("演示仪", capacity=2), first_day=field.day)
    approve_booking(actor=cast.lead, booking=held)
    page, plan = opened(cast.rep), reverse("desk:plan", args=[step.plan_id])
    calendar = f"{reverse('resources:calendar')}?day={field.day:%Y-%m-%d}"
    look(page, "list", reverse("resources:list"))
    look(page, "week", calendar)
    look(page, "month", f"{calendar}&view=month")
    look(page, "one", reverse("resources:resource", args=[expert.pk]))
    look(page, "choose", reverse("desk:ask"))
    look(page, "plan-before", plan)
    ask(page, field, step, expert)
    look(page, "ask")
    page.locator("form.record-form button[type=submit]").click()
    mark = page.locator(f"#step-{step.pk} .booking-mark .chip")
    expect(mark).to_contain_class("warn")
    row = Booking.objects.get(resource=expert)

    above = opened(cast.lead)
    look(above, "requests", reverse("resources:requests"))
    look(above, "decide", reverse("resources:booking", args=[row.pk]))
    above.locator("form[action$='/approve'] button[type=submit]").click()
    expect(above.locator(".chip.info").first).to_be_visible()
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("booked", cast.lead)
    look(page, "plan", plan)
    expect(mark).to_contain_class("info")
