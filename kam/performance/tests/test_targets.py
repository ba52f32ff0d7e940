"""A run proposes a target, a manager agrees it, and the next period answers."""

from __future__ import annotations

import pytest

from kam.audit.models import Entry
from kam.core.errors import AlreadyThere, Forbidden, Invalid, Stale
from kam.performance.models import Target
from kam.performance.rules import period_after
from kam.performance.services import (
    agree_target,
    change_target,
    undo_target,
)
from kam.performance.tests.conftest import NEXT

pytestmark = pytest.mark.django_db


def change(actor, target, row, **wanted):
    return change_target(actor=actor, target=target, row=row, wanted=wanted)


def deeds(target):
    found = Entry.objects.filter(noun="target", object_id=target.pk)
    return list(found.order_by("id").values_list("verb", flat=True))


def test_the_proposal_is_the_lower_of_90_per_cent_of_the_frontier_and_1_2_times_sales(
    row,
):
    assert row.goal == pytest.approx(min(row.frontier * 0.9, row.sales * 1.2))


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("2025", "2026"),
        ("2025Q1", "2025Q2"),
        ("2025Q4", "2026Q1"),
        ("2025-12", "2026-01"),
    ],
)
def test_a_target_is_for_the_next_period_of_the_same_length(name, after):
    assert period_after(name) == after


def test_the_proposal_is_agreed_without_a_reason_even_rounded(cast, row):
    target = agree_target(actor=cast.lead, row=row, figure=round(row.goal, 1))
    assert (target.period, target.proposed, target.agreed_by) == (
        NEXT,
        row.goal,
        cast.lead,
    )
    assert deeds(target) == ["target.agree"]


@pytest.mark.parametrize(
    ("figure", "words"),
    [(40.0, "比现在的销售还低"), (70.0, "和建议的不同")],
)
def test_another_figure_needs_a_reason(cast, row, figure, words):
    with pytest.raises(Invalid) as caught:
        agree_target(actor=cast.lead, row=row, figure=figure, reason="  ")
    assert words in caught.value.fields["reason"][0]
    agree_target(actor=cast.lead, row=row, figure=figure, reason="新医院开业")


@pytest.mark.parametrize(
    "figure", [-1, 0, float("nan"), float("inf"), 10**400, 2e15, True, None, "60"]
)
def test_nonsense_is_refused_in_words(cast, row, figure):
    with pytest.raises(Invalid) as caught:
        agree_target(actor=cast.lead, row=row, figure=figure, reason="因为")
    assert caught.value.fields["figure"][0].startswith("请填")
    assert not Target.objects.exists()


def test_only_a_manager_of_every_territory_agrees(cast, row, target, hold, eight):
    hold(cast.rep, "105", eight)
    for actor in (cast.rep, cast.analyst, cast.rival, cast.trainer, cast.admin):
        with pytest.raises(Forbidden):
            change(actor, target, row, figure=70.0, reason="因为")
        with pytest.raises(Forbidden):
            undo_target(actor=actor, target=target, revision=1)
        with pytest.raises(Forbidden):
            agree_target(actor=actor, row=row, figure=60)
    change(cast.chief, target, row, figure=70.0, reason="因为")


def test_a_territory_has_one_target_a_period(cast, row, target):
    with pytest.raises(AlreadyThere) as caught:
        agree_target(actor=cast.lead, row=row, figure=row.goal)
    assert caught.value.record == target.pk


def test_undo_goes_back_one_step_and_forth_again(cast, row, target):
    was = target.figure
    changed = change(cast.chief, target, row, figure=70.0, reason="新医院")
    undone = undo_target(actor=cast.lead, target=changed, revision=2)
    assert (undone.figure, undone.reason, undone.agreed_by) == (was, "", cast.lead)
    again = undo_target(actor=cast.lead, target=undone, revision=3)
    assert (again.figure, again.reason, again.agreed_by) == (70.0, "新医院", cast.chief)
    assert deeds(target) == ["target.agree"] * 2 + ["target.unagree"] * 2


def test_undoing_the_first_agreement_leaves_none_and_can_be_restored(cast, target):
    undone = undo_target(actor=cast.lead, target=target, revision=1)
    assert (undone.figure, undone.proposed) == (None, target.proposed)
    again = undo_target(actor=cast.lead, target=undone, revision=2)
    assert (again.figure, again.agreed_by) == (target.figure, cast.lead)


def test_undo_of_an_old_version_is_refused(cast, row, target):
    change(cast.lead, target, row, figure=70.0, reason="新医院")
    with pytest.raises(Stale):
        undo_target(actor=cast.lead, target=target, revision=1)
