"""Two people drawing at once: no circle, no lost card, one answer that tells."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.db import connection

from kam.accounts.services import AccountDraft, Identity, create_account, create_person
from kam.core.errors import KamError
from kam.relations.models import Line, Seat
from kam.relations.services import LineDraft, draw_line, drawing, seat_cards

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 1


@pytest.fixture
def pair(cast):
    """Two people of one account."""
    account = create_account(actor=cast.rep, draft=AccountDraft(name="东湖医院"))
    return [
        create_person(actor=cast.rep, account=account, identity=Identity(name=name))
        for name in ("沈若澜", "何嘉")
    ]


def at_once(*deeds):
    """Do everything on connections of their own."""

    def carry(deed):
        try:
            with suppress(KamError):
                deed()
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def let_both_look(monkeypatch):
    """Let each of two look at who reports to whom before either is stored."""
    both, real = threading.Barrier(2), drawing.reporting_of

    def look(account):
        found = real(account)
        with suppress(threading.BrokenBarrierError):
            both.wait(PATIENCE)
        return found

    monkeypatch.setattr(drawing, "reporting_of", look)


def cross(cast, pair, monkeypatch):
    """Let each of two report to the other, at once; return how many lines stand."""
    let_both_look(monkeypatch)
    ways = [(pair[0], pair[1]), (pair[1], pair[0])]
    drafts = [LineDraft(a.pk, b.pk, "reports", "名片上写着") for a, b in ways]
    at_once(*(lambda d=draft: draw_line(actor=cast.rep, draft=d) for draft in drafts))
    return Line.objects.count()


def test_two_lines_at_once_close_no_circle(cast, pair, monkeypatch):
    assert cross(cast, pair, monkeypatch) == 1


@pytest.mark.postgres_only
def test_control_without_taking_turns_they_do(cast, pair, monkeypatch):
    monkeypatch.setattr(drawing, "lock", lambda _account: None)
    assert cross(cast, pair, monkeypatch) == 2


def test_two_who_drag_one_card_at_once_leave_one_place_and_both_are_told(cast, pair):
    told = []
    account = pair[0].account
    seat_cards(actor=cast.rep, account=account, places={pair[0].pk: 0})
    at_once(
        *(
            lambda n=n: told.extend(
                seat_cards(actor=cast.rep, account=account, places={pair[0].pk: n})
            )
            for n in (3, 4)
        )
    )
    row = Seat.objects.get()
    assert row.place in (3, 4)
    assert sorted(one.revision for one in told) == [2, 3]
    assert row.revision == 3
