"""The probing plan of a visit through the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status

from kam.core.clock import today
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.probing.models import Probe
from kam.probing.policies import may_probe
from kam.probing.queries import probe_of
from kam.probing.schemas import (
    FollowIn,
    HeardIn,
    ProbeIn,
    ProbeOut,
    ProbePatch,
    probe_out,
)
from kam.probing.services import (
    drop_probe,
    edit_probe,
    follow_up,
    hear,
    plan_probe,
    restore_probe,
)
from kam.visits.queries.one import open_visit, seen_visit
from kam.visits.schemas import LARGEST_ID
from kam.visits.services import require_held
from kam.web.interface import require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["probes"])
Pk = Annotated[int, Path(ge=1, le=LARGEST_ID)]


def _probe(user: User, visit: Any, probe: int) -> Probe:
    row = probe_of(user, visit.client_id, probe)
    require(may_probe(user, visit.account))
    return row


@router.get("/{pk}/probes", response=list[ProbeOut])
@surface("probe", "see")
def list_probes(request: HttpRequest, pk: Pk) -> Any:
    """Return the standing probes of a visit, along the flow; at most forty."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "probe", "see"))
    visit = seen_visit(user, pk)
    rows = Probe.objects.visible_to(user).of(visit.client_id).standing()
    return [probe_out(user, row) for row in rows]


@router.post("/{pk}/probes", response={201: ProbeOut})
@surface("probe", "create")
def create_probe(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ProbeIn
) -> Any:
    """Plan a question for a visit."""
    user: User = request.auth  # type: ignore[attr-defined]
    visit = open_visit(user, pk)
    row = plan_probe(
        actor=user, account=visit.account, occasion=visit.client_id, draft=body.draft
    )
    tagged(response, row)
    return Status(201, probe_out(user, row))


@router.patch("/{pk}/probes/{probe}", response=ProbeOut)
@surface("probe", "change")
def patch_probe(
    request: HttpRequest, response: HttpResponse, pk: Pk, probe: Pk, body: ProbePatch
) -> Any:
    """Reword a question, take it out of the plan, or put it back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = _probe(user, open_visit(user, pk), probe)
    require_match(request, row)
    if body.wanted:
        row = edit_probe(actor=user, probe=row, wanted=body.wanted)
    if body.dropped is not None:
        turn = drop_probe if body.dropped else restore_probe
        row = turn(actor=user, probe=row)
    tagged(response, row)
    return probe_out(user, row)


@router.put("/{pk}/probes/{probe}/heard", response=ProbeOut)
@surface("probe", "change")
def put_heard(
    request: HttpRequest, response: HttpResponse, pk: Pk, probe: Pk, body: HeardIn
) -> Any:
    """Note that it was asked, and what was heard."""
    user: User = request.auth  # type: ignore[attr-defined]
    visit = open_visit(user, pk)
    require_held(user, visit)
    row = _probe(user, visit, probe)
    require_match(request, row)
    day = min(visit.day, today(user.time_zone))
    row = hear(actor=user, probe=row, heard=body.heard, day=day)
    tagged(response, row)
    return probe_out(user, row)


@router.post("/{pk}/probes/{probe}/rounds", response={201: ProbeOut})
@surface("probe", "change")
def post_round(
    request: HttpRequest, response: HttpResponse, pk: Pk, probe: Pk, body: FollowIn
) -> Any:
    """Note the next round of a loop."""
    user: User = request.auth  # type: ignore[attr-defined]
    visit = open_visit(user, pk)
    require_held(user, visit)
    row = _probe(user, visit, probe)
    made = follow_up(
        actor=user, probe=row, via=body.via, text=body.text, heard=body.heard
    )
    tagged(response, made)
    return Status(201, probe_out(user, made))
