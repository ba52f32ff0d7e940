"""What every verb of the map asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account, Stakeholder
from kam.accounts.services import refuse_erased
from kam.core import clock
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

HOME = "Asia/Shanghai"


def today_of(actor: User | None) -> date:
    """Return the day it is where the actor is."""
    return clock.today(actor.time_zone if actor is not None else HOME)


def require_past(day: date, today: date) -> None:
    """Refuse evidence from days to come."""
    if day > today:
        raise Invalid(fields={"day": [mark("依据不能来自将来的日子")]})


def person_named(actor: User | None, pk: object, field: str) -> Stakeholder:
    """Return somebody in the actor's sight that a field names, if not erased."""
    rows = Stakeholder.objects.select_related("account__team", "person")
    found: Stakeholder = rows.named(actor, pk, field)
    refuse_erased(found.person)
    return found


def lock(account: Account) -> None:
    """Let one change of an account's lines after the other happen."""
    Account.objects.select_for_update().get(pk=account.pk)
