"""A device that sends while others work: everybody locks in the same order."""

from __future__ import annotations

import threading
import time
from uuid import UUID

import pytest
from django.db import connection, transaction

from kam.accounts.models import Account
from kam.sync.services import Claim, Item, push
from kam.sync.tests.sending import item
from kam.visits.models import Action
from kam.visits.tests.conftest import make_hospital

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 0.5


@pytest.mark.postgres_only
def test_an_account_that_changes_hands_and_a_device_do_not_lock_each_other_out(cast):
    hospital = make_hospital(cast.rep)
    thing = UUID(int=7)
    wanted = {"text": "发草稿", "due_on": "2026-03-25"}
    told = []

    def sent(kind, **said):
        one = item(kind, id=thing, account=hospital.account, **said)
        items = [Item(one.op, one.body)]
        return push(actor=cast.rep, claim=Claim(UUID(int=1)), items=items)

    def send():
        try:
            told.extend(sent("action.edit", base=wanted, wanted={"text": "寄草稿"}))
        finally:
            connection.close()

    sent("action.open", wanted=wanted)
    device = threading.Thread(target=send)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=hospital.account.pk)
        device.start()
        time.sleep(PATIENCE)
        row = Action.objects.select_for_update().get(client_id=thing)
        row.text = "手里的稿"
        row.save()
    device.join()
    (receipt,) = told
    assert receipt.state == "conflict"
    assert Action.objects.get(client_id=thing).text == "手里的稿"
