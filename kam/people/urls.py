"""Paths of the people room."""

from django.urls import URLPattern, path

from kam.people.views import profile, session

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("sign-in", session.sign_in, name="sign-in"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("language", session.language, name="language"),
    path("settings", profile.soon, name="settings"),
]
