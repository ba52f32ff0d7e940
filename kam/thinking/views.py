"""The doors of thinking preferences."""

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

from kam.accounts.queries.room import account_of, stakeholder_of
from kam.core.clock import today
from kam.people.asking import asker
from kam.people.policies import require
from kam.people.scopes import may
from kam.thinking.forms import AimForm, ExemptForm, SelfForm, SightingForm
from kam.thinking.pages import person_thinking, thinking_page
from kam.thinking.policies import may_exempt, may_observe
from kam.thinking.queries import observation_of, own_scores
from kam.thinking.services import (
    exempt,
    include,
    observe,
    restore,
    retract,
    view_oneself,
)
from kam.web.doors import attempted, posted, render_form, render_page, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from kam.accounts.models import Stakeholder
    from kam.people.models import User
    from kam.web.doors import Attempt

METHODS = ["GET", "HEAD", "POST"]


@surface("observation", "see")
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the people of an account prefer to think."""
    user = asker(request)
    require(may(user, "observation", "see"))
    page = thinking_page(user, account_of(user, pk))
    return render_page(request, "thinking/account.html", page)


@surface("observation", "see")
@require_http_methods(METHODS)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person's preference; take in what was seen."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    form = _sighting(user, posted(request))
    if request.method == "POST":
        require(may_observe(user, stakeholder.account))
    tried = attempted(
        form,
        lambda: observe(
            actor=user, stakeholder=stakeholder, sightings=form.sightings()
        ),
    )
    if tried is None or tried.done is None:
        return _person(request, stakeholder, form, tried)
    key = draft_key_of(user, "sighting", str(pk))
    messages.success(request, _("观察已记下，估计已更新"), f"saved:{key}")
    return see_other(reverse("thinking:person", args=[pk]))


def _sighting(user: User, told: QueryDict | None = None) -> SightingForm:
    return SightingForm(told, initial={"day": today(user.time_zone)})


def _person(
    request: HttpRequest,
    stakeholder: Stakeholder,
    form: SightingForm,
    tried: Attempt | None,
    leave: ExemptForm | None = None,
) -> HttpResponse:
    aim = AimForm(request.GET)
    told = aim.cleaned_data if aim.is_valid() else {}
    page = person_thinking(
        asker(request),
        stakeholder,
        message=told.get("message", ""),
        objective=told.get("objective", ""),
    )
    forms = {"aim": aim, "leave": leave or ExemptForm()}
    return render_form(request, "thinking/person.html", page, form, tried, **forms)


@surface("observation", "create")
@require_POST
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Estimate this person's preference no more."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_exempt(user, stakeholder.account))
    leave = ExemptForm(request.POST)
    left = attempted(
        leave,
        lambda: exempt(actor=user, stakeholder=stakeholder, **leave.cleaned_data),
    )
    if left is None or left.done is None:
        return _person(request, stakeholder, _sighting(user), left, leave)
    undo = reverse("thinking:include", args=[pk])
    messages.success(
        request, _("已停用：不再估计这个人的思维偏好"), extra_tags=f"undo:{undo}"
    )
    return see_other(reverse("thinking:person", args=[pk]))


@surface("observation", "create")
@require_POST
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Estimate this person's preference again."""
    user = asker(request)
    stakeholder = stakeholder_of(user, pk)
    require(may_exempt(user, stakeholder.account))
    include(actor=user, stakeholder=stakeholder)
    messages.success(request, _("已重新启用"))
    return see_other(reverse("thinking:person", args=[pk]))


@surface("observation", "delete")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an observation back; the message puts it back."""
    row = retract(actor=asker(request), observation=observation_of(asker(request), pk))
    undo = reverse("thinking:restore", args=[pk])
    messages.success(
        request, _("已撤回这条观察，记录里仍可看到"), extra_tags=f"undo:{undo}"
    )
    return see_other(reverse("thinking:person", args=[row.stakeholder_id]))


@surface("observation", "delete")
@require_POST
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an observation back that was taken back."""
    row = restore(actor=asker(request), observation=observation_of(asker(request), pk))
    messages.success(request, _("已恢复这条观察"))
    return see_other(reverse("thinking:person", args=[row.stakeholder_id]))


@surface("profile", "change")
@require_http_methods(METHODS)
def oneself(request: HttpRequest) -> HttpResponse:
    """Say how one prefers to think, for the distance to customers."""
    user = asker(request)
    require(may(user, "profile", "change"))
    form = SelfForm(posted(request), initial=own_scores(user))
    tried = attempted(form, lambda: view_oneself(actor=user, wanted=form.cleaned_data))
    if tried is None or tried.done is None:
        return render_form(request, "thinking/self.html", None, form, tried)
    messages.success(request, _("已记下。只有您自己看得到"))
    return see_other(reverse("thinking:self"))
