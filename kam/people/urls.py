"""Paths of the people room."""

from django.urls import URLPattern, path

from kam.people.views import links, own, session, tokens

app_name = "people"

urlpatterns: list[URLPattern] = [
    path("sign-in", session.sign_in, name="sign-in"),
    path("sign-out", session.sign_out, name="sign-out"),
    path("language", session.language, name="language"),
    path("password/forgot", links.forgot, name="forgot"),
    path("password/set/<str:secret>", links.set_password, name="set-password"),
    path("settings", own.profile, name="settings"),
    path("settings/email", own.email, name="email"),
    path("settings/password", own.password, name="password"),
    path("settings/tokens", tokens.tokens, name="tokens"),
    path("settings/tokens/<int:pk>/revoke", tokens.revoke, name="token-revoke"),
]
