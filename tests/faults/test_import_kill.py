"""E1, C12: a killed import is carried on, and every row is accounted for."""

from __future__ import annotations

import json
import os
import signal

import pytest

from tests.faults.importer import CHUNK, ROWS

pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]


@pytest.fixture(scope="module")
def resumed(product):
    """Kill an import after its third chunk, then let another process carry it on."""
    victim = product.start("-m", "tests.faults.importer", "begin")
    for _beat in range(3):
        assert victim.stdout.readline() == b"beat\n"
    os.killpg(victim.pid, signal.SIGKILL)
    victim.communicate()
    done = product.run("-m", "tests.faults.importer", "resume")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_run_was_interrupted_in_the_middle(resumed):
    assert 0 < resumed["before"]["created"] < ROWS
    assert resumed["before"]["rows_in"] == ROWS + 1


def test_every_row_is_accounted_for(resumed):
    report = resumed["report"]
    fates = ("created", "updated", "skipped", "failed")
    assert resumed["state"] == "done"
    assert report["rows_in"] == sum(report[fate] for fate in fates) == ROWS + 1
    assert report["failed"] == resumed["errors"] == 1


def test_what_was_stored_but_not_accounted_for_is_known_again(resumed):
    """Rows of the chunk that was under way show as unchanged, never as new again."""
    assert resumed["report"]["skipped"] <= CHUNK


def test_nothing_is_stored_twice(resumed):
    assert resumed["accounts"] == resumed["names"] == ROWS


def test_the_audit_is_whole(resumed):
    assert resumed["chains"] == []
