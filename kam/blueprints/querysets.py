"""Who sees which account plans and what hangs on them: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet
from kam.blueprints.terms import BlueprintState
from kam.core.querysets import ScopedQuerySet
from kam.people.scopes import may, scope

if TYPE_CHECKING:
    from kam.people.models import User

NOUN = "blueprint"


class BlueprintQuerySet(OfAccountQuerySet):
    """Account plans."""

    noun = NOUN

    def waiting(self) -> Self:
        """Those a manager has to decide on."""
        return self.filter(state=BlueprintState.SUBMITTED)


class OfBlueprintQuerySet(ScopedQuerySet):
    """What hangs on an account plan: it follows the account of the plan."""

    way = "blueprint__account"

    def visible_to(self, user: User) -> Self:
        """The rows of visible plans."""
        return self.filter(
            scope(
                user,
                NOUN,
                owner=f"{self.way}__owner",
                team=f"{self.way}__team",
                shares=f"{self.way}_id",
            )
        )

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)


class FindingQuerySet(OfBlueprintQuerySet):
    """What came of reviews."""

    way = "review__blueprint__account"


class ReplyQuerySet(OfBlueprintQuerySet):
    """What customers said."""

    way = "handout__blueprint__account"


class OutlineQuerySet(ScopedQuerySet):
    """Templates: the same for everybody who sees them."""

    def visible_to(self, user: User) -> Self:
        """All, or none."""
        return self.all() if may(user, "outline", "see") else self.none()
