"""Listing, making and editing comparison sets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kam.people.policies import entered, require
from kam.performance.forms import NewSetForm, SetForm, SetsForm
from kam.performance.models import ComparisonSet
from kam.performance.pages.sets import sets_page
from kam.performance.policies import may_change_set
from kam.performance.services import SetDraft, create_set, edit_set
from kam.web.doors import attempt, render_form, render_page, see_other
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User


@surface("comparison_set", "see")
@require_safe
def every(request: HttpRequest) -> HttpResponse:
    """List the comparison sets."""
    user = entered(request.user, "comparison_set")
    form = SetsForm(request.GET)
    state = read_list(form, request.GET)
    page = sets_page(user, state)
    return render_page(request, "performance/sets.html", page, form=form, state=state)


@surface("comparison_set", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a comparison set."""
    user = entered(request.user, "comparison_set")
    form = NewSetForm(request.POST or None, user=user)
    if request.method != "POST":
        return render_form(request, "performance/set_form.html", None, form)
    tried = attempt(form, lambda: _create(user, form))
    if tried.done is None:
        return render_form(request, "performance/set_form.html", None, form, tried)
    return _saved(request, user, tried.done, "")


def _create(user: User, form: NewSetForm) -> ComparisonSet:
    draft = SetDraft(**form.wanted)  # type: ignore[arg-type]
    return create_set(actor=user, team=form.cleaned_data["team"], draft=draft)


@surface("comparison_set", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a set is called and counted in."""
    user = entered(request.user, "comparison_set")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=pk)
    require(may_change_set(user, row))
    form = SetForm(request.POST or None, instance=row)
    if request.method != "POST":
        return render_form(request, "performance/set_form.html", row, form)
    tried = attempt(
        form,
        lambda: edit_set(
            actor=user, comparison_set=row, wanted=form.chosen(), before=form.before
        ),
    )
    if tried.done is None:
        return render_form(request, "performance/set_form.html", row, form, tried)
    return _saved(request, user, tried.done, row.pk)


def _saved(
    request: HttpRequest, user: User, row: ComparisonSet, record: object
) -> HttpResponse:
    key = draft_key_of(user, "set", record)
    messages.success(request, gettext("比较组已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("performance:set", args=[row.pk]))
