"""Paths of the visits room."""

from django.urls import URLPattern, path

from kam.visits import views

app_name = "visits"


urlpatterns: list[URLPattern] = [
    path("visits", views.soon, name="list"),
    path("visits/export", views.soon, name="export"),
    path("visits/new", views.soon, name="new"),
    path("visits/<int:pk>", views.soon, name="detail"),
    path("visits/<int:pk>/record", views.soon, name="record"),
    path("actions/<int:pk>/close", views.soon, name="action-close"),
    path("promises/<int:pk>/close", views.soon, name="promise-close"),
    path("accounts/<int:pk>/actions/new", views.soon, name="action-new"),
    path("accounts/<int:pk>/promises/new", views.soon, name="promise-new"),
]
