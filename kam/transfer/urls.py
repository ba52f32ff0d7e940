"""Paths of the transfer room."""

from django.urls import URLPattern, path

from kam.transfer import views

app_name = "transfer"


urlpatterns: list[URLPattern] = [
    path("imports", views.imports, name="list"),
    path("imports/new", views.new, name="new"),
    path("imports/template/<slug:kind>", views.template, name="template"),
    path("imports/export/<slug:kind>", views.export, name="export"),
    path("imports/<int:pk>", views.detail, name="detail"),
    path("imports/<int:pk>/columns", views.columns, name="map"),
    path("imports/<int:pk>/progress", views.progress, name="progress"),
    path("imports/<int:pk>/run", views.run, name="run"),
    path("imports/<int:pk>/carry-on", views.carry_on, name="carry-on"),
    path("imports/<int:pk>/discard", views.give_up, name="discard"),
    path("imports/<int:pk>/failed", views.failed, name="failed"),
    path("imports/<int:pk>/changes", views.changes, name="changes"),
]
