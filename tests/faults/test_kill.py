"""E1: kill -9 loses nothing that was acknowledged, and leaves no half change.

The control reports a record before it is committed, and is caught.
"""

from __future__ import annotations

import json

import pytest

KILLS = 40
pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]


def told(done):
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def killed(product):
    acknowledged = told(product.run("-m", "tests.faults.victims", str(KILLS), "1"))
    return acknowledged, told(product.run("-m", "tests.faults.verdict"))


def test_nothing_acknowledged_is_lost(killed, figure):
    acknowledged, found = killed
    assert len(acknowledged) >= KILLS
    assert set(acknowledged) - set(found["stored"]) == set()
    figure(f"kill -9: {KILLS} kills, {len(acknowledged)} acknowledged, 0 lost")


def test_control_what_was_never_stored_is_noticed(killed):
    _acknowledged, found = killed
    assert {"team 999999"} - set(found["stored"])


def test_every_record_has_its_audit_entry_and_no_entry_stands_alone(killed):
    _acknowledged, found = killed
    assert found["audited"] == found["stored"]


def test_no_change_is_half_done(killed):
    _acknowledged, found = killed
    assert found["pathless"] == 0


def test_the_chains_and_the_file_are_whole(killed):
    _acknowledged, found = killed
    assert found["chains"] == []
    assert found["integrity"] == "ok"


@pytest.mark.soak
def test_a_thousand_kills(product, figure):
    victims = ("-m", "tests.faults.victims", "1000", "2")
    acknowledged = told(product.run(*victims, patience=1800))
    found = told(product.run("-m", "tests.faults.verdict"))
    assert set(acknowledged) <= set(found["stored"])
    assert found["audited"] == found["stored"]
    assert (found["chains"], found["integrity"]) == ([], "ok")
    figure(f"kill -9: 1000 kills, {len(acknowledged)} acknowledged, 0 lost")
