"""Photos and files of a visit through the API: announced, sent in parts, fetched."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router, Status

from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.api.shapes import file_out
from kam.visits.policies import may_attach, may_retract, may_send
from kam.visits.queries.files import files_of, open_file, seen_file_by_id
from kam.visits.queries.one import seen_visit
from kam.visits.schemas import LARGEST_ID, FileIn, FileOut, PartQuery
from kam.visits.services import (
    Misplaced,
    announce_file,
    receive_part,
    restore_file,
    retract_file,
)
from kam.web.downloads import file_answer
from kam.web.problems import problem_json
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["files"])
of_visit = Router(auth=bearer, tags=["files"])
Pk = Annotated[int, Path(ge=1, le=LARGEST_ID)]


@of_visit.get("/{pk}/files", response=list[FileOut])
@surface("attachment", "see")
def list_files(request: HttpRequest, pk: Pk) -> Any:
    """Return the files of a visit, those taken back as well."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "attachment", "see"))
    return [file_out(row) for row in files_of(user, seen_visit(user, pk))]


@of_visit.post("/{pk}/files", response={201: FileOut})
@surface("attachment", "create")
def create_file(request: HttpRequest, pk: Pk, body: FileIn) -> Any:
    """Announce a file; the same announcement again answers with the same file."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "attachment", "create"))
    visit = seen_visit(user, pk)
    require(may_attach(user, visit))
    row = announce_file(actor=user, visit=visit, draft=body.draft)
    return Status(201, file_out(row))


@router.get("/{pk}", response=FileOut)
@surface("attachment", "see")
def get_file(request: HttpRequest, pk: Pk) -> Any:
    """Return what is known of a file, and how much of it has come."""
    return file_out(seen_file_by_id(request.auth, pk))  # type: ignore[attr-defined]


@router.put("/{pk}/content", response=FileOut)
@surface("attachment", "change")
def put_content(request: HttpRequest, pk: Pk, query: Query[PartQuery]) -> Any:
    """Send the next part of a file: the body is its bytes, at most 1 MB.

    A part that does not begin where the last one ended is answered by 409; the header
    `Upload-Offset` then says where to go on.
    """
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_file_by_id(user, pk)
    require(may_send(user, row))
    try:
        row = receive_part(
            actor=user, file=row, offset=query.offset, content=request.body
        )
    except Misplaced as error:
        answer: HttpResponse = problem_json(error)
        answer["Upload-Offset"] = str(error.offset)
        return answer
    return file_out(row)


@router.get("/{pk}/content")
@surface("attachment", "see")
def get_content(request: HttpRequest, pk: Pk) -> HttpResponseBase:
    """Return the bytes of a file that has all arrived."""
    row = seen_file_by_id(request.auth, pk)  # type: ignore[attr-defined]
    return file_answer(open_file(row), row.name, row.media_type)


@router.post("/{pk}/retract", response=FileOut)
@surface("attachment", "delete")
def retract(request: HttpRequest, pk: Pk) -> Any:
    """Take a file back; it can be put back for a week."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_file_by_id(user, pk)
    require(may_retract(user, row))
    return file_out(retract_file(actor=user, file=row))


@router.post("/{pk}/restore", response=FileOut)
@surface("attachment", "delete")
def restore(request: HttpRequest, pk: Pk) -> Any:
    """Put a file back that was taken back."""
    user: User = request.auth  # type: ignore[attr-defined]
    row = seen_file_by_id(user, pk)
    require(may_retract(user, row))
    return file_out(restore_file(actor=user, file=row))
