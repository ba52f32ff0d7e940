"""Paths of plans."""

from django.urls import path

from kam.plans import views

app_name = "plans"

urlpatterns = [
    path("accounts/<int:pk>/phases", views.phases, name="phases"),
]
