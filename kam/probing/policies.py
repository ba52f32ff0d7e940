"""Who may plan, ask and take back probes: it follows the account.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User


def may_plan_probe(user: User | None, account: Account) -> bool:
    """Whoever works on the account may plan a probe."""
    return _reaches(user, "create", account)


def may_probe(user: User | None, account: Account) -> bool:
    """Whoever works on the account may edit it and note what was heard."""
    return _reaches(user, "change", account)


def may_drop_probe(user: User | None, account: Account) -> bool:
    """Whoever works on the account may take it back."""
    return _reaches(user, "delete", account)


def _reaches(user: User | None, verb: str, account: Account) -> bool:
    return user is None or reaches(
        user,
        "probe",
        verb,
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )
