"""The calibration page, and the same numbers as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.forms.calibration import CalibrationForm
from kam.pipeline.pages.calibration import calibration_page, calibration_sheet
from kam.web.doors import render_page
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

NOUN = "opportunity"


@surface(NOUN, "see")
@require_safe
def calibration(request: HttpRequest) -> HttpResponse:
    """Show what 50, 70 and 90 % have really been worth."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = CalibrationForm(user, request.GET)
    page = calibration_page(user, read_list(form, request.GET))
    return render_page(request, "pipeline/calibration.html", page, form=form)


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the numbers of the page as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    state = read_list(CalibrationForm(user, request.GET), request.GET)
    sheet = calibration_sheet(user, state.filters)
    return download(sheet, request.GET.get("format", "csv"), _("校准"))
