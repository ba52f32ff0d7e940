"""Two people who move one card at the same moment."""

from __future__ import annotations

import threading
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection

from kam.core.errors import Invalid, KamError, Stale
from kam.pipeline.models import Placement, Purchase
from kam.pipeline.services import (
    PlacementDraft,
    PurchaseDraft,
    note_purchase,
    place_account,
)
from tests.atonce import second_told

pytestmark = pytest.mark.django_db(transaction=True)
MARCH = date(2026, 3, 1)


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


def test_what_a_key_refuses_at_the_same_moment_is_told_in_the_words_of_the_check(
    cast, hospital, reagent
):
    draft = PurchaseDraft(reagent.pk, MARCH, quantity=3)
    note = partial(note_purchase, actor=cast.rep, account=hospital, draft=draft)
    told = second_told(note, note)
    assert isinstance(told, Invalid)
    assert told.fields == {"": ["这个客户这个月已有这个产品的采购，请改那一条"]}
    assert Purchase.objects.count() == 1


@pytest.mark.more
def test_control_without_asking_again_the_second_meets_the_key(cast, hospital, reagent):
    def note():
        told = {"account": hospital, "product": reagent, "quantity": 3}
        Purchase(**told, month=MARCH).save()

    assert isinstance(second_told(note, note), IntegrityError)
