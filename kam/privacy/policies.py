"""Who may be told everything of a person, and who may erase them.

`None` stands for the command line, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_tell(user: User | None, account: Account) -> bool:
    """Managers of the account's team may see and take along what is held."""
    return _reaches(user, "export", account)


def may_erase(user: User | None, account: Account) -> bool:
    """Managers of the account's team may erase."""
    return _reaches(user, "delete", account)


def _reaches(user: User | None, verb: str, account: Account) -> bool:
    return user is None or reaches(
        user,
        "erasure",
        verb,
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )
