"""Paths of the hand-over room."""

from django.urls import URLPattern, path

from kam.handover import views

app_name = "handover"

urlpatterns: list[URLPattern] = [
    path("handovers", views.handovers, name="list"),
    path("handovers/<int:pk>", views.passport, name="passport"),
    path("handovers/<int:pk>/confirm", views.confirmed, name="confirm"),
]
