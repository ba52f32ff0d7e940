"""The shapes of territories and of oneself at the API."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from ninja import Schema
from pydantic import Field

from kam.web.interface import Closed, Id, PageQuery

if TYPE_CHECKING:
    from kam.people.models import Territory, TerritoryAssignment, Token, User

Code = Annotated[str, Field(min_length=1, max_length=40)]
Name = Annotated[str, Field(max_length=120)]


class TerritoryQuery(PageQuery):
    """Which territories; a team includes the teams below it."""

    code: Code | None = None
    team: Id | None = None


class TerritoryChange(Closed):
    """What to change; a field left out stays as it is."""

    code: Code | None = None
    name: Name | None = None
    team: Id | None = None
    parent: Id | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what was said, by attribute."""
        names = {"team": "team_id", "parent": "parent_id"}
        said = self.model_fields_set
        return {names.get(field, field): getattr(self, field) for field in said}


class TerritoryNew(Closed):
    """A new territory of a team."""

    code: Code
    name: Name = ""
    team: Id
    parent: Id | None = None


class Holder(Schema):
    """Who works a territory now, and since when."""

    id: int
    name: str
    since: str


class TerritoryOut(Schema):
    """A stored territory."""

    id: int
    code: str
    name: str
    team: int
    team_name: str
    parent: int | None
    holder: Holder | None
    revision: int


def territory_out(row: Territory, held: TerritoryAssignment | None) -> TerritoryOut:
    """Return a territory in its API shape."""
    holder = (
        Holder(id=held.user_id, name=held.user.name, since=held.starts_on.isoformat())
        if held
        else None
    )
    return TerritoryOut(
        id=row.pk,
        code=row.code,
        name=row.name,
        team=row.team_id,
        team_name=row.team.name,
        parent=row.parent_id,
        holder=holder,
        revision=row.revision,
    )


class Me(Schema):
    """Who the token speaks for, and what it may do."""

    id: int
    username: str
    name: str
    role: str
    team: int
    team_name: str
    language: str
    time_zone: str
    scopes: list[str]
    expires_at: datetime | None


def me_out(user: User, token: Token) -> Me:
    """Return the owner of a token in its API shape; nothing of other tokens."""
    return Me(
        id=user.pk,
        username=user.username,
        name=user.name,
        role=user.role,
        team=user.team_id,
        team_name=user.team.name,
        language=user.language,
        time_zone=user.time_zone,
        scopes=list(token.scopes),
        expires_at=token.expires_at,
    )
