"""Who sees which choices, marks and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import Q

from kam.core.querysets import ScopedQuerySet
from kam.notices.terms import LetterState
from kam.people.grants import Reach, reach_of
from kam.people.querysets import OwnQuerySet
from kam.people.scopes import scope

if TYPE_CHECKING:
    from datetime import datetime

    from kam.people.models import User


class ChoiceQuerySet(OwnQuerySet):
    """What people chose about digests: only one's own."""


class MarkQuerySet(OwnQuerySet):
    """What people did with notices: only one's own."""


class LetterQuerySet(ScopedQuerySet):
    """Digests that were written."""

    def visible_to(self, user: User) -> Self:
        """One's own; an administrator sees what became of everybody's."""
        if user.is_active and reach_of(user.role, "letter", "see") is Reach.ALL:
            return self
        return self.filter(scope(user, "notice", owner="user"))

    def to_try(self, moment: datetime) -> Self:
        """Those whose next try has come, and those that somebody left lying."""
        again = Q(state=LetterState.WAITING, due_again_at__lte=moment)
        return self.filter(again | Q(self._left(LetterState.CLAIMED, moment)))

    def cut_off(self, moment: datetime) -> Self:
        """Those that somebody was handing over when they stopped."""
        return self.filter(self._left(LetterState.SENDING, moment))

    def troubled(self) -> Self:
        """Those that did not arrive, or may not have."""
        return self.filter(state__in=TROUBLED)

    @staticmethod
    def _left(state: LetterState, moment: datetime) -> Q:
        return Q(state=state, lease_until__lte=moment)


TROUBLED = (
    LetterState.WAITING,
    LetterState.UNCERTAIN,
    LetterState.REFUSED,
    LetterState.FAILED,
)
