"""Paths of the visits room."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kam.web.surfaces import surface

app_name = "visits"


@surface("page", "see")
def _soon(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    path("visits", _soon, name="list"),
]
