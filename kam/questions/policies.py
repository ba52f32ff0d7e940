"""Who may ask, answer and dismiss: it follows the account.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_question(user: User | None, account: Account) -> bool:
    """Whoever works on the account may write a question."""
    return works_on(user, account, "question", "create")


def may_answer(user: User | None, account: Account) -> bool:
    """Whoever works on the account may ask, answer, dismiss and edit."""
    return works_on(user, account, "question", "change")
