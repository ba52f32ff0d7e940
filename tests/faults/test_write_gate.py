"""D4, D5, R8: many writers on SQLite, all served, in turn; one that hangs stops none.

The control runs the same crowd with deferred transactions and must fail.
"""

from __future__ import annotations

import fcntl
import json
from pathlib import Path

import pytest
from django.db import connection, transaction

from kam.core.errors import Busy
from kam.core.sqlite import gate
from kam.people.models import SignInTries, Team
from kam.people.services import create_team
from tests.faults.writers import WRITERS, WRITES

pytestmark = pytest.mark.sqlite_only


def crowd(product, mode):
    done = product.run("-m", "tests.faults.writers", mode)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def gated(product):
    return crowd(product, "gate")


def test_eight_writers_with_300_writes_each_are_all_served(gated):
    assert gated["failures"] == 0
    assert gated["stored"] == WRITERS * WRITES


@pytest.mark.more
def test_the_longest_wait_is_told_as_a_ratio(gated, product, figure):
    without = crowd(product, "no-gate")
    assert gated["longest"] > 0
    assert without["stored"] == WRITERS * WRITES - without["failures"]
    figure(
        f"write gate, {WRITERS} × {WRITES} writes: longest wait "
        f"{gated['longest'] * 1000:.0f} ms, without the gate "
        f"{without['longest'] * 1000:.0f} ms "
        f"(ratio {gated['longest'] / without['longest']:.2f}, "
        f"{without['failures']} failures without)"
    )


def test_control_deferred_transactions_fail(product):
    control = crowd(product, "deferred")
    assert control["failures"] > 0
    assert control["stored"] == WRITERS * WRITES - control["failures"]


class Holder:
    """Somebody who passed the gate and does not come back until let go."""

    def __init__(self, place):
        self.file = Path(place).open("w")  # noqa: SIM115 - held open
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def let_go(self):
        self.file.close()


@pytest.fixture
def hung(transactional_db):
    connection.gate.close()
    connection.gate.longest_wait = 0.2
    holder = Holder(connection.gate.path)
    yield holder
    holder.let_go()
    connection.gate.longest_wait = gate.LONGEST_WAIT


def test_a_writer_waits_five_seconds_at_most():
    assert gate.LONGEST_WAIT == 5.0


def test_behind_a_hung_writer_writes_are_busy_and_reads_go_on(hung):
    with pytest.raises(Busy), transaction.atomic():
        pytest.fail("the transaction began")
    with pytest.raises(Busy):
        SignInTries.objects.filter(key="x").update(failures=1)
    assert Team.objects.count() == 0
    assert not connection.in_atomic_block


def test_when_the_hung_writer_has_gone_the_next_write_passes(hung):
    with pytest.raises(Busy), transaction.atomic():
        pytest.fail("the transaction began")
    hung.let_go()
    create_team(actor=None, name="x")
    assert Team.objects.count() == 1


@pytest.fixture
def at_the_door(transactional_db, cast, client):
    client.force_login(cast.rep)
    client.raise_request_exception = False
    return client


@pytest.mark.urls("tests.probe")
@pytest.mark.parametrize("keyed", [{}, {"idempotency_key": "k-1"}])
def test_a_form_behind_a_hung_writer_is_told_to_try_again(at_the_door, hung, keyed):
    form = {"name": "x", **keyed}
    answer = at_the_door.post("/probe/save", form)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    assert "稍后再保存" in answer.content.decode()
    assert at_the_door.get("/live").status_code == 200
    hung.let_go()
    assert at_the_door.post("/probe/save", form).status_code == 303
