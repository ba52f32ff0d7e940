"""A week: looking at it, planning what is proposed, moving a visit, taking it back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kam.core.errors import Stale
from kam.people.queries import setting
from kam.visits.forms.week import MoveForm, PickForm, WeekQuery, read_ids
from kam.visits.pages.week import week_page
from kam.visits.queries.one import seen_visit
from kam.visits.queries.week import visits_to_take_back
from kam.visits.rules.week import MOST_A_DAY
from kam.visits.services import Pick, move_visit, plan_week, take_back
from kam.web.doors import own_path, render_page, see_other
from kam.web.speech import say
from kam.web.surfaces import surface
from kam.web.templatetags.ui_dates import day_words

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from kam.visits.services import Planned
    from kam.web.doors import PersonRequest


@surface("visit", "create")
@require_safe
def week(request: PersonRequest) -> HttpResponse:
    """Show a week: what is planned, what is due, what is proposed."""
    page = week_page(request.user, WeekQuery(request.GET).told())
    return render_page(request, "visits/week.html", page)


@surface("visit", "create")
@require_POST
def plan(request: PersonRequest) -> HttpResponse:
    """Plan one proposal, or all of them; the message takes them back."""
    form = PickForm(request.POST)
    picks = [Pick(account, day) for account, day in form.told()]
    most = int(setting(MOST_A_DAY.key)) if form.cleaned_data["proposed"] else None
    try:
        planned = plan_week(actor=request.user, picks=picks, most=most)
    except Stale as error:
        return _refused(request, error, picks[0].day)
    _tell(request, planned)
    return see_other(_back(request))


def _tell(request: PersonRequest, planned: Planned) -> None:
    n = len(planned.visits)
    words = ngettext("排上了 %(n)s 次拜访", "排上了 %(n)s 次拜访", n) % {"n": n}
    ids = ".".join(str(visit.pk) for visit in planned.visits)
    asked = urlencode({"visits": ids, "next": _back(request)})
    undo = f"undo:{reverse('visits:week-undo')}?{asked}"
    messages.success(request, words, extra_tags=undo)
    if left := len(planned.twice) + len(planned.full):
        words = ngettext(
            "%(n)s 家没有再排：那天已经有它的拜访，或已经排满",
            "%(n)s 家没有再排：那天已经有它的拜访，或已经排满",
            left,
        )
        messages.warning(request, words % {"n": left})


@surface("visit", "change")
@require_POST
def move(request: PersonRequest, pk: int) -> HttpResponse:
    """Move a visit to another day, unless it was moved meanwhile."""
    visit = seen_visit(request.user, pk)
    day, seen = MoveForm(request.POST).told()
    try:
        moved = move_visit(actor=request.user, visit=visit, day=day, seen=seen)
    except Stale as error:
        return _refused(request, error, day)
    where = {"account": visit.account.name, "day": day_words(moved.day, weekday=True)}
    messages.success(request, _("%(account)s 已改到 %(day)s") % where)
    return see_other(_back(request))


@surface("visit", "change")
@require_POST
def undo(request: PersonRequest) -> HttpResponse:
    """Take back what was just planned."""
    rows = visits_to_take_back(request.user, read_ids(request.GET.get("visits", "")))
    n = take_back(actor=request.user, visits=rows, reason=_("排周计划时撤销"))
    words = ngettext("撤销了 %(n)s 次拜访", "撤销了 %(n)s 次拜访", n) % {"n": n}
    messages.success(request, words)
    return see_other(own_path(request.GET.get("next", ""), reverse("visits:week")))


def _back(request: PersonRequest) -> str:
    return own_path(request.POST.get("next", ""), reverse("visits:week"))


def _refused(request: PersonRequest, error: Stale, day: date) -> HttpResponse:
    """Show the week as it is now, and say what happened meanwhile."""
    page = week_page(request.user, WeekQuery({"monday": day}).told())
    return render_page(
        request,
        "visits/week.html",
        page,
        HTTPStatus.CONFLICT,
        refused=_what_happened(error),
    )


def _what_happened(error: Stale) -> str:
    if days := error.conflicts.get("day"):
        where = {"day": day_words(days["theirs"], weekday=True)}  # type: ignore[arg-type]
        return _("这次拜访在别处已改到 %(day)s，这里没有再动") % where
    return _("；").join(say(text) for text in (error.what, error.todo) if text)
