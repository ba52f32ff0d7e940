"""Paths of the desk room."""

from django.urls import URLPattern, path

from kam.desk import views

app_name = "desk"


urlpatterns: list[URLPattern] = [
    path("today", views.soon, name="today"),
    path("search", views.soon, name="search"),
]
