"""Fixtures for browser tests without signal: devices that keep a copy, and their line.

Loaded by ``pytest_plugins`` of the tests that need it; stands on ``browser.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.browser import LANGUAGES, PATIENCE, TIME_ZONE, sign_in
from tests.plugins.watch import LISTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

READY = "navigator.serviceWorker.ready.then(({active}) => active.state)"


@dataclass
class Device:
    """A phone with its own storage: pages, signal, and what lies in its store."""

    context: BrowserContext
    url: str

    def sign_in(self, user: object) -> None:
        """Sign somebody in, without typing."""
        sign_in(self.context, user, self.url)

    def page(self, path: str = "/today") -> Page:
        """Open a page and wait until the device keeps what it needs."""
        page = self.context.new_page()
        page.goto(self.url + path)
        return page

    def settled(self, path: str = "/today") -> Page:
        """Open a page and wait until the worker stands and a copy is kept."""
        page = self.page(path)
        page.evaluate(READY)
        page.locator("kam-connection [data-copied]:not([hidden])").wait_for(
            state="attached"
        )
        return page

    def signal(self, *, on: bool) -> None:
        """Cut or mend the line."""
        self.context.set_offline(not on)


@pytest.fixture
def device_of(chromium: Browser, live: LiveServer) -> Iterator[Any]:
    """Give a function that makes a new device; it allows a copy.

    A lost line shows in the console; what fails is a script's error or what the
    content policy refuses.
    """
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def make(user: object = None, language: str = "zh-hans") -> Device:
        context = chromium.new_context(
            base_url=live.url,
            viewport={"width": 390, "height": 844},
            locale=LANGUAGES[language],
            timezone_id=TIME_ZONE,
            reduced_motion="reduce",
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda told: complaints.append(str(told.error)))
        context.expose_binding("kamViolation", lambda _, text: complaints.append(text))
        context.add_init_script(LISTEN)
        device = Device(context, live.url)
        if user is not None:
            device.sign_in(user)
        return device

    yield make
    for context in opened:
        context.close()
    if complaints:
        pytest.fail("\n".join(complaints), pytrace=False)
