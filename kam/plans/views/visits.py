"""Steps and visits: which visit moves which step, and whether it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kam.core.errors import NotFound
from kam.people.asking import asker
from kam.plans.forms import VisitForm
from kam.plans.queries import link_of, step_of
from kam.plans.services import (
    finish_by_visit,
    leave_by_visit,
    link_visit,
    relink_visit,
    unlink_visit,
    unsay_visit,
)
from kam.web.doors import own_path, see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.plans.models import StepVisit

NOUN = "plan"


def _back(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Go back to where the button stood: the plan, or the visit."""
    plan = reverse("desk:plan", args=[plan_id])
    return see_other(own_path(request.POST.get("next", ""), plan))


def _told(request: HttpRequest, link: StepVisit, said: str, undo: str) -> HttpResponse:
    address = reverse(f"plans:{undo}", args=[link.pk])
    messages.success(request, said, f"undo:{address}")
    return _back(request, link.step.plan_id)


@surface(NOUN, "change")
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a visit carry a step; the message takes it back."""
    user = asker(request)
    row = step_of(user, pk)
    form = VisitForm(request.POST)
    if not form.is_valid():
        raise NotFound
    made = link_visit(actor=user, step=row, visit_id=form.cleaned_data["visit"])
    return _told(request, made, _("这次拜访带上了这一步"), "unlink")


@surface(NOUN, "change")
@require_POST
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a visit carry a step no more; the message puts it back."""
    user = asker(request)
    row = link_of(user, pk)
    unlink_visit(actor=user, link=row)
    return _told(request, row, _("这次拜访不再带这一步"), "relink")


@surface(NOUN, "change")
@require_POST
def relink(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a visit carry a step again."""
    user = asker(request)
    row = link_of(user, pk)
    relink_visit(actor=user, link=row)
    return _told(request, row, _("这次拜访带上了这一步"), "unlink")


@surface(NOUN, "change")
@require_POST
def moved(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a visit moved its step: the step is done; the message takes it back."""
    user = asker(request)
    row = link_of(user, pk)
    finish_by_visit(actor=user, link=row)
    return _told(request, row, _("这一步完成了，进度已更新"), "unsay")


@surface(NOUN, "change")
@require_POST
def stayed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a visit did not move its step; the message takes it back."""
    user = asker(request)
    row = link_of(user, pk)
    leave_by_visit(actor=user, link=row)
    return _told(request, row, _("记下了：这一步还没有动"), "unsay")


@surface(NOUN, "change")
@require_POST
def unsay(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said of a visit and its step."""
    user = asker(request)
    row = link_of(user, pk)
    unsay_visit(actor=user, link=row)
    messages.success(request, _("已撤销：这一步又是打开的"))
    return _back(request, row.step.plan_id)
