"""Who may draw on the map, and who may take something back.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import may_take_back, works_on

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.relations.models import Known


def may_draw(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return works_on(user, account, "line", "create")


def may_change(user: User | None, account: Account) -> bool:
    """Whoever works on the account: lines end and begin, roles are found."""
    return works_on(user, account, "line", "change")


def may_retract(user: User | None, row: Known) -> bool:
    """Its author, and the managers above; what they take back stays readable."""
    return may_take_back(user, row.account, "line", row.author_id)
