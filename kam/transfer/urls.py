"""Paths of the transfer room."""

from django.urls import URLPattern, path

from kam.transfer import views

app_name = "transfer"


urlpatterns: list[URLPattern] = [
    path("imports", views.soon, name="list"),
]
