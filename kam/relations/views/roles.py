"""The doors of roles without a face."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.queries.room import account_of
from kam.core.clock import today
from kam.people.asking import asker
from kam.people.policies import require
from kam.relations.forms import FindForm, RoleForm
from kam.relations.pages import find_page, people_choices, role_page
from kam.relations.policies import may_change, may_draw
from kam.relations.queries import role_of
from kam.relations.services import find_role, lose_role, restore, retract, want_role
from kam.relations.views.answers import back, saved, told
from kam.web.doors import attempted, posted, render_form
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User
    from kam.relations.models import WantedRole

TEMPLATE = "relations/form.html"


@surface("line", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def want(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a card on the map for a role nobody has met yet."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_draw(user, account))
    page = role_page(account)
    start = {"day": today(user.time_zone), "layer": request.GET.get("layer")}
    form = RoleForm(posted(request), initial=start)
    tried = attempted(
        form, lambda: want_role(actor=user, account=account, draft=form.draft)
    )
    if tried is None or tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    undo = reverse("relations:role-retract", args=[tried.done.pk])
    saved(request, user, ("map", page.draft), _("已放到图上"), undo)
    return back(request, account.pk)


@surface("line", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role its face."""
    user = asker(request)
    role = role_of(user, pk)
    require(may_change(user, role.account))
    page = find_page(role)
    form = FindForm(posted(request), people=people_choices(user, role.account))
    tried = attempted(form, lambda: _found(user, role, form))
    if tried is None or tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    undo = reverse("relations:role-lose", args=[pk])
    saved(request, user, ("map", page.draft), _("已填入"), undo)
    return back(request, role.account_id, tried.done.found_id)


def _found(user: User, role: WantedRole, form: FindForm) -> WantedRole:
    told = form.cleaned_data
    return find_role(
        actor=user, role=role, stakeholder_id=told["found"], name=told["name"]
    )


@surface("line", "change")
@require_POST
def lose(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a role faceless again."""
    role = lose_role(actor=asker(request), role=role_of(asker(request), pk))
    told(request, _("已改回待识别"))
    return back(request, role.account_id)


@surface("line", "delete")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken role back."""
    role = retract(actor=asker(request), row=role_of(asker(request), pk))
    told(request, _("已撤回"), reverse("relations:role-restore", args=[pk]))
    return back(request, role.account_id)


@surface("line", "delete")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a role back that was taken back."""
    role = restore(actor=asker(request), row=role_of(asker(request), pk))
    told(request, _("已恢复"))
    return back(request, role.account_id)
