"""Paths of the accounts room."""

from django.urls import URLPattern, path

from kam.accounts import views

app_name = "accounts"


urlpatterns: list[URLPattern] = [
    path("accounts", views.soon, name="list"),
]
