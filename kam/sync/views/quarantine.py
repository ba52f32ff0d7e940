"""Items in quarantine: admitted under their author's name, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from kam.core.errors import Invalid
from kam.people.policies import require
from kam.people.scopes import may
from kam.sync.forms import BringForm
from kam.sync.pages.quarantine import quarantine_page
from kam.sync.queries.envelopes import judged_item
from kam.sync.services import admit, bring, reconsider, refuse
from kam.sync.terms import EnvelopeState
from kam.web.doors import attempt, render_form, see_other
from kam.web.speech import sentences
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from kam.sync.models import Envelope
    from kam.sync.services import Taken
    from kam.web.doors import PersonRequest

TEMPLATE = "sync/quarantine.html"


@surface("quarantine", "see")
@require_safe
def listed(request: PersonRequest) -> HttpResponse:
    """Show what waits for a decision."""
    require(may(request.user, "quarantine", "see"))
    page = quarantine_page(request.user, request.GET.get("cursor", ""))
    return render_form(request, TEMPLATE, page, BringForm(request.user))


@surface("quarantine", "create")
@require_POST
def brought(request: PersonRequest) -> HttpResponse:
    """Put the saved outbox of somebody into quarantine."""
    require(may(request.user, "quarantine", "create"))
    form = BringForm(request.user, request.POST, request.FILES)
    tried = attempt(form, lambda: _bring(request, form))
    if tried.done is None:
        page = quarantine_page(request.user)
        return render_form(request, TEMPLATE, page, form, tried)
    n, unread = tried.done.new, tried.done.unread
    told = ngettext("%(n)s 项放进了隔离", "%(n)s 项放进了隔离", n) % {"n": n}
    messages.success(request, told)
    if unread:
        left = ngettext(
            "文件里有 %(n)s 项读不懂，没有放进来；请留着这个文件",
            "文件里有 %(n)s 项读不懂，没有放进来；请留着这个文件",
            unread,
        )
        messages.warning(request, left % {"n": unread})
    return see_other(reverse("sync:quarantine"))


def _bring(request: PersonRequest, form: BringForm) -> Taken:
    return bring(
        actor=request.user,
        author=form.cleaned_data["author"],
        content=form.cleaned_data["file"].read(),
    )


def _judged(
    request: PersonRequest, pk: int, deed: Callable[[Envelope], Envelope]
) -> Envelope | None:
    row = judged_item(request.user, pk)
    try:
        return deed(row)
    except Invalid as error:
        messages.error(request, sentences(error)["what"])
        return None


@surface("quarantine", "change")
@require_POST
def admitted(request: PersonRequest, pk: int) -> HttpResponse:
    """Admit an item under its author's name."""
    row = _judged(request, pk, lambda row: admit(actor=request.user, envelope=row))
    if row is not None and row.state in (EnvelopeState.STORED, EnvelopeState.MERGED):
        messages.success(request, _("已用作者的名字存好"))
    elif row is not None:
        messages.info(request, _("还是存不进去：要作者自己更正或选择"))
    return see_other(reverse("sync:quarantine"))


@surface("quarantine", "change")
@require_POST
def refused(request: PersonRequest, pk: int) -> HttpResponse:
    """Do not admit an item."""
    row = _judged(request, pk, lambda row: refuse(actor=request.user, envelope=row))
    if row is not None:
        undo = reverse("sync:reconsider", args=[row.pk])
        words = _("没有放行；作者仍看得到自己的内容")
        messages.success(request, words, extra_tags=f"undo:{undo}")
    return see_other(reverse("sync:quarantine"))


@surface("quarantine", "change")
@require_POST
def reconsidered(request: PersonRequest, pk: int) -> HttpResponse:
    """Undo a refusal."""
    _judged(request, pk, lambda row: reconsider(actor=request.user, envelope=row))
    return see_other(reverse("sync:quarantine"))
