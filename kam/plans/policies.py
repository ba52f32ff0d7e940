"""Who may write plans and their steps: it follows the account.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_plan(user: User | None, account: Account, verb: str = "change") -> bool:
    """Whoever works on the account: `verb` is create or change."""
    return works_on(user, account, "plan", verb)
