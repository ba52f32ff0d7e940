"""Agreeing targets, reading one, listing them, undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.errors import AlreadyThere, Invalid
from kam.people.policies import entered, require
from kam.performance.forms import TargetForm, TargetsForm, TargetUndoForm
from kam.performance.pages.targets.listing import targets_page, targets_sheet
from kam.performance.pages.targets.one import TargetPage, page_of_target, target_page
from kam.performance.pages.targets.words import warning_text
from kam.performance.queries import runs_for, sets_for
from kam.performance.queries.targets import (
    row_of,
    target_on,
    target_periods,
    targets_for,
)
from kam.performance.services import agree_target, change_target, undo_target
from kam.web.doors import attempt, posted, render_form, render_page, see_other
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from kam.people.models import User
    from kam.performance.models import Target
    from kam.web.lists import ListState

PAGE, FORM = "performance/targets/one.html", "performance/targets/form.html"


@surface("target", "see")
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """List the targets."""
    user = entered(request.user, "target")
    form, state = _asked(user, request)
    page = targets_page(user, state)
    template = "performance/targets/list.html"
    return render_page(request, template, page, form=form, state=state)


@surface("target", "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save the targets of a list."""
    user = entered(request.user, "target")
    _form, state = _asked(user, request)
    sheet = targets_sheet(user, state)
    return download(sheet, request.GET.get("format", "csv"), sheet.title)


def _asked(user: User, request: HttpRequest) -> tuple[TargetsForm, ListState]:
    sets, periods = sets_for(user), target_periods(user)
    form = TargetsForm(request.GET, sets=sets, periods=periods)
    return form, read_list(form, request.GET)


@surface("target", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int, territory: int) -> HttpResponse:
    """Agree the target of a territory of a run for the period after it."""
    user = entered(request.user, "target")
    row = row_of(user, runs_for(user).seen(user, pk=pk), territory)
    if found := target_on(user, row):
        return _edit(request, user, found)
    page = target_page(user, row)
    require(page.may_agree)
    form = TargetForm(posted(request), initial={"figure": page.suggested})
    if request.method != "POST":
        return render_form(request, FORM, page, form)
    try:
        tried = attempt(form, lambda: agree_target(actor=user, row=row, **form.agreed))
    except AlreadyThere as error:
        return _edit(request, user, targets_for(user).seen(user, pk=error.record))
    if tried.done is None:
        return render_form(request, FORM, page, form, tried)
    return _saved(request, user, page, tried.done)


@surface("target", "see")
@require_safe
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a target, what it rests on, and what became of it."""
    user = entered(request.user, "target")
    target = targets_for(user).seen(user, pk=pk)
    return render_page(request, PAGE, page_of_target(user, target))


@surface("target", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree another figure or reason."""
    user = entered(request.user, "target")
    return _edit(request, user, targets_for(user).seen(user, pk=pk))


def _edit(request: HttpRequest, user: User, target: Target) -> HttpResponse:
    page = page_of_target(user, target)
    require(page.may_agree)
    form = TargetForm(posted(request), instance=target)
    if request.method != "POST":
        return render_form(request, FORM, page, form)
    tried = attempt(form, lambda: _change(user, page, target, form))
    if tried.done is None:
        return render_form(request, FORM, page, form, tried)
    return _saved(request, user, page, tried.done)


def _change(user: User, page: TargetPage, target: Target, form: TargetForm) -> Target:
    return change_target(
        actor=user,
        target=target,
        row=page.row,
        wanted=form.chosen(),
        before=form.before,
    )


def _saved(
    request: HttpRequest, user: User, page: TargetPage, target: Target
) -> HttpResponse:
    key = draft_key_of(user, "target", page.draft_key)
    messages.success(request, gettext("目标已商定"), extra_tags=f"saved:{key}")
    if told := warning_text(target.figure, page.row.frontier):
        messages.warning(request, told)
    return see_other(reverse("performance:target", args=[target.pk]))


@surface("target", "change")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back one step of what was agreed."""
    user = entered(request.user, "target")
    target = targets_for(user).seen(user, pk=pk)
    form = TargetUndoForm(request.POST)
    if not form.is_valid():
        raise Invalid(fields={n: [str(e) for e in es] for n, es in form.errors.items()})
    undo_target(actor=user, target=target, revision=form.cleaned_data["revision"])
    messages.success(request, gettext("已撤销上一次商定；再撤销一次就恢复"))
    return see_other(reverse("performance:target", args=[pk]))
