"""Paths of the people room."""

from django.urls import URLPattern, path

from kam.people.views import (
    company,
    links,
    own,
    session,
    teams,
    territories,
    tokens,
    users,
)

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
    path("settings/users", users.users, name="users"),
    path("settings/users/export", users.export, name="users-export"),
    path("settings/users/new", users.new, name="user-new"),
    path("settings/users/<int:pk>", users.user, name="user"),
    path("settings/users/<int:pk>/link", users.link, name="user-link"),
    path(
        "settings/users/<int:pk>/deactivate",
        users.access,
        {"gives": False},
        name="user-deactivate",
    ),
    path(
        "settings/users/<int:pk>/reactivate",
        users.access,
        {"gives": True},
        name="user-reactivate",
    ),
    path("settings/teams", teams.teams, name="teams"),
    path("settings/teams/new", teams.new, name="team-new"),
    path("settings/teams/<int:pk>", teams.team, name="team"),
    path("settings/territories", territories.territories, name="territories"),
    path("settings/territories/export", territories.export, name="territories-export"),
    path("settings/territories/new", territories.new, name="territory-new"),
    path("settings/territories/<int:pk>", territories.territory, name="territory"),
    path("settings/territories/<int:pk>/assign", territories.assign, name="assign"),
    path("settings/assignments/<int:pk>/end", territories.end, name="assignment-end"),
    path("settings/company", company.company, name="company"),
    path("settings/company/<str:key>", company.change, name="setting"),
    path("settings/company/<str:key>/reset", company.reset, name="setting-reset"),
    path("settings/counts", company.counts, name="counts"),
]
