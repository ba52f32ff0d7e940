"""Who may change users, teams, territories and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kam.core.errors import Forbidden, NotFound
from kam.people.grants import MANAGER, REPRESENTATIVE
from kam.people.scopes import may, reaches

if TYPE_CHECKING:
    from kam.people.models import Team, Territory, Token, User


def entered(user: Any, noun: str) -> User:
    """Return who stands at a door; a role that sees nothing of a noun finds nothing."""
    if not may(user, noun, "see"):
        raise NotFound
    known: User = user
    return known


def require(allowed: bool) -> None:  # noqa: FBT001 - reads as a sentence
    """Refuse what is not allowed."""
    if not allowed:
        raise Forbidden


def may_arrange_teams(user: User | None, verb: str) -> bool:
    """Say whether a person may create or change teams; the command line may."""
    return user is None or reaches(user, "team", verb)


def may_arrange_users(user: User | None, verb: str) -> bool:
    """Say whether a person may create or change users; the command line may."""
    return user is None or reaches(user, "user", verb)


def may_edit_profile(user: User, person: User) -> bool:
    """Say whether a person may change somebody's name, language and place."""
    return reaches(user, "profile", "change", owner_id=person.pk)


def may_create_token(user: User | None, owner: User) -> bool:
    """Only for oneself; the command line makes tokens for anybody."""
    return user is None or reaches(user, "token", "create", owner_id=owner.pk)


def may_revoke_token(user: User | None, token: Token) -> bool:
    """Say whether a person may end a token: only the owner."""
    return user is None or reaches(user, "token", "delete", owner_id=token.user_id)


def may_create_territory(user: User | None, team: Team) -> bool:
    """Administrators anywhere; a sales manager in the own team (by import)."""
    if user is None or reaches(user, "territory", "create", team_id=team.pk):
        return True
    is_chief = user.role == MANAGER and user.team_id == team.pk
    return is_chief and user.is_active


def may_change_territory(user: User | None, territory: Territory) -> bool:
    """Say whether a person may change a territory and its assignments."""
    return user is None or reaches(
        user, "territory", "change", team_id=territory.team_id
    )


def may_change_settings(user: User | None) -> bool:
    """Say whether a person may change the settings of the company."""
    return user is None or reaches(user, "setting", "change")


def may_hold(user: User) -> bool:
    """Say whether somebody can work a territory: only who sells, and signs in."""
    return user.is_active and user.role in (REPRESENTATIVE, MANAGER)
