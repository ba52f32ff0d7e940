"""Who may plan, write, amend and promise: it follows the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import may_take_back, works_on
from kam.people.scopes import reaches

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.visits.models import Action, Attachment, Promise, Quote, Visit


def may_plan(user: User | None, account: Account) -> bool:
    """Say whether a person may visit an account; the command line may."""
    return works_on(user, account, "visit", "create")


def may_plan_for(user: User | None, owner: User, account: Account) -> bool:
    """Say whether a person may enter a visit of `owner`: one's own, or a team's."""
    if not may_plan(user, account):
        return False
    if user is None or user.pk == owner.pk:
        return True
    return reaches(user, "user", "see", owner_id=owner.pk, team_id=owner.team_id)


def may_write(user: User | None, visit: Visit) -> bool:
    """Only who goes writes, and only while seeing the account."""
    if user is None:
        return True
    seen = works_on(user, visit.account, "visit", "see")
    return seen and reaches(user, "visit", "change", owner_id=visit.owner_id)


def may_amend(user: User | None, visit: Visit) -> bool:
    """Whoever works on the account may add to a locked record, under own name."""
    return works_on(user, visit.account, "visit", "create")


def may_commit(user: User | None, noun: str, account: Account) -> bool:
    """Say whether a person may enter an action or a promise of an account."""
    return works_on(user, account, noun, "create")


def may_keep_calendar(user: User, owner_id: int) -> bool:
    """Say whether a person may make or end a calendar address: only one's own."""
    return reaches(user, "calendar", "create", owner_id=owner_id)


def may_close(user: User | None, row: Action | Promise) -> bool:
    """Say whether a person may close or reopen an action or a promise."""
    noun = row._meta.model_name or ""
    return works_on(user, row.account, noun, "change")


def may_attach(user: User | None, visit: Visit) -> bool:
    """Whoever works on the account may add a photo or a file to a visit."""
    return works_on(user, visit.account, "attachment", "create")


def may_send(user: User | None, file: Attachment) -> bool:
    """Only who announced a file sends its bytes, wherever the account went since."""
    if user is None:
        return True
    return reaches(user, "attachment", "change", owner_id=file.author_id)


def may_retract(user: User | None, file: Attachment) -> bool:
    """Who added a file while working there, and the managers above."""
    return may_take_back(user, file.visit.account, "attachment", file.author_id)


def may_unsay(user: User | None, quote: Quote) -> bool:
    """Say whether a person may take words back: who may write their record."""
    return may_write(user, quote.visit)
