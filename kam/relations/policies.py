"""Who may draw on the map, and who may take something back.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.relations.models import Known


def _line(user: User | None, account: Account, verb: str, owner_id: int | None) -> bool:
    return user is None or reaches(
        user,
        "line",
        verb,
        owner_id=owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )


def may_draw(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return _line(user, account, "create", account.owner_id)


def may_change(user: User | None, account: Account) -> bool:
    """Whoever works on the account: lines end and begin, roles are found."""
    return _line(user, account, "change", account.owner_id)


def may_retract(user: User | None, row: Known) -> bool:
    """Its author, and the managers above; what they take back stays readable."""
    return may_take_back(user, row.account, row.author_id)


def may_take_back(user: User | None, account: Account, author_id: int | None) -> bool:
    """Say the same of what somebody wrote in an account."""
    if user is not None and author_id == user.pk:
        return may_draw(user, account)
    return _line(user, account, "delete", author_id)
