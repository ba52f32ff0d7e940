"""The doors of ties, layers and seats: what is said of one person on the map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kam.accounts.queries.room import stakeholder_of
from kam.accounts.services import refuse_erased
from kam.core.clock import today
from kam.core.errors import Invalid
from kam.core.text import mark
from kam.people.asking import asker
from kam.people.policies import require
from kam.relations.forms import LayerForm, TieForm
from kam.relations.pages import colleague_choices, layer_page, tie_page
from kam.relations.policies import may_draw
from kam.relations.queries import move_of, tie_of
from kam.relations.rules.scales import LAST_PLACE
from kam.relations.services import (
    move_back,
    move_layer,
    note_tie,
    restore,
    retract,
    seat_cards,
)
from kam.relations.views.answers import back, saved, told
from kam.web.doors import attempted, posted, render_form
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TEMPLATE = "relations/form.html"
SEATS = 400
SEAT = re.compile(r"([0-9]{1,18}):([0-9]{1,4}):([0-9]{1,9})")


@surface("line", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def know(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how well one of us knows somebody."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_draw(user, stakeholder.account))
    refuse_erased(stakeholder.person)
    page = tie_page(user, stakeholder)
    start = {
        "day": today(user.time_zone),
        "colleague": request.GET.get("colleague", user.pk),
    }
    us = colleague_choices(user, stakeholder.account)
    form = TieForm(posted(request), colleagues=us, initial=start)
    tried = attempted(form, lambda: note_tie(actor=user, draft=form.draft_of(pk)))
    if tried is None or tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    undo = reverse("relations:tie-retract", args=[tried.done.pk])
    saved(request, user, ("map", page.draft), _("已记下熟悉程度"), undo)
    return back(request, stakeholder.account_id, pk)


@surface("line", "delete")
@require_POST
def forget_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a mistaken tie back."""
    tie = retract(actor=asker(request), row=tie_of(asker(request), pk))
    told(request, _("已撤回"), reverse("relations:tie-restore", args=[pk]))
    return back(request, tie.account_id, tie.stakeholder_id)


@surface("line", "delete")
@require_POST
def restore_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a tie back that was taken back."""
    tie = restore(actor=asker(request), row=tie_of(asker(request), pk))
    told(request, _("已恢复"))
    return back(request, tie.account_id, tie.stakeholder_id)


@surface("line", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def change_layer(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody into another layer, with evidence."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_draw(user, stakeholder.account))
    refuse_erased(stakeholder.person)
    page = layer_page(user, stakeholder)
    start = {
        "day": today(user.time_zone),
        "layer": request.GET.get("to", stakeholder.layer),
    }
    form = LayerForm(posted(request), initial=start)
    tried = attempted(
        form,
        lambda: move_layer(actor=user, stakeholder=stakeholder, **form.cleaned_data),
    )
    if tried is None or tried.done is None:
        return render_form(request, TEMPLATE, page, form, tried)
    undo = reverse("relations:layer-back", args=[tried.done.pk])
    saved(request, user, ("map", page.draft), _("已换层级"), undo)
    return back(request, stakeholder.account_id, pk)


@surface("line", "delete")
@require_POST
def layer_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put somebody back into the layer they stood in before."""
    move = move_back(actor=asker(request), move=move_of(asker(request), pk))
    told(request, _("已换回原来的层级"))
    return back(request, move.account_id, move.stakeholder_id)


@surface("line", "change")
@require_POST
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay cards in their band; tell whether somebody moved one of them meanwhile."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    wanted = [_seat(text) for text in request.POST.getlist("seat")[:SEATS]]
    rows = seat_cards(
        actor=user,
        account=stakeholder.account,
        places={person: place for person, place, _seen in wanted},
    )
    seen = {person: revision for person, _place, revision in wanted}
    met = any(row.revision > seen[row.stakeholder_id] + 1 for row in rows)
    said = _("另一位同事刚移过这里的卡片，现在以您的为准") if met else ""
    revisions = {row.stakeholder_id: row.revision for row in rows}
    return JsonResponse({"revisions": revisions, "said": said})


def _seat(text: str) -> tuple[int, int, int]:
    """Read person:place:revision, as the map sends it."""
    found = SEAT.fullmatch(text)
    if found is None or int(found[2]) > LAST_PLACE:
        raise Invalid(fields={"seat": [mark("没有移成，请刷新页面再试")]})
    return int(found[1]), int(found[2]), int(found[3])
