"""The people of an account that a visit may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.models import Stakeholder
from kam.core.errors import Invalid
from kam.core.text import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

STRANGERS = mark("只能选择这个客户的人")


def require_people(account_id: int, people: Iterable[int]) -> None:
    """Refuse people who do not belong to the account, or who do not exist."""
    wanted = set(people)
    if not wanted:
        return
    inside = Stakeholder.objects.filter(account_id=account_id, pk__in=wanted)
    if inside.count() != len(wanted):
        raise Invalid(fields={"people": [STRANGERS]})
