"""The doors of judgements: judge somebody, read what was held, take back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from kam.accounts.queries.room import stakeholder_of
from kam.accounts.services import refuse_erased
from kam.catalog.models import Product
from kam.core.clock import today
from kam.core.errors import NotFound
from kam.judgements.forms import JudgementForm
from kam.judgements.pages import history_page, judge_page
from kam.judgements.policies import may_judge
from kam.judgements.queries import judgement_of
from kam.judgements.rules.scales import SCALES
from kam.judgements.services import judge, restore, retract
from kam.people.asking import asker
from kam.people.policies import require
from kam.web.doors import (
    attempted,
    own_path,
    posted,
    render_form,
    render_page,
    see_other,
)
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User


STARTED = ("product", "side", "evidence", "day")


@surface("judgement", "see")
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything that was ever held of somebody."""
    user = asker(request)
    page = history_page(user, stakeholder_of(user, pk))
    return render_page(request, "judgements/history.html", page)


@surface("judgement", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def judge_person(request: HttpRequest, pk: int, aspect: str) -> HttpResponse:
    """Judge one thing of somebody, with its evidence."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_judge(user, stakeholder.account))
    refuse_erased(stakeholder.person)
    form = _form(request, user, aspect)
    tried = attempted(
        form,
        lambda: judge(actor=user, stakeholder=stakeholder, opinions=[form.opinion]),
    )
    if tried is None or tried.done is None:
        page = judge_page(user, stakeholder, aspect)
        return render_form(request, "judgements/judge.html", page, form, tried)
    key = draft_key_of(user, "judgement", f"{pk}-{aspect}")
    undo = reverse("judgements:retract", args=[tried.done[0].pk])
    messages.success(request, _("判断已记下"), f"saved:{key} undo:{undo}")
    usual = reverse("judgements:history", args=[pk])
    return see_other(own_path(request.GET.get("next", ""), usual))


def _form(request: HttpRequest, user: User, aspect: str) -> JudgementForm:
    if aspect not in SCALES:
        raise NotFound
    asked = {name: request.GET.get(name) for name in STARTED}
    start = {name: value for name, value in asked.items() if value}
    return JudgementForm(
        posted(request),
        aspect=aspect,
        products=Product.objects.visible_to(user).active(),
        initial={"day": today(user.time_zone), **start},
    )


@surface("judgement", "delete")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a judgement back; the message puts it back."""
    user = asker(request)
    row = retract(actor=user, judgement=judgement_of(user, pk))
    undo = reverse("judgements:restore", args=[pk])
    messages.success(
        request, _("已撤回这条判断，记录里仍可看到"), extra_tags=f"undo:{undo}"
    )
    return _back(request, row.stakeholder_id)


@surface("judgement", "delete")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a judgement back that was taken back."""
    user = asker(request)
    row = restore(actor=user, judgement=judgement_of(user, pk))
    messages.success(request, _("已恢复这条判断"))
    return _back(request, row.stakeholder_id)


def _back(request: HttpRequest, stakeholder_id: int) -> HttpResponse:
    usual = reverse("judgements:history", args=[stakeholder_id])
    return see_other(own_path(request.POST.get("next", ""), usual))
