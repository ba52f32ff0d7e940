"""E3: a SQLite library that may lose committed pages is refused, and the fix named.

The real test takes ``pysqlite3`` away from the process, so that the interpreter's own
library runs; where that one is sound, there is nothing to refuse.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from kam.config.commands import serving
from kam.core.errors import KamError
from kam.core.sqlite import base

UNSOUND = [(3, 40, 1), (3, 44, 5), (3, 45, 3), (3, 50, 6), (3, 51, 2)]
SOUND = [(3, 44, 6), (3, 50, 7), (3, 51, 3), (3, 53, 0), (4, 0, 0)]
TAKEN_AWAY = "import sys; sys.modules['pysqlite3'] = None"
pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]


@pytest.mark.parametrize("version", UNSOUND)
def test_an_affected_library_is_known(version):
    assert not base.is_sound(version)


@pytest.mark.parametrize("version", SOUND)
def test_a_mended_library_is_known(version):
    assert base.is_sound(version)


def test_the_library_of_this_run_is_sound():
    assert base.is_sound(base.library_version())


def test_the_refusal_names_version_and_fix(monkeypatch):
    monkeypatch.setattr(base, "library_version", lambda: (3, 40, 1))
    with pytest.raises(KamError) as refusal:
        serving.refuse_unsound_sqlite()
    assert refusal.value.params["version"] == "3.40.1"
    assert "pysqlite3" in refusal.value.todo
    assert "PostgreSQL" in refusal.value.todo


def interpreters_own_version():
    command = [sys.executable, "-c", "import sqlite3; print(sqlite3.sqlite_version)"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return tuple(map(int, done.stdout.strip().split(".")))


def kam(product, *arguments, **environment):
    """Run the command in a process that has no pysqlite3."""
    call = f"from kam.config.cli import main; sys.exit(main({list(arguments)!r}))"
    return product.run("-c", f"{TAKEN_AWAY}; {call}", **environment)


@pytest.fixture
def unsound():
    version = interpreters_own_version()
    if base.is_sound(version):
        pytest.skip(f"this interpreter's own SQLite {version} is sound")


def test_serving_is_refused_for_real(product, unsound):
    done = kam(product, "serve", "--port", "1", LANG="en_GB.UTF-8", LC_ALL="")
    assert done.returncode == 1, done.stderr
    assert "pysqlite3" in done.stderr
    assert "lose" in done.stderr


def test_the_demo_warns_and_goes_on(capsys, monkeypatch):
    monkeypatch.setattr(base, "library_version", lambda: (3, 40, 1))
    serving.warn_of_unsound_sqlite()
    said = capsys.readouterr().err
    assert "pysqlite3" in said
    assert "3.40.1" in said


def test_the_demo_says_nothing_about_a_sound_library(capsys):
    serving.warn_of_unsound_sqlite()
    assert capsys.readouterr().err == ""


def test_the_doctor_finds_it_too(product, unsound):
    done = kam(product, "doctor", "--json")
    assert done.returncode == 1
    assert sqlite3.sqlite_version not in done.stdout
    assert '"check": "SQLite", "sound": false' in done.stdout
