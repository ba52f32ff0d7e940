"""Who may keep the catalogue, ask for a resource, and decide about a request.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on
from kam.people.queries import setting
from kam.people.scopes import may, reaches
from kam.resources.rules.limits import ALONE
from kam.resources.rules.ranks import is_as_high

if TYPE_CHECKING:
    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.resources.models import Booking


def may_arrange(user: User | None, verb: str, team_id: int | None) -> bool:
    """Managers for the teams below them, administrators for all."""
    return user is None or reaches(user, "resource", verb, team_id=team_id)


def may_arrange_any(user: User | None, verb: str) -> bool:
    """Say whether there is any team a person keeps resources of."""
    return user is None or may(user, "resource", verb)


def may_ask(user: User | None, account: Account, verb: str = "create") -> bool:
    """Whoever works on the account: `verb` is create or change."""
    return works_on(user, account, "booking", verb)


def decides(user: User | None, booking: Booking) -> bool:
    """Managers above the account, and those above the team that keeps the resource."""
    if user is None:
        return True
    teams = (booking.account.team_id, booking.resource.team_id)
    return any(reaches(user, "approval", "change", team_id=team) for team in teams)


def is_own(user: User | None, booking: Booking) -> bool:
    """Say whether somebody would decide about an own request that others decide about.

    Where the company lets managers decide alone, it is about a resource of their own
    team that reaches no person of a customer. Only of an own request one statement.
    """
    if user is None or booking.requester_id != user.pk:
        return False
    keeps = booking.resource.team_id == user.team_id
    if not keeps or booking.stakeholder_id is not None:
        return True
    return not setting(ALONE.key)


def may_decide(user: User | None, booking: Booking) -> bool:
    """Say whether a person approves or refuses this request."""
    return decides(user, booking) and not is_own(user, booking)


def stands_over(user: User | None, other: User | None) -> bool:
    """Say whether a person may overturn what another decided: as high, or higher."""
    if user is None or other is None or user.pk == other.pk:
        return True
    return is_as_high(user.team.path, other.team.path)


def may_reconsider(user: User | None, booking: Booking) -> bool:
    """Undo a decision: whoever could decide, and stands as high as who did."""
    return may_decide(user, booking) and stands_over(user, booking.decided_by)


def may_turn(user: User | None, booking: Booking) -> bool:
    """Note as used: whoever works on the account, and who decides."""
    return may_ask(user, booking.account, "change") or decides(user, booking)


def may_cancel(user: User | None, booking: Booking) -> bool:
    """Give back what is booked: whoever works on the account needs it no more.

    Who only keeps the resource would overturn the approval, and may as far as that
    may be undone: nobody overturns who stands higher.
    """
    if may_ask(user, booking.account, "change"):
        return True
    return decides(user, booking) and stands_over(user, booking.decided_by)


def may_rebook(user: User | None, booking: Booking, canceller: User | None) -> bool:
    """Undo a cancellation: one's own, or as whoever could approve it anew."""
    own = user is None or (canceller is not None and canceller.pk == user.pk)
    if own or not booking.resource.needs_approval:
        return may_turn(user, booking)
    return may_decide(user, booking) and stands_over(user, canceller)


def sees_customer(user: User, account: Account) -> bool:
    """Say whether the customer of a booking may be named to a person."""
    return works_on(user, account, "account", "see")


def may_set_rules(user: User | None) -> bool:
    """Whoever may change settings writes what has to be confirmed."""
    return user is None or may(user, "setting", "change")
