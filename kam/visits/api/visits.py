"""Visits through the API: list, plan, write up, submit, amend, call off."""

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
from kam.visits.api.shapes import amendment_out, submission_out, visit_out
from kam.visits.policies import may_amend, may_plan, may_write
from kam.visits.queries.company import with_company
from kam.visits.queries.listing import filtered
from kam.visits.queries.one import amendment_rows, seen_visit
from kam.visits.queries.reading import with_people
from kam.visits.schemas import (
    LARGEST_ID,
    AmendmentIn,
    AmendmentOut,
    CancelIn,
    NoteFields,
    PlanFields,
    PlanIn,
    RecordIn,
    SubmissionOut,
    VisitOut,
    VisitQuery,
)
from kam.visits.services import (
    amend_visit,
    cancel_visit,
    carry_objective,
    edit_plan,
    mark_reviewed,
    plan_visit,
    record_visit,
    restore_visit,
    save_draft,
    submit_visit,
)
from kam.web.interface import Listing, listing, require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["visits"])
Pk = Annotated[int, Path(ge=1, le=LARGEST_ID)]


def _told(request: HttpRequest, response: HttpResponse, pk: int) -> dict[str, Any]:
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_visit(user, pk)
    tagged(response, row)
    return visit_out(user, row)


def _to_write(request: HttpRequest, pk: int) -> Any:
    """Return a visit of one's own, or the refusal that fits."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_visit(user, pk)
    require(may_write(user, row))
    if request.headers.get("If-Match"):
        require_match(request, row)
    return row


@router.get("", response=Listing[VisitOut])
@surface("visit", "see")
def list_visits(request: HttpRequest, query: Query[VisitQuery]) -> Any:
    """Return visible visits, a page at a time."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "visit", "see"))
    wanted = query.model_dump(exclude={"cursor", "limit", "sort"})
    back = "-" if query.sort.startswith("-") else ""
    page = paginate(
        with_company(with_people(filtered(user, wanted))),
        order=(f"{back}day", f"{back}id"),
        cursor=query.cursor,
        size=query.limit,
    )
    return listing(page, lambda row: visit_out(user, row))


@router.post("", response={201: VisitOut})
@surface("visit", "create")
def create_visit(request: HttpRequest, response: HttpResponse, body: PlanIn) -> Any:
    """Plan a visit."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_plan(user, account))
    owner = (
        User.objects.visible_to(user).named(user, body.owner_id, "owner_id")
        if body.owner_id
        else None
    )
    visit = plan_visit(actor=user, account=account, wanted=body.told(), owner=owner)
    return Status(201, _told(request, response, visit.pk))


@router.post("/record", response={201: SubmissionOut})
@surface("visit", "create")
def record_unplanned(request: HttpRequest, body: RecordIn) -> Any:
    """Submit the record of a visit that nobody had planned."""
    user: User = request.auth  # type: ignore[attr-defined]
    account = account_of(user, body.account_id)
    require(may_plan(user, account))
    done = record_visit(
        actor=user, account=account, wanted=body.told(), further=body.further()
    )
    return Status(201, submission_out(user, done, seen_visit(user, done.visit.pk)))


@router.get("/{pk}", response=VisitOut)
@surface("visit", "see")
def get_visit(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Return one visit."""
    return _told(request, response, pk)


@router.patch("/{pk}", response=VisitOut)
@surface("visit", "change")
def change_plan(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: PlanFields
) -> Any:
    """Change the plan of a visit that is not locked."""
    visit = _to_write(request, pk)
    require_match(request, visit)
    edit_plan(actor=request.auth, visit=visit, wanted=body.told())  # type: ignore[attr-defined]
    return _told(request, response, pk)


@router.post("/{pk}/draft", response=VisitOut)
@surface("visit", "change")
def draft(
    request: HttpRequest, response: HttpResponse, pk: Pk, body: NoteFields
) -> Any:
    """Keep an unfinished record."""
    visit = _to_write(request, pk)
    save_draft(
        actor=request.auth,  # type: ignore[attr-defined]
        visit=visit,
        wanted=body.told(),
        further=body.further(),
    )
    return _told(request, response, pk)


@router.post("/{pk}/submit", response=SubmissionOut)
@surface("visit", "change")
def submit(request: HttpRequest, pk: Pk, body: NoteFields) -> Any:
    """Lock the record and hand its next objective on."""
    user: User = request.auth  # type: ignore[attr-defined]
    done = submit_visit(
        actor=user,
        visit=_to_write(request, pk),
        wanted=body.told(),
        further=body.further(),
    )
    return submission_out(user, done, seen_visit(user, pk))


@router.post("/{pk}/cancel", response=VisitOut)
@surface("visit", "change")
def cancel(request: HttpRequest, response: HttpResponse, pk: Pk, body: CancelIn) -> Any:
    """Call a visit off."""
    visit = _to_write(request, pk)
    cancel_visit(actor=request.auth, visit=visit, reason=body.reason)  # type: ignore[attr-defined]
    return _told(request, response, pk)


@router.post("/{pk}/restore", response=VisitOut)
@surface("visit", "change")
def restore(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Bring a cancelled visit back."""
    restore_visit(actor=request.auth, visit=_to_write(request, pk))  # type: ignore[attr-defined]
    return _told(request, response, pk)


@router.post("/{pk}/carry", response=VisitOut)
@surface("visit", "change")
def carry(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Take over the objective that the last record handed on."""
    carry_objective(actor=request.auth, visit=_to_write(request, pk))  # type: ignore[attr-defined]
    return _told(request, response, pk)


@router.post("/{pk}/review", response=VisitOut)
@surface("visit", "change")
def review(request: HttpRequest, response: HttpResponse, pk: Pk) -> Any:
    """Write down that the last records were read before the visit."""
    mark_reviewed(actor=request.auth, visit=_to_write(request, pk))  # type: ignore[attr-defined]
    return _told(request, response, pk)


@router.get("/{pk}/amendments", response=list[AmendmentOut])
@surface("visit", "see")
def list_amendments(request: HttpRequest, pk: Pk) -> Any:
    """Return what was added to a locked record."""
    user: User = request.auth  # type: ignore[attr-defined]
    visit = seen_visit(user, pk)
    return [amendment_out(user, row) for row in amendment_rows(user, visit)]


@router.post("/{pk}/amendments", response={201: AmendmentOut})
@surface("visit", "create")
def amend(request: HttpRequest, pk: Pk, body: AmendmentIn) -> Any:
    """Add to a locked record."""
    user: User = request.auth  # type: ignore[attr-defined]
    visit = seen_visit(user, pk)
    require(may_amend(user, visit))
    row = amend_visit(actor=user, visit=visit, text=body.text)
    return Status(201, amendment_out(user, row))
