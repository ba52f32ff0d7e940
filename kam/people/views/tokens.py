"""A person's own API tokens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.core.clock import now
from kam.people.asking import asker
from kam.people.forms import TokenForm
from kam.people.models import Token
from kam.people.pages.own import tokens_page
from kam.people.services import create_token, revoke_token
from kam.web.doors import attempt, render_form, see_other, shown_once
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TOKENS = "people/tokens.html"


@surface("token", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's tokens and make a new one, whose secret is shown only now."""
    user = asker(request)
    if request.method != "POST":
        return render_form(request, TOKENS, tokens_page(user), TokenForm())
    form = TokenForm(request.POST)
    tried = attempt(form, lambda: _create(request, form))
    if tried.done is None:
        return render_form(request, TOKENS, tokens_page(user), form, tried)
    _token, secret = tried.done
    answer = render_form(request, TOKENS, tokens_page(user, secret), TokenForm())
    return shown_once(answer, reverse("people:tokens"))


def _create(request: HttpRequest, form: TokenForm) -> tuple[Token, str]:
    return create_token(
        actor=asker(request),
        user=asker(request),
        name=form.cleaned_data["name"],
        scopes=form.scopes,
        expires_at=now() + timedelta(days=form.cleaned_data["days"]),
    )


@surface("token", "delete")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    user = asker(request)
    token = Token.objects.visible_to(user).seen(user, pk=pk)
    revoke_token(actor=user, token=token)
    messages.success(
        request, _("令牌“%(name)s”已作废，马上生效") % {"name": token.name}
    )
    return see_other(reverse("people:tokens"))
