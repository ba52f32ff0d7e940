"""All accounts on the platforms: the three grids, the list, the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.forms import BoardForm, GridsForm, PlacementListForm
from kam.pipeline.pages.board import board_page
from kam.pipeline.pages.grids import grids_page
from kam.pipeline.pages.placements import placement_list_page, placement_sheet
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

NOUN = "placement"


@surface(NOUN, "see")
@require_safe
def grids(request: HttpRequest) -> HttpResponse:
    """Show where all accounts in sight stand."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = GridsForm(user, request.GET)
    page = grids_page(user, read_list(form, request.GET))
    return render_page(request, "pipeline/grids.html", page, form=form)


@surface(NOUN, "see")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show every platform as a column of cards that can be moved."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = BoardForm(user, request.GET)
    page = board_page(user, read_list(form, request.GET))
    return render_page(request, "pipeline/board.html", page, form=form)


@surface(NOUN, "see")
@require_safe
def placement_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the accounts on the platforms."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = PlacementListForm(user, request.GET)
    page = placement_list_page(user, read_list(form, request.GET))
    return render_page(request, "pipeline/placements.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the accounts of the list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = PlacementListForm(user, request.GET)
    sheet = placement_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("平台名单"))
