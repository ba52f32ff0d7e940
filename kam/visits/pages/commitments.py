"""Entering an action or a promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from kam.core.clock import today
from kam.visits.pages.choices import DateChip, date_chips, people_choices
from kam.visits.queries.one import interval_of
from kam.visits.rules.rhythm import likely_days

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.queries import Seen


@dataclass(frozen=True)
class CommitmentPage:
    """Where an action or a promise of an account is entered."""

    account_id: int
    account_name: str
    account_url: str
    url: str
    dates: tuple[DateChip, ...]
    people: tuple[Seen, ...] = ()


def action_page(user: User, account: Account) -> CommitmentPage:
    """Build the page of a new action."""
    return _page(user, account, "visits:action-new")


def promise_page(user: User, account: Account) -> CommitmentPage:
    """Build the page of a new promise."""
    people = tuple(people_choices(user, account))
    return _page(user, account, "visits:promise-new", people)


def _page(
    user: User, account: Account, door: str, people: tuple[Seen, ...] = ()
) -> CommitmentPage:
    now = today(user.time_zone)
    return CommitmentPage(
        account_id=account.pk,
        account_name=account.name,
        account_url=reverse("desk:account", args=[account.pk]),
        url=reverse(door, args=[account.pk]),
        dates=date_chips(likely_days(now, interval_of(account)), now),
        people=people,
    )
