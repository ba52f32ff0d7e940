"""Verbs on hand-overs: open them as accounts change hands, read and confirm them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account
from kam.audit import batches, changes
from kam.core.clock import now
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.handover.models import Handover
from kam.handover.policies import may_confirm
from kam.handover.rules import PARTS, UNKNOWN, is_whole, read_with, strangers
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kam.people.models import User

OVERTAKEN = mark("这家客户后来又换了负责人，这次交接不用再确认")


def open_handovers(*, actor: User | None, moves: Mapping[tuple[int, int], int]) -> None:
    """Give each new owner a passport; what a former one left unread is overtaken.

    `moves` names the new owner for each account and former owner. Cost: the same
    number of statements, whatever moves.
    """
    ids = sorted({account_id for account_id, _former in moves})
    with transaction.atomic():
        _overtake(actor, ids)
        accounts = Account.objects.in_bulk(ids)
        rows = [
            Handover(
                account=accounts[account_id],
                former_id=former,
                receiver_id=receiver,
                opened_at=now(),
            )
            for (account_id, former), receiver in moves.items()
        ]
        batches.create_many(actor=actor, rows=rows, verb="handover.open")


def _overtake(actor: User | None, account_ids: Sequence[int]) -> None:
    waiting = Handover.objects.waiting().filter(account__in=account_ids)
    locked = waiting.select_related("account").select_for_update(of=("self",))
    pairs = [(row, {"overtaken_at": now()}) for row in locked]
    batches.change_many(actor=actor, pairs=pairs, verb="handover.overtake")


def confirm(
    *, actor: User, handover: Handover, parts: Sequence[str] = PARTS, note: str = ""
) -> Handover:
    """Write down which parts the receiver has read; with the last it is confirmed.

    Reading a part twice changes nothing.
    """
    if strangers(parts):
        raise Invalid(fields={"parts": [UNKNOWN]})
    with transaction.atomic():
        rows = Handover.objects.select_related("account")
        current = rows.select_for_update(of=("self",)).get(pk=handover.pk)
        require(may_confirm(actor, current))
        if current.overtaken_at is not None:
            raise Invalid(OVERTAKEN)
        read = read_with(current.parts, parts)
        whole = is_whole(read)
        wanted: dict[str, object] = {"parts": read}
        if whole and current.confirmed_at is None:
            wanted["confirmed_at"] = now()
        if note:
            wanted["note"] = note
        verb = "handover.confirm" if whole else "handover.read"
        return changes.change(actor=actor, row=current, wanted=wanted, verb=verb)
