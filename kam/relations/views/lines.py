"""The doors of lines: draw, draw anew, end, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.queries.room import account_of
from kam.core.clock import today
from kam.people.asking import asker
from kam.people.policies import require
from kam.relations.forms import LineForm
from kam.relations.pages import line_page, people_choices, redraw_page
from kam.relations.policies import may_change, may_draw
from kam.relations.queries import line_of
from kam.relations.services import (
    draw_line,
    end_line,
    redraw_line,
    reopen_line,
    restore,
    retract,
)
from kam.relations.views.answers import back, saved, told
from kam.web.doors import attempted, posted, render_form
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TEMPLATE = "relations/form.html"


@surface("line", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a line between two people of an account."""
    user = asker(request)
    account = account_of(user, pk)
    require(may_draw(user, account))
    page = line_page(account)
    start = {"day": today(user.time_zone), "from_stakeholder": request.GET.get("from")}
    form = LineForm(
        posted(request), people=people_choices(user, account), initial=start
    )
    tried = attempted(form, lambda: draw_line(actor=user, draft=form.draft))
    if tried is None or tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    undo = reverse("relations:line-retract", args=[tried.done.pk])
    saved(request, user, ("map", page.draft), _("已画上连线"), undo)
    return back(request, account.pk, tried.done.from_stakeholder_id)


@surface("line", "change")
@require_http_methods(["GET", "HEAD", "POST"])
def redraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a line anew, with newer evidence."""
    user = asker(request)
    line = line_of(user, pk)
    require(may_change(user, line.account))
    page = redraw_page(line)
    form = LineForm(
        posted(request),
        people=people_choices(user, line.account),
        initial={
            "day": today(user.time_zone),
            "from_stakeholder": line.from_stakeholder_id,
            "to_stakeholder": line.to_stakeholder_id,
            "kind": line.kind,
            "strength": line.strength,
            "confidence": line.confidence,
        },
    )
    tried = attempted(
        form, lambda: redraw_line(actor=user, line=line, draft=form.draft)
    )
    if tried is None or tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    undo = reverse("relations:line-retract", args=[tried.done.pk])
    saved(request, user, ("map", page.draft), _("已修改连线"), undo)
    return back(request, line.account_id, line.from_stakeholder_id)


@surface("line", "change")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a line no longer holds."""
    user = asker(request)
    line = end_line(actor=user, line=line_of(user, pk))
    undo = reverse("relations:line-reopen", args=[pk])
    told(request, _("这条连线今天结束，历史里仍可看到"), undo)
    return back(request, line.account_id, line.from_stakeholder_id)


@surface("line", "change")
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a line hold again."""
    line = reopen_line(actor=asker(request), line=line_of(asker(request), pk))
    told(request, _("已恢复连线"))
    return back(request, line.account_id, line.from_stakeholder_id)


@surface("line", "delete")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken line back."""
    line = retract(actor=asker(request), row=line_of(asker(request), pk))
    undo = reverse("relations:line-restore", args=[pk])
    told(request, _("已撤回连线"), undo)
    return back(request, line.account_id, line.from_stakeholder_id)


@surface("line", "delete")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a line back that was taken back."""
    line = restore(actor=asker(request), row=line_of(asker(request), pk))
    told(request, _("已恢复连线"))
    return back(request, line.account_id, line.from_stakeholder_id)
