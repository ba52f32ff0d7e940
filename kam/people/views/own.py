"""A person's own settings: profile, e-mail address, password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.people.asking import asker
from kam.people.forms import EmailForm, PasswordForm, ProfileForm
from kam.people.pages.own import own_page
from kam.people.services import change_email, change_password, edit_profile
from kam.web.doors import attempt, render_form, see_other
from kam.web.peers import peer_of
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User
    from kam.web.doors import Attempt

PAGE = ["GET", "HEAD", "POST"]


@surface("profile", "change")
@require_http_methods(PAGE)
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name, language and time zone."""
    user = asker(request)
    if request.method != "POST":
        return _profile(request, ProfileForm(instance=user))
    form = ProfileForm(request.POST, instance=user)
    tried = attempt(
        form,
        lambda: edit_profile(actor=user, wanted=form.chosen(), before=form.before),
    )
    if tried.done is None:
        return _profile(request, form, tried)
    key = draft_key_of(user, "profile", user.pk)
    with translation.override(tried.done.language):
        messages.success(request, _("已保存"), extra_tags=f"saved:{key}")
    return see_other(reverse("people:settings"))


def _profile(
    request: HttpRequest, form: ProfileForm, tried: Attempt[User] | None = None
) -> HttpResponse:
    user = asker(request)
    page = own_page(user, "settings")
    email = EmailForm(initial={"email": user.email})
    return render_form(request, "people/profile.html", page, form, tried, email=email)


@surface("profile", "change", once=False)
@require_POST
def email(request: HttpRequest) -> HttpResponse:
    """Change one's own e-mail address with the current password."""
    user = asker(request)
    form = EmailForm(request.POST)
    tried = attempt(
        form,
        lambda: change_email(
            actor=user,
            email=form.cleaned_data["email"],
            password=form.cleaned_data["current"],
            address=peer_of(request),
        ),
    )
    if tried.done is None:
        page = own_page(user, "settings")
        fresh = ProfileForm(instance=user)
        return render_form(
            request, "people/profile.html", page, fresh, tried, email=form
        )
    update_session_auth_hash(request, tried.done)
    told = _("电子邮件已更改；其他设备上的登录和访问令牌已失效")
    messages.success(request, told)
    return see_other(reverse("people:settings"))


@surface("profile", "change", once=False)
@require_http_methods(PAGE)
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password with the current one."""
    user = asker(request)
    page = own_page(user, "password")
    if request.method != "POST":
        return render_form(request, "people/password.html", page, PasswordForm())
    form = PasswordForm(request.POST)
    tried = attempt(
        form,
        lambda: change_password(
            actor=user,
            current=form.cleaned_data["current"],
            password=form.cleaned_data["password"],
            address=peer_of(request),
        ),
    )
    if tried.done is None:
        return render_form(request, "people/password.html", page, form, tried)
    update_session_auth_hash(request, tried.done)
    messages.success(request, _("密码已更改；其他设备上的登录和访问令牌已失效"))
    return see_other(reverse("people:settings"))
