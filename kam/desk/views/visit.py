"""The door of one visit: how to prepare it, or its record, with the steps it moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.views.decorators.http import require_safe

from kam.people.scopes import may
from kam.plans.pages.carried import visit_steps
from kam.plans.queries.carried import steps_beside, steps_from
from kam.resources.pages.cards import BringCard, bring_card
from kam.resources.queries.beside import briefs_from, of_day_beside
from kam.visits.forms.record import AmendForm
from kam.visits.pages.meeting import KEYS
from kam.visits.pages.note import note_page
from kam.visits.pages.preparation import preparation_page
from kam.visits.queries.preparing import visit_to_prepare
from kam.visits.rules.states import OPEN
from kam.visits.terms import VisitState
from kam.web.doors import render_page
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpResponse

    from kam.people.models import User
    from kam.plans.pages.carried import VisitSteps
    from kam.web.doors import PersonRequest


@surface("visit", "see")
@require_safe
def visit(request: PersonRequest, pk: int) -> HttpResponse:
    """Show how to prepare a coming visit, or the record of a past one."""
    user = request.user
    beside = {
        "steps": steps_beside(user, "account_id", "pk"),
        "resources": of_day_beside("account_id", "day"),
    }
    ready = visit_to_prepare(user, pk, *KEYS, beside=beside)
    steps = visit_steps(user, ready.visit, steps_from(ready.visit.steps, pk))  # type: ignore[attr-defined]
    shown: dict[str, Any] = {
        "steps": steps,
        "bring": _brought(user, ready.visit, steps),
    }
    if ready.visit.state in OPEN:
        page = preparation_page(user, ready)
        return render_page(request, "desk/visit/prepare.html", page, **shown)
    note = note_page(user, ready.visit)
    form = AmendForm()
    return render_page(request, "desk/visit/note.html", note, form=form, **shown)


def _brought(user: User, visit: Any, steps: VisitSteps) -> BringCard:
    """Return what is booked for the visit, where the reader sees bookings.

    Once the record is written: what was there that day, and is not noted as used.
    """
    rows = briefs_from(user, visit.resources) if may(user, "booking", "see") else []
    if visit.state == VisitState.CANCELLED:
        return bring_card([], visit.day, ())
    if visit.state == VisitState.SUBMITTED:
        rows = [row for row in rows if row.first_day <= visit.day]
    return bring_card(rows, visit.day, {line.pk for line in steps.carried})
