"""Observations through the API: list, make, take back."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import stakeholder_of
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.thinking.models import Observation
from kam.thinking.policies import may_observe, may_retract
from kam.thinking.queries import observation_of
from kam.thinking.schemas import (
    ObservationIn,
    ObservationOut,
    ObservationPatch,
    ObservationQuery,
    observation_out,
)
from kam.thinking.services import observe, restore, retract
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["observations"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-day", "-id")


@router.get("", response=Listing[ObservationOut])
@surface("observation", "see")
def list_observations(request: HttpRequest, query: Query[ObservationQuery]) -> Any:
    """Return visible observations, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "observation", "see"))
    rows = Observation.objects.visible_to(user)
    return paged(rows, query, ORDER, lambda row: observation_out(user, row))


@router.post("", response={201: ObservationOut})
@surface("observation", "create")
def create_observation(
    request: HttpRequest, response: HttpResponse, body: ObservationIn
) -> Any:
    """Write down what was seen of somebody."""
    user: User = request.auth  # type: ignore[attr-defined]
    stakeholder = stakeholder_of(user, body.stakeholder_id)
    require(may_observe(user, stakeholder.account))
    row = observe(actor=user, stakeholder=stakeholder, sightings=[body.sighting])[0]
    tagged(response, row)
    return Status(201, observation_out(user, row))


@router.get("/{pk}", response=ObservationOut)
@surface("observation", "see")
def get_observation(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one observation."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = observation_of(user, pk)
    tagged(response, row)
    return observation_out(user, row)


@router.patch("/{pk}", response=ObservationOut)
@surface("observation", "delete")
def patch_observation(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ObservationPatch
) -> Any:
    """Take an observation back, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = observation_of(user, pk)
    require(may_retract(user, row))
    require_match(request, row)
    turn = retract if body.retracted else restore
    row = turn(actor=user, observation=row)
    tagged(response, row)
    return observation_out(user, row)
