"""Who may observe, take back, and leave somebody out.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import may_take_back, works_on

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.thinking.models import Observation


def may_observe(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return works_on(user, account, "observation", "create")


def may_retract(user: User | None, observation: Observation) -> bool:
    """Who made it while working there, and the managers above."""
    return may_take_back(
        user, observation.account, "observation", observation.author_id
    )


def may_exempt(user: User | None, account: Account) -> bool:
    """Whoever works on the account may leave somebody out, and take them in again."""
    return may_observe(user, account)
