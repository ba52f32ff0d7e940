"""A new build on a device in real Chromium: what waits stays, and old tabs go on."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Error, expect

from kam.sync import build
from kam.visits.tests.conftest import make_account
from tests.offline.hands import PUSH, plan, states, stored, sync, until

pytestmark = pytest.mark.browser
more = pytest.mark.more
NEW = "b" * 16
KEPT = """
navigator.serviceWorker.ready.then(
  async (it) => await caches.has("kam-build-{build}") && !it.installing)
"""
SERVES = """
navigator.serviceWorker.ready.then(
  (it) => !it.waiting && it.active.state === "activated")
"""


@pytest.fixture
def account(cast):
    return make_account(cast.rep).pk


def update(monkeypatch, name):
    """Let the server be a new build from now on."""
    script = build.worker().replace(build.build(), name)
    monkeypatch.setattr("kam.sync.views.worker.worker_script", lambda: script)
    monkeypatch.setattr("kam.sync.pages.shell.build", lambda: name)


def opened(device):
    """Open the application; a browser that is busy handing over may not answer."""
    page = device.context.new_page()
    try:
        page.goto(f"{device.url}/today", timeout=10_000)
    except Error:
        page.close()
        return None
    return page


def taken_over(device, name):
    """Open the application until a new build serves; each time it is asked to."""
    ends = time.monotonic() + 150
    while True:
        page = opened(device)
        if page is not None:
            until(page, KEPT.format(build=name), patience=60)
            if page.evaluate(SERVES):
                return page
            page.close()
        assert time.monotonic() < ends, "the new build never served"


@more
def test_a_new_build_keeps_what_waits_and_old_tabs_go_on(
    device_of, cast, account, monkeypatch
):
    device = device_of(cast.rep)
    old = device.settled()
    device.context.route(PUSH, lambda route: route.abort())
    plan(old, account, "before the update")
    update(monkeypatch, NEW)
    new = device.page()
    new.evaluate("navigator.serviceWorker.ready.then((it) => it.update())")
    until(new, KEPT.format(build=NEW), patience=60)
    plan(old, account, "after the update")
    assert states(new) == ["unsent", "unsent"]
    device.context.unroute(PUSH)
    sync(new)
    assert stored() == ["after the update", "before the update"]
    old.close()
    new.close()
    new = taken_over(device, NEW)
    device.signal(on=False)
    new.reload()
    expect(new.locator("meta[name=kam-build]")).to_have_attribute("content", NEW)
