"""Paths of the desk room."""

from django.urls import URLPattern, path

from kam.desk import views

app_name = "desk"


# The page of one visit joins rooms; to everybody it is `visits:detail`.
visit_patterns: list[URLPattern] = [
    path("visits/<int:pk>", views.visit, name="detail"),
]
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("today", views.today, name="today"),
    path("territories", views.territories, name="territories"),
    path("territories/export", views.territories_export, name="territories-export"),
    path("territories/<int:pk>", views.territory, name="territory"),
    path("search", views.search, name="search"),
    path("accounts/<int:pk>", views.account, name="account"),
    path("accounts/<int:pk>/timeline", views.timeline, name="timeline"),
    path("accounts/<int:pk>/next", views.following, name="next"),
    path("accounts/<int:pk>/previous", views.previous, name="previous"),
    path("plans/<int:pk>", views.plan, name="plan"),
    path("plans/<int:pk>/document", views.plan_document, name="plan-document"),
    path(
        "blueprints/<int:pk>/document",
        views.blueprint_document,
        name="blueprint-document",
    ),
    path("steps/<int:pk>", views.step, name="step"),
    path("requests/new", views.ask, name="ask"),
    path("resources/increments", views.increments, name="increments"),
    path("history/<slug:noun>/<int:pk>", views.history, name="history"),
]
