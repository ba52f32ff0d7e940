"""Two people who move one card at the same moment."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from kam.core.errors import KamError, Stale
from kam.pipeline.models import Placement
from kam.pipeline.services import PlacementDraft, place_account

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(account, *moves):
    """Move on connections of their own; return what each was told."""
    told = []
    ready = threading.Barrier(len(moves))

    def carry(actor, draft):
        try:
            ready.wait(5)
            told.append(place_account(actor=actor, account=account, draft=draft))
        except KamError as error:
            told.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=carry, args=move) for move in moves]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def moved(cast, hospital, *, seen):
    """Let two move from 50 to 70 and to 90 at once, three times over."""
    refused = 0
    for _round in range(3):
        draft = PlacementDraft("market", "large", likelihood=50, note="x")
        first = place_account(actor=cast.rep, account=hospital, draft=draft)
        since = first.pk if seen else None
        moves = [
            (who, PlacementDraft("market", likelihood=level, since=since))
            for who, level in ((cast.rep, 70), (cast.lead, 90))
        ]
        told = at_once(hospital, *moves)
        refused += sum(isinstance(one, Stale) for one in told)
        rows = Placement.objects.filter(account=hospital)
        assert rows.filter(is_current=True).count() == 1
        followed = [row.follows_id for row in rows if row.follows_id is not None]
        assert len(followed) == len(set(followed))
    return refused


def test_one_of_two_moves_stands_and_the_other_is_told(cast, hospital):
    assert moved(cast, hospital, seen=True) == 3


@pytest.mark.more
def test_control_without_saying_what_one_saw_the_later_one_stands(cast, hospital):
    assert moved(cast, hospital, seen=False) == 0
