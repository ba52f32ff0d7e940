"""Doors that only tests open: they save, refuse and break on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from kam.config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from kam.config.urls import urlpatterns as product
from kam.core.errors import Invalid, Stale, TooMany
from kam.people.services import create_team
from kam.web.doors import see_other
from kam.web.surfaces import surface

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


@surface("page", "see")
def save(request: HttpRequest) -> HttpResponse:
    """Make a team of the given name; break afterwards if told to."""
    team = create_team(actor=None, name=request.POST.get("name", "x"))
    if request.POST.get("then") == "break":
        raise ZeroDivisionError
    if request.POST.get("then") == "refuse":
        raise Invalid(fields={"name": ["name"]})
    answer = see_other(f"/probe/{team.pk}")
    answer["ETag"] = f'"{team.version}"'
    return answer


@surface("team", "see", open=True)
def break_down(request: HttpRequest) -> HttpResponse:
    """Break."""
    raise ZeroDivisionError


@surface("team", "see", open=True)
def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    """Refuse in the manner asked for."""
    raise {
        "stale": Stale(conflicts={"name": {}}),
        "too-many": TooMany(retry_after=7),
        "invalid": Invalid(fields={"name": ["名称"]}),
    }[kind]


urlpatterns = [
    *product,
    path("probe/save", save),
    path("probe/save-too", save),
    path("probe/break", break_down),
    path("probe/refuse/<str:kind>", refuse),
    path("api/probe/save", save),
    path("api/probe/break", break_down),
    path("api/probe/refuse/<str:kind>", refuse),
]
