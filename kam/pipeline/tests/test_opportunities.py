"""Opening, editing, moving, ending and taking back opportunities."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kam.accounts.services.shares import share_account
from kam.audit.models import Entry
from kam.core.clock import today
from kam.core.errors import Forbidden, Invalid, Stale
from kam.pipeline.models import Opportunity, Reason, Stage
from kam.pipeline.queries import deals_in
from kam.pipeline.services import (
    OpportunityDraft,
    add_word,
    advance,
    edit_opportunity,
    edit_word,
    lose,
    open_opportunity,
    reopen,
    restore_opportunity,
    retract_opportunity,
    take_back_move,
    win,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal(cast, hospital, reagent):
    """An opportunity in its first stage."""
    draft = OpportunityDraft("急诊换机", reagent.pk, value_minor=500_00)
    return open_opportunity(actor=cast.rep, account=hospital, draft=draft)


def here():
    return today("Asia/Shanghai")


def told(row):
    """Return where an opportunity stands now."""
    row.refresh_from_db()
    return (
        row.stage.code, row.outcome, row.entered_on, row.closed_on, row.value_minor,
        row.engaged_on, row.lost_reason_id,
    )  # fmt: skip


def test_it_begins_in_the_first_stage_and_with_its_account(cast, deal):
    assert told(deal) == ("prospecting", "open", here(), None, 500_00, None, None)
    assert deal.responsible == cast.rep
    assert deal.currency == "CNY"
    assert deal.moves.count() == 1


def test_a_stage_that_engages_sets_the_day_once(cast, deal, stage):
    move = advance(actor=cast.rep, opportunity=deal, stage_id=stage["engaging"].pk)
    assert told(deal)[0] == "engaging"
    assert deal.engaged_on == here()
    same = advance(actor=cast.rep, opportunity=deal, stage_id=stage["engaging"].pk)
    assert same is None
    take_back_move(actor=cast.rep, move=move)
    assert told(deal) == ("prospecting", "open", here(), None, 500_00, None, None)


def test_a_win_needs_a_day_and_a_value(cast, deal):
    for day, value, field in (
        (None, 1, "closed_on"),
        (here(), None, "value_minor"),
        (here() + timedelta(days=1), 1, "closed_on"),
    ):
        with pytest.raises(Invalid) as refused:
            win(actor=cast.rep, opportunity=deal, day=day, value_minor=value)
        assert field in refused.value.fields
    move = win(actor=cast.rep, opportunity=deal, day=here(), value_minor=700_00)
    assert told(deal)[1:5] == ("won", here(), here(), 700_00)
    take_back_move(actor=cast.rep, move=move)
    assert told(deal)[1:5] == ("open", here(), None, 500_00)


def test_a_loss_needs_a_reason_and_reopening_is_undone_to_it(cast, deal, reason):
    with pytest.raises(Invalid):
        lose(actor=cast.rep, opportunity=deal, day=here(), reason_id=None)
    price = reason["price"].pk
    lose(actor=cast.rep, opportunity=deal, day=here(), reason_id=price)
    lost = told(deal)
    assert (lost[1], lost[6]) == ("lost", price)
    with pytest.raises(Invalid):
        win(actor=cast.rep, opportunity=deal, day=here(), value_minor=1)
    again = reopen(actor=cast.rep, opportunity=deal)
    assert told(deal)[1] == "open"
    take_back_move(actor=cast.rep, move=again)
    assert told(deal) == lost


def test_only_the_newest_move_is_undone(cast, deal, stage):
    first = deal.moves.get()
    second = advance(actor=cast.rep, opportunity=deal, stage_id=stage["engaging"].pk)
    advance(actor=cast.rep, opportunity=deal, stage_id=stage["proposing"].pk)
    for move in (first, second):
        with pytest.raises(Invalid):
            take_back_move(actor=cast.rep, move=move)
    assert told(deal)[0] == "proposing"


def test_a_closing_before_the_engagement_is_refused(cast, deal):
    edit_opportunity(
        actor=cast.rep, opportunity=deal, wanted={"engaged_on": here()}, before=None
    )
    early = here() - timedelta(days=3)
    with pytest.raises(Invalid) as refused:
        win(actor=cast.rep, opportunity=deal, day=early, value_minor=1)
    assert refused.value.fields["closed_on"] == ["结束日早于接洽日"]


def test_the_database_keeps_stage_days_and_outcome_together(cast, deal, reason):
    rows = Opportunity.objects.filter(pk=deal.pk)
    for wrong in (
        {"outcome": "won"},
        {"outcome": "lost", "closed_on": here()},
        {"closed_on": here()},
        {"lost_reason": reason["price"]},
        {"outcome": "won", "closed_on": here(), "value_minor": None},
        {"value_minor": -1},
        {"expected_on": date(1999, 1, 1)},
        {"name": "", "product": None},
        {
            "outcome": "won",
            "closed_on": here(),
            "engaged_on": here() + timedelta(days=1),
        },
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    rows.update(outcome="won", closed_on=here(), engaged_on=here())


def test_two_who_edit_one_field_choose_and_others_merge(cast, deal):
    before = {"name": "急诊换机", "expected_on": None}
    soon = here() + timedelta(days=30)
    edit_opportunity(actor=cast.lead, opportunity=deal, wanted={"name": "换机与试剂"})
    edit_opportunity(
        actor=cast.rep, opportunity=deal, wanted={"expected_on": soon}, before=before
    )
    deal.refresh_from_db()
    assert (deal.name, deal.expected_on) == ("换机与试剂", soon)
    with pytest.raises(Stale):
        edit_opportunity(
            actor=cast.rep, opportunity=deal, wanted={"name": "x"}, before=before
        )


def test_only_who_works_on_the_account_may_write_and_own(cast, hospital, deal, stage):
    for part in ("colleague", "stranger", "rival", "analyst", "trainer", "admin"):
        actor = getattr(cast, part)
        with pytest.raises(Forbidden):
            advance(actor=actor, opportunity=deal, stage_id=stage["engaging"].pk)
        draft = OpportunityDraft("x")
        with pytest.raises(Forbidden):
            open_opportunity(actor=actor, account=hospital, draft=draft)
    owner = {"owner_id": cast.colleague.pk}
    with pytest.raises(Invalid):
        edit_opportunity(actor=cast.rep, opportunity=deal, wanted=owner)
    share_account(actor=None, account=hospital, user_id=cast.colleague.pk)
    row = edit_opportunity(actor=cast.rep, opportunity=deal, wanted=owner)
    assert row.responsible == cast.colleague


def test_what_is_taken_back_counts_no_more_and_comes_back(cast, hospital, deal):
    retract_opportunity(actor=cast.rep, opportunity=deal)
    assert deals_in(cast.rep, [hospital.pk]) == {}
    restore_opportunity(actor=cast.rep, opportunity=deal)
    found = deals_in(cast.rep, [hospital.pk])[hospital.pk]
    assert (found.open, found.open_minor, found.won) == (1, 500_00, 0)
    assert deals_in(cast.stranger, [hospital.pk]) == {}


def test_a_number_is_used_once_in_an_account(cast, hospital, deal):
    draft = OpportunityDraft("x", reference="A-1")
    row = open_opportunity(actor=cast.rep, account=hospital, draft=draft)
    with pytest.raises(Invalid):
        open_opportunity(actor=cast.rep, account=hospital, draft=draft)
    retract_opportunity(actor=cast.rep, opportunity=row)
    open_opportunity(actor=cast.rep, account=hospital, draft=draft)


def test_every_deed_is_written_down(cast, deal, stage):
    before = Entry.objects.count()
    advance(actor=cast.rep, opportunity=deal, stage_id=stage["engaging"].pk)
    verbs = list(Entry.objects.order_by("pk")[before:].values_list("verb", flat=True))
    assert verbs == ["opportunity.advance", "opportunity.move"]


def test_the_lists_are_the_companys_own(cast, stage):
    with pytest.raises(Forbidden):
        add_word(actor=cast.lead, model=Stage, code="trial", wanted={"name": "试用"})
    row = add_word(
        actor=cast.admin, model=Stage, code="trial", wanted={"name": "试用", "place": 3}
    )
    assert row.label == "试用"
    assert stage["engaging"].label == "接洽"
    edit_word(actor=cast.admin, word=stage["engaging"], wanted={"name": "谈"})
    assert Stage.objects.get(code="engaging").label == "谈"
    with pytest.raises(Invalid):
        add_word(actor=cast.admin, model=Reason, code="other", wanted={})
    for word in Reason.objects.exclude(code="price"):
        edit_word(actor=cast.admin, word=word, wanted={"is_active": False})
    last = Reason.objects.get(code="price")
    with pytest.raises(Invalid):
        edit_word(actor=cast.admin, word=last, wanted={"is_active": False})
