"""Documents that join rooms, through the API.

Each one that leaves is written down, so that it is asked for by POST, as on the page.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Annotated

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Path, Router

from kam.blueprints.pages import composed_plan
from kam.blueprints.queries import blueprint_of
from kam.desk.pages.papers import book_paper, plan_paper, title_of
from kam.desk.schemas import DocumentIn
from kam.documents.press import FORMATS
from kam.documents.services import taken_along
from kam.people.bearer import bearer
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.pages import six_step_page
from kam.plans.queries import plan_of
from kam.web.downloads import file_answer
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from kam.core.models import Record
    from kam.documents.rules.paper import Document
    from kam.people.models import User

router = Router(auth=bearer, tags=["documents"])
Pk = Annotated[int, Path(ge=1, le=2**63 - 1)]


@router.post("/plans/{pk}/document")
@surface("plan", "export")
def post_plan_document(
    request: HttpRequest, pk: Pk, body: DocumentIn
) -> HttpResponseBase:
    """Return the six steps of a plan as a file, as far as the reader may read them."""
    user: User = request.auth  # type: ignore[attr-defined]
    about = plan_of(user, pk)
    require(may(user, "plan", "export"))
    document = plan_paper(user, six_step_page(user, pk))
    return _taken(user, about, document, body.format)


@router.post("/blueprints/{pk}/document")
@surface("blueprint", "export")
def post_blueprint_document(
    request: HttpRequest, pk: Pk, body: DocumentIn
) -> HttpResponseBase:
    """Return an account plan as a file."""
    user: User = request.auth  # type: ignore[attr-defined]
    about = blueprint_of(user, pk)
    require(may(user, "blueprint", "export"))
    document = book_paper(user, composed_plan(user, pk))
    return _taken(user, about, document, body.format)


def _taken(
    user: User, about: Record, document: Document, ending: str
) -> HttpResponseBase:
    made = taken_along(actor=user, about=about, document=document, ending=ending)
    name = f"{title_of(user, document)}.{ending}"
    return file_answer(io.BytesIO(made), name, FORMATS[ending].media_type)
