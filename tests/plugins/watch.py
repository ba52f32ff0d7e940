"""Watch a page and remember everything that must not happen in a browser test."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
UNREADABLE = "does not conform to the required format"  # shown as empty
INSIDE = {"data", "blob", "about", "chrome-error"}
STATUS = re.compile(r"status of (\d{3})|Response Status Error Code (\d{3})")
LISTEN = """
document.addEventListener("securitypolicyviolation", (event) => {
  window.kamViolation(
    `${event.violatedDirective} blocked ${event.blockedURI || "inline"} ` +
    `at ${event.sourceFile || location.href}:${event.lineNumber}`);
});
"""


@dataclass
class Watch:
    """What went wrong in the pages of one test; ``expect`` declares error answers."""

    expected: set[int] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def expect(self, *statuses: int) -> None:
        """Declare that answers with these statuses belong to this test."""
        self.expected.update(statuses)

    def follow(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.expose_binding("kamViolation", self._violation)
        context.add_init_script(LISTEN)
        context.on("page", self._page)
        context.on("request", self._request)

    def verdict(self) -> str:
        """Return every problem that was not declared, one a line."""
        return "\n".join(found for found in self.problems if not self._declared(found))

    def _declared(self, problem: str) -> bool:
        status = STATUS.search(problem)
        if not status:
            return False
        return int(status[1] or status[2]) in self.expected

    def _violation(self, _source: object, text: str) -> None:
        self.problems.append(f"content security policy: {text}")

    def _page(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", self._error)

    def _error(self, error: object) -> None:
        self.problems.append(f"script error: {error}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" or UNREADABLE in message.text:
            where = message.location.get("url", "")
            self.problems.append(f"console: {message.text} ({where})")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in INSIDE and parts.hostname not in LOOPBACK:
            self.problems.append(f"request left this machine: {request.url}")
