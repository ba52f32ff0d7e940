"""Who may create, change, share and hand over accounts and their people.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.people.grants import Reach, reach_of
from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User

OWNERS = ("representative", "manager")


def works_on(user: User | None, account: Account, noun: str, verb: str) -> bool:
    """Say whether the right to do this to records of an account reaches this one."""
    return user is None or reaches(
        user,
        noun,
        verb,
        owner_id=account.owner_id,
        team_id=account.team_id,
        account_id=account.pk,
    )


def may_take_back(
    user: User | None, account: Account, noun: str, author_id: int | None
) -> bool:
    """Its author while working there, and the managers above."""
    if user is None:
        return True
    if author_id == user.pk:
        return works_on(user, account, noun, "create")
    return reaches(
        user,
        noun,
        "delete",
        owner_id=author_id,
        team_id=account.team_id,
        account_id=account.pk,
    )


def may_create_account(user: User | None, account: Account) -> bool:
    """Representatives for themselves, managers for their subtree."""
    return works_on(user, account, "account", "create")


def may_edit_account(user: User | None, account: Account) -> bool:
    """The owner, and the managers above."""
    return works_on(user, account, "account", "change")


def may_archive_account(user: User | None, account: Account) -> bool:
    """The managers above: an archived account leaves every list."""
    return works_on(user, account, "account", "delete")


def may_share_account(user: User | None, account: Account) -> bool:
    """The owner, and the managers above."""
    return works_on(user, account, "account", "share")


def may_assign(user: User | None, account: Account, team_id: int) -> bool:
    """Say whether a person may hand the account over to somebody of a team.

    Only who reaches both sides may: a representative gives nothing away, and a
    manager gives nothing to a team outside the own subtree.
    """
    if user is None:
        return True
    reach = reach_of(user.role, "account", "change")
    if reach is Reach.TEAM and team_id not in user.team_ids:
        return False
    return reach in (Reach.TEAM, Reach.ALL) and may_edit_account(user, account)


def may_own(user: User) -> bool:
    """Say whether accounts can belong to a person: whoever sells, while signed up."""
    return user.is_active and user.role in OWNERS


def may_receive_share(user: User) -> bool:
    """Representatives; managers see the accounts of their teams without a share."""
    return user.is_active and reach_of(user.role, "account", "see") is Reach.SHARED


def may_add_person(user: User | None, account: Account) -> bool:
    """Whoever works on the account."""
    return works_on(user, account, "stakeholder", "create")


def may_edit_person(user: User | None, account: Account) -> bool:
    """Whoever works on the account, shares included."""
    return works_on(user, account, "stakeholder", "change")


def keeps_what_they_create(user: User) -> bool:
    """Say whether a person's new accounts are their own (representatives)."""
    return reach_of(user.role, "account", "create") is Reach.OWN
