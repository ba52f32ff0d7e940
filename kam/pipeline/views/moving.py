"""Moving an opportunity: to a stage, to a win, to a loss, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from kam.core.clock import today
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.asking import asker
from kam.people.policies import require
from kam.pipeline.forms import LoseForm, WinForm
from kam.pipeline.pages import form_page
from kam.pipeline.pages.naming import title_of
from kam.pipeline.policies import may_write
from kam.pipeline.queries import move_of, opportunity_of, reasons
from kam.pipeline.services import advance, lose, reopen, take_back_move, win
from kam.web.doors import attempted, posted, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User
    from kam.pipeline.models import Opportunity, StageMove

METHODS = ["GET", "HEAD", "POST"]
NOUN = "opportunity"
FORM = "pipeline/form.html"
LONGEST = 19


def _told(
    request: HttpRequest, move: StageMove, said: str, saved: str = ""
) -> HttpResponse:
    undo = reverse("pipeline:unmove", args=[move.pk])
    tags = " ".join(part for part in (saved, f"undo:{undo}") if part)
    messages.success(request, said, extra_tags=tags)
    return see_other(reverse("pipeline:detail", args=[move.opportunity_id]))


def _page(user: User, row: Opportunity, title: str, draft: str) -> object:
    return form_page(
        row.account,
        title,
        draft,
        record=str(row.pk),
        note=title_of(user, row),
        back_url=reverse("pipeline:detail", args=[row.pk]),
    )


@surface(NOUN, "change")
@require_POST
def to_stage(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring an opportunity to another stage; the message takes it back."""
    user = asker(request)
    row = opportunity_of(user, pk)
    require(may_write(user, row.account, NOUN))
    text = request.POST.get("stage", "")
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST):
        raise Invalid(fields={"stage_id": [mark("没有这个阶段，或已停用")]})
    move = advance(actor=user, opportunity=row, stage_id=int(text))
    if move is None:
        return see_other(reverse("pipeline:detail", args=[pk]))
    return _told(request, move, _("已到“%(stage)s”") % {"stage": move.stage.label})


@surface(NOUN, "change")
@require_http_methods(METHODS)
def won(request: HttpRequest, pk: int) -> HttpResponse:
    """Win an opportunity; the message takes it back."""
    user = asker(request)
    row = opportunity_of(user, pk)
    require(may_write(user, row.account, NOUN))
    start = {"closed_on": today(user.time_zone), "value_minor": row.value_minor}
    form = WinForm(posted(request), initial=start)
    tried = attempted(
        form,
        lambda: win(
            actor=user,
            opportunity=row,
            day=form.cleaned_data["closed_on"],
            value_minor=form.cleaned_data["value_minor"],
        ),
    )
    if tried is None or tried.done is None:
        page = _page(user, row, pgettext("verb", "赢单"), "win")
        return render_form(request, FORM, page, form, tried)
    saved = f"saved:{draft_key_of(user, 'win', str(pk))}"
    return _told(request, tried.done, _("已记为赢单"), saved)


@surface(NOUN, "change")
@require_http_methods(METHODS)
def lost(request: HttpRequest, pk: int) -> HttpResponse:
    """Lose an opportunity; the message takes it back."""
    user = asker(request)
    row = opportunity_of(user, pk)
    require(may_write(user, row.account, NOUN))
    start = {"closed_on": today(user.time_zone)}
    form = LoseForm(posted(request), initial=start, reasons=reasons())
    tried = attempted(
        form,
        lambda: lose(
            actor=user,
            opportunity=row,
            day=form.cleaned_data["closed_on"],
            reason_id=form.cleaned_data["lost_reason"],
        ),
    )
    if tried is None or tried.done is None:
        page = _page(user, row, pgettext("verb", "输单"), "lose")
        return render_form(request, FORM, page, form, tried)
    saved = f"saved:{draft_key_of(user, 'lose', str(pk))}"
    return _told(request, tried.done, _("已记为输单"), saved)


@surface(NOUN, "change")
@require_POST
def reopened(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an ended opportunity up again; the message undoes that."""
    user = asker(request)
    move = reopen(actor=user, opportunity=opportunity_of(user, pk))
    return _told(request, move, _("商机已重新打开"))


@surface(NOUN, "change")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the newest move of an opportunity."""
    user = asker(request)
    row = take_back_move(actor=user, move=move_of(user, pk))
    messages.success(request, _("已撤销这一步"))
    return see_other(reverse("pipeline:detail", args=[row.pk]))
