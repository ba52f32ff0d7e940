"""The tree of teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kam.people.asking import asker
from kam.people.forms import TeamForm
from kam.people.models import Team
from kam.people.pages.teams import team_page, teams_page
from kam.people.policies import may_arrange_teams, require
from kam.people.services import create_team, edit_team
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User

PAGE = ["GET", "HEAD", "POST"]
FORM = "people/team.html"


@surface("team", "see")
@require_safe
def teams(request: HttpRequest) -> HttpResponse:
    """Show the tree of teams somebody sees."""
    return render_page(request, "people/teams.html", teams_page(asker(request)))


@surface("team", "create")
@require_http_methods(PAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Add a team below another one."""
    user = asker(request)
    require(may_arrange_teams(user, "create"))
    if request.method != "POST":
        start = {"parent": request.GET.get("parent", user.team_id)}
        form = TeamForm(actor=user, initial=start)
        return render_form(request, FORM, team_page(user, None), form)
    form = TeamForm(request.POST, actor=user)
    tried = attempt(form, lambda: _create(user, form))
    if tried.done is None:
        return render_form(request, FORM, team_page(user, None), form, tried)
    return _saved(request, "new")


def _create(user: User, form: TeamForm) -> Team:
    pk = form.cleaned_data["parent"]
    parent = Team.objects.visible_to(user).named(user, pk, "parent") if pk else None
    return create_team(actor=user, name=form.cleaned_data["name"], parent=parent)


@surface("team", "change")
@require_http_methods(PAGE)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename a team or move it with everything below it."""
    user = asker(request)
    found: Team = Team.objects.visible_to(user).seen(user, pk=pk)
    require(may_arrange_teams(user, "change"))
    if request.method != "POST":
        form = TeamForm(instance=found, actor=user)
        return render_form(request, FORM, team_page(user, found), form)
    form = TeamForm(request.POST, instance=found, actor=user)
    tried = attempt(
        form,
        lambda: edit_team(
            actor=user, team=found, wanted=form.chosen(), before=form.before
        ),
    )
    if tried.done is None:
        return render_form(request, FORM, team_page(user, found), form, tried)
    return _saved(request, str(pk))


def _saved(request: HttpRequest, record: str) -> HttpResponse:
    key = draft_key_of(asker(request), "team", record)
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("people:teams"))
