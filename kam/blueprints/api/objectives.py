"""Objectives through the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from kam.blueprints.api.common import NOUN, Pk, asked
from kam.blueprints.models import Objective
from kam.blueprints.policies import may_write
from kam.blueprints.queries import blueprint_of, objective_of, objectives_of
from kam.blueprints.schemas import ObjectiveIn, ObjectiveOut, ObjectivePatch, told
from kam.blueprints.services import (
    add_objective,
    drop_objective,
    edit_objective,
    restore_objective,
)
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.web.interface import require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["account plans"])


@router.get("/blueprints/{pk}/objectives", response=list[ObjectiveOut])
@surface(NOUN, "see")
def list_objectives(request: HttpRequest, pk: Pk) -> Any:
    """Return the goals of a plan, the nearest first."""
    user = asked(request)
    rows = objectives_of(user, blueprint_of(user, pk))
    return [told(user, row, ObjectiveOut) for row in rows]


@router.post("/blueprints/{pk}/objectives", response={201: ObjectiveOut})
@surface(NOUN, "change")
def post_objective(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ObjectiveIn
) -> Any:
    """Set a goal; its start is read from the records."""
    user = asked(request)
    plan = blueprint_of(user, pk)
    require(may_write(user, plan.account))
    row = add_objective(
        actor=user, blueprint=plan, draft=body.draft, client_id=body.client_id
    )
    tagged(response, row)
    return Status(201, told(user, row, ObjectiveOut))


@router.get("/objectives/{pk}", response=ObjectiveOut)
@surface(NOUN, "see")
def get_objective(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one goal."""
    return _answer(asked(request), response, pk)


@router.patch("/objectives/{pk}", response=ObjectiveOut)
@surface(NOUN, "change")
def patch_objective(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ObjectivePatch
) -> Any:
    """Change a goal."""
    user, row = _writer(request, pk)
    require_match(request, row)
    before = {name: getattr(row, name) for name in body.wanted}
    edit_objective(actor=user, objective=row, wanted=body.wanted, before=before)
    return _answer(user, response, pk)


@router.delete("/objectives/{pk}", response=ObjectiveOut)
@surface(NOUN, "change")
def delete_objective(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take a goal out of the plan."""
    user, row = _writer(request, pk)
    drop_objective(actor=user, objective=row)
    return _answer(user, response, pk)


@router.post("/objectives/{pk}/restore", response=ObjectiveOut)
@surface(NOUN, "change")
def post_restore(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Put a goal back."""
    user, row = _writer(request, pk)
    restore_objective(actor=user, objective=row)
    return _answer(user, response, pk)


def _writer(request: HttpRequest, pk: int) -> tuple[User, Objective]:
    user = asked(request)
    row = objective_of(user, pk)
    require(may_write(user, row.blueprint.account))
    return user, row


def _answer(user: User, response: HttpResponse, pk: int) -> Any:
    row = objective_of(user, pk)
    tagged(response, row)
    return told(user, row, ObjectiveOut)
