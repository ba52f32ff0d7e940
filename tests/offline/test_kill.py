"""kill -9 of the server while a device sends: acknowledged is stored, and audited.

The control is an acknowledgement of something that was never stored.
"""

from __future__ import annotations

import json
import subprocess
import sys
from uuid import uuid4

import pytest

from tests.faults.conftest import ROOT, product, up_to_date

__all__ = ["product", "up_to_date"]
KILLS, PATIENCE = 100, 500
pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.more,
    pytest.mark.timeout(PATIENCE + 60),
]


def served(product):
    """Run the servers and the device to their end."""
    return subprocess.run(
        [sys.executable, "-m", "tests.offline.served", str(KILLS), "1"],
        cwd=ROOT,
        env=product.environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def told(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def killed(product):
    said = told(served(product))
    return said, told(product.run("-m", "tests.offline.aftermath"))


def unstored(acknowledged, found):
    return set(acknowledged) - set(found["stored"])


def test_what_was_acknowledged_is_stored_and_nothing_twice(killed, figure):
    said, found = killed
    assert set(said["told"].values()) == {"stored"}
    assert len(said["told"]) >= KILLS
    assert unstored(said["told"], found) == set()
    assert found["doubled"] == []
    assert found["visits"] == found["actions"] == len(found["stored"])
    n = len(said["told"])
    figure(f"kill -9 while syncing: {KILLS} kills, {n} acknowledged, 0 lost, 0 doubled")


def test_no_visit_is_without_its_entry_and_the_chains_are_whole(killed):
    _said, found = killed
    assert found["unaudited"] == []
    assert found["chains"] == []
    assert found["integrity"] == "ok"


def test_control_what_was_never_stored_is_noticed(killed):
    said, found = killed
    assert unstored([*said["told"], str(uuid4())], found)
