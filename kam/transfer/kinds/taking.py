"""What leaving records share: names of teams, amounts, and what stays unsaid."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kam.people.models import Team, Territory, User
from kam.transfer.rules.shapes import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Mapping

SURE_DIGITS = 15


def unseen() -> str:
    """Return what stands for a reference the reader may not see.

    The import leaves what is stored there alone, so a round trip changes nothing.
    """
    return gettext(UNSEEN)


def team_names(user: User) -> dict[int, str]:
    """Return each visible team as a path of visible names, such as 华东区/华东一组."""
    teams = {team.pk: team for team in Team.objects.visible_to(user)}
    return {pk: "/".join(_names(team, teams)) for pk, team in teams.items()}


def _names(team: Team, teams: Mapping[int, Team]) -> list[str]:
    names = [team.name]
    above = teams.get(team.parent_id or 0)
    while above is not None:
        names.insert(0, above.name)
        above = teams.get(above.parent_id or 0)
    return names


def usernames(user: User) -> dict[int, str]:
    """Return the sign-in names of visible people."""
    return dict(User.objects.visible_to(user).values_list("pk", "username"))


def territory_codes(user: User) -> dict[int, str]:
    """Return the codes of visible territories."""
    return dict(Territory.objects.visible_to(user).values_list("pk", "code"))


def named(known: Mapping[int, str], pk: int | None) -> str:
    """Return the name of a reference: nothing, its name, or that it is not shown."""
    return "" if pk is None else known.get(pk) or unseen()


def amount(minor: int | None) -> object:
    """Return minor units as an amount; beyond 15 digits as text, which is exact."""
    if minor is None:
        return None
    major = Decimal(minor) / 100
    plain = int(major) if major == major.to_integral_value() else major
    return plain if len(str(abs(minor))) <= SURE_DIGITS else str(plain)


def label(choices: Any, value: str) -> str:
    """Return a choice as people read it."""
    return str(choices(value).label) if value else ""
