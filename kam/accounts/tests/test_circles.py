"""Two moves at once, each sound by itself, close no circle."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from django.db import connection

from kam.accounts.models import Account
from kam.accounts.services import (
    AccountDraft,
    accounts,
    create_account,
    edit_account,
    placing,
)
from kam.core.errors import KamError

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 2


def let_both_look(monkeypatch):
    """Let each of two moves look at the tree before either is stored."""
    both, real = threading.Barrier(2), placing.units_above

    def look(pks):
        found = real(pks)
        with suppress(threading.BrokenBarrierError):
            both.wait(PATIENCE)
        return found

    monkeypatch.setattr(placing, "units_above", look)


def made(team, name, parent=None):
    draft = AccountDraft(name=name, team_id=team.pk, parent_id=parent)
    return create_account(actor=None, draft=draft)


def at_once(*moves):
    """Carry out moves on connections of their own."""

    def carry(move):
        try:
            with suppress(KamError):
                move()
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=(move,)) for move in moves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def climbs_out(pk):
    """Say whether going up from an account ever ends."""
    passed = set()
    while pk is not None and pk not in passed:
        passed.add(pk)
        pk = Account.objects.values_list("parent_id", flat=True).get(pk=pk)
    return pk is None


def move(account, parent):
    return lambda: edit_account(
        actor=None, account=account, wanted={"parent_id": parent.pk}
    )


def cross(cast, monkeypatch):
    """Put a group below a unit of another one, and that other one below the group.

    They belong to two teams: writers of one audit chain would take turns at its head.
    """
    top, other = made(cast.rep.team, "甲集团"), made(cast.neighbour.team, "乙集团")
    unit = made(cast.neighbour.team, "乙集团分院", other.pk)
    let_both_look(monkeypatch)
    at_once(move(top, unit), move(other, top))
    return climbs_out(top.pk)


def test_two_moves_at_once_close_no_circle(cast, monkeypatch):
    assert cross(cast, monkeypatch)


@pytest.mark.postgres_only
def test_control_without_taking_turns_they_do(cast, monkeypatch):
    monkeypatch.setattr(accounts, "take_turn", lambda _name: None)
    assert not cross(cast, monkeypatch)
