"""Leaving a person out of the estimate, and taking them in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kam.accounts.models import Stakeholder
from kam.accounts.services import refuse_erased
from kam.audit import changes
from kam.audit.batches import change_many
from kam.audit.services import forget
from kam.core import clock
from kam.people.policies import require
from kam.thinking.models import Exemption, Observation
from kam.thinking.policies import may_exempt

if TYPE_CHECKING:
    from kam.people.models import User


def exempt(
    *,
    actor: User | None,
    stakeholder: Stakeholder,
    reason: str = "",
    erase: bool = False,
) -> Exemption:
    """Estimate this person's preference no more.

    With `erase`, what was written about them is emptied as well, in the history too:
    notes are blanked and every observation is taken back. Twice changes nothing.
    """
    require(may_exempt(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
    with transaction.atomic():
        Stakeholder.objects.select_for_update().get(pk=stakeholder.pk)
        row = Exemption.objects.filter(stakeholder=stakeholder).first()
        if row is None:
            row = Exemption(
                account=stakeholder.account, stakeholder=stakeholder, reason=reason
            )
            changes.create(actor=actor, row=row, verb="exemption.exempt")
        if erase:
            _empty(actor, stakeholder)
    return row


def _empty(actor: User | None, stakeholder: Stakeholder) -> None:
    at = clock.now()
    rows = (
        Observation.objects.select_for_update(of=("self",))
        .select_related("account")
        .filter(stakeholder=stakeholder)
    )
    pairs = [
        (row, {"note": "", "retracted_at": row.retracted_at or at}) for row in rows
    ]
    change_many(actor=actor, pairs=pairs, verb="observation.empty")
    forget(noun="observation", pks=[row.pk for row in rows], fields=["note"])


def include(*, actor: User | None, stakeholder: Stakeholder) -> None:
    """Estimate this person's preference again, from what stands."""
    require(may_exempt(actor, stakeholder.account))
    refuse_erased(stakeholder.person)
    for row in Exemption.objects.select_related("account").filter(
        stakeholder=stakeholder
    ):
        changes.remove(actor=actor, row=row, verb="exemption.include")
