"""Paths of the accounts room."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from kam.web.surfaces import surface

app_name = "accounts"


@surface("page", "see")
def _soon(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns: list[URLPattern] = [
    path("accounts", _soon, name="list"),
]
