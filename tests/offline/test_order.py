"""F4: five operations in every order, one by one, come to the same end.

The control takes the rule of earlier items away, and ends differently.
"""

from __future__ import annotations

import itertools
import json
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import transaction

from kam.core.clock import pretend
from kam.sync.models import Envelope
from kam.sync.services import Claim, Item, push
from kam.sync.tests.sending import a_plan, a_record, item
from kam.visits.models import Action, Promise, Visit
from kam.visits.tests.conftest import MORNING, make_hospital

pytestmark = pytest.mark.django_db
THING, ACTION, PROMISE = (UUID(int=n) for n in (1, 2, 3))


@pytest.fixture
def five(cast):
    """A plan, its record with an action and a promise, and what follows from them."""
    with pretend(MORNING):
        hospital = make_hospital(cast.rep)
        owed = {"text": "寄资料", "due_on": "2026-03-25"}
        plan = a_plan(hospital, id=THING, wanted={"day": "2026-03-18"})
        note = a_record(
            hospital,
            THING,
            after=[plan],
            base={"day": "2026-03-18", "people": [hospital.head.pk]},
            actions=[{**owed, "id": str(ACTION)}],
            promises=[{**owed, "id": str(PROMISE), "ours": True}],
        )
        edit = item(
            "action.edit", id=ACTION, after=[note], base=owed, wanted={"text": "送去"}
        )
        close = item(
            "action.close", id=ACTION, after=[note, edit], wanted={"state": "done"}
        )
        kept = item("promise.close", id=PROMISE, after=[note], wanted={"state": "kept"})
    return plan, note, edit, close, kept


def end_of(user, things):
    """Send things one by one, and return what stands at the end; nothing is left."""
    with pretend(MORNING), transaction.atomic():
        for one in things:
            push(actor=user, claim=Claim(UUID(int=9)), items=[Item(one.op, one.body)])
        told = [
            list(Visit.objects.order_by("day").values_list("day", "state", "fact")),
            list(Action.objects.values_list("client_id", "text", "state")),
            list(Promise.objects.values_list("client_id", "text", "state")),
            sorted(Envelope.objects.values_list("op", "state", "payload")),
        ]
        transaction.set_rollback(True)
    return json.dumps(told, default=str)


def ends(user, orders):
    return {end_of(user, order) for order in orders}


def test_some_orders_come_to_the_same_end(cast, five):
    orders = list(itertools.permutations(five))
    (end,) = ends(cast.rep, [orders[0], orders[-1], *orders[7::17]])
    assert "waiting" not in end
    assert '"done"' in end


@pytest.mark.more
def test_every_order_comes_to_the_same_end(cast, five, figure):
    orders = list(itertools.permutations(five))
    assert len(ends(cast.rep, orders)) == 1
    figure(f"offline: {len(orders)} orders of 5 operations, 1 end")


def test_control_without_earlier_items_the_order_matters(cast, five):
    with patch("kam.sync.services.running._missing", lambda *_told: None):
        assert len(ends(cast.rep, [five, five[::-1]])) == 2
