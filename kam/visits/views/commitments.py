"""Entering, closing and reopening actions and promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.queries.room import account_of
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.policies import require
from kam.visits.forms.commitments import (
    ActionForm,
    CloseActionForm,
    ClosePromiseForm,
    PromiseForm,
)
from kam.visits.pages.commitments import action_page, promise_page
from kam.visits.policies import may_commit
from kam.visits.queries import workers
from kam.visits.queries.one import seen_action, seen_promise
from kam.visits.services import (
    close_action,
    close_promise,
    open_action,
    open_promise,
    reopen_action,
    reopen_promise,
)
from kam.visits.terms import ActionState, PromiseState
from kam.web.doors import attempt, own_path, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest

ASKED = ["GET", "HEAD", "POST"]


def _back(request: PersonRequest, account_id: int) -> HttpResponse:
    room = reverse("desk:account", args=[account_id])
    return see_other(own_path(request.POST.get("next", ""), room))


@surface("action", "create")
@require_http_methods(ASKED)
def new_action(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter an action of an account."""
    account = account_of(request.user, pk)
    require(may_commit(request.user, "action", account))
    page = action_page(request.user, account)
    asked = {name: request.GET.get(name) for name in ("text", "level")}
    start = {"owner": request.user.pk, "level": "kam1"}
    start |= {name: value[:500] for name, value in asked.items() if value}
    owners = workers(account, request.user)
    form = ActionForm(request.POST or None, owners=owners, initial=start)
    if request.method != "POST":
        return render_form(request, "visits/action.html", page, form)
    tried = attempt(
        form, lambda: open_action(actor=request.user, account=account, task=form.task)
    )
    if tried.done is None:
        return render_form(request, "visits/action.html", page, form, tried)
    key = draft_key_of(request.user, "action", pk)
    messages.success(request, _("行动已记下"), extra_tags=f"saved:{key}")
    return _back(request, pk)


@surface("promise", "create")
@require_http_methods(ASKED)
def new_promise(request: PersonRequest, pk: int) -> HttpResponse:
    """Enter a promise of ours, or of theirs."""
    account = account_of(request.user, pk)
    require(may_commit(request.user, "promise", account))
    page = promise_page(request.user, account)
    form = PromiseForm(request.POST or None, people=page.people)
    if request.method != "POST":
        return render_form(request, "visits/promise.html", page, form)
    tried = attempt(
        form,
        lambda: open_promise(actor=request.user, account=account, pledge=form.pledge),
    )
    if tried.done is None:
        return render_form(request, "visits/promise.html", page, form, tried)
    key = draft_key_of(request.user, "promise", pk)
    messages.success(request, _("承诺已记下"), extra_tags=f"saved:{key}")
    return _back(request, pk)


def _choice(form: CloseActionForm | ClosePromiseForm) -> str:
    if not form.is_valid():
        raise Invalid(fields={"state": [mark("没有这个选项")]})
    return str(form.cleaned_data["state"])


@surface("action", "change")
@require_POST
def end_action(request: PersonRequest, pk: int) -> HttpResponse:
    """Close an action; the message takes it back."""
    action = seen_action(request.user, pk)
    state = _choice(CloseActionForm(request.POST))
    close_action(actor=request.user, action=action, state=state)
    said = _("行动已完成") if state == ActionState.DONE else _("行动不再做")
    undo = reverse("visits:action-reopen", args=[pk])
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return _back(request, action.account_id)


@surface("action", "change")
@require_POST
def undo_action(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the closing of an action back."""
    action = seen_action(request.user, pk)
    reopen_action(actor=request.user, action=action)
    messages.success(request, _("行动已恢复为待办"))
    return _back(request, action.account_id)


@surface("promise", "change")
@require_POST
def end_promise(request: PersonRequest, pk: int) -> HttpResponse:
    """Say that a promise was kept or broken; the message takes it back."""
    promise = seen_promise(request.user, pk)
    state = _choice(ClosePromiseForm(request.POST))
    close_promise(actor=request.user, promise=promise, state=state)
    said = _("承诺已兑现") if state == PromiseState.KEPT else _("承诺未兑现，已记下")
    undo = reverse("visits:promise-reopen", args=[pk])
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return _back(request, promise.account_id)


@surface("promise", "change")
@require_POST
def undo_promise(request: PersonRequest, pk: int) -> HttpResponse:
    """Take the closing of a promise back."""
    promise = seen_promise(request.user, pk)
    reopen_promise(actor=request.user, promise=promise)
    messages.success(request, _("承诺已恢复为未了"))
    return _back(request, promise.account_id)
