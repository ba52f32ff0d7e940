"""Devices in real Chromium: no signal, killed tabs, a second person, a new build.

The short histories run every day; the others carry the marker ``more``. Which case of
the fault catalogue each one proves stands in docs/explain/offline-device.md.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from kam.visits.models import Visit
from kam.visits.tests.conftest import make_account
from tests.offline.hands import (
    KEEPER,
    PUSH,
    STORE,
    Pushes,
    answer_lost,
    items,
    plan,
    signal,
    states,
    stored,
    sync,
    unsent,
)

pytestmark = pytest.mark.browser
more = pytest.mark.more
LATER = """
const moved = 10 * 365 * 24 * 3600 * 1000;
const Real = Date;
Date = class extends Real {
  constructor(...all) { all.length ? super(...all) : super(Real.now() + moved); }
  static now() { return Real.now() + moved; }
};
"""


@pytest.fixture
def account(cast):
    return make_account(cast.rep).pk


def test_what_is_written_without_signal_survives_a_killed_tab_and_arrives_once(
    device_of, cast, account
):
    device = device_of(cast.rep)
    page = device.settled()
    signal(page, "fine")
    device.signal(on=False)
    signal(page, "offline")
    plan(page, account, "one")
    plan(page, account, "two")
    page.close()
    again = device.page("/today")
    expect(again.locator("meta[name=kam-build]")).to_have_count(1)
    device.signal(on=True)
    again.goto("/today")
    signal(again, "fine")
    assert stored() == ["one", "two"]
    assert unsent(again) == 0


def test_a_lost_answer_doubles_nothing_and_a_captive_portal_takes_nothing(
    device_of, cast, account
):
    device = device_of(cast.rep)
    page = device.settled()
    device.context.route(PUSH, answer_lost)
    plan(page, account, "one")
    assert sync(page) == "later"
    assert (stored(), states(page)) == (["one"], ["unsent"])
    device.context.unroute(PUSH)
    portal = {"status": 200, "content_type": "text/html", "body": "<h1>Wi-Fi</h1>"}
    device.context.route(PUSH, lambda route: route.fulfill(**portal))
    assert sync(page) == "later"
    assert states(page) == ["unsent"]
    device.context.unroute(PUSH)
    sync(page)
    assert (stored(), unsent(page)) == (["one"], 0)


def test_the_next_person_on_the_device_sees_and_sends_nothing_of_the_first(
    device_of, cast, account
):
    device = device_of(cast.rep)
    page = device.settled()
    page.evaluate(
        f"localStorage.setItem('kam-draft:{cast.rep.pk}:visit:1', '\"geheim\"')"
    )
    device.signal(on=False)
    plan(page, account, "of the first")
    page.close()
    device.signal(on=True)
    device.sign_in(cast.colleague)
    other = device.settled()
    assert (items(other), stored()) == ([], [])
    expect(other.locator("[data-n=others]")).to_have_text("1")
    kept = other.evaluate("JSON.stringify(localStorage)")
    assert "geheim" not in kept
    device.sign_in(cast.rep)
    back = device.settled()
    sync(back)
    assert Visit.objects.get().owner == cast.rep
    assert "geheim" in back.evaluate("JSON.stringify(localStorage)")


def test_signing_out_asks_first_and_then_leaves_nothing(device_of, cast, account):
    device = device_of(cast.rep)
    page = device.settled()
    device.context.route(PUSH, lambda route: route.abort())
    plan(page, account, "only here")
    page.locator(".tabbar summary").click()
    page.locator(".tabbar kam-leave button").click()
    dialog = page.locator("#leaving")
    expect(dialog.locator("[data-n=unsent]")).to_have_text("1")
    dialog.locator("[data-leave=send]").click()
    expect(dialog.locator("[data-said=not-sent]")).to_be_visible()
    with page.expect_download() as saving:
        dialog.locator("[data-leave=save]").click()
    saved = json.loads(saving.value.path().read_text(encoding="utf-8"))
    assert "only here" in saved["items"][0]["body"]
    dialog.locator("[data-leave=discard]").click()
    page.wait_for_url("**/sign-in")
    assert page.evaluate("indexedDB.databases()") == []
    assert page.evaluate("localStorage.getItem('kam-person')") is None
    assert stored() == []


@more
def test_signing_out_without_signal_ends_the_session_with_the_next_page(
    device_of, cast, account
):
    device = device_of(cast.rep)
    page = device.settled()
    device.signal(on=False)
    page.locator(".tabbar summary").click()
    page.locator(".tabbar kam-leave button").click()
    page.wait_for_url("**/")
    assert page.evaluate("localStorage.getItem('kam-person')") is None
    device.signal(on=True)
    page.goto("/today")
    page.wait_for_url("**/sign-in?*")


@more
def test_two_tabs_send_each_item_once(device_of, cast, account):
    device = device_of(cast.rep)
    one, two = device.settled(), device.page()
    signal(two, "fine")
    pushed = Pushes()
    device.context.on("request", pushed.note)
    device.signal(on=False)
    for number in range(8):
        plan(one if number % 2 else two, account, f"visit {number}")
    device.signal(on=True)
    for page in (one, two):
        page.evaluate(f"void {KEEPER}.run({{force: true}})")
    expect(one.locator("kam-connection")).to_have_attribute("data-signal", "fine")
    ops = pushed.ops
    assert len(ops) == len(set(ops)) == 8
    assert len(stored()) == 8


@more
def test_one_poison_item_never_holds_up_the_others(device_of, cast, account):
    device = device_of(cast.rep)
    page = device.settled()
    bad = plan(page, account, "poison")["op"]
    for number in range(5):
        plan(page, account, f"good {number}")
    refuse = {"status": 500, "body": "<h1>500</h1>"}
    device.context.route(
        PUSH,
        lambda route: (
            route.fulfill(**refuse)
            if bad in (route.request.post_data or "")
            else route.continue_()
        ),
    )
    sync(page)
    assert states(page)[0] == "held"
    assert stored() == [f"good {number}" for number in range(5)]
    device.context.unroute(PUSH)
    sync(page)
    assert "poison" in stored()


@more
def test_a_storage_that_the_browser_cleared_is_told_never_silent(
    device_of, cast, account
):
    device = device_of(cast.rep)
    page = device.settled()
    device.context.route(PUSH, lambda route: route.abort())
    plan(page, account, "gone")
    expect(page.locator("[data-n=unsent]").first).to_have_text("1")
    expect(page.locator("kam-connection [data-risk]")).not_to_have_attribute(
        "hidden", ""
    )
    session = device.context.new_cdp_session(page)
    what = {"origin": device.url, "storageTypes": "indexeddb,local_storage"}
    session.send("Storage.clearDataForOrigin", what)
    page.goto("/today")
    signal(page, "lost")
    expect(page.locator("[data-when=lost] [data-n=lost]")).to_have_text("1")


@more
def test_a_pin_locks_what_waits_until_it_is_given(device_of, cast, account):
    device = device_of(cast.rep)
    page = device.settled()
    device.context.route(PUSH, lambda route: route.abort())
    plan(page, account, "behind the PIN")
    page.evaluate(f"{STORE}.setPin('246810').then(() => {STORE}.lock())")
    device.context.unroute(PUSH)
    page.reload()
    signal(page, "locked")
    assert (stored(), unsent(page)) == ([], 1)
    assert page.evaluate(f"{STORE}.unlock('111111')") is False
    assert page.evaluate(f"{STORE}.unlock('246810')") is True
    sync(page)
    assert stored() == ["behind the PIN"]
    page.reload()
    signal(page, "fine")
    page.close()
    signal(device.page("/today"), "locked")


@more
def test_somebody_who_was_revoked_reads_nothing_and_loses_nothing(
    device_of, cast, account
):
    device = device_of(cast.rep)
    page = device.settled()
    device.signal(on=False)
    plan(page, account, "kept for later")
    cast.rep.is_active = False
    cast.rep.save()
    device.signal(on=True)
    assert sync(page) == "signed-out"
    assert (states(page), stored()) == (["unsent"], [])


@more
def test_a_clock_wrong_by_years_changes_nothing(device_of, cast, account):
    device = device_of(cast.rep)
    device.context.add_init_script(LATER)
    page = device.settled()
    assert page.evaluate("new Date().getFullYear()") > 2030
    plan(page, account, "from the future")
    sync(page)
    assert stored() == ["from the future"]
