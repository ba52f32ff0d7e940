"""Paths of the visits room."""

from django.urls import URLPattern, path

from kam.visits import views

app_name = "visits"


urlpatterns: list[URLPattern] = [
    path("visits", views.soon, name="list"),
]
