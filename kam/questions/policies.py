"""Who may ask, answer and dismiss: it follows the account.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_question(user: User | None, account: Account) -> bool:
    """Whoever works on the account may write a question."""
    return _reaches(user, "create", account)


def may_answer(user: User | None, account: Account) -> bool:
    """Whoever works on the account may ask, answer, dismiss and edit."""
    return _reaches(user, "change", account)


def _reaches(user: User | None, verb: str, account: Account) -> bool:
    return user is None or reaches(
        user,
        "question",
        verb,
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )
