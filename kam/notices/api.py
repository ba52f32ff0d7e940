"""Notices and one's digest through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kam.core.clock import today
from kam.notices.queries import choice_of, everything
from kam.notices.schemas import (
    DigestIn,
    DigestOut,
    KeysIn,
    NoticesOut,
    PutOffIn,
    digest_out,
    notices_out,
)
from kam.notices.services import choose, put_off, read
from kam.people.bearer import bearer
from kam.people.models import User
from kam.web.interface import require_match, tagged
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from kam.notices.queries import Everything

router = Router(auth=bearer, tags=["notices"])


def _found(request: HttpRequest) -> Everything:
    user: User = request.auth  # type: ignore[attr-defined]
    return everything(user, today(user.time_zone))


@router.get("", response=NoticesOut)
@surface("notice", "see")
def list_notices(request: HttpRequest) -> Any:
    """Return what is due or asks for the caller now; at most fifty of a kind."""
    return notices_out(_found(request))


@router.post("/read", response=NoticesOut)
@surface("notice", "change")
def post_read(request: HttpRequest, body: KeysIn) -> Any:
    """Mark notices as read; those that are gone or not one's own are left out."""
    user: User = request.auth  # type: ignore[attr-defined]
    read(actor=user, found=_found(request), keys=body.keys)
    return notices_out(_found(request))


@router.post("/put-off", response=NoticesOut)
@surface("notice", "change")
def post_put_off(request: HttpRequest, body: PutOffIn) -> Any:
    """Put notices off until a day, or bring them back."""
    user: User = request.auth  # type: ignore[attr-defined]
    put_off(
        actor=user,
        found=_found(request),
        keys=body.keys,
        until=body.until,
        day=today(user.time_zone),
    )
    return notices_out(_found(request))


@router.get("/digest", response=DigestOut)
@surface("notice", "see")
def get_digest(request: HttpRequest, response: HttpResponse) -> Any:
    """Return when the caller's digest comes."""
    row = choice_of(request.auth)  # type: ignore[attr-defined]
    tagged(response, row)
    return digest_out(row)


@router.patch("/digest", response=DigestOut)
@surface("notice", "change")
def patch_digest(request: HttpRequest, response: HttpResponse, body: DigestIn) -> Any:
    """Change when the caller's digest comes; needs If-Match."""
    user: User = request.auth  # type: ignore[attr-defined]
    require_match(request, choice_of(user))
    row = choose(actor=user, wanted=body.dict(exclude_unset=True))
    tagged(response, row)
    return digest_out(row)
