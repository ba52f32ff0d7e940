"""Hand-overs through the API: list, read, confirm."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from kam.core.paging import paginate
from kam.handover.models import Handover
from kam.handover.queries import handovers_seen
from kam.handover.rules import PARTS
from kam.handover.schemas import ConfirmIn, HandoverOut, HandoverQuery, handover_out
from kam.handover.services import confirm
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.interface import Listing, listing, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["handovers"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]
ORDER = ("-id",)


def _seen(user: User, pk: int) -> Handover:
    found: Handover = handovers_seen(user).seen(user, pk=pk)
    return found


@router.get("", response=Listing[HandoverOut])
@surface("handover", "see")
def list_handovers(request: HttpRequest, query: Query[HandoverQuery]) -> Any:
    """Return visible hand-overs, the newest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "handover", "see"))
    rows = handovers_seen(user)
    if query.waiting is not None:
        waiting = rows.waiting()
        rows = waiting if query.waiting else rows.exclude(pk__in=waiting.values("pk"))
    page = paginate(rows, order=ORDER, cursor=query.cursor, size=query.limit)
    return listing(page, handover_out)


@router.get("/{pk}", response=HandoverOut)
@surface("handover", "see")
def get_handover(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one hand-over."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = _seen(user, pk)
    tagged(response, row)
    return handover_out(row)


@router.post("/{pk}/confirm", response=HandoverOut)
@surface("handover", "change")
def post_confirm(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ConfirmIn
) -> Any:
    """Write down what the receiver has read; reading twice changes nothing."""
    user: User = request.auth  # type: ignore[attr-defined]
    parts = PARTS if body.parts is None else body.parts
    confirm(actor=user, handover=_seen(user, pk), parts=parts, note=body.note)
    row = _seen(user, pk)
    tagged(response, row)
    return handover_out(row)
