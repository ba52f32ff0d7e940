"""Paths of the people room."""

from django.urls import URLPattern, path

from kam.people import views

app_name = "people"


urlpatterns: list[URLPattern] = [
    path("settings", views.soon, name="settings"),
    path("sign-in", views.sign_in, name="sign-in"),
]
