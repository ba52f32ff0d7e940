"""D7, G1: two workers at the same moment, fifty rounds, and the control that fails."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.db import connections

from kam.core import clock
from kam.notices.jobs import run_digests
from kam.notices.models import Letter
from kam.notices.services import claim, claim_again
from kam.notices.terms import LetterState
from tests.notices.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50


def together(deed, moment=NOW):
    """Let two workers do something at once, and return what each got."""
    barrier, got = Barrier(2), []

    def work():
        try:
            with clock.pretend(moment):
                barrier.wait()
                got.append(deed())
        finally:
            connections.close_all()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return got


def test_d7_of_two_workers_one_has_the_letter_in_fifty_rounds(cast):
    for n in range(ROUNDS):
        day = TODAY + timedelta(days=n)
        got = together(lambda day=day: claim(user_id=cast.rep.pk, day=day, due_at=NOW))
        assert sum(row is not None for row in got) == 1
    assert Letter.objects.count() == ROUNDS


def test_d7_of_two_workers_one_takes_over_what_was_left_lying(cast):
    with clock.pretend(NOW - timedelta(hours=1)):
        claim(user_id=cast.rep.pk, day=TODAY, due_at=NOW)
    for fence in range(1, 11):
        row = Letter.objects.get()
        assert row.fence == fence
        left = Letter(pk=row.pk, fence=fence)
        got = together(lambda left=left: claim_again(letter=left))
        assert sorted(got) == [False, True]
        Letter.objects.update(
            state=LetterState.CLAIMED, lease_until=NOW - timedelta(minutes=1)
        )


def test_g1_two_whole_runs_at_once_send_one_letter_a_date(subscribed):
    for n in range(10):
        moment = NOW + timedelta(days=n)
        got = together(lambda: run_digests().counts["sent"], moment)
        assert sum(got) == 1
    assert len(mail.outbox) == 10


def test_control_who_looks_before_writing_sends_twice(cast):
    barrier, sent = Barrier(2), []

    def looks_first():
        known = Letter.objects.filter(user=cast.rep, day=TODAY).exists()
        barrier.wait()
        if not known:
            sent.append(1)

    together(looks_first)
    assert len(sent) == 2
