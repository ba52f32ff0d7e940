"""The doors at which documents leave: printed for who asks, and written down."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.views.decorators.http import require_POST

from kam.blueprints.pages import composed_plan
from kam.blueprints.queries import blueprint_of
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.desk.pages.papers import book_paper, plan_paper, title_of
from kam.documents.press import FORMATS
from kam.documents.services import taken_along
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.pages import six_step_page
from kam.plans.queries import plan_of
from kam.web.downloads import file_answer
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from kam.core.models import Record
    from kam.documents.rules.paper import Document
    from kam.web.doors import PersonRequest


@surface("plan", "export")
@require_POST
def plan_document(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Answer with the six steps of a plan as a file."""
    user = request.user
    about = plan_of(user, pk)
    require(may(user, "plan", "export"))
    ending = _wanted(request)
    document = plan_paper(user, six_step_page(user, pk))
    return _taken(request, about, document, ending)


@surface("blueprint", "export")
@require_POST
def blueprint_document(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Answer with an account plan as a file."""
    user = request.user
    about = blueprint_of(user, pk)
    require(may(user, "blueprint", "export"))
    ending = _wanted(request)
    document = book_paper(user, composed_plan(user, pk))
    return _taken(request, about, document, ending)


def _wanted(request: PersonRequest) -> str:
    """Return the format that was asked for, or refuse it."""
    ending: str = request.POST.get("format", "")
    if ending not in FORMATS:
        raise Invalid(fields={"format": [mark("没有这种文件格式")]})
    return ending


def _taken(
    request: PersonRequest, about: Record, document: Document, ending: str
) -> HttpResponseBase:
    """Hand over a document, and write down who took it along."""
    user = request.user
    made = taken_along(actor=user, about=about, document=document, ending=ending)
    name = f"{title_of(user, document)}.{ending}"
    return file_answer(io.BytesIO(made), name, FORMATS[ending].media_type)
