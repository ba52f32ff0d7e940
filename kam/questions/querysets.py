"""Who sees which questions: they follow their account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from kam.accounts.querysets import OfAccountQuerySet
from kam.core.querysets import ScopedQuerySet
from kam.people.grants import MANAGER
from kam.people.scopes import scope

if TYPE_CHECKING:
    from kam.people.models import User


class QuestionQuerySet(OfAccountQuerySet):
    """Questions."""

    noun = "question"


class AskingQuerySet(OfAccountQuerySet):
    """Askings: they follow the account of their question."""

    noun = "question"

    def visible_to(self, user: User, *, along: bool = False) -> Self:
        """The askings of visible questions."""
        return self.filter(
            scope(
                user,
                self.noun,
                owner="question__account__owner",
                team="question__account__team",
                shares="question__account_id",
                along=along,
            )
        )

    def standing(self) -> Self:
        """Those nobody took back."""
        return self.filter(retracted_at__isnull=True)


class PuzzleQuerySet(ScopedQuerySet):
    """Self-checks: everybody sees their own."""

    def visible_to(self, user: User) -> Self:
        """One's own."""
        return self.filter(scope(user, "puzzle", owner="user", team="user__team"))

    def told_to(self, user: User) -> Self:
        """Those that colleagues of the manager's teams let the manager know of."""
        if user.role != MANAGER:
            return self.none()
        teams = self.filter(shared=True, user__team_id__in=user.team_ids)
        return teams.exclude(user=user)
