"""Rating oneself, and sharing that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from kam.core.clock import today
from kam.people.policies import entered
from kam.performance.forms import BehaviourQuery, RatingForm, ShareForm
from kam.performance.models import SelfRating
from kam.performance.rules.behaviour import span_of, usual_period
from kam.performance.services import rate_self, share_rating
from kam.web.doors import attempt, posted, render_form, see_other
from kam.web.surfaces import surface
from kam.web.templatetags.ui_forms import draft_key_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.people.models import User
    from kam.web.doors import PersonRequest

TEMPLATE = "performance/behaviour/rating.html"


@surface("rating", "create")
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: PersonRequest) -> HttpResponse:
    """Rate oneself for a period."""
    user = entered(request.user, "rating")
    asked = BehaviourQuery(request.GET).told()
    period = span_of(asked.period or usual_period(today(user.time_zone))).name
    form = RatingForm(posted(request), initial={"period": period})
    if request.method != "POST":
        return render_form(request, TEMPLATE, period, form)
    tried = attempt(form, lambda: _rate(user, form))
    if tried.done is None:
        return render_form(request, TEMPLATE, period, form, tried)
    key = draft_key_of(user, "rating", tried.done.period)
    messages.success(request, gettext("自评已记下"), extra_tags=f"saved:{key}")
    return see_other(_page_of(user, tried.done.period))


def _rate(user: User, form: RatingForm) -> SelfRating:
    told = form.cleaned_data
    return rate_self(
        actor=user, period=told["period"], told=form.told, shared=told["shared"]
    )


@surface("rating", "share")
@require_POST
def share(request: PersonRequest, pk: int) -> HttpResponse:
    """Let one's manager read a self-rating, or no longer."""
    user = entered(request.user, "rating")
    rating = SelfRating.objects.visible_to(user).seen(user, pk=pk)
    form = ShareForm(request.POST)
    form.is_valid()
    share_rating(actor=user, rating=rating, shared=form.cleaned_data["shared"])
    return see_other(_page_of(user, rating.period))


def _page_of(user: User, period: str) -> str:
    here = reverse("performance:behaviour-person", args=[user.pk])
    return f"{here}?period={period}#mirror"
