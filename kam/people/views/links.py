"""Getting back in: asking for a one-time link, and using one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kam.people.forms import ForgotForm, NewPasswordForm
from kam.people.pages.session import ForgotPage, forgot_page, set_password_page
from kam.people.services import ask_for_link, no_such_link, refuse_link, use_reset_link
from kam.web.doors import attempt, render_form, see_other
from kam.web.peers import peer_of
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE = ["GET", "HEAD", "POST"]
SET_PASSWORD = "people/set_password.html"  # noqa: S105 - a template


@surface("session", "change", open=True, once=False)
@require_http_methods(PAGE)
def forgot(request: HttpRequest) -> HttpResponse:
    """Send a one-time link, or say who can give one; the answer tells nothing."""
    path = request.get_full_path()
    if request.method != "POST":
        return _forgot(request, forgot_page(path), ForgotForm())
    form = ForgotForm(request.POST)
    tried = attempt(form, lambda: _ask(request, form))
    if not tried.carried_out:
        return render_form(
            request, "people/forgot.html", forgot_page(path), form, tried
        )
    return _forgot(request, forgot_page(path, asked=True), ForgotForm())


def _ask(request: HttpRequest, form: ForgotForm) -> None:
    ask_for_link(
        name=form.cleaned_data["name"],
        address=peer_of(request),
        url_of=lambda secret: request.build_absolute_uri(
            reverse("people:set-password", args=[secret])
        ),
    )


def _forgot(request: HttpRequest, page: ForgotPage, form: ForgotForm) -> HttpResponse:
    return render_form(request, "people/forgot.html", page, form)


@surface("session", "change", open=True, once=False)
@require_http_methods(PAGE)
def set_password(request: HttpRequest, secret: str) -> HttpResponse:
    """Set a password by a one-time link."""
    posted = request.method == "POST"
    page = set_password_page(secret, request.get_full_path())
    if page is None and posted:
        refuse_link(address=peer_of(request))
    if page is None:
        raise no_such_link()
    if not posted:
        return render_form(request, SET_PASSWORD, page, NewPasswordForm())
    form = NewPasswordForm(request.POST)
    tried = attempt(
        form,
        lambda: use_reset_link(
            secret=secret,
            password=form.cleaned_data["password"],
            address=peer_of(request),
        ),
    )
    if tried.done is None:
        return render_form(request, SET_PASSWORD, page, form, tried)
    messages.success(request, _("密码已设置，请登录"))
    return see_other(reverse("people:sign-in"))
