"""Leaving the platforms with a day to come back to, and undoing the newest step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account
from kam.audit import changes
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require
from kam.pipeline.models import Placement, Reason
from kam.pipeline.policies import may_write
from kam.pipeline.queries.platforms import gate_from, screening_of
from kam.pipeline.rules.platforms.moves import revisit_fault
from kam.pipeline.services.platforms.placing import NOUN, PlacementDraft, settle
from kam.pipeline.terms import Platform, Verdict

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User


def reject_account(
    *,
    actor: User | None,
    account: Account,
    revisit_on: date | None,
    note: str = "",
    since: int | None = None,
) -> Placement:
    """Screen an account out until a day; the reason is a failed must, or written."""
    require(may_write(actor, account, NOUN, "create"))
    _require_revisit(revisit_on, today_of(actor))
    gate = gate_from(screening_of(account))
    if not note.strip() and gate.verdict != Verdict.REJECTED:
        raise Invalid(fields={"note": [mark("筛选没有答“否”的必须项，请写淘汰的理由")]})
    draft = PlacementDraft(
        Platform.REJECTED, note=note, revisit_on=revisit_on, since=since
    )
    return settle(actor=actor, account=account, draft=draft)


def lose_account(
    *,
    actor: User | None,
    account: Account,
    reason_id: int | None,
    revisit_on: date | None,
    note: str = "",
    since: int | None = None,
) -> Placement:
    """Mark an account as lost for a reason, with a day to look at it again."""
    require(may_write(actor, account, NOUN, "create"))
    if reason_id is None:
        raise Invalid(fields={"lost_reason_id": [mark("请选流失原因")]})
    Reason.objects.active().named(actor, reason_id, "lost_reason_id")
    _require_revisit(revisit_on, today_of(actor))
    draft = PlacementDraft(
        Platform.LOST,
        note=note,
        lost_reason_id=reason_id,
        revisit_on=revisit_on,
        since=since,
    )
    return settle(actor=actor, account=account, draft=draft)


def _require_revisit(revisit_on: date | None, today: date) -> None:
    fault = revisit_fault(revisit_on, today)
    if fault:
        raise Invalid(fields={"revisit_on": [fault]})


def take_back_placement(
    *, actor: User | None, placement: Placement
) -> Placement | None:
    """Undo the newest step: the account stands where it stood, or nowhere.

    Taken back once, it stays so: a second click finds nothing to undo.
    """
    require(may_write(actor, placement.account, NOUN))
    with transaction.atomic():
        Account.objects.select_for_update(of=("self",)).get(pk=placement.account_id)
        rows = Placement.objects.select_related("account__team", "follows__account")
        row = rows.get(pk=placement.pk)
        if not row.is_current:
            said = mark("后来又有变动，不能再撤销这一步")
            raise Invalid(said, todo=mark("请刷新页面，看现在在哪里"))
        wanted = {"retracted_at": clock.now(), "is_current": False}
        changes.change(actor=actor, row=row, wanted=wanted, verb="placement.unsettle")
        if row.follows is None:
            return None
        return changes.change(
            actor=actor,
            row=row.follows,
            wanted={"is_current": True},
            verb="placement.return",
        )
