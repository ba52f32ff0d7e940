"""Who may write opportunities and purchases: it follows the account.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on
from kam.people.scopes import may

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_write(
    user: User | None, account: Account, noun: str, verb: str = "change"
) -> bool:
    """Whoever works on the account may write its opportunities and purchases."""
    return works_on(user, account, noun, verb)


def may_arrange_words(user: User | None) -> bool:
    """Whoever may change settings may change the lists of stages and reasons."""
    return user is None or may(user, "setting", "change")
