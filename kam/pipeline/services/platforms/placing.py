"""Placing an account on a platform, moving it, taking it up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account
from kam.audit import changes
from kam.core.errors import Invalid, Stale
from kam.core.marking import mark
from kam.people.days import today_of
from kam.people.policies import require
from kam.pipeline.models import Placement
from kam.pipeline.policies import may_write
from kam.pipeline.queries.platforms import (
    book_in_force,
    current_placement,
    evidence_of,
    gate_from,
    screening_of,
)
from kam.pipeline.rules.platforms.grid import ENDED
from kam.pipeline.services.platforms.judging import is_move, is_same, judged, verb_of

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

NOUN = "placement"


@dataclass(frozen=True)
class PlacementDraft:
    """Where an account comes to stand, and why.

    `since` is the place the mover saw (its number): somebody else's move is not undone.
    """

    platform: str
    size_class: str = ""
    likelihood: int | None = None
    warmth: int | None = None
    note: str = ""
    lost_reason_id: int | None = None
    revisit_on: date | None = None
    since: int | None = None


def place_account(
    *, actor: User | None, account: Account, draft: PlacementDraft
) -> Placement:
    """Place an account on 市场, 工作 or 购买; who had left is taken up again.

    What the platform asks and is missing needs a reason; the same place changes
    nothing. A "no" to a must of the screening shuts 市场 and 工作.
    """
    if draft.platform in ENDED:
        said = mark("淘汰和流失要写再看的日子")
        raise Invalid(fields={"platform": [said]})
    return settle(actor=actor, account=account, draft=draft)


def settle(*, actor: User | None, account: Account, draft: PlacementDraft) -> Placement:
    """Let an account stand where the draft says, and its place before no more."""
    require(may_write(actor, account, NOUN, "create"))
    with transaction.atomic():
        locked = Account.objects.select_for_update(of=("self",))
        account = locked.select_related("team").get(pk=account.pk)
        before = current_placement(account)
        row = _wanted(actor, account, draft, before)
        _require_seen(before, draft.since)
        if before is not None and is_same(before, row):
            return before
        changes.check(row)
        row.unmet = _judged(account, before, row)
        if before is not None:
            _pass(actor, before)
        row.is_current = True
        return changes.create(actor=actor, row=row, verb=verb_of(before, row))


def _wanted(
    actor: User | None,
    account: Account,
    draft: PlacementDraft,
    before: Placement | None,
) -> Placement:
    known = before.size_class if before is not None else ""
    return Placement(
        account=account,
        platform=draft.platform,
        size_class=draft.size_class or known or account.size_class,
        likelihood=draft.likelihood,
        warmth=draft.warmth,
        note=draft.note,
        lost_reason_id=draft.lost_reason_id,
        revisit_on=draft.revisit_on,
        follows=before,
        day=today_of(actor),
        author=actor,
        is_current=before is None,
    )


def _require_seen(before: Placement | None, since: int | None) -> None:
    if since is not None and (before is None or before.pk != since):
        said = mark("这个客户刚被别人移动过")
        raise Stale(said, todo=mark("请刷新页面，看现在在哪里"))


def _judged(account: Account, before: Placement | None, row: Placement) -> str:
    """Refuse what is not open; return what is missing, for which a reason stands."""
    if not is_move(before, row):
        return ""
    book, gate = book_in_force(), gate_from(screening_of(account))
    likelihood = before.likelihood if before is not None else None
    return judged(row, evidence_of(account, likelihood, row.day, gate, book), book)


def _pass(actor: User | None, before: Placement) -> None:
    wanted = {"is_current": False}
    changes.change(actor=actor, row=before, wanted=wanted, verb="placement.pass")
