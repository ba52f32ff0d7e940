"""Sharing a part of a plan with the customer, and the page the customer opens."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.blueprints.forms import HandoutForm, ReplyForm
from kam.blueprints.pages.handing import shared_paper
from kam.blueprints.pages.sharing import page_of, share_page
from kam.blueprints.policies import may_share
from kam.blueprints.queries import blueprint_of, handout_from, handout_of, replies_of
from kam.blueprints.rules.handing import SHAREABLE, TAKEN_AS
from kam.blueprints.services import (
    answer_goals,
    is_over,
    make_handout,
    note_seen,
    revoke_handout,
)
from kam.core.errors import Invalid, NotFound
from kam.core.marking import mark
from kam.documents.press import FORMATS
from kam.documents.queries import company_look
from kam.documents.rules.naming import file_name
from kam.documents.services import taken_along
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.rules import secret_digest
from kam.people.services.tries import admit
from kam.web.doors import (
    attempt,
    posted,
    render_form,
    see_other,
    shown_once,
)
from kam.web.downloads import file_answer
from kam.web.peers import peer_of
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from kam.blueprints.models import Handout
    from kam.people.models import User
    from kam.web.doors import Attempt

A = TypeVar("A", bound="HttpResponseBase")
NOUN = "blueprint"
PAGE = "blueprints/share.html"


@surface(NOUN, "share")
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Preview what the customer would see; a POST makes a link, shown only now."""
    user = asker(request)
    row = blueprint_of(user, pk)
    require(may_share(user, row.account))
    if request.method != "POST":
        asked = [key for key in request.GET.getlist("sections") if key in SHAREABLE]
        chosen = asked or list(SHAREABLE)
        form = HandoutForm(initial={"sections": chosen, "language": user.language})
        return render_form(request, PAGE, share_page(user, row, chosen), form)
    form = HandoutForm(request.POST)
    tried = attempt(
        form, lambda: make_handout(actor=user, blueprint=row, draft=form.draft)
    )
    chosen = [key for key in request.POST.getlist("sections") if key in SHAREABLE]
    if tried.done is None:
        page = share_page(user, row, chosen or list(SHAREABLE))
        return render_form(request, PAGE, page, form, tried)
    path = reverse("blueprints:shared", args=[tried.done[1]])
    page = share_page(user, row, chosen, request.build_absolute_uri(path))
    answer = render_form(request, PAGE, page, form)
    return shown_once(answer, reverse("blueprints:share", args=[pk]))


@surface(NOUN, "share")
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a link at once and for good."""
    user = asker(request)
    row = handout_of(user, pk)
    require(may_share(user, row.blueprint.account))
    revoke_handout(actor=user, handout=row)
    messages.success(request, _("链接已作废，马上生效"))
    return see_other(reverse("blueprints:share", args=[row.blueprint_id]))


@surface(NOUN, "share")
@require_POST
def document(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Answer with what a customer is shown as a file, for who shares it."""
    user = asker(request)
    row = handout_of(user, pk)
    require(may_share(user, row.blueprint.account))
    with translation.override(row.language):
        return _taken(request, row, user)


@surface(NOUN, "see", open=True, once=False)
@require_POST
def shared_document(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Answer a customer with what they were shown as a file; each one is counted."""
    row = _handout(request, secret)
    admit(door="handout", address=peer_of(request))
    with translation.override(row.language):
        over = is_over(row)
        return _private(_gone(request) if over else _taken(request, row, None))


def _taken(request: HttpRequest, row: Handout, user: User | None) -> HttpResponseBase:
    ending = request.POST.get("format", "")
    if ending not in TAKEN_AS:
        raise Invalid(fields={"format": [mark("没有这种文件格式")]})
    page = page_of(row, ())
    paper = shared_paper(page, row.created_at)
    made = taken_along(actor=user, about=row, document=paper, ending=ending)
    name = f"{file_name(page.title, row.told['day'])}.{ending}"
    return file_answer(io.BytesIO(made), name, FORMATS[ending].media_type)


def _handout(request: HttpRequest, secret: str) -> Handout:
    """Return what was shared at an address; wrong ones are counted."""
    try:
        return handout_from(secret_digest(secret))
    except NotFound:
        admit(door="handout", address=peer_of(request))
        raise


@surface(NOUN, "see", open=True, once=False)
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, secret: str) -> HttpResponse:
    """Show a customer what was shared, and keep what they say of the goals.

    Wrong addresses and answers are counted by the asker's own address.
    """
    row = _handout(request, secret)
    with translation.override(row.language):
        answer = _gone(request) if is_over(row) else _open(request, row, secret)
    return _private(answer)


def _gone(request: HttpRequest) -> HttpResponse:
    told = {"company": company_look().company}
    return render(request, "blueprints/gone.html", told, status=HTTPStatus.GONE)


def _open(request: HttpRequest, row: Handout, secret: str) -> HttpResponse:
    form = ReplyForm(posted(request), goals=row.told["goals"])
    here = reverse("blueprints:shared", args=[secret])
    if request.method == "POST":
        admit(door="handout", address=peer_of(request))
        tried = attempt(
            form,
            lambda: answer_goals(
                handout=row, name=form.cleaned_data["name"], answers=form.answers
            ),
        )
        if tried.done is not None:
            return see_other(f"{here}?thanks=1")
        return _shown(request, row, form, tried)
    if request.method == "GET":
        note_seen(row)
    return _shown(request, row, form)


def _shown(
    request: HttpRequest,
    row: Handout,
    form: ReplyForm,
    tried: Attempt[Any] | None = None,
) -> HttpResponse:
    page = page_of(row, replies_of(row))
    further = {
        "asked": form.asked(page.goals),
        "company": company_look().company,
        "thanks": request.GET.get("thanks") == "1",
        "take_url": f"{request.path}/document",
    }
    return render_form(request, "blueprints/shared.html", page, form, tried, **further)


def _private(answer: A) -> A:
    """Keep the page out of search engines, caches and the addresses of others.

    `same-origin` tells no other site where somebody came from; `no-referrer` would
    also take the origin from the form, which then counts as forged.
    """
    answer["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    answer["Referrer-Policy"] = "same-origin"
    answer["Cache-Control"] = "no-store, private"
    return answer
