"""The doors of the accounts room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kam.web.doors import see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@surface("page", "see")
def soon(request: HttpRequest, pk: int = 0) -> HttpResponse:  # noqa: ARG001
    """Send to the health page until the page stands."""
    return see_other("/live")
