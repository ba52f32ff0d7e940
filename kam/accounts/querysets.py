"""Who sees which accounts, people and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import connections
from django.db.models import Q

from kam.core.querysets import ScopedQuerySet
from kam.people.grants import Reach, reach_of
from kam.people.scopes import scope

if TYPE_CHECKING:
    from kam.people.models import User


class AccountQuerySet(ScopedQuerySet):
    """Key accounts."""

    def visible_to(self, user: User) -> Self:
        """Own and shared ones, those of the subtree, or none."""
        return self.filter(scope(user, "account", shares="pk"))

    def active(self) -> Self:
        """Those not archived."""
        return self.filter(archived_at__isnull=True)


class OfAccountQuerySet(ScopedQuerySet):
    """Rows that follow their account."""

    noun = "stakeholder"

    def visible_to(self, user: User, *, along: bool = False) -> Self:
        """The rows of the accounts that the user sees.

        `along` is for the first rows of an order that an index keeps. For SQLite own
        and shared accounts are looked up first: over an "or" it enters no index.
        """
        looks_up = connections[self.db].vendor == "sqlite" and user.is_active
        if looks_up and reach_of(user.role, self.noun, "see") is Reach.SHARED:
            account = self.model._meta.get_field("account").related_model
            mine = Q(owner=user) | Q(pk__in=user.shared_account_ids)
            return self.filter(account__in=account._default_manager.filter(mine))
        return self.filter(
            scope(
                user,
                self.noun,
                owner="account__owner",
                team="account__team",
                shares="account_id",
                along=along,
            )
        )


class StakeholderQuerySet(OfAccountQuerySet):
    """People in an account."""

    def active(self) -> Self:
        """Those still there."""
        return self.filter(left_on__isnull=True)


class PersonQuerySet(ScopedQuerySet):
    """Identities."""

    def visible_to(self, user: User) -> Self:
        """Whoever is affiliated with an account that the user sees."""
        seen = scope(
            user,
            "stakeholder",
            owner="affiliations__account__owner",
            team="affiliations__account__team",
            shares="affiliations__account_id",
        )
        return self.filter(seen).distinct()


class ShareQuerySet(OfAccountQuerySet):
    """Shares of an account: seen by whoever sees the account."""

    noun = "account"
