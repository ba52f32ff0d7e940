"""Submitting a plan, deciding on it, and what managers say to its sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kam.blueprints.forms import DecisionForm, RemarkForm
from kam.blueprints.pages.plan import plan_page
from kam.blueprints.policies import may_comment, may_decide, may_meet, may_write
from kam.blueprints.queries import blueprint_of, remark_of
from kam.blueprints.services import (
    add_remark,
    amend_blueprint,
    approve_blueprint,
    reopen_remark,
    send_back_blueprint,
    settle_remark,
    submit_blueprint,
    undo_decision,
    withdraw_blueprint,
)
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempt, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from kam.blueprints.models import Blueprint

NOUN, APPROVAL = "blueprint", "approval"
DETAIL = "blueprints/detail.html"


def _plan(pk: int) -> str:
    return reverse("blueprints:detail", args=[pk])


@surface(NOUN, "change")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a plan to the managers above; the message takes it back."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_write(user, row.account))
    submit_blueprint(actor=user, blueprint=row)
    undo = reverse("blueprints:withdraw", args=[pk])
    messages.success(request, _("已提交，等批准"), extra_tags=f"undo:{undo}")
    return see_other(_plan(pk))


@surface(NOUN, "change")
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submitted plan back."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_write(user, row.account))
    withdraw_blueprint(actor=user, blueprint=row)
    messages.success(request, _("已撤回，可以继续写"))
    return see_other(_plan(pk))


@surface(NOUN, "change")
@require_POST
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an approved plan for changes."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_write(user, row.account))
    amend_blueprint(actor=user, blueprint=row)
    messages.success(request, _("可以修订了；改完要再提交"))
    return see_other(_plan(pk))


@surface(APPROVAL, "change")
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the version that was read; the message undoes it."""
    return _decided(request, pk, approve_blueprint, _("已批准"))


@surface(APPROVAL, "change")
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a plan back with words; the message undoes it."""
    return _decided(request, pk, send_back_blueprint, _("已退回"))


def _decided(
    request: HttpRequest, pk: int, verb: Callable[..., Blueprint], said: str
) -> HttpResponse:
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_decide(user, row))
    form = DecisionForm(request.POST)

    def deed() -> Blueprint:
        told = form.cleaned_data
        words, number = told["decision"], told["number"]
        return verb(actor=user, blueprint=row, words=words, number=number)

    tried = attempt(form, deed)
    if tried.done is None:
        page = plan_page(user, blueprint_of(user, pk))
        return render_form(request, DETAIL, page, form, tried, remark=RemarkForm())
    saved = draft_key_of(user, "decision", pk)
    undo = reverse("blueprints:undo", args=[pk])
    messages.success(request, said, extra_tags=f"saved:{saved} undo:{undo}")
    return see_other(_plan(pk))


@surface(APPROVAL, "change")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo one's own decision."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_decide(user, row))
    undo_decision(actor=user, blueprint=row)
    messages.success(request, _("决定已撤销，又在等批准"))
    return see_other(_plan(pk))


@surface(APPROVAL, "create")
@require_POST
def remark(request: HttpRequest, pk: int) -> HttpResponse:
    """Say something to a section."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_comment(user, row.account))
    form = RemarkForm(request.POST)
    tried = attempt(
        form,
        lambda: add_remark(
            actor=user,
            blueprint=row,
            section=form.cleaned_data["section"],
            text=form.cleaned_data["text"],
        ),
    )
    if tried.done is None:
        page = plan_page(user, row)
        start = DecisionForm(initial={"number": page.number})
        return render_form(request, DETAIL, page, start, tried, remark=form)
    saved = draft_key_of(user, f"remark-{tried.done.section}", pk)
    messages.success(request, _("意见已写下"), extra_tags=f"saved:{saved}")
    return see_other(f"{_plan(pk)}#{tried.done.section}")


@surface(NOUN, "change")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a remark was dealt with; the message opens it again."""
    user = asker(request)
    row = remark_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    settle_remark(actor=user, remark=row)
    undo = reverse("blueprints:remark-reopen", args=[pk])
    messages.success(request, _("意见已了结"), extra_tags=f"undo:{undo}")
    return see_other(f"{_plan(row.blueprint_id)}#{row.section}")


@surface(NOUN, "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a settled remark again."""
    user = asker(request)
    row = remark_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    reopen_remark(actor=user, remark=row)
    messages.success(request, _("意见又打开了"))
    return see_other(f"{_plan(row.blueprint_id)}#{row.section}")
