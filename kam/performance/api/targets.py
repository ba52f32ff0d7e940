"""Targets over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.policies import entered
from kam.performance.queries import runs_for
from kam.performance.queries.targets import newest_row, row_of, targets_for
from kam.performance.schemas.frontier import Id
from kam.performance.schemas.targets import (
    TargetChange,
    TargetNew,
    TargetOut,
    TargetQuery,
    target_out,
)
from kam.performance.services import agree_target, change_target, undo_target
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from kam.people.models import User

router = Router(auth=bearer, tags=["targets"])


@router.get("", response=Listing[TargetOut])
@surface("target", "see")
def list_targets(request: HttpRequest, asked: Query[TargetQuery]) -> dict[str, Any]:
    """List targets in sight, newest first; filter by set, period and territory."""
    user = entered(request.user, "target")
    rows = targets_for(
        user, set_id=asked.set, period=asked.period, territory_id=asked.territory
    )
    page = paginate(rows, order=("-id",), cursor=asked.cursor, size=asked.limit)
    return listing(page, target_out)


@router.post("", response={201: TargetOut})
@surface("target", "create")
def add_target(
    request: HttpRequest, response: HttpResponse, body: TargetNew
) -> Status[TargetOut]:
    """Agree the target of a territory of a run, for the period after it."""
    user = entered(request.user, "target")
    row = row_of(user, runs_for(user).seen(user, pk=body.run), body.territory)
    target = agree_target(actor=user, row=row, figure=body.figure, reason=body.reason)
    return Status(201, _told(user, response, target.pk))


@router.get("/{pk}", response=TargetOut)
@surface("target", "see")
def read_target(
    request: HttpRequest, response: HttpResponse, pk: Path[Id]
) -> TargetOut:
    """Read one target: what was proposed, agreed and reached."""
    user = entered(request.user, "target")
    return _told(user, response, pk)


@router.patch("/{pk}", response=TargetOut)
@surface("target", "change")
def alter_target(
    request: HttpRequest, response: HttpResponse, pk: Path[Id], body: TargetChange
) -> TargetOut:
    """Agree another figure or reason (needs If-Match)."""
    user = entered(request.user, "target")
    target = targets_for(user).seen(user, pk=pk)
    require_match(request, target)
    wanted = body.wanted()
    change_target(
        actor=user,
        target=target,
        row=newest_row(user, target),
        wanted=wanted,
        before={name: getattr(target, name) for name in wanted},
    )
    return _told(user, response, pk)


@router.post("/{pk}/undo", response=TargetOut)
@surface("target", "change")
def step_back(request: HttpRequest, response: HttpResponse, pk: Path[Id]) -> TargetOut:
    """Go back one step of what was agreed (needs If-Match); again to restore it."""
    user = entered(request.user, "target")
    target = targets_for(user).seen(user, pk=pk)
    require_match(request, target)
    undo_target(actor=user, target=target, revision=target.revision)
    return _told(user, response, pk)


def _told(user: User, response: HttpResponse, pk: int) -> TargetOut:
    target = targets_for(user).seen(user, pk=pk)
    tagged(response, target)
    return target_out(target, newest_row(user, target))
