"""Who may judge, and who may take a judgement back.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import may_take_back, works_on

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.judgements.models import Judgement
    from kam.people.models import User


def may_judge(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return works_on(user, account, "judgement", "create")


def may_retract(user: User | None, judgement: Judgement) -> bool:
    """Its author, and the managers above; what they take back stays readable."""
    return may_take_back(user, judgement.account, "judgement", judgement.author_id)
