"""The wheel holds front end and translations, and the command runs from it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BESIDE = Path(sys.executable).parent
NEEDED = (
    "kam/web/static/kam/dist/app.js",
    "kam/web/static/kam/dist/app.css",
    "kam/web/static/kam/icons.svg",
    "kam/web/templates/web/base.html",
    "kam/web/locale/en/LC_MESSAGES/django.mo",
    "kam/accounts/locale/en/LC_MESSAGES/django.mo",
    "kam/people/migrations/0001_teams_users_territories.py",
    "salesfrontier/envelope/exact.py",
)
FOREIGN = ("/tests/", "node_modules", "conftest")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [BESIDE / "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=120,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_what_running_needs(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert [name for name in NEEDED if name not in names] == []
    assert [n for n in names if any(part in f"/{n}" for part in FOREIGN)] == []


def test_the_wheel_names_its_licence_and_its_command(wheel):
    archive = zipfile.ZipFile(wheel)
    texts = {n.rsplit("/", 1)[-1]: n for n in archive.namelist()}
    assert {"LICENSE", "NOTICE", "entry_points.txt"} <= set(texts)
    assert b"kam = kam.config.cli:main" in archive.read(texts["entry_points.txt"])


@pytest.mark.more
def test_the_command_runs_from_the_wheel_alone(wheel, tmp_path):
    """Unpacked elsewhere, with only the locked packages for running beside it."""
    inside = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(inside)
    environment = {
        **os.environ,
        "PYTHONPATH": str(inside),
        "KAM_VAR": str(tmp_path / "var"),
        "KAM_ENV": "production",
    }
    run = [sys.executable, "-P", "-m", "kam.config.cli"]
    for arguments in (["migrate"], ["doctor"]):
        done = subprocess.run(
            [*run, *arguments], cwd=tmp_path, env=environment, check=False,
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
