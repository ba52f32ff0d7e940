"""Who may judge, and who may take a judgement back.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.judgements.models import Judgement
    from kam.people.models import User


def may_judge(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return user is None or reaches(
        user,
        "judgement",
        "create",
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )


def may_retract(user: User | None, judgement: Judgement) -> bool:
    """Its author, and the managers above; what they take back stays readable."""
    if user is None:
        return True
    if judgement.author_id == user.pk:
        return may_judge(user, judgement.account)
    account = judgement.account
    return reaches(
        user,
        "judgement",
        "delete",
        owner_id=judgement.author_id,
        team_id=account.team_id,
        account_id=account.pk,
    )
