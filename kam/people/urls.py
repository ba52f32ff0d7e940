"""Paths of the people room."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kam.web.surfaces import surface

app_name = "people"


@surface("page", "see")
def _soon(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    path("settings", _soon, name="settings"),
    path("sign-in", surface("session", "create", open=True)(_soon), name="sign-in"),
]
