"""Actions and promises through the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.room import account_of
from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.api.shapes import action_out, promise_out
from kam.visits.policies import may_close, may_commit
from kam.visits.queries.listing import filtered_actions, filtered_promises
from kam.visits.queries.one import seen_action, seen_promise
from kam.visits.schemas import (
    LARGEST_ID,
    ActionIn,
    ActionOut,
    ActionPatch,
    DueQuery,
    PromiseIn,
    PromiseOut,
    PromisePatch,
)
from kam.visits.services import (
    Task,
    change_action,
    change_promise,
    open_action,
    open_promise,
)
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

actions = Router(auth=bearer, tags=["actions"])
promises = Router(auth=bearer, tags=["promises"])
Pk = Annotated[int, Path(ge=1, le=LARGEST_ID)]
ORDER = ("due_on", "id")


@actions.get("", response=Listing[ActionOut])
@surface("action", "see")
def list_actions(request: HttpRequest, query: Query[DueQuery]) -> Any:
    """Return visible actions by their day."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "action", "see"))
    rows = filtered_actions(user, query.model_dump())
    page = paginate(rows, order=ORDER, cursor=query.cursor, size=query.limit)
    return listing(page, lambda row: action_out(user, row))


@actions.post("", response={201: ActionOut})
@surface("action", "create")
def create_action(request: HttpRequest, response: HttpResponse, body: ActionIn) -> Any:
    """Enter an action of an account."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_commit(user, "action", account))
    task = Task(**body.model_dump(exclude={"account_id"}))
    row = open_action(actor=user, account=account, task=task)
    tagged(response, row)
    return Status(201, action_out(user, row))


@actions.get("/{pk}", response=ActionOut)
@surface("action", "see")
def get_action(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one action."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_action(user, pk)
    tagged(response, row)
    return action_out(user, row)


@actions.patch("/{pk}", response=ActionOut)
@surface("action", "change")
def patch_action(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: ActionPatch
) -> Any:
    """Change, close or reopen an action."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_action(user, pk)
    require(may_close(user, row))
    require_match(request, row)
    wanted = body.model_dump(exclude_unset=True, exclude_none=True)
    row = change_action(actor=user, action=row, wanted=wanted)
    tagged(response, row)
    return action_out(user, row)


@promises.get("", response=Listing[PromiseOut])
@surface("promise", "see")
def list_promises(request: HttpRequest, query: Query[DueQuery]) -> Any:
    """Return visible promises by their day."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "promise", "see"))
    rows = filtered_promises(user, query.model_dump())
    page = paginate(rows, order=ORDER, cursor=query.cursor, size=query.limit)
    return listing(page, lambda row: promise_out(user, row))


@promises.post("", response={201: PromiseOut})
@surface("promise", "create")
def create_promise(
    request: HttpRequest, response: HttpResponse, body: PromiseIn
) -> Any:
    """Enter a promise of ours, or of theirs."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_commit(user, "promise", account))
    row = open_promise(actor=user, account=account, pledge=body.pledge())
    tagged(response, row)
    return Status(201, promise_out(user, row))


@promises.get("/{pk}", response=PromiseOut)
@surface("promise", "see")
def get_promise(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one promise."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_promise(user, pk)
    tagged(response, row)
    return promise_out(user, row)


@promises.patch("/{pk}", response=PromiseOut)
@surface("promise", "change")
def patch_promise(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: PromisePatch
) -> Any:
    """Change, close or reopen a promise."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_promise(user, pk)
    require(may_close(user, row))
    require_match(request, row)
    wanted = body.model_dump(exclude_unset=True)
    row = change_promise(actor=user, promise=row, wanted=wanted)
    tagged(response, row)
    return promise_out(user, row)
