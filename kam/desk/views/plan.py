"""The doors of the one page of a plan: on the screen, and as a document."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.views.decorators.http import require_POST, require_safe

from kam.core.clock import today
from kam.core.errors import Invalid
from kam.core.marking import mark
from kam.desk.pages.papers import plan_paper
from kam.desk.pages.papers.framing import file_name
from kam.documents.pages import downloads
from kam.documents.press import FORMATS, printed
from kam.documents.queries import company_look
from kam.documents.services import note_printed
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.pages import six_step_page
from kam.plans.queries import plan_of
from kam.web.doors import render_page
from kam.web.downloads import file_answer
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from kam.web.doors import PersonRequest


@surface("plan", "see")
@require_safe
def plan(request: PersonRequest, pk: int) -> HttpResponse:
    """Show the six steps of a plan on one page."""
    page = six_step_page(request.user, pk)
    offered = downloads() if may(request.user, "plan", "export") else []
    return render_page(request, "desk/plan.html", page, downloads=offered)


@surface("plan", "export")
@require_POST
def plan_document(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Answer with the six steps as a file, and write down who took it along."""
    user, ending = request.user, request.POST.get("format", "")
    about = plan_of(user, pk)
    require(may(user, "plan", "export"))
    if ending not in FORMATS:
        raise Invalid(fields={"format": [mark("没有这种文件格式")]})
    document = plan_paper(user, six_step_page(user, pk))
    made = io.BytesIO(printed(document, company_look(), ending))
    note_printed(
        actor=user, about=about, file_format=ending, language=document.language
    )
    day = f"{today(user.time_zone):%Y-%m-%d}"
    name = file_name(document.kind, document.facts[0].value, document.title, day)
    return file_answer(made, f"{name}.{ending}", FORMATS[ending].media_type)
