"""The calibration through the API: the numbers of the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from kam.people.bearer import bearer
from kam.people.models import User
from kam.people.policies import require
from kam.people.scopes import may
from kam.pipeline.pages.calibration import read_calibration
from kam.pipeline.schemas.calibration import (
    CalibrationOut,
    CalibrationQuery,
    calibration_out,
)
from kam.web.surfaces import surface

router = Router(auth=bearer, tags=["calibration"])


@router.get("", response=CalibrationOut)
@surface("opportunity", "see")
def get_calibration(request: HttpRequest, query: Query[CalibrationQuery]) -> Any:
    """Return what 50, 70 and 90 % have really been worth, of what one sees."""
    user: User = request.auth  # type: ignore[attr-defined]
    require(may(user, "opportunity", "see"))
    return calibration_out(read_calibration(user, query.model_dump()))
