"""Questions about the monthly self-check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Account
from kam.questions.models import PuzzleCheck

if TYPE_CHECKING:
    from datetime import date

    from kam.people.models import User

MONTHS = 12


def own_checks(user: User) -> list[PuzzleCheck]:
    """Return one's own last twelve self-checks, the newest first."""
    rows = PuzzleCheck.objects.visible_to(user)
    return list(rows.order_by("-month")[:MONTHS])


def told_names(user: User, month: date) -> list[str]:
    """Return who of a manager's teams did the check and says so; no scores."""
    rows = PuzzleCheck.objects.told_to(user).filter(month=month)
    return list(rows.order_by("user__name").values_list("user__name", flat=True))


def largest_account(user: User) -> int | None:
    """Return the own account with the largest potential, to lead to its tools."""
    rows = Account.objects.visible_to(user).active().filter(owner=user)
    found = rows.order_by("-potential_minor", "pk").values_list("pk", flat=True)
    return found.first()
