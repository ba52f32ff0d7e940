"""Steps: adding, editing, another order, done, given up, open again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.core.clock import today
from kam.core.errors import NotFound
from kam.people.asking import asker
from kam.people.policies import require
from kam.plans.forms import DropForm, FinishForm, PlaceForm, StepForm
from kam.plans.pages.forms import step_form_page, step_new_page
from kam.plans.policies import may_plan
from kam.plans.queries import plan_of, step_of
from kam.plans.queries.steps import start_of
from kam.plans.services import (
    add_step,
    arrange_step,
    drop_step,
    edit_step,
    finish_step,
    reopen_step,
)
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User
    from kam.plans.models import Step
    from kam.plans.rules.templates import Template

METHODS = ["GET", "HEAD", "POST"]
NOUN = "plan"
FORM = "plans/form.html"


def _here(step: Step) -> str:
    page = reverse("desk:plan", args=[step.plan_id])
    return f"{page}#step-{step.pk}"


@surface(NOUN, "change")
@require_http_methods(METHODS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step, from a template or from nothing."""
    user = asker(request)
    plan = plan_of(user, pk)
    require(may_plan(user, plan.account))
    chosen = request.GET.get("from", "")
    page, template = step_new_page(user, plan, chosen)
    if chosen and template is None:
        raise NotFound
    begun = {**start_of(plan, chosen), **_words(template)}
    form = StepForm(user, plan, posted(request), initial=begun)
    tried = attempted(form, lambda: add_step(actor=user, plan=plan, draft=form.draft))
    if tried is None or tried.done is None:
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, "step", page.record)
    undo = reverse("plans:unadd", args=[tried.done.pk])
    messages.success(request, _("步骤已加上"), f"saved:{key} undo:{undo}")
    return see_other(_here(tried.done))


def _words(template: Template | None) -> dict[str, Any]:
    if template is None:
        return {}
    return {name: getattr(template, name) for name in ("what", "resource", "sign")}


@surface(NOUN, "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a step; somebody else's change becomes a choice."""
    user = asker(request)
    row = step_of(user, pk)
    require(may_plan(user, row.plan.account))
    form = StepForm(user, row.plan, posted(request), instance=row)
    tried = attempted(
        form,
        lambda: edit_step(
            actor=user, step=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried is None or tried.done is None:
        page = step_form_page(user, row, _("编辑步骤"), "step")
        return render_form(request, FORM, page, form, tried)
    key = draft_key_of(user, "step", str(pk))
    messages.success(request, _("步骤已保存"), f"saved:{key}")
    return see_other(_here(row))


@surface(NOUN, "change")
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a step to another place; the message brings it back.

    A button says the place, the address of an undo says the old one.
    """
    user = asker(request)
    row = step_of(user, pk)
    form = PlaceForm(request.POST if "place" in request.POST else request.GET)
    if not form.is_valid():
        raise NotFound
    arrange_step(actor=user, step=row, place=form.cleaned_data["place"])
    undo = f"{reverse('plans:place', args=[pk])}?place={row.place}"
    messages.success(request, _("次序已换"), f"undo:{undo}")
    return see_other(_here(row))


@surface(NOUN, "change")
@require_POST
def unadd(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a step that was just added."""
    user = asker(request)
    row = step_of(user, pk)
    drop_step(actor=user, step=row, reason=_("加错了"))
    undo = reverse("plans:step-reopen", args=[pk])
    messages.success(request, _("这一步不再做了"), f"undo:{undo}")
    return see_other(_here(row))


@surface(NOUN, "change")
@require_http_methods(METHODS)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Finish a step: its sign of completion was seen; the message takes it back."""
    user = asker(request)
    row = step_of(user, pk)
    require(may_plan(user, row.plan.account))
    form = FinishForm(posted(request), initial={"day": today(user.time_zone)})
    tried = attempted(
        form,
        lambda: finish_step(actor=user, step=row, day=form.cleaned_data["day"]),
    )
    if tried is None or tried.done is None:
        page = step_form_page(user, row, _("完成这一步"), "step-done")
        return render_form(request, FORM, page, form, tried)
    return _told(request, user, row, _("这一步完成了"), "step-done")


@surface(NOUN, "change")
@require_http_methods(METHODS)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a step up, and say why; the message takes it back."""
    user = asker(request)
    row = step_of(user, pk)
    require(may_plan(user, row.plan.account))
    form = DropForm(posted(request))
    tried = attempted(
        form,
        lambda: drop_step(actor=user, step=row, reason=form.cleaned_data["reason"]),
    )
    if tried is None or tried.done is None:
        page = step_form_page(user, row, _("不再做这一步"), "step-drop")
        return render_form(request, FORM, page, form, tried)
    return _told(request, user, row, _("这一步不再做了"), "step-drop")


def _told(
    request: HttpRequest, user: User, row: Step, said: str, draft: str
) -> HttpResponse:
    undo = reverse("plans:step-reopen", args=[row.pk])
    key = draft_key_of(user, draft, str(row.pk))
    messages.success(request, said, f"saved:{key} undo:{undo}")
    return see_other(_here(row))


@surface(NOUN, "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a step again that was finished or given up."""
    user = asker(request)
    row = step_of(user, pk)
    reopen_step(actor=user, step=row)
    messages.success(request, _("这一步重新打开了"))
    return see_other(_here(row))
