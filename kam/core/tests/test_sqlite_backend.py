"""The gate is passed once a transaction, given back at its end, and never lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.db import connection, transaction

from kam.core.sqlite.gate import WriteGate, gate_path

pytestmark = [pytest.mark.sqlite_only, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def seen(monkeypatch):
    """Every passing and giving back of the gate, in order."""
    steps = []
    acquire, release = WriteGate.acquire, WriteGate.release

    def passing(gate):
        if not gate.held:
            steps.append("pass")
        acquire(gate)

    def giving_back(gate):
        if gate.held:
            steps.append("back")
        release(gate)

    monkeypatch.setattr(WriteGate, "acquire", passing)
    monkeypatch.setattr(WriteGate, "release", giving_back)
    return steps


def write():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE people_team SET name = name")


def read():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_team")
        return cursor.fetchone()


def test_a_transaction_passes_once_whatever_is_inside(seen):
    with transaction.atomic():
        write()
        with transaction.atomic():
            write()
    assert seen == ["pass", "back"]


def test_a_failing_transaction_gives_the_gate_back(seen):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        raise ZeroDivisionError
    assert seen == ["pass", "back"]
    assert not connection.gate.held


def test_a_write_outside_a_transaction_passes_too(seen):
    write()
    assert seen == ["pass", "back"]


def test_a_read_passes_no_gate(seen):
    read()
    assert seen == []


def test_what_waits_for_the_commit_runs_after_the_gate_is_back(seen):
    with transaction.atomic():
        transaction.on_commit(lambda: seen.append("committed"))
    assert seen == ["pass", "back", "committed"]


def test_closing_a_connection_gives_the_gate_and_its_file_back():
    with connection.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE")
    connection.gate.acquire()
    connection.close()
    assert not connection.gate.held
    assert connection.gate._descriptor is None
    write()


def open_files():
    """How many files this process has open, where the system tells."""
    listed = Path("/proc/self/fd")
    return len(list(listed.iterdir())) if listed.is_dir() else 0


def test_a_wait_that_was_given_up_keeps_no_file_open(tmp_path):
    from kam.core.errors import Busy

    path = str(tmp_path / "kam.gate")
    first, second = WriteGate(path), WriteGate(path, longest_wait=0.05)
    before = open_files()
    first.acquire()
    for _ in range(3):
        with pytest.raises(Busy):
            second.acquire()
    first.release()
    second.acquire()
    assert second.held
    second.close()
    first.close()
    until = time.monotonic() + 5
    while open_files() > before and time.monotonic() < until:
        time.sleep(0.01)
    assert open_files() <= before


@pytest.mark.parametrize(
    ("database", "path"),
    [
        (":memory:", None),
        ("file:memorydb_default?mode=memory&cache=shared", None),
        ("var/kam.sqlite3", "var/kam.sqlite3.gate"),
    ],
)
def test_the_gate_is_a_file_of_its_own(database, path):
    assert gate_path(database) == path


def test_the_search_index_can_split_its_words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT kam_words('拜访ABC'), kam_words(NULL)")
        assert cursor.fetchone() == ("拜访 访 abc", "")
