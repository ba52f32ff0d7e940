"""Placing accounts, moving them, screening them out, losing them, and undoing it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kam.audit.models import Entry
from kam.core.clock import today
from kam.core.errors import Forbidden, Invalid, Stale
from kam.needs.services import fill_card
from kam.pipeline.models import Criterion, Placement
from kam.pipeline.queries.platforms import (
    book_in_force,
    evidence_of,
    gate_from,
    placements_of,
    screening_of,
)
from kam.pipeline.services import (
    PlacementDraft,
    PurchaseDraft,
    answer_screening,
    lose_account,
    note_purchase,
    place_account,
    reject_account,
    take_back_placement,
)
from kam.pipeline.terms import Verdict

pytestmark = pytest.mark.django_db
MARKET = PlacementDraft("market", "large", likelihood=50)
WORKING = PlacementDraft("working", warmth=70)
PURCHASE = PlacementDraft("purchase")


def here():
    return today("Asia/Shanghai")


SOON = timedelta(days=90)


def yes_to_all(cast, hospital):
    answers = dict.fromkeys(Criterion.objects.values_list("pk", flat=True), True)
    return answer_screening(actor=cast.rep, account=hospital, answers=answers)


@pytest.fixture
def placed(cast, hospital):
    """The hospital on the market platform, its screening passed."""
    yes_to_all(cast, hospital)
    return place_account(actor=cast.rep, account=hospital, draft=MARKET)


def standing(hospital):
    """Return where the account stands now, and how many current places it has."""
    rows = list(Placement.objects.current().filter(account=hospital))
    assert len(rows) <= 1
    return (
        (rows[0].platform, rows[0].size_class, rows[0].position.level) if rows else ()
    )


def refused(told, *fields):
    assert set(told.value.fields) == set(fields)
    return told.value.fields


def test_a_market_place_needs_the_gate_or_a_reason_and_a_level(cast, hospital):
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=MARKET)
    assert "筛选的必须项都答了“是”" in refused(told, "note")["note"]
    wrong = PlacementDraft("market", "large", likelihood=55)
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=wrong)
    refused(told, "likelihood")
    draft = PlacementDraft("market", likelihood=50, note="x")
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=draft)
    refused(told, "size_class")
    assert standing(hospital) == ()
    assert yes_to_all(cast, hospital).verdict == Verdict.PASSED
    row = place_account(actor=cast.rep, account=hospital, draft=MARKET)
    assert (row.unmet, row.day, row.author) == ("", here(), cast.rep)
    assert standing(hospital) == ("market", "large", 50)


def test_a_no_to_a_must_shuts_the_gate_whatever_the_reason(cast, hospital, placed):
    need = Criterion.objects.get(code="need")
    gate = answer_screening(actor=cast.rep, account=hospital, answers={need.pk: False})
    assert (gate.verdict, gate.failed) == (Verdict.REJECTED, ("确有需要",))
    draft = PlacementDraft("working", warmth=50, note="老板说的")
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=draft)
    refused(told, "platform")
    for day in (None, here(), here() + timedelta(days=4000)):
        with pytest.raises(Invalid) as told:
            reject_account(actor=cast.rep, account=hospital, revisit_on=day)
        refused(told, "revisit_on")
    row = reject_account(actor=cast.rep, account=hospital, revisit_on=here() + SOON)
    assert (row.unmet, row.size_class) == ("", "large")
    with pytest.raises(Invalid):
        place_account(actor=cast.rep, account=hospital, draft=MARKET)
    answer_screening(actor=cast.rep, account=hospital, answers={need.pk: True})
    place_account(actor=cast.rep, account=hospital, draft=MARKET)
    assert standing(hospital) == ("market", "large", 50)
    verbs = Entry.objects.filter(noun="placement").values_list("verb", flat=True)
    told = [verb for verb in verbs.order_by("pk") if verb != "placement.pass"]
    assert told == ["placement.settle", "placement.reject", "placement.take_up"]


def test_screening_out_without_a_failed_must_needs_a_reason(cast, hospital, placed):
    day = here() + SOON
    with pytest.raises(Invalid) as told:
        reject_account(actor=cast.rep, account=hospital, revisit_on=day, note=" ")
    refused(told, "note")
    row = reject_account(
        actor=cast.rep, account=hospital, revisit_on=day, note="院区合并"
    )
    assert row.unmet == "failed"


def test_what_a_move_lacks_is_said_and_kept_with_its_reason(cast, hospital, placed):
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=WORKING)
    said = refused(told, "note")["note"]
    assert len(said) == 4
    assert told.value.params == {"likely": 70, "filled": 0, "meetings": 0}
    items = {"solved": "a", "cost": "b", "convenience": "c", "communication": "d"}
    fill_card(actor=cast.rep, account=hospital, wanted=items)
    place_account(
        actor=cast.rep,
        account=hospital,
        draft=PlacementDraft("market", likelihood=90),
    )
    draft = PlacementDraft("working", warmth=70, note="同事已经见过")
    row = place_account(actor=cast.rep, account=hospital, draft=draft)
    assert row.unmet == "meeting"
    assert standing(hospital) == ("working", "large", 70)


def test_the_first_order_leads_inside_the_fence(cast, hospital, reagent, placed):
    draft = PlacementDraft("working", warmth=90, note="急")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=PURCHASE)
    refused(told, "note")
    bought = PurchaseDraft(reagent.pk, here(), 1)
    note_purchase(actor=cast.rep, account=hospital, draft=bought)
    row = place_account(actor=cast.rep, account=hospital, draft=PURCHASE)
    assert (row.unmet, row.position.level) == ("", None)
    told = (gate_from(screening_of(hospital)), book_in_force())
    seen = evidence_of(hospital, None, here(), *told)
    assert (seen.orders, seen.is_stopped) == (1, False)
    later = here() + timedelta(days=400)
    assert evidence_of(hospital, None, later, *told).is_stopped


def test_the_way_goes_one_platform_at_a_time(cast, hospital, placed):
    draft = PlacementDraft("purchase", note="x")
    with pytest.raises(Invalid) as told:
        place_account(actor=cast.rep, account=hospital, draft=draft)
    refused(told, "platform")
    for platform in ("lost", "rejected", "nowhere"):
        draft = PlacementDraft(platform, note="x")
        with pytest.raises(Invalid):
            place_account(actor=cast.rep, account=hospital, draft=draft)


def test_a_loss_needs_a_reason_and_a_day_and_can_be_taken_up(cast, hospital, reason):
    draft = PlacementDraft("purchase", "middle", note="经销商那里买过")
    place_account(actor=cast.rep, account=hospital, draft=draft)
    price, day = reason["price"].pk, here() + SOON
    for pk, when in ((None, day), (price, None), (10**9, day)):
        with pytest.raises(Invalid):
            lose_account(
                actor=cast.rep, account=hospital, reason_id=pk, revisit_on=when
            )
    row = lose_account(
        actor=cast.rep, account=hospital, reason_id=price, revisit_on=day
    )
    assert (row.lost_reason_id, row.unmet) == (price, "stopped")
    assert standing(hospital) == ("lost", "middle", None)
    take_back_placement(actor=cast.rep, placement=row)
    assert standing(hospital)[0] == "purchase"


def test_the_same_place_changes_nothing_and_another_level_is_a_new_one(
    cast, hospital, placed
):
    assert place_account(actor=cast.rep, account=hospital, draft=MARKET) == placed
    again = PlacementDraft("market", likelihood=70)
    row = place_account(actor=cast.rep, account=hospital, draft=again)
    assert row.pk != placed.pk
    assert standing(hospital) == ("market", "large", 70)
    assert [one.pk for one in placements_of(cast.rep, hospital)] == [row.pk, placed.pk]
    assert placements_of(cast.stranger, hospital) == []


def test_only_the_newest_step_is_undone_and_the_first_leads_nowhere(
    cast, hospital, placed
):
    draft = PlacementDraft("market", likelihood=90)
    second = place_account(actor=cast.rep, account=hospital, draft=draft)
    with pytest.raises(Invalid):
        take_back_placement(actor=cast.rep, placement=placed)
    take_back_placement(actor=cast.rep, placement=second)
    assert standing(hospital) == ("market", "large", 50)
    with pytest.raises(Invalid):
        take_back_placement(actor=cast.rep, placement=second)
    assert take_back_placement(actor=cast.rep, placement=placed) is None
    assert standing(hospital) == ()
    place_account(actor=cast.rep, account=hospital, draft=MARKET)
    assert standing(hospital) == ("market", "large", 50)


def test_somebody_elses_move_is_not_overwritten(cast, hospital, placed):
    draft = PlacementDraft("market", likelihood=90, since=placed.pk)
    place_account(actor=cast.lead, account=hospital, draft=draft)
    late = PlacementDraft("market", likelihood=70, since=placed.pk)
    with pytest.raises(Stale):
        place_account(actor=cast.rep, account=hospital, draft=late)
    assert standing(hospital) == ("market", "large", 90)


def test_only_who_works_on_the_account_places_and_screens_it(cast, hospital, placed):
    need = Criterion.objects.get(code="need").pk
    for part in ("colleague", "stranger", "rival", "analyst", "trainer", "admin"):
        actor = getattr(cast, part)
        for verb, told in (
            (place_account, {"draft": WORKING, "account": hospital}),
            (answer_screening, {"answers": {need: False}, "account": hospital}),
            (reject_account, {"revisit_on": here() + SOON, "account": hospital}),
            (
                lose_account,
                {
                    "reason_id": 1,
                    "revisit_on": here() + SOON,
                    "account": hospital,
                },
            ),
            (take_back_placement, {"placement": placed}),
        ):
            with pytest.raises(Forbidden):
                verb(actor=actor, **told)
    assert standing(hospital) == ("market", "large", 50)


def test_the_database_keeps_place_level_reason_and_day_together(
    cast, hospital, placed, reason
):
    rows = Placement.objects.filter(pk=placed.pk)
    day = here()
    for wrong in (
        {"likelihood": 55},
        {"likelihood": None},
        {"warmth": 50},
        {"platform": "working"},
        {"platform": "nowhere"},
        {"size_class": ""},
        {"size_class": "huge"},
        {"revisit_on": day},
        {"lost_reason": reason["price"]},
        {"platform": "rejected", "likelihood": None},
        {"platform": "lost", "likelihood": None, "revisit_on": day},
        {"retracted_at": "2026-01-01T00:00:00Z"},
        {"day": "1999-01-01"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    rows.update(platform="rejected", likelihood=None, revisit_on=day, size_class="")


def test_an_account_stands_in_one_place_only(cast, hospital, placed):
    values = {"account": hospital, "platform": "purchase", "size_class": "small"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(**values, day=here())
    Placement.objects.create(**values, day=here(), is_current=False, follows=placed)
    with pytest.raises(IntegrityError), transaction.atomic():
        Placement.objects.create(**values, day=here(), is_current=False, follows=placed)
