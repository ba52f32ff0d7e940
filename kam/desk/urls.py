"""Paths of the desk room."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kam.web.surfaces import surface

app_name = "desk"


@surface("page", "see")
def _soon(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    path("today", _soon, name="today"),
    path("search", _soon, name="search"),
]
