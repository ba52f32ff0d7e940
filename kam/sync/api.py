"""Sending items and reading one's own through the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.sync.keys import person_key
from kam.sync.models import Envelope
from kam.sync.queries.envelopes import with_seen_account
from kam.sync.querysets import OPEN
from kam.sync.rules.bodies import moment
from kam.sync.rules.frames import OtherUser
from kam.sync.schemas import (
    EnvelopeOut,
    EnvelopeQuery,
    PushIn,
    PushOut,
    answer,
    envelope_out,
)
from kam.sync.services import Claim, Item, push
from kam.web.interface import Listing, listing
from kam.web.surfaces import surface

batches = Router(auth=bearer, tags=["sync"])
envelopes = Router(auth=bearer, tags=["sync"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]


@batches.post("/push", response=PushOut, exclude_unset=True)
@surface("envelope", "create")
def post_push(request: HttpRequest, body: PushIn) -> Any:
    """Take a batch of items once, and answer for each; see docs/explain/offline.md."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "envelope", "create"))
    if str(body.user) != person_key(user):
        raise OtherUser
    claim = Claim(body.device, moment(body.now), body.build, body.left)
    items = [Item(item.op, item.body) for item in body.items]
    return answer(user, push(actor=user, claim=claim, items=items))


@envelopes.get("", response=Listing[EnvelopeOut])
@surface("envelope", "see")
def list_envelopes(request: HttpRequest, query: Query[EnvelopeQuery]) -> Any:
    """Return the items that one's own devices sent, the oldest first."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "envelope", "see"))
    rows = with_seen_account(user, Envelope.objects.visible_to(user))
    if query.open is not None:
        rows = rows.open() if query.open else rows.exclude(state__in=OPEN)
    page = paginate(rows, order=("id",), cursor=query.cursor, size=query.limit)
    return listing(page, envelope_out)


@envelopes.get("/{pk}", response=EnvelopeOut)
@surface("envelope", "see")
def get_envelope(request: HttpRequest, pk: Pk) -> Any:
    """Return one of one's own items."""
    user: User = request.auth  # type: ignore[attr-defined]
    rows = with_seen_account(user, Envelope.objects.visible_to(user))
    return envelope_out(rows.seen(user, pk=pk))
