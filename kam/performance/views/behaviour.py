"""What somebody's records say of how they work."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kam.people.grants import Reach, reach_of
from kam.people.policies import entered, require
from kam.people.scopes import may
from kam.performance.forms import BehaviourQuery, LookForm
from kam.performance.pages.behaviour.codes import is_too_small
from kam.performance.pages.behaviour.opening import (
    OPENING,
    RETURNS,
    person_opening,
    team_opening,
)
from kam.performance.pages.behaviour.person import person_page
from kam.performance.pages.behaviour.rows import (
    person_figures,
    sheet_of,
    team_figures,
)
from kam.performance.pages.behaviour.team import team_page
from kam.performance.queries.behaviour import (
    crew_of,
    opened_today,
    people_of,
    person_seen,
    stands_open,
    team_seen,
    teams_with_people,
)
from kam.performance.services import look_at
from kam.web.doors import render_page, see_other
from kam.web.downloads import download
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from kam.people.models import User
    from kam.performance.pages.behaviour.rows import Figures
    from kam.web.doors import PersonRequest


def only_own(user: User) -> bool:
    """Say whether somebody reads no behaviour but their own."""
    return reach_of(user.role, "behaviour", "see") is Reach.SELF


@surface("behaviour", "see")
@require_safe
def own(request: PersonRequest) -> HttpResponse:
    """Show one's own behaviour; whoever leads or studies teams begins with a team."""
    user = entered(request.user, "behaviour")
    if not only_own(user):
        return _team(request, user)
    asked = BehaviourQuery(request.GET).told()
    seen = person_seen(user, user.pk)
    page = person_page(user, seen, asked.period, beside=asked.beside == "team")
    return render_page(request, "performance/behaviour/person.html", page)


@surface("habit", "see")
@require_safe
def person(request: PersonRequest, pk: int) -> HttpResponse:
    """Show somebody's behaviour, once it was said what for."""
    user = entered(request.user, "habit")
    asked, seen = BehaviourQuery(request.GET).told(), person_seen(user, pk)
    if not stands_open(user, seen):
        return render_page(request, OPENING, person_opening(seen, asked.period))
    page = person_page(user, seen, asked.period, beside=asked.beside == "team")
    return render_page(request, "performance/behaviour/person.html", page)


@surface("habit", "create")
@require_POST
def look(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down what for, and open somebody's behaviour for today."""
    user = entered(request.user, "habit")
    require(may(user, "habit", "create"))
    told = LookForm(request.POST).told()
    look_at(actor=user, people=[person_seen(user, pk)], purpose=told.purpose)
    if told.back == RETURNS:
        return see_other(_asking(reverse("performance:returns"), person=pk))
    back = reverse("performance:behaviour-person", args=[pk])
    return see_other(_asking(back, period=told.period))


@surface("behaviour", "see")
@require_safe
def team(request: PersonRequest) -> HttpResponse:
    """Show how a team works, once it was said what for."""
    user = entered(request.user, "behaviour")
    if only_own(user):
        return see_other(reverse("performance:behaviour"))
    return _team(request, user)


def _team(request: PersonRequest, user: User) -> HttpResponse:
    asked, teams = BehaviourQuery(request.GET).told(), teams_with_people(user)
    if not teams:
        return render_page(request, "performance/behaviour/nobody.html", None)
    chosen = team_seen(teams, user, asked.team)
    crew = crew_of(chosen.pk)
    if not (is_too_small(user, crew) or crew.zones.keys() <= opened_today(user)):
        closed = team_opening(user, chosen, teams, crew, asked.period)
        return render_page(request, OPENING, closed)
    page = team_page(user, chosen, teams, crew, asked.period)
    return render_page(request, "performance/behaviour/team.html", page)


@surface("behaviour", "create")
@require_POST
def team_look(request: PersonRequest) -> HttpResponse:
    """Write down what for, and open the behaviour of a team for today."""
    user = entered(request.user, "behaviour")
    require(may(user, "behaviour", "create"))
    told = LookForm(request.POST).told()
    chosen = team_seen(teams_with_people(user), user, told.team)
    look_at(actor=user, people=people_of(chosen), purpose=told.purpose)
    back = reverse("performance:behaviour-team")
    return see_other(_asking(back, team=chosen.pk, period=told.period))


def _asking(url: str, **asked: object) -> str:
    known = {name: value for name, value in asked.items() if value}
    return f"{url}?{urlencode(known)}" if known else url


@surface("habit", "export")
@require_safe
def export(request: PersonRequest, pk: int) -> HttpResponseBase:
    """Save somebody's figures; another's only once the page was opened today."""
    user = entered(request.user, "habit")
    asked, seen = BehaviourQuery(request.GET).told(), person_seen(user, pk, "export")
    if not stands_open(user, seen):
        return see_other(reverse("performance:behaviour-person", args=[pk]))
    figures = person_figures(user, seen, crew_of(seen.team_id), asked.period)
    return _saved(request, figures, seen.name)


@surface("behaviour", "export")
@require_safe
def team_export(request: PersonRequest) -> HttpResponseBase:
    """Save a team's figures, once the team was opened today."""
    user = entered(request.user, "behaviour")
    asked, teams = BehaviourQuery(request.GET).told(), teams_with_people(user)
    if not teams:
        return see_other(reverse("performance:behaviour"))
    chosen = team_seen(teams, user, asked.team)
    crew = crew_of(chosen.pk)
    if not crew.zones.keys() <= opened_today(user):
        return see_other(_asking(reverse("performance:behaviour-team"), team=chosen.pk))
    figures = team_figures(user, crew, crew.people, asked.period)
    if not figures.rows:
        return see_other(_asking(reverse("performance:behaviour-team"), team=chosen.pk))
    return _saved(request, figures, chosen.name)


def _saved(request: PersonRequest, figures: Figures, whose: str) -> HttpResponseBase:
    name = f"{gettext('行为')}-{whose}-{figures.span.name}"
    return download(sheet_of(figures), request.GET.get("format", "csv"), name)
