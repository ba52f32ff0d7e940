"""Users: the list, one person, one-time links, access given and taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.people.asking import asker
from kam.people.forms import UserForm, UserList, UserNewForm
from kam.people.models import Team, User
from kam.people.pages.tabs import settings_tabs
from kam.people.pages.users import (
    LinkPage,
    UserNewPage,
    user_page,
    users_page,
    users_sheet,
)
from kam.people.policies import may_arrange_users, require
from kam.people.scopes import may
from kam.people.services import edit_user, invite_user, issue_reset_link
from kam.people.services.users import UserDraft
from kam.web.doors import attempt, render_form, render_page, see_other, shown_once
from kam.web.downloads import download
from kam.web.lists import read_list
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from kam.people.models import ResetLink
    from kam.web.doors import Attempt

PAGE = ["GET", "HEAD", "POST"]


@surface("user", "see")
@require_safe
def users(request: HttpRequest) -> HttpResponse:
    """List the users somebody sees."""
    form = UserList(request.GET, actor=asker(request))
    page = users_page(asker(request), read_list(form, request.GET))
    return render_page(request, "people/users.html", page, form=form)


@surface("user", "export")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Save exactly the listed users as a file."""
    user = asker(request)
    require(may(user, "user", "export"))
    form = UserList(request.GET, actor=user)
    sheet = users_sheet(user, read_list(form, request.GET))
    return download(sheet, request.GET.get("format", "csv"), pgettext("part", "用户"))


@surface("user", "create")
@require_http_methods(PAGE)
def new(request: HttpRequest) -> HttpResponse:
    """Add a person and show the one-time link for the first password."""
    user = asker(request)
    require(may(user, "user", "create"))
    page = UserNewPage(settings_tabs(user, "users"))
    if request.method != "POST":
        start = {"team": request.GET.get("team", user.team_id)}
        form = UserNewForm(actor=user, initial=start)
        return render_form(request, "people/user_new.html", page, form)
    form = UserNewForm(request.POST, actor=user)
    tried = attempt(form, lambda: _invite(user, form))
    if tried.done is None:
        return render_form(request, "people/user_new.html", page, form, tried)
    return _link(request, *tried.done)


def _invite(user: User, form: UserNewForm) -> tuple[ResetLink, str]:
    typed = dict(form.cleaned_data)
    typed.pop("opened")
    team = Team.objects.visible_to(user).named(user, typed.pop("team"), "team")
    return invite_user(actor=user, draft=UserDraft(team=team, **typed))


def _link(request: HttpRequest, made: ResetLink, secret: str) -> HttpResponse:
    """Show a one-time link; the form sent again leads to the person."""
    path = reverse("people:set-password", args=[secret])
    page = LinkPage(
        tabs=settings_tabs(asker(request), "users"),
        person=made.user,
        url=request.build_absolute_uri(path),
        expires_at=made.expires_at,
    )
    answer = render_page(request, "people/link.html", page)
    return shown_once(answer, reverse("people:user", args=[made.user_id]))


@surface("user", "see")
@require_http_methods(PAGE)
def user(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person; an administrator changes name, role, team and address."""
    actor = asker(request)
    person = _person(actor, pk)
    if request.method != "POST":
        return _user(request, person, UserForm(instance=person, actor=actor))
    require(may_arrange_users(actor, "change"))
    form = UserForm(request.POST, instance=person, actor=actor)
    tried = attempt(
        form,
        lambda: edit_user(
            actor=actor, user=person, wanted=form.chosen(), before=form.before
        ),
    )
    if tried.done is None:
        return _user(request, person, form, tried)
    key = draft_key_of(actor, "user", pk)
    messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("people:user", args=[pk]))


def _person(actor: User, pk: int) -> User:
    found: User = (
        User.objects.visible_to(actor).select_related("team").seen(actor, pk=pk)
    )
    return found


def _user(
    request: HttpRequest,
    person: User,
    form: UserForm,
    tried: Attempt[User] | None = None,
) -> HttpResponse:
    page = user_page(asker(request), person)
    return render_form(request, "people/user.html", page, form, tried)


@surface("user", "change")
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a one-time link for somebody; it is shown only now."""
    actor = asker(request)
    person = _person(actor, pk)
    return _link(request, *issue_reset_link(actor=actor, user=person))


@surface("user", "change")
@require_POST
def access(request: HttpRequest, pk: int, *, gives: bool) -> HttpResponse:
    """Deactivate or reactivate somebody; the other one undoes it."""
    actor = asker(request)
    person = _person(actor, pk)
    edit_user(actor=actor, user=person, wanted={"is_active": gives})
    back = "user-deactivate" if gives else "user-reactivate"
    undo = reverse(f"people:{back}", args=[pk])
    told = _("%(name)s 又可以登录了") if gives else _("%(name)s 已停用，马上生效")
    messages.success(request, told % {"name": person.name}, extra_tags=f"undo:{undo}")
    return see_other(reverse("people:user", args=[pk]))
