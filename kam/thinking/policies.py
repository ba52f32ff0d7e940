"""Who may observe, take back, and leave somebody out.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.thinking.models import Observation


def _of_account(
    user: User | None, account: Account, verb: str, owner_id: int | None
) -> bool:
    return user is None or reaches(
        user,
        "observation",
        verb,
        owner_id=owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )


def may_observe(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return _of_account(user, account, "create", account.owner_id)


def may_retract(user: User | None, observation: Observation) -> bool:
    """Who made it while working there, and the managers above."""
    account, author_id = observation.account, observation.author_id
    if user is not None and author_id == user.pk:
        return may_observe(user, account)
    return _of_account(user, account, "delete", author_id)


def may_exempt(user: User | None, account: Account) -> bool:
    """Whoever works on the account may leave somebody out, and take them in again."""
    return may_observe(user, account)
