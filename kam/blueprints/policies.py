"""Who may write, decide on and share account plans; `None` is the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on
from kam.blueprints.rules.handing import Ending
from kam.people.days import today_of
from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.blueprints.models import Blueprint, Handout
    from kam.people.models import User

NOUN = "blueprint"


def may_write(user: User | None, account: Account, verb: str = "change") -> bool:
    """Whoever works on the account: `verb` is create or change."""
    return works_on(user, account, NOUN, verb)


def may_share(user: User | None, account: Account) -> bool:
    """The owner of the account, and the managers above."""
    return works_on(user, account, NOUN, "share")


def ending_of(handout: Handout) -> Ending | None:
    """Say why a link shows nothing any more; None while it does.

    It lives from the right of who made it, asked anew each time it is opened: who
    was signed off, or works for the account no longer, shares nothing of it.
    """
    account = handout.blueprint.account
    if handout.revoked_at is not None:
        return Ending.REVOKED
    if handout.expires_on < today_of(account.owner):
        return Ending.EXPIRED
    if account.archived_at is not None or handout.has_left:
        return Ending.ARCHIVED
    return None if may_share(handout.author, account) else Ending.UNSHARED


def may_comment(user: User | None, account: Account) -> bool:
    """The managers above."""
    return works_on(user, account, "approval", "create")


def may_meet(user: User | None, account: Account) -> bool:
    """Whoever works on the account, and the managers above: they hold reviews."""
    return may_write(user, account) or may_comment(user, account)


def may_decide(user: User | None, blueprint: Blueprint) -> bool:
    """The managers above, but nobody on what they submitted themselves."""
    if user is None:
        return True
    if user.pk == blueprint.submitted_by_id:
        return False
    return works_on(user, blueprint.account, "approval", "change")


def may_write_outlines(user: User | None) -> bool:
    """Trainers and administrators."""
    return user is None or reaches(user, "outline", "create")
