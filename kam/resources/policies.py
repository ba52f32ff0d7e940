"""Who may keep the catalogue, ask for a resource, and decide about a request.

`None` stands for the command line and the system, which may do anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.accounts.policies import works_on
from kam.people.scopes import may, reaches

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
    """Say whether somebody would decide about an own request.

    Whoever keeps the resource may, unless it reaches a person of a customer: then
    four eyes look at it.
    """
    if user is None or booking.requester_id != user.pk:
        return False
    keeps = booking.resource.team_id == user.team_id
    return not keeps or booking.stakeholder_id is not None


def may_decide(user: User | None, booking: Booking) -> bool:
    """Say whether a person approves or refuses this request."""
    return decides(user, booking) and not is_own(user, booking)


def may_turn(user: User | None, booking: Booking) -> bool:
    """Cancel, note as used: whoever works on the account, and who decides."""
    return may_ask(user, booking.account, "change") or decides(user, booking)


def may_rebook(user: User | None, booking: Booking, canceller: int | None) -> bool:
    """Undo a cancellation: one's own, or as whoever could approve it anew."""
    if user is None or canceller == user.pk or not booking.resource.needs_approval:
        return may_turn(user, booking)
    return may_decide(user, booking)


def sees_customer(user: User, account: Account) -> bool:
    """Say whether the customer of a booking may be named to a person."""
    return works_on(user, account, "account", "see")


def may_set_rules(user: User | None) -> bool:
    """Whoever may change settings writes what has to be confirmed."""
    return user is None or may(user, "setting", "change")
