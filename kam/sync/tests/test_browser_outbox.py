"""What devices sent and is not done: chosen on a phone, admitted at a desk."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from playwright.sync_api import expect

from kam.accounts.services import change_owner
from kam.core.clock import today
from kam.people.models import User
from kam.sync.models import Envelope
from kam.sync.services import Claim, Item, push
from kam.sync.tests.sending import item
from kam.visits.models import Visit
from kam.visits.services import edit_plan
from kam.visits.tests.conftest import make_hospital

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def arrive(user, *things):
    """Let a device have sent some items."""
    items = [Item(one.op, one.body) for one in things]
    return push(actor=user, claim=Claim(UUID(int=0xABCD << 112)), items=items)


@pytest.fixture
def kept(cast):
    """A choice, an item that breaks a rule, and one that waits."""
    hospital = make_hospital(cast.rep)
    other = make_hospital(cast.rep, "南山医院")
    day = today(cast.rep.time_zone).isoformat()
    thing, where = uuid4(), {"account": hospital.account}
    plan = {"day": day, "objective": "请她看流程", "people": [hospital.head.pk]}
    arrive(cast.rep, item("visit.plan", id=thing, wanted=plan, **where))
    visit = Visit.objects.get(client_id=thing)
    edit_plan(actor=cast.rep, visit=visit, wanted={"objective": "网页上改的目标"})
    mine = {"objective": "火车上改的目标"}
    arrive(
        cast.rep,
        item("visit.plan", id=thing, base=plan, wanted=mine, **where),
        item("visit.record", submit=True, wanted={"fact": "只写了事实"}, **where),
        item("visit.amend", id=thing, after=[uuid4()], text="补一句", **where),
    )
    late = item("visit.plan", account=other.account, wanted=plan | {"people": []})
    change_owner(actor=None, account=other.account, owner=cast.colleague)
    arrive(cast.rep, late)
    return thing


def test_a_choice_is_made_on_a_phone_and_an_item_admitted(
    cast, kept, live, page_at, axe, shot
):
    page = page_at(390, user=cast.rep)
    page.goto(f"{live.url}/sync")
    expect(page.locator("fieldset.conflict")).to_have_count(1)
    axe(page)
    shot(page, "sync-phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="按选择存好").click()
    expect(page.locator("fieldset.conflict")).to_have_count(0)
    assert Visit.objects.get(client_id=kept).objective == "火车上改的目标"
    page.locator("li.list-row", has_text="等前一项").get_by_text("放弃").click()
    expect(page.locator("li.list-row", has_text="已放弃")).to_have_count(1)
    User.objects.update(language="en")
    wide = page_at(1440, "dark", "en", user=cast.rep)
    wide.goto(f"{live.url}/sync")
    axe(wide)
    shot(wide, "sync-wide")
    _admitted(cast, live, page_at, axe, shot)


def _admitted(cast, live, page_at, axe, shot):
    """An administrator admits without reading."""
    chief = page_at(1440, user=cast.admin)
    chief.goto(f"{live.url}/sync/quarantine")
    axe(chief)
    shot(chief, "quarantine-wide")
    assert "只写了事实" not in chief.content()
    line = chief.locator("tr", has_text="The account is not")
    line.get_by_role("button", name="Admit", exact=True).click()
    expect(line).to_have_count(0)
    assert Envelope.objects.filter(decided_by=cast.admin, state="stored").count() == 1
    phone = page_at(390, "dark", "en", user=cast.admin)
    phone.goto(f"{live.url}/sync/quarantine")
    axe(phone)
    shot(phone, "quarantine-phone")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
