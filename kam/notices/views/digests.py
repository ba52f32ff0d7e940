"""Choosing one's digest, ending it by a letter's link, and all letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.core.errors import NotFound
from kam.notices.forms import DigestForm
from kam.notices.pages import letters_page, preferences_page
from kam.notices.queries import letter_seen, person_who_stops
from kam.notices.services import choose, stop, try_again
from kam.people.services.tries import admit
from kam.web.doors import attempted, render_form, render_page, see_other
from kam.web.peers import peer_of
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User
    from kam.web.doors import PersonRequest

PAGE = ["GET", "HEAD", "POST"]


@surface("notice", "change")
@require_http_methods(PAGE)
def digest(request: PersonRequest) -> HttpResponse:
    """Show and change when one's digest comes."""
    page = preferences_page(request.user)
    form = DigestForm(request.POST or None, instance=page.choice)
    tried = attempted(
        form,
        lambda: choose(actor=request.user, wanted=form.chosen(), before=form.before),
    )
    if tried is None or tried.done is None:
        return render_form(request, "notices/digest.html", page, form, tried)
    messages.success(request, _("已保存"))
    return see_other(reverse("notices:digest"))


@csrf_exempt  # the signed address is the key; a mail program sends no other
@surface("notice", "change", open=True, once=False)
@require_http_methods(PAGE)
def stopped(request: HttpRequest, signed: str) -> HttpResponse:
    """Ask whether to end somebody's digests; a POST ends them, by one press."""
    person = _person(request, signed)
    with translation.override(person.language):
        if request.method != "POST":
            return render_page(request, "notices/stop.html", {"is_done": False})
        stop(user=person)
        return render_page(request, "notices/stop.html", {"is_done": True})


def _person(request: HttpRequest, signed: str) -> User:
    """Return whose digests a signed text ends; wrong ones are counted."""
    person = person_who_stops(signed)
    if person is None:
        admit(door="stop", address=peer_of(request))
        raise NotFound
    return person


@surface("letter", "see")
@require_safe
def letters(request: PersonRequest) -> HttpResponse:
    """Show what became of everybody's digests."""
    troubled = request.GET.get("troubled") == "1"
    cursor = request.GET.get("cursor", "")
    page = letters_page(request.user, troubled=troubled, cursor=cursor)
    return render_page(request, "notices/letters.html", page)


@surface("letter", "change")
@require_POST
def again(request: PersonRequest, pk: int) -> HttpResponse:
    """Have a letter that was not taken tried once more."""
    try_again(actor=request.user, letter=letter_seen(request.user, pk))
    messages.success(request, _("会在几分钟内再试一次"))
    return see_other(reverse("notices:letters"))
