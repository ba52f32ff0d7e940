"""LibreOffice turns office files into PDF; tests that cannot use it are counted."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tools.office import VARIABLE, found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MARK = "office"
PATIENCE = 300
# One font for everything: what looks whole here is whole, and alike everywhere.
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="family" mode="append_last"><string>Noto Sans CJK SC</string></edit>
  </match>
  <match target="pattern">
    <test name="weight" compare="more_eq"><const>bold</const></test>
    <edit name="family" mode="prepend" binding="strong">
      <string>Noto Sans CJK JP</string>
    </edit>
  </match>
</fontconfig>
"""


@pytest.fixture(scope="session")
def as_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Path]]:
    """Give a function that turns office files into PDF, all in one go."""
    from kam.documents.press.fonts import folders

    home = tmp_path_factory.mktemp("office")
    written = home / "fonts.conf"
    told = "\n  ".join(f"<dir>{folder}</dir>" for folder in folders())
    written.write_text(FONTS.format(folders=told, cache=home / "cache"))

    def turn(*files: Path) -> list[Path]:
        path = found()
        assert path is not None
        subprocess.run(
            [
                path,
                f"-env:UserInstallation=file://{home / 'profile'}",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                str(home),
                *map(str, files),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(written), "HOME": str(home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=True,
        )
        return [home / f"{file.stem}.pdf" for file in files]

    return turn


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test of LibreOffice where there is none."""
    if item.get_closest_marker(MARK) and found() is None:
        pytest.skip(f"no LibreOffice: run tools/office.py, or set {VARIABLE}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many tests of LibreOffice did not run: a skip must not be silent."""
    skipped = terminalreporter.stats.get("skipped", [])
    missed = [report for report in skipped if MARK in report.keywords]
    if missed:
        terminalreporter.write_sep("!", bold=True, yellow=True)
        told = f"tests of LibreOffice not run: {len(missed)} (set {VARIABLE})"
        terminalreporter.write_line(told, bold=True, yellow=True)
        terminalreporter.write_sep("!", bold=True, yellow=True)
