"""Opening the card of a territory that somebody else holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.views.decorators.http import require_POST

from kam.people.policies import entered
from kam.performance.forms import CardLookForm
from kam.performance.queries import rows_for, runs_for
from kam.performance.queries.columns import column_rows_for, column_runs_for
from kam.performance.services import open_card
from kam.web.doors import see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kam.people.models import User


@surface("frontier", "create")
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what for, and open the card for today."""
    user = entered(request.user, "frontier")
    run = runs_for(user).seen(user, pk=pk)
    here = reverse("performance:run", args=[pk])
    return _opened(request, user, rows_for(user, run), here)


@surface("column_run", "create")
@require_POST
def look_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what for, and open the card of a column run for today."""
    user = entered(request.user, "column_run")
    run = column_runs_for(user).seen(user, pk=pk)
    here = reverse("performance:columns-run", args=[pk])
    return _opened(request, user, column_rows_for(user, run), here)


def _opened(request: HttpRequest, user: User, rows: Any, here: str) -> HttpResponse:
    """Open the card of one of these rows, and lead back to it."""
    unit, purpose = CardLookForm(request.POST).told()
    row = rows.select_related("territory").seen(user, territory_id=unit)
    open_card(actor=user, territory=row.territory, purpose=purpose)
    return see_other(f"{here}?unit={unit}#unit-card")
