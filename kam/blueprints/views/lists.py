"""The list of account plans, and the same as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kam.blueprints.forms import BlueprintListForm
from kam.blueprints.pages.lists import blueprint_sheet, list_page
from kam.core.clock import today
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

NOUN = "blueprint"


@surface(NOUN, "see")
@require_safe
def blueprints(request: HttpRequest) -> HttpResponse:
    """Show the account plans a person may see."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = BlueprintListForm(request.GET)
    page = list_page(user, read_list(form, request.GET))
    return render_page(request, "blueprints/list.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly this list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = BlueprintListForm(request.GET)
    sheet = blueprint_sheet(user, read_list(form, request.GET))
    name = f"{_('客户计划书')}-{today(user.time_zone)}"
    return download(sheet, request.GET.get("format", "csv"), name)
