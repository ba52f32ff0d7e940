"""Fixtures for browser tests: Chromium, fonts, live server, pages, axe, pictures.

How to use them stands in ``docs/howto/test.md``.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.plugins.watch import Watch
from tools.chromium import ChromiumMissingError, found

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, Playwright
    from pytest_django.live_server_helper import LiveServer

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "var" / "shots"
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
LANGUAGES = {"zh-hans": "zh-CN", "en": "en-GB"}
TIME_ZONE = "Asia/Shanghai"
# A machine may be busy; what must be quick is counted elsewhere, not waited for.
PATIENCE = 30_000
# A shared computer keeps no copy; tests of the offline part ask for one (offline.py).
NO_COPY = 'try { localStorage.setItem("kam-offline", "off"); } catch {}'
HEIGHTS = {390: 844, 360: 780, 768: 1024, 1024: 768}
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Noto Sans CJK SC</string></edit>
  </match>
</fontconfig>
"""


class PageAt(Protocol):
    """Open a page of a given width, theme and language, signed in or not."""

    def __call__(
        self,
        width: int = 1440,
        theme: str = "light",
        language: str = "zh-hans",
        user: Any = None,
        **context: Any,
    ) -> Page: ...


@pytest.fixture(scope="session")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a fontconfig file that offers one font only: the same pictures anywhere."""
    import noto_cjk_sans_otc

    folder = tmp_path_factory.mktemp("fonts")
    written = folder / "fonts.conf"
    package = Path(noto_cjk_sans_otc.__file__).parent
    written.write_text(FONTS.format(folder=package, cache=folder / "cache"))
    return written


@pytest.fixture(scope="session")
def playwright_session() -> Iterator[Playwright]:
    """Run Playwright's driver once a session."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as session:
        yield session


def launch(session: Playwright, path: str, environment: dict[str, str]) -> Browser:
    """Start Chromium, with its sandbox wherever the system grants one."""
    from playwright.sync_api import Error

    start = functools.partial(
        session.chromium.launch,
        executable_path=path,
        args=list(FLAGS),
        env=dict(environment),
    )
    if os.geteuid() == 0:
        return start(chromium_sandbox=False)
    try:
        return start(chromium_sandbox=True)
    except Error:
        return start(chromium_sandbox=False)


@pytest.fixture(scope="session")
def chromium(playwright_session: Playwright, fonts: Path) -> Iterator[Browser]:
    """Start Debian's Chromium once a session, with the project's own font."""
    try:
        path = found()
    except ChromiumMissingError as missing:
        pytest.fail(str(missing), pytrace=False)
    if path is None:
        pytest.fail("no Chromium: run tools/chromium.py first", pytrace=False)
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    browser = launch(playwright_session, path, environment)
    yield browser
    browser.close()


@pytest.fixture
def live(live_server: LiveServer) -> LiveServer:
    """Serve the product on a free port; records are committed, then emptied."""
    return live_server


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail the test on console errors, CSP violations and requests that leave."""
    watching = Watch()
    yield watching
    said = watching.verdict()
    if said:
        pytest.fail(f"The browser complained:\n{said}", pytrace=False)


def sign_in(context: BrowserContext, user: object, url: str) -> None:
    """Put the session cookie of a signed-in user into a context."""
    from django.conf import settings
    from django.test import Client

    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    context.add_cookies([{"name": name, "value": value, "url": url}])


@pytest.fixture
def page_at(chromium: Browser, live: LiveServer, watch: Watch) -> Iterator[PageAt]:
    """Give a function that opens watched pages; relative URLs go to the server."""
    opened: list[BrowserContext] = []

    def open_page(
        width: int = 1440,
        theme: str = "light",
        language: str = "zh-hans",
        user: object = None,
        **wanted: Any,
    ) -> Page:
        context = chromium.new_context(
            base_url=live.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme=theme,
            locale=LANGUAGES[language],
            timezone_id=TIME_ZONE,
            reduced_motion="reduce",
            **wanted,
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NO_COPY)
        watch.follow(context)
        if user is not None:
            sign_in(context, user, live.url)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@functools.cache
def axe_source() -> str:
    """Read the accessibility checker once."""
    if not AXE.is_file():
        pytest.fail("axe-core is missing: run make assets", pytrace=False)
    return AXE.read_text(encoding="utf-8")


def described(violation: dict[str, Any]) -> str:
    """Put one violation into a few readable lines."""
    places = [" ".join(map(str, node["target"])) for node in violation["nodes"]]
    reasons = violation["nodes"][0]["failureSummary"]
    return f"{violation['id']}: {violation['help']}\n  {places}\n  {reasons}"


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Give a function that fails the test unless a page has no axe violation."""

    def check(page: Page) -> None:
        page.wait_for_load_state("load")
        if not page.evaluate("'axe' in window"):
            page.evaluate(f"{axe_source()};undefined")
        # No enabled rule reads what a preload would fetch again.
        result = page.evaluate("axe.run({resultTypes: ['violations'], preload: false})")
        found_here = [described(violation) for violation in result["violations"]]
        assert not found_here, "\n".join([page.url, *found_here])

    return check


@pytest.fixture
def shot() -> Callable[..., Path]:
    """Give a function that photographs a page into ``var/shots/``."""

    def take(page: Page, name: str, *, whole: bool = True) -> Path:
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{name}.png"
        page.screenshot(path=path, full_page=whole, animations="disabled")
        return path

    return take
