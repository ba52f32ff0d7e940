"""Two periods of a comparison set over the API."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Path, Query, Router

from kam.people.bearer import bearer
from kam.people.policies import entered
from kam.performance import engine
from kam.performance.models import ComparisonSet
from kam.performance.queries import change_question, periods_for, units_read_by
from kam.performance.rules import full_pair_of
from kam.performance.schemas.frontier import Id
from kam.performance.schemas.periods import ChangeOut, ChangeQuery, change_out
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["frontier"])


@router.get("/sets/{pk}/periods", response=ChangeOut)
@surface("frontier", "see")
def read_change(
    request: HttpRequest, pk: Path[Id], asked: Query[ChangeQuery]
) -> ChangeOut:
    """Compare two periods of a set; a representative reads the own territories."""
    user = entered(request.user, "frontier")
    row = ComparisonSet.objects.visible_to(user).seen(user, pk=pk)
    pair = full_pair_of(
        periods_for(user, row), earlier=asked.earlier, later=asked.later
    )
    question = change_question(row, *pair)
    read = units_read_by(user, row)
    return change_out(row, question, engine.change_between(question), read)
