"""Who sees which plans, steps and links: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.queries.leaving import kept
from kam.accounts.querysets import OfAccountQuerySet
from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import scope
from kam.plans.terms import PlanState, StepState

if TYPE_CHECKING:
    from django.db.models import Q

    from kam.people.models import User

NOUN = "plan"


class PlanQuerySet(OfAccountQuerySet):
    """Plans."""

    noun = NOUN

    def active(self) -> Self:
        """Those that are being carried out."""
        return self.filter(state=PlanState.ACTIVE)


def _along(user: User, way: str) -> Q:
    return scope(
        user,
        NOUN,
        owner=f"{way}__owner",
        team=f"{way}__team",
        shares=f"{way}_id",
    )


class StepQuerySet(ScopedQuerySet):
    """Steps: they follow the account of their plan."""

    def visible_to(self, user: User) -> Self:
        """The steps of visible plans."""
        return self.filter(_along(user, "plan__account"))

    def to_do(self) -> Self:
        """Open ones of plans under way, at accounts that have not left."""
        return self.filter(
            kept("plan__account"), state=StepState.OPEN, plan__state=PlanState.ACTIVE
        )


class StepVisitQuerySet(ScopedQuerySet):
    """Links of steps to visits: they follow the account of their plan."""

    def visible_to(self, user: User) -> Self:
        """The links of visible plans."""
        return self.filter(_along(user, "step__plan__account"))

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)
