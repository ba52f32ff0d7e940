"""Cards, and value that counts once the customer has experienced it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kam.core.errors import Forbidden, Invalid
from kam.needs.queries.value import claims_of
from kam.needs.rules.cards import OURS, THEIRS, filled, parity
from kam.needs.rules.ledger import DELIVERED, STATES, funnel, state_of
from kam.needs.services import (
    ClaimDraft,
    MoveDraft,
    archive_claim,
    create_claim,
    fill_card,
    move_claim,
    restore_claim,
    restore_move,
    retract_move,
)
from tests.forms import fill_in

CARDS = st.dictionaries(
    st.sampled_from([*OURS, *THEIRS]), st.sampled_from(["", "  ", "有"])
)
COUNTS = st.integers(0, 40)


@given(CARDS)
def test_cards_are_bounded_and_the_gate_is_the_customers_card(values):
    told = filled(values)
    assert 0 <= told.share <= 1
    assert told.balance is None or 0 <= told.balance <= 1
    assert told.may_enter_work == all(values.get(n, "").strip() for n in THEIRS)


@given(CARDS, st.sampled_from(THEIRS))
def test_one_more_item_of_the_customer_lowers_nothing(values, name):
    before, after = filled(values), filled({**values, name: "有"})
    assert after.share >= before.share
    assert (after.balance or 0) >= (before.balance or 0)


@given(COUNTS, COUNTS, COUNTS, COUNTS)
def test_parity_is_bounded_and_grows_with_what_we_know(known, asked, own, wanted):
    known, own = min(known, asked), min(own, wanted)
    told = parity((known, asked), (own, wanted))
    assert told is None or 0 <= told <= 1
    if told is not None and known < asked:
        assert parity((known + 1, asked), (own, wanted)) >= told


@given(st.lists(st.sampled_from(STATES), max_size=30))
def test_a_funnel_only_narrows_and_counts_the_delivered(states):
    told = funnel(states)
    reached = [rung.reached for rung in told.rungs]
    assert reached == sorted(reached, reverse=True)
    assert sum(rung.here for rung in told.rungs) == told.claims == len(states)
    assert told.delivered == sum(s in DELIVERED for s in states) == reached[2]
    assert state_of(states) == (states[-1] if states else "perceived")


@pytest.fixture
def claim(db, cast, hospital, head):
    """A value that we perceive."""
    draft = ClaimDraft("急诊报告快 20 分钟", stakeholder_id=head.pk)
    return create_claim(actor=cast.rep, account=hospital, draft=draft)


def states_of(user, account):
    return [row.state for row in claims_of(user, account)]


def test_moves_are_added_taken_back_and_put_back(cast, hospital, claim, day):
    def move(state, **told):
        draft = MoveDraft(state, "“确实快了。”", **told)
        return move_claim(actor=cast.rep, claim=claim, draft=draft)

    assert states_of(cast.rep, hospital) == ["perceived"]
    move("told", day=day - timedelta(days=9))
    last = move("experienced")
    move("told", day=day - timedelta(days=20))
    assert states_of(cast.rep, hospital) == ["experienced"]
    last = retract_move(actor=cast.rep, move=last)
    assert states_of(cast.rep, hospital) == ["told"]
    restore_move(actor=cast.rep, move=last)
    assert states_of(cast.rep, hospital) == ["experienced"]
    gone = archive_claim(actor=cast.rep, claim=claim)
    assert states_of(cast.rep, hospital) == []
    with pytest.raises(Invalid):
        move("confirmed")
    restore_claim(actor=cast.rep, claim=gone)
    assert states_of(cast.rep, hospital) == ["experienced"]


@pytest.mark.parametrize(
    "told",
    [
        {"evidence": " "},
        {"state": "dreamt"},
        {"day": "later"},
    ],
)
def test_a_move_needs_a_state_a_past_day_and_evidence(cast, claim, day, told):
    if told.get("day"):
        told = {"day": day + timedelta(days=1)}
    draft = MoveDraft(**{"state": "told", "evidence": "x", **told})
    with pytest.raises(Invalid):
        move_claim(actor=cast.rep, claim=claim, draft=draft)


def test_a_person_of_another_account_gets_no_claim(cast, hospital, claim):
    with pytest.raises(Invalid):
        create_claim(
            actor=cast.rep, account=hospital, draft=ClaimDraft("x", stakeholder_id=999)
        )


def test_only_who_works_on_the_account_writes_value(cast, hospital, claim):
    for part in ("stranger", "analyst", "trainer", "admin", "gone"):
        actor = getattr(cast, part)
        with pytest.raises(Forbidden):
            create_claim(actor=actor, account=hospital, draft=ClaimDraft("x"))
        with pytest.raises(Forbidden):
            fill_card(actor=actor, account=hospital, wanted={"cost": "x"})
        with pytest.raises(Forbidden):
            archive_claim(actor=actor, claim=claim)


def test_the_page_says_what_the_gate_misses_and_what_is_delivered(
    cast, signed, hospital, claim
):
    url = reverse("needs:value", args=[hospital.pk])
    page = signed.get(url).content.decode()
    assert "还不能进入工作平台" in page
    card = reverse("needs:card", args=[hospital.pk])
    assert fill_in(signed, card, solved="快", cost="省").status_code == 303
    told = fill_in(signed, card, convenience="方便", communication="电话")
    assert told.status_code == 303
    page = signed.get(url).content.decode()
    assert "可以进入工作平台" in page
    push = reverse("needs:claim-move", args=[claim.pk])
    typed = {"state": "experienced", "evidence": "“快了。”", "day": "2025-01-02"}
    assert signed.post(push, {**typed, "evidence": ""}).status_code == 422
    assert signed.post(push, typed).status_code == 303
    assert "1 / 1" in signed.get(url).content.decode()
    assert (
        "快了" in signed.get(reverse("needs:claim", args=[claim.pk])).content.decode()
    )


def test_a_new_claim_is_typed_and_undone(signed, hospital, head, reagent, cast):
    url = reverse("needs:claim-new", args=[hospital.pk])
    typed = {"text": "少备一半库存", "person": head.pk, "product": reagent.pk}
    assert fill_in(signed, url, **typed).status_code == 303
    row = claims_of(cast.rep, hospital)[0]
    assert (row.text, row.stakeholder_id) == ("少备一半库存", head.pk)
    signed.post(reverse("needs:claim-archive", args=[row.id]))
    assert claims_of(cast.rep, hospital) == []


def test_the_page_asks_as_often_for_many_as_for_one(cast, signed, hospital):
    counts = []
    for n in (1, 9, 60):
        for _ in range(n):
            row = create_claim(actor=cast.rep, account=hospital, draft=ClaimDraft("快"))
            move_claim(actor=cast.rep, claim=row, draft=MoveDraft("told", "x"))
        with CaptureQueriesContext(connection) as asked:
            url = reverse("needs:value", args=[hospital.pk])
            assert signed.get(url).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1
    assert counts[0] <= 12


def test_the_analyst_reads_states_and_no_words(cast, hospital, claim, client):
    fill_card(actor=cast.rep, account=hospital, wanted={"cost": "一年八十万"})
    client.force_login(cast.analyst)
    page = client.get(reverse("needs:value", args=[hospital.pk])).content.decode()
    assert "八十万" not in page
    assert "急诊报告快" not in page
    assert f"V{claim.pk}" in page
