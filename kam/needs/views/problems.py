"""The doors of the tree: look, add, change, put away, fill from a template."""

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
from kam.accounts.services import refuse_erased
from kam.catalog.models import Product
from kam.core.clock import today
from kam.core.errors import Invalid, NotFound
from kam.core.text import mark
from kam.needs.forms import NewProblemForm, ProblemForm, TemplateForm
from kam.needs.pages import work_page
from kam.needs.pages.problems import edit_page, new_page
from kam.needs.policies import may_write
from kam.needs.queries import parents_of, problem_of
from kam.needs.rules.tree import CONCEPT, METHOD, below
from kam.needs.services import (
    archive_problem,
    create_problems,
    edit_problem,
    fill_from_template,
    restore_problem,
)
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Stakeholder
    from kam.needs.models import Problem
    from kam.people.models import User

METHODS = ["GET", "HEAD", "POST"]


@surface("need", "see")
@require_safe
def account_work(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the people of an account think of their work."""
    user = asker(request)
    page = work_page(user, account_of(user, pk), request.GET.get("person", ""))
    return render_page(request, "needs/work.html", page)


@surface("need", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add some nodes on one parent."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_write(user, stakeholder.account, "create"))
    refuse_erased(stakeholder.person)
    parent = _parent(user, stakeholder, request.GET.get("parent", ""))
    kind = below(parent.kind) if parent else CONCEPT
    form = NewProblemForm(
        posted(request),
        kind=kind,
        parent_id=parent.pk if parent else None,
        products=Product.objects.visible_to(user).active(),
        initial={"day": today(user.time_zone)},
    )
    tried = attempted(
        form,
        lambda: create_problems(
            actor=user, stakeholder=stakeholder, drafts=form.drafts
        ),
    )
    page = new_page(user, stakeholder, kind, parent)
    if tried is None or tried.done is None:
        return render_form(request, "needs/form.html", page, form, tried)
    key = draft_key_of(user, page.noun, page.record)
    undo = reverse("needs:problem-archive", args=[tried.done[0].pk])
    can_undo = f" undo:{undo}" if len(tried.done) == 1 else ""
    messages.success(request, _("已加到思路树"), f"saved:{key}{can_undo}")
    return see_other(page.back_url)


def _parent(user: User, stakeholder: Stakeholder, asked: str) -> Problem | None:
    """Return the node asked for, which may hold others; none asked is the top."""
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 18):  # noqa: PLR2004
        raise NotFound
    parent = problem_of(user, int(asked))
    if parent.stakeholder_id != stakeholder.pk or parent.kind == METHOD:
        raise NotFound
    return parent


@surface("need", "change")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one node."""
    user = asker(request)
    row = problem_of(user, pk)
    require(may_write(user, row.account))
    refuse_erased(row.stakeholder.person)
    form = ProblemForm(
        posted(request),
        instance=row,
        products=Product.objects.visible_to(user).active(),
        parents=parents_of(user, row),
    )
    tried = attempted(
        form,
        lambda: edit_problem(
            actor=user, problem=row, wanted=form.chosen(), before=form.before
        ),
    )
    page = edit_page(user, row)
    if tried is None or tried.done is None:
        return render_form(request, "needs/form.html", page, form, tried)
    key = draft_key_of(user, page.noun, page.record)
    messages.success(request, _("已保存"), f"saved:{key}")
    return see_other(page.back_url)


@surface("need", "change")
@require_POST
def put_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a node away with what hangs on it; the message puts it back."""
    user = asker(request)
    row = problem_of(user, pk)
    archive_problem(actor=user, problem=row)
    undo = reverse("needs:problem-restore", args=[pk])
    messages.success(request, _("已从思路树移走"), f"undo:{undo}")
    return _back(row)


@surface("need", "change")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a node back with what was put away with it."""
    user = asker(request)
    row = problem_of(user, pk)
    restore_problem(actor=user, problem=row)
    messages.success(request, _("已放回思路树"))
    return _back(row)


@surface("need", "create")
@require_POST
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill in what people of a role usually think; the message takes it back."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_write(user, stakeholder.account, "create"))
    form = TemplateForm(request.POST)
    if not form.is_valid():
        raise Invalid(fields={"role": [mark("没有这个模板")]})
    role = form.cleaned_data["role"]
    row = fill_from_template(actor=user, stakeholder=stakeholder, role=role)
    undo = reverse("needs:problem-archive", args=[row.pk])
    messages.success(
        request, _("已按模板填入。这些只是猜想，下次见面逐项问。"), f"undo:{undo}"
    )
    return _back(row)


def _back(row: Problem) -> HttpResponse:
    here = reverse("needs:account", args=[row.account_id])
    return see_other(f"{here}?person={row.stakeholder_id}")
