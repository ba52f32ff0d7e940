"""Territories, and who works them from when to when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.clock import today
from kam.people.asking import asker
from kam.people.forms import AssignForm, EndForm, TerritoryForm, TerritoryList
from kam.people.models import Team, Territory, TerritoryAssignment, User
from kam.people.pages.tabs import settings_tabs
from kam.people.pages.territories import (
    TerritoryNewPage,
    territories_page,
    territories_sheet,
    territory_page,
)
from kam.people.policies import may_change_territory, require
from kam.people.scopes import may
from kam.people.services import (
    assign_territory,
    create_territory,
    edit_territory,
    end_assignment,
)
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from kam.web.doors import Attempt

PAGE = ["GET", "HEAD", "POST"]


@surface("territory", "see")
@require_safe
def territories(request: HttpRequest) -> HttpResponse:
    """List the territories somebody sees."""
    form = TerritoryList(request.GET, actor=asker(request))
    page = territories_page(asker(request), read_list(form, request.GET))
    return render_page(request, "people/territories.html", page, form=form)


@surface("territory", "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the listed territories as a file."""
    user = asker(request)
    require(may(user, "territory", "export"))
    form = TerritoryList(request.GET, actor=user)
    sheet = territories_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), pgettext("part", "区域"))


@surface("territory", "create")
@require_http_methods(PAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Add a territory."""
    user = asker(request)
    require(may(user, "territory", "change"))
    page = TerritoryNewPage(settings_tabs(user, "territories"))
    if request.method != "POST":
        form = TerritoryForm(actor=user, initial={"team": user.team_id})
        return render_form(request, "people/territory_new.html", page, form)
    form = TerritoryForm(request.POST, actor=user)
    tried = attempt(form, lambda: _create(user, form))
    if tried.done is None:
        return render_form(request, "people/territory_new.html", page, form, tried)
    return _saved(request, tried.done.pk, "new")


def _create(user: User, form: TerritoryForm) -> Territory:
    typed = form.cleaned_data
    above, seen = typed["parent"], Territory.objects.visible_to(user)
    return create_territory(
        actor=user,
        code=typed["code"],
        name=typed["name"],
        team=Team.objects.visible_to(user).named(user, typed["team"], "team"),
        parent=seen.named(user, above, "parent") if above else None,
    )


@surface("territory", "see")
@require_http_methods(PAGE)
def territory(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a territory with its history; an administrator changes it."""
    user = asker(request)
    found = _territory(user, pk)
    if request.method != "POST":
        return _page(request, found)
    require(may_change_territory(user, found))
    form = TerritoryForm(request.POST, instance=found, actor=user)
    tried = attempt(
        form,
        lambda: edit_territory(
            actor=user, territory=found, wanted=form.chosen(), before=form.before
        ),
    )
    if tried.done is None:
        return _page(request, found, tried, form=form)
    return _saved(request, pk, str(pk))


@surface("territory", "change")
@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a territory to somebody from a day."""
    user = asker(request)
    found = _territory(user, pk)
    require(may_change_territory(user, found))
    form = AssignForm(request.POST, actor=user, territory=found)
    tried = attempt(form, lambda: _assign(user, found, form))
    if tried.done is None:
        return _page(request, found, tried, assign=form)
    return _saved(request, pk, "")


def _assign(user: User, found: Territory, form: AssignForm) -> TerritoryAssignment:
    return assign_territory(
        actor=user,
        territory=found,
        user=User.objects.visible_to(user).named(
            user, form.cleaned_data["user"], "user"
        ),
        starts_on=form.cleaned_data["starts_on"],
    )


@surface("territory", "change")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody's time in a territory end on a day."""
    user = asker(request)
    rows = TerritoryAssignment.objects.visible_to(user).select_related(
        "territory__team"
    )
    row: TerritoryAssignment = rows.seen(user, pk=pk)
    require(may_change_territory(user, row.territory))
    form = EndForm(request.POST)
    tried = attempt(
        form,
        lambda: end_assignment(
            actor=user, assignment=row, ends_on=form.cleaned_data["ends_on"]
        ),
    )
    if tried.done is None:
        return _page(request, row.territory, tried, end=form)
    return _saved(request, row.territory_id, "")


def _territory(user: User, pk: int) -> Territory:
    found: Territory = (
        Territory.objects.visible_to(user).select_related("team").seen(user, pk=pk)
    )
    return found


def _page(
    request: HttpRequest,
    found: Territory,
    tried: Attempt[Any] | None = None,
    **forms: BaseForm,
) -> HttpResponse:
    user = asker(request)
    page = territory_page(user, found)
    start = {"starts_on": today(user.time_zone)}
    usual = {
        "assign": AssignForm(actor=user, territory=found, initial=start),
        "end": EndForm(initial={"ends_on": today(user.time_zone)}),
    }
    form = forms.pop("form", None) or TerritoryForm(instance=found, actor=user)
    shown = usual | forms
    return render_form(request, "people/territory.html", page, form, tried, **shown)


def _saved(request: HttpRequest, pk: int, record: str) -> HttpResponse:
    key = draft_key_of(asker(request), "territory", record)
    tags = f"saved:{key}" if record else ""
    messages.success(request, _("已保存"), extra_tags=tags)
    return see_other(reverse("people:territory", args=[pk]))
