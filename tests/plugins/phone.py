"""A phone whose storage outlives its browser: killed without warning, opened again."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.plugins.browser import FLAGS, PATIENCE, TIME_ZONE
from tests.plugins.offline import Device
from tools.chromium import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Playwright
    from pytest_django.live_server_helper import LiveServer


@dataclass
class Phone:
    """One person's browser with its own folder."""

    session: Playwright
    folder: Path
    url: str
    device: Device | None = None

    def open(self) -> Device:
        """Start the browser on the folder, however it ended before."""
        context = self.session.chromium.launch_persistent_context(
            str(self.folder),
            executable_path=found(),
            args=list(FLAGS),
            chromium_sandbox=os.geteuid() != 0,
            viewport={"width": 390, "height": 844},
            base_url=self.url,
            locale="zh-CN",
            timezone_id=TIME_ZONE,
        )
        context.set_default_timeout(PATIENCE)
        self.device = Device(context, self.url)
        return self.device

    def kill(self) -> None:
        """End the browser as a power cut would: SIGKILL to all its processes."""
        for pid in self._processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.device = None

    def _processes(self) -> list[int]:
        wanted = f"--user-data-dir={self.folder}".encode()
        mine = []
        for place in Path("/proc").glob("[0-9]*"):
            try:
                if wanted in (place / "cmdline").read_bytes():
                    mine.append(int(place.name))
            except OSError:
                continue
        return mine


@pytest.fixture
def phone(
    playwright_session: Playwright, live: LiveServer, tmp_path: Path
) -> Iterator[Any]:
    """Give a phone; it is switched off at the end."""
    owned = Phone(playwright_session, tmp_path / "phone", live.url)
    yield owned
    if owned.device is not None:
        owned.device.context.close()
