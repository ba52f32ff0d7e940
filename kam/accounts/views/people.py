"""Adding people, writing them up, noting that they left."""

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

from kam.accounts.forms.people import NewPersonForm, WriteUpForm
from kam.accounts.pages.person import namesakes, new_person_page, person_page
from kam.accounts.policies import may_add_person, may_edit_person
from kam.accounts.queries.room import account_of, person_of, stakeholder_of
from kam.accounts.services import (
    Affiliation,
    Identity,
    affiliate_person,
    create_person,
    edit_writeup,
    mark_back,
    mark_left,
    reopen_writeup,
)
from kam.accounts.terms import Layer
from kam.core.errors import Invalid
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import (
    attempted,
    posted,
    render_form,
    render_page,
    see_other,
)
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.accounts.models import Account, Stakeholder
    from kam.accounts.pages.person import Namesake

METHODS = ["GET", "HEAD", "POST"]


@surface("stakeholder", "create")
@require_http_methods(METHODS)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add somebody; a namesake in sight is asked about first."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_add_person(user, account))
    layer = request.GET.get("layer", "")
    first = {"layer": layer if layer in Layer.values else ""}
    form = NewPersonForm(posted(request), initial=first)
    tried = attempted(form, lambda: _add(request, account, form))
    if tried is None or tried.done is None:
        page = new_person_page(account, _namesakes(request, account, form))
        return render_form(request, "accounts/new_person.html", page, form, tried)
    key = draft_key_of(user, "person", f"new-{pk}")
    messages.success(
        request, _("已加入。知道多少写多少，其余会列为要了解的问题"), f"saved:{key}"
    )
    return see_other(reverse("accounts:person", args=[tried.done.pk]))


def _namesakes(
    request: HttpRequest, account: Account, form: NewPersonForm
) -> list[Namesake]:
    if not form.is_bound or not form.data.get("name"):
        return []
    return namesakes(asker(request), form.data["name"][:200], account)


def _add(request: HttpRequest, account: Account, form: NewPersonForm) -> Stakeholder:
    user = asker(request)
    given = form.cleaned_data
    known = Affiliation(layer=given["layer"], functional_role=given["functional_role"])
    same = request.POST.get("same", "")
    if same.isascii() and same.isdigit():
        person = person_of(user, int(same[:19]))
        return affiliate_person(
            actor=user, account=account, person=person, affiliation=known
        )
    if not request.POST.get("anyway") and _namesakes(request, account, form):
        raise Invalid(_("已有同名的人，请先看一看是不是同一个人"))
    identity = Identity(given["name"], given["title"], given["is_alias"])
    return create_person(
        actor=user, account=account, identity=identity, affiliation=known
    )


@surface("stakeholder", "create")
@require_safe
def similar(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, while somebody types, who of that name is known already."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_add_person(user, account))
    name = request.GET.get("name", "")[:200].replace("\x00", "")
    found = namesakes(user, name, account)
    page = new_person_page(account, found)
    return render_page(request, "accounts/parts/namesakes.html", page)


@surface("stakeholder", "see")
@require_http_methods(METHODS)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody's write-up, and change it."""
    user = asker(request)
    row = stakeholder_of(user, pk)
    page = person_page(user, row)
    if not page.may_edit:
        require(request.method != "POST")
        return render_page(request, "accounts/person.html", page)
    form = WriteUpForm(user, posted(request), instance=row)
    tried = attempted(form, lambda: _edit(request, row, form))
    if tried is None or tried.done is None:
        return render_form(request, "accounts/person.html", page, form, tried)
    key = draft_key_of(user, "person", pk)
    told = _("客户描写完整，已保存") if tried.done.writeup_done_at else _("已保存")
    messages.success(request, told, extra_tags=f"saved:{key}")
    return see_other(reverse("accounts:person", args=[pk]))


def _edit(request: HttpRequest, row: Stakeholder, form: WriteUpForm) -> Stakeholder:
    return edit_writeup(
        actor=asker(request),
        stakeholder=row,
        wanted=form.chosen(),
        before=form.before,
        complete=bool(request.POST.get("complete")),
    )


def _changed(request: HttpRequest, pk: int) -> Stakeholder:
    user = asker(request)
    row = stakeholder_of(user, pk)
    require(may_edit_person(user, row.account))
    return row


@surface("stakeholder", "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that a write-up is complete."""
    row = _changed(request, pk)
    reopen_writeup(actor=asker(request), stakeholder=row)
    messages.success(request, _("客户描写可以继续补充"))
    return see_other(reverse("accounts:person", args=[pk]))


@surface("stakeholder", "change")
@require_POST
def left(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody no longer works there; it can be undone."""
    row = _changed(request, pk)
    mark_left(actor=asker(request), stakeholder=row)
    undo = reverse("accounts:person-back", args=[pk])
    told = _("已标为离开：%(name)s") % {"name": row.person.name}
    messages.success(request, told, extra_tags=f"undo:{undo}")
    return see_other(reverse("desk:account", args=[row.account_id]))


@surface("stakeholder", "change")
@require_POST
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody is there again."""
    row = _changed(request, pk)
    mark_back(actor=asker(request), stakeholder=row)
    messages.success(request, _("%(name)s 仍在这里") % {"name": row.person.name})
    return see_other(reverse("accounts:person", args=[pk]))
