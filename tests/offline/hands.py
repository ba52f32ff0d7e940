"""What a person does on a device in Chromium, and what the server then holds."""

from __future__ import annotations

import json
import time
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from kam.core.clock import today
from kam.visits.models import Visit

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

STORE = "document.querySelector('kam-connection').keeper.store"
KEEPER = "document.querySelector('kam-connection').keeper"
PUSH = "**/sync/push"


class Pushes:
    """What went to the server, as the browser saw it leave."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def note(self, asked: Request) -> None:
        """Keep the body of a push."""
        if asked.url.endswith("/sync/push"):
            self.texts.append(asked.post_data or "")

    @property
    def ops(self) -> list[str]:
        """The items of all pushes, as often as they left."""
        return [item["op"] for text in self.texts for item in json.loads(text)["items"]]


def plan(page: Page, account: int, objective: str, **more: Any) -> dict[str, Any]:
    """Plan a visit on the device; returns its item."""
    wanted = {"day": (today("Asia/Shanghai") + timedelta(days=1)).isoformat()}
    fields = {
        "id": str(uuid.uuid4()),
        "account": account,
        "wanted": {**wanted, "objective": objective},
        "title": objective,
        **more,
    }
    return page.evaluate(f"(fields) => {STORE}.add('visit.plan', fields)", fields)


def items(page: Page) -> list[dict[str, Any]]:
    """Everything the outbox shows."""
    return page.evaluate(f"{STORE}.items()")


def states(page: Page) -> list[str]:
    """How the items stand, in order."""
    return [item["state"] for item in items(page)]


def unsent(page: Page) -> int:
    """How many items wait, as the corner counts them."""
    return page.evaluate(f"{STORE}.pending().then(({{unsent}}) => unsent)")


def sync(page: Page) -> str:
    """Press 'sync now', and wait until it has ended."""
    return page.evaluate(f"{KEEPER}.run({{force: true}})")


def stored() -> list[str]:
    """The objectives of all visits on the server."""
    return sorted(Visit.objects.values_list("objective", flat=True))


def until(page: Page, script: str, patience: float = 20.0) -> None:
    """Wait for a script to say yes; the policy forbids wait_for_function."""
    ends = time.monotonic() + patience
    while not page.evaluate(script):
        assert time.monotonic() < ends, f"never: {script}"
        page.wait_for_timeout(100)


def signal(page: Page, name: str) -> None:
    """Expect the corner to say this."""
    expect(page.locator("kam-connection")).to_have_attribute("data-signal", name)


def answer_lost(route: Route) -> None:
    """Let the server receive everything, and lose what it answers."""
    route.fetch()
    route.abort("connectionreset")
