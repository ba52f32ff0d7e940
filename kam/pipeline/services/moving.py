"""Moving an opportunity from stage to stage, to its end, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.audit import changes
from kam.audit.turning import take_back
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.pipeline.models import Opportunity, Reason, Stage, StageMove
from kam.pipeline.policies import may_write
from kam.pipeline.rules.moving import Standing
from kam.pipeline.services.opportunities import NOUN
from kam.pipeline.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.people.models import User

AHEAD = mark("不能写将来的日子")
ENDED = mark("这条商机已经结束，要先重新打开")


def advance(
    *, actor: User | None, opportunity: Opportunity, stage_id: int
) -> StageMove | None:
    """Bring an open opportunity to another stage today; the same one changes nothing.

    From a stage that engages on, the day is the day of engagement if none is known.
    """
    require(may_write(actor, opportunity.account, NOUN))
    stage = Stage.objects.active().named(actor, stage_id, "stage_id")
    day = today_of(actor)
    with transaction.atomic():
        row = _locked(opportunity)
        _require_open(row)
        if row.stage_id == stage.pk:
            return None
        engaged = row.engaged_on or (day if stage.engages else None)
        to = Standing(stage.pk, day=day)
        return _move(actor, row, to, "advance", {"engaged_on": engaged})


def win(
    *,
    actor: User | None,
    opportunity: Opportunity,
    day: date | None,
    value_minor: int | None,
) -> StageMove:
    """Win an opportunity on a day, for a value."""
    require(may_write(actor, opportunity.account, NOUN))
    _require_day(actor, day)
    if value_minor is None:
        raise Invalid(fields={"value_minor": [mark("赢单要写金额")]})
    with transaction.atomic():
        row = _locked(opportunity)
        _require_open(row)
        to = Standing(row.stage_id, Outcome.WON, day)
        return _move(actor, row, to, "won", {"value_minor": value_minor})


def lose(
    *,
    actor: User | None,
    opportunity: Opportunity,
    day: date | None,
    reason_id: int | None,
) -> StageMove:
    """Lose an opportunity on a day, for a reason."""
    require(may_write(actor, opportunity.account, NOUN))
    _require_day(actor, day)
    if reason_id is None:
        raise Invalid(fields={"lost_reason_id": [mark("请选输单原因")]})
    Reason.objects.active().named(actor, reason_id, "lost_reason_id")
    with transaction.atomic():
        row = _locked(opportunity)
        _require_open(row)
        to = Standing(row.stage_id, Outcome.LOST, day, reason_id)
        return _move(actor, row, to, "lost", {})


def reopen(*, actor: User | None, opportunity: Opportunity) -> StageMove:
    """Take up an ended opportunity again, in the stage where it ended."""
    require(may_write(actor, opportunity.account, NOUN))
    with transaction.atomic():
        row = _locked(opportunity)
        if row.outcome == Outcome.OPEN:
            raise Invalid(mark("这条商机正在进行"), todo=mark("请刷新页面"))
        to = Standing(row.stage_id, day=today_of(actor))
        return _move(actor, row, to, "reopen", {})


def take_back_move(*, actor: User | None, move: StageMove) -> Opportunity:
    """Undo the newest move: everything stands as it stood before it."""
    require(may_write(actor, move.opportunity.account, NOUN))
    with transaction.atomic():
        row = _locked(move.opportunity)
        standing = row.moves.standing().order_by("-pk")
        newest = list(standing.filter(pk__gte=move.pk)[:2])
        before = standing.filter(pk__lt=move.pk).first()
        if [one.pk for one in newest] != [move.pk] or before is None:
            said = mark("后来又有变动，不能再撤销这一步")
            raise Invalid(said, todo=mark("请刷新页面，看现在到了哪一步"))
        took = take_back(actor=actor, row=move, verb="opportunity.unmove")
        back = Standing(before.stage_id, before.outcome, before.day, before.reason_id)
        wanted = back.values | {
            "value_minor": took.value_before,
            "engaged_on": took.engaged_before,
        }
        return changes.change(
            actor=actor, row=row, wanted=wanted, verb="opportunity.return"
        )


def _locked(opportunity: Opportunity) -> Opportunity:
    rows = Opportunity.objects.select_for_update(of=("self",))
    return rows.select_related("account__team").get(pk=opportunity.pk)


def _require_open(row: Opportunity) -> None:
    if row.outcome != Outcome.OPEN:
        raise Invalid(ENDED, fields={"": [ENDED]}, todo=mark("请刷新页面"))


def _require_day(actor: User | None, day: date | None) -> None:
    if day is None:
        raise Invalid(fields={"closed_on": [mark("请写哪天")]})
    require_past(day, today_of(actor), "closed_on", AHEAD)


def _move(
    actor: User | None,
    row: Opportunity,
    to: Standing,
    verb: str,
    further: Mapping[str, object],
) -> StageMove:
    """Write the move down and let the opportunity stand where it leads."""
    move = StageMove(
        opportunity=row,
        stage_id=to.stage_id,
        outcome=to.outcome,
        day=to.day,
        reason_id=to.reason_id,
        value_before=row.value_minor,
        engaged_before=row.engaged_on,
        author=actor,
    )
    wanted = to.values | dict(further)
    changes.change(actor=actor, row=row, wanted=wanted, verb=f"opportunity.{verb}")
    return changes.create(actor=actor, row=move, verb="opportunity.move")
