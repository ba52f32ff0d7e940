"""What somebody's records say of how they work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from kam.people.policies import entered
from kam.performance.forms.behaviour import BehaviourQuery
from kam.performance.pages.behaviour.person import person_page
from kam.performance.queries.behaviour import person_seen
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.web.doors import PersonRequest


@surface("behaviour", "see")
@require_safe
def own(request: PersonRequest) -> HttpResponse:
    """Show one's own behaviour."""
    user = entered(request.user, "behaviour")
    asked = BehaviourQuery(request.GET).told()
    page = person_page(user, person_seen(user, user.pk), asked.period)
    return render_page(request, "performance/behaviour/person.html", page)
