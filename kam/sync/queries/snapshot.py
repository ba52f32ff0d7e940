"""What a representative may read without signal, in a fixed number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from kam.accounts.models import Account
from kam.catalog.queries import products_on_sale
from kam.core.clock import now
from kam.people.queries import settings_of
from kam.people.scopes import may
from kam.plans.queries.carried import steps_beside
from kam.thinking.queries import own_shares
from kam.visits.models import Visit
from kam.visits.queries.around import around_many, read_together
from kam.visits.queries.company import companions
from kam.visits.queries.dues import closed_in
from kam.visits.queries.preparing import visits_to_prepare
from kam.visits.rules.rhythm import INTERVAL_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kam.core.settings_book import Value
    from kam.people.models import User
    from kam.visits.queries import DueRow
    from kam.visits.queries.around import Around, Together
    from kam.visits.queries.preparing import Prepared

BEFORE, AHEAD = timedelta(days=7), timedelta(days=14)
CLOSED = timedelta(days=14)
MOST_ACCOUNTS = 400


@dataclass(frozen=True)
class Read:
    """The accounts a device is given and what stands in them; `more` is left out."""

    day: date
    accounts: Sequence[Account]
    more: bool
    together: Together
    visits: Sequence[tuple[Prepared, Around]]
    settings: Mapping[str, Value]
    own: Mapping[str, float] | None
    company: Mapping[int, Sequence[User]]
    closed: Sequence[DueRow]
    products: Mapping[int, str]


def may_hold(user: User) -> bool:
    """Say whether somebody is given anything: whoever writes records of visits."""
    return may(user, "visit", "change")


def read_snapshot(user: User, day: date, *keys: str) -> Read:
    """Read it; `keys` are the settings that pages of preparation are written with.

    Cost: eighteen statements, whatever there is.
    """
    days = (day - BEFORE, day + AHEAD)
    accounts = _accounts(user, days)
    held = accounts[:MOST_ACCOUNTS]
    pks = [account.pk for account in held]
    together = read_together(user, held, day)
    steps = {"steps": steps_beside(user, "account_id", "pk")}
    visits = visits_to_prepare(user, pks, days, *keys, beside=steps)
    around = around_many(user, visits, together)
    return Read(
        day=day,
        accounts=held,
        more=len(accounts) > len(held),
        together=together,
        visits=list(zip(visits, around, strict=True)),
        settings=settings_of(*keys, *INTERVAL_KEYS),
        own=own_shares(user),
        company=companions(held),
        products=products_on_sale(user),
        closed=closed_in(user, pks, now() - CLOSED),
    )


def _accounts(user: User, days: tuple[date, date]) -> list[Account]:
    """Return own and shared accounts, and those one has a visit to in these days."""
    mine = Q(owner=user) | Q(pk__in=user.shared_account_ids)
    visit = Visit.objects.upcoming().between(*days).filter(owner=user)
    ahead = Exists(visit.filter(account=OuterRef("pk")))
    rows = Account.objects.visible_to(user).active().filter(mine | ahead)
    found = rows.select_related("owner", "rhythm").order_by("rhythm__due_on", "pk")
    return list(found[: MOST_ACCOUNTS + 1])
