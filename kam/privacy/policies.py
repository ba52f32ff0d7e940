"""Who may be told everything of a person, and who may erase them.

`None` stands for the command line, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_tell(user: User | None, account: Account) -> bool:
    """Managers of the account's team may see and take along what is held."""
    return works_on(user, account, "erasure", "export")


def may_erase(user: User | None, account: Account) -> bool:
    """Managers of the account's team may erase."""
    return works_on(user, account, "erasure", "delete")
