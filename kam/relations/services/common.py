"""What every verb of the map asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import refuse_erased

if TYPE_CHECKING:
    from kam.people.models import User


def person_named(actor: User | None, pk: object, field: str) -> Stakeholder:
    """Return somebody in the actor's sight that a field names, if not erased."""
    rows = Stakeholder.objects.select_related("account__team", "person")
    found: Stakeholder = rows.named(actor, pk, field)
    refuse_erased(found.person)
    return found


def lock(account: Account) -> None:
    """Let one change of an account's lines after the other happen."""
    Account.objects.select_for_update().get(pk=account.pk)
