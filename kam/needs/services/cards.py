"""Filling the 3C and 4C cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Account
from kam.audit import changes
from kam.needs.models import Card
from kam.needs.policies import may_write
from kam.needs.rules.cards import OURS, THEIRS
from kam.people.days import require_past, today_of
from kam.people.policies import require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kam.people.models import User

EDITABLE = frozenset({*OURS, *THEIRS, "day"})


def fill_card(
    *,
    actor: User | None,
    account: Account,
    wanted: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> Card:
    """Write the cards of an account: made the first time, changed later."""
    require(may_write(actor, account))
    changes.refuse_unknown(wanted, EDITABLE)
    today = today_of(actor)
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        row = Card.objects.filter(account=account).first()
        made = row or Card(account=account, author=actor, day=today)
        clean = changes.tidied(made, wanted)
        require_past(clean.get("day"), today)
        if row is not None:
            return changes.change(
                actor=actor, row=row, wanted=wanted, verb="card.edit", before=before
            )
        require(may_write(actor, account, "create"))
        for name, value in clean.items():
            setattr(made, name, value)
        made.day = made.day or today
        return changes.create(actor=actor, row=made, verb="card.create")
