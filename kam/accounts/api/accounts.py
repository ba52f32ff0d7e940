"""Accounts over the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from kam.accounts.queries.lists import NOBODY, accounts_matching, known_in
from kam.accounts.queries.room import account_of, in_sight
from kam.accounts.schemas import (
    ORDERS,
    AccountChange,
    AccountNew,
    AccountOut,
    AccountQuery,
    Id,
    account_out,
)
from kam.accounts.services import AccountDraft, create_account, edit_account
from kam.core.paging import paginate
from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import entered
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["accounts"])


def _shown(user: User, response: HttpResponse, pk: int) -> dict[str, Any]:
    row = account_of(user, pk)
    tagged(response, row)
    known = known_in([row.pk]).get(row.pk, NOBODY)
    return account_out(user, row, known, in_sight(user, [row.parent_id]))


@router.get("", response=Listing[AccountOut], exclude_unset=True)
@surface("account", "see")
def list_accounts(request: HttpRequest, asked: Query[AccountQuery]) -> dict[str, Any]:
    """List the accounts in sight, with the filters of the page."""
    user = entered(request.user, "account")
    filters = asked.dict(exclude={"cursor", "limit", "sort"})
    rows = accounts_matching(user, filters)
    order = ORDERS[asked.sort]
    page = paginate(rows, order=order, cursor=asked.cursor, size=asked.limit)
    known = known_in(row.pk for row in page.rows)
    parents = in_sight(user, (row.parent_id for row in page.rows))
    return listing(
        page, lambda row: account_out(user, row, known.get(row.pk, NOBODY), parents)
    )


@router.post("", response={201: AccountOut}, exclude_unset=True)
@surface("account", "create")
def add_account(
    request: HttpRequest, response: HttpResponse, body: AccountNew
) -> Status[dict[str, Any]]:
    """Add an account; without an owner a representative becomes it."""
    user = entered(request.user, "account")
    made = create_account(actor=user, draft=AccountDraft(**body.wanted()))
    return Status(201, _shown(user, response, made.pk))


@router.get("/{pk}", response=AccountOut, exclude_unset=True)
@surface("account", "see")
def read_account(
    request: HttpRequest, response: HttpResponse, pk: Path[Id]
) -> dict[str, Any]:
    """Read one account."""
    return _shown(entered(request.user, "account"), response, pk)


@router.patch("/{pk}", response=AccountOut, exclude_unset=True)
@surface("account", "change")
def change_account(
    request: HttpRequest, response: HttpResponse, pk: Path[Id], body: AccountChange
) -> dict[str, Any]:
    """Change an account, or with `owner_id` hand it over (needs If-Match)."""
    user = entered(request.user, "account")
    row = account_of(user, pk)
    require_match(request, row)
    wanted = body.wanted()
    before = {name: getattr(row, name) for name in wanted}
    edit_account(actor=user, account=row, wanted=wanted, before=before)
    return _shown(user, response, pk)
