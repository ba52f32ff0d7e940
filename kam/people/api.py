"""Territories over the API, and who is asking."""

from __future__ import annotations

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.models import Team, Territory, Token, User
from kam.people.policies import entered
from kam.people.queries import holders_now, territory_rows
from kam.people.schemas import (
    Me,
    TerritoryChange,
    TerritoryNew,
    TerritoryOut,
    TerritoryQuery,
    me_out,
    territory_out,
)
from kam.people.services import create_territory, edit_territory
from kam.web.interface import Id, Listing, listing, require_match, tagged
from kam.web.surfaces import surface

territories = Router(auth=bearer, tags=["territories"])
me = Router(auth=bearer, tags=["me"])


@me.get("", response=Me)
@surface("profile", "see")
def read_me(request: HttpRequest) -> Me:
    """Say whom the token speaks for, and what it may do."""
    user = entered(request.user, "profile")
    return me_out(user, cast("Token", request.token))  # type: ignore[attr-defined]


@territories.get("", response=Listing[TerritoryOut])
@surface("territory", "see")
def list_territories(
    request: HttpRequest, asked: Query[TerritoryQuery]
) -> dict[str, Any]:
    """List the territories in sight by code."""
    user = entered(request.user, "territory")
    rows = territory_rows(user, code=asked.code, team_id=asked.team)
    page = paginate(rows, order=("code", "pk"), cursor=asked.cursor, size=asked.limit)
    held = holders_now([row.pk for row in page.rows], user)
    return listing(page, lambda row: territory_out(row, held.get(row.pk)))


@territories.post("", response={201: TerritoryOut})
@surface("territory", "create")
def add_territory(
    request: HttpRequest, response: HttpResponse, body: TerritoryNew
) -> Status[TerritoryOut]:
    """Add a territory to a team."""
    user = entered(request.user, "territory")
    seen = Territory.objects.visible_to(user)
    made = create_territory(
        actor=user,
        code=body.code,
        name=body.name,
        team=Team.objects.visible_to(user).seen(user, pk=body.team),
        parent=seen.seen(user, pk=body.parent) if body.parent else None,
    )
    tagged(response, made)
    return Status(201, territory_out(made, None))


@territories.get("/{pk}", response=TerritoryOut)
@surface("territory", "see")
def read_territory(
    request: HttpRequest, response: HttpResponse, pk: Path[Id]
) -> TerritoryOut:
    """Read one territory."""
    user = entered(request.user, "territory")
    return _out(response, user, _seen(user, pk))


@territories.patch("/{pk}", response=TerritoryOut)
@surface("territory", "change")
def change_territory(
    request: HttpRequest, response: HttpResponse, pk: Path[Id], body: TerritoryChange
) -> TerritoryOut:
    """Change a territory (needs If-Match)."""
    user = entered(request.user, "territory")
    found = _seen(user, pk)
    require_match(request, found)
    wanted = body.wanted()
    before = {name: getattr(found, name) for name in wanted}
    edit_territory(actor=user, territory=found, wanted=wanted, before=before)
    return _out(response, user, _seen(user, pk))


def _seen(user: User, pk: int) -> Territory:
    found: Territory = territory_rows(user).seen(user, pk=pk)
    return found


def _out(response: HttpResponse, user: User, found: Territory) -> TerritoryOut:
    tagged(response, found)
    return territory_out(found, holders_now([found.pk], user).get(found.pk))
