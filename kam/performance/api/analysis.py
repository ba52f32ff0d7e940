"""An analysis of posted columns: nothing is read from, or stored in, the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from kam.people.bearer import bearer
from kam.people.policies import entered, require
from kam.people.scopes import may
from kam.performance.engine import analyse, analyse_groups
from kam.performance.offline import Teller, report_of
from kam.performance.schemas.analysis import AnalysisNew, AnalysisOut
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from collections.abc import Mapping

router = Router(auth=bearer, tags=["frontier"])


@router.post("/analyses", response=AnalysisOut, by_alias=True)
@surface("frontier", "create")
def analyse_columns(request: HttpRequest, body: AnalysisNew) -> dict[str, Any]:
    """Compare posted columns by any method; the same body gives the same answer."""
    user = entered(request.user, "frontier")
    require(may(user, "frontier", "create"))
    columns, asked = body.columns, body.inquiry
    answer = (
        analyse_groups(columns, body.groups, asked)
        if body.groups
        else analyse(columns, asked)
    )
    teller = Teller(numbers=range(1, len(columns.ids) + 1), id_column="ids", say=_say)
    return {**report_of(answer, teller), "inputs_digest": body.digest}


def _say(text: str, params: Mapping[str, object] | None) -> str:
    said = gettext(text) if text else ""
    return said % params if params else said
