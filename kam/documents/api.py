"""The letterhead through the API."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.documents.policies import may_change_letterhead
from kam.documents.queries import letterhead
from kam.documents.schemas import LetterheadOut, LetterheadPatch, letterhead_out
from kam.documents.services import edit_letterhead
from kam.people.bearer import bearer
from kam.people.policies import entered, require
from kam.web.interface import require_match, tagged
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["letterhead"])


@router.get("", response=LetterheadOut)
@surface("letterhead", "see")
def read_letterhead(request: HttpRequest, response: HttpResponse) -> Any:
    """Read how documents look."""
    entered(request.user, "letterhead")
    row = letterhead()
    tagged(response, row)
    return letterhead_out(row)


@router.patch("", response=LetterheadOut)
@surface("letterhead", "change")
def change_letterhead(
    request: HttpRequest, response: HttpResponse, body: LetterheadPatch
) -> Any:
    """Change how documents look; needs the version that was read."""
    user = entered(request.user, "letterhead")
    require(may_change_letterhead(user))
    require_match(request, letterhead())
    wanted = body.model_dump(exclude_unset=True, exclude_none=True)
    picture = wanted.pop("picture", None)
    row = edit_letterhead(
        actor=user,
        wanted=wanted,
        picture=None if picture is None else _decoded(picture),
    )
    tagged(response, row)
    return letterhead_out(row)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Invalid(fields={"picture": [mark("这不是 base64 文字")]}) from error
