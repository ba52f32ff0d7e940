"""Paths of the performance room."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kam.web.surfaces import surface

app_name = "performance"


@surface("page", "see")
def _soon(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    path("frontier", _soon, name="frontier"),
]
