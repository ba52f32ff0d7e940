"""Paths of the performance room."""

from django.urls import URLPattern, path

from kam.performance import views

app_name = "performance"


urlpatterns: list[URLPattern] = [
    path("frontier", views.soon, name="frontier"),
]
