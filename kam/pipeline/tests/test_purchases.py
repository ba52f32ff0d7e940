"""What customers bought, month by month, and whether they go on."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from kam.core.clock import today
from kam.core.errors import Forbidden, Invalid, Stale
from kam.pipeline.models import Purchase
from kam.pipeline.queries import order_settings, orders_in
from kam.pipeline.services import (
    PurchaseDraft,
    edit_purchase,
    note_purchase,
    restore_purchase,
    retract_purchase,
)

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 17)


@pytest.fixture
def bought(cast, hospital, reagent):
    """What was bought in May."""
    draft = PurchaseDraft(reagent.pk, MAY, 40, 96_000_00)
    return note_purchase(actor=cast.rep, account=hospital, draft=draft)


def test_a_month_is_one_row(cast, hospital, reagent, bought):
    assert bought.month == date(2026, 5, 1)
    draft = PurchaseDraft(reagent.pk, date(2026, 5, 30), 1)
    with pytest.raises(Invalid):
        note_purchase(actor=cast.rep, account=hospital, draft=draft)
    values = {**bought.values(), "client_id": uuid4()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Purchase.objects.create(**values)


def test_a_month_to_come_and_nothing_at_all_are_refused(cast, hospital, reagent):
    ahead = today("Asia/Shanghai") + timedelta(days=40)
    for draft in (
        PurchaseDraft(reagent.pk, ahead, 1),
        PurchaseDraft(reagent.pk, MAY),
        PurchaseDraft(reagent.pk, MAY, -1),
        PurchaseDraft(10**9, MAY, 1),
    ):
        with pytest.raises(Invalid):
            note_purchase(actor=cast.rep, account=hospital, draft=draft)


def test_it_is_corrected_merged_and_taken_back(cast, hospital, reagent, bought):
    seen = {"quantity": 40, "value_minor": 96_000_00}
    edit_purchase(actor=cast.lead, purchase=bought, wanted={"quantity": 44})
    row = edit_purchase(
        actor=cast.rep, purchase=bought, wanted={"value_minor": 1}, before=seen
    )
    assert (row.quantity, row.value_minor) == (44, 1)
    with pytest.raises(Stale):
        edit_purchase(
            actor=cast.rep, purchase=bought, wanted={"quantity": 50}, before=seen
        )
    retract_purchase(actor=cast.rep, purchase=bought)
    assert orders_in(cast.rep, [hospital.pk]) == {}
    draft = PurchaseDraft(reagent.pk, MAY, 2)
    again = note_purchase(actor=cast.rep, account=hospital, draft=draft)
    with pytest.raises(Invalid):
        restore_purchase(actor=cast.rep, purchase=bought)
    retract_purchase(actor=cast.rep, purchase=again)
    restore_purchase(actor=cast.rep, purchase=bought)


def test_first_last_rhythm_and_loss_take_one_question(
    cast, hospital, reagent, django_assert_num_queries
):
    for month in (1, 3, 5, 5):
        draft = PurchaseDraft(reagent.pk, date(2025, month, 2), 1)
        if month != 5 or not Purchase.objects.filter(month=date(2025, 5, 1)).exists():
            note_purchase(actor=cast.rep, account=hospital, draft=draft)
    assert cast.lead.team_ids
    with django_assert_num_queries(1):
        found = orders_in(cast.lead, [hospital.pk])
    orders = found[hospital.pk]
    assert (orders.first_order, orders.last_order) == (
        date(2025, 1, 1),
        date(2025, 5, 1),
    )
    limits = order_settings()
    assert orders.rhythm(date(2025, 8, 1), limits).usual_gap == 2.0
    assert not orders.is_lost(date(2025, 8, 1), limits)
    assert orders.is_lost(date(2026, 2, 1), limits)
    assert orders_in(cast.stranger, [hospital.pk]) == {}


def test_only_who_works_on_the_account_may_write(cast, hospital, reagent, bought):
    for part in ("colleague", "stranger", "analyst", "trainer", "admin"):
        with pytest.raises(Forbidden):
            retract_purchase(actor=getattr(cast, part), purchase=bought)
