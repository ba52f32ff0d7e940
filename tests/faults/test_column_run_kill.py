"""A killed column run leaves no half answer, is known as cut off, and begins again."""

from __future__ import annotations

import json
import os
import signal

import pytest

from tests.faults.comparer import SAMPLES, TERRITORIES

pytestmark = [pytest.mark.sqlite_only, pytest.mark.more]


@pytest.fixture(scope="module")
def left(product):
    """Kill a run after its third sample, and ask another process what is there."""
    victim = product.start("-m", "tests.faults.comparer", "begin")
    for _sample in range(3):
        assert victim.stdout.readline() == b"drawn\n"
    os.killpg(victim.pid, signal.SIGKILL)
    victim.communicate()
    done = product.run("-m", "tests.faults.comparer", "after")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_it_was_killed_in_the_middle(left):
    assert left["state"] == "working"
    assert 0 < left["done"] < 2 * SAMPLES


def test_it_keeps_no_row_and_is_known_as_cut_short(left):
    assert left["rows"] == left["rows_killed"] == 0
    assert left["interrupted"]


def test_begun_again_it_comes_to_its_end(left):
    assert left["again"] == "done"
    assert left["rows_again"] == TERRITORIES


def test_the_audit_is_whole(left):
    assert left["chains"] == []
