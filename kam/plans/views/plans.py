"""Plans: the list, the file, beginning one, editing, carrying out, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.accounts.queries.room import account_of, stakeholder_of
from kam.core.clock import today
from kam.core.errors import AlreadyThere, NotFound
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.plans.forms import BeginQuery, CloseForm, PlanForm, PlanListForm
from kam.plans.pages.beginning import choose_page, start_of, whom_page
from kam.plans.pages.forms import plan_form_page
from kam.plans.pages.lists import plan_list_page, plan_sheet
from kam.plans.policies import may_plan
from kam.plans.queries import Beginning, beginning_of, plan_of, product_of
from kam.plans.queries.listing import EVERY
from kam.plans.services import (
    activate_plan,
    begin_plan,
    close_plan,
    edit_plan,
    redraft_plan,
    reopen_plan,
    require_kept,
)
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from kam.accounts.models import Account
    from kam.people.models import User
    from kam.plans.forms.beginning import Asked
    from kam.plans.pages.beginning import Start

METHODS = ["GET", "HEAD", "POST"]
NOUN = "plan"
FORM = "plans/form.html"


@surface(NOUN, "see")
@require_safe
def plan_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the plans in sight."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    form = PlanListForm(user, request.GET)
    page = plan_list_page(user, read_list(form, request.GET))
    return render_page(request, "plans/list.html", page, form=form)


@surface(NOUN, "see")
@require_safe
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the plans of somebody, ended ones too."""
    user = asker(request)
    require(may(user, NOUN, "see"))
    person = stakeholder_of(user, pk)
    return see_other(f"{reverse('plans:list')}?person={person.pk}&state={EVERY}")


@surface(NOUN, "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the plans of the list as a file."""
    user = asker(request)
    require(may(user, NOUN, "export"))
    form = PlanListForm(user, request.GET)
    sheet = plan_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), _("客户计划"))


@surface(NOUN, "create")
@require_http_methods(METHODS)
def new(request: HttpRequest) -> HttpResponse:
    """Choose an account and a person, then begin: A is prefilled, B proposed."""
    user = asker(request)
    require(may(user, NOUN, "create"))
    asked = BeginQuery(request.GET).told()
    if asked.account is None:
        return render_page(request, "plans/choose.html", choose_page(user, asked.q))
    account = account_of(user, asked.account)
    require(may_plan(user, account, "create"))
    require_kept(account)
    if not asked.is_chosen:
        return render_page(request, "plans/whom.html", whom_page(user, account))
    start = _start(user, account, asked)
    form = PlanForm(user, account, posted(request), initial=dict(start.initial))
    key = draft_key_of(user, NOUN, start.page.record)
    try:
        tried = attempted(
            form, lambda: begin_plan(actor=user, account=account, draft=form.draft)
        )
    except AlreadyThere as error:
        messages.info(request, _("这个计划已经开始了，这就是"), f"saved:{key}")
        return see_other(_page(error.record))
    if tried is None or tried.done is None:
        return render_form(request, FORM, start.page, form, tried)
    undo = reverse("plans:close", args=[tried.done.pk])
    words = _("计划已开始：每一步都按模板填好，改成您自己的")
    messages.success(request, words, f"saved:{key} undo:{undo}")
    return see_other(_page(tried.done.pk))


def _start(user: User, account: Account, asked: Asked) -> Start:
    person = stakeholder_of(user, asked.person) if asked.person else None
    if person is not None and person.account_id != account.pk:
        raise NotFound
    product = product_of(user, asked.product) if asked.product else None
    known = Beginning()
    if person is not None and product is not None:
        known = beginning_of(user, person, product.pk, today(user.time_zone))
    return start_of(user, account, (person, product), known)


def _page(pk: int) -> str:
    return reverse("desk:plan", args=[pk])


@surface(NOUN, "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a plan; somebody else's change becomes a choice."""
    user = asker(request)
    row = plan_of(user, pk)
    require(may_plan(user, row.account))
    form = PlanForm(user, row.account, posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_plan(
            actor=user, plan=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = plan_form_page(user, row, _("编辑计划"), NOUN)
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, NOUN, str(pk))
    messages.success(request, _("计划已保存"), f"saved:{key}")
    return see_other(_page(pk))


@surface(NOUN, "change")
@require_POST
def activate(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to carry a plan out; the message takes it back."""
    user = asker(request)
    activate_plan(actor=user, plan=plan_of(user, pk))
    undo = reverse("plans:redraft", args=[pk])
    messages.success(request, _("计划已开始执行"), f"undo:{undo}")
    return see_other(_page(pk))


@surface(NOUN, "change")
@require_POST
def redraft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a plan under way a draft again."""
    user = asker(request)
    redraft_plan(actor=user, plan=plan_of(user, pk))
    messages.success(request, _("计划又是草稿了"))
    return see_other(_page(pk))


@surface(NOUN, "change")
@require_http_methods(METHODS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a plan, and say how; the message takes it back."""
    user = asker(request)
    row = plan_of(user, pk)
    require(may_plan(user, row.account))
    form = CloseForm(posted(request))
    tried = attempted(
        form,
        lambda: close_plan(
            actor=user, plan=row, ending=form.cleaned_data.get("ending", "")
        ),
    )
    if tried is None or tried.done is None:
        page = plan_form_page(user, row, _("结束计划"), "plan-close")
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, "plan-close", str(pk))
    undo = reverse("plans:reopen", args=[pk])
    messages.success(request, _("计划已结束"), f"saved:{key} undo:{undo}")
    return see_other(_page(pk))


@surface(NOUN, "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an ended plan up again."""
    user = asker(request)
    reopen_plan(actor=user, plan=plan_of(user, pk))
    messages.success(request, _("计划已重新打开"))
    return see_other(_page(pk))
