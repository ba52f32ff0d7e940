"""The shapes of hand-overs at the API."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from ninja import Schema
from pydantic import Field

from kam.handover.terms import Part
from kam.web.interface import Closed, PageQuery

if TYPE_CHECKING:
    from kam.handover.models import Handover


class HandoverQuery(PageQuery):
    """Which hand-overs to list."""

    waiting: bool | None = Field(
        default=None, description="Only those still to be confirmed, or only others."
    )


class HandoverOut(Schema):
    """An account that changed hands."""

    id: int
    revision: int
    account_id: int
    account: str
    former_id: int
    former: str
    receiver_id: int
    receiver: str
    parts: list[Part]
    note: str
    opened_at: datetime
    confirmed_at: datetime | None
    overtaken_at: datetime | None


class ConfirmIn(Closed):
    """Which parts were read; without any, all of them."""

    parts: Annotated[list[Part], Field(max_length=6)] | None = None
    note: Annotated[str, Field(max_length=500)] = ""


def handover_out(row: Handover) -> HandoverOut:
    """Write a hand-over."""
    return HandoverOut(
        id=row.pk,
        revision=row.revision,
        account_id=row.account_id,
        account=row.account.name,
        former_id=row.former_id,
        former=row.former.name,
        receiver_id=row.receiver_id,
        receiver=row.receiver.name,
        parts=row.parts,
        note=row.note,
        opened_at=row.opened_at,
        confirmed_at=row.confirmed_at,
        overtaken_at=row.overtaken_at,
    )
