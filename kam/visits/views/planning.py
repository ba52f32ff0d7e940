"""Planning a visit, changing the plan, calling it off and bringing it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.queries.room import account_of
from kam.core.errors import Invalid
from kam.people.policies import require
from kam.people.scopes import may
from kam.visits.forms.lists import NewVisitQuery
from kam.visits.forms.plan import AskForm, CancelForm, PlanForm
from kam.visits.pages.head import head_of
from kam.visits.pages.planning import choose_page, edit_page, plan_page
from kam.visits.pages.words import visit_url
from kam.visits.policies import may_plan, may_write
from kam.visits.queries.one import seen_visit
from kam.visits.services import (
    Twice,
    cancel_visit,
    carry_objective,
    edit_plan,
    mark_reviewed,
    plan_visit,
    restore_visit,
)
from kam.web.doors import attempt, own_path, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_dates import day_words
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.accounts.models import Account
    from kam.visits.models import Visit
    from kam.web.doors import Attempt, PersonRequest

ASKED = ["GET", "HEAD", "POST"]


@surface("visit", "create")
@require_http_methods(ASKED)
def new(request: PersonRequest) -> HttpResponse:
    """Choose an account, then plan a visit to it."""
    asked = NewVisitQuery(request.GET).told()
    if asked.account is None:
        require(may(request.user, "visit", "create"))
        page: Any = choose_page(request.user, asked.q)
        return render_page(request, "visits/choose.html", page)
    account = account_of(request.user, asked.account)
    require(may_plan(request.user, account))
    page, prefill = plan_page(request.user, account, asked.person)
    start = {"people": prefill.people, "objective": prefill.objective, "day": asked.day}
    form = PlanForm(
        request.POST or None, people=page.people, company=page.company, initial=start
    )
    if request.method != "POST":
        return render_form(request, "visits/plan.html", page, form)
    tried = attempt(form, lambda: _plan(request, account, form))
    if tried.done is None:
        return render_form(request, "visits/plan.html", page, form, tried)
    _tell_planned(request, tried.done, f"{account.pk}")
    return see_other(visit_url(tried.done.pk))


def _plan(request: PersonRequest, account: Account, form: PlanForm) -> Visit:
    """Plan the visit; a second one on its day is asked about."""
    twice = form.cleaned_data["twice"]
    try:
        return plan_visit(
            actor=request.user, account=account, wanted=form.wanted, twice=twice
        )
    except Twice:
        form.asks_twice = True
        raise


def _tell_planned(request: PersonRequest, visit: Visit, record: str) -> None:
    key = draft_key_of(request.user, "visit-plan", record)
    if visit.carried_from_id is None:
        words = _("已约 %(day)s 的拜访")
    else:
        words = _("已约 %(day)s 的拜访，目标承接上次记录")
    day = day_words(visit.day, weekday=True)
    messages.success(request, words % {"day": day}, extra_tags=f"saved:{key}")


@surface("visit", "change")
@require_http_methods(ASKED)
def edit(request: PersonRequest, pk: int) -> HttpResponse:
    """Change the plan of a visit."""
    visit = seen_visit(request.user, pk)
    require(may_write(request.user, visit))
    page = edit_page(request.user, visit)
    form = PlanForm(
        request.POST or None,
        instance=visit,
        people=page.people,
        company=page.company,
    )
    if request.method != "POST":
        return render_form(request, "visits/plan.html", page, form)
    tried = attempt(form, lambda: _edit(request, visit, form))
    if tried.done is None:
        return render_form(request, "visits/plan.html", page, form, tried)
    key = draft_key_of(request.user, "visit-plan", f"edit-{pk}")
    messages.success(request, _("计划已保存"), extra_tags=f"saved:{key}")
    return see_other(visit_url(pk))


def _edit(request: PersonRequest, visit: Visit, form: PlanForm) -> Visit:
    return edit_plan(
        actor=request.user, visit=visit, wanted=form.chosen(), before=form.before
    )


@surface("visit", "change")
@require_http_methods(ASKED)
def cancel(request: PersonRequest, pk: int) -> HttpResponse:
    """Call a visit off; the message brings it back."""
    visit = seen_visit(request.user, pk)
    require(may_write(request.user, visit))
    form = CancelForm(request.POST or None)
    tried: Attempt[Visit] | None = None
    if request.method == "POST":
        tried = attempt(form, lambda: _cancel(request, visit, form))
        if tried.done is not None:
            undo = reverse("visits:restore", args=[pk])
            messages.success(request, _("拜访已取消"), extra_tags=f"undo:{undo}")
            return see_other(visit_url(pk))
    page = head_of(request.user, visit)
    return render_form(request, "visits/cancel.html", page, form, tried)


def _cancel(request: PersonRequest, visit: Visit, form: CancelForm) -> Visit:
    return cancel_visit(actor=request.user, visit=visit, reason=form.words)


@surface("visit", "change")
@require_POST
def restore(request: PersonRequest, pk: int) -> HttpResponse:
    """Bring a cancelled visit back."""
    visit = seen_visit(request.user, pk)
    restore_visit(actor=request.user, visit=visit)
    messages.success(request, _("拜访已恢复"))
    return see_other(visit_url(pk))


@surface("visit", "change")
@require_POST
def carry(request: PersonRequest, pk: int) -> HttpResponse:
    """Take over the objective that the last record handed on."""
    visit = carry_objective(actor=request.user, visit=seen_visit(request.user, pk))
    messages.success(
        request, _("目标已承接上次记录：%(what)s") % {"what": visit.objective}
    )
    return see_other(own_path(request.POST.get("next", ""), visit_url(pk)))


@surface("visit", "change")
@require_POST
def ask(request: PersonRequest, pk: int) -> HttpResponse:
    """Take over an ask of the library where none is written yet."""
    visit = seen_visit(request.user, pk)
    require(may_write(request.user, visit))
    form = AskForm(request.POST)
    if not form.is_valid():
        raise Invalid(fields={n: [str(e) for e in es] for n, es in form.errors.items()})
    edit_plan(
        actor=request.user,
        visit=visit,
        wanted=form.cleaned_data,
        before={"planned_ask": "", "fallback_ask": ""},
    )
    messages.success(request, _("已用作计划请求，改成您会说的话"))
    return see_other(f"{reverse('visits:edit', args=[pk])}#id_planned_ask")


@surface("visit", "change")
@require_POST
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """Write down that the last records were read before the visit."""
    visit = mark_reviewed(actor=request.user, visit=seen_visit(request.user, pk))
    if request.headers.get("HX-Request"):
        return render_page(request, "visits/parts/reviewed.html", visit)
    return see_other(visit_url(pk))
