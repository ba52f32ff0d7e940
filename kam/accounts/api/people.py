"""People of accounts over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.models import Stakeholder
from kam.accounts.queries.people import people_matching
from kam.accounts.queries.room import account_of, person_of, stakeholder_of
from kam.accounts.schemas import (
    Id,
    StakeholderChange,
    StakeholderNew,
    StakeholderOut,
    StakeholderQuery,
    stakeholder_out,
)
from kam.accounts.services import (
    Affiliation,
    Identity,
    affiliate_person,
    create_person,
    edit_stakeholder,
)
from kam.core.errors import Invalid
from kam.core.paging import paginate
from kam.core.text import mark
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import entered
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["stakeholders"])
IDENTITY = ("name", "title", "is_alias")


def _shown(user: User, response: HttpResponse, pk: int) -> dict[str, Any]:
    row = stakeholder_of(user, pk)
    tagged(response, row)
    return stakeholder_out(user, row)


@router.get("", response=Listing[StakeholderOut], exclude_unset=True)
@surface("stakeholder", "see")
def list_stakeholders(
    request: HttpRequest, asked: Query[StakeholderQuery]
) -> dict[str, Any]:
    """List the people of accounts in sight; `left` lists those who have left."""
    user = entered(request.user, "stakeholder")
    rows = people_matching(user, asked.dict(exclude={"cursor", "limit"}))
    page = paginate(rows, order=("id",), cursor=asked.cursor, size=asked.limit)
    return listing(page, lambda row: stakeholder_out(user, row))


@router.post("", response={201: StakeholderOut}, exclude_unset=True)
@surface("stakeholder", "create")
def add_stakeholder(
    request: HttpRequest, response: HttpResponse, body: StakeholderNew
) -> Status[dict[str, Any]]:
    """Add somebody to an account: new by `name`, or a known `person_id`."""
    user = entered(request.user, "stakeholder")
    made = _added(user, body)
    return Status(201, _shown(user, response, made.pk))


def _added(user: User, body: StakeholderNew) -> Stakeholder:
    account = account_of(user, body.account_id)
    told = body.wanted()
    identity = {name: told.pop(name) for name in IDENTITY if name in told}
    person_id, _account = told.pop("person_id", None), told.pop("account_id")
    known = Affiliation(**told)
    if (person_id is None) == ("name" not in identity):
        raise Invalid(fields={"name": [mark("请写 name 或 person_id，只写一个")]})
    if person_id is None:
        return create_person(
            actor=user,
            account=account,
            identity=Identity(**identity),
            affiliation=known,
        )
    return affiliate_person(
        actor=user,
        account=account,
        person=person_of(user, person_id),
        affiliation=known,
    )


@router.get("/{pk}", response=StakeholderOut, exclude_unset=True)
@surface("stakeholder", "see")
def read_stakeholder(
    request: HttpRequest, response: HttpResponse, pk: Path[Id]
) -> dict[str, Any]:
    """Read what is known of somebody in one account."""
    return _shown(entered(request.user, "stakeholder"), response, pk)


@router.patch("/{pk}", response=StakeholderOut, exclude_unset=True)
@surface("stakeholder", "change")
def change_stakeholder(
    request: HttpRequest, response: HttpResponse, pk: Path[Id], body: StakeholderChange
) -> dict[str, Any]:
    """Change what is known of somebody (needs If-Match)."""
    user = entered(request.user, "stakeholder")
    row = stakeholder_of(user, pk)
    require_match(request, row)
    wanted = body.wanted()
    stored = {**row.values(), **row.person.values()}
    edit_stakeholder(
        actor=user,
        stakeholder=row,
        wanted=wanted,
        before={name: stored[name] for name in wanted},
    )
    return _shown(user, response, pk)
