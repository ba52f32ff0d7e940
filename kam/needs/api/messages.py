"""Messages through the API: list, build, change, mark ready, put away."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import stakeholder_of
from kam.needs.models import Message
from kam.needs.policies import may_write
from kam.needs.queries.messages import message_of
from kam.needs.schemas.messages import (
    MessageIn,
    MessageOut,
    MessagePatch,
    MessageQuery,
    message_out,
)
from kam.needs.services import (
    archive_message,
    create_message,
    edit_message,
    ready_message,
    restore_message,
    unready_message,
)
from kam.people.bearer import bearer
from kam.people.policies import entered, require
from kam.web.interface import Listing, paged, require_match, tagged
from kam.web.surfaces import surface

messages = Router(auth=bearer, tags=["messages"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]


@messages.get("", response=Listing[MessageOut])
@surface("need", "see")
def list_messages(request: HttpRequest, query: Query[MessageQuery]) -> Any:
    """List the messages to visible people that nobody put away, the oldest first."""
    user = entered(request.user, "need")
    rows = Message.objects.visible_to(user).active()
    return paged(rows, query, ("id",), lambda row: message_out(user, row))


@messages.post("", response={201: MessageOut})
@surface("need", "create")
def add_message(request: HttpRequest, response: HttpResponse, body: MessageIn) -> Any:
    """Begin a message to somebody."""
    user = entered(request.user, "need")
    person = stakeholder_of(user, body.stakeholder_id)
    row = create_message(actor=user, stakeholder=person, wanted=body.wanted())
    tagged(response, row)
    return Status(201, message_out(user, row))


@messages.get("/{pk}", response=MessageOut)
@surface("need", "see")
def read_message(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Read one message."""
    user = entered(request.user, "need")
    row = message_of(user, pk)
    tagged(response, row)
    return message_out(user, row)


@messages.patch("/{pk}", response=MessageOut)
@surface("need", "change")
def change_message(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: MessagePatch
) -> Any:
    """Change a message, mark it ready for a visit, put it away, or undo these.

    Ready needs a concern, all parts, and room among the few of this person.
    """
    user = entered(request.user, "need")
    row = message_of(user, pk)
    require(may_write(user, row.account))
    require_match(request, row)
    if wanted := body.wanted():
        before = {name: getattr(row, name) for name in wanted}
        edit_message(actor=user, message=row, wanted=wanted, before=before)
    if body.archived is not None:
        put = archive_message if body.archived else restore_message
        put(actor=user, message=message_of(user, pk))
    if body.ready is not None:
        turn = ready_message if body.ready else unready_message
        turn(actor=user, message=message_of(user, pk))
    row = message_of(user, pk)
    tagged(response, row)
    return message_out(user, row)
