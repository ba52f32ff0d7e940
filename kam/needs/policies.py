"""Who may write what is known of an account's needs.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_write(user: User | None, account: Account, verb: str = "change") -> bool:
    """Whoever works on the account: `verb` is create, change or delete."""
    return user is None or reaches(
        user,
        "need",
        verb,
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )
