"""Signing in and out, and the language a stranger reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.people.asking import asker
from kam.people.forms import SignInForm
from kam.people.pages.session import StrangerPage
from kam.people.services import end_session, prove
from kam.web.doors import attempt, own_path, render_form, see_other
from kam.web.peers import peer_of
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User
    from kam.web.doors import Attempt


@surface("session", "create", open=True, once=False)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Let somebody in who knows name and password."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    onward = own_path(asked, reverse("desk:today"))
    if request.method != "POST":
        if request.user.is_authenticated:
            return see_other(onward)
        return _form(request, SignInForm(initial={"next": asked}))
    form = SignInForm(request.POST)
    tried = attempt(form, lambda: _prove(request, form))
    if tried.done is None:
        return _form(request, form, tried)
    login(request, tried.done)
    return see_other(onward)


def _prove(request: HttpRequest, form: SignInForm) -> User:
    return prove(
        username=form.cleaned_data["username"],
        password=form.cleaned_data["password"],
        address=peer_of(request),
    )


def _form(
    request: HttpRequest, form: SignInForm, tried: Attempt[User] | None = None
) -> HttpResponse:
    page = StrangerPage(path=request.get_full_path())
    return render_form(request, "people/sign_in.html", page, form, tried)


@surface("session", "delete", open=True)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session of this browser."""
    if request.user.is_authenticated:
        end_session(user=asker(request))
    logout(request)
    messages.success(request, _("已退出登录"))
    return see_other(reverse("people:sign-in"))


@surface("language", "change", open=True, once=False)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember in this browser which language a stranger reads."""
    onward = own_path(request.POST.get("next", ""), reverse("people:sign-in"))
    answer = see_other(onward)
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=365 * 24 * 3600,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer
