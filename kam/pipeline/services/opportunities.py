"""Opening an opportunity, editing it, taking it back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from kam.accounts.queries.colleagues import workers_on
from kam.audit import changes
from kam.audit.turning import put_back, take_back
from kam.catalog.models import Product
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.people.days import require_past, today_of
from kam.people.policies import require
from kam.pipeline.models import Opportunity, Stage, StageMove
from kam.pipeline.policies import may_write

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from kam.accounts.models import Account
    from kam.people.models import User

NOUN = "opportunity"
EDITABLE = frozenset(
    {
        "product_id",
        "name",
        "reference",
        "value_minor",
        "currency",
        "engaged_on",
        "expected_on",
        "owner_id",
    }
)
AHEAD = mark("接洽不能在将来的日子")


@dataclass(frozen=True)
class OpportunityDraft:
    """What an opportunity begins with; without a stage it is the first one."""

    name: str = ""
    product_id: int | None = None
    stage_id: int | None = None
    reference: str = ""
    value_minor: int | None = None
    currency: str = ""
    engaged_on: date | None = None
    expected_on: date | None = None
    owner_id: int | None = None


def open_opportunity(
    *,
    actor: User | None,
    account: Account,
    draft: OpportunityDraft,
    client_id: UUID | None = None,
) -> Opportunity:
    """Open an opportunity in one of the stages."""
    require(may_write(actor, account, NOUN, "create"))
    stage = _stage(draft.stage_id)
    today = today_of(actor)
    values = asdict(draft) | {"stage_id": stage.pk}
    values["currency"] = draft.currency or account.currency
    values["engaged_on"] = draft.engaged_on or (today if stage.engages else None)
    row = Opportunity(account=account, client_id=client_id or uuid4(), **values)
    row.entered_on = today
    _require_fitting(actor, row, values)
    with transaction.atomic():
        changes.create(actor=actor, row=row, verb="opportunity.open")
        move = StageMove(opportunity=row, stage=stage, day=today, author=actor)
        changes.create(actor=actor, row=move, verb="opportunity.move")
    return row


def _stage(pk: int | None) -> Stage:
    rows = Stage.objects.active().order_by("place", "pk")
    found: Stage | None = rows.first() if pk is None else rows.filter(pk=pk).first()
    if found is None:
        raise Invalid(fields={"stage_id": [mark("没有这个阶段，或已停用")]})
    return found


def edit_opportunity(
    *,
    actor: User | None,
    opportunity: Opportunity,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Opportunity:
    """Edit what it is about, its value and its days; stages have verbs of their own."""
    require(may_write(actor, opportunity.account, NOUN))
    changes.refuse_unknown(wanted, EDITABLE)
    _require_fitting(actor, opportunity, changes.tidied(opportunity, wanted))
    return changes.change(
        actor=actor,
        row=opportunity,
        wanted=wanted,
        before=before,
        verb="opportunity.edit",
    )


def _require_fitting(
    actor: User | None, row: Opportunity, wanted: Mapping[str, object]
) -> None:
    """Refuse a product out of sight, a stranger as owner, a day to come."""
    product, owner = wanted.get("product_id"), wanted.get("owner_id")
    if product is not None and (row.pk is None or product != row.product_id):
        Product.objects.named(actor, product, "product_id")
    if owner is not None and (row.pk is None or owner != row.owner_id):
        require_worker(row.account_id, owner)
    require_past(wanted.get("engaged_on"), today_of(actor), "engaged_on", AHEAD)


def require_worker(account_id: int, owner: object) -> None:
    """Refuse somebody who does not work on the account, as one who is not there."""
    if owner not in workers_on([account_id])[account_id]:
        raise Invalid(fields={"owner_id": [mark("这位同事不负责这个客户")]})


def retract_opportunity(*, actor: User | None, opportunity: Opportunity) -> Opportunity:
    """Take back an opportunity opened by mistake; it counts no more."""
    require(may_write(actor, opportunity.account, NOUN))
    return take_back(actor=actor, row=opportunity, verb="opportunity.retract")


def restore_opportunity(*, actor: User | None, opportunity: Opportunity) -> Opportunity:
    """Undo `retract_opportunity`."""
    require(may_write(actor, opportunity.account, NOUN))
    return put_back(actor=actor, row=opportunity, verb="opportunity.restore")
