"""The words of customers through the API."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Router

from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.api.shapes import quote_out
from kam.visits.queries.one import seen_visit
from kam.visits.queries.quotes import quotes_of, seen_quote
from kam.visits.schemas import LARGEST_ID, QuoteOut
from kam.visits.services import restore_quote, retract_quote
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["quotes"])
of_visit = Router(auth=bearer, tags=["quotes"])
Pk = Annotated[int, Path(ge=1, le=LARGEST_ID)]


@of_visit.get("/{pk}/quotes", response=list[QuoteOut])
@surface("visit", "see")
def list_quotes(request: HttpRequest, pk: Pk) -> Any:
    """Return the words noted at a visit; they come with its record."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "visit", "see"))
    return [quote_out(user, row) for row in quotes_of(user, seen_visit(user, pk))]


@router.post("/{pk}/retract", response=QuoteOut)
@surface("visit", "change")
def retract(request: HttpRequest, pk: Pk) -> Any:
    """Take words back while their record is open."""
    user: User = request.auth  # type: ignore[attr-defined]
    return quote_out(user, retract_quote(actor=user, quote=seen_quote(user, pk)))


@router.post("/{pk}/restore", response=QuoteOut)
@surface("visit", "change")
def restore(request: HttpRequest, pk: Pk) -> Any:
    """Put words back that were taken back."""
    user: User = request.auth  # type: ignore[attr-defined]
    return quote_out(user, restore_quote(actor=user, quote=seen_quote(user, pk)))
