"""A review meeting: opening it, one question at a time, closing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kam.blueprints.forms import CloseForm, FindingForm
from kam.blueprints.pages.meeting import meeting_page
from kam.blueprints.policies import may_meet
from kam.blueprints.queries import blueprint_of, finding_of, meeting_of, review_of
from kam.blueprints.services import (
    add_finding,
    close_review,
    drop_finding,
    open_review,
    reopen_review,
    restore_finding,
)
from kam.people.asking import asker
from kam.people.policies import require
from kam.visits.queries import workers
from kam.web.doors import attempt, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from kam.blueprints.queries import Meeting
    from kam.people.models import User
    from kam.web.doors import Attempt

NOUN = "blueprint"
PAGE = "blueprints/review.html"


@surface(NOUN, "change")
@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a meeting, or go on with the one that is open."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_meet(user, row.account))
    review = open_review(actor=user, blueprint=row)
    return see_other(reverse("blueprints:review", args=[review.pk]))


@surface(NOUN, "see")
@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one question of a meeting, and what came of it."""
    user = asker(request)
    return _screen(request, user, pk, request.GET.get("q", ""))


def _screen(
    request: HttpRequest,
    user: User,
    pk: int,
    question: str,
    tried: Attempt[Any] | None = None,
    **forms: Any,
) -> HttpResponse:
    row = meeting_of(user, pk)
    page = meeting_page(user, row, question)
    usual = {"question": page.key}
    finding = forms.get("finding") or _form(user, row, None, initial=usual)
    closing = forms.get("closing") or CloseForm()
    return render_form(request, PAGE, page, finding, tried, closing=closing)


def _form(user: User, row: Meeting, told: Any, **kwargs: Any) -> FindingForm:
    account = row.blueprint.account
    named = _("步骤：%(plan)s")
    return FindingForm(
        told,
        owners=[(one.pk, one.name) for one in workers(account, user).order_by("name")],
        plans=[(pk, named % {"plan": name}) for pk, name in row.plans],
        **kwargs,
    )


@surface(NOUN, "change")
@require_POST
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what came of a question; a task becomes an action or a step."""
    user = asker(request)
    row = meeting_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    form = _form(user, row, request.POST)
    tried = attempt(
        form, lambda: add_finding(actor=user, review=row.review, draft=form.draft)
    )
    key = str(request.POST.get("question", ""))[:20]
    if tried.done is None:
        return _screen(request, user, pk, key, tried, finding=form)
    saved = draft_key_of(user, f"finding-{key}", pk)
    undo = reverse("blueprints:finding-drop", args=[tried.done.pk])
    said = (
        _("结论已记下，行动已交给负责人") if tried.done.action_id else _("结论已记下")
    )
    messages.success(request, said, extra_tags=f"saved:{saved} undo:{undo}")
    return see_other(f"{reverse('blueprints:review', args=[pk])}?q={key}")


@surface(NOUN, "change")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a conclusion back; the message puts it back."""
    user = asker(request)
    row = finding_of(user, pk)
    require(may_meet(user, row.review.blueprint.account))
    drop_finding(actor=user, finding=row)
    undo = reverse("blueprints:finding-restore", args=[pk])
    messages.success(request, _("结论已去掉"), extra_tags=f"undo:{undo}")
    address = reverse("blueprints:review", args=[row.review_id])
    return see_other(f"{address}?q={row.question}")


@surface(NOUN, "change")
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a conclusion back."""
    user = asker(request)
    row = finding_of(user, pk)
    require(may_meet(user, row.review.blueprint.account))
    restore_finding(actor=user, finding=row)
    messages.success(request, _("结论已放回"))
    address = reverse("blueprints:review", args=[row.review_id])
    return see_other(f"{address}?q={row.question}")


@surface(NOUN, "change")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a meeting with minutes and the next day."""
    user = asker(request)
    row = review_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    form = CloseForm(request.POST)
    tried = attempt(
        form, lambda: close_review(actor=user, review=row, **form.cleaned_data)
    )
    if tried.done is None:
        return _screen(request, user, pk, "next", tried, closing=form)
    saved = draft_key_of(user, "minutes", pk)
    undo = reverse("blueprints:review-reopen", args=[pk])
    said = _("评审已结束，下次评审已定下")
    messages.success(request, said, extra_tags=f"saved:{saved} undo:{undo}")
    return see_other(reverse("blueprints:detail", args=[row.blueprint_id]))


@surface(NOUN, "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a meeting that was just closed."""
    user = asker(request)
    row = review_of(user, pk)
    require(may_meet(user, row.blueprint.account))
    reopen_review(actor=user, review=row)
    messages.success(request, _("评审又打开了"))
    return see_other(reverse("blueprints:review", args=[pk]))
